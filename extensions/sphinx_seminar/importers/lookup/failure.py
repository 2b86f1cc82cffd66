"""Why metadata could not be had, as data: the command line finds the words."""

from __future__ import annotations

from enum import StrEnum


class LookupProblem(StrEnum):
    """What went wrong between the identifier and the record."""

    NOT_FOUND = "not-found"
    NO_FORMAT = "no-format"
    HTML = "html"
    BUSY = "busy"
    STATUS = "status"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    INSECURE = "insecure"
    PRIVATE = "private"
    REDIRECTS = "redirects"
    TOO_LARGE = "too-large"
    BAD_JSON = "bad-json"
    NO_DOI = "no-doi"
    NO_TITLE = "no-title"
    NO_NAMES = "no-names"


class FetchError(Exception):
    """A record that could not be had.

    ``subject`` is the address or the identifier asked for, ``detail`` a fact in
    no language: a status, seconds to wait, the system's reason.
    """

    def __init__(self, problem: LookupProblem, subject: str, detail: str = "") -> None:
        super().__init__(problem.value, subject, detail)
        self.problem = problem
        self.subject = subject
        self.detail = detail
