"""The search index of an incremental build is merged from the old one, not built again.

Sphinx takes the old index apart, a set of documents for each of some 50,000 terms, asks
every set twice which documents still exist, and puts all together again, also when no page
was written. Here the terms of pages that were left alone stay as they were written: the
builder's ``indexer_format`` hands Sphinx an index without terms, and puts the old terms
beside the new ones when the index is written. Decides nothing about what is in the index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.search import js_index

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Protocol

    from sphinx.application import Sphinx

    class _Reads(Protocol):
        def read(self, n: int = ..., /) -> str: ...

    class _Writes(Protocol):
        def write(self, s: str, /) -> object: ...


#: Where a term is found: the number of a document, or several in ascending order.
Places = int | list[int]
#: The parts of the index that hold terms.
_TERMS = ("terms", "titleterms")


class KeptTitle(str):
    """The title of a page that the old index brought, and that this build has not fed.

    Sphinx replaces the title of each page that it feeds, so what is still of this type
    when the index is written belongs to a page that was left alone.
    """

    __slots__ = ()


class KeptTerms:
    """A format of the search index that keeps the terms of pages left alone.

    It stands where Sphinx's builders have ``sphinx.search.js_index``, and writes the same.
    """

    def __init__(self) -> None:
        self._docnames: Sequence[str] = ()
        self._terms: Mapping[str, Mapping[str, Places]] = {}

    def load(self, stream: _Reads) -> dict[str, Any]:
        """Return the index in *stream* without its terms, which are remembered.

        :raises ValueError: when the text is no whole index; Sphinx then takes it as absent.
        """
        self._docnames, self._terms = (), {}
        frozen = js_index.loads(stream.read())
        if not isinstance(frozen, dict):
            raise ValueError("no index")  # noqa: TRY004 (what Sphinx expects of a format)
        try:
            docnames, titles = frozen["docnames"], frozen["titles"]
            terms = {part: frozen[part] for part in _TERMS}
        except KeyError as missing:
            raise ValueError("not a whole index") from missing
        self._docnames, self._terms = docnames, terms
        return {**frozen, "titles": list(map(KeptTitle, titles)), **{part: {} for part in _TERMS}}

    def dump(self, frozen: dict[str, Any], stream: _Writes) -> None:
        """Write *frozen* with the terms of the pages that were left alone."""
        if self._docnames:
            numbers = _new_numbers(self._docnames, frozen["docnames"], frozen["titles"])
            merged = {
                part: merge_terms(self._terms[part], numbers, frozen[part]) for part in _TERMS
            }
            frozen = {**frozen, **merged}
        stream.write(js_index.dumps(frozen))


def _new_numbers(
    before: Sequence[str], after: Sequence[str], titles: Sequence[str]
) -> list[int | None]:
    """Return for each document of the old index its number in the new one.

    None stands for a document that is gone or was fed again.
    """
    kept = {
        docname: number
        for number, (docname, title) in enumerate(zip(after, titles, strict=True))
        if isinstance(title, KeptTitle)
    }
    return [kept.get(docname) for docname in before]


def merge_terms(
    old: Mapping[str, Places], numbers: Sequence[int | None], new: Mapping[str, Places]
) -> dict[str, Places]:
    """Return *old* and *new* terms as one, without terms that no document holds.

    :param numbers: the number in the new index of each document of the old one.
    """
    keep = _filter(numbers)
    merged: dict[str, Places] = {}
    for term, places in old.items():
        kept = keep([places] if isinstance(places, int) else places)
        if kept:
            merged[term] = kept[0] if len(kept) == 1 else kept
    for term, places in new.items():
        added = [places] if isinstance(places, int) else places
        before = merged.get(term, [])
        united = sorted([*added, *([before] if isinstance(before, int) else before)])
        if united:
            merged[term] = united[0] if len(united) == 1 else united
    return merged


def _filter(numbers: Sequence[int | None]) -> Callable[[list[int]], list[int]]:
    """Return what maps old numbers of documents to those new ones that are left."""
    gone = {old for old, new in enumerate(numbers) if new is None}
    if all(new is None or new == old for old, new in enumerate(numbers)):
        if not gone:
            return lambda places: places
        return lambda places: (
            places if gone.isdisjoint(places) else [one for one in places if one not in gone]
        )
    # Documents keep their order, so mapped numbers ascend as the old ones did.
    return lambda places: [new for one in places if (new := numbers[one]) is not None]


def keep_terms(app: Sphinx) -> None:
    """Put the format in its place (``builder-inited``), where the index is JavaScript."""
    if getattr(app.builder, "indexer_format", None) is js_index:
        app.builder.indexer_format = KeptTerms()  # type: ignore[attr-defined]
