"""The structure that readers with assistive technology follow, of all parts as of one document.

Elements know their pages, and pages and links know their elements by numbers in a tree
(14.7 of ISO 32000-1): numbers of a part go on where those before it end. Names of elements
get the number of their part before them, so that each is one element's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, NumberTree, String

from sphinx_seminar.rendering.typst.binding.trees import name_tree, named_in, number_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pikepdf import Object, Page, Pdf


class Structure:
    """The structure of *pdf*, to which those of other parts are added."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._root = pdf.Root.StructTreeRoot
        self._document = self._root.K[0]
        self._numbered = dict(NumberTree(self._root.ParentTree).items())
        self._named = named_in(self._root.get(Name.IDTree))
        self._next = int(self._root.ParentTreeNextKey)

    def add(self, part: Pdf, pages: Sequence[Page], prefix: str) -> None:
        """Add the structure of *part*, of which *pages* are the copies.

        Names of its elements begin with *prefix* from then on.
        """
        root = part.Root.StructTreeRoot
        _rename(root, prefix)
        copied = self._pdf.copy_foreign(root)
        for element in copied.K[0].K:
            element.P = self._document
            self._document.K.append(element)
        for number, elements in NumberTree(copied.ParentTree).items():
            self._numbered[number + self._next] = elements
        for one in _numbering(pages):
            for key in one.keys() & _KEYS:
                one[key] = int(one[key]) + self._next
        self._next += int(root.ParentTreeNextKey)
        self._named |= named_in(copied.get(Name.IDTree))
        for role, standard in copied.get(Name.RoleMap, Dictionary()).items():
            self._root.RoleMap[role] = standard

    def write(self) -> None:
        """Write the trees of what has been added."""
        self._root.ParentTree = self._pdf.make_indirect(number_tree(self._numbered))
        self._root.ParentTreeNextKey = self._next
        if self._named:
            self._root.IDTree = self._pdf.make_indirect(name_tree(self._named))


#: Where pages and links hold their number.
_KEYS = frozenset({"/StructParents", "/StructParent"})


def leave_out(pdf: Pdf, pages: Sequence[Page]) -> None:
    """Leave out of the structure of *pdf* what is on *pages*, which it loses."""
    root = pdf.Root.StructTreeRoot
    lost = {page.obj.objgen for page in pages}
    document = root.K[0]
    document.K = Array([one for one in document.K if _page_of(one) not in lost])
    dropped = {int(one[key]) for one in _numbering(pages) for key in one.keys() & _KEYS}
    numbered = NumberTree(root.ParentTree).items()
    kept = {number: elements for number, elements in numbered if number not in dropped}
    root.ParentTree = pdf.make_indirect(number_tree(kept))


def _page_of(element: Object) -> tuple[int, int] | None:
    """Return the page on which *element* begins."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary):
            if Name.Pg in one:
                return one.Pg.objgen
            content = one.get(Name.K)
            if isinstance(content, Array):
                waiting.extend(reversed(content.as_list()))
            elif content is not None:
                waiting.append(content)
    return None


def _numbering(pages: Iterable[Page]) -> Iterator[Object]:
    """Yield what on *pages* may hold a number: each page and its links."""
    for page in pages:
        yield page.obj
        yield from page.obj.get(Name.Annots, ())


def _rename(root: Object, prefix: str) -> None:
    """Put *prefix* before the names of all elements, and where cells name those of their heads."""
    named = {prefix + name: one for name, one in named_in(root.get(Name.IDTree)).items()}
    tables: dict[tuple[int, int], Object] = {}
    for name, element in named.items():
        element.ID = String(name)
        if element.S == Name.TH:
            table = _table_of(element)
            tables[table.objgen] = table
    if named:
        root.IDTree = name_tree(named)
    for cell in (one for table in tables.values() for one in _elements(table)):
        for attributes in cell.get(Name.A, ()):
            if Name.Headers in attributes:
                heads = [String(prefix + str(name)) for name in attributes.Headers]
                attributes.Headers = Array(heads)


def _table_of(element: Object) -> Object:
    while Name.Table != element.S:
        element = element.P
    return element


def _elements(element: Object) -> Iterator[Object]:
    """Yield the elements within *element*."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Dictionary) and Name.S in one:
            yield one
            content = one.get(Name.K)
            waiting.extend(content.as_list() if isinstance(content, Array) else ())
