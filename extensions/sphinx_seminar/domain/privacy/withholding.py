"""What a document keeps back, and until when: it is read again on the day that this changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain.config import build_day
from sphinx_seminar.domain.states import series_of

if TYPE_CHECKING:
    from datetime import date

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: A day before which something is kept back, and whether it was open when the document was read.
Embargo = tuple[str, bool]


def withhold(env: BuildEnvironment, until: date | None = None) -> None:
    """Note that the document being read keeps something back, perhaps until a day."""
    kept = env.domaindata["seminar"]["withheld"]
    days: tuple[Embargo, ...] = kept.get(env.docname, ())
    if until is not None:
        day = until.isoformat()
        days = (*days, (day, today(env).isoformat() >= day))
    kept[env.docname] = days


def today(env: BuildEnvironment) -> date:
    """Return the day of the build."""
    return build_day(env.config, series_of(env))


def ended_embargoes(
    _app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the documents of which something opened or closed (``env-get-outdated``)."""
    day = today(env).isoformat()
    withheld: dict[str, tuple[Embargo, ...]] = env.domaindata["seminar"]["withheld"]
    known = withheld.keys() & env.found_docs
    return sorted(
        docname
        for docname in known - added - changed - removed
        if any((day >= until) != was_open for until, was_open in withheld[docname])
    )
