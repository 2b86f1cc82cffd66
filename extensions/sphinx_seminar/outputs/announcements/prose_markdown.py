"""Prose as Markdown (CommonMark, tables of GFM); what an author wrote stays text.

Formulas stand between dollar signs, as GitHub and MyST read them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.model.links import refusal, scheme_of
from sphinx_seminar.model.prose import BlockKind
from sphinx_seminar.model.richtext import Style

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_seminar.model.prose import Block, Piece, Prose

#: CommonMark 2.4: a backslash before a mark of ASCII makes it text. Marks that mean something
#: only at the start of a line are escaped there.
_MARKS = re.compile(r"[\\`*_{}\[\]<>|~$]")
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_START = re.compile(r"^(?P<digits>\s*\d{1,9})(?P<point>[.)])|^(?P<mark>\s*[-+#=:])", re.MULTILINE)
_TICKS = re.compile(r"`+")
_STYLES = ((Style.EMPHASIS, "*"), (Style.STRONG, "**"))


def escape_markdown(text: str) -> str:
    """Return *text* so that a reader of Markdown shows it as it is."""
    marked = _ENTITY.sub("&amp;", _MARKS.sub(r"\\\g<0>", text))
    return _START.sub(_escaped_start, marked)


def prose_markdown(prose: Prose) -> str:
    """Return *prose* as Markdown, blocks apart by empty lines."""
    return "\n".join(_lines(prose))


def pieces_markdown(pieces: Iterable[Piece]) -> str:
    """Return *pieces*, which stand in a line, as Markdown."""
    return "".join(map(_piece, pieces))


def _escaped_start(found: re.Match[str]) -> str:
    if found["mark"]:
        return f"{found['mark'][:-1]}\\{found['mark'][-1]}"
    return f"{found['digits']}\\{found['point']}"


def _piece(piece: Piece) -> str:
    if Style.MATH in piece.styles:
        shown = f"${' '.join(piece.text.split())}$"
    elif Style.CODE in piece.styles:
        shown = _code(piece.text)
    else:
        shown = _styled(piece)
    if not scheme_of(piece.url) or refusal(piece.url):
        return shown
    if piece.text == piece.url:
        return f"<{piece.url}>" if not re.search(r"[<>\s]", piece.url) else shown
    return f"[{shown}]({_destination(piece.url)})"


def _styled(piece: Piece) -> str:
    """Return the text of *piece*; marks of emphasis may not stand next to spaces."""
    shown = escape_markdown(piece.text).replace("\n", "\\\n")
    text = shown.strip()
    if not text or not any(style in piece.styles for style, _mark in _STYLES):
        return shown
    start = shown[: len(shown) - len(shown.lstrip())]
    end = shown[len(shown.rstrip()) :]
    for style, mark in _STYLES:
        if style in piece.styles:
            text = f"{mark}{text}{mark}"
    return f"{start}{text}{end}"


def _code(text: str) -> str:
    longest = max(map(len, _TICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text[:1] in {"`", ""} or text[-1:] == "`" else ""
    return f"{fence}{space}{' '.join(text.split())}{space}{fence}"


def _destination(url: str) -> str:
    return "".join(f"%{ord(char):02X}" if char in "()<>\\ " else char for char in url)


def _lines(prose: Prose) -> Iterator[str]:
    for position, block in enumerate(prose):
        if position:
            yield ""
        yield from _WRITERS[block.kind](block)


def _paragraph(block: Block) -> Iterator[str]:
    yield from pieces_markdown(block.pieces).strip().split("\n")


def _heading(block: Block) -> Iterator[str]:
    yield f"**{' '.join(pieces_markdown(block.pieces).split())}**"


def _verbatim(block: Block) -> Iterator[str]:
    text = "".join(piece.text for piece in block.pieces)
    longest = max(map(len, _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield from (fence, *text.split("\n"), fence)


def _formula(block: Block) -> Iterator[str]:
    yield from ("$$", " ".join("".join(piece.text for piece in block.pieces).split()), "$$")


def _list(block: Block) -> Iterator[str]:
    for number, part in enumerate(block.parts, block.first):
        mark = "- " if block.kind is BlockKind.BULLETS else f"{number}. "
        for line in _lines(part):
            yield f"{mark}{line}".rstrip()
            mark = " " * len(mark)


def _quote(block: Block) -> Iterator[str]:
    for part in block.parts:
        yield from (f"> {line}".rstrip() for line in _lines(part))


def _table(block: Block) -> Iterator[str]:
    columns = max(map(len, block.parts), default=0)
    for number, row in enumerate(block.parts):
        cells = [" ".join(pieces_markdown(cell.pieces).split()) for cell in row]
        yield f"| {' | '.join([*cells, *[''] * (columns - len(cells))])} |"
        if not number:
            yield f"|{'---|' * columns}"


_WRITERS: dict[BlockKind, Callable[[Block], Iterator[str]]] = {
    BlockKind.PARAGRAPH: _paragraph,
    BlockKind.HEADING: _heading,
    BlockKind.CODE: _verbatim,
    BlockKind.FORMULA: _formula,
    BlockKind.BULLETS: _list,
    BlockKind.NUMBERS: _list,
    BlockKind.QUOTE: _quote,
    BlockKind.TABLE: _table,
}
