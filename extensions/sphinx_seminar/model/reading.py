"""A reading: one entry of a bibliography file, evaluated and ready to be shown, cited and exported.

A :class:`Reading` holds what the entry means (macros, concatenation and inherited
fields resolved, LaTeX turned into rich text) and what the entry was (its raw
text, file and line), so that an export can be lossless and a message exact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import NOWHERE, Location
from sphinx_seminar.model.richtext import RichText, plain

if TYPE_CHECKING:
    from sphinx_seminar.model.identifiers import Identifiers
    from sphinx_seminar.model.partialdate import DateRange


@dataclass(frozen=True, slots=True)
class Name:
    """A person's or a body's name in BibTeX's parts, as Unicode text.

    A corporate author (``{Barnes and Noble}``) has ``family`` only and
    ``corporate`` set. ``and others`` is not a name: see ``Reading.others``.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    corporate: bool = False


class Role(StrEnum):
    """Whose names a field of names holds; the values are BibTeX's field names."""

    AUTHOR = "author"
    EDITOR = "editor"
    TRANSLATOR = "translator"
    BOOKAUTHOR = "bookauthor"
    # biblatex's other roles (manual, section 2.2.2)
    EDITORA = "editora"
    EDITORB = "editorb"
    EDITORC = "editorc"
    ANNOTATOR = "annotator"
    COMMENTATOR = "commentator"
    INTRODUCTION = "introduction"
    FOREWORD = "foreword"
    AFTERWORD = "afterword"
    HOLDER = "holder"
    DIRECTOR = "director"


@dataclass(frozen=True, slots=True)
class Contributors:
    """The names of one role, in order; ``others`` when the list ends in ``and others``."""

    role: Role
    names: tuple[Name, ...]
    others: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One work that a seminar read, from one entry of a bibliography file.

    ``entry_type`` is lower case (``article``); ``fields`` holds every other field
    of the entry by its lower-case name, in the file's order, inherited ones last.
    The fields of names are in ``contributors``, those of the date in ``issued``: a
    part of the date that cannot be read (``year = {forthcoming}``) stays a field.
    ``@xdata`` and ``@set`` are readings too, so that an export can hold them, but
    no works of their own (:attr:`is_work`).
    ``digest`` changes exactly when something of the value changes that a page or
    an export could show; it does not depend on ``location``.
    """

    key: str
    entry_type: str
    fields: tuple[tuple[str, RichText], ...]
    contributors: tuple[Contributors, ...] = ()
    issued: DateRange | None = None
    identifiers: Identifiers | None = None
    digest: str = ""
    raw: str = field(default="", repr=False)
    #: Names of the @string macros and keys of the entries that ``raw`` needs.
    macros: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    location: Location = NOWHERE

    def get(self, name: str) -> RichText:
        """Return the field *name* as rich text, empty when the entry has none."""
        return next((value for key, value in self.fields if key == name), ())

    def text(self, name: str) -> str:
        """Return the field *name* as plain text, '' when the entry has none."""
        return plain(self.get(name))

    def of(self, role: Role) -> Contributors | None:
        """Return the contributors of *role*."""
        return next((item for item in self.contributors if item.role is role), None)

    @property
    def is_work(self) -> bool:
        """Whether the entry describes a work, and is no container for the data of others."""
        return self.entry_type not in {"xdata", "set"}

    @property
    def title(self) -> RichText:
        """The title, empty when the entry has none."""
        return self.get("title")

    @property
    def year(self) -> int | None:
        """The year of publication (the first one of a range)."""
        return self.issued.start.year if self.issued else None
