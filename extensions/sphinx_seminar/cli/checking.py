"""Checks an archive with Sphinx: what changed is read, what refers elsewhere is resolved.

Nothing is written but the doctrees and the findings below ``_build/check``. Pages are
resolved when something in them was typed that only the whole archive can answer: a
reference, a table of contents. What the extension itself puts on pages was checked when
reading ended.
"""

from __future__ import annotations

import logging
import pickle
import sys
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_seminar.cli.failure import CannotError, one_line
from sphinx_seminar.cli.noted import FOLDER, Noted
from sphinx_seminar.cli.snapshot import digest_of_inputs
from sphinx_seminar.domain.config import build_day
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.listening import Listener, of_text
from sphinx_seminar.domain.rebuild.references import noted_references
from sphinx_seminar.domain.settingsplaces import settings_problems
from sphinx_seminar.model.duties import duties
from sphinx_seminar.model.problem import Problem
from sphinx_seminar.parsing.columns import column_of, quoted_texts
from sphinx_seminar.parsing.confplaces import mentioned_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment

_CONF = "conf.py"
_DOCTREES = f"{FOLDER}/doctrees"
_ByDocument = dict[str, tuple[Problem, ...]]


class _Found(NamedTuple):
    """What one run found: by page while reading, else; the day it holds for; files elsewhere."""

    read: _ByDocument
    rest: tuple[Problem, ...]
    day: str = ""
    zone: str = ""
    outside: tuple[str, ...] = ()


def check_anew(folder: Path, kept: Noted | None, environ: Mapping[str, str]) -> Noted:
    """Return what is wrong in the archive in *folder*; *kept* is what the last check noted.

    :raises CannotError: with one line, when Sphinx cannot read the archive.
    """
    outside = kept.outside if kept else ()
    before = digest_of_inputs(folder, outside, environ)
    if kept is None:
        # Pages that the environment knows would not be read, and their problems not be said.
        (folder / _DOCTREES / ENV_PICKLE_FILENAME).unlink(missing_ok=True)
    known_path = list(sys.path)
    try:
        found = _run(folder, dict(kept.read) if kept else {})
    finally:
        # conf.py may have added to it, which is no change of the installed packages.
        sys.path[:] = known_path
    columns = _Columns(folder)
    read = {name: columns.add(problems) for name, problems in found.read.items()}
    problems = {*columns.add(found.rest), *(one for some in read.values() for one in some)}
    # A file that was changed meanwhile may have been read before or after that.
    is_settled = before == digest_of_inputs(folder, outside, environ)
    return Noted(
        digest_of_inputs(folder, found.outside, environ) if is_settled else "",
        found.day,
        found.zone,
        found.outside,
        tuple(sorted(problems, key=lambda problem: problem.sort_key)),
        read,
    )


def _run(folder: Path, read: _ByDocument) -> _Found:
    log = StringIO()
    try:
        with patch_docutils(folder), docutils_namespace():
            try:
                app = _application(folder, log)
            except SphinxError as error:
                return _Found(read, tuple(settings_problems(error, folder)))
            if "sphinx_seminar" not in app.extensions:
                raise CannotError(f"{folder / 'conf.py'}: extensions lacks 'sphinx_seminar'")
            return _read_and_resolve(app, read, of_text(log.getvalue(), folder))
    except (SphinxError, OSError, UnicodeError) as error:
        raise CannotError(f"the archive cannot be read: {one_line(str(error))}") from error


def _application(folder: Path, log: StringIO) -> Sphinx:
    return Sphinx(
        srcdir=folder,
        confdir=folder,
        outdir=folder / FOLDER,
        doctreedir=folder / _DOCTREES,
        buildername="dummy",
        confoverrides={"nitpicky": True},
        status=None,
        warning=log,
    )


def _read_and_resolve(app: Sphinx, read: _ByDocument, said: list[Problem]) -> _Found:
    """Return what *app* has to say; *read* is what pages had to say when they were read last."""
    listener = Listener(app)
    app.connect("env-purge-doc", lambda _app, _env, docname: read.pop(docname, None))
    # A problem may be gone because another page was mended, which Sphinx does not look for.
    app.connect("env-get-outdated", lambda *_: list(read))
    logger = logging.getLogger("sphinx")
    # Sphinx's own handlers change what they are handed.
    logger.handlers.insert(0, listener)
    try:
        if app.builder.read():
            _keep_environment(app)
        env = app.env
        listener.is_reading = False
        env.check_consistency()
        for docname in sorted(_to_resolve(env)):
            env.get_and_resolve_doctree(docname, app.builder, tags=app.tags)
        domain, config = seminar_domain(env), app.config
        today = build_day(config, domain.series)
        for finding in duties(
            domain.archive,
            today,
            ahead=config.seminar_remind_ahead,
            behind=config.seminar_remind_behind,
        ):
            listener.note(finding)
    finally:
        logger.removeHandler(listener)
    by_document = {name: tuple(found) for name, found in listener.by_document.items()}
    rest = (*said, *by_document.pop("", ()))
    kept = {name: found for name, found in read.items() if name in env.found_docs}
    zone = "" if config.seminar_today else domain.series[0].zone
    return _Found(kept | by_document, rest, today.isoformat(), zone, _outside(env))


def _to_resolve(env: BuildEnvironment) -> set[str]:
    """Return the pages of which resolving can say more than reading did."""
    return (noted_references(env).keys() | env.toctree_includes.keys()) & env.found_docs


def _keep_environment(app: Sphinx) -> None:
    path = Path(app.doctreedir) / ENV_PICKLE_FILENAME
    temporary = path.with_name(f"{ENV_PICKLE_FILENAME}.tmp")
    with temporary.open("wb") as file:
        pickle.dump(app.env, file, pickle.HIGHEST_PROTOCOL)
    temporary.replace(path)


def _outside(env: BuildEnvironment) -> tuple[str, ...]:
    """Return the files elsewhere that pages were made of."""
    root = Path(env.srcdir).resolve()
    paths = {(root / path).resolve() for found in env.dependencies.values() for path in found}
    return tuple(sorted(str(path) for path in paths if not path.is_relative_to(root)))


class _Columns:
    """Adds the column to problems, each file read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lines: dict[str, list[str]] = {}

    def add(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return *problems*, each with the column of what it is about."""
        return tuple(map(self._with_column, problems))

    def _with_column(self, problem: Problem) -> Problem:
        if problem.column:
            return problem
        # a line beyond the first was found by who told of it
        if problem.file in {"", _CONF} and problem.line <= 1:
            problem = self._in_settings(problem)
        lines = self._of(problem.file) if problem.line and not problem.column else []
        if not 0 < problem.line <= len(lines):
            return problem
        values = (problem.value, problem.name, *quoted_texts(problem.message))
        return replace(problem, column=column_of(lines[problem.line - 1], values))

    def _in_settings(self, problem: Problem) -> Problem:
        """Return *problem* with the place of what it names in conf.py, if that holds it."""
        source = "\n".join(self._of(_CONF))
        for value in filter(None, (problem.value, *quoted_texts(problem.message))):
            place = mentioned_place(source, value)
            if place.line:
                return replace(problem, file=_CONF, line=place.line, column=place.column)
        return problem

    def _of(self, file: str) -> list[str]:
        if file not in self._lines:
            try:
                text = (self._folder / file).read_text("utf-8", "replace")
            except OSError:
                text = ""
            # read_text() made every line end one "\n"; parsers of pages know no other.
            self._lines[file] = text.split("\n")
        return self._lines[file]
