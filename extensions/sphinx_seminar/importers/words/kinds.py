"""What kind of contribution a title announces."""

from __future__ import annotations

import re

from sphinx_seminar.importers.found import TalkKind

_KINDS = tuple(
    (kind, re.compile(rf"(?:^|\b)(?:{words})\b", re.IGNORECASE))
    for kind, words in (
        (
            TalkKind.DEFENCE,
            (
                r"(?:ph\.?\s?d\.?|master'?s?|m\.?sc\.?|doctoral|thesis|dissertation)\s+"
                r"(?:[\w.]+\s+)?(?:defen[cs]e|viva|examination)|thesis defen[cs]e|disputation"
            ),
        ),
        (
            TalkKind.PRACTICE,
            r"dry[- ]?run|practice (?:talk|job talk|presentation)|rehearsal|mock (?:talk|defense)",
        ),
        (
            TalkKind.ORGANISATIONAL,
            (
                r"kick-?off(?: meeting)?|organi[sz]ation(?:al)?(?: meeting)?|orientation"
                r"|planning(?: meeting)?|introduct\w+(?:/kick-off)? meeting|welcome(?: meeting)?"
                r"|(?:business|first|group) meeting|vorbesprechung|wrap-?up|administrivia"
            ),
        ),
        (TalkKind.TUTORIAL, r"tutorials?|hands-on|crash course|short course"),
        (TalkKind.WORKSHOP, r"workshop|summer school|mini-?symposium|symposium|retreat|hackathon"),
        (
            TalkKind.SOCIAL,
            r"(?:group|christmas|summer|holiday) (?:dinner|lunch|party)|social|picnic|bbq",
        ),
        (
            TalkKind.STATUS,
            r"(?:ph\.?d\.? )?status (?:seminar|update|report)|progress report|updates?",
        ),
        (TalkKind.DISCUSSION, r"(?:open |general |group )?discussion|round ?table|panel"),
    )
)
_WHOLE_ONLY = frozenset({TalkKind.STATUS, TalkKind.DISCUSSION, TalkKind.SOCIAL, TalkKind.TUTORIAL})
_MOST_WORDS = 7
_PAUSE = re.compile(
    r"(?:coffee|lunch|tea|short|morning|afternoon|dinner|poster)?[\s/&-]*"
    r"(?:break|coffee|lunch|tea|dinner|pause|kaffeepause|mittagspause|mittagessen|registration"
    r"|reception|check-?in|arrival)s?(?:[\s,/&-]+(?:break|coffee|tea|refreshments|discussion))?",
    re.IGNORECASE,
)
_REVIEW = re.compile(r"\b(?:paper )?reviews?\b(?: of| some)?|\breviewing\b", re.IGNORECASE)


def kind_of(title: str) -> TalkKind | None:
    """Return the kind that *title* names, None for an ordinary title."""
    words = title.split()
    for kind, pattern in _KINDS:
        match = pattern.search(title)
        if match is None:
            continue
        if kind in _WHOLE_ONLY and len(match[0].split()) < len(words) - 2:
            continue
        if len(words) <= _MOST_WORDS or not match.start():
            return kind
    return None


def is_pause(title: str) -> bool:
    """Tell whether a line of a programme is a pause.

    >>> is_pause("Coffee break"), is_pause("Breaking symmetry")
    (True, False)
    """
    return _PAUSE.fullmatch(title.strip()) is not None


def is_review(text: str) -> bool:
    """Tell whether a remark before a paper says that it is reviewed."""
    return _REVIEW.search(text) is not None
