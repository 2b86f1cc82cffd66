"""How a bibliography file is written, learnt from its entries: a new one looks like its neighbours.

Each habit is what most entries do; a file that shows none gets this package's own
(two spaces, aligned equals signs, braces, a comma after the last field).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from statistics import mode
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.parsing.bibtex.expressions import simple_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_seminar.parsing.bibtex.blocks import RawEntry

#: The entries that are looked at: the last ones show the habits of today.
MOST_ENTRIES = 400

#: The widths, in characters, at which values are broken.
_NARROWEST, _USUAL, _WIDEST = 72, 100, 120

_FIELD = re.compile(r"^([ \t]*)([A-Za-z][\w:+.-]*)([ \t]*)=([ \t]*)(\S)", re.MULTILINE)
_END = re.compile(r"(,?)([ \t\r\n]*)\}\s*\Z")
_TYPE = re.compile(r"@(\w+)")
_CAMEL = {"archiveprefix": "archivePrefix", "primaryclass": "primaryClass"}


class Align(StrEnum):
    """What stands in one column: nothing, the equals signs, or the values."""

    NONE = "none"
    SIGNS = "signs"
    VALUES = "values"


class Seen(NamedTuple):
    """A field as it stands in the file; columns are counted from the line's beginning."""

    indent: str
    name: str
    before: str
    after: str
    opening: str

    @property
    def sign(self) -> int:
        """The column of the equals sign."""
        return len(self.indent) + len(self.name) + len(self.before)

    @property
    def value(self) -> int:
        """The column of the value."""
        return self.sign + 1 + len(self.after)


@dataclass(frozen=True, slots=True)
class Layout:
    """The habits of a file. ``column`` is the aligned column where all entries share one.

    ``names`` and ``types`` map small letters to the spelling that the file uses;
    ``width`` is 0 where values are not broken into lines.
    """

    indent: str = "  "
    align: Align = Align.SIGNS
    column: int = 0
    before: str = " "
    after: str = " "
    opening: str = "{"
    bare_numbers: bool = False
    last_comma: bool = True
    end: str = "\n"
    type_case: str = "lower"
    name_case: str = "lower"
    width: int = _USUAL
    names: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)

    def spelled(self, name: str) -> str:
        """Return the field *name* in the case that the file uses."""
        known = self.names.get(name.lower())
        if known or self.name_case == "lower":
            return known or _CAMEL.get(name.lower(), name)
        return cased(name, self.name_case)

    def typed(self, entry_type: str) -> str:
        """Return the type of an entry in the case that the file uses."""
        return self.types.get(entry_type) or cased(entry_type, self.type_case)

    def prefers(self, one: str, other: str) -> bool:
        """Whether more entries have the field *one* than the field *other*."""
        return self.counts.get(one, 0) > self.counts.get(other, 0)


def cased(text: str, case: str) -> str:
    """Return *text* in the *case* ``lower``, ``upper`` or ``capital``."""
    if case == "upper":
        return text.upper()
    return text[:1].upper() + text[1:] if case == "capital" else text.lower()


def learn_layout(entries: Iterable[RawEntry]) -> Layout:
    """Return the habits of *entries*; those written in one line show none."""
    kept = list(entries)[-MOST_ENTRIES:]
    raws = [(entry, entry.raw.replace("\r\n", "\n")) for entry in kept]
    seen = [(raw, found) for entry, raw in raws if (found := _fields(entry, raw))]
    if not seen:
        return Layout()
    fields = [one for _, found in seen for one in found]
    spelled = _spellings(one.name for one in fields)
    align, column = _alignment([found for _, found in seen])
    ends = [match for raw, _ in seen if (match := _END.search(raw))]
    types = [match[1] for raw, _ in seen if (match := _TYPE.match(raw))]
    texts = [value for entry in kept for value in entry.fields]
    numbers = [one.expression for one in texts if (simple_value(one.expression) or "").isdecimal()]
    return Layout(
        indent=mode(one.indent for one in fields),
        align=align,
        column=column,
        before=mode(one.before for one in _longest(seen))
        if align is Align.SIGNS
        else mode(one.before for one in fields),
        after=mode(one.after for one in _longest(seen))
        if align is Align.VALUES
        else mode(one.after for one in fields),
        opening='"' if _most(one.opening == '"' for one in fields if one.opening in '{"') else "{",
        bare_numbers=_most(number.isdecimal() for number in numbers),
        last_comma=_most(bool(match[1]) for match in ends),
        end=mode(match[2] for match in ends) if ends else "\n",
        type_case=mode(_case(entry_type) for entry_type in types),
        name_case=mode(_case(one.name) for one in fields if one.name.lower() not in _CAMEL),
        width=_width(raw for raw, _ in seen),
        names={name: forms.most_common(1)[0][0] for name, forms in spelled.items()},
        types={name: forms.most_common(1)[0][0] for name, forms in _spellings(types).items()},
        counts={name: forms.total() for name, forms in spelled.items()},
    )


def _spellings(words: Iterable[str]) -> dict[str, Counter[str]]:
    """Return how often each word is written in which case, by the word in small letters."""
    spelled: dict[str, Counter[str]] = {}
    for word in words:
        spelled.setdefault(word.lower(), Counter())[word] += 1
    return spelled


def _fields(entry: RawEntry, raw: str) -> list[Seen]:
    """Return the fields that begin a line; what only looks like one inside a value is not."""
    names = {one.name for one in entry.fields}
    found = [Seen(*match.groups()) for match in _FIELD.finditer(raw)]
    return [one for one in found if one.name in names]


def _longest(seen: Iterable[tuple[str, list[Seen]]]) -> list[Seen]:
    return [max(found, key=lambda one: len(one.name)) for _, found in seen]


def _alignment(entries: list[list[Seen]]) -> tuple[Align, int]:
    """Return what is aligned, and the column when entries with different names share it."""
    telling = [found for found in entries if len({len(one.name) for one in found}) > 1]
    for align in (Align.SIGNS, Align.VALUES):
        aligned = [found for found in telling if len({_column(one, align) for one in found}) == 1]
        if len(aligned) * 2 <= len(telling):
            continue
        columns = [_column(found[0], align) for found in aligned]
        longest = [max(len(one.name) for one in found) for found in aligned]
        gaps = [min(_gap(one, align) for one in found) for found in aligned]
        shared = mode(columns)
        # A gap wider than needed is a column of the whole file too.
        is_shared = len(set(longest)) > 1 and columns.count(shared) * 5 >= len(columns) * 4
        return align, shared if is_shared or mode(gaps) > 1 else 0
    return Align.NONE, 0


def _column(one: Seen, align: Align) -> int:
    return one.sign if align is Align.SIGNS else one.value


def _gap(one: Seen, align: Align) -> int:
    return len(one.before if align is Align.SIGNS else one.after)


def _most(votes: Iterable[bool]) -> bool:
    """Whether more than half of the *votes* say yes."""
    kept = list(votes)
    return sum(kept) * 2 > len(kept)


def _case(word: str) -> str:
    if word.isupper():
        return "upper"
    return "capital" if word[:1].isupper() else "lower"


def _width(raws: Iterable[str]) -> int:
    """Return the width at which long values are broken, 0 when they are not."""
    lengths: list[int] = []
    overlong = 0
    for raw in raws:
        lines = raw.split("\n")
        starts = [bool(_FIELD.match(line)) for line in lines]
        for index, line in enumerate(lines[1:-1], 1):
            if (
                starts[index]
                and not starts[index + 1]
                and line.strip()
                and lines[index + 1].strip(" \t}")
            ):
                lengths.append(len(line))
            elif len(line) > _USUAL:
                overlong += 1
    if len(lengths) <= overlong:
        return 0 if overlong else _USUAL
    return min(max(_NARROWEST, *lengths), _WIDEST)
