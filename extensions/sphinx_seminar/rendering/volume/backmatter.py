"""What ends the volume: indices of speakers, readings and topics, and the colophon.

All of it is doctree, so that its headings stand in the contents, its
characters are looked at like all others, and titles keep their formulas. An index holds
what has a page in the volume, and says nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.titles import rich_nodes
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.richtext import plain
from sphinx_seminar.rendering.citation.short import (
    short_name,
    short_names,
    short_year,
    sort_key,
)
from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.volume.assembly import reparent, with_docnames
from sphinx_seminar.rendering.volume.colophon import colophon
from sphinx_seminar.rendering.volume.nodes import IndexPlace, PageNumbers
from sphinx_seminar.rendering.volume.places import label
from sphinx_seminar.rendering.volume.printing import back_matter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_seminar.domain.citing import Citing
    from sphinx_seminar.domain.domain import SeminarDomain
    from sphinx_seminar.model.archive import Contribution, Use
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk
    from sphinx_seminar.rendering.volume.attachments import Attachment
    from sphinx_seminar.rendering.volume.dating import DatedBuilder
    from sphinx_seminar.rendering.volume.titles import Titles

INDEX_CLASS = "seminar-volume-index"


class Entry(NamedTuple):
    """A line of an index: its words, the place of its full entry, and the places of its pages."""

    words: list[nodes.Node]
    home: str
    targets: list[str]


def append_back_matter(
    builder: DatedBuilder,
    tree: nodes.document,
    titles: Titles,
    attachments: Sequence[Attachment],
) -> None:
    """Put the indices and the colophon that are wanted after the last document of *tree*."""
    sections = [one for one in tree.children if isinstance(one, nodes.section)]
    place: nodes.Element = sections[-1] if sections else tree
    wanted = back_matter(builder.config)
    parts: dict[str, list[nodes.section]] = {}
    if "seminar" in builder.env.domains:
        anchored = {
            label(docname, one)
            for node, docname in with_docnames(tree)
            if isinstance(node, nodes.Element)
            for one in node["ids"]
        }
        domain = seminar_domain(builder.env)
        indices = [
            one for name in wanted if name in _INDICES for one in _index(name, domain, anchored)
        ]
        if indices:
            parts[volume.indices()] = indices
    if "colophon" in wanted:
        parts[volume.colophon()] = [colophon(builder, titles, attachments)]
    for head, content in parts.items():
        # No document has a name that begins so.
        place.append(addnodes.start_of_file("", *content, docname=f"/{head}", head=head))
    reparent(tree)


def _index(name: str, domain: SeminarDomain, anchored: set[str]) -> Iterator[nodes.section]:
    objtype, entries = _INDICES[name]
    lines = [line for entry in entries(domain) if (line := _line(entry, anchored)) is not None]
    if lines:
        heading = nodes.title("", volume.index_of(objtype))
        body = nodes.container("", *lines, classes=[INDEX_CLASS])
        yield nodes.section("", heading, body)


def _line(entry: Entry, anchored: set[str]) -> nodes.paragraph | None:
    targets = [one for one in dict.fromkeys(entry.targets) if one in anchored]
    if not targets:
        return None
    words: nodes.Element = nodes.inline("", "", *entry.words)
    if entry.home in anchored:
        words = nodes.reference("", "", words, refuri=f"%{entry.home}", internal=True)
        return nodes.paragraph("", "", words, PageNumbers("", targets=targets))
    # a listing that is not printed is replaced by the index: links to its entries lead here
    place = IndexPlace("", label=entry.home)
    return nodes.paragraph("", "", place, words, PageNumbers("", targets=targets))


def _speakers(domain: SeminarDomain) -> Iterator[Entry]:
    archive = domain.archive
    talks = archive.contributions_by_speaker
    for person in sorted(archive.speakers.values(), key=lambda person: person.sort_key):
        home = _home(domain, "speaker", person.id)
        yield Entry([nodes.Text(person.name)], home, _talks(talks[person.id]))


def _topics(domain: SeminarDomain) -> Iterator[Entry]:
    topics = domain.archive.topics
    for topic in sorted(topics, key=lambda topic: (topics[topic].casefold(), topic)):
        talks = domain.archive.contributions_by_topic[topic]
        yield Entry([nodes.Text(topics[topic])], _home(domain, "topic", topic), _talks(talks))


def _readings(domain: SeminarDomain) -> Iterator[Entry]:
    archive = domain.archive
    for reading in sorted(archive.readings.values(), key=sort_key):
        home = _home(domain, "reading", reading.key)
        yield Entry(
            _reading_words(reading, domain.citing),
            home,
            _uses(archive.uses_by_reading.get(reading.key, ())),
        )


def _reading_words(reading: Reading, citing: Citing) -> list[nodes.Node]:
    """Return names, year and title; of a work that names nobody the title comes first, once."""
    title = nodes.emphasis("", "", *rich_nodes(reading.title))
    if reading.title and plain(reading.title).startswith(short_names(reading).removesuffix("…")):
        return [title, nodes.Text(f", {short_year(reading, citing)}")]
    name = nodes.Text(short_name(reading, citing))
    return [name, nodes.Text(". "), title] if reading.title else [name]


def _home(domain: SeminarDomain, objtype: str, name: str) -> str:
    return label(domain.homes.get(objtype, ""), node_id(objtype, name))


def _talks(contributions: Iterable[Contribution]) -> list[str]:
    return [_place(item.session, item.talk) for item in contributions]


def _uses(uses: Iterable[Use]) -> list[str]:
    return [_place(use.session, use.talk) for use in uses]


def _place(session: Session, talk: Talk | None) -> str:
    return label(session.docname, node_id("talk", talk.id) if talk else session.node_id)


_INDICES: dict[str, tuple[str, Callable[[SeminarDomain], Iterator[Entry]]]] = {
    "speakers": ("speaker", _speakers),
    "readings": ("reading", _readings),
    "topics": ("topic", _topics),
}
