"""All parts in one PDF: their pages, and what leads from one to another."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pikepdf

from sphinx_seminar.rendering.typst.binding.destinations import (
    Leads,
    lead,
    note_bookmarks,
    note_links,
    told_places,
    write_names,
)
from sphinx_seminar.rendering.typst.binding.labels import labels_of, write_labels
from sphinx_seminar.rendering.typst.binding.structure import Structure, leave_out

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

    from sphinx_seminar.rendering.typst.binding.task import Task


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
    volume = parts[0]
    places = {str(number): place for number, place in enumerate(task.places)}
    told = [told_places(task.headings, parts), told_places(places, parts)]
    leads = [Leads(pdf, number, told[min(number, 1)]) for number, pdf in enumerate(parts)]
    note_bookmarks(volume, leads[0])
    labels, starts = [], []
    structure: Structure | None = None
    for number, (pdf, part) in enumerate(zip(parts, (task.front, *task.gatherings), strict=True)):
        pages = list(pdf.pages)
        kept, left_out = _divided(pages, part.first, part.end)
        note_links(kept, leads[number])
        labels += labels_of(pdf)[part.first : part.end]
        leave_out(pdf, left_out)
        if structure is None:
            del volume.pages[part.end :]
            structure = Structure(volume)
            starts.append(-part.first)
            continue
        begun = len(volume.pages)
        volume.pages.extend(kept)
        structure.add(pdf, volume.pages[begun:], f"{number}-")
        starts.append(begun - part.first)
    lead(volume, starts)
    named = {
        name: one.own(place)
        for one in leads[1:]
        for name, place in one.named.items()
        if name not in task.headings
    }
    write_names(volume, named, starts)
    write_labels(volume, labels)
    if structure is not None:
        structure.write()


def _divided(pages: list[Page], first: int, end: int | None) -> tuple[list[Page], list[Page]]:
    """Return the pages that stay and the others."""
    kept = pages[first:end]
    return kept, pages[:first] + (pages[end:] if end is not None else [])
