"""BibTeX that a person pastes: its entries, kept as they are written, with a key that is free."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.lookup.entry import Draft
from sphinx_seminar.importers.lookup.keys import free_key, key_for
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.model.identifiers import Identifiers
from sphinx_seminar.model.reading import Role
from sphinx_seminar.model.richtext import plain
from sphinx_seminar.parsing.bibtex import parse_library
from sphinx_seminar.parsing.bibtex.splitting import split_blocks

if TYPE_CHECKING:
    from collections.abc import Container

    from sphinx_seminar.model.reading import Reading

_BROKEN = frozenset({FindingKind.BIB_SYNTAX, FindingKind.BIB_KEY, FindingKind.BIB_DUPLICATE})


def read_foreign(text: str) -> tuple[tuple[Reading, ...], tuple[Finding, ...]]:
    """Return the entries in *text* as readings, and what keeps some from being one.

    An entry without a key gets one by the rule.
    """
    library = parse_library([("", _keyed(text))])
    findings = tuple(one for one in library.findings if one.kind in _BROKEN)
    return tuple(one for one in library.readings if one.is_work), findings


def draft_of_reading(reading: Reading) -> Draft:
    """Return what duplicates of *reading* are found by, and its key."""
    people = reading.of(Role.AUTHOR) or reading.of(Role.EDITOR)
    return Draft(
        reading.key,
        reading.entry_type,
        (),
        reading.identifiers or Identifiers(),
        plain(reading.title),
        reading.year,
        people.names[0].family if people else "",
    )


def renamed(reading: Reading, taken: Container[str]) -> Draft:
    """Return the draft of *reading* with its own key, or that with a letter when it is *taken*.

    :param taken: keys in small letters
    """
    draft = draft_of_reading(reading)
    return replace(draft, key=free_key(reading.key, taken))


def raw_text(reading: Reading, key: str) -> str:
    """Return the entry as written, under *key*."""
    return _with_key(reading.raw, reading.key, key)


def _with_key(raw: str, old: str, new: str) -> str:
    head = re.match(rf"\s*@\w+\s*[{{(]\s*(?={re.escape(old)})", raw)
    return f"{head[0]}{new}{raw[head.end() + len(old) :]}" if head else raw


def _keyed(text: str) -> str:
    """Return *text* with a key for each entry that has none."""
    for entry in split_blocks("", text).entries:
        if not entry.key:
            marked = _with_key(entry.raw, "", "x")
            for reading in parse_library([("", marked)]).readings:
                draft = draft_of_reading(reading)
                key = key_for(draft.family, draft.year, draft.title, ())
                text = text.replace(entry.raw, _with_key(entry.raw, "", key), 1)
    return text
