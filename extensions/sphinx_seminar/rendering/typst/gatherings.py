"""A volume of many sessions is set in gatherings, one after the other, and bound to one PDF.

One compilation of a thousand sessions takes gigabytes; a gathering takes what its own pages
need, and the process that sets it ends with it. Pages of another gathering are not known when
one is set: as TeX does, all are set again, with the numbers of the last time, until none of
those that they show is another.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.display import progress_message, status_iterator

from sphinx_seminar.rendering.typst import compiling
from sphinx_seminar.rendering.typst.binding.task import Part, Place, Task
from sphinx_seminar.rendering.typst.numbered import Numbered
from sphinx_seminar.rendering.typst.pieces import (
    END,
    ByLabel,
    DocumentStart,
    Heading,
    Pieces,
    RunStart,
)
from sphinx_seminar.rendering.typst.quoting import quoted
from sphinx_seminar.rendering.typst.typesetting import Compositor, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_seminar.rendering.typst.preamble import Preamble

logger = logging.getLogger(__name__)

#: Characters of source that are set at once: about two hundred sessions, or 0.4 GB.
AT_ONCE = 1_500_000
#: How often all is set before pages that still move are taken as they are.
_ROUNDS = 5
_IMPORT = '#import "/gathering.typ": *\n'
_BODY = "#metadata(none)<seminar-body>\n"
_PLACES = "<seminar-places>"


@dataclass(frozen=True, slots=True)
class Gathering:
    """The pieces ``[start:end]``; *opening* and *closing* are of a run that it divides."""

    start: int
    end: int
    opening: str = ""
    closing: str = ""


def divided(pieces: Pieces) -> list[Gathering]:
    """Return the gatherings of *pieces*: one where they can be set at once.

    They end with runs of documents, whose pages are their own. A run that is too long is
    divided in *pieces*: a document of it begins a page.
    """
    sizes = [len(source) for source in pieces.written(ByLabel())]
    if sum(sizes) <= AT_ONCE:
        return [Gathering(0, len(sizes))]
    runs = [index for index, piece in enumerate(pieces.items) if isinstance(piece, RunStart)]
    size_of_run = {start: sum(sizes[start:end]) for start, end in pairwise([*runs, len(sizes)])}
    cuts, openings, size = [0], {}, 0
    for index, length in enumerate(sizes):
        piece = pieces.items[index]
        if size and index in size_of_run and size + size_of_run[index] > AT_ONCE:
            cuts.append(index)
            size = 0
        elif isinstance(piece, DocumentStart) and piece.follows and size >= AT_ONCE:
            pieces.items[index] = replace(piece, follows=False)
            openings[index] = RunStart(piece.run)
            cuts.append(index)
            size = 0
        size += length
    return [
        Gathering(
            start,
            end,
            pieces.source([openings[start]], ByLabel()) if start in openings else "",
            END if end in openings else "",
        )
        for start, end in pairwise([*cuts, len(pieces.items)])
    ]


def set_in_gatherings(
    compositor: Compositor,
    gatherings: Sequence[Gathering],
    head: Preamble,
    tail: str,
    main: Path,
    output: Path,
) -> None:
    """Set the *gatherings* of a volume, and bind them to *output*.

    *main* is the source of its title page and contents; the others lie in a folder beside it.
    """
    folder = _folder(main)
    folder.mkdir(parents=True)
    volume = _Volume(compositor, gatherings, head, folder)
    volume.settle()
    front = volume.front(main, folder / "front.pdf", tail)
    with progress_message(f"binding {main.stem}.pdf"):
        compiling.bind(
            Task(
                front=front,
                gatherings=volume.parts,
                places=volume.links.targets(),
                headings=volume.headings(),
                output=str(output),
            )
        )
    for part in (front, *volume.parts):
        Path(part.path).unlink()


def clear_gatherings(main: Path) -> None:
    """Remove what an earlier build wrote for the gatherings of *main*: it may be withdrawn."""
    shutil.rmtree(_folder(main), ignore_errors=True)


def _folder(main: Path) -> Path:
    return main.with_suffix(".gatherings")


class _Volume:
    """The gatherings of a volume while they are set."""

    def __init__(
        self,
        compositor: Compositor,
        gatherings: Sequence[Gathering],
        head: Preamble,
        folder: Path,
    ) -> None:
        self._compositor = compositor
        self._pieces = compositor.pieces
        self._gatherings = gatherings
        self._head = head
        self._folder = folder
        #: Of each gathering, once set: what its source was, and its pages.
        self._digests: dict[int, bytes] = {}
        self._parts: dict[int, Part] = {}
        self._refused: set[str] = set()
        documents = sum(isinstance(one, DocumentStart) for one in self._pieces.items)
        # as wide as most numbers will be
        self.links = Numbered(guess=int("8" * len(str(documents))))

    @property
    def parts(self) -> tuple[Part, ...]:
        """The gatherings in their order, as they have been set."""
        return tuple(self._parts[number] for number in range(len(self._gatherings)))

    def settle(self) -> None:
        """Set the gatherings until no page number that they show is another than before.

        The first time most numbers are not known, so that no PDF is made of it.
        """
        self._set_what_differs(draft=True)
        self.links.is_complete = True
        for _round in range(_ROUNDS):
            if not self._set_what_differs():
                return
        logger.info("the pages of %s still move", self._folder.stem)

    def _set_what_differs(self, *, draft: bool = False) -> bool:
        """Set the gatherings whose source is another than before; tell whether there were any."""
        differing, number_of_page = False, 1
        names = status_iterator(
            range(len(self._gatherings)),
            f"setting {self._folder.stem}... ",
            length=len(self._gatherings),
            stringify_func=lambda number: f"{number + 1}.typ",
        )
        for number in names:
            sheet = self._sheet(number, number_of_page)
            if self._digest(sheet) != self._digests.get(number):
                differing = True
                self._set(number, sheet, draft=draft)
            number_of_page += self._parts[number].end - self._parts[number].first
        return differing

    def _set(self, number: int, sheet: Sheet, *, draft: bool) -> None:
        compose = self._compositor.draft if draft else self._compositor.set
        outcome = compose(sheet, self.links)
        # Before the places of its own labels are known; what it gave up is not in it any more.
        # What was set as a draft is set again.
        self._digests[number] = b"" if draft else self._digest(sheet)
        self._refused |= outcome.refused.keys()
        places = outcome.places
        self._parts[number] = Part(str(sheet.output), places["first"] - 1, places["pages"])
        for label, page, shown, x, y in places["labels"]:
            self.links.places[label] = Place(number, page - 1, x, y, shown)

    def _sheet(self, number: int, number_of_page: int) -> Sheet:
        """Return the gathering *number*, whose first page has the number *number_of_page*."""
        gathering = self._gatherings[number]
        indices = range(gathering.start, gathering.end)
        labels = (self._pieces.label_at(index, self.links) for index in indices)
        headings = (one for _index, one in self._headings(gathering.start, gathering.end))
        level = next((one.level for one in headings), 1)
        head = (
            f"{self._head.definitions}{_IMPORT}"
            "#let title-page(..rest) = none\n"
            f"#let contents-page(..rest) = above({level})\n"
            f"{self._head.start}#counter(page).update({number_of_page})\n"
            f"{_BODY}{gathering.opening}"
        )
        return Sheet(
            main=self._folder / f"{number + 1}.typ",
            output=self._folder / f"{number + 1}.pdf",
            head=head,
            tail=gathering.closing + _asking(label for label in labels if label),
            start=gathering.start,
            end=gathering.end,
            places=_PLACES,
        )

    def _digest(self, sheet: Sheet) -> bytes:
        source = "".join(self._compositor.written(sheet, self.links))
        return blake2b(source.encode()).digest()

    def _headings(self, start: int, end: int) -> Iterator[tuple[int, Heading]]:
        for index in range(start, end):
            piece = self._pieces.items[index]
            if isinstance(piece, Heading):
                yield index, piece

    def headings(self) -> dict[str, Place]:
        """Return the place of each heading, by its label in the front."""
        return {self.links.heading(index): place for index, _one, place in self._placed_headings()}

    def _placed_headings(self) -> Iterator[tuple[int, Heading, Place]]:
        for index, heading in self._headings(0, len(self._pieces.items)):
            place = self.links.places.get(self._pieces.label_at(index, self.links))
            # the site's template may have dropped it
            if place is not None:
                yield index, heading, place

    def front(self, main: Path, output: Path, tail: str) -> Part:
        """Set the title page and the contents, which list a heading for each of the volume."""
        lines, before = [], 1
        for index, heading, place in self._placed_headings():
            name = quoted(self.links.heading(index))
            title = self._pieces.source(heading.title, self.links)
            supplement = self._pieces.source(heading.supplement, self.links)
            lines.append(
                f"#away({place.number - before})\n"
                f"#heading(level: {heading.level}{supplement})[{title}]#label({name})\n"
            )
            before = place.number
        head = f"{self._head.definitions}{_IMPORT}{self._head.start}{_BODY}{''.join(lines)}"
        sheet = Sheet(main, output, head, tail + _asking(()), end=0, places=_PLACES)
        accepted = [one for one in compiling.STANDARDS if one not in self._refused]
        outcome = self._compositor.set(sheet, self.links, accepted)
        return Part(str(output), 0, outcome.places["first"] - 1)


def _asking(labels: Iterable[str]) -> str:
    return f"#places-of({', '.join(map(quoted, labels))})\n"
