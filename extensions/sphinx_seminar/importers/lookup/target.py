"""What a person asks for by pasting it: a DOI, an arXiv id, an ISBN, a PMC number, an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sphinx_seminar.model.identifiers import (
    Identifiers,
    identifiers_of_url,
    parse_arxiv,
    parse_doi,
    parse_isbn,
)
from sphinx_seminar.model.publishers import ARXIV_DOI
from sphinx_seminar.model.spellings import host_of, split_url

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)
_DOI = re.compile(r"(?:doi\s*[:=]?\s*)?10\.\S+", re.IGNORECASE)
_ISBN = re.compile(
    r"(?:(?:urn:)?isbn(?:-1[03])?\s*[:=]?\s*)?[0-9][0-9Xx\s\u2010-\u2013-]+", re.IGNORECASE
)
_ARXIV = re.compile(
    r"(?:arxiv\s*[:=]?\s*)?[a-z.-]*/?[0-9]{4,7}(?:\.[0-9]+)?(?:v[0-9]+)?", re.IGNORECASE
)
_PMC = re.compile(r"(?:pmcid\s*[:=]?\s*)?(pmc[0-9]{2,9})", re.IGNORECASE)
_PMID = re.compile(r"(?:pmid|pubmed)\s*[:=]?\s*([0-9]{2,9})", re.IGNORECASE)
#: Addresses of PubMed Central and PubMed, here and in Europe.
_PMC_PLACE = re.compile(
    r"(?:(?:ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov|europepmc\.org)/articles?/(?:PMC/)?)"
    r"(PMC[0-9]{2,9})(?![0-9])",
    re.IGNORECASE,
)
_PMID_PLACE = re.compile(
    r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed|europepmc\.org/article/MED)"
    r"/([0-9]{2,9})(?![0-9])",
    re.IGNORECASE,
)


class TargetKind(StrEnum):
    """Where the metadata of a target is looked for; nowhere for a mere address."""

    DOI = "doi"
    ARXIV = "arxiv"
    ISBN = "isbn"
    PMC = "pmc"
    PMID = "pmid"
    URL = "url"


@dataclass(frozen=True, slots=True)
class Target:
    """A work asked for: the identifier in its normal form, and the address if one was pasted."""

    kind: TargetKind
    value: str
    url: str = ""

    @property
    def identifiers(self) -> Identifiers:
        """What is known of the work before anything was looked up."""
        urls = (self.url,) if self.url else ()
        if self.kind is TargetKind.DOI:
            return Identifiers(doi=self.value, urls=urls)
        if self.kind is TargetKind.ARXIV:
            return Identifiers(doi=f"{ARXIV_DOI}{self.value}", arxiv=self.value, urls=urls)
        if self.kind is TargetKind.ISBN:
            return Identifiers(isbns=(self.value,), urls=urls)
        return Identifiers(urls=urls)


def parse_target(text: str) -> Target | None:
    """Return what *text* asks for, or None when it is no identifier and no address.

    An address that shows an identifier asks for that; an address without a scheme
    is taken for https.
    """
    text = text.strip().strip("<>")
    if _SCHEME.match(text):
        return _of_address(text) if not re.search(r"\s", text) else None
    if _DOI.fullmatch(text) and (doi := parse_doi(text)):
        return _of_doi(doi, "")
    if _ISBN.fullmatch(text) and (isbn := parse_isbn(text)):
        return Target(TargetKind.ISBN, isbn)
    if _ARXIV.fullmatch(text) and (
        arxiv := parse_arxiv(re.sub(r"(?i)^arxiv\s*[:=]?\s*", "", text))
    ):
        return Target(TargetKind.ARXIV, arxiv)
    address = _address_of(text)
    return _of_address(address) if address else None


def _address_of(text: str) -> str:
    """Return the address of a number of PubMed's, or of a host without a scheme, or ''."""
    if match := _PMC.fullmatch(text):
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{match[1].upper()}/"
    if match := _PMID.fullmatch(text):
        return f"https://pubmed.ncbi.nlm.nih.gov/{match[1]}/"
    return f"https://{text}" if _BARE_HOST.fullmatch(text) else ""


def _of_doi(doi: str, url: str) -> Target:
    arxiv = parse_arxiv(doi.removeprefix(ARXIV_DOI)) if doi.startswith(ARXIV_DOI) else ""
    return Target(TargetKind.ARXIV, arxiv, url) if arxiv else Target(TargetKind.DOI, doi, url)


def _of_address(url: str) -> Target | None:
    found = identifiers_of_url(url)
    parts = split_url(url)
    place = f"{host_of(parts)}{parts.path}" if parts else ""
    if match := _PMC_PLACE.match(place):
        return Target(TargetKind.PMC, match[1].upper(), url)
    if match := _PMID_PLACE.match(place):
        return Target(TargetKind.PMID, match[1], url)
    if found.arxiv:
        return Target(TargetKind.ARXIV, found.arxiv, url)
    if found.doi:
        return _of_doi(found.doi, url)
    if found.isbns:
        return Target(TargetKind.ISBN, found.isbns[0], url)
    return Target(TargetKind.URL, url, url) if found.urls else None
