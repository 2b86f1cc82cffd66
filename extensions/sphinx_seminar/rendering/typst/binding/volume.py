"""All parts in one PDF: their pages, and what leads from one to another."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pikepdf

from sphinx_seminar.rendering.typst.binding.destinations import (
    Destination,
    Targets,
    lead,
    note_bookmarks,
    note_links,
    told_by,
    write_names,
)
from sphinx_seminar.rendering.typst.binding.labels import Label, labels_of, write_labels
from sphinx_seminar.rendering.typst.binding.structure import Structure, leave_out

if TYPE_CHECKING:
    from pikepdf import Pdf

    from sphinx_seminar.rendering.typst.binding.task import Part, Task


def bind(task: Task) -> None:
    """Write the volume of *task*."""
    with ExitStack() as opened:
        paths = [task.front.path, *(part.path for part in task.gatherings)]
        parts = [opened.enter_context(pikepdf.open(path)) for path in paths]
        _join(parts, task)
        parts[0].save(
            task.output,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            # an identity that follows from the content: equal input makes equal bytes
            deterministic_id=True,
        )


def _join(parts: list[Pdf], task: Task) -> None:
    """Put the pages of all *parts* into the first, which has what a PDF says of itself."""
    volume, *gatherings = parts
    places = {str(number): place for number, place in enumerate(task.places)}
    headings = Targets(volume, task.front, 0, told_by(task.headings, parts))
    told = told_by(places, parts)
    note_bookmarks(volume, headings)
    labels = _prepare(volume, task.front, headings)
    del volume.pages[task.front.end :]
    structure = Structure(volume)
    starts = [0]
    named: dict[str, Destination] = {}
    for number, (pdf, part) in enumerate(zip(gatherings, task.gatherings, strict=True), 1):
        targets = Targets(pdf, part, number, told)
        named |= targets.named
        labels += _prepare(pdf, part, targets)
        begun = len(volume.pages)
        volume.pages.extend(pdf.pages[part.first : part.end])
        structure.add(pdf, volume.pages[begun:], f"{number}-")
        starts.append(begun - part.first)
    lead(volume, starts)
    write_names(volume, {one: named[one] for one in named.keys() - task.headings}, starts)
    write_labels(volume, labels)
    structure.write()


def _prepare(pdf: Pdf, part: Part, targets: Targets) -> list[Label]:
    """Make the pages of *part* ready to be moved from *pdf*, and return their labels."""
    kept = slice(part.first, part.end)
    pages = list(pdf.pages)
    note_links(pages[kept], targets)
    del pages[kept]
    leave_out(pdf, pages)
    return labels_of(pdf)[kept]
