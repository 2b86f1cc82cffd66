"""Titles in references: italic for what stands alone, in quotation marks for a part."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.richtext import Run, Style
from sphinx_seminar.rendering.citation.places import Place, place_of
from sphinx_seminar.rendering.citation.runs import is_closed, render_runs, without
from sphinx_seminar.rendering.labels import citations as labels

if TYPE_CHECKING:
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.model.richtext import RichText

#: Types that are parts of something else, or were never published by themselves.
QUOTED_TYPES = frozenset({
    "article", "suppperiodical", "review", "incollection", "inproceedings", "conference",
    "inreference", "suppbook", "suppcollection", "unpublished", "online", "electronic", "www",
    "letter", "thesis", "phdthesis", "mastersthesis", "bachelorsthesis",
})  # fmt: skip


def whole_title(reading: Reading, prefix: str = "") -> RichText:
    """Return title, subtitle and addition; *prefix* ``book``, ``main``, ``journal``, ``issue``."""
    title = reading.get(f"{prefix}title")
    if not title:
        return ()
    subtitle = reading.get(f"{prefix}subtitle")
    if subtitle:
        colon = " " if title[-1].text.endswith((":", "?", "!", ".")) else ": "
        title = (*title, Run(colon), *subtitle)
    addition = reading.get(f"{prefix}titleaddon")
    return (*title, Run(". "), *addition) if addition else title


def italic(text: RichText) -> list[nodes.Node]:
    """Return *text* in italics, what is emphasised in it upright."""
    shown: list[nodes.Node] = []
    for emphasised, group in groupby(text, key=lambda run: Style.EMPHASIS in run.styles):
        runs = (run._replace(styles=without(run, Style.EMPHASIS)) for run in group)
        inner = render_runs(tuple(runs))
        shown += inner if emphasised else [nodes.emphasis("", "", *inner)]
    return shown


def in_quotes(text: RichText) -> list[nodes.Node]:
    """Return *text* in quotation marks with a full stop inside, or nothing."""
    if not text:
        return []
    shown = render_runs(text, quoted=True)
    before, _, after = str(labels.QUOTES).partition("%s")
    return [nodes.Text(before), *shown, nodes.Text(("" if is_closed(shown) else ".") + after)]


def render_title(reading: Reading) -> list[nodes.Node]:
    """Return the title of the work itself."""
    title = whole_title(reading)
    is_part = reading.entry_type in QUOTED_TYPES or place_of(reading) is not Place.ALONE
    return in_quotes(title) if is_part else italic(title)
