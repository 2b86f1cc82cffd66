"""Roles whose short name another extension has too: without a domain the name is the other's.

``primary_domain = "seminar"`` makes Sphinx look into this domain first. sphinxcontrib-bibtex
has a role ``cite`` for all documents, and they would lose it: where that is loaded, ``cite``
is its role and ``seminar:cite`` is ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.nodes import Node, system_message
    from docutils.parsers.rst.states import Inliner
    from sphinx.util.typing import RoleFunction

SHARED_ROLES = frozenset({"cite"})


def shared_role(name: str, own: RoleFunction, default_role: str | None) -> RoleFunction:
    """Return *own*, or a role that is *own* with a domain and the other extension's without.

    *default_role* is the setting: what a page writes in backquotes alone has its name.
    """
    # There is no public way to ask; Sphinx's is_role_registered() looks here as well.
    other = roles._roles.get(name) if name in SHARED_ROLES else None  # type: ignore[attr-defined] # noqa: SLF001
    if other is None:
        return own

    def run(
        written: str,
        rawtext: str,
        text: str,
        lineno: int,
        inliner: Inliner,
        /,
        options: dict[str, Any] | None = None,
        content: Sequence[str] = (),
    ) -> tuple[list[Node], list[system_message]]:
        role = own if ":" in (written or default_role or "") else other
        return role(written, rawtext, text, lineno, inliner, options or {}, content)

    return run
