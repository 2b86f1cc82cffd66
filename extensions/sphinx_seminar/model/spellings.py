"""How DOIs, arXiv ids, ISBNs and addresses are spelt: each spelling read, one normal form each.

The functions return '' for what is none. Every expression is linear, and no
more than :data:`LONGEST` characters are looked at.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

#: Longer texts are cut before they are read: no identifier needs more.
LONGEST = 2048

# The registrant may have sub-elements (10.1000.10/…); DOI handbook, section 2.2.
_DOI = re.compile(r"(?:^|[\s/:=(<\[{])(10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\"]+)", re.IGNORECASE)
_ESCAPED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}

_ARXIV_NEW = re.compile(
    r"(?<![0-9])(?<![0-9]\.)([0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5})(?:v[0-9]+)?(?![0-9])"
)
# Identifiers until March 2007: archive, perhaps a subject class, seven digits.
_ARXIV_OLD = re.compile(
    r"(?<![\w.-])((?:astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph"
    r"|nlin|math|cs|physics|q-bio|adap-org|alg-geom|chao-dyn|cmp-lg|comp-gas|dg-ga|funct-an"
    r"|patt-sol|q-alg|solv-int))(?:\.[a-z]{2}(?:-[a-z]{2,3})?)?/([0-9]{7})(?![0-9])",
    re.IGNORECASE,
)
_ISBN = re.compile(
    r"(?<![0-9])[0-9](?:[ \u2010-\u2013-]?[0-9]){8,11}[ \u2010-\u2013-]?[0-9X](?![0-9])",
    re.IGNORECASE,
)
_ISBN10 = 10
_ISBN13 = 13

_DEFAULT_PORTS = frozenset({"80", "443"})
_NOISE = frozenset({
    "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "ref", "ref_src",
    "ref_url", "referrer", "source", "src", "via", "cmpid", "campaign", "trk", "spm", "share",
    "download", "casa_token", "needaccess",
})  # fmt: skip


def parse_doi(text: str) -> str:
    """Return the DOI in *text*, lower-case and without resolver, or ''.

    DOIs are case-insensitive (DOI handbook, section 2.4). Closing punctuation and
    unpaired brackets are the sentence's; paired ones (SICI) are the DOI's.
    """
    text = text.strip()[:LONGEST]
    if _ESCAPED.search(text):
        text = unquote(text)
    match = _DOI.search(text)
    if not match:
        return ""
    doi = match[1].rstrip(".,;:'’”")
    while doi and doi[-1] in _BRACKETS and doi.count(doi[-1]) > doi.count(_BRACKETS[doi[-1]]):
        doi = doi[:-1].rstrip(".,;:'’”")
    return "" if doi.endswith("/") else doi.lower()


def parse_arxiv(text: str) -> str:
    """Return the arXiv identifier in *text* without its version, or ''.

    Old identifiers lose their subject class: ``math.GT/0309136`` is ``math/0309136``.
    """
    text = text.strip()[:LONGEST]
    if match := _ARXIV_OLD.search(text):
        return f"{match[1].lower()}/{match[2]}"
    match = _ARXIV_NEW.search(text)
    return match[1] if match else ""


def parse_isbn(text: str) -> str:
    """Return the first valid ISBN in *text* as the 13 digits of an ISBN-13, or ''."""
    return next(iter(parse_isbns(text)), "")


def parse_isbns(text: str) -> tuple[str, ...]:
    """Return every valid ISBN in *text*, each once, as ISBN-13 digits."""
    found = (_isbn13(match[0]) for match in _ISBN.finditer(text[:LONGEST]))
    return tuple(dict.fromkeys(isbn for isbn in found if isbn))


def _isbn13(written: str) -> str:
    """Return the ISBN-13 of *written* if its check digit is right (ISO 2108, annex C), or ''."""
    digits = "".join(c for c in written.upper() if c.isdigit() or c == "X")
    if len(digits) == _ISBN10 and "X" not in digits[:-1]:
        total = sum((10 - i) * (10 if c == "X" else int(c)) for i, c in enumerate(digits))
        return "" if total % 11 else _with_check_digit("978" + digits[:-1])
    if len(digits) == _ISBN13 and digits.isdecimal() and digits.startswith(("978", "979")):
        return digits if _with_check_digit(digits[:-1]) == digits else ""
    return ""


def _with_check_digit(twelve: str) -> str:
    total = sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def split_url(text: str) -> SplitResult | None:
    """Return the parts of an http(s) address, or None for anything else."""
    try:
        parts = urlsplit(text.strip()[:LONGEST])
    except ValueError:
        return None
    return parts if parts.scheme.lower() in {"http", "https"} and parts.netloc else None


def host_of(parts: SplitResult) -> str:
    """Return the host, lower-case, without ``www.``, user and default port."""
    host = parts.netloc.rpartition("@")[2].lower().rstrip(".")
    name, colon, port = host.rpartition(":")
    if colon and (port in _DEFAULT_PORTS or not port):
        host = name
    return host.removeprefix("www.")


def normal_url(text: str) -> str:
    """Return a key under which two spellings of one http(s) address are equal, or ''.

    Scheme, ``www.``, default port, trailing slash, fragment and tracking
    parameters do not count; percent-encoding is made uniform and the other
    parameters are sorted. The key is for comparison: it is no address.
    """
    parts = split_url(text)
    if parts is None:
        return ""
    # "%" itself stays encoded: unquoting twice would make two addresses one.
    path = "/".join(quote(unquote(step), safe="~!$&'()*+,;=:@") for step in parts.path.split("/"))
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _NOISE and not name.lower().startswith("utm_")
    )
    key = host_of(parts) + path.rstrip("/")
    return f"{key}?{urlencode(query)}" if query else key
