"""Names of bodies that nobody put in braces: ``Example Collaboration``, ``Tide Office Team``."""

from __future__ import annotations

import re

#: Words with which the name of a body ends, and no person's.
_LAST = re.compile(
    r"(?:collaborations?|communit(?:y|ies)|consortium|group|university|team|institutes?|alliance"
    r"|association|society|committee|foundation|federation|initiative|network|project|academy"
    r"|organi[sz]ation|council|agency|commission|corporation|department|ministry|laborator(?:y|ies)"
    r"|program(?:me)?|administration|developers|contributors|authors)",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"(?:inc|ltd|llc|gmbh|corp|plc)\.?", re.IGNORECASE)
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
    if _FIRST.fullmatch(name):
        return True
    first, _, last = name.rpartition(" ")
    if is_company(last):
        return True
    return _LAST.fullmatch(last) is not None and _INITIALS.fullmatch(first) is None


def is_company(word: str) -> bool:
    """Whether *word* says that what stands before it is a company."""
    return _COMPANY.fullmatch(word) is not None
