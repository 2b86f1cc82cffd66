# ruff: noqa: INP001 - a package named typst would hide the real one
"""What a PDF holds beside what is seen on its pages, in a form that compares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf
from pikepdf import Array, Name, NameTree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pikepdf import Object

    Place = tuple[int, float, float] | None


class Link(NamedTuple):
    page: int
    box: tuple[float, ...]
    #: within the PDF
    place: Place
    #: on the web
    address: str
    alternative: str


class Anatomy:
    """Pages are counted from 0, places are rounded to a point."""

    def __init__(self, path: Path) -> None:
        with pikepdf.open(path) as pdf:
            self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
            names = pdf.Root.Names.get(Name.Dests)
            found = NameTree(names).items() if names is not None else ()
            self._named: dict[str, Object] = {str(name): place for name, place in found}
            self.names = {name: self._place(place) for name, place in self._named.items()}
            self.links = [
                self._link(index, link)
                for index, page in enumerate(pdf.pages)
                for link in page.obj.get(Name.Annots, ())
            ]
            self.bookmarks = list(self._bookmarks(pdf.Root.Outlines, 0))
            self.labels = [page.label for page in pdf.pages]
            root = pdf.Root.StructTreeRoot
            self.structure = list(self._structure(root.K[0], 0))
            self.ids = [str(name) for name, _element in self._ids(root)]

    def _place(self, target: Object | None) -> Place:
        if target is None:
            return None
        array = target if isinstance(target, Array) else self._named[str(target)]
        page, _kind, x, y, *_zoom = array.as_list()
        return self._pages[page.objgen], round(float(x)), round(float(y))

    def _link(self, page: int, link: Object) -> Link:
        action = link.get(Name.A, {})
        box = tuple(round(float(one)) for one in link.Rect)
        address = str(action.get("/URI", ""))
        return Link(page, box, self._place(link.get(Name.Dest)), address, str(link.Contents))

    def _bookmarks(self, parent: Object, level: int) -> Iterator[tuple[int, str, Place]]:
        bookmark = parent.get(Name.First)
        while bookmark is not None:
            yield level, str(bookmark.Title), self._place(bookmark.Dest)
            yield from self._bookmarks(bookmark, level + 1)
            bookmark = bookmark.get(Name.Next)

    def _structure(self, element: Any, level: int) -> Iterator[tuple[int, str, int | None]]:
        if isinstance(element, int) or Name.S not in element:
            yield level, "content", None
            return
        page = self._pages[element.Pg.objgen] if Name.Pg in element else None
        yield level, str(element.S), page
        content = element.get(Name.K, ())
        for one in content if isinstance(content, Array) else [content]:
            yield from self._structure(one, level + 1)

    @staticmethod
    def _ids(root: Object) -> list[tuple[str | bytes, Object]]:
        tree = root.get(Name.IDTree)
        return list(NameTree(tree).items()) if tree is not None else []
