"""From what another archive publishes to a copy that is fit to be kept.

It is made to fit the schema; its text is cleaned of characters that no format takes and of
access to meetings; sessions that no calendar could hold are left out. Whatever is dropped
is counted and told.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_seminar.importers.federation.masking import mask_secrets
from sphinx_seminar.outputs.archive_json import schema_bytes
from sphinx_seminar.outputs.cleaning import clean_line, clean_text
from sphinx_seminar.parsing.federation.fitting import Fitter
from sphinx_seminar.parsing.federation.kept import MAJOR, kept_schema
from sphinx_seminar.parsing.federation.lockfile import Copy, digest_of
from sphinx_seminar.parsing.federation.partners import parse_partner

if TYPE_CHECKING:
    from collections.abc import Container

    from sphinx_seminar.parsing.federation.addresses import Address

#: The text of a run stands between others: its spaces count.
_RUNS = "title-runs"
#: Texts of several paragraphs.
_PROSE = frozenset({"abstract", "text"})


class TakingProblem(StrEnum):
    """Why what was published is no archive that can be joined."""

    NOT_AN_ARCHIVE = "not-an-archive"
    VERSION = "version"


class TakingError(Exception):
    """What was published cannot be taken; ``detail`` is a place in it, or a version."""

    def __init__(self, problem: TakingProblem, detail: str = "") -> None:
        super().__init__(problem.value, detail)
        self.problem = problem
        self.detail = detail


class Taken(NamedTuple):
    """A copy, with what it lost: how many values, where the first stood, how many secrets."""

    copy: Copy
    title: str
    problems: int
    places: tuple[str, ...]
    masked: int


def take(address: Address, data: dict[str, Any], harmless: Container[str] = ()) -> Taken:
    """Return the copy of what the archive at *address* publishes, *data*.

    :raises TakingError: when it cannot be used.
    """
    version = data.get("version")
    if not isinstance(version, str):
        raise TakingError(TakingProblem.NOT_AN_ARCHIVE, "version")
    if version.partition(".")[0] != MAJOR:
        raise TakingError(TakingProblem.VERSION, clean_line(version[:40]))
    schema = kept_schema(json.loads(schema_bytes()))
    fitter, again = Fitter(schema), Fitter(schema)
    try:
        archive = fitter.fit(data)
        masked = sum(
            mask_secrets(record, harmless)
            for records in archive.values()
            if isinstance(records, list)
            for record in records
        )
        archive = again.fit(_cleaned(archive))
        left_out = parse_partner(address, archive).left_out
    except ValueError as error:
        raise TakingError(TakingProblem.NOT_AN_ARCHIVE, str(error)) from error
    places = [*fitter.places, *again.places, *(f"sessions[{at}].{key}" for at, key in left_out)]
    gone = {at for at, _key in left_out}
    archive["sessions"] = [one for at, one in enumerate(archive["sessions"]) if at not in gone]
    copy = Copy(address.name, address.folder, digest_of(archive), archive)
    problems = fitter.problems + again.problems + len(left_out)
    return Taken(copy, archive.get("title", address.name), problems, tuple(places), masked)


def _cleaned(value: Any, key: str = "", holder: str = "") -> Any:
    """Return *value*, which fits the schema and so is nested no deeper than it."""
    if isinstance(value, str):
        if holder == _RUNS:
            return clean_text(value).replace("\n", " ")
        return clean_text(value).strip() if key in _PROSE else clean_line(value)
    if isinstance(value, list):
        return [_cleaned(one, key, holder) for one in value]
    if isinstance(value, dict):
        return {name: _cleaned(one, name, key) for name, one in value.items()}
    return value
