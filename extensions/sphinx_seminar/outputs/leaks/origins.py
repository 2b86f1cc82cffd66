"""Where in the sources the access stands that a build wrote: asked only after a hit."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.privacy import FILENAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from sphinx_seminar.outputs.leaks.searching import Search

_LARGEST = 4 * 1024 * 1024
#: Lines that an access may be spread over.
_WINDOW = 2
_MOST = 5


def find_origins(app: Sphinx, search: Search) -> list[str]:
    """Return the places in the sources, as ``file:line``, that hold access to a meeting."""
    found: list[str] = []
    for path in _candidates(app):
        try:
            data = path.read_bytes()
        except OSError:
            continue
        text = data.decode("utf-8", "replace")
        if len(data) <= _LARGEST and search.afresh().text(text):
            name = os.path.relpath(path, app.srcdir).replace(os.sep, "/")
            found.append(f"{name}:{_line(text, search)}")
            if len(found) == _MOST:
                break
    return found


def _line(text: str, search: Search) -> int:
    lines = text.split("\n")
    for size in (1, _WINDOW):
        for number in range(len(lines)):
            if search.afresh().text("\n".join(lines[number : number + size])):
                return number + 1
    return 1


def _candidates(app: Sphinx) -> Iterator[Path]:
    """Yield the files that a build reads."""
    config, folder = app.config, Path(app.confdir)
    seen: set[Path] = set()
    for path in _read_files(app):
        if path not in seen and path.name != FILENAME and path.is_file():
            seen.add(path)
            yield path
    for name in (
        *config.locale_dirs,
        *config.templates_path,
        *getattr(config, "html_static_path", ()),
        *getattr(config, "html_extra_path", ()),
    ):
        place = folder / name
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path not in seen and path.name != FILENAME and path.is_file():
                seen.add(path)
                yield path


def _read_files(app: Sphinx) -> Iterator[Path]:
    env, config = app.env, app.config
    for docname in sorted(env.found_docs):
        yield Path(env.doc2path(docname))
    for names in env.dependencies.values():
        yield from (Path(app.srcdir, name) for name in sorted(names))
    yield from (
        Path(app.srcdir, name) for name in (*config.seminar_bibfiles, config.seminar_people)
    )
    yield Path(app.confdir, "conf.py")
