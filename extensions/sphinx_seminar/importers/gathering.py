"""From the names of files and folders to what was found in them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.deciding.page import decide
from sphinx_seminar.importers.entries import Problem, ProblemKind
from sphinx_seminar.importers.formats import format_of, largest, suffixes
from sphinx_seminar.importers.mapping import columns_for
from sphinx_seminar.importers.sources import (
    SourceError,
    SourceProblem,
    find_sources,
    read_source,
)
from sphinx_seminar.importers.writing.record import source_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from sphinx_seminar.importers.entries import Page
    from sphinx_seminar.importers.found import Found
    from sphinx_seminar.importers.mapping import Mappings


@dataclass(slots=True)
class Gathered:
    """What was found, and the sources of which nothing could be read."""

    found: list[Found] = field(default_factory=list)
    errors: list[SourceError] = field(default_factory=list)


def gather(
    paths: Iterable[Path], mappings: Mappings, as_of: Callable[[Path], date | None]
) -> Gathered:
    """Return what was found in *paths*.

    *as_of* tells as of which day a file is read, or a folder whose files hold a talk each.
    """
    gathered = Gathered()
    single: dict[Path, list[Page]] = defaultdict(list)
    for path in paths:
        try:
            names = list(find_sources(path, suffixes()))
        except SourceError as error:
            gathered.errors.append(error)
            continue
        for name in names:
            page = _page(name, path, mappings, gathered, is_named=not path.is_dir())
            if page is None:
                continue
            if page.one_talk:
                single[name.parent].append(page)
            elif page.entries or page.problems or page.skipped or not path.is_dir():
                gathered.found.append(decide([page], as_of(name)))
    for folder, pages in single.items():
        gathered.found.append(decide(pages, as_of(folder)))
    return gathered


def _page(
    path: Path, given: Path, mappings: Mappings, gathered: Gathered, *, is_named: bool
) -> Page | None:
    """Return the page of the file at *path*, None with an error noted."""
    root = given if given.is_dir() else given.parent
    try:
        source = read_source(path, root, largest(path))
        page = format_of(source).reader.read(
            source, columns_for(source_name(source.name), mappings)
        )
    except SourceError as error:
        if is_named or error.problem not in {SourceProblem.NO_FORMAT, SourceProblem.EMPTY}:
            gathered.errors.append(error)
        return None
    problems = page.problems
    if source.encoding != "utf-8":
        problems += (Problem(ProblemKind.ENCODING, source.name, 0, source.encoding),)
    if not page.entries and not any(one.kind is ProblemKind.LOOP for one in problems) and is_named:
        problems += (Problem(ProblemKind.EMPTY, source.name),)
    return _with_problems(page, problems)


def _with_problems(page: Page, problems: Sequence[Problem]) -> Page:
    return replace(page, problems=tuple(problems))
