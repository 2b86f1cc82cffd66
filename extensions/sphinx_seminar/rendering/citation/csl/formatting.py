"""When references are formatted: once a build, and those lists only that changed.

The bibliography is one list, with every citation of the archive; each reading list that is
published as text is another, with numbers and letters of its own. Pandoc gets all that
changed in one run; what it made is kept with the domain's data under a digest of the list.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_seminar.domain.citing import Citing, FormattedCitation, FormattedReference
from sphinx_seminar.model.csl import csl_item
from sphinx_seminar.rendering.citation.csl.clusters import clusters_of, is_formatted
from sphinx_seminar.rendering.citation.csl.engine import Entry, Job, SetList, script_text, set_lists
from sphinx_seminar.rendering.citation.csl.inlines import inline_nodes, settled, without_formulas
from sphinx_seminar.rendering.citation.csl.lists import (
    digest_of,
    label_of,
    list_digest,
    needs_run,
    unset_lines,
)
from sphinx_seminar.rendering.citation.csl.styles import LARGE
from sphinx_seminar.rendering.citation.plain import plain_line
from sphinx_seminar.rendering.citation.short import telling_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sphinx_seminar.model.citation import Citation
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.rendering.citation.csl.styles import Style

_WHOLE_FILE, _LARGE_FILE, _LONE_FILE = "style.csl", "large.csl", "lone.csl"
#: Variables that may hold formulas.
_TITLES = ("title", "title-short", "container-title")


class Setter(NamedTuple):
    """Pandoc with a style and a language; ``signature`` changes when any of them does."""

    engine: Path
    style: Style
    language: str
    signature: str

    @classmethod
    def of(cls, engine: Path, version: str, style: Style, language: str) -> Setter:
        """Return pandoc of *version* with *style*."""
        signature = digest_of(version, language, style.text, script_text())
        return cls(engine, style, language, signature)


class Listed(NamedTuple):
    """A list to be set: readings in the order of a bibliography, and citations of them.

    Where ``is_lone`` each reading is set as if it were alone.
    """

    readings: tuple[Reading, ...]
    citations: tuple[Citation, ...] = ()
    is_lone: bool = False


class _Made(NamedTuple):
    """A list as pandoc set it; ``failed`` holds reasons by the keys that are not in it."""

    listed: Listed
    entries: Mapping[str, Entry | FormattedReference]
    clusters: list[list[Any]]
    failed: Mapping[str, str]


def formatted_citing(
    setter: Setter,
    bibliography: Listed,
    lists: Iterable[Sequence[Reading]] | None,
    kept: Citing,
) -> Citing:
    """Return how *bibliography* is cited, with *lists* as text; of *kept* what did not change.

    Citations that the style has no form for are left out. Where *lists* is None no text is
    wanted, and what is kept of it stays.

    :raises EngineError: when pandoc fails.
    """
    if kept.style != setter.signature:
        kept = Citing()
    style = setter.style
    whole = _with_citations_of(bibliography, style)
    own = list_digest(whole.readings)
    digest = digest_of(setter.signature, own, repr(whole.citations))
    wanted = {list_digest(one): one for one in lists or () if needs_run(one, style)}
    missing = {name: one for name, one in wanted.items() if name not in kept.lists}
    jobs = [] if kept.digest == digest else [whole]
    lacks_lone = lists is not None and kept.lone_digest != own
    if lacks_lone and style.tells_apart:
        jobs.append(Listed(whole.readings, is_lone=True))
    places = {one.key: place for place, one in enumerate(whole.readings)}
    jobs += [
        Listed(tuple(sorted(one, key=lambda reading: places[reading.key])))
        for name, one in missing.items()
        if name != own
    ]
    made = _set_all(setter, jobs)
    if kept.digest != digest:
        kept = _citing_of(made.pop(0), setter, digest, kept)
    if lists is None:
        return kept
    if lacks_lone:
        lone = made.pop(0).entries if style.tells_apart else kept.references
        kept = replace(kept, lone=_lone_lines(lone, style), lone_digest=own)
    texts = {list_digest(one.listed.readings): _lines(one, style) for one in made}
    if own in missing:
        texts[own] = _lines(_Made(whole, kept.references, [], kept.failed), style)
    return replace(kept, lists={name: texts.get(name) or kept.lists[name] for name in wanted})


def _with_citations_of(listed: Listed, style: Style) -> Listed:
    positions = {one.key: place for place, one in enumerate(listed.readings)}
    citations = (one for one in listed.citations if is_formatted(one, positions, style))
    return Listed(listed.readings, tuple(sorted(citations, key=repr)))


def _set_all(setter: Setter, lists: Sequence[Listed]) -> list[_Made]:
    """Return *lists* as pandoc sets them, in one run."""
    if not lists:
        return []
    readings = {one.key: one for listed in lists for one in listed.readings}
    keys = list(readings)
    positions = {key: position for position, key in enumerate(keys)}
    formulas: list[str] = []
    items = [_item(one, formulas) for one in readings.values()]
    style = setter.style
    jobs = [_job(listed, positions, style) for listed in lists]
    styles = {_WHOLE_FILE: style.text, _LARGE_FILE: style.large, _LONE_FILE: style.lone}
    found, failed = set_lists(setter.engine, styles, items, jobs, setter.language)
    reasons = {keys[position]: reason for position, reason in failed.items()}
    return [
        _made(listed, one, formulas, keys, reasons)
        for listed, one in zip(lists, found, strict=True)
    ]


def _item(reading: Reading, formulas: list[str]) -> dict[str, Any]:
    item = csl_item(reading)
    for name in _TITLES:
        if name in item:
            item[name] = without_formulas(item[name], formulas)
    return item


def _job(listed: Listed, positions: Mapping[str, int], style: Style) -> Job:
    file = _LARGE_FILE if len(listed.readings) > LARGE else _WHOLE_FILE
    if listed.is_lone:
        file = _LONE_FILE
    return Job(
        tuple(positions[one.key] for one in listed.readings),
        file,
        [
            cluster
            for citation in listed.citations
            for cluster in clusters_of(citation, positions, style)
        ],
    )


def _made(
    listed: Listed,
    found: SetList,
    formulas: Sequence[str],
    keys: Sequence[str],
    reasons: Mapping[str, str],
) -> _Made:
    entries = {
        keys[position]: Entry(*(settled(part, formulas, keys) for part in entry))
        for position, entry in found.entries.items()
        if entry.inlines
    }
    clusters = [settled(cluster, formulas, keys) for cluster in found.clusters]
    lost = (one.key for one in listed.readings if one.key not in entries)
    return _Made(listed, entries, clusters, {key: reasons.get(key, "") for key in lost})


def _citing_of(made: _Made, setter: Setter, digest: str, kept: Citing) -> Citing:
    """Return the bibliography as it was set, with the text of *kept*.

    What pandoc could not set stands at its end.
    """
    in_order = [*made.entries, *made.failed]
    labels = {
        place: plain_line(inline_nodes(entry.label))
        for place, entry in enumerate(made.entries.values(), 1)
    }
    return replace(
        kept,
        style=setter.signature,
        digest=digest,
        is_numbered=setter.style.is_numeric,
        has_letters=False,
        places={key: place for place, key in enumerate(in_order, 1)},
        apart=telling_titles(made.listed.readings),
        references={
            key: FormattedReference(entry.label, entry.inlines, digest_of(json.dumps(entry)))
            for key, entry in made.entries.items()
        },
        citations=_citations(made, setter.style),
        label=label_of(labels) if setter.style.is_numeric else "",
        failed=made.failed,
    )


def _citations(made: _Made, style: Style) -> dict[Citation, FormattedCitation]:
    positions = {one.key: place for place, one in enumerate(made.listed.readings)}
    clusters = iter(made.clusters)
    found = {}
    for citation in made.listed.citations:
        own = [next(clusters) for _cluster in clusters_of(citation, positions, style)]
        if all(own) and not any(item.key in made.failed for item in citation.items):
            found[citation] = FormattedCitation(own, digest_of(json.dumps(own)))
    return found


def _lone_lines(entries: Mapping[str, Entry | FormattedReference], style: Style) -> dict[str, str]:
    """Return references as text; the number of another list is left out."""
    return {
        key: plain_line(inline_nodes(entry.inlines)) if style.is_numeric else _line(entry)
        for key, entry in entries.items()
    }


def _lines(made: _Made, style: Style) -> tuple[str, ...]:
    """Return a list as text; what pandoc could not set stands at its end, in a built-in form."""
    lines = [_line(entry) for entry in made.entries.values()]
    unset = unset_lines(made.listed.readings, made.entries, is_numeric=style.is_numeric)
    return (*lines, *unset)


def _line(entry: Entry | FormattedReference) -> str:
    return plain_line(inline_nodes([*entry.label, {"t": "Space"}, *entry.inlines]))
