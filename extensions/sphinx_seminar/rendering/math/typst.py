"""MathML to Typst math.

Only literal characters, quoted strings and a score of Typst's functions are written,
so no author's text is read as code. The MathML is math-core's, already checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.math import typst_table
from sphinx_seminar.rendering.math import typst_tokens as tokens
from sphinx_seminar.rendering.math.characters import (
    ACCENTS,
    ARROWS,
    INVISIBLE,
    LARGE,
    OVER,
    UNDER,
    join,
    string,
    symbols,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

_COLOUR = re.compile(r"color:\s*(#[0-9A-Fa-f]{6})\b")


def to_typst(math: Element) -> str:
    """Return the content of a ``math`` element as Typst math, without the dollar signs."""
    tokens.mark_functions(math)
    if len(math) == 1 and typst_table.is_display(math[0]):
        return typst_table.lines(math[0], to_typst_row)
    return to_typst_row(math)


def to_typst_row(parent: Element) -> str:
    """Return the children of *parent* side by side."""
    return join([_node(child) for child in parent])


def _node(node: Element) -> str:
    handler = _HANDLERS.get(node.tag)
    return handler(node) if handler is not None else to_typst_row(node)


def _argument(node: Element) -> str:
    return _node(node) or '""'


def _row(node: Element) -> str:
    children = [child for child in node if child.tag != "mspace" or child.attrib]
    binomial = _binomial(children)
    if binomial:
        return binomial
    body = _fenced(children) or join([_node(child) for child in children])
    if not body:
        return ""
    if node.get("scriptlevel") in {"1", "2"}:
        body = f"script({body})"
    elif node.get("displaystyle") == "true":
        body = f"display({body})"
    elif node.get("displaystyle") == "false":
        body = f"inline({body})"
    colour = _COLOUR.search(node.get("style", "")) or _COLOUR.search(
        "color:" + node.get("mathcolor", "")
    )
    return f'#text(fill: rgb("{colour[1]}"), ${body}$);' if colour else body


def _binomial(children: list[Element]) -> str:
    if len(children) != len("(…)") or [child.tag for child in children] != ["mo", "mfrac", "mo"]:
        return ""
    fraction = children[1]
    if (children[0].text, children[2].text) != ("(", ")") or fraction.get("linethickness") != "0":
        return ""
    body = f"binom({_argument(fraction[0])}, {_argument(fraction[1])})"
    return _in_style(fraction, body)


def _in_style(node: Element, body: str) -> str:
    style = {"true": "display", "false": "inline"}.get(node.get("displaystyle", ""))
    return f"{style}({body})" if style else body


def _fenced(children: list[Element]) -> str:
    if len(children) < len("()") or not (_is_fence(children[0]) and _is_fence(children[-1])):
        return ""
    inside = [_node(child) for child in children[1:-1]]
    if len(inside) == 1 and children[1].tag == "mtable":
        return typst_table.matrix(
            children[1], to_typst_row, children[0].text or "", children[-1].text or ""
        )
    opening, closing = symbols(children[0].text or ""), symbols(children[-1].text or "")
    return f"lr({join([opening, *inside, closing])})"


def _is_fence(node: Element) -> bool:
    return (
        node.tag == "mo"
        and node.get("stretchy") != "false"
        and "minsize" not in node.attrib
        and (node.text or "") in {*"()[]{}|‖⌊⌋⌈⌉⟨⟩/\\⟮⟯↑↓⇑⇓↕⇕∣∥⎰⎱┌┐└┘", *INVISIBLE}
    )


def _fraction(node: Element) -> str:
    above, below = _argument(node[0]), _argument(node[1])
    if node.get("linethickness") == "0":
        return _in_style(node, f"mat(delim: #none, {above}; {below})")
    return _in_style(node, f"frac({above}, {below})")


def _root(node: Element) -> str:
    return f"root({_argument(node[1])}, {_argument(node[0])})"


def _square_root(node: Element) -> str:
    return f"sqrt({to_typst_row(node) or string('')})"


def _base(node: Element, places: str) -> str:
    # An operator's limits: Typst decides as TeX does unless the author has decided.
    body = _node(node) or '""'
    if places == "scripts":
        return f"scripts({body})" if node.tag == "mo" else body
    if node.tag == "mo" and node.get("movablelimits") != "false" and (node.text or "") in LARGE:
        return body
    return f"limits({body})"


def _scripts(below: int, above: int) -> Callable[[Element], str]:
    def handler(node: Element) -> str:
        parts = [_base(node[0], "scripts")]
        parts += [f"b: {_argument(node[below])}"] if below else []
        parts += [f"t: {_argument(node[above])}"] if above else []
        return f"attach({', '.join(parts)})"

    return handler


def _limits(below: int, above: int) -> Callable[[Element], str]:
    def handler(node: Element) -> str:
        braced = _brace_with_note(node)
        if braced:
            return braced
        base = _base(node[0], "limits")
        if _stretches(node[0]):
            base = f"limits(stretch({symbols(node[0].text or '')}, size: #(100% + 0.8em)))"
        parts = [base]
        parts += [f"b: {_argument(node[below])}"] if below else []
        parts += [f"t: {_argument(node[above])}"] if above else []
        return f"attach({', '.join(parts)})"

    return handler


def _stretches(node: Element) -> bool:
    r"""Whether *node* is an arrow as long as its words: ``\xrightarrow``, not ``\overset``."""
    mark, stretchy = node.text or "", node.get("stretchy", "")
    return mark in ARROWS and stretchy != "false" and (mark != "=" or stretchy == "true")


def _brace_with_note(node: Element) -> str:
    inner = node[0]
    marks = {"mover": OVER, "munder": UNDER}.get(node.tag, {})
    if inner.tag != node.tag or len(inner) <= 1:
        return ""
    name = marks.get(inner[1].text or "", "")
    if name in {"", "overline", "underline"}:
        return ""
    return f"{name}({_argument(inner[0])}, {_argument(node[1])})"


def _over(node: Element) -> str:
    mark = node[1].text or ""
    if node[1].tag == "mo" and node.get("accent") == "true":
        if mark in OVER:
            return f"{OVER[mark]}({_argument(node[0])})"
        if mark in ACCENTS:
            return f"accent({_argument(node[0])}, {string(ACCENTS[mark])})"
    return _limits(0, 1)(node)


def _under(node: Element) -> str:
    mark = node[1].text or ""
    if node[1].tag == "mo" and node.get("accentunder") == "true" and mark in UNDER:
        return f"{UNDER[mark]}({_argument(node[0])})"
    return _limits(1, 0)(node)


def _multiscripts(node: Element) -> str:
    children = list(node)
    parts, places = [_base(children[0], "scripts")], ["b", "t"]
    for child in children[1:]:
        if child.tag == "mprescripts":
            places = ["bl", "tl"]
            continue
        place = places.pop(0) if places else ""
        if place and child.tag != "none" and (body := _node(child)):
            corner = {"b": "br", "t": "tr"}.get(place, place)
            parts.append(f"{corner}: {body}")
    return f"attach({', '.join(parts)})"


def _phantom(node: Element) -> str:
    return f"#hide(${to_typst_row(node)}$);"


def _enclosed(node: Element) -> str:
    body = to_typst_row(node)
    notation = node.get("notation", "").split()
    if "box" in notation:
        return f"#box(stroke: 0.5pt, inset: 0.3em, baseline: 0.3em, $display({body})$);"
    up, down = "updiagonalstrike" in notation, "downdiagonalstrike" in notation
    if up and down:
        return f"cancel({body}, cross: #true)"
    if up or down:
        return f"cancel({body}, inverted: #{'true' if down else 'false'})"
    return f"cancel({body}, angle: #90deg)" if "horizontalstrike" in notation else body


def _table(node: Element) -> str:
    return typst_table.matrix(node, to_typst_row, "", "")


_HANDLERS: dict[str, Callable[[Element], str]] = {
    "mi": tokens.identifier,
    "mn": lambda node: symbols(node.text or ""),
    "mo": tokens.operator,
    "mtext": tokens.words,
    "ms": tokens.words,
    "mspace": tokens.space,
    "mrow": _row,
    "mstyle": _row,
    "mpadded": _row,
    "merror": _row,
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msub": _scripts(1, 0),
    "msup": _scripts(0, 1),
    "msubsup": _scripts(1, 2),
    "munder": _under,
    "mover": _over,
    "munderover": _limits(1, 2),
    "mmultiscripts": _multiscripts,
    "mphantom": _phantom,
    "menclose": _enclosed,
    "mtable": _table,
}
