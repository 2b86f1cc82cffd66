"""Placeholders: nodes of the read phase that name what to show; rendering replaces every one.

They hold frozen records and strings, so that they can be pickled, and their own
docname, because some builders merge all documents into one before rendering.
"""

from __future__ import annotations

from docutils import nodes


class Placeholder(nodes.Invisible, nodes.Element):
    """The base of all placeholders; none may reach a writer."""


class SessionFacts(Placeholder):
    """The facts of a session: when, where, status; ``session`` is its record without talks."""


class SessionReadings(Placeholder):
    """What was read in a session outside its talks."""


class TalkFacts(Placeholder):
    """Speakers, kind, time and topics of a talk.

    ``talk`` is its record without title, ``titled`` whether one was announced.
    """


class TalkReadings(Placeholder):
    """What was read for a talk."""


class Listing(Placeholder):
    """A listing; ``listing`` is its :class:`~sphinx_seminar.domain.records.ListingRecord`."""


class ReadingFacts(Placeholder):
    """The reference of the reading ``key``, at its home."""


class ReadingUses(Placeholder):
    """Where the reading ``key`` was discussed."""


class Label(nodes.Inline, Placeholder):
    """A visible word that rendering knows; ``label`` names it."""


class CitationNode(nodes.Inline, Placeholder):
    """Readings cited in the text; ``citation`` is the citation as the author wrote it."""


#: Every kind of placeholder that is a block, and every one that is inline.
BLOCKS = (
    SessionFacts,
    SessionReadings,
    TalkFacts,
    TalkReadings,
    ReadingFacts,
    ReadingUses,
    Listing,
)
INLINES = (Label, CitationNode)
