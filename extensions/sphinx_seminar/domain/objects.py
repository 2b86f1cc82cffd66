"""The archive's objects by what authors call them: where each is shown, and under which title.

Sessions and talks are shown where they were written; speakers, topics and readings
in the first whole listing of their kind, their home.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_seminar.domain.records import HOMES
from sphinx_seminar.domain.titles import rich_nodes
from sphinx_seminar.model.archive import topic_id
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.richtext import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docutils.nodes import Node

    from sphinx_seminar.model.archive import Archive


class Target(NamedTuple):
    """Where an object is shown, and what to call it."""

    docname: str
    node_id: str
    title: list[Node]


@dataclass(frozen=True, slots=True)
class Objects:
    """What can be referred to in *archive*; ``homes`` holds a docname by object type."""

    archive: Archive
    homes: Mapping[str, str]

    def find(self, objtype: str, target: str) -> Target | None:
        """Return where the object *target* is shown; ``None`` when there is none."""
        if objtype == "session":
            session = self.archive.session_by_id.get(target)
            if session is None:
                return None
            title = rich_nodes(session.title) or [nodes.Text(target)]
            return Target(session.docname, session.node_id, title)
        if objtype == "talk":
            found = self.archive.talk_by_id.get(target)
            if found is None:
                return None
            title = rich_nodes(found.talk.title) or [nodes.Text(target)]
            return Target(found.session.docname, node_id("talk", target), title)
        home = self.homes.get(objtype)
        named = self.named(objtype, target)
        if home is None or named is None:
            return None
        return Target(home, node_id(objtype, named[0]), [nodes.Text(named[1])])

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
            for talk in session.talks:
                name = talk.plain_title or talk.id
                yield talk.id, name, "talk", session.docname, node_id("talk", talk.id), 1
        named: dict[str, Iterable[tuple[str, str]]] = {
            "speaker": ((key, person.name) for key, person in archive.speakers.items()),
            "topic": archive.topics.items(),
            "reading": ((key, plain(one.title) or key) for key, one in archive.readings.items()),
        }
        for objtype, objects in named.items():
            home = self.homes.get(objtype)
            if home is not None:
                for key, name in objects:
                    yield key, name, objtype, home, node_id(objtype, key), 1
