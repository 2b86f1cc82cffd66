"""Ways into meetings become tables of ``access.toml``, and nothing else.

A way that is there already keeps its name. The first one of an archive is called
``seminar``; one that only a single meeting has is called after its day.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.domain.privacy import FILENAME
from sphinx_seminar.importers.sources import SourceError, SourceProblem
from sphinx_seminar.model.secrets import MASK

if TYPE_CHECKING:
    from sphinx_seminar.importers.found import FoundAccess

_USUAL = "seminar"
_HEAD = """\
# How people get into online sessions: private, never committed. A session names its
# access with `:join: NAME`.
"""


@dataclass(slots=True)
class Accesses:
    """The tables of the file, and those that are added to it."""

    before: bytes | None
    tables: dict[str, dict[str, str]] = field(default_factory=dict)
    added: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, data: bytes | None) -> Accesses:
        """Return the accesses in the file's bytes *data*, None where there is no file.

        :raises SourceError: when the file cannot be read; it is left alone then.
        """
        try:
            read = tomllib.loads((data or b"").decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            # The words of the error may quote what the file holds.
            raise SourceError(SourceProblem.SYNTAX, FILENAME, "TOML") from error
        tables = {
            name: {key: str(value) for key, value in fields.items()}
            for name, fields in read.items()
            if isinstance(fields, dict)
        }
        return cls(data, tables)

    def name_of(self, access: FoundAccess, day: str) -> str:
        """Return the name of *access*, adding a table for one that is not there; '' for none."""
        fields = _fields(access)
        if not fields:
            return ""
        for name, known in self.tables.items():
            if _are_one(fields, known):
                self._complete(name, known, fields)
                return name
        name = self._free_name(day)
        self.tables[name] = fields
        self.added[name] = fields
        return name

    def _complete(self, name: str, known: dict[str, str], fields: dict[str, str]) -> None:
        """Add what a table made in this import does not have yet."""
        if name in self.added:
            known |= {key: value for key, value in fields.items() if key not in known}

    def _free_name(self, day: str) -> str:
        if _USUAL not in self.tables:
            return _USUAL
        number = 1
        while (name := day if number == 1 else f"{day}-{number}") in self.tables:
            number += 1
        return name

    def to_bytes(self, *, is_masked: bool = False) -> bytes:
        """Return the file's content with the new tables at its end; values masked for showing."""
        before = self.before if self.before is not None else _HEAD.encode()
        text = "".join(_table(name, fields, is_masked) for name, fields in self.added.items())
        if not text:
            return before
        glue = b"" if not before or before.endswith(b"\n") else b"\n"
        return before + glue + text.encode()


def _fields(access: FoundAccess) -> dict[str, str]:
    pairs = (
        ("url", access.url),
        ("meeting-id", access.meeting_id),
        ("passcode", access.passcode),
        ("dial-in", access.dial_in),
    )
    return {name: value for name, value in pairs if value}


def _are_one(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether two accesses agree in what both say, and both say something."""
    shared = one.keys() & other.keys()
    return bool(shared) and all(
        one[key].replace(" ", "") == other[key].replace(" ", "") for key in shared
    )


def _table(name: str, fields: dict[str, str], is_masked: bool) -> str:  # noqa: FBT001
    quoted = name if name.replace("-", "").replace("_", "").isalnum() else json.dumps(name)
    lines = [
        # A JSON string is a TOML basic string (TOML 1.0, section "String").
        f"{key} = {json.dumps(MASK if is_masked else value, ensure_ascii=False)}"
        for key, value in fields.items()
    ]
    return "\n".join(["", f"[{quoted}]", *lines, ""])
