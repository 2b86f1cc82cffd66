"""Indices of speakers, topics and readings, for the builders that print or link them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.domains import Index, IndexEntry
from sphinx.locale import get_translation

from sphinx_seminar.domain.messages import CATALOG

if TYPE_CHECKING:
    from collections.abc import Iterable

_ = get_translation(CATALOG)


class _ObjectIndex(Index):
    """An index of the objects of one type, by first letter."""

    objtype = ""

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the entries of *docnames* (all when ``None``), grouped by letter."""
        wanted = set(docnames) if docnames is not None else None
        letters: dict[str, list[IndexEntry]] = {}
        for _name, title, objtype, docname, node_id, _priority in self.domain.get_objects():
            if objtype == self.objtype and (wanted is None or docname in wanted):
                entry = IndexEntry(title, 0, docname, node_id, "", "", "")
                letters.setdefault(title[:1].upper(), []).append(entry)
        return [
            (letter, sorted(entries, key=lambda entry: entry.name.casefold()))
            for letter, entries in sorted(letters.items())
        ], False


class SpeakerIndex(_ObjectIndex):
    """Everybody who spoke."""

    name = "speakers"
    localname = _("Index of speakers")
    shortname = _("speakers")
    objtype = "speaker"


class TopicIndex(_ObjectIndex):
    """Everything that was spoken about."""

    name = "topics"
    localname = _("Index of topics")
    shortname = _("topics")
    objtype = "topic"


class ReadingIndex(_ObjectIndex):
    """Everything that was read, by title."""

    name = "readings"
    localname = _("Index of readings")
    shortname = _("readings")
    objtype = "reading"


INDICES = (SpeakerIndex, TopicIndex, ReadingIndex)
