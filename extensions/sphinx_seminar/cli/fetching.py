"""Fetches an archive from the web: what it publishes for other programs, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.cli.failure import CannotError, one_line
from sphinx_seminar.importers.lookup.client import Client
from sphinx_seminar.importers.lookup.failure import FetchError, LookupProblem

if TYPE_CHECKING:
    from sphinx_seminar.importers.lookup.client import Document

#: Seconds, and bytes: an archive of 50,000 sessions has about 200 MB.
PATIENCE, LARGEST = 60.0, 512 * 1024 * 1024
_WORDS = {
    LookupProblem.NOT_FOUND: "there is no archive.json at {subject}",
    LookupProblem.BUSY: "{subject} asks to wait",
    LookupProblem.STATUS: "{subject} answers with the error {detail}",
    LookupProblem.TIMEOUT: "{subject} does not answer in time",
    LookupProblem.UNREACHABLE: "{subject} cannot be reached ({detail})",
    LookupProblem.INSECURE: "{subject} is not https: only this machine is asked without",
    LookupProblem.REDIRECTS: "{subject} leads elsewhere, too often or not by https",
    LookupProblem.TOO_LARGE: "{subject} has more than {detail} bytes",
}


def fetch(address: str, tag: str = "") -> Document | None:
    """Return what is at *address*; None when it is still what had the *tag*.

    :raises CannotError: when it cannot be had.
    """
    try:
        return Client(PATIENCE, LARGEST).document(address, "application/json", tag)
    except FetchError as error:
        words = _WORDS.get(error.problem, "{subject} cannot be read ({detail})")
        detail = error.detail or error.problem.value
        raise CannotError(one_line(words.format(subject=error.subject, detail=detail))) from error
