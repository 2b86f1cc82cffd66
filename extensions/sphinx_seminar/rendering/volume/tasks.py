"""The boxes of a list of tasks, which Markdown writes as HTML."""

from __future__ import annotations

_BOX = "task-list-item-checkbox"


def is_done(html: str) -> bool | None:
    """Whether the task is done before which *html* stands; None where it is no box."""
    _before, found, behind = html.partition(_BOX)
    return "checked" in behind if found else None
