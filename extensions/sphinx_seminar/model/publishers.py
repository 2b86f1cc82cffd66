"""What an address says about the work behind it: DOI, arXiv id or ISBN, without the network.

Publishers put the DOI into the path (``/doi/pdf/10.1021/…``), into the query
(``?id=10.1371/…``) or derive it from a number of their own (eLife, Zenodo, JSTOR, SSRN).
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote

from sphinx_seminar.model.spellings import host_of, parse_arxiv, parse_doi, parse_isbn, split_url

# Steps and endings that publishers append to the DOI in a path: a view of the work, not its name.
_VIEWS = re.compile(
    r"(?:/(?:abstract|full|fulltext|full-text|full-xml|pdf|epdf|epub|html|meta|xml|references"
    r"|figures|metrics|summary|suppl_file|download|pdfft|tables|media|presentation)"
    r"|\.(?:full|short|abstract|pdf|html|xml|epub)(?:\+html)?)$",
    re.IGNORECASE,
)
_PREPRINT_VERSION = re.compile(r"v[0-9]+(?:\.[a-z][a-z.+-]*)?$")
_SESSION = re.compile(r";jsessionid=[^/]*", re.IGNORECASE)

#: (host or its parent, path, DOI): a number in the path that the publisher makes a DOI of.
_DERIVED: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("nature.com", re.compile(r"/articles/([a-z0-9][a-z0-9.-]+?)(?:\.pdf|/.*)?$"), "10.1038/{}"),
    ("jstor.org", re.compile(r"/stable/(?:pdf/|info/)?([a-z0-9.]+?)(?:\.pdf)?/?$"), "10.2307/{}"),
    (
        "elifesciences.org",
        re.compile(r"/(?:articles|content)/([0-9]{5,6})(?![0-9])"),
        "10.7554/elife.{}",
    ),
    ("zenodo.org", re.compile(r"/records?/([0-9]+)\b"), "10.5281/zenodo.{}"),
    (
        "biorxiv.org",
        re.compile(r"/content/(?:biorxiv/)?early/[0-9]+/[0-9]+/[0-9]+/([0-9]+)(?![0-9])"),
        "10.1101/{}",
    ),
    ("figshare.com", re.compile(r"/articles/(?:[^/]+/)+([0-9]{5,})(?:/[0-9]+)?/?$"),
     "10.6084/m9.figshare.{}"),
    ("researchsquare.com", re.compile(r"/article/(rs-[0-9]+/v[0-9]+)\b"), "10.21203/rs.3.{}"),
    ("osf.io", re.compile(r"/preprints/psyarxiv/([a-z0-9]{5})\b"), "10.31234/osf.io/{}"),
    # Only the venues and years whose papers the anthology registers under this prefix.
    (
        "aclanthology.org",
        re.compile(
            r"/((?:[dekpnsw]1[5-9]-[0-9]{4}"
            r"|20[2-9][0-9]\.(?:a?acl|naacl|eacl|emnlp|findings|conll|semeval)[a-z0-9-]*\.[0-9]+))"
            r"(?:v[0-9])?(?:\.pdf)?/?$"
        ),
        "10.18653/v1/{}",
    ),
)  # fmt: skip
#: What precedes the identifier in the DOIs that arXiv gives.
ARXIV_DOI = "10.48550/arxiv."
_ARXIV_HOSTS = ("arxiv.org", "ar5iv.org", "alphaxiv.org")
_ARXIV_PATH = re.compile(r"^/(?:abs|pdf|html|e-print|format|ps|src)/", re.IGNORECASE)
_ISBN_STEP = re.compile(r"(?<![0-9])(97[89][0-9-]{10,14})(?![0-9])")
_AMAZON = re.compile(r"/(?:dp|gp/product)/([0-9]{9}[0-9Xx])(?![0-9A-Za-z])")

#: Hosts (and their sub-domains) that publish works but whose addresses name no identifier.
_PUBLISHERS = (
    "academic.oup.com", "aclanthology.org", "aclweb.org", "ams.org", "arxiv.org", "biorxiv.org",
    "cambridge.org", "cell.com", "chemrxiv.org", "degruyter.com", "dl.acm.org", "ems.press",
    "eprint.iacr.org", "eudml.org", "frontiersin.org", "hal.science", "ieeexplore.ieee.org",
    "iopscience.iop.org", "jmlr.org", "journals.aps.org", "jstor.org", "jair.org",
    "link.springer.com", "mathscinet.ams.org", "mdpi.com", "medrxiv.org", "mitpress.mit.edu",
    "nature.com", "ncbi.nlm.nih.gov", "numdam.org", "onlinelibrary.wiley.com", "openreview.net",
    "papers.nips.cc", "papers.ssrn.com", "proceedings.mlr.press", "proceedings.neurips.cc",
    "projecteuclid.org", "pubmed.ncbi.nlm.nih.gov", "pubs.acs.org", "pubs.aip.org",
    "pubs.rsc.org", "sciencedirect.com", "science.org", "pnas.org", "semanticscholar.org",
    "epubs.siam.org", "tandfonline.com", "zbmath.org", "openaccess.thecvf.com",
)  # fmt: skip


class Derived(NamedTuple):
    """What an address alone tells; '' or () for what it does not."""

    doi: str = ""
    arxiv: str = ""
    isbns: tuple[str, ...] = ()


def derive_identifiers(url: str) -> Derived:
    """Return the identifiers that the address *url* shows."""
    parts = split_url(url)
    if parts is None:
        return Derived()
    host, path = host_of(parts), _SESSION.sub("", unquote(parts.path))
    if _is_of(host, _ARXIV_HOSTS) and _ARXIV_PATH.match(path):
        return Derived(arxiv=parse_arxiv(path))
    doi = _doi(host, path, parts.query)
    if doi.startswith(ARXIV_DOI):
        return Derived(doi, parse_arxiv(doi.removeprefix(ARXIV_DOI)))
    return Derived(doi, isbns=_isbns(host, path, doi))


def is_publication(url: str) -> bool:
    """Whether *url* leads to a PDF or below the home page of a known publisher of works."""
    parts = split_url(url)
    if parts is None or len(parts.path) <= 1:
        return False
    return parts.path.lower().endswith(".pdf") or _is_of(host_of(parts), _PUBLISHERS)


def _is_of(host: str, families: tuple[str, ...]) -> bool:
    return any(host == family or host.endswith(f".{family}") for family in families)


def _doi(host: str, path: str, query: str) -> str:
    if found := parse_doi(path):
        return _without_view(host, found)
    for name, value in parse_qsl(query):
        if name.lower() in {"id", "doi", "doi_id"} and (found := parse_doi(value)):
            return found
        if name.lower() == "abstract_id" and value.isdecimal() and _is_of(host, ("ssrn.com",)):
            return f"10.2139/ssrn.{value}"
    path = path.lower()
    if host == "aclweb.org":
        host, path = "aclanthology.org", path.removeprefix("/anthology")
    for family, pattern, template in _DERIVED:
        if _is_of(host, (family,)) and (match := pattern.search(path)):
            return template.format(match[1])
    return ""


def _without_view(host: str, doi: str) -> str:
    # At most one step and two endings are appended: /10.1101/2020.01.01v2.full.pdf
    for _ in range(3):
        doi = _VIEWS.sub("", doi)
    if _is_of(host, ("biorxiv.org", "medrxiv.org")):
        doi = _PREPRINT_VERSION.sub("", doi)
    head, slash, last = doi.rpartition("/")
    if _is_of(host, ("academic.oup.com",)) and slash and "/" in head and last.isdecimal():
        return head
    return doi


def _isbns(host: str, path: str, doi: str) -> tuple[str, ...]:
    if doi and not (_is_of(host, ("link.springer.com",)) and "/book/" in path):
        return ()
    if _is_of(host, ("amazon.com", "amazon.de", "amazon.co.uk", "amazon.fr")):
        match = _AMAZON.search(path)
        isbn = parse_isbn(match[1]) if match else ""
        return (isbn,) if isbn else ()
    steps = (parse_isbn(match[1]) for match in _ISBN_STEP.finditer(path))
    return tuple(dict.fromkeys(isbn for isbn in steps if isbn))
