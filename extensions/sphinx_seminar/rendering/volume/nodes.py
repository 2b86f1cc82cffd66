"""Nodes that stand in the volume alone: they are made when it is assembled and never stored."""

from __future__ import annotations

from docutils import nodes


class PageNumbers(nodes.Inline, nodes.Element):
    """The pages of its ``targets`` (labels), each number once and a link."""


class IndexPlace(nodes.Inline, nodes.Element):
    """The place of an entry of an index: links to ``label``, its full entry, lead here."""


class ProgrammeRow(nodes.General, nodes.Element):
    """A session of a programme: :class:`ProgrammePart` for its facts, then its talks."""


class ProgrammeTalk(nodes.General, nodes.Element):
    """A talk of a programme: its parts are ``title`` and ``by``."""


class ProgrammePart(nodes.General, nodes.Element):
    """Words of a row or a talk; ``part`` is the name that the template gives them."""
