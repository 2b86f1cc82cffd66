"""What lets a page be right on the day it is read: instants, rows in reserve, the script.

A page is built on one day and read on others. Its times carry the instants that they mean
(``datetime``, and ``data-until`` from when on the session is over), its listings of what is
ahead or past their period and limit, and the next sessions as rows that are hidden at
first: ``seminar-upcoming.js`` shows the rows of the day. Without the script a page is right
as of the day of the build, which it names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_seminar.rendering.labels import calendars as labels
from sphinx_seminar.rendering.refined import refined
from sphinx_seminar.rendering.refined import register as register_nodes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sphinx.application import Sphinx

    from sphinx_seminar.model.selection import Selection
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.rendering.context import Context

SCRIPT = "seminar-upcoming.js"
_MARK = "seminar-time"
_WORDS = {
    "data-now": labels.NOW,
    "data-show": labels.SHOW_LOCAL_TIME,
    "data-local": labels.LOCAL_TIME,
}


def time_of(text: str, session: Session, context: Context) -> nodes.Node:
    """Return *text*, the time of *session*, with the instants that it means."""
    if not context.is_live:
        return nodes.Text(text)
    span = session.span
    attributes = {
        "datetime": _instant(span.starts_at()) or str(span.date),
        "data-start": _instant(span.starts_at()),
        "data-end": _instant(span.ends_at()),
        "data-until": _instant(span.over_at()),
        "data-zone": span.zone,
        "data-held": "" if session.status.takes_place else "no",
    }
    return refined("time", nodes.Text(text), css_class=_MARK, attributes=attributes)


def row_of(parts: Sequence[nodes.Node], classes: list[str], *, shown: bool) -> nodes.Element:
    """Return a row of a listing; one that is not *shown* waits for its day."""
    if shown:
        return nodes.list_item("", *parts, classes=classes)
    return refined("li", *parts, css_class=" ".join(classes), attributes={"hidden": "hidden"})


def empty_note(text: str, *, shown: bool) -> nodes.Element:
    """Return what a listing without rows says; it waits while there are rows."""
    if shown:
        return nodes.paragraph("", text, classes=["seminar-empty"])
    hidden = {"hidden": "hidden"}
    return refined("p", nodes.Text(text), css_class="seminar-empty", attributes=hidden)


def heading_of(label: str, *, shown: bool) -> nodes.Element:
    """Return the heading of a group; one without a row to show waits with its rows."""
    if shown:
        return nodes.rubric("", label)
    hidden = {"hidden": "hidden"}
    return refined("p", nodes.Text(label), css_class="rubric", attributes=hidden)


def live_listing(content: Sequence[nodes.Node], selection: Selection) -> nodes.Element:
    """Return a listing that the script keeps."""
    limit = str(selection.limit) if selection.limit else ""
    attributes = {"data-period": selection.period.value, "data-limit": limit}
    return refined("div", *content, css_class="seminar-live", attributes=attributes)


def add_script(
    app: Sphinx,
    _pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Give pages with times the script and its words (``html-page-context``)."""
    if f'class="{_MARK}"' in context.get("body", ""):
        words: dict[str, Any] = {name: str(word) for name, word in _WORDS.items()}
        app.add_js_file(SCRIPT, loading_method="defer", **words)


def register(app: Sphinx) -> None:
    """Register the script and the nodes of HTML."""
    register_nodes(app)
    app.connect("html-page-context", add_script)


def _instant(instant: datetime | None) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%SZ}".zfill(20) if instant else ""
