"""What readers of exports share: fields of a talk, one function for each kind of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.importers.entries import Field
from sphinx_seminar.importers.marked import Mapping, Sequence, Value, text_of
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.structured.wording import plain_text
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator


class Fields(list[Field]):
    """The fields of an entry, all of one line; what is empty is left out."""

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line

    def plain(self, slot: Slot, value: object, name: str = "") -> None:
        """Add a text that is no markup."""
        words = text_of(value).strip()
        if words:
            self.append(Field(slot, plain_text(words, self.line), name))

    def markdown(self, slot: Slot, value: str, name: str = "") -> None:
        """Add paragraphs of Markdown."""
        if value.strip():
            self.append(Field(slot, Text.of(value.strip(), self.line), name))

    def link(self, slot: Slot, url: object, label: str = "", name: str = "") -> None:
        """Add an address with its label."""
        address = text_of(url).strip()
        if address:
            self.append(Field(slot, Text.of(label.strip() or address, self.line, address), name))

    def person(self, name: object, affiliation: object = "", url: object = "") -> None:
        """Add a speaker, and behind him where he comes from."""
        self.plain(Slot.SPEAKER, name)
        if text_of(name).strip():
            self.plain(Slot.AFFILIATION, affiliation)
            self.link(Slot.SPEAKER_URL, url)


def mappings(value: object) -> Iterator[Mapping]:
    """Yield the mappings of a list, or of the values of a mapping."""
    if isinstance(value, Mapping):
        value = Sequence(value.values())
    if isinstance(value, Sequence):
        yield from (one for one in value if isinstance(one, Mapping))


def at(value: Value | None, *keys: str) -> Value | None:
    """Return what lies below *keys* in *value*, None where a step leads nowhere."""
    found: Value | None = value
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def text_at(value: Value | None, *keys: str) -> str:
    """Return the text below *keys*, '' where there is none."""
    return text_of(at(value, *keys))
