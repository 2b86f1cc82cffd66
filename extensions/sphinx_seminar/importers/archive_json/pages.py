"""The pages of an archive: where its sessions stand, its listings, and the page that holds all."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.archive_json.markup import Markdown, RestructuredText, joined
from sphinx_seminar.importers.archive_json.sessions import Converter
from sphinx_seminar.importers.archive_json.settings import extensions
from sphinx_seminar.model.identity import is_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.importers.archive_json.fields import Fields
    from sphinx_seminar.importers.archive_json.markup import Syntax
    from sphinx_seminar.importers.archive_json.settings import Settings

_INDEX = "index"
#: A part of a path that every system takes, and that leads nowhere else.
_PART = re.compile(r"[^\x00-\x1f\x7f\\/:*?\"<>|.][^\x00-\x1f\x7f\\/:*?\"<>|]*")
_LONGEST = 200
_LISTINGS = {"speaker": "speakers", "topic": "topics", "reading": "readings"}


class Page(NamedTuple):
    """A page: its path without a suffix, its language, heading and the blocks below it."""

    stem: str
    syntax: Syntax
    heading: str
    blocks: list[list[str]]


def page_files(archive: Fields, series: Settings) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the pages by their paths, and the ids of what is not there as it was written."""
    markdown = Markdown(colons="colon_fence" in extensions(archive))
    syntaxes: dict[str, Syntax] = {"markdown": markdown, "restructuredtext": RestructuredText()}
    converter = Converter(series)
    pages: dict[str, Page] = {}
    sessions: defaultdict[str, list[Fields]] = defaultdict(list)
    for session in archive.records("sessions"):
        if is_id(session.text("id")):
            sessions[_stem(session)].append(session)
    for stem, found in sessions.items():
        syntax = syntaxes.get(found[0].record("source").text("format"), markdown)
        is_alone = len(found) == 1
        heading = converter.heading(found[0], syntax) if is_alone else PurePosixPath(stem).name
        pages[stem] = Page(stem, syntax, heading, [converter.lines(one, syntax) for one in found])
    title = markdown.text(archive.line("title") or _INDEX)
    for kind, listing in _LISTINGS.items():
        path = archive.record("homes").text(kind)
        if path and (stem := _safe(path)):
            syntax = RestructuredText() if path.endswith(RestructuredText.suffix) else markdown
            heading = listing.capitalize() if stem != _INDEX else title
            page = pages.setdefault(stem, Page(stem, syntax, heading, []))
            page.blocks.append(page.syntax.directive(listing, "", [], []))
    index = pages.setdefault(_INDEX, Page(_INDEX, markdown, title, []))
    index.blocks.append(_toctree(pages, index.syntax))
    return {f"{one.stem}{one.syntax.suffix}": _text(one) for one in pages.values()}, tuple(
        converter.incomplete
    )


def _text(page: Page) -> str:
    head = page.syntax.heading(page.heading) if page.heading else []
    return "\n".join([*head, *joined(page.blocks), ""])


def _stem(session: Fields) -> str:
    """Return where a session's page was; without that, a place by its year."""
    year = session.text("date")[:4]
    default = f"sessions/{year}/{session.text('id')}" if year.isdigit() else session.text("id")
    return _safe(session.record("source").text("file")) or default


def _safe(path: str) -> str:
    """Return *path* without its suffix, '' unless it stays within the folder."""
    if len(path) > _LONGEST or not all(map(_PART.fullmatch, path.split("/"))):
        return ""
    stem = PurePosixPath(path).with_suffix("").as_posix()
    return "" if stem.partition("/")[0] == "_build" else stem


def _toctree(stems: Iterable[str], syntax: Syntax) -> list[str]:
    """Return a tree of all pages, by folders: pages that are added later are in it as well."""
    folders = {str(PurePosixPath(stem).parent) for stem in stems}
    own = sorted(stem for stem in stems if "/" not in stem and stem != _INDEX)
    globs = [f"{folder}/*" for folder in sorted(folders - {"."})]
    if not own and not globs:
        return []
    return syntax.directive("toctree", "", [("hidden", ""), ("glob", "")], [*own, *globs])
