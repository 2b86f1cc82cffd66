"""When references are formatted: once a build, those only whose entry or style changed.

What pandoc made is kept with the domain's data, by key, under a signature of the style, the
language and pandoc's version; pages show it from there, in any process.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.messages import report
from sphinx_seminar.model.csl import csl_item
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.citation.csl.engine import (
    EngineError,
    engine_version,
    find_engine,
    format_items,
)
from sphinx_seminar.rendering.citation.csl.inlines import without_formulas
from sphinx_seminar.rendering.citation.csl.styles import find_style
from sphinx_seminar.rendering.labels import exports as labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.rendering.citation.csl.styles import Style

#: The key of the domain's data.
DATA = "csl"


class Formatted(NamedTuple):
    """A reference as pandoc set it: the digest of its entry, inlines, formulas by number."""

    digest: str
    inlines: list[Any]
    formulas: list[str]


def format_references(app: Sphinx, env: BuildEnvironment) -> None:
    """Format what changed in the style of ``seminar_citation_style`` (``env-updated``)."""
    domain = seminar_domain(env)
    signature, kept = domain.data[DATA]
    domain.data[DATA] = ("", {})
    name = app.config.seminar_citation_style
    if not name:
        return
    style = find_style(name, Path(app.srcdir))
    if isinstance(style, Finding):
        _report(app, style)
        return
    engine = find_engine()
    version = engine_version(engine) if engine else ""
    if engine is None or not version:
        _report(app, _failed(name, labels.missing_engine()))
        return
    current = _signature(style, app.config.language, version)
    entries = kept if signature == current else {}
    readings = {key: one for key, one in domain.archive.readings.items() if one.is_work}
    unchanged = {
        key: entry
        for key, entry in entries.items()
        if key in readings and entry.digest == readings[key].digest
    }
    changed = [one for key, one in readings.items() if key not in unchanged]
    try:
        made = _format(engine, style, changed, app.config.language)
    except EngineError as error:
        _report(app, _failed(name, str(error)))
        return
    domain.data[DATA] = (current, unchanged | made)


def _format(
    engine: Path, style: Style, readings: Iterable[Reading], language: str
) -> dict[str, Formatted]:
    items = []
    sources: dict[str, tuple[Reading, list[str]]] = {}
    for number, reading in enumerate(readings):
        title, formulas = without_formulas(csl_item(reading).get("title", ""))
        # Keys may hold any character, and differ in nothing but case.
        items.append({**csl_item(reading), "title": title, "id": f"e{number}"})
        sources[f"e{number}"] = (reading, formulas)
    if not items:
        return {}
    found = format_items(engine, style.text, items, language or "en")
    return {
        sources[one][0].key: Formatted(sources[one][0].digest, inlines, sources[one][1])
        for one, inlines in found.items()
        if one in sources and inlines
    }


def _signature(style: Style, language: str, version: str) -> str:
    text = f"{version}\x1f{language}\x1f{style.text}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _failed(name: str, reason: str) -> Finding:
    kind = FindingKind.CITATION_STYLE
    return Finding(kind, name, name="seminar_citation_style", detail=reason)


def _report(app: Sphinx, finding: Finding) -> None:
    """Say *finding* at the line of the setting, if conf.py holds it."""
    try:
        lines = Path(app.confdir, "conf.py").read_text("utf-8").splitlines()
    except (OSError, UnicodeError):
        lines = []
    numbers = (n for n, line in enumerate(lines, 1) if line.startswith(finding.name))
    line = next(numbers, 0)
    report(finding, f"{Path(app.confdir, 'conf.py')}:{line}" if line else None)
