"""Rich text as doctree nodes: styles, formulas, and addresses in running text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.richtext import Run, Style
from sphinx_seminar.rendering.labels import citations as labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.model.richtext import RichText

_ADDRESS = re.compile(r"(https?://[^\s<>\"{}|\\^`]+[^\s<>\"{}|\\^`.,;:!?)\]'’”])")
# An apostrophe in a word or before a year; an opening quotation mark is neither.
_APOSTROPHE = re.compile(r"(?<=\w)'|'(?=[0-9]{2}\b)")
_ELEMENTS: dict[Style, type[nodes.TextElement]] = {
    Style.CODE: nodes.literal,
    Style.STRONG: nodes.strong,
    Style.EMPHASIS: nodes.emphasis,
    Style.SUPERSCRIPT: nodes.superscript,
    Style.SUBSCRIPT: nodes.subscript,
}


def typographic(text: str) -> str:
    """Return *text* with typographic apostrophes."""
    return _APOSTROPHE.sub("’", text)


def without(run: Run, style: Style) -> tuple[Style, ...]:
    """Return the styles of *run* but *style*."""
    return tuple(other for other in run.styles if other is not style)


def render_runs(text: RichText, *, quoted: bool = False) -> list[nodes.Node]:
    """Return *text* as nodes; quotation marks are the inner ones where all of it is *quoted*."""
    shown: list[nodes.Node] = []
    for run in text:
        shown.extend(_run(run, quoted=quoted))
    return shown


def is_closed(shown: list[nodes.Node]) -> bool:
    """Whether the text of *shown* ends in a mark that ends a sentence."""
    if not shown or isinstance(shown[-1], nodes.math):
        return False
    text = "".join(node.astext() for node in shown).rstrip('”’“"») ')
    return text.endswith((".", "?", "!", "…"))


def _run(run: Run, *, quoted: bool) -> Iterator[nodes.Node]:
    styles = set(run.styles)
    if Style.MATH in styles:
        yield nodes.math("", run.text)
        return
    if Style.QUOTED in styles:
        marks = labels.INNER_QUOTES if quoted else labels.QUOTES
        before, _, after = str(marks).partition("%s")
        yield nodes.Text(before)
        yield from _styled(run.text, styles)
        yield nodes.Text(after)
        return
    yield from _styled(run.text, styles)


def _styled(text: str, styles: set[Style]) -> Iterator[nodes.Node]:
    """Yield *text* inside one element for each of its styles."""
    if not styles & {*_ELEMENTS, Style.SMALLCAPS}:
        yield from _plain(text)
        return
    shown: list[nodes.Node] = [nodes.Text(typographic(text))]
    for style, element in _ELEMENTS.items():
        if style in styles:
            shown = [element("", "", *shown)]
    if Style.SMALLCAPS in styles:
        shown = [nodes.inline("", "", *shown, classes=["seminar-smallcaps"])]
    yield from shown


def _plain(text: str) -> Iterator[nodes.Node]:
    """Yield *text* with its http(s) addresses as links."""
    for index, part in enumerate(_ADDRESS.split(text)):
        if index % 2:
            yield nodes.reference("", part, refuri=part)
        elif part:
            yield nodes.Text(typographic(part))
