"""Registers the guard, after everybody else who writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.outputs.leaks.guarding import LeakGuard

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_FIRST, _LAST = 5, 9_000


def register(app: Sphinx) -> None:
    """Connect the guard to *app*."""
    guard = LeakGuard()
    app.connect("builder-inited", guard.begin, priority=_FIRST)
    app.connect("build-finished", guard.finish, priority=_LAST)
