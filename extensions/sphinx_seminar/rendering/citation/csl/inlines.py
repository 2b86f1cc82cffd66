"""Pandoc's inlines: settled when they are made, and doctree nodes when they are shown.

Formulas travel through pandoc as numbers between two private characters, so that no style
changes their letters, and citations name readings by position. Settled, both are there
again. Whatever is not known here keeps its text. Links lead to readings, to the web or are text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_seminar.rendering.links import link_to

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPEN, _CLOSE = "\ue000", "\ue001"
_FORMULA = re.compile(r'(?:<span class="nocase">)?\$([^$]+)\$(?:</span>)?')
_TOKEN = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_REFERENCE = re.compile("#ref-e([0-9]+)")
#: A kind of inline that pandoc does not have: a link to a reading.
_READING = "Reading"
_ELEMENTS: dict[str, type[nodes.TextElement]] = {
    "Emph": nodes.emphasis,
    "Strong": nodes.strong,
    "Superscript": nodes.superscript,
    "Subscript": nodes.subscript,
}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}


def without_formulas(text: str, formulas: list[str]) -> str:
    """Return the CSL string *text* with a token for each formula, which *formulas* then holds."""

    def token(match: re.Match[str]) -> str:
        formulas.append(match[1])
        return f'<span class="nocase">{_OPEN}{len(formulas) - 1}{_CLOSE}</span>'

    bare = text.replace(_OPEN, "").replace(_CLOSE, "")
    return _FORMULA.sub(token, bare)


def settled(inlines: list[Any], formulas: Sequence[str], keys: Sequence[str]) -> list[Any]:
    """Return *inlines* with the formulas, and with the keys of the readings that they lead to."""
    found: list[Any] = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            found += _with_formulas(content, formulas)
        elif kind == "Link" and (match := _REFERENCE.fullmatch(content[2][0])):
            inner = settled(content[1], formulas, keys)
            found.append({"t": _READING, "c": [keys[int(match[1])], inner]})
        elif isinstance(content, list):
            found.append({"t": kind, "c": _settled_inside(content, formulas, keys)})
        else:
            found.append(inline)
    return found


def _settled_inside(content: list[Any], formulas: Sequence[str], keys: Sequence[str]) -> list[Any]:
    """Return the *content* of an inline with what is inline in it settled."""
    if content and all(isinstance(one, dict) and "t" in one for one in content):
        return settled(content, formulas, keys)
    return [
        _settled_inside(one, formulas, keys) if isinstance(one, list) else one for one in content
    ]


def _with_formulas(text: str, formulas: Sequence[str]) -> list[Any]:
    found: list[Any] = []
    for index, part in enumerate(_TOKEN.split(text)):
        if index % 2 and int(part) < len(formulas):
            found.append({"t": "Math", "c": [{"t": "InlineMath"}, formulas[int(part)]]})
        elif part and not index % 2:
            found.append({"t": "Str", "c": part})
    return found


def inline_nodes(inlines: list[Any], docname: str = "") -> list[nodes.Node]:
    """Return *inlines*, settled, as nodes of the document *docname*."""
    shown: list[nodes.Node] = []
    for inline in inlines:
        shown += _inline(inline["t"], inline.get("c"), docname)
    return shown


def _inline(kind: str, content: Any, docname: str) -> list[nodes.Node]:
    if kind == "Str" or kind in _SPACES:
        return [nodes.Text(_SPACES.get(kind) or content)]
    if kind in _ELEMENTS:
        return [_ELEMENTS[kind]("", "", *inline_nodes(content, docname))]
    if kind == "SmallCaps":
        inner = inline_nodes(content, docname)
        return [nodes.inline("", "", *inner, classes=["seminar-smallcaps"])]
    if kind == "Quoted":
        before, after = _QUOTES[content[0]["t"]]
        return [nodes.Text(before), *inline_nodes(content[1], docname), nodes.Text(after)]
    if kind == "Span":
        return inline_nodes(content[1], docname)
    return _other(kind, content, docname)


def _other(kind: str, content: Any, docname: str) -> list[nodes.Node]:
    if kind == _READING:
        return [link_to("reading", content[0], inline_nodes(content[1], docname), docname)]
    if kind == "Link":
        inner = inline_nodes(content[1], docname)
        url = content[2][0]
        if url.lower().startswith(("http://", "https://")):
            return [nodes.reference("", "", *inner, refuri=url)]
        return inner
    if kind == "Math":
        return [nodes.math("", str(content[1]))]
    if kind in {"Code", "RawInline"}:
        return [nodes.Text(str(content[1]))]
    return inline_nodes(content, docname) if isinstance(content, list) else []
