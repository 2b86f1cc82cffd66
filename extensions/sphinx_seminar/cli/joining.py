"""How to join the sessions that are announced, from the private file, on request alone."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.domain.privacy import FILENAME
from sphinx_seminar.domain.privacy.access import SHOWN, AccessError, load_access
from sphinx_seminar.model.finding import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sphinx_seminar.domain.privacy.access import Access
    from sphinx_seminar.model.session import Session


@dataclass(frozen=True, slots=True)
class Joining:
    """What was asked for, by the id of the session; and all that must not be said unasked.

    Neither is ever printed.
    """

    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    secrets: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def asked(self) -> tuple[str, ...]:
        """The values that were asked for."""
        return tuple(value for known in self.fields.values() for value in known.values())


def joining_of(sessions: Iterable[Session], folder: Path, *, asked: bool) -> Joining:
    """Return how to join *sessions* if it is *asked*, and the secrets of the archive anyway.

    :raises CannotError: when the private file cannot be read, or has no access to any.
    """
    try:
        access = load_access(folder, os.environ)
    except AccessError as error:
        raise CannotError(one_line(str(error))) from error
    found = {}
    if asked:
        held = (one for one in sessions if one.join and one.status.takes_place)
        found = {one.id: _fields(one, access) for one in held}
        if not found:
            raise CannotError("--join: no session here takes place and names an access")
    return Joining(found, tuple(access.secrets()))


def _fields(session: Session, access: Access) -> dict[str, str]:
    known = access.find(session.join)
    fields = {name: known[name] for name in SHOWN if known.get(name)}
    if not fields:
        near = nearest(session.join, access.tables)
        hint = f"; did you mean {near}?" if near and near != session.join else ""
        raise CannotError(one_line(f"{FILENAME} has no access {session.join}{hint}"))
    return fields
