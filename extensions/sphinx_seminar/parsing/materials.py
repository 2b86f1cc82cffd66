"""A material with its terms: ``talk.pdf {members}``, ``… {embargo-until 2026-12-01}``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.model.links import refusal, scheme_of
from sphinx_seminar.parsing.spans import parse_date

if TYPE_CHECKING:
    from datetime import date

_TERMS = re.compile(r"(?P<target>.*?)\s*\{(?P<terms>[^{}]*)\}", re.DOTALL)
_EMBARGO, _ARCHIVED = "embargo-until", "archived"


class Openness(StrEnum):
    """Who may have a material."""

    PUBLIC = "public"
    MEMBERS = "members"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms a material is published; ``archived`` is a copy's address."""

    openness: Openness = Openness.PUBLIC
    until: date | None = None
    archived: str = ""

    def is_open(self, today: date, *, to_members: bool) -> bool:
        """Tell whether the material may be published on the day *today*."""
        if self.openness is Openness.NEVER:
            return False
        if self.openness is Openness.MEMBERS and not to_members:
            return False
        return self.until is None or today >= self.until


#: A term that cannot be read must not publish what it was to hold back.
CLOSED = Openness.NEVER
ALLOWED = (*(one.value for one in Openness), f"{_EMBARGO} YYYY-MM-DD", f"{_ARCHIVED} ADDRESS")


def parse_material(text: str) -> tuple[str, Terms, tuple[Finding, ...]]:
    """Return the target of a material, its terms, and what is wrong with them."""
    match = _TERMS.fullmatch(text.strip())
    if match is None:
        return text.strip(), Terms(), ()
    openness, until, archived = Openness.PUBLIC, None, ""
    findings: list[Finding] = []
    for term in filter(None, (part.strip() for part in match["terms"].split(","))):
        word, _, value = term.partition(" ")
        value = value.strip()
        day = parse_date(value)[0] if word == _EMBARGO else None
        if not value and word in set(Openness):
            openness = Openness(word)
        elif day is not None and day.is_day:
            until = day.first()
        elif word == _ARCHIVED and scheme_of(value) in {"http", "https"} and not refusal(value):
            archived = value
        else:
            near = nearest(word, (*Openness, _EMBARGO, _ARCHIVED))
            findings.append(Finding(FindingKind.OPTION_VALUE, term, ALLOWED, near))
    if any(not finding.value.startswith(_ARCHIVED) for finding in findings):
        openness = CLOSED
    return match["target"], Terms(openness, until, archived), tuple(findings)
