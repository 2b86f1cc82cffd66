"""The leaves of MathML, names, signs, words and spaces, as Typst math."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.math.characters import INVISIBLE, ORDINARY, join, string, symbols
from sphinx_seminar.rendering.math.lengths import length

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

#: MathML's sign between a function and its argument, and the mark of the function's name.
_APPLICATION, _FUNCTION = "\u2061", "function"
_TEXT_STYLES = {"b": "bold", "i": "italic", "code": "mono", "u": "underline"}


def mark_functions(math: Element) -> None:
    """Mark the names that are applied to something: they keep a space from it."""
    for parent in math.iter():
        for name, sign in pairwise(parent):
            if sign.text == _APPLICATION:
                for part in name.iter("mi"):
                    part.set(_FUNCTION, "true")


def identifier(node: Element) -> str:
    """Return a name: a letter, or the upright letters of one."""
    text = (node.text or "").strip("\ufe00\ufe01")
    if not text or text in INVISIBLE:
        return ""
    if len(text) > 1 and all(letter.isalnum() or letter.isspace() for letter in text):
        return f"op({string(text)})" if node.get(_FUNCTION) else string(text)
    body = symbols(text)
    if text == ":":  # \\colon: math-core writes the relation as an operator
        return 'class("punctuation", \\:)'
    return f"upright({body})" if node.get("mathvariant") == "normal" else body


def operator(node: Element) -> str:
    """Return a sign in its size, with the space of its class."""
    text = node.text or ""
    if not text or text in INVISIBLE:
        return ""
    body = symbols(text)
    form = {"prefix": "opening", "postfix": "closing"}.get(node.get("form", ""), "")
    if (size := length(node.get("minsize", ""))) is not None:
        body = f"lr(size: #{size * 0.85:.3g}em, {body})"
    elif node.get("stretchy") == "true" and text in "|∣‖":
        return f"mid({body})"
    if node.get("lspace") == node.get("rspace") == "0" and text in ORDINARY:
        return f'class("normal", {body})'
    if text in {"|", "‖"}:
        return f'class("{form or "normal"}", {body})'
    return body


def words(node: Element) -> str:
    """Return words, each in its style."""
    if len(node) and not (node.text or "").strip():
        parts = []
        for child in node:
            inner = words(child)
            style = _TEXT_STYLES.get(child.tag)
            parts.append(f"{style}({inner})" if style else inner)
            if child.tail:
                parts.append(string(child.tail))
        return join(parts)
    text = "".join(node.itertext())
    return string(text) if text else ""


def space(node: Element) -> str:
    """Return a space, '' for one without width."""
    width = node.get("width", "")
    if not width:
        match = re.search(r"margin-left:\s*([^;]+)", node.get("style", ""))
        width = match[1] if match else ""
    size = length(width)
    return f"#h({size:.4g}em);" if size else ""
