"""What the parts of one document tell each other while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.series import Series
    from sphinx_seminar.model.session import Session

#: The key of the session being read in Sphinx's state of the current document.
SESSION = "seminar:session"


@dataclass(slots=True)
class OpenSession:
    """The session whose content is being read, and how many talks it has so far.

    ``session`` is ``None`` where the directive has no date that can be read. ``blocks``
    holds the line and the source of every talk.
    """

    session: Session | None
    talks: int = 0
    blocks: list[tuple[int, str]] = field(default_factory=list)


class _WithSeries(Protocol):
    """The part of the domain that directives may see."""

    series: tuple[Series, ...]


def series_of(env: BuildEnvironment) -> tuple[Series, ...]:
    """Return the series that conf.py sets, in its order; there is always one."""
    return cast("_WithSeries", env.domains["seminar"]).series
