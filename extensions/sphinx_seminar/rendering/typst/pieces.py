"""What a translated volume is made of: source text, and links and anchors decided at the end.

A label that nothing links to is not written, and a link whose label was never
written leads to the web, or is plain text: Typst refuses to compile a link into the void.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sphinx_seminar.rendering.typst.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from docutils import nodes


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place that links may lead to."""

    label: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The end of a heading, where its label is attached; '' for one without.

    ``title`` is its text and ``supplement`` an argument of Typst's ``heading``, or nothing:
    what another heading takes to stand for it in the contents.
    """

    label: str
    level: int
    title: tuple[Piece, ...]
    supplement: tuple[Piece, ...] = ()


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


@dataclass(frozen=True, slots=True)
class RunStart:
    """The beginning of pages that one document or several share."""

    name: str


@dataclass(frozen=True, slots=True)
class DocumentStart:
    """The beginning of a document; ``follows`` another in its run. Its running head follows."""

    run: str
    follows: bool


Piece = str | Anchor | Heading | Link | PageOf | Elsewhere | PagesOf | RunStart | DocumentStart


@dataclass(slots=True)
class Span:
    """The pieces that one block became: ``pieces[start:end]``."""

    node: nodes.Element
    start: int
    end: int = -1


class Links(Protocol):
    """How links within a volume are written; every label stands somewhere in it."""

    def link(self, label: str) -> str:
        """Return what opens a link to *label*."""
        ...

    def page(self, label: str) -> str:
        """Return what shows the page of *label*, after a reference."""
        ...

    def pages(self, labels: Sequence[str]) -> str:
        """Return what shows the pages of *labels*, one at least, in an index."""
        ...

    def heading(self, index: int) -> str:
        """Return the label of a heading, the piece *index*, that nothing links to, or ''."""
        ...


class ByLabel:
    """Links by labels, which Typst finds."""

    def link(self, label: str) -> str:
        """Return what opens a link to *label*."""
        return f"#link({_label(label)})"

    def page(self, label: str) -> str:
        """Return what shows the page of *label*, after a reference."""
        return f"#page-of({_label(label)})"

    def pages(self, labels: Sequence[str]) -> str:
        """Return what shows the pages of *labels* in an index."""
        return f"#pages-of({', '.join(map(_label, labels))});"

    def heading(self, index: int) -> str:
        """Return '': nothing links to it."""
        del index
        return ""


class Joints(NamedTuple):
    """The labels that stand in a volume, and the pieces among them whose labels are written."""

    labels: frozenset[str]
    written: frozenset[int]


#: The end of a document, and of a run.
END = "\n]\n"

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
    _joints: Joints | None = None

    def joints(self) -> Joints:
        """Return which labels stand in the volume, and which pieces write theirs."""
        if self._joints is None:
            linked: set[str] = set()
            places: dict[str, int] = {}
            for index, piece in enumerate(self.items):
                match piece:
                    case Link() | PageOf():
                        linked.add(piece.label)
                    case PagesOf():
                        linked.update(piece.labels)
                    case Anchor() | Heading():
                        places.setdefault(piece.label, index)
            places.pop("", None)
            written = frozenset(index for label, index in places.items() if label in linked)
            self._joints = Joints(frozenset(places), written)
        return self._joints

    def written(self, links: Links, start: int = 0, end: int | None = None) -> list[str]:
        """Return each of the pieces ``[start:end]`` as Typst source."""
        return [
            # most are text
            piece if isinstance(piece, str) else self._written(piece, index, links)
            for index, piece in enumerate(self.items[start:end], start)
        ]

    def source(self, pieces: Iterable[Piece], links: Links) -> str:
        """Return *pieces* that hold no anchors, as titles do, as Typst source."""
        return "".join(self._written(piece, -1, links) for piece in pieces)

    def label_at(self, index: int, links: Links) -> str:
        """Return the label that the piece *index* writes, '' when it writes none."""
        piece = self.items[index]
        if not isinstance(piece, Anchor | Heading):
            return ""
        if index in self.joints().written:
            return piece.label
        return links.heading(index) if isinstance(piece, Heading) else ""

    def _written(self, piece: Piece, index: int, links: Links) -> str:
        anchored = self.joints().labels
        source = ""
        match piece:
            case str():
                source = piece
            case Link():
                known = piece.label in anchored
                source = links.link(piece.label) if known else self._far(piece.label)
            case Elsewhere() if piece.label not in anchored:
                source = piece.source
            case PageOf() if piece.label in anchored:
                source = links.page(piece.label)
            case PagesOf():
                targets = [one for one in piece.labels if one in anchored]
                source = links.pages(targets) if targets else ""
            case Anchor() | Heading() if name := self.label_at(index, links):
                source = f"#{_label(name)}"
                if isinstance(piece, Anchor):
                    source = f"#metadata(none){source}"
            case RunStart():
                source = f"\n#run({quoted(piece.name)}, running-head)["
            case DocumentStart():
                follows = "true" if piece.follows else "false"
                source = f"\n#doc({quoted(piece.run)}, follows: {follows}, ["
        return source

    def _far(self, label: str) -> str:
        address = self.address(label)
        return f"#link({quoted(address)})" if address else "#text()"

    def span_around(self, index: int) -> Span | None:
        """Return the smallest block that the piece *index* is in."""
        around = [span for span in self.spans if span.start <= index < span.end]
        return min(around, key=lambda span: span.end - span.start, default=None)

    def replace(self, span: Span, source: str) -> None:
        """Put *source* in the place of a block; positions of other blocks stay."""
        count = span.end - span.start
        self.items[span.start : span.end] = [source, *[""] * (count - 1)]
        self._joints = None


def piece_at(written: Iterable[str], diagnostic: str, main: str) -> int:
    """Return which of *written*, of file *main*, a compiler's *diagnostic* points into.

    -1 when it points into none.
    """
    places = (one for one in _POSITION.finditer(diagnostic) if one[1] == main)
    position = next(places, None)
    if position is None:
        return -1
    line, column = int(position[2]), int(position[3])
    current, reached, index = 1, 0, -1
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
    return index


def _label(name: str) -> str:
    return f"label({quoted(name)})"
