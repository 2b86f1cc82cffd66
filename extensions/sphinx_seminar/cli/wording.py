"""The words of the command line: failures, duplicates and concerns in one line each.

Texts from the network and from files are shown without control characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.cli.failure import CannotError, one_line
from sphinx_seminar.importers.lookup.appending import AppendError, AppendProblem
from sphinx_seminar.importers.lookup.duplicates import Duplicate, Sameness
from sphinx_seminar.importers.lookup.failure import FetchError, LookupProblem
from sphinx_seminar.model.health import Concern

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "CannotError",
    "append_line",
    "concern_words",
    "duplicate_line",
    "failure_line",
    "one_line",
]

_LOOKUP = {
    LookupProblem.NOT_FOUND: "there is no record of {subject}",
    LookupProblem.NO_FORMAT: "{subject} is known, but its agency gives no metadata",
    LookupProblem.HTML: "{subject} answers with a web page, not with metadata",
    LookupProblem.BUSY: "{subject} asks to wait; try again {when}",
    LookupProblem.STATUS: "{subject} answers with the error {detail}",
    LookupProblem.TIMEOUT: "{subject} does not answer in time",
    LookupProblem.UNREACHABLE: "{subject} cannot be reached ({detail})",
    LookupProblem.INSECURE: "{subject} leads to {detail}, which is not https",
    LookupProblem.PRIVATE: "{subject} leads to a machine of a private network ({detail})",
    LookupProblem.REDIRECTS: "{subject} is redirected more than {detail} times, or off the web",
    LookupProblem.TOO_LARGE: "{subject} answers with more than {detail} bytes: that is no record",
    LookupProblem.BAD_JSON: "the answer of {subject} cannot be read as metadata",
    LookupProblem.NO_DOI: "{subject} is known and has no DOI; --offline makes a stub of it",
    LookupProblem.NO_TITLE: "the record of {subject} has no title; give it with --title",
    LookupProblem.NO_NAMES: (
        "the record of {subject} names no author or editor; give --author, or --no-author"
    ),
}
_APPEND = {
    AppendProblem.UNREADABLE: "{path} cannot be read ({detail})",
    AppendProblem.ENCODING: "{path} is not UTF-8 and cannot hold {detail!r}: convert it first",
    AppendProblem.BROKEN_END: (
        "{path}: the new entry could not be read back; perhaps the last entry is not closed"
    ),
    AppendProblem.CHANGED: "{path} was changed meanwhile; try again",
    AppendProblem.UNWRITABLE: "{path} cannot be written ({detail})",
}
_SAMENESS = {
    Sameness.DOI: "the same DOI, {value}",
    Sameness.ARXIV: "the same arXiv id, {value}",
    Sameness.ISBN: "the same ISBN, {value}",
    Sameness.URL: "the same address",
    Sameness.TITLE: "a title like it, “{value}”",
}
_CONCERNS = {
    Concern.NO_TITLE: "no title",
    Concern.NO_NAMES: "no author or editor",
    Concern.NO_YEAR: "no year",
    Concern.UNREADABLE: "entry cannot be read",
    Concern.SAME_KEY: "key taken twice",
    Concern.UNKNOWN_KEY: "cited, but in no bibliography",
    Concern.BAD_DOI: "not a DOI",
    Concern.DEAD_DOI: "unknown DOI",
    Concern.UNCHECKED_DOI: "DOI could not be checked",
    Concern.DUPLICATE: "one work, two entries",
    Concern.PREPRINT: "versions of one work",
    Concern.ALIKE: "titles alike",
    Concern.NEVER_READ: "never read",
    Concern.READ_AGAIN: "read more than once",
}


def failure_line(error: FetchError) -> str:
    """Return what to say of metadata that could not be had."""
    wait = error.detail
    when = f"in {wait} seconds" if wait.isdecimal() else f"after {wait}" if wait else "later"
    text = _LOOKUP[error.problem].format(subject=error.subject, detail=error.detail, when=when)
    return one_line(text)


def append_line(error: AppendError) -> str:
    """Return what to say of a file that was not written."""
    detail = error.detail or "unknown reason"
    return one_line(_APPEND[error.problem].format(path=error.path, detail=detail))


def duplicate_line(what: str, duplicate: Duplicate, days: Sequence[str] | None) -> str:
    """Return what to say of a work that is there already; *days* is None when they are unknown."""
    how = _SAMENESS[duplicate.sameness].format(value=duplicate.value)
    there = "is" if duplicate.sameness.is_certain else "may be"
    key = duplicate.reading.key
    read = "" if days is None else f", read on {', '.join(days)}" if days else ", never read"
    add = "" if duplicate.sameness.is_certain else "; --anyway adds it all the same"
    return one_line(f"{what} {there} already there as {key} ({how}){read}{add}")


def concern_words(concern: Concern) -> str:
    """Return what a concern is called in the report."""
    return _CONCERNS[concern]
