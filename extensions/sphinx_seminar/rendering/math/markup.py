"""Checked MathML as markup for pages: known elements and attributes only, escaped, well-formed.

math-core lays tables out with style attributes, which a Content-Security-Policy without
``unsafe-inline`` blocks; they become classes of ``seminar-math.css``.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from sphinx_seminar.rendering.math.convert import Formula

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_ELEMENTS = frozenset(
    """
    math mi mn mo mtext ms mspace mrow mfrac msqrt mroot msub msup msubsup munder mover
    munderover mmultiscripts mprescripts none mtable mtr mtd mphantom mpadded mstyle merror
    """.split()  # noqa: SIM905 - a table to read
)
_ATTRIBUTES = frozenset(
    """
    display displaystyle scriptlevel mathvariant stretchy symmetric fence separator accent
    accentunder movablelimits form lspace rspace minsize maxsize largeop width height depth
    linethickness rowspan columnspan mathcolor
    """.split()  # noqa: SIM905 - a table to read
)
_VALUE = re.compile(r"[\w#.%+\- ]{1,40}")
#: Elements browsers do not draw, and HTML inside texts -> a class.
_REPLACED = {
    "menclose": ("mrow", ""),
    "b": ("mtext", "bold"),
    "i": ("mtext", "italic"),
    "u": ("mtext", "underline"),
    "code": ("mtext", "mono"),
}
_ENCLOSED = {
    "box": "box",
    "updiagonalstrike": "strike-up",
    "downdiagonalstrike": "strike-down",
    "horizontalstrike": "strike",
}
#: A style declaration of math-core, without blanks -> a class.
_CLASSES = {
    "text-align:left": "left",
    "text-align:right": "right",
    "padding-left:0": "join-left",
    "padding-right:0": "join-right",
    "padding-left:1em": "condition",
    "padding-top:0": "dense",
    "width:100%": "wide",
    "width:50%": "margin",
    "width:7.5%": "margin-narrow",
    "margin-left:-0.16666667em": "back",
}
_COLOUR = re.compile(r"color:(#[0-9A-Fa-f]{6})")


def to_markup(formula: Formula, latex: str) -> str:
    """Return the ``math`` element with *latex* as its alternative text."""
    body = "".join(_element(child) for child in formula.mathml)
    display = ' display="block"' if formula.mathml.get("display") == "block" else ""
    alternative = escape(" ".join(latex.split()))
    return f'<math xmlns="{_NAMESPACE}"{display} alttext="{alternative}">{body}</math>'


def _element(node: Element) -> str:
    tag, style = _REPLACED.get(node.tag, (node.tag, ""))
    classes = [style] if style else []
    inner = escape(node.text or "", quote=False) + "".join(
        _element(child) + escape(child.tail or "", quote=False) for child in node
    )
    if tag == "mtext" and len(node):
        # A text in several styles: a row of texts, for a text holds no element.
        return f"<mrow>{_texts(node)}</mrow>"
    if tag not in _ELEMENTS:
        return inner
    attributes = "".join(
        f' {name}="{escape(value)}"'
        for name, value in node.attrib.items()
        if name in _ATTRIBUTES and _VALUE.fullmatch(value)
    )
    classes += [_ENCLOSED[word] for word in node.get("notation", "").split() if word in _ENCLOSED]
    colour, names = _style(node.get("style", ""))
    classes += names
    if colour:
        attributes += f' mathcolor="{colour}"'
    if classes:
        attributes += ' class="' + " ".join(f"seminar-math-{name}" for name in classes) + '"'
    return f"<{tag}{attributes}>{inner}</{tag}>" if inner else f"<{tag}{attributes}></{tag}>"


def _texts(node: Element) -> str:
    parts = [f"<mtext>{escape(node.text, quote=False)}</mtext>" if node.text else ""]
    for child in node:
        parts.append(_element(child))
        if child.tail:
            parts.append(f"<mtext>{escape(child.tail, quote=False)}</mtext>")
    return "".join(parts)


def _style(style: str) -> tuple[str, list[str]]:
    """Return the colour and the classes of a style attribute."""
    colour, names = "", []
    for declaration in style.split(";"):
        plain = declaration.strip().replace(": ", ":")
        if match := _COLOUR.fullmatch(plain):
            colour = match[1]
        elif plain.startswith("border-"):
            names.append(plain.partition(":")[0] + ("-dashed" if "dashed" in plain else ""))
        elif plain in _CLASSES:
            names.append(_CLASSES[plain])
    return colour, names
