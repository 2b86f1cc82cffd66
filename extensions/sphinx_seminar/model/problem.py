"""One message about an archive as data: where, how grave, of which kind, in which words.

It is what a command shows, keeps and mends. Our own findings become problems, and so does
whatever Sphinx and its parsers have to say of a page.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """How grave a problem is; a note fails nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def fails(self) -> bool:
        """Whether an archive with such a problem is not in order."""
        return self is not Severity.NOTE

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Problem:
    """A message and its place.

    ``file`` is relative to the archive's folder, with forward slashes; '' when the message
    is about no file. ``line`` and ``column`` count from 1; 0 when unknown. ``kind`` is what
    ``suppress_warnings`` takes, such as ``seminar.date``. ``value``, ``name``, ``allowed`` and
    ``nearest`` are those of the finding, where the message is one of ours.
    """

    file: str
    line: int
    column: int
    severity: Severity
    kind: str
    message: str
    value: str = ""
    name: str = ""
    allowed: tuple[str, ...] = ()
    nearest: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """The order of files, lines and columns."""
        return self.file, self.line, self.column, self.kind, self.message

    def as_data(self) -> dict[str, Any]:
        """Return the problem as values that JSON knows."""
        return asdict(self) | {"severity": self.severity.value, "allowed": list(self.allowed)}

    @classmethod
    def of_data(cls, data: Mapping[str, Any]) -> Problem:
        """Return the problem that :meth:`as_data` gave.

        :raises KeyError, TypeError, ValueError: when it gave no such thing.
        """
        texts = ("file", "kind", "message", "value", "name", "nearest")
        if not all(isinstance(data[name], str) for name in texts):
            raise TypeError("text")
        return cls(
            **{name: data[name] for name in texts},
            line=int(data["line"]),
            column=int(data["column"]),
            severity=Severity(data["severity"]),
            allowed=tuple(str(one) for one in data["allowed"]),
        )
