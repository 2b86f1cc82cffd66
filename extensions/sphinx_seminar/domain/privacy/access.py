"""``access.toml``: how people get into online sessions, by name.

It lies beside conf.py, and git must not track it. A value may also come from the
environment, as ``SEMINAR_ACCESS_<NAME>_<FIELD>``. It is read for two ends only: to show a
session's access in a site for members, while a page is written, and to look for its values
in what a public build wrote. Nothing of it is ever kept in the environment or a doctree.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from sphinx_seminar.domain.messages import describe
from sphinx_seminar.domain.privacy import FILENAME
from sphinx_seminar.model.finding import Finding, FindingKind, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sphinx_seminar.model.session import Session

PREFIX = "SEMINAR_ACCESS_"
#: The fields, in the order in which they are shown.
FIELDS = ("url", "meeting-id", "passcode", "dial-in", "host-key", "note")
#: Shown to members; the key of the host is looked for, and shown to nobody.
SHOWN = ("url", "meeting-id", "passcode", "dial-in", "note")
#: Looked for in what was written; a note is a sentence for people.
_SECRET = ("url", "meeting-id", "passcode", "dial-in", "host-key")
_POSITION = re.compile(r"\(at (?:line \d+, column \d+|end of document)\)")
#: A value of the example file.
_EXAMPLE = "change-me"


class AccessError(ConfigError):
    """Access is kept in a way that would publish it, or cannot be read."""

    category = "access.toml"


@dataclass(frozen=True, slots=True)
class Access:
    """The ways into the meetings, by name, each with its fields; never printed."""

    tables: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)

    def find(self, name: str) -> Mapping[str, str]:
        """Return the fields of the access *name*, none for an unknown one."""
        return self.tables.get(_key(name), {})

    def knows(self, name: str) -> bool:
        """Tell whether there is an access *name*."""
        return _key(name) in self.tables

    def secrets(self) -> Iterator[tuple[str, str]]:
        """Yield what must not be published: where it is kept (``seminar.url``), and the value."""
        for name, fields in sorted(self.tables.items()):
            for key, value in sorted(fields.items()):
                if key in _SECRET and value and value != _EXAMPLE:
                    yield f"{name}.{key}", value


def load_access(folder: Path, environ: Mapping[str, str]) -> Access:
    """Return what ``access.toml`` in *folder* and *environ* hold.

    :raises AccessError: when the file cannot be read; without it nothing could be guarded.
    """
    tables: dict[str, dict[str, str]] = {}
    for name, fields in _read(folder / FILENAME).items():
        if not isinstance(fields, dict):
            raise AccessError(_wrong(name, ("[NAME]",)))
        for key, value in fields.items():
            if key not in FIELDS:
                raise AccessError(_wrong(key, FIELDS, nearest(key, FIELDS)))
            tables.setdefault(_key(name), {})[key] = str(value).strip()
    for variable, value in sorted(environ.items()):
        found = _variable(variable)
        if found:
            tables.setdefault(found[0], {})[found[1]] = value.strip()
    return Access(tables)


def uses_environment(environ: Mapping[str, str]) -> bool:
    """Tell whether a value comes from the environment."""
    return any(map(_variable, environ))


def unknown_joins(access: Access, sessions: tuple[Session, ...]) -> Iterator[Finding]:
    """Yield the sessions whose access nobody keeps, where any access is kept."""
    for session in sessions:
        if access.tables and session.join and not access.knows(session.join):
            names = tuple(sorted(access.tables))
            near = nearest(session.join, names)
            yield Finding(
                FindingKind.JOIN_UNKNOWN, session.join, nearest=near, location=session.location
            )


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except tomllib.TOMLDecodeError as error:
        # The words around the position may quote what the file holds.
        position = _POSITION.search(str(error))
        finding = Finding(FindingKind.FILE_UNREADABLE, position[0].strip("()") if position else "")
    except UnicodeDecodeError:
        finding = Finding(FindingKind.FILE_UNREADABLE, "UTF-8")
    except OSError as error:
        finding = Finding(FindingKind.FILE_UNREADABLE, error.strerror or "")
    raise AccessError(describe(finding))


def _wrong(name: str, allowed: tuple[str, ...], near: str = "") -> str:
    finding = Finding(FindingKind.OPTION_UNKNOWN, name, allowed, near, name=FILENAME)
    return describe(finding)


def _key(name: str) -> str:
    """Return *name* as the environment can spell it as well."""
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-")


def _variable(variable: str) -> tuple[str, str] | None:
    if not variable.startswith(PREFIX):
        return None
    rest = _key(variable.removeprefix(PREFIX))
    for name in FIELDS:
        if rest.endswith(f"-{name}"):
            return rest.removesuffix(f"-{name}"), name
    return None
