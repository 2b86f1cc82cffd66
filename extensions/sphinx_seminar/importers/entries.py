"""What a reader makes of a file: a page of entries, in which nothing is decided.

**To write a reader** for a format, write a module with two functions and add a line to
:data:`~.formats.FORMATS`::

    def claims(source: Source) -> bool: ...      # is this file mine? cheap, never raises
    def read(source: Source, columns: Columns) -> Page: ...   # raises SourceError only

A reader takes apart and decides nothing. It gives each meeting as an :class:`Entry` with
one :class:`Field` for each text: the slot says what the text is for, the text is as the
author wrote it ("9/3", "4:00-4:50", "A. Lee & B. Roy (NUS)", "TBA"). What is exact in a
format (ISO dates, 24-hour times, names in a list, one by one) is given in the same slots:
one ``DATE`` "2024-09-03", one ``START`` "16:00", one ``SPEAKER`` for each person, followed
by his ``AFFILIATION``. Order counts: an affiliation belongs to the speaker before it, a
reading's address, authors and publication to the reading before them.

- Several talks of a meeting are ``talks``, each an entry with its own fields; what all of
  them share (date, room) stays with the meeting.
- Keys and column names get their slot from ``columns`` (:mod:`~.columns`), which knows
  the usual names and what a person mapped once. A name that nobody knows gets
  ``Slot.UNKNOWN``; it is asked about, and its text is kept as a note.
- An entry that says something which cannot be taken over (drafts, deadlines, navigation)
  becomes a :class:`Skipped`, with the reason; nothing vanishes silently.
- A problem of the file itself is a :class:`Problem`. A file that cannot be read at all
  raises :class:`~.sources.SourceError`.
- Links stand in the text (``Text.of("Slides", line, url)``); slots such as ``SLIDES``
  may hold a bare address as text.
- ``ABSTRACT`` is Markdown; all other texts are inline.
- A single file may hold one talk (``one_talk``): the pages of one folder are then decided
  as one, because dates are decided by what stands around them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_seminar.importers.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.importers.slots import Slot

#: How many examples of an unknown column a person is shown.
MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Field:
    """A text with its slot; ``name`` is the column, key or label as written."""

    slot: Slot
    text: Text
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting or, in ``talks``, a talk: its fields in the order of the file.

    ``headings`` are the headings above it, outermost first. ``cluster`` numbers the list
    or table that it stands in: entries of one cluster are in one order, and are written in
    one way. ``is_guess`` says that the reader had to guess that this is a meeting at all.
    """

    source: str
    line: int
    fields: tuple[Field, ...]
    headings: tuple[Text, ...] = ()
    cluster: int = 0
    talks: tuple[Entry, ...] = ()
    raw: str = ""
    is_guess: bool = False
    #: Read from a table in HTML, whose cells hold what people put there to be seen.
    is_html: bool = False

    def of(self, *slots: Slot) -> tuple[Field, ...]:
        """Return the fields in one of *slots*, in order."""
        return tuple(one for one in self.fields if one.slot in slots and one.text)

    def words(self, slot: Slot) -> str:
        """Return the words of the first field in *slot*, '' when there is none."""
        return next((one.text.words for one in self.of(slot)), "")


class SkipReason(StrEnum):
    """Why something that looks like a session is none."""

    COMMENT = "comment"
    DRAFT = "draft"
    SUGGESTION = "suggestion"
    DEADLINE = "deadline"
    NEWS = "news"
    TEMPLATE = "template"
    UNDATED = "undated"
    BREAK = "break"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was seen and is no session."""

    source: str
    line: int
    text: str
    reason: SkipReason


class ProblemKind(StrEnum):
    """What is wrong with a file, or needs a person before it can be imported."""

    LOOP = "loop"
    EMPTY = "empty"
    ENCODING = "encoding"
    SYNTAX = "syntax"
    UNKNOWN_COLUMN = "unknown-column"
    RECURRENCE = "recurrence"
    TRUNCATED = "truncated"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of a file: ``value`` is what it is about, ``examples`` are shown with it."""

    kind: ProblemKind
    source: str
    line: int = 0
    value: str = ""
    examples: tuple[str, ...] = ()

    def with_examples(self, examples: Iterable[str]) -> Problem:
        """Return the problem with further *examples*, as many as a person looks at."""
        every = dict.fromkeys((*self.examples, *examples))
        return replace(self, examples=tuple(every)[:MOST_EXAMPLES])


@dataclass(frozen=True, slots=True)
class Page:
    """A file as its reader understood it.

    ``title`` is the page's; ``around`` are the texts outside all entries, in which times
    and places of the whole series are looked for, and which are told as unplaced
    otherwise. ``hints`` are addresses and names that may hold a year (a permalink, the
    file's name). ``series`` names the seminar where one file holds several.
    """

    source: str
    format: str
    entries: tuple[Entry, ...] = ()
    title: Text = field(default_factory=Text)
    around: tuple[Field, ...] = ()
    hints: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    problems: tuple[Problem, ...] = ()
    one_talk: bool = False
