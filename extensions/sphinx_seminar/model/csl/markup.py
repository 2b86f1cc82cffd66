"""Rich text in CSL-JSON's strings: ``<i>``, ``<b>``, ``<sup>``, ``<sub>`` and spans.

The format has no escape: a ``<`` that would begin one of its own tags gets a word joiner
(U+2060, no width) behind it. No other character is touched, since no reader undoes it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.model.richtext import Style

if TYPE_CHECKING:
    from sphinx_seminar.model.richtext import RichText

_TAG = re.compile(r"<(?=/?(?:i|b|sup|sub|sc|span)\b)", re.IGNORECASE)
_TAGS = {
    Style.EMPHASIS: ("<i>", "</i>"),
    Style.STRONG: ("<b>", "</b>"),
    Style.SUPERSCRIPT: ("<sup>", "</sup>"),
    Style.SUBSCRIPT: ("<sub>", "</sub>"),
    Style.SMALLCAPS: ('<span style="font-variant:small-caps;">', "</span>"),
    Style.NOCASE: ('<span class="nocase">', "</span>"),
}
_NOCASE = _TAGS[Style.NOCASE]


def marked_up(text: RichText) -> str:
    """Return *text* with CSL's markup; formulas stand between dollar signs, their case kept."""
    if len(text) == 1 and not text[0].styles:
        return _guarded(text[0].text)
    shown = []
    for run in text:
        if Style.MATH in run.styles:
            shown.append(f"{_NOCASE[0]}${_guarded(run.text)}${_NOCASE[1]}")
            continue
        piece = _guarded(run.text)
        if Style.QUOTED in run.styles:
            piece = f"“{piece}”"
        for style in run.styles:
            if style in _TAGS:
                before, after = _TAGS[style]
                piece = f"{before}{piece}{after}"
        shown.append(piece)
    return "".join(shown)


def unmarked(text: RichText) -> str:
    """Return *text* without markup; quoted runs keep their marks."""
    if len(text) == 1 and not text[0].styles:
        return text[0].text
    shown = []
    for run in text:
        if Style.MATH in run.styles:
            shown.append(f"${run.text}$")
        else:
            shown.append(f"“{run.text}”" if Style.QUOTED in run.styles else run.text)
    return "".join(shown)


def _guarded(text: str) -> str:
    return _TAG.sub("<\u2060", text) if "<" in text else text
