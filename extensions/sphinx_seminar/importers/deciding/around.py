"""What stands around a title or a name that the author set off in a line."""

from __future__ import annotations

import re

from sphinx_seminar.importers.deciding.people import people_likeness
from sphinx_seminar.importers.deciding.splits import EDGES, Split
from sphinx_seminar.importers.texts import Text
from sphinx_seminar.importers.words.names import MAYBE_NAME, NAME, is_place

#: What stands before a name: "by A. Lee", "presented by A. Lee".
BY_BEGINNING = re.compile(r"^(?:by|with|presented by|led by|speaker:|presenter:)\s+", re.IGNORECASE)
_SAID = re.compile(r"([^:：]{3,80}?)\s*(?:[:：]|\s[-–—])\s+(\W?[A-Z].*)$", re.DOTALL)
_BY_BEFORE = re.compile(r"(?:^|[\s,(–—-]+)(?:presented |led |given )?by$", re.IGNORECASE)
#: "Guest talk by A. Lee"
_TALK_BY = re.compile(
    r"^(?:\w+[ -]){0,2}(?:talks?|lecture|presentation|seminar|colloquium|session|tutorial)\s+"
    r"(?:by|with|from)\s+",
    re.IGNORECASE,
)
_IN_PARENTHESES = re.compile(r"\s*\([^()]*(?:\([^()]*\))?[^()]*\)")
_VERBS = re.compile(
    r"[\s,:–—-]+(?:(?:a |the )?(?:paper |short )?(?:review(?:s|ing|ed)?|discuss(?:es|ing|ion)?"
    r"|present(?:s|ing)?|introduc(?:es|ing|tion)|will |talks? |leads? |covers? |reads? |on |about )"
    r".*)?$",
    re.IGNORECASE,
)


def around_name(text: Text, span: tuple[int, int]) -> Split:
    """Return the line split at a name that is set off, with an affiliation behind it."""
    start, end = span
    if affiliation := _IN_PARENTHESES.match(text.plain, end):
        end = affiliation.end()
    behind = text.cut(end).trimmed(f"{EDGES}.\t", EDGES)
    before = text.cut(0, start).trimmed(EDGES, EDGES)
    by = _BY_BEFORE.search(before.plain)
    if by:
        before = before.cut(0, by.start())
    title, rest = (before, (behind,)) if by or not behind else (behind, (before,))
    return Split(
        title, text.cut(start, end), rest=tuple(filter(None, rest)), way="marks", is_sure=True
    )


def around_title(text: Text, span: tuple[int, int]) -> Split:
    """Return the line split at a title that is set off, with a name before or behind it."""
    named = _SAID.match(text.plain[: span[0]])
    if named and people_likeness(text.cut(0, named.end(1))) >= NAME and named[2].strip():
        # A name, a title, and only behind it what is set off.
        speaker = text.cut(0, named.end(1))
        return Split(text.cut(named.start(2)), speaker, way="marks", is_sure=True)
    title = text.cut(*span).trimmed('"“„« ', '"”“» ,.')
    before = text.cut(0, span[0]).trimmed(EDGES, EDGES + '"“„«([')
    before = before.cut(len(before.plain) - len(_TALK_BY.sub("", before.plain)))
    behind = text.cut(span[1]).trimmed('"”“»,.)] \t' + EDGES, EDGES)
    spoken = _by_beginning(before)
    if spoken is not None:
        name, verb = spoken
        body = text.cut(len(name.plain)).trimmed(EDGES, EDGES) if verb else Text()
        rest = (behind,) if behind and not verb else ()
        return Split(title, name, body=body, rest=rest, way="marks", is_sure=True)
    last = _last_name(before)
    if last is not None:
        name, first = last
        return Split(title, name, rest=(first,), way="marks")
    said = BY_BEGINNING.sub("", behind.plain)
    name = behind.cut(len(behind.plain) - len(said)).trimmed("( " + EDGES, "")
    if name.plain.count(")") > name.plain.count("("):
        name = name.trimmed("", " )")
    if people_likeness(name) >= MAYBE_NAME:
        others = (before,) if before else ()
        is_sure = said != behind.plain or people_likeness(name) >= NAME
        return Split(title, name, rest=others, way="marks", is_sure=is_sure)
    beside = tuple(part for part in (before, behind) if re.search(r"\w", part.plain))
    return Split(title, rest=beside, way="marks" if beside else "", is_sure=not beside)


def _by_beginning(before: Text) -> tuple[Text, str] | None:
    """Return the name that *before* begins with, and what it is said to do."""
    if not before:
        return None
    for match in re.finditer(r"[,:–—]|\s-\s|\s(?=[a-z])", before.plain):
        name = before.cut(0, match.start())
        verb = before.plain[match.end() :].strip()
        likely = people_likeness(name)
        if likely >= MAYBE_NAME and _VERBS.fullmatch(before.plain, match.start()):
            return name, verb
        if likely >= NAME and _is_clause(match[0], verb):
            return name, verb
    if people_likeness(before) >= MAYBE_NAME:
        return before, ""
    return None


def _last_name(before: Text) -> tuple[Text, Text] | None:
    """Return the name with which *before* ends behind a colon, and what stands before it."""
    for match in re.finditer(r"\s*[:：]\s+", before.plain):
        name = before.cut(match.end())
        if people_likeness(name) >= NAME:
            return name, before.cut(0, match.start())
    return None


def _is_clause(sign: str, text: str) -> bool:
    """Whether *text* behind a sign goes on in small letters: no affiliation, but a sentence."""
    return sign in ",:–—" and text[:1].islower() and not is_place(text)
