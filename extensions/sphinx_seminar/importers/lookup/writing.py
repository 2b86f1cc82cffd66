"""A draft as the text of an entry, in the layout of the file that it goes into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_seminar.importers.lookup.entry import MACRO_FIELDS
from sphinx_seminar.importers.lookup.layout import Align, Layout

if TYPE_CHECKING:
    from sphinx_seminar.importers.lookup.entry import Draft

# BibTeX's name, biblatex's name: a file that prefers the latter gets it.
_BIBLATEX = {
    "journal": "journaltitle",
    "address": "location",
    "archivePrefix": "eprinttype",
}
# Longer ones (an ISBN) are no numbers, and nobody writes them bare.
_LONGEST_NUMBER = 8
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    value: str
    is_macro: bool = False


def entry_text(draft: Draft, layout: Layout) -> str:
    """Return the entry *draft* with newlines, and none after its last brace."""
    items = _items(draft, layout)
    longest = max((len(item.name) for item in items), default=0)
    lines = [_field(item, layout, longest) for item in items]
    last = "," if layout.last_comma and lines else ""
    entry_type = layout.typed(draft.entry_type)
    body = ",\n".join(lines)
    return f"@{entry_type}{{{draft.key},\n{body}{last}{layout.end}}}"


def _items(draft: Draft, layout: Layout) -> list[_Item]:
    """Return the fields under the names and with the dates that the file prefers."""
    items = []
    for name, value in draft.fields:
        if name in {"year", "month"} and layout.prefers("date", "year"):
            if name == "year":
                items.append(_Item(layout.spelled("date"), _iso_date(draft)))
            continue
        other = _BIBLATEX.get(name)
        if other and layout.prefers(other, name.lower()):
            items.append(_Item(layout.spelled(other), value))
        else:
            items.append(_Item(layout.spelled(name), value, name in MACRO_FIELDS))
    return items


def _iso_date(draft: Draft) -> str:
    month = draft.get("month")
    number = f"-{_MONTHS.index(month) + 1:02d}" if month in _MONTHS else ""
    return f"{draft.get('year')}{number}"


def _field(item: _Item, layout: Layout, longest: int) -> str:
    start = f"{layout.indent}{item.name}"
    width = len(layout.indent) + longest
    before, after = layout.before, layout.after
    if layout.align is Align.SIGNS:
        before = " " * ((layout.column or width + len(before)) - len(start))
    elif layout.align is Align.VALUES:
        column = layout.column or width + len(before) + 1 + len(after)
        after = " " * (column - len(start) - len(before) - 1)
    # A shared column may be too narrow for a long name.
    head = f"{start}{before or layout.before[:1]}={after or layout.after[:1]}"
    is_number = item.value.isdecimal() and len(item.value) <= _LONGEST_NUMBER
    if item.is_macro or (layout.bare_numbers and is_number):
        return head + item.value
    opening, closing = ('"', '"') if layout.opening == '"' else ("{", "}")
    if '"' in item.value:
        opening, closing = "{", "}"
    hang = layout.indent + " " * (len(head) + 1 - len(layout.indent))
    return f"{head}{opening}" + _broken(f"{item.value}{closing}", hang, layout.width)


def _broken(value: str, hang: str, width: int) -> str:
    """Return *value* broken at spaces into lines of *width*, those after the first after *hang*."""
    if not width or len(hang) + len(value) < width:
        return value
    lines: list[str] = []
    current = ""
    for word in value.split(" "):
        # "@" at the beginning of a line looks like a new entry to some programs.
        fits = len(hang) + len(current) + 1 + len(word) <= width
        if not current or fits or word.startswith("@"):
            current = f"{current} {word}" if current else word
        else:
            lines.append(current)
            current = word
    return f"\n{hang}".join([*lines, current])
