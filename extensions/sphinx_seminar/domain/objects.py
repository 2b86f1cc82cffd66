"""The archive's objects by what authors call them: where each is shown, and under which title.

Sessions and talks are shown where they were written; speakers, topics and readings
in the first whole listing of their kind, their home.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes
from sphinx.util.nodes import make_refnode

from sphinx_seminar.domain.records import HOMES
from sphinx_seminar.domain.titles import rich_nodes
from sphinx_seminar.model.archive import topic_id
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.richtext import plain
from sphinx_seminar.model.scope import archive_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docutils.nodes import Node
    from sphinx.builders import Builder

    from sphinx_seminar.model.archive import Archive


def reading_page_id(key: str) -> str:
    """Return the anchor of a reading on its own page.

    Where all pages are one, the bibliography's anchor of the reading is there too.
    """
    return f"home-of-{node_id('reading', key)}"


class Target(NamedTuple):
    """Where an object is shown, and what to call it."""

    docname: str
    node_id: str
    title: list[Node]


def link_to_target(
    builder: Builder, fromdocname: str, found: Target, content: list[Node]
) -> nodes.reference:
    """Return a link from *fromdocname* to *found*.

    A builder of a single page answers a docname with an anchor; a second anchor behind
    it leads nowhere (https://github.com/sphinx-doc/sphinx/issues/14221).
    """
    link = make_refnode(builder, fromdocname, found.docname, found.node_id, content)
    if link.get("refuri", "").startswith("#"):
        link["refuri"] = f"#{found.node_id}"
    return link


@dataclass(frozen=True, slots=True)
class Objects:
    """What can be referred to in *archive*; ``homes`` holds a docname by object type.

    ``pages`` holds the docnames of readings with pages of their own, by key.
    """

    archive: Archive
    homes: Mapping[str, str]
    pages: Mapping[str, str] = field(default_factory=dict)

    def find(self, objtype: str, target: str) -> Target | None:
        """Return where the object *target* is shown; ``None`` when there is none."""
        if objtype == "session":
            session = self.archive.session_of(target)
            if session is None:
                return None
            title = rich_nodes(session.title) or [nodes.Text(target)]
            return Target(session.docname, session.node_id, title)
        if objtype == "talk":
            found = self.archive.talk_of(target)
            if found is None:
                return None
            title = rich_nodes(found.talk.title) or [nodes.Text(target)]
            return Target(found.session.docname, node_id("talk", found.talk.id), title)
        named = self.named(objtype, target)
        place = self._place(objtype, named[0]) if named else None
        if named is None or place is None:
            return None
        return Target(*place, [nodes.Text(named[1])])

    def _place(self, objtype: str, key: str) -> tuple[str, str] | None:
        """Return document and anchor of a speaker, a topic or a reading by its id."""
        page = self.pages.get(key) if objtype == "reading" else None
        home = page or self.homes.get(objtype)
        if home is None:
            return None
        return home, reading_page_id(key) if page else node_id(objtype, key)

    def named(self, objtype: str, target: str) -> tuple[str, str] | None:
        """Return the id and the name of the speaker, topic or reading *target*."""
        archive = self.archive
        if objtype == "reading":
            reading = archive.readings.get(target)
            return (target, plain(reading.title) or target) if reading else None
        if objtype == "topic":
            for topic in (topic_id(target), target):
                if topic in archive.topics:
                    return topic, archive.topics[topic]
            return None
        for person in (archive.people.find(target).id, target):
            if person in archive.speakers:
                return person, archive.speakers[person].name
        return None

    def knows(self, objtype: str, target: str) -> bool:
        """Tell whether the object exists, shown or not."""
        if objtype in HOMES:
            return self.named(objtype, target) is not None
        return self.find(objtype, target) is not None

    def shown(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield every object that is shown, in the form of ``Domain.get_objects``."""
        archive = self.archive
        for session in archive.sessions:
            name = plain(session.title) or session.id
            yield session.id, name, "session", session.docname, session.node_id, 1
            for alias in session.aliases:
                yield alias, name, "session", session.docname, session.node_id, -1
            for talk in session.talks:
                name = talk.plain_title or talk.id
                yield talk.id, name, "talk", session.docname, node_id("talk", talk.id), 1
                for alias in talk.aliases:
                    yield alias, name, "talk", session.docname, node_id("talk", talk.id), -1
        named: dict[str, Iterable[tuple[str, str]]] = {
            "speaker": ((key, person.name) for key, person in archive.speakers.items()),
            "topic": archive.topics.items(),
            "reading": (
                (key, plain(archive.readings[key].title) or key)
                for key in archive_scope(archive).keys
            ),
        }
        for objtype, objects in named.items():
            for key, name in objects:
                place = self._place(objtype, key)
                if place is not None:
                    yield key, name, objtype, *place, 1
