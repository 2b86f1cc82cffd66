"""What one page gives, as it is collected: entries, what is none, and the text around."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.importers.entries import (
    Entry,
    Field,
    Problem,
    ProblemKind,
    Skipped,
    SkipReason,
)
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.importers.columns import Columns
    from sphinx_seminar.importers.pages.blocks import Block

_LONGEST_RAW = 2_000


@dataclass(slots=True)
class Collected:
    """The entries of a page so far; ``title`` is the page's, ``cluster`` numbers its lists."""

    source: str
    columns: Columns
    title: Text = field(default_factory=Text)
    entries: list[Entry] = field(default_factory=list)
    around: list[Field] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    cluster: int = 0

    def new_cluster(self) -> int:
        """Return the number of a new list."""
        self.cluster += 1
        return self.cluster

    def add(
        self,
        fields: Sequence[Field],
        place: Place,
        *,
        line: int,
        raw: str = "",
        talks: tuple[Entry, ...] = (),
        is_guess: bool = False,
        is_html: bool = False,
    ) -> None:
        """Note a meeting."""
        text = raw or " / ".join(one.text.words for one in fields)
        self.entries.append(
            Entry(
                self.source,
                line,
                tuple(fields),
                place.headings,
                place.cluster,
                talks,
                text[:_LONGEST_RAW],
                is_guess,
                is_html,
            )
        )

    def skip(self, text: Text, line: int, reason: SkipReason) -> None:
        """Note something that is no meeting."""
        self.skipped.append(Skipped(self.source, line, text.words[:200], reason))

    def ask_about(self, name: str, line: int, examples: Sequence[str]) -> None:
        """Note a column that nobody knows, once, with examples."""
        for index, one in enumerate(self.problems):
            if one.value == name:
                self.problems[index] = one.with_examples(examples)
                return
        asked = Problem(ProblemKind.UNKNOWN_COLUMN, self.source, line, name)
        self.problems.append(asked.with_examples(examples))

    def leave(self, texts: Sequence[Text], slot: Slot = Slot.NOTE, name: str = "") -> None:
        """Note text that stands outside all meetings."""
        self.around.extend(Field(slot, text, name) for text in texts if text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the headings above it and the list that it is in."""

    headings: tuple[Text, ...] = ()
    cluster: int = 0


def texts_in(blocks: Sequence[Block]) -> list[Text]:
    """Return the texts of *blocks*, whatever they are."""
    found: list[Text] = []
    for block in blocks:
        text = getattr(block, "text", None)
        if isinstance(text, Text):
            found.append(text)
        for item in getattr(block, "items", ()):
            found += texts_in(item.blocks)
        for row in (getattr(block, "head", None), *getattr(block, "rows", ())):
            found += row.cells if row else ()
    return found
