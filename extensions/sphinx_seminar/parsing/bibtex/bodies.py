"""Names of bodies that nobody put in braces: ``Example Collaboration``, ``Tide Office Team``."""

from __future__ import annotations

import re

#: Words with which the name of a body ends, and no person's.
_LAST = frozenset({
    "academy", "administration", "agency", "alliance", "association", "authors", "collaboration",
    "collaborations", "commission", "committee", "communities", "community", "consortium",
    "contributors", "corporation", "council", "department", "developers", "federation",
    "foundation", "group", "initiative", "institute", "institutes", "laboratories", "laboratory",
    "ministry", "network", "organisation", "organization", "program", "programme", "project",
    "society", "team", "university",
})  # fmt: skip
_COMPANIES = frozenset({"inc", "ltd", "llc", "gmbh", "corp", "plc"})
#: Words with which one begins when a preposition follows.
_FIRST = re.compile(
    r"(?:the )?(?:academy|agency|association|bureau|cent(?:er|re)|commission|committee|council"
    r"|department|faculty|federation|group|institute|laboratory|ministry|office|school|society"
    r"|university) (?:of|for|on) .*",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[A-Z]{1,2}|(?:[A-Z]\.[- ]?){1,4}")


def is_body(name: str) -> bool:
    """Whether *name*, in the order of speech, is a body's and not a person's."""
    first, _, last = name.rpartition(" ")
    if last.lower() in _LAST:
        return _INITIALS.fullmatch(first) is None
    return is_company(last) or _FIRST.fullmatch(name) is not None


def is_company(word: str) -> bool:
    """Whether *word* says that what stands before it is a company."""
    return word.lower().rstrip(".") in _COMPANIES
