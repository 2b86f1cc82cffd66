"""Records with names of their authors' choosing: mappings, as YAML, TOML and JSON hold them.

Each key gets its slot from the columns. What a record nests is people, readings, links or
talks, told by its own keys. A key that nobody knows is asked about once, with examples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.columns import folded_name
from sphinx_seminar.importers.entries import Entry, Field, SkipReason
from sphinx_seminar.importers.marked import Mapping, Scalar, Sequence, Value, text_of
from sphinx_seminar.importers.slots import TALK_SLOTS, Slot
from sphinx_seminar.importers.structured.moments import exact, moment_fields, parse_moment
from sphinx_seminar.importers.structured.wording import marked_paragraphs, marked_text
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.pages.collecting import Collected, Place

_NO, _YES = frozenset({"false", "no", "off"}), frozenset({"true", "yes", "on"})
#: An empty value of one of these says that the thing is yet to be announced.
_ANNOUNCED = frozenset({Slot.SPEAKER, Slot.TITLE, Slot.READING, Slot.ABSTRACT})
_LINKED = frozenset({Slot.LINK, Slot.SLIDES, Slot.RECORDING, Slot.CODE, Slot.NOTES})
#: Days on which something was posted, changed or made. Where the talk's day has a name of its
#: own, "date" is one of them.
_POSTED = frozenset({
    "pubdate", "pub date", "publish date", "publishdate", "published", "posted", "lastmod",
    "updated", "created", "modified",
})  # fmt: skip
_PERSON_NAMES = frozenset({"name", "full name", "fullname", "public name", "display name"})
_ADDRESSES = frozenset({"url", "link", "href", "src", "file", "path", "homepage", "website"})


class _Key(NamedTuple):
    name: str
    slot: Slot
    value: Value


def read_record(record: Mapping, place: Place, into: Collected, *extra: Field) -> None:
    """Note the meeting that *record* is, with *extra* fields before its own."""
    words = " / ".join(text for value in record.values() if (text := _one_line(value)))
    if is_draft(record):
        into.skip(Text.of(words), record.line, SkipReason.DRAFT)
        return
    keys = _keys(record, into.columns)
    _ask_about_unknown(keys, into)
    fields = [*extra]
    talks: list[Entry] = []
    for key in keys:
        if nested := _nested_talks(key, into):
            talks += nested
        else:
            fields += _fields(key, into.columns)
    if talks:
        talks = [*_own_talk(fields, record, into.source), *talks]
        fields = [one for one in fields if one.slot not in TALK_SLOTS]
    into.add(fields, place, line=record.line, raw=words, talks=tuple(talks))


def is_draft(record: Mapping) -> bool:
    """Tell whether *record* says that it is not published."""
    published, draft = (text_of(record.get(key)).casefold() for key in ("published", "draft"))
    return published in _NO or draft in _YES


def is_dated(record: object, columns: Columns) -> bool:
    """Tell whether *record* says when something takes place."""
    return isinstance(record, Mapping) and any(
        key.slot is Slot.DATE and (_one_line(key.value) or isinstance(key.value, Mapping))
        for key in _keys(record, columns)
    )


def _keys(record: Mapping, columns: Columns) -> list[_Key]:
    names = tuple(record)
    found = [_Key(name, _slot(name, names, columns), value) for name, value in record.items()]
    dates = [key for key in found if key.slot is Slot.DATE]
    if len(dates) > 1:
        kept = next((key for key in dates if folded_name(key.name) != "date"), dates[0])
        found = [
            key._replace(slot=Slot.IGNORED) if key.slot is Slot.DATE and key != kept else key
            for key in found
        ]
    # Dates first: what stands beside them is read with them.
    return sorted(found, key=lambda key: key.slot is not Slot.DATE)


def _slot(name: str, names: tuple[str, ...], columns: Columns) -> Slot:
    slot = columns.slot(name, names)
    is_posted = slot in {Slot.DATE, Slot.UNKNOWN} and folded_name(name) in _POSTED
    return Slot.IGNORED if is_posted else slot


def _ask_about_unknown(keys: Iterable[_Key], into: Collected) -> None:
    for key in keys:
        if key.slot is Slot.UNKNOWN and (words := _one_line(key.value)):
            into.ask_about(key.name, getattr(key.value, "line", 0), [words[:100]])


def _fields(key: _Key, columns: Columns) -> Iterator[Field]:
    """Yield the fields of one key."""
    value = key.value
    if isinstance(value, Mapping):
        yield from _of_mapping(key, value, columns)
    elif isinstance(value, Sequence):
        yield from _of_sequence(key, value, columns)
    else:
        yield from _of_scalar(key, value)


def _of_scalar(key: _Key, value: Scalar) -> Iterator[Field]:
    if not value.strip():
        if key.slot in _ANNOUNCED:
            yield Field(key.slot, Text((), value.line), key.name)
        return
    moment = parse_moment(value) if key.slot in {Slot.DATE, Slot.START, Slot.END} else None
    if moment and key.slot is Slot.DATE:
        yield from moment_fields(moment, None, "", value.line, key.name)
    elif key.slot is Slot.END_DATE and (last := parse_moment(value)) and last.clock:
        yield Field(Slot.END_DATE, Text.of(last.day.isoformat(), value.line), key.name)
        yield Field(Slot.END, Text.of(exact(last.clock), value.line), key.name)
    elif moment and moment.clock:
        yield Field(key.slot, Text.of(f"{moment.clock:%H:%M}", value.line), key.name)
    elif key.slot is Slot.ABSTRACT:
        yield Field(key.slot, Text.of(marked_paragraphs(value), value.line), key.name)
    else:
        yield Field(key.slot, marked_text(value, value.line), key.name)


def _of_sequence(key: _Key, values: Sequence, columns: Columns) -> Iterator[Field]:
    scalars = [value for value in values if isinstance(value, Scalar)]
    if scalars and len(scalars) == len(values) and key.slot is Slot.SPEAKER:
        # One field: what stands beside it belongs to all of them.
        yield from _of_scalar(key, Scalar("; ".join(filter(None, scalars)), values.line))
        return
    if len(scalars) == len(values) and key.slot not in {Slot.SPEAKER, Slot.READING, *_LINKED}:
        joined = Scalar(", ".join(one for one in scalars if one.strip()), values.line)
        yield from _of_scalar(key, joined)
        return
    for value in values:
        yield from _fields(key._replace(value=value), columns)


def _of_mapping(key: _Key, value: Mapping, columns: Columns) -> Iterator[Field]:
    if key.slot is Slot.SPEAKER:
        yield from _person(key, value, columns)
    elif key.slot is Slot.READING:
        yield from _reading(value, columns)
    elif key.slot in {*_LINKED, Slot.UNKNOWN} and (link := _link(key, value)):
        yield link
    else:
        yield from _parts(key, value, columns)


def _person(key: _Key, value: Mapping, columns: Columns) -> Iterator[Field]:
    """Yield a person, and behind him what belongs to him."""
    names = [name for name in value if name.casefold().replace("_", " ") in _PERSON_NAMES]
    names = names or [name for name in value if columns.slot(name, ()) is Slot.SPEAKER]
    given = " ".join(
        text for part in ("first_name", "given", "firstname", "last_name", "family", "lastname")
        if (text := text_of(value.get(part)))
    )  # fmt: skip
    shown = text_of(value.get(names[0])) if names else given
    yield Field(Slot.SPEAKER, marked_text(shown, value.line), key.name)
    for name, inner in value.items():
        slot = columns.slot(name, ("speaker",))
        words = text_of(inner)
        if slot is Slot.AFFILIATION or slot is Slot.START:
            # "from" is where somebody comes from.
            yield Field(Slot.AFFILIATION, marked_text(words, value.line), name)
        elif slot is Slot.SPEAKER_URL or name.casefold() in _ADDRESSES:
            yield Field(Slot.SPEAKER_URL, marked_text(words, value.line), name)
        elif slot is Slot.PRIVATE:
            yield Field(slot, Text.of(words, value.line), name)


def _reading(value: Mapping, columns: Columns) -> Iterator[Field]:
    """Yield a reading, linked to its address, and behind it who wrote it and where."""
    names = tuple(value)
    title, address = "", ""
    rest: list[Field] = []
    for name, inner in value.items():
        slot = columns.slot(name, (*names, "paper"))
        words = text_of(inner).strip()
        if slot in {Slot.TITLE, Slot.READING} or name.casefold() == "name":
            title = title or words
        elif "://" in words and (slot is Slot.READING_URL or name.casefold() in _ADDRESSES):
            address = address or words
        elif words:
            rest.append(Field(slot, marked_text(words, value.line), name))
    if title or address:
        shown = Text.of(title or address, value.line, address)
        yield Field(Slot.READING, shown if address else marked_text(title, value.line), "reading")
    yield from rest


def _link(key: _Key, value: Mapping) -> Field | None:
    """Return the link that *value* is: an address with a label, or a name with its address."""
    address = next(
        (text_of(inner) for name, inner in value.items() if name.casefold() in _ADDRESSES), ""
    )
    if address:
        labels = (value.get(name) for name in ("name", "title", "label", "text"))
        label = next((text for one in labels if (text := text_of(one))), key.name)
        slot = Slot.LINK if key.slot is Slot.UNKNOWN else key.slot
        return Field(slot, Text.of(label, value.line, address), key.name)
    return None


def _parts(key: _Key, value: Mapping, columns: Columns) -> Iterator[Field]:
    """Yield the fields of a mapping inside a record: ``time: {start: …, end: …}``."""
    for name, inner in value.items():
        words = _one_line(inner)
        if "://" in words and " " not in words.strip():
            slot = columns.slot(name, (key.name,))
            slot = slot if slot in {*_LINKED, Slot.READING_URL, Slot.MEETING} else Slot.LINK
            yield Field(slot, Text.of(name, value.line, words.strip()), name)
            continue
        slot = columns.slot(name, tuple(value))
        slot = key.slot if slot is Slot.UNKNOWN else slot
        yield from _fields(_Key(f"{key.name} {name}", slot, inner), columns)


def _nested_talks(key: _Key, into: Collected) -> list[Entry]:
    """Return the talks in *key*: a list of mappings that have a title or a speaker each."""
    if not isinstance(key.value, Sequence) or key.slot in {Slot.SPEAKER, Slot.READING, *_LINKED}:
        return []
    records = [one for one in key.value if isinstance(one, Mapping)]
    if not records or len(records) < len(key.value):
        return []
    talks = []
    for record in records:
        keys = _keys(record, into.columns)
        if not {one.slot for one in keys} & {Slot.TITLE, Slot.SPEAKER}:
            return []
        _ask_about_unknown(keys, into)
        fields = tuple(field for one in keys for field in _fields(one, into.columns))
        talks.append(Entry(into.source, record.line, fields))
    return talks


def _own_talk(fields: Iterable[Field], record: Mapping, source: str) -> list[Entry]:
    """Return what the meeting says besides its talks as one of them, where it names a speaker."""
    own = [one for one in fields if one.slot in TALK_SLOTS]
    if not any(one.slot is Slot.SPEAKER and one.text for one in own):
        own = []
    return [Entry(source, record.line, tuple(own))] if own else []


def _one_line(value: Value) -> str:
    if isinstance(value, Mapping):
        return " / ".join(text for one in value.values() if (text := _one_line(one)))
    if isinstance(value, Sequence):
        return ", ".join(text for one in value if (text := _one_line(one)))
    return " ".join(value.split())
