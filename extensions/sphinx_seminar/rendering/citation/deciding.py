"""Which style the readings of an archive are cited in, decided once a build.

One of the built-in styles, or a CSL style through pandoc; without it, or when it fails, the
built-in author–year style serves and one message says so.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.citing import Citing
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import publishes_exports
from sphinx_seminar.domain.scopes import all_scopes
from sphinx_seminar.model.finding import Finding, FindingKind, Location
from sphinx_seminar.model.scope import archive_scope
from sphinx_seminar.rendering.citation.csl.engine import (
    EngineError,
    engine_version,
    find_engine,
    is_too_old,
)
from sphinx_seminar.rendering.citation.csl.formatting import Listed, Setter, formatted_citing
from sphinx_seminar.rendering.citation.csl.lists import digest_of
from sphinx_seminar.rendering.citation.csl.styles import BUILT_IN, find_style
from sphinx_seminar.rendering.citation.short import sort_key, telling_titles, year_suffixes
from sphinx_seminar.rendering.labels import exports as labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.reading import Reading

AUTHOR_YEAR, NUMERIC = BUILT_IN


def decide_citing(app: Sphinx, env: BuildEnvironment) -> None:
    """Decide how the readings of *env* are cited (``env-updated``)."""
    domain = seminar_domain(env)
    lists: Iterable[Sequence[Reading]] | None = None
    if publishes_exports(app.builder) and is_csl(app.config):
        lists = (scope.readings(domain.archive) for scope in all_scopes(env))
    domain.data["citing"] = citing_with(env, lists)


def is_csl(config: Config) -> bool:
    """Tell whether the settings ask for a CSL style."""
    return bool(config.seminar_citation_style) and config.seminar_citation_style not in BUILT_IN


def citing_with(env: BuildEnvironment, lists: Iterable[Sequence[Reading]] | None) -> Citing:
    """Return how the readings of *env* are cited, with the text of *lists* in a CSL style.

    Where *lists* is None, the text that an earlier build made is kept.
    """
    name = env.config.seminar_citation_style or AUTHOR_YEAR
    if not is_csl(env.config):
        return _built_in(env, name)
    setter = _setter(env, name)
    if isinstance(setter, Finding):
        return replace(_built_in(env, AUTHOR_YEAR), findings=(_located(env, setter),))
    domain = seminar_domain(env)
    bibliography = Listed(_bibliography(env), tuple(domain.citations))
    try:
        citing = formatted_citing(setter, bibliography, lists, domain.citing)
    except EngineError as error:
        finding = _located(env, _failed(name, str(error)))
        return replace(_built_in(env, AUTHOR_YEAR), findings=(finding,))
    return replace(citing, findings=tuple(_unset(env, citing, name)))


def _bibliography(env: BuildEnvironment) -> tuple[Reading, ...]:
    archive = seminar_domain(env).archive
    return tuple(sorted(archive_scope(archive).readings(archive), key=sort_key))


def _built_in(env: BuildEnvironment, name: str) -> Citing:
    domain = seminar_domain(env)
    shelf = domain.data["shelf"]
    keys = archive_scope(domain.archive).keys
    language = env.config.language or ""
    digest = digest_of(name, language, shelf.digest if shelf else "", *keys)
    if domain.citing.digest == digest:
        return domain.citing
    readings = _bibliography(env)
    is_numbered = name == NUMERIC
    return Citing(
        style=name,
        digest=digest,
        is_numbered=is_numbered,
        has_letters=not is_numbered,
        places={one.key: place for place, one in enumerate(readings, 1)},
        apart=telling_titles(readings) if is_numbered else year_suffixes(readings),
    )


def _setter(env: BuildEnvironment, name: str) -> Setter | Finding:
    style = find_style(name, Path(env.srcdir))
    if isinstance(style, Finding):
        return style
    engine = find_engine()
    version = engine_version(engine) if engine else ""
    if engine is None or not version:
        return _failed(name, labels.missing_engine())
    if is_too_old(version):
        return _failed(name, labels.old_engine(version))
    return Setter.of(engine, version, style, env.config.language or "en")


def _unset(env: BuildEnvironment, citing: Citing, style: str) -> Iterable[Finding]:
    """Yield what pandoc could not set, at its entry."""
    readings = seminar_domain(env).archive.readings
    kind = FindingKind.CITATION_ENTRY
    for key, reason in citing.failed.items():
        detail = " ".join(reason.split())[:200]
        yield Finding(kind, style, name=key, detail=detail, location=readings[key].location)


def _failed(name: str, reason: str) -> Finding:
    kind = FindingKind.CITATION_STYLE
    return Finding(kind, name, name="seminar_citation_style", detail=reason)


def _located(env: BuildEnvironment, finding: Finding) -> Finding:
    """Return *finding* at the line of the setting, if conf.py holds it."""
    path = Path(env._app.confdir, "conf.py")  # noqa: SLF001 (as domain.reporting finds it)
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeError):
        lines = []
    numbers = (n for n, line in enumerate(lines, 1) if line.startswith(finding.name))
    return finding.at(Location(str(path), next(numbers, 0)))
