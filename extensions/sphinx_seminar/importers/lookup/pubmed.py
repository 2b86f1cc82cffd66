"""The DOI of an article in PubMed Central or PubMed, from the converter of the former.

https://pmc.ncbi.nlm.nih.gov/tools/id-converter-api/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.importers.lookup.failure import FetchError, LookupProblem
from sphinx_seminar.importers.lookup.record import read_text
from sphinx_seminar.importers.lookup.target import TargetKind
from sphinx_seminar.model.identifiers import parse_doi

if TYPE_CHECKING:
    from sphinx_seminar.importers.lookup.client import Client
    from sphinx_seminar.importers.lookup.target import Target

_ID_TYPES = {TargetKind.PMC: "pmcid", TargetKind.PMID: "pmid"}


def look_up_doi(target: Target, client: Client, base: str) -> str:
    """Return the DOI of the article that *target* names by its number.

    :raises FetchError: when the number is unknown, or the article has no DOI.
    """
    query = f"ids={target.value}&idtype={_ID_TYPES[target.kind]}&format=json"
    answer = client.record(f"{base}/tools/idconv/api/v1/articles/?{query}", "application/json")
    records = answer.get("records")
    first = records[0] if isinstance(records, list) and records else None
    if not isinstance(first, dict) or first.get("status") == "error":
        raise FetchError(LookupProblem.NOT_FOUND, target.value)
    doi = parse_doi(read_text(first.get("doi")))
    if not doi:
        raise FetchError(LookupProblem.NO_DOI, target.value)
    return doi
