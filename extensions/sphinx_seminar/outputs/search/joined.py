"""Where the objects of several archives stand, and which archive holds them.

What another archive holds is found at its address there. A record that only another one
could show, and shows nowhere, is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_seminar.model.archive import Archive
from sphinx_seminar.model.federation import View
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.outputs.search.records import NOWHERE, Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_seminar.model.session import Session

_NOBODY = View(Archive(), Archive())


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
