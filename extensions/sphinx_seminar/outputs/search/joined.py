"""Where the objects of several archives stand, what they say, and which archive holds them.

What another archive holds is found at its address there. A record that only another one
could show, and shows nowhere, is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.federation import View
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.prose import Block, BlockKind, Piece, as_data
from sphinx_seminar.outputs.search.records import NOWHERE, Site
from sphinx_seminar.outputs.texts import DocumentText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_seminar.model.federation import Partner
    from sphinx_seminar.model.session import Session

_NOBODY = View(Archive(), Archive())


class JoinedTexts(Mapping[str, DocumentText]):
    """The texts of this site's documents, and of the pages of *partners* by their addresses."""

    def __init__(self, own: Mapping[str, DocumentText], partners: Iterable[Partner]) -> None:
        self._own = own
        self._theirs = {page: text for one in partners for page, text in _pages(one)}

    def __getitem__(self, docname: str) -> DocumentText:
        return self._theirs[docname] if docname in self._theirs else self._own[docname]

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from self._theirs

    def __len__(self) -> int:
        return len(self._own) + len(self._theirs)


def _pages(partner: Partner) -> Iterator[tuple[str, DocumentText]]:
    """Yield the texts of each page of *partner*, by the ids that they have here."""
    pages: dict[str, tuple[dict[str, list[Any]], dict[str, list[Any]]]] = {}
    for session in partner.archive.sessions:
        talks, sessions = pages.setdefault(partner.page_of(session), ({}, {}))
        sessions.update(_text(partner, "session", session.id))
        for talk in session.talks:
            talks.update(_text(partner, "talk", talk.id))
    for page, (talks, sessions) in pages.items():
        yield page, DocumentText(talks, sessions, "")


def _text(partner: Partner, objtype: str, name: str) -> dict[str, list[Any]]:
    text = partner.texts.get((objtype, name), "")
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, (Piece(" ".join(part.split())),))
        for part in text.split("\n\n")
        if part.strip()
    )
    return {f"{partner.name}:{name}": [as_data(blocks)]} if blocks else {}


@dataclass(frozen=True)
class JoinedSite(Site):
    """A site that shows the archives of ``view``; ``title`` is this one's."""

    view: View = field(default=_NOBODY)
    title: str = ""

    @cached_property
    def _addresses(self) -> Mapping[str, str]:
        return {
            node_id(objtype, name): address
            for (objtype, name), address in self.view.addresses.items()
        }

    @cached_property
    def _elsewhere(self) -> frozenset[str]:
        """The anchors of readings and speakers that this site does not show."""
        there, here = self.view.archive, self.view.own
        readings = (node_id("reading", key) for key in there.readings.keys() - here.readings.keys())
        speakers = (node_id("speaker", key) for key in there.speakers.keys() - here.speakers.keys())
        return frozenset((*readings, *speakers))

    def url(self, docname: str, anchor: str = "") -> str:
        """Return the address of *anchor* in *docname*."""
        if anchor in self._addresses:
            return self._addresses[anchor]
        if "://" in docname:
            return f"{docname}#{anchor}"
        return NOWHERE if anchor in self._elsewhere else super().url(docname, anchor)

    def archives(self, sessions: Iterable[Session]) -> tuple[str, ...]:
        """Return the titles of the archives of *sessions*; this one's where there is none."""
        if not self.view.partners:
            return ()
        partners = map(self.view.partner_of, sessions)
        titles = [partner.title if partner else self.title for partner in partners]
        return tuple(dict.fromkeys(titles)) or (self.title,)
