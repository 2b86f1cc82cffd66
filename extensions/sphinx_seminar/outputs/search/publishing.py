"""Writes the search index when a build of pages has ended well, and only when records changed.

The records lie beside the doctrees, for ``seminar search``. Pagefind's index is made of them
where a page holds ``{search}``: into a folder of its own, verified, and swapped for the old
one whole. Where that fails, the old one is taken away, the failure is said once, and Sphinx's
own search serves.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.messages import report
from sphinx_seminar.domain.rebuild.output import page_path, remove_file, replace_file
from sphinx_seminar.domain.searching import (
    FOLDER,
    NOTE,
    search_docname,
    uses_engine,
    uses_pagefind,
)
from sphinx_seminar.model.federation import ALL, OWN
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.outputs.cleaning import clean_line
from sphinx_seminar.outputs.search.bundle import BrokenBundleError
from sphinx_seminar.outputs.search.joined import JoinedSite, JoinedTexts
from sphinx_seminar.outputs.search.noted import FORMAT, is_current
from sphinx_seminar.outputs.search.pagefind import PagefindError, find_pagefind
from sphinx_seminar.outputs.search.record import (
    DATABASE,
    RECORDS,
    SearchRecord,
    as_lines,
    digest_of,
)
from sphinx_seminar.outputs.search.records import search_records
from sphinx_seminar.outputs.search.sqlite import MissingFtsError, write_database
from sphinx_seminar.outputs.search.writing import note_of, write_search
from sphinx_seminar.outputs.texts import all_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

#: A folder that is not whole is made once more: nobody knows what was slow.
ATTEMPTS = 2


def publish_search(app: Sphinx) -> str:
    """Write what this build's search needs; return the digest of its records, '' on failure."""
    builder = app.builder
    records = _records(builder, ALL)
    lines = as_lines(records)
    replace_file(Path(builder.doctreedir) / RECORDS, lines)
    version = app.extensions["sphinx_seminar"].version
    digest = digest_of(lines, f"{version} {FORMAT}")
    is_whole = _publish_pagefind(app, records, digest)
    is_whole = _publish_database(app, digest) and is_whole
    _remove_stock_search(builder)
    return digest if is_whole else ""


def _remove_stock_search(builder: Builder) -> None:
    """Remove what an earlier build wrote for Sphinx's search, if this one wrote none."""
    if getattr(builder, "search", True):
        return
    folder = Path(builder.outdir)
    remove_file(folder, page_path(builder, "search"))
    remove_file(folder, getattr(builder, "searchindex_filename", "") or "searchindex.js")


def _records(builder: Builder, archives: str) -> list[SearchRecord]:
    env = builder.env
    domain = seminar_domain(env)
    page = search_docname(env)
    view = domain.view((archives,))
    site = JoinedSite(
        uri=builder.get_target_uri,
        homes=domain.homes,
        titles={docname: title.astext() for docname, title in env.titles.items()},
        texts=JoinedTexts(all_texts(env), view.partners.values()),
        language=builder.config.language,
        hidden=frozenset({page} if page else ()),
        view=view,
        title=clean_line(builder.config.html_title or builder.config.project),
    )
    return search_records(view.archive, site)


def _publish_pagefind(app: Sphinx, records: Sequence[SearchRecord], digest: str) -> bool:
    folder = Path(app.builder.outdir, FOLDER)
    program = find_pagefind() if uses_pagefind(app.builder) else None
    if program is None and uses_engine(app.builder):
        _publish_note(folder)
    elif program is None:
        shutil.rmtree(folder, ignore_errors=True)
    elif not is_current(folder, digest) and (problem := _make(folder, program, records, digest)):
        shutil.rmtree(folder, ignore_errors=True)
        report(Finding(FindingKind.SEARCH, problem))
        return False
    return True


def _publish_note(folder: Path) -> None:
    """Write what the page needs to ask an engine, and take away an index that nobody asks."""
    if folder.exists() and sorted(path.name for path in folder.iterdir()) != [NOTE]:
        shutil.rmtree(folder)
    folder.mkdir(exist_ok=True)
    replace_file(folder / NOTE, note_of({}))


def _make(folder: Path, program: Path, records: Sequence[SearchRecord], digest: str) -> str:
    """Make the index beside *folder* and put it in its place; return what went wrong, or ''."""
    problem = ""
    for _ in range(ATTEMPTS):
        try:
            with tempfile.TemporaryDirectory(prefix=f".{FOLDER}-", dir=folder.parent) as made:
                new = Path(made, "new")
                write_search(new, program, records, digest, folder)
                if folder.exists():
                    folder.rename(Path(made, "old"))
                new.rename(folder)
        except BrokenBundleError as broken:
            problem = str(broken)
        except (PagefindError, OSError) as failure:
            return str(failure)
        else:
            return ""
    return problem


def _publish_database(app: Sphinx, digest: str) -> bool:
    """Publish what this archive holds, and nothing of others, for SQL."""
    path = Path(app.builder.outdir, DATABASE)
    if not app.config.seminar_publish_sqlite:
        path.unlink(missing_ok=True)
        return True
    try:
        write_database(path, _records(app.builder, OWN), digest)
    except (MissingFtsError, OSError) as problem:
        report(Finding(FindingKind.SEARCH, str(problem)))
        return False
    return True
