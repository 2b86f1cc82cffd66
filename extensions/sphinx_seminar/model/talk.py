"""A talk: who spoke about what, what was read for it, and what remains of it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import NOWHERE, Location
from sphinx_seminar.model.richtext import RichText, plain

if TYPE_CHECKING:
    from datetime import time

    from sphinx_seminar.model.person import Appearance
    from sphinx_seminar.model.prose import Passage


class UseRole(StrEnum):
    """What a reading is for: prepared by everybody, or for those who want more."""

    MAIN = "main"
    FURTHER = "further"


class UseOrigin(StrEnum):
    """How a use was told: in an option, by a citation in a text, or by a plain link."""

    OPTION = "option"
    CITATION = "citation"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class ReadingUse:
    """A reading by its key, with the part that was read (``ch. 1-3``) as written."""

    key: str
    locator: str = ""
    role: UseRole = UseRole.MAIN
    origin: UseOrigin = field(default=UseOrigin.OPTION, compare=False)
    location: Location = field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A plain hyperlink in the text of a session; a reading when its target matches an entry."""

    url: str
    location: Location = field(default=NOWHERE, repr=False, compare=False)


class MaterialKind(StrEnum):
    """What a material is; the values are the options that authors type."""

    SLIDES = "slides"
    RECORDING = "recording"
    NOTES = "notes"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Material:
    """Something that remains of a talk: an address, or a file inside the source folder.

    ``archived`` is the address of a copy in an archive.
    """

    kind: MaterialKind
    target: str
    archived: str = ""

    def path(self, docname: str) -> str:
        """Return the path below the source folder that *docname* means by the target."""
        folder = "" if self.target.startswith("/") else posixpath.dirname(docname)
        return posixpath.normpath(posixpath.join(folder, self.target.lstrip("/")))


@dataclass(frozen=True, slots=True)
class Talk:
    """One contribution to a session; an empty ``title`` means that none is announced yet.

    Of one that is ``withdrawn`` nothing is kept but its id and the ``reason``. ``abstract``
    tells whether the abstract changed, ``written`` whether its source did; what they say is
    kept apart from the record. ``keeps_materials`` is whether there are materials that this
    build may not publish.
    """

    id: str
    number: int
    title: RichText = ()
    speakers: tuple[Appearance, ...] = ()
    kind: str = ""
    start: time | None = None
    end: time | None = None
    language: str = ""
    topics: tuple[str, ...] = ()
    readings: tuple[ReadingUse, ...] = ()
    links: tuple[Link, ...] = ()
    materials: tuple[Material, ...] = ()
    keeps_materials: bool = False
    doi: str = ""
    abstract: Passage | None = None
    written: str = field(default="", compare=False)
    aliases: tuple[str, ...] = ()
    withdrawn: bool = False
    reason: str = ""
    location: Location = field(default=NOWHERE, repr=False, compare=False)

    @property
    def plain_title(self) -> str:
        """The title without styles, '' while none is announced."""
        return plain(self.title)
