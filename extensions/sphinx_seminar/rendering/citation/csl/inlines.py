"""Pandoc's inlines as doctree nodes; whatever is not known here keeps its text.

Formulas travel through pandoc as numbers between two private characters, so that no
style changes their letters. Links lead to the web or are text.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes

_OPEN, _CLOSE = "\ue000", "\ue001"
_FORMULA = re.compile(r'(?:<span class="nocase">)?\$([^$]+)\$(?:</span>)?')
_TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_ELEMENTS: dict[str, type[nodes.TextElement]] = {
    "Emph": nodes.emphasis,
    "Strong": nodes.strong,
    "Superscript": nodes.superscript,
    "Subscript": nodes.subscript,
}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


def without_formulas(title: str) -> tuple[str, list[str]]:
    """Return the CSL string *title* with a token for each formula, and the formulas."""
    formulas: list[str] = []

    def token(match: re.Match[str]) -> str:
        formulas.append(match[1])
        return f'<span class="nocase">{_OPEN}{len(formulas) - 1}{_CLOSE}</span>'

    bare = title.replace(_OPEN, "").replace(_CLOSE, "")
    return _FORMULA.sub(token, bare), formulas


def inline_nodes(inlines: list[Any], formulas: list[str]) -> list[nodes.Node]:
    """Return *inlines* as nodes."""
    shown: list[nodes.Node] = []
    for inline in inlines:
        shown += _inline(inline["t"], inline.get("c"), formulas)
    return shown


def _inline(kind: str, content: Any, formulas: list[str]) -> list[nodes.Node]:
    if kind == "Str" or kind in _SPACES:
        return _text(_SPACES.get(kind) or content, formulas)
    if kind in _ELEMENTS:
        return [_ELEMENTS[kind]("", "", *inline_nodes(content, formulas))]
    if kind == "SmallCaps":
        inner = inline_nodes(content, formulas)
        return [nodes.inline("", "", *inner, classes=["seminar-smallcaps"])]
    if kind == "Quoted":
        before, after = _QUOTES[content[0]["t"]]
        return [nodes.Text(before), *inline_nodes(content[1], formulas), nodes.Text(after)]
    if kind == "Span":
        return _span(content[0][1], content[1], formulas)
    return _linked(kind, content, formulas)


def _linked(kind: str, content: Any, formulas: list[str]) -> list[nodes.Node]:
    if kind == "Link":
        inner = inline_nodes(content[1], formulas)
        url = content[2][0]
        if url.lower().startswith(("http://", "https://")):
            return [nodes.reference("", "", *inner, refuri=url)]
        return inner
    if kind in {"Code", "Math"}:
        return [nodes.Text(str(content[1]))]
    return inline_nodes(content, formulas) if isinstance(content, list) else []


def _span(classes: list[str], content: list[Any], formulas: list[str]) -> list[nodes.Node]:
    if "csl-left-margin" in classes:
        # The number of a list that this reference does not stand in.
        return []
    return inline_nodes(content, formulas)


def _text(text: str, formulas: list[str]) -> list[nodes.Node]:
    shown: list[nodes.Node] = []
    for index, part in enumerate(_TOKEN.split(text)):
        if index % 2 and int(part) < len(formulas):
            shown.append(nodes.math("", formulas[int(part)]))
        elif part and not index % 2:
            shown.append(nodes.Text(part))
    return shown
