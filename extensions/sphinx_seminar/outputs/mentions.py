"""What a text mentions, in the words of the archive: citations, titles of other sessions, pages.

The words are those of the pages. A mention that leads to a page has its address on the web,
where that is known.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.pieces import read_pieces
from sphinx_seminar.domain.published import base_address
from sphinx_seminar.model.prose import Mention, Piece
from sphinx_seminar.rendering.citations import render_citation
from sphinx_seminar.rendering.context import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from docutils import nodes
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.domain.objects import Objects

_NOTHING = Mention("", ("",))
#: Objects that are found wherever they are known.
_PLACED = frozenset({"session", "talk"})


class Addresses(Protocol):
    """What tells where pages are: a builder, or what knows another builder's pages."""

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of *docname*, below that of the site."""


class Mentions:
    """The words for mentions in one archive; each is worded once."""

    def __init__(
        self,
        context: Context,
        objects: Objects,
        titles: Mapping[str, nodes.title],
        address: Callable[[str, str], str],
    ) -> None:
        self._context = context
        self._objects = objects
        self._titles = titles
        self._address = address
        self._known: dict[Piece, tuple[Piece, ...]] = {}

    @classmethod
    def of(cls, env: BuildEnvironment, builder: Addresses, today: date) -> Mentions:
        """Return the words of the archive that *builder* writes."""
        domain, base = seminar_domain(env), base_address(env.config)
        context = Context(
            archive=domain.archive,
            docname="",
            language=env.config.language,
            today=today,
            homes=domain.homes,
            citing=domain.citing,
            reading_pages=domain.reading_pages,
        )
        return cls(context, domain.objects, env.titles, partial(_address, builder, base))

    def word(self, piece: Piece) -> tuple[Piece, ...]:
        """Return *piece*, which mentions something, in words."""
        if piece not in self._known:
            self._known[piece] = self._worded(piece)
        return self._known[piece]

    def text(self, mention: Mention) -> str:
        """Return the words of *mention*."""
        return "".join(one.text for one in self.word(Piece("", mention=mention)))

    def places(self, mention: Mention) -> tuple[str, ...]:
        """Return where the words of *mention* lead."""
        return tuple(one.url for one in self.word(Piece("", mention=mention)))

    def _worded(self, piece: Piece) -> tuple[Piece, ...]:
        mention = piece.mention or _NOTHING
        if (citation := mention.citation) is not None:
            shown: list[Piece] = []
            for one in read_pieces(render_citation(citation, self._context)):
                shown += self.word(one) if one.mention else (one,)
            return tuple(shown)
        words, url = self._named(mention)
        if piece.text or not words:
            return (piece._replace(text=piece.text or mention.target[0], url=url),)
        return tuple(
            Piece(one.text, tuple(sorted({*one.styles, *piece.styles})), url, mention)
            for one in words
        )

    def _named(self, mention: Mention) -> tuple[tuple[Piece, ...], str]:
        """Return the name of what is mentioned, () when unknown, and its address."""
        kind, target = mention.kind, mention.target[0]
        if kind == "doc":
            title = self._titles.get(target)
            if title is None:
                return (), ""
            return read_pieces(title.children), self._address(target, "")
        found = self._objects.find(kind, target)
        if found is not None:
            return read_pieces(found.title), self._address(found.docname, found.node_id)
        named = self._objects.named(kind, target) if kind not in _PLACED else None
        return ((Piece(named[1]),) if named else ()), ""


def _address(builder: Addresses, base: str, docname: str, anchor: str) -> str:
    if not base:
        return ""
    uri = base + builder.get_target_uri(docname)
    return f"{uri}#{anchor}" if anchor else uri
