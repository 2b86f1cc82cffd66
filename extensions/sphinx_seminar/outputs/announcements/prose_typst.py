"""Prose as Typst: what an author wrote stands in string literals, formulas passed the gate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.model.prose import Block, BlockKind, pieces_of
from sphinx_seminar.model.richtext import Style
from sphinx_seminar.rendering.typst.quoting import markup_text, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_seminar.model.prose import Piece, Prose

_FUNCTIONS = (
    (Style.SUBSCRIPT, "sub"),
    (Style.SUPERSCRIPT, "super"),
    (Style.SMALLCAPS, "smallcaps"),
    (Style.EMPHASIS, "emph"),
    (Style.STRONG, "strong"),
)
#: LaTeX, and whether it stands by itself.
Formula = tuple[str, bool]


def formulas_of(prose: Prose) -> Iterator[Formula]:
    """Yield the formulas of *prose*."""
    for piece in pieces_of(prose):
        if Style.MATH in piece.styles:
            yield piece.text, False
    yield from ((_text(block), True) for block in _displayed(prose))


def _displayed(prose: Prose) -> Iterator[Block]:
    for block in prose:
        if block.kind is BlockKind.FORMULA:
            yield block
        for part in block.parts:
            yield from _displayed(part)


def _text(block: Block) -> str:
    return "".join(piece.text for piece in block.pieces)


@dataclass(frozen=True, slots=True)
class TypstWriter:
    """Writes with the ``formulas`` that can be set, and ``replacements`` of other characters."""

    formulas: Mapping[Formula, str] = field(default_factory=dict)
    replacements: Mapping[int, str] = field(default_factory=dict)

    def plain(self, text: str) -> str:
        """Return *text* as one string literal of code."""
        return quoted(" ".join(text.translate(self.replacements).split()))

    def pieces(self, pieces: Iterable[Piece]) -> str:
        """Return *pieces*, which stand in a line, as markup."""
        return "".join(map(self._piece, pieces))

    def blocks(self, prose: Prose) -> list[str]:
        """Return each block of *prose* as markup."""
        return [self._block(block) for block in prose]

    def _piece(self, piece: Piece) -> str:
        text = piece.text.translate(self.replacements)
        if Style.MATH in piece.styles:
            source = self.formulas.get((piece.text, False))
            alt = quoted(piece.text.strip() or "?")
            return f"#math.equation(alt: {alt}, ${source}$);" if source else _raw(f"${text}$")
        if Style.CODE in piece.styles:
            return _raw(text)
        shown = "#linebreak();".join(map(markup_text, text.split("\n")))
        for style, function in _FUNCTIONS:
            if style in piece.styles:
                shown = f"#{function}[{shown}];"
        return shown

    def _block(self, block: Block) -> str:
        writers = {
            BlockKind.HEADING: self._heading,
            BlockKind.CODE: self._code,
            BlockKind.FORMULA: self._formula,
            BlockKind.BULLETS: self._bullets,
            BlockKind.NUMBERS: self._numbers,
            BlockKind.QUOTE: self._quote,
            BlockKind.TABLE: self._table,
        }
        write = writers.get(block.kind)
        return write(block) if write else self.pieces(block.pieces)

    def _heading(self, block: Block) -> str:
        return f"#strong[{self.pieces(block.pieces)}];"

    def _code(self, block: Block) -> str:
        return f"#raw(block: true, {quoted(_text(block).translate(self.replacements))});"

    def _parts(self, block: Block) -> str:
        return ", ".join(f"[{self._body(part)}]" for part in block.parts)

    def _bullets(self, block: Block) -> str:
        return f"#list({self._parts(block)});"

    def _numbers(self, block: Block) -> str:
        return f"#enum(start: {block.first}, {self._parts(block)});"

    def _quote(self, block: Block) -> str:
        return f"#quote(block: true, stack(spacing: 0.6em, {self._parts(block)}));"

    def _body(self, prose: Prose) -> str:
        return "\n\n".join(self.blocks(prose))

    def _formula(self, block: Block) -> str:
        latex = _text(block)
        source = self.formulas.get((latex, True))
        if not source:
            return _raw(latex.translate(self.replacements))
        return f"#wide-equation(alt: {quoted(latex.strip() or '?')}, $ {source} $);"

    def _table(self, block: Block) -> str:
        columns = max(map(len, block.parts), default=1)
        cells = [
            f"[{self.pieces(cell.pieces)}]"
            for row in block.parts
            for cell in (*row, *(_EMPTY for _ in range(columns - len(row))))
        ]
        return f"#table(columns: {columns}, {', '.join(cells)});"


_EMPTY = Block(BlockKind.PARAGRAPH)


def _raw(text: str) -> str:
    return f"#raw({quoted(' '.join(text.split()))});"
