"""A reading list in each of its formats.

``seminar cite`` and the files beside the pages come from here, so that they are the
same bytes.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.csl import csl_item, plain_item
from sphinx_seminar.model.scope import ListFormat
from sphinx_seminar.outputs.bibtex import Stock, export_bibtex
from sphinx_seminar.outputs.csl import export_csl
from sphinx_seminar.outputs.ris import record
from sphinx_seminar.rendering.citation.csl.lists import text_of
from sphinx_seminar.rendering.citation.plain import PlainReferences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.domain.citing import Citing
    from sphinx_seminar.model.library import Library
    from sphinx_seminar.model.reading import Reading


class Exporter:
    """Reading lists of one library; every reading is converted at most once for each format.

    *citing* says in which style the text is, and holds the text in a CSL style.
    """

    def __init__(self, library: Library, citing: Citing) -> None:
        self._citing = citing
        self._stock = Stock.of(library)
        self._items: dict[str, dict[str, Any]] = {}
        self._records: dict[str, str] = {}
        self._references = PlainReferences(numbered=citing.is_numbered)
        self._digests: dict[str, bytes] = {}

    def export(self, readings: Sequence[Reading], form: ListFormat) -> bytes:
        """Return *readings* in the format *form*."""
        if form is ListFormat.PLAIN:
            return self._plain(readings)
        if form is ListFormat.CSL:
            return export_csl(map(self._item, readings))
        if form is ListFormat.RIS:
            return "".join(map(self._record, readings)).encode("utf-8", "replace")
        return export_bibtex(readings, self._stock, ascii_only=form is ListFormat.ASCII)

    def digest(self, readings: Sequence[Reading], form: ListFormat) -> str:
        """Return a digest that changes when the file of *readings* in the format *form* would."""
        total = blake2b(digest_size=16)
        if form is ListFormat.PLAIN:
            total.update(self._citing.style.encode())
            total.update("\n".join(self._formatted(readings)).encode("utf-8", "replace"))
        for reading in readings:
            total.update(self._digest(reading))
        return total.hexdigest()

    def _plain(self, readings: Sequence[Reading]) -> bytes:
        """Return *readings* as text, a paragraph each, as in an e-mail."""
        lines = self._formatted(readings) or self._references.lines(readings)
        return "".join(f"{line}\n\n" for line in lines)[:-1].encode("utf-8", "replace")

    def _formatted(self, readings: Sequence[Reading]) -> Sequence[str]:
        """Return *readings* in the CSL style; nothing in a built-in one."""
        return text_of(self._citing, readings)

    def _digest(self, reading: Reading) -> bytes:
        if reading.key not in self._digests:
            strings, entries = self._stock.required([reading])
            parts = [reading.digest, *strings, *(entry.raw for entry in entries)]
            text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
            self._digests[reading.key] = blake2b(text, digest_size=16).digest()
        return self._digests[reading.key]

    def _item(self, reading: Reading) -> dict[str, Any]:
        if reading.key not in self._items:
            self._items[reading.key] = csl_item(reading)
        return self._items[reading.key]

    def _record(self, reading: Reading) -> str:
        if reading.key not in self._records:
            self._records[reading.key] = record(plain_item(reading))
        return self._records[reading.key]
