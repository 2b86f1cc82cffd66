"""What a translated volume is made of: source text, and links and anchors decided at the end.

A label that nothing links to is not written, and a link whose label was never
written leads to the web, or is plain text: Typst refuses to compile a link into the void.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.typst.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links may lead to; ``attached`` labels the element just written."""

    label: str
    attached: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """The opening of an internal link; its body follows in brackets."""

    label: str


@dataclass(frozen=True, slots=True)
class PageOf:
    """The page number of a label, after a reference."""

    label: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Words for a label that stands in no place of the volume."""

    label: str
    source: str


@dataclass(frozen=True, slots=True)
class PagesOf:
    """The page numbers of labels, each once, in an index."""

    labels: tuple[str, ...]


Piece = str | Anchor | Link | PageOf | Elsewhere | PagesOf


@dataclass(slots=True)
class Span:
    """The pieces that one block became: ``pieces[start:end]``."""

    node: nodes.Element
    start: int
    end: int = -1


_POSITION = re.compile(r"([\w.-]+\.typ):(\d+):(\d+)")


def _nowhere(_label: str) -> str:
    return ""


@dataclass(slots=True)
class Pieces:
    """The pieces in order, and the spans of blocks in them.

    ``address`` tells where on the web a label is that no piece is the anchor of.
    """

    items: list[Piece] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    address: Callable[[str], str] = _nowhere

    def written(self) -> list[str]:
        """Return every piece as Typst source."""
        anchored = {piece.label for piece in self.items if isinstance(piece, Anchor)}
        linked = {piece.label for piece in self.items if isinstance(piece, Link | PageOf)}
        linked |= {
            one for piece in self.items if isinstance(piece, PagesOf) for one in piece.labels
        }
        open_anchors = anchored & linked
        result: list[str] = []
        for piece in self.items:
            match piece:
                case str():
                    result.append(piece)
                case Link():
                    known = piece.label in anchored
                    result.append(_link(piece.label) if known else self._far(piece.label))
                case Elsewhere():
                    result.append("" if piece.label in anchored else piece.source)
                case PageOf():
                    known = piece.label in anchored
                    result.append(f"#page-of(label({quoted(piece.label)}))" if known else "")
                case PagesOf():
                    targets = [f"label({quoted(one)})" for one in piece.labels if one in anchored]
                    result.append(f"#pages-of({', '.join(targets)});" if targets else "")
                case Anchor():
                    result.append(_anchor(piece) if piece.label in open_anchors else "")
                    open_anchors.discard(piece.label)
        return result

    def _far(self, label: str) -> str:
        address = self.address(label)
        return f"#link({quoted(address)})" if address else "#text()"

    def span_at(self, diagnostic: str, main: str, offset: int) -> Span | None:
        """Return the smallest block that a compiler's *diagnostic* points into, in file *main*.

        *offset* is the number of lines written before the first piece.
        """
        places = (one for one in _POSITION.finditer(diagnostic) if one[1] == main)
        position = next(places, None)
        if position is None:
            return None
        line, column = int(position[2]) - offset, int(position[3])
        index = _piece_at(self.written(), line, column)
        around = [span for span in self.spans if span.start <= index < span.end]
        return min(around, key=lambda span: span.end - span.start, default=None)

    def replace(self, span: Span, source: str) -> None:
        """Put *source* in the place of a block; positions of other blocks stay."""
        count = span.end - span.start
        self.items[span.start : span.end] = [source, *[""] * (count - 1)]


def _link(name: str) -> str:
    return f"#link(label({quoted(name)}))"


def _anchor(piece: Anchor) -> str:
    name = f"#label({quoted(piece.label)})"
    return name if piece.attached else f"#metadata(none){name}"


def _piece_at(written: list[str], line: int, column: int) -> int:
    current, reached = 1, 0
    for index, source in enumerate(written):
        breaks = source.count("\n")
        if current + breaks > line:
            return index
        if breaks:
            current, reached = current + breaks, len(source) - source.rfind("\n") - 1
        else:
            reached += len(source)
        if current == line and reached >= column:
            return index
    return len(written) - 1
