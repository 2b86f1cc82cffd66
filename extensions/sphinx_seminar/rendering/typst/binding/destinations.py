"""Where links and bookmarks lead, before the pages of all parts are in one PDF and after.

Pages keep no number while they are joined. A destination is noted first, as an array of the
part, its page there and the place on it, and made a destination of PDF when all pages are in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pikepdf import Array, Dictionary, Name

from sphinx_seminar.rendering.typst.binding.trees import name_tree, named_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pikepdf import Object, Page, Pdf

    from sphinx_seminar.rendering.typst.binding.task import Part, Place

#: Typst lets the window begin so much above what a link leads to.
_ABOVE = 10
_LAST_NUMBER = re.compile(r"\d+(?=\D*$)")


class Destination(NamedTuple):
    """A place in a part, 0 being the front: its page there, points from its lower left corner."""

    part: int
    page: int
    x: float
    y: float


class Resolved(NamedTuple):
    """Where a link leads; the number printed on that page if the task told both, else None."""

    destination: Destination
    number: int | None = None


class Targets:
    """Resolves the targets of links in *pdf*, the PDF of a *part*, the *number* of it.

    *told* is where those lead that lead to other parts, or may: in the front by the label of a
    heading, in a gathering by the number of a place.
    """

    def __init__(self, pdf: Pdf, part: Part, number: int, told: Mapping[str, Resolved]) -> None:
        self._number = number
        self._kept = range(len(pdf.pages))[part.first : part.end]
        self._told = told
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        names = named_in(pdf.Root.get(Name.Names, Dictionary()).get(Name.Dests))
        #: The places of this part that have names.
        self.named = {name: self._placed(place) for name, place in names.items()}
        # bookmarks lead to headings by their places
        self._labels = {place: name for name, place in self.named.items()}

    def resolved(self, target: Object) -> Resolved:
        """Return where *target*, an array or a name, leads."""
        own = self._placed(target) if isinstance(target, Array) else self.named[str(target)]
        if self._number == 0:
            name = self._labels.get(own, "")
        else:
            # what leads to a place by its number points at the first page, which is left out
            name = str(round(own.x)) if own.page == 0 else ""
        page = min(max(own.page, self._kept[0]), self._kept[-1])
        return self._told.get(name) or Resolved(own._replace(page=page))

    def _placed(self, target: Object) -> Destination:
        page, _kind, x, y, *_zoom = target.as_list()
        return Destination(self._number, self._pages[page.objgen], float(x), float(y))


def told_by(places: Mapping[str, Place], parts: Sequence[Pdf]) -> dict[str, Resolved]:
    """Return *places* in *parts*, of which the first is the front, as destinations."""
    told = {}
    for name, place in places.items():
        part = place.gathering + 1
        height = float(parts[part].pages[place.page].mediabox[3])
        y = height - max(place.y - _ABOVE, 0)
        told[name] = Resolved(Destination(part, place.page, place.x, y), place.number)
    return told


def note_links(pages: Iterable[Page], targets: Targets) -> None:
    """Note in the links of *pages* where they lead; to which page, they say as well."""
    for page in pages:
        for link in page.obj.get(Name.Annots, ()):
            number = _note(link, targets)
            if number is not None and Name.Contents in link:
                link.Contents = _LAST_NUMBER.sub(str(number), str(link.Contents))


def note_bookmarks(pdf: Pdf, targets: Targets) -> None:
    """Note in the bookmarks of *pdf* where they lead."""
    for bookmark in _bookmarks(pdf):
        _note(bookmark, targets)


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
    if named:
        pages = [page.obj for page in pdf.pages]
        names.Dests = name_tree({name: _made(one, pages, starts) for name, one in named.items()})


def _made(place: Destination, pages: Sequence[Object], starts: Sequence[int]) -> Array:
    page = pages[starts[int(place.part)] + int(place.page)]
    return Array([page, Name.XYZ, place.x, place.y, 0])


def _note(one: Object, targets: Targets) -> int | None:
    """Note where a link or bookmark leads; return the number of the page if it was told."""
    action = one.get(Name.A)
    if action is not None and action.get(Name.S) == Name.GoTo:
        del one[Name.A]
        one.Dest = action.D
    if Name.Dest not in one:
        return None
    destination, number = targets.resolved(one.Dest)
    one.Dest = Array(list(destination))
    return number


def _bookmarks(pdf: Pdf) -> Iterator[Object]:
    """Yield the bookmarks in order."""
    waiting = [pdf.Root.get(Name.Outlines, Dictionary()).get(Name.First)]
    while waiting:
        bookmark = waiting.pop()
        if bookmark is not None:
            yield bookmark
            waiting += [bookmark.get(Name.Next), bookmark.get(Name.First)]
