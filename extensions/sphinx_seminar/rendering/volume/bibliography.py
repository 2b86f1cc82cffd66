"""The readings of a part: each once, with the sessions of the part that discussed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.rendering.contexts import context_of
from sphinx_seminar.rendering.listings.readings import reading_item
from sphinx_seminar.rendering.readings import list_of_readings

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.archive import Use
    from sphinx_seminar.model.volume import Volume

#: Where an archive shows its readings nowhere; no document has a name that begins so.
_NOWHERE = "/bibliography"


def bibliography_home(env: BuildEnvironment) -> str:
    """Return the page whose place the bibliography of a part takes: links lead there."""
    return seminar_domain(env).homes.get("reading", _NOWHERE)


def bibliography_of(part: Volume, env: BuildEnvironment) -> list[nodes.Node]:
    """Return the list of the readings of *part*, [] when there are none."""
    home = bibliography_home(env)
    context = context_of(env, home)
    uses: dict[str, list[Use]] = {key: [] for key in part.keys}
    for session in part.sessions:
        for use in context.archive.uses_by_session.get(session.id, ()):
            uses[use.use.key].append(use)
    items = [
        reading_item(key, uses[key], context, is_home=home != _NOWHERE)
        for key in sorted(uses, key=context.citing.place)
    ]
    return [list_of_readings(items, "seminar-bibliography")] if items else []
