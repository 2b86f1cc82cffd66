"""Full references in the built-in styles, for every type of BibTeX and biblatex.

Chicago's author–date order (*The Chicago Manual of Style*, 17th ed., chapter 15)
with names as the file has them: nothing is abbreviated, re-cased or inferred, so
that an entry without a style's attention still reads right. A reference is a row
of sentences; the ways to the work come last. In numbered lists, which no year leads
to, the year closes the sentence of the publication, as in BibTeX's ``plain``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.reading import Role
from sphinx_seminar.rendering.citation import hosts
from sphinx_seminar.rendering.citation.dates import day_text, state_text, year_text
from sphinx_seminar.rendering.citation.people import heading, name_list
from sphinx_seminar.rendering.citation.runs import is_closed, render_runs, typographic
from sphinx_seminar.rendering.citation.titles import render_title
from sphinx_seminar.rendering.citation.ways import render_ways
from sphinx_seminar.rendering.labels import citations as labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.model.reading import Reading

_BARE_WAY = re.compile(
    r"https?://\S+|arxiv(?: preprint)?:? ?(?:[a-z-]+(?:\.[a-z-]+)?/)?[0-9.]{4,10}(?:v[0-9]+)?"
    r"|\bdoi:? ?10\.\S+|available (?:at|from|online|on)|\burl\b|[\s()\[\]<>.,;:]",
    re.IGNORECASE,
)
_DATED_TYPES = frozenset({
    "online", "electronic", "www", "software", "dataset", "patent", "unpublished", "letter",
})  # fmt: skip


def render_reference(
    reading: Reading, *, year_suffix: str = "", year_last: bool = False
) -> list[nodes.Node]:
    """Return *reading* as a full reference: text, formulas, and links to the work at the end.

    The year stands behind the names, or behind the publication (*year_last*).
    """
    people = _people(reading)
    title = render_title(reading)
    if not people and not title:
        title = [nodes.Text(reading.key)]
    year: list[nodes.Node] = [nodes.Text(year_text(reading, year_suffix))]
    host = hosts.render_host(reading)
    day = day_text(reading) if reading.entry_type in _DATED_TYPES else ""
    if year_last:
        first = [people, title]
        host = _dated(host, [nodes.Text(day)] if day else year)
    else:
        first = [people, year, title] if people else [title, year]
        host = [*host, [nodes.Text(day)]] if day else host
    shown = _sentences(_with_remarks([*first, *host], _remarks(reading)))
    for way in render_ways(reading):
        shown += [nodes.Text(" "), way]
    return shown


def _dated(host: list[list[nodes.Node]], year: list[nodes.Node]) -> list[list[nodes.Node]]:
    """Return the sentences of *host* with the *year* at the end."""
    sentences = [sentence for sentence in host if sentence]
    if not sentences:
        return [year]
    return [*sentences[:-1], [*sentences[-1], nodes.Text(", "), *year]]


def _people(reading: Reading) -> list[nodes.Node]:
    """Return the names that open the reference, with their role where they did not write."""
    names = heading(reading)
    collaboration = reading.text("collaboration")
    if names is None:
        return [nodes.Text(collaboration)] if collaboration else []
    text = name_list(names, invert_first=True)
    if names.role is Role.EDITOR:
        role = labels.EDITORS if len(names.names) > 1 or names.others else labels.EDITOR
        text = f"{text}, {role}"
    elif names.role is Role.TRANSLATOR:
        text = f"{text}, {labels.TRANSLATOR}"
    if collaboration and collaboration not in text:
        text = f"{text} ({collaboration})"
    return [nodes.Text(typographic(text))]


def _remarks(reading: Reading) -> Iterable[list[nodes.Node]]:
    """Yield what follows the publication: state, notes, access."""
    if reading.issued is not None and (state := state_text(reading)):
        yield [nodes.Text(state)]
    urls = reading.identifiers.urls if reading.identifiers else ()
    for name in ("howpublished", "note", "addendum"):
        # What only leads to the work is among the ways at the end.
        if _BARE_WAY.sub("", reading.text(name)):
            yield render_runs(reading.get(name))
    if urls and (accessed := reading.text("urldate")):
        yield [nodes.Text(str(labels.ACCESSED) % accessed)]


def _with_remarks(
    sentences: list[list[nodes.Node]], remarks: Iterable[list[nodes.Node]]
) -> list[list[nodes.Node]]:
    """Return *sentences* and *remarks*, but for those that a sentence says: a note ``2nd ed.``."""
    said = set(map(_bare, sentences))
    return [*sentences, *(remark for remark in remarks if _bare(remark) not in said)]


def _bare(sentence: list[nodes.Node]) -> str:
    return "".join(node.astext() for node in sentence).rstrip(".").casefold()


def _sentences(sentences: Iterable[list[nodes.Node]]) -> list[nodes.Node]:
    """Return the sentences in a row, each closed with a full stop and begun with a capital."""
    shown: list[nodes.Node] = []
    for sentence in sentences:
        if not sentence:
            continue
        if shown:
            shown.append(nodes.Text(" "))
            sentence[0] = _capitalised(sentence[0])
        shown += sentence
        if not is_closed(sentence):
            shown.append(nodes.Text("."))
    return shown


def _capitalised(node: nodes.Node) -> nodes.Node:
    """Return *node*, the begin of a sentence: "To appear", but "arXiv", "iOS" and "xii+300 pp."."""
    if not isinstance(node, nodes.Text):
        return node
    word = node.partition(" ")[0]
    is_word = word.islower() and not any(char.isdigit() for char in word)
    return nodes.Text(word.capitalize() + node[len(word) :]) if is_word else node
