"""Where links and bookmarks lead, before the pages of all parts are in one PDF and after.

Pages keep no number while they are joined. A destination is noted first, as an array of the
part, its page there and the place on it, and made a destination of PDF when all pages are in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pikepdf import Array, Dictionary, Name, NameTree, String

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pikepdf import Object, Page, Pdf

    from sphinx_seminar.rendering.typst.binding.task import Place

#: Typst lets the window begin so much above what a link leads to.
_ABOVE = 10
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


class Destination(NamedTuple):
    """A place in a part, 0 being the front: its page there, points from its lower left corner."""

    part: int
    page: int
    x: float
    y: float


class Told(NamedTuple):
    """A destination that the task told, and the number that is printed on its page."""

    destination: Destination
    number: int


class Leads:
    """Tells where the links of one part lead, *told* being those into other parts or its own.

    *told* has the label of a heading in the front, in a gathering the number of a place.
    """

    def __init__(self, pdf: Pdf, part: int, told: Mapping[str, Told]) -> None:
        self._part = part
        self._told = told
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        names = pdf.Root.get(Name.Names, Dictionary()).get(Name.Dests)
        tree = NameTree(names) if names is not None else {}
        self.named = {str(name): place for name, place in tree.items()}
        # bookmarks lead to headings by their places
        self._placed = {self._own(place): name for name, place in self.named.items()}

    def told(self, target: Object) -> Told | None:
        """Return what the task told of *target*, a name or place; None where it is the part's."""
        if isinstance(target, String) or not isinstance(target, Array):
            return self._told.get(str(target))
        own = self._own(target)
        if self._part and own.page == 0:
            return self._told.get(str(round(own.x)))
        return self._told.get(self._placed.get(own, ""))

    def own(self, target: Object) -> Destination:
        """Return where *target* is in its own part."""
        return self._own(target if isinstance(target, Array) else self.named[str(target)])

    def _own(self, target: Object) -> Destination:
        page, _kind, x, y, *_zoom = target.as_list()
        return Destination(self._part, self._pages[page.objgen], float(x), float(y))


def told_places(places: Mapping[str, Place], parts: Sequence[Pdf]) -> dict[str, Told]:
    """Return *places* in *parts*, of which the first is the front, as destinations."""
    told = {}
    for name, place in places.items():
        part = place.gathering + 1
        height = float(parts[part].pages[place.page].mediabox[3])
        y = height - max(place.y - _ABOVE, 0)
        told[name] = Told(Destination(part, place.page, place.x, y), place.number)
    return told


def note_links(pages: Iterable[Page], leads: Leads) -> None:
    """Note in the links of *pages* where they lead; to which page, they say as well."""
    for page in pages:
        for link in page.obj.get(Name.Annots, ()):
            target = _target(link)
            if target is None:
                continue
            told = leads.told(target)
            if told and Name.Contents in link:
                link.Contents = _LAST_NUMBER.sub(str(told.number), str(link.Contents))
            _note(link, told.destination if told else leads.own(target))


def note_bookmarks(pdf: Pdf, leads: Leads) -> None:
    """Note in the bookmarks of *pdf* where they lead."""
    for bookmark in _bookmarks(pdf):
        target = _target(bookmark)
        if target is not None:
            told = leads.told(target)
            _note(bookmark, told.destination if told else leads.own(target))


def lead(pdf: Pdf, starts: Sequence[int]) -> None:
    """Make what is noted in links and bookmarks of *pdf* lead there.

    *starts* are the pages of *pdf*, counted from 0, where the first page of each part would
    be if none was left out.
    """
    pages = [page.obj for page in pdf.pages]
    leading = [link for page in pages for link in page.get(Name.Annots, ())]
    for one in (*leading, *_bookmarks(pdf)):
        noted = one.get(Name.Dest)
        if noted is not None:
            one.Dest = _made(Destination(*noted.as_list()), pages, starts)


def write_names(pdf: Pdf, named: Mapping[str, Destination], starts: Sequence[int]) -> None:
    """Give *pdf* the places that others link to by name: those of its parts."""
    names = pdf.Root.get(Name.Names)
    if names is None:
        names = pdf.Root.Names = Dictionary()
    if Name.Dests in names:
        del names[Name.Dests]
    if not named:
        return
    pages = [page.obj for page in pdf.pages]
    # a name tree is sorted by the bytes of its names
    entries = sorted((bytes(String(name)), name) for name in named)
    names.Dests = Dictionary(Names=Array())
    for _bytes, name in entries:
        names.Dests.Names.extend([String(name), _made(named[name], pages, starts)])


def _made(place: Destination, pages: Sequence[Object], starts: Sequence[int]) -> Array:
    index = starts[int(place.part)] + int(place.page)
    # a link to a page that is left out leads to the first page of its part
    page = pages[max(index, 0)]
    return Array([page, Name.XYZ, place.x, place.y, 0])


def _note(one: Object, place: Destination) -> None:
    if Name.A in one:
        del one[Name.A]
    one.Dest = Array(list(place))


def _target(one: Object) -> Object | None:
    """Return where a link or bookmark leads within its PDF."""
    action = one.get(Name.A)
    if action is not None and action.get(Name.S) == Name.GoTo:
        return action.D
    return one.get(Name.Dest)


def _bookmarks(pdf: Pdf) -> Iterator[Object]:
    """Yield the bookmarks in order."""
    waiting = [pdf.Root.get(Name.Outlines, Dictionary()).get(Name.First)]
    while waiting:
        bookmark = waiting.pop()
        if bookmark is not None:
            yield bookmark
            waiting += [bookmark.get(Name.Next), bookmark.get(Name.First)]
