"""When references are formatted: once a build, and those lists only that changed.

The bibliography is one list, with every citation of the archive; each reading list that is
published as text is another, with numbers and letters of its own. Pandoc gets all that
changed in one run; what it made is kept with the domain's data under a digest of the list.
"""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_seminar.domain.citing import Citing, FormattedCitation, FormattedReference
from sphinx_seminar.model.csl import csl_item
from sphinx_seminar.rendering.citation.csl.clusters import clusters_of, is_formatted
from sphinx_seminar.rendering.citation.csl.engine import Entry, Job, SetList, script_text, set_lists
from sphinx_seminar.rendering.citation.csl.inlines import inline_nodes, settled, without_formulas
from sphinx_seminar.rendering.citation.csl.styles import LARGE
from sphinx_seminar.rendering.citation.plain import plain_line, plain_reference
from sphinx_seminar.rendering.citation.short import sort_key, telling_titles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from sphinx_seminar.model.citation import Citation
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.rendering.citation.csl.styles import Style

_WHOLE_FILE, _LARGE_FILE = "style.csl", "large.csl"
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
    """A list to be set: readings in the order of a bibliography, and citations of them."""

    readings: tuple[Reading, ...]
    citations: tuple[Citation, ...] = ()

    @property
    def digest(self) -> str:
        """A digest that changes when the list as it is set would, in one style."""
        marks = (f"{one.key} {one.digest}" for one in self.readings)
        return digest_of("\x1e".join(marks), repr(self.citations))


class _Made(NamedTuple):
    """A list as pandoc set it; ``failed`` holds reasons by the keys that are not in it."""

    listed: Listed
    entries: dict[str, Entry]
    clusters: list[list[Any]]
    failed: Mapping[str, str]


def ordered_list(readings: Sequence[Reading]) -> Listed:
    """Return *readings* as a list, in the order of a bibliography."""
    return Listed(tuple(sorted(readings, key=sort_key)))


def formatted_citing(
    setter: Setter, bibliography: Listed, lists: Sequence[Listed] | None, kept: Citing
) -> Citing:
    """Return how *bibliography* is cited, with *lists* as text; of *kept* what did not change.

    Citations that the style has no form for are left out. Where *lists* is None those kept stay.

    :raises EngineError: when pandoc fails.
    """
    if kept.style != setter.signature:
        kept = Citing()
    whole = _with_citations_of(bibliography, setter.style)
    digest = digest_of(setter.signature, whole.digest)
    wanted = {one.digest: one for one in lists or ()}
    own = Listed(bibliography.readings).digest
    missing = [one for name, one in wanted.items() if name not in kept.lists and name != own]
    is_new = kept.digest != digest
    made = _set_all(setter, [*([whole] if is_new else []), *missing])
    if is_new:
        kept = replace(_citing_of(made[0], setter, digest), lists=kept.lists)
    if lists is None:
        return kept
    texts = {**kept.lists, own: _lines(kept.references, bibliography, setter.style)}
    for one in made[is_new:]:
        texts[one.listed.digest] = _lines(one.entries, one.listed, setter.style)
    return replace(kept, lists={name: texts[name] for name in wanted})


def digest_of(*parts: str) -> str:
    """Return a short digest of *parts*."""
    text = "\x1f".join(parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


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
    jobs = [_job(listed, positions, setter.style) for listed in lists]
    styles = {_WHOLE_FILE: setter.style.text, _LARGE_FILE: setter.style.large}
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
    return Job(
        tuple(positions[one.key] for one in listed.readings),
        _LARGE_FILE if len(listed.readings) > LARGE else _WHOLE_FILE,
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


def _citing_of(made: _Made, setter: Setter, digest: str) -> Citing:
    """Return the bibliography as it was set; what pandoc could not set stands at its end."""
    in_order = [*made.entries, *made.failed]
    return Citing(
        style=setter.signature,
        digest=digest,
        is_numbered=setter.style.is_numeric,
        has_letters=False,
        places={key: place for place, key in enumerate(in_order, 1)},
        apart=telling_titles(made.listed.readings),
        references={
            key: FormattedReference(*entry, digest_of(json.dumps(entry)))
            for key, entry in made.entries.items()
        },
        citations=_citations(made, setter.style),
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


def _lines(
    entries: Mapping[str, Entry | FormattedReference], listed: Listed, style: Style
) -> tuple[str, ...]:
    """Return a list as text; what pandoc could not set stands at its end, in a built-in form."""
    lines = [
        plain_line(inline_nodes([*entry.label, {"t": "Space"}, *entry.inlines]))
        for entry in entries.values()
    ]
    for reading in listed.readings:
        if reading.key not in entries:
            number = f"[{len(lines) + 1}] " if style.is_numeric else ""
            lines.append(number + plain_reference(reading, year_last=style.is_numeric))
    return tuple(lines)
