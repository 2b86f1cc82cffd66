"""Where records come from: doi.org for DOIs and arXiv, Open Library for ISBNs.

doi.org answers for every registration agency alike (Crossref, DataCite, mEDRA,
JaLC): https://citation.doi.org/docs.html. An article of PubMed Central is asked for
by its DOI, which the converter there knows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_seminar.importers.lookup.openlibrary import look_up_book
from sphinx_seminar.importers.lookup.pubmed import look_up_doi
from sphinx_seminar.importers.lookup.record import Record, read_record
from sphinx_seminar.importers.lookup.target import Target, TargetKind
from sphinx_seminar.model.publishers import ARXIV_DOI

if TYPE_CHECKING:
    from sphinx_seminar.importers.lookup.client import Client

CSL_JSON = "application/vnd.citationstyles.csl+json"


@dataclass(frozen=True, slots=True)
class Sources:
    """The resolvers' addresses, without a closing slash."""

    doi: str = "https://doi.org"
    open_library: str = "https://openlibrary.org"
    pmc: str = "https://pmc.ncbi.nlm.nih.gov"

    def doi_address(self, doi: str) -> str:
        """Return the address at which *doi* is resolved."""
        return f"{self.doi.rstrip('/')}/{quote(doi, safe='/:;().,-_~')}"


def look_up(target: Target, client: Client, sources: Sources) -> Record | None:
    """Return the record of *target*, None for a mere address: nothing is guessed from a page.

    :raises FetchError: when there is no record.
    """
    if target.kind is TargetKind.URL:
        return None
    if target.kind is TargetKind.ISBN:
        return look_up_book(target.value, client, sources.open_library.rstrip("/"))
    doi = target.value
    if target.kind is TargetKind.ARXIV:
        doi = f"{ARXIV_DOI}{target.value}"
    elif target.kind in {TargetKind.PMC, TargetKind.PMID}:
        doi = look_up_doi(target, client, sources.pmc.rstrip("/"))
    record = read_record(client.record(sources.doi_address(doi), CSL_JSON))
    return replace(record, texts={"DOI": doi, **record.texts})
