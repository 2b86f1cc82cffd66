"""What a build decided about citations: the place, letter or number of every reading.

Rendering decides it once a build, when the archive is made and before any page is written.
It is kept with the domain's data, so that the next build decides anew only what changed,
and pages say by it what they show of the bibliography.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_seminar.model.citation import Citation
    from sphinx_seminar.model.finding import Finding


class FormattedReference(NamedTuple):
    """A reference as pandoc set it: inlines of its tree, the label of its list apart.

    ``label`` is empty in styles without numbers; ``digest`` changes when either does.
    """

    label: list[Any]
    inlines: list[Any]
    digest: str


class FormattedCitation(NamedTuple):
    """A citation as pandoc set it: a list of inlines for each cluster of items in it."""

    clusters: list[list[Any]]
    digest: str


@dataclass(frozen=True, slots=True)
class Citing:
    """How readings are cited in one build.

    ``style`` is a digest of the style, the language and the engine; ``digest`` of all that
    the rest was made of. ``places`` are the places in the one bibliography, from 1. ``apart``
    tells works of one author and year apart by key: by letters where ``has_letters``, else
    by titles. Where ``is_numbered`` the places are what citations and lists show.
    ``references`` and ``citations`` are there for CSL styles; what is missing there takes a
    built-in form. For text, ``lone`` holds each reference by itself, ``label`` the form of a
    number, and ``lists`` those lists, by digest, that are more than their references in a row.
    ``failed`` holds the readings that pandoc
    could not set, with its reasons, and ``findings`` what is to be said of this build.
    """

    style: str = ""
    digest: str = ""
    is_numbered: bool = False
    has_letters: bool = True
    places: Mapping[str, int] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)
    references: Mapping[str, FormattedReference] = field(default_factory=dict)
    citations: Mapping[Citation, FormattedCitation] = field(default_factory=dict)
    lone: Mapping[str, str] = field(default_factory=dict)
    lone_digest: str = ""
    label: str = ""
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def place(self, key: str) -> tuple[int, str]:
        """Return where the reading *key* stands in the bibliography; unknown ones come last."""
        return self.places.get(key, len(self.places) + 1), key

    def name_mark(self, key: str) -> str:
        """Return what the names and year of the reading *key* show beside themselves."""
        return self.apart.get(key, "")

    def mark(self, key: str) -> str:
        """Return what the reference of the reading *key*, and its citations, show."""
        number = self.places.get(key, "") if self.is_numbered else ""
        formatted = self.references.get(key)
        return f"{number}{self.name_mark(key)}{formatted.digest if formatted else ''}"

    def citation_mark(self, citation: Citation) -> str:
        """Return what pandoc made of *citation*, as a digest."""
        formatted = self.citations.get(citation)
        return formatted.digest if formatted else ""
