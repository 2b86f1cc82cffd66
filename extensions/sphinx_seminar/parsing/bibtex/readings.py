"""An evaluated entry, with what it inherits, as a Reading: names, date, identifiers, rich text."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import FindingKind
from sphinx_seminar.model.reading import Contributors, Reading, Role
from sphinx_seminar.model.richtext import RichText, rich
from sphinx_seminar.parsing.bibtex.dates import parse_issued
from sphinx_seminar.parsing.bibtex.fieldkinds import ADDRESSES, NOT_INHERITED, is_code
from sphinx_seminar.parsing.bibtex.identities import identify
from sphinx_seminar.parsing.bibtex.latex import typeset
from sphinx_seminar.parsing.bibtex.latexescape import unescaped
from sphinx_seminar.parsing.bibtex.names import parse_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_seminar.model.partialdate import DateRange
    from sphinx_seminar.parsing.bibtex.entries import EvaluatedEntry
    from sphinx_seminar.parsing.bibtex.inheritance import Estate
    from sphinx_seminar.parsing.bibtex.macros import Macros

_ROLES = {role.value: role for role in Role}


def build_reading(entry: EvaluatedEntry, estate: Estate, macros: Macros) -> Reading:
    """Return the reading that *entry* describes; what is wrong with it is noted on *entry*."""
    raw = entry.raw
    own = {**entry.values, **estate.own} if estate.own else entry.values
    values = {**own, **estate.fields} if estate.fields else own
    contributors, unnamed = _contributors(entry, values)
    issued, read, wrong = parse_issued(values)
    for name in wrong:
        if name in own:
            entry.note_field(FindingKind.BIB_DATE, values[name], name)
    skipped = {*read, *_ROLES} - unnamed
    fields = tuple(
        (name, text)
        for name, value in values.items()
        if name not in skipped and (text := _text(entry, name, value))
    )
    # What a parent never passes on came by xdata, which is the entry's own.
    shared = {name: value for name, value in estate.fields.items() if name in NOT_INHERITED}
    identifiers, unreadable = identify(raw.entry_type, {**shared, **own} if shared else own)
    for name in unreadable:
        if name in own:
            entry.note_field(FindingKind.BIB_IDENTIFIER, own[name], name)
    return Reading(
        key=raw.key,
        entry_type=raw.entry_type,
        fields=fields,
        contributors=contributors,
        issued=issued,
        identifiers=identifiers,
        digest=_digest(raw.key, raw.entry_type, fields, contributors, issued),
        raw=raw.raw,
        macros=macros.required(entry.macros) if entry.macros else (),
        parents=estate.parents,
        location=raw.location,
    )


def _contributors(
    entry: EvaluatedEntry, values: Mapping[str, str]
) -> tuple[tuple[Contributors, ...], set[str]]:
    """Return the contributors, and the fields of names that name nobody."""
    found: list[Contributors] = []
    unnamed: set[str] = set()
    for name, value in values.items():
        role = _ROLES.get(name)
        if role is None:
            continue
        contributors, doubtful = parse_names(value, role)
        if contributors is None:
            unnamed.add(name)
        else:
            found.append(contributors)
        if name in entry.values:
            for one in doubtful:
                entry.note_field(FindingKind.BIB_NAME, one, name)
    return tuple(found), unnamed


def _text(entry: EvaluatedEntry, name: str, value: str) -> RichText:
    if name in ADDRESSES:
        return rich(unescaped(value))
    if is_code(name):
        return rich(value)
    text, unknown = typeset(value)
    if unknown and name in entry.values:
        for command in unknown:
            entry.note_field(FindingKind.BIB_LATEX, f"\\{command}", name)
    return text


def _digest(
    key: str,
    entry_type: str,
    fields: tuple[tuple[str, RichText], ...],
    contributors: Iterable[Contributors],
    issued: DateRange | None,
) -> str:
    # Separators of the C0 range: no value holds them, so that no two values run together.
    parts = [key, entry_type, _dated(issued)]
    for name, text in fields:
        parts.append(f"\x1d{name}")
        parts.extend(f"{run}\x1e{','.join(styles)}" if styles else run for run, styles in text)
    for item in contributors:
        parts.append(f"\x1d{item.role.value}{item.others}")
        parts.extend(
            f"{n.family}\x1e{n.given}\x1e{n.particle}\x1e{n.suffix}\x1e{n.corporate}"
            for n in item.names
        )
    data = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=12).hexdigest()


def _dated(issued: DateRange | None) -> str:
    if issued is None:
        return ""
    # An open range has no end, and is no single date.
    end = issued.end.isoformat() if issued.end else "…"
    return f"{issued.start.isoformat()}/{end}{issued.approximate:d}{issued.uncertain:d}"
