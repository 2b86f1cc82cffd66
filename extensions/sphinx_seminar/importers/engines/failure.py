"""Why an engine was not given its documents, as data: the command line finds the words."""

from __future__ import annotations

from enum import StrEnum


class PushProblem(StrEnum):
    """What went wrong between the documents and the engine."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    INSECURE = "insecure"
    HTML = "html"
    NO_JSON = "no-json"
    REFUSED = "refused"
    NOT_FOUND = "not-found"
    BUSY = "busy"
    FULL = "full"
    TOO_LARGE = "too-large"
    STATUS = "status"
    CHANGED = "changed"
    FOREIGN = "foreign"
    TASK = "task"

    @property
    def may_pass(self) -> bool:
        """Whether asking again later may help."""
        return self in {PushProblem.UNREACHABLE, PushProblem.TIMEOUT, PushProblem.BUSY}


class PushError(Exception):
    """The engine did not do what was asked; ``wait`` is how long it asks to wait, in seconds."""

    def __init__(self, problem: PushProblem, detail: str = "", wait: float = 0.0) -> None:
        super().__init__(problem.value, detail)
        self.problem = problem
        self.detail = detail
        self.wait = wait
