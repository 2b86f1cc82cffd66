"""Run-on lines, taken apart: who, what, and where in "Title by A. Lee (NUS), room 3".

What the author set off (a link, quotation marks, italics, bold) is taken first. Then the
separators are tried, and because one page is written by few hands, the way that fits most
of its lines decides for those that fit it less well. Everything here is flagged.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.deciding.marks import name_span, title_span
from sphinx_seminar.importers.deciding.people import people_likeness
from sphinx_seminar.importers.deciding.splits import Split, Way
from sphinx_seminar.importers.found import LinkRole
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Linked, Text, joined
from sphinx_seminar.importers.words.addresses import is_generic, is_short, role_of
from sphinx_seminar.importers.words.kinds import kind_of
from sphinx_seminar.importers.words.names import is_place, likeness
from sphinx_seminar.importers.words.placeholders import is_open
from sphinx_seminar.importers.words.places import begins_with_room, looks_like_place

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDGES = " \t\n\x0b\x0c,;:|–—-·•"
_NAME = 0.7
_MAYBE_NAME = 0.45
_BY = re.compile(
    r"\s*[,.;(–—-]*\s*\b(?:presented by|led by|given by|discussion led by|by|speaker:|presenter:"
    r"|von|par|por|with)\s+",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\s+(?:(?:will )?(?:talks?|speaks?|presents?|presenting|speaking|leads?|gives?)\s*"
    r"(?:a talk |a discussion )?(?:on|about)?|on|about|über)\s+",
    re.IGNORECASE,
)
#: Separators and what stands left of them: "n" is the name, "t" the title.
_SIGNS = (
    ("colon", re.compile(r"\s*[:：]\s+")),
    ("dash", re.compile(r"\s+[-–—]+\s+|\s*[–—]\s*")),
    ("bar", re.compile(r"\s*\|\s*")),
    ("semicolon", re.compile(r"\s*;\s+")),
    ("comma", re.compile(r"\s*,\s+")),
    ("stop", re.compile(r"(?<![A-Z])\.\s+(?=[A-Z“\"])")),
)
#: No end is the stop of an initial, of "Dr." or of "et al.".
_SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bDr)(?<!\bMr)(?<!\bSt)(?<!\bvs)(?<!\bal)(?<!\bProf)(?<!\bMrs)[.!?]\s+"
)
_WEEKDAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch",
    re.IGNORECASE,
)
_LAST_PARENTHESES = re.compile(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*$")
_SAID = re.compile(r"([^:：]{3,80}?)\s*(?:[:：]|\s[-–—])\s+(\W?[A-Z].*)$", re.DOTALL)
_BY_BEFORE = re.compile(r"(?:^|[\s,(–—-]+)(?:presented |led |given )?by$", re.IGNORECASE)
_BY_BEGINNING = re.compile(
    r"^(?:by|with|presented by|led by|speaker:|presenter:)\s+", re.IGNORECASE
)
_IN_PARENTHESES = re.compile(r"\s*\([^()]*(?:\([^()]*\))?[^()]*\)")
_VERBS = re.compile(
    r"[\s,:–—-]+(?:(?:a |the )?(?:paper |short )?(?:review(?:s|ing|ed)?|discuss(?:es|ing|ion)?"
    r"|present(?:s|ing)?|introduc(?:es|ing|tion)|will |talks? |leads? |covers? |reads? |on |about )"
    r".*)?$",
    re.IGNORECASE,
)
_MATERIALS = frozenset({LinkRole.ANNOUNCEMENT, LinkRole.SLIDES, LinkRole.VIDEO, LinkRole.CALENDAR})
_TOLD = frozenset({"n-bar-t", "n-dash-t", "n-colon-t"})
_FEWEST_SENTENCES = 3


def split_lines(lines: Sequence[Text]) -> list[Split]:
    """Return *lines*, all of one page, taken apart."""
    stripped = [_without_materials(line) for line in lines]
    # What the author set off needs no weighing.
    ways = [[] if title_span(text) else _ways(text) for text, _ in stripped]
    votes: Counter[str] = Counter()
    for found in ways:
        best = max(found, key=lambda way: way.score, default=None)
        if best is not None and best.score >= _NAME:
            votes[best.name] += 1
    return [
        replace(_split(text, found, votes), links=links)
        for (text, links), found in zip(stripped, ways, strict=True)
    ]


def _without_materials(line: Text) -> tuple[Text, tuple[Linked, ...]]:
    """Return *line* without the links that lead to slides and the like, and these."""
    taken = tuple(link for link in line.links if _is_material(link))
    rest = line.without_links(taken) if taken else line
    cleaned = re.sub(r"[(\[]\s*[,;/|]*\s*[)\]]", "", rest.plain)
    if cleaned != rest.plain and not rest.links:
        rest = Text.of(cleaned, line.line)
    return rest.trimmed(_EDGES, _EDGES + "[("), taken


def _is_material(link: Linked) -> bool:
    role, _ = role_of(link.url, link.label, Slot.LINE)
    return is_generic(link.label) or (role in _MATERIALS and is_short(link.label))


def _split(text: Text, ways: Sequence[Way], votes: Counter[str]) -> Split:
    span = title_span(text)
    if span is not None:
        return _around_title(text, span)
    sentences = _sentences(text)
    if len(sentences) >= _FEWEST_SENTENCES:
        return _by_sentences(sentences)
    name = name_span(text)
    if name is not None:
        return _around_name(text, name)
    return _by_signs(text, ways, votes)


def _by_signs(text: Text, ways: Sequence[Way], votes: Counter[str]) -> Split:
    told = [way for way in ways if way.name in _TOLD and _tells(way)]
    best = max(told or ways, key=lambda way: way.score + _vote(votes, way.name), default=None)
    if told and best is not None:
        # What stands behind a name and a sign is a title, unless it names an institution.
        return Split(best.title, best.speaker, way=best.name, is_sure=_vote(votes, best.name) > 0)
    alone = people_likeness(text)
    if best is not None and best.score > _MAYBE_NAME and best.score >= alone - 0.1:
        is_sure = best.score > 0.9 and _vote(votes, best.name) > 0  # noqa: PLR2004
        return Split(best.title, best.speaker, way=best.name, is_sure=is_sure)
    if alone >= _NAME:
        return Split(speaker=text)
    return Split(title=text)


def _tells(way: Way) -> bool:
    return people_likeness(way.speaker) >= _NAME and not is_place(way.title.words)


def _vote(votes: Counter[str], name: str) -> float:
    total = votes.total()
    return 0.4 * votes[name] / total if total else 0.0


def _ways(text: Text) -> list[Way]:
    """Return the readings of *text* with a name on one side of a separator."""
    found: list[Way] = []
    plain = text.plain
    for match in _BY.finditer(plain):
        title, name = text.cut(0, match.start()), text.cut(match.end())
        found.append(_way("t-by-n", title, name, bonus=0.3))
    for match in list(_ON.finditer(plain))[:1]:
        name, title = text.cut(0, match.start()), text.cut(match.end())
        found.append(_way("n-on-t", title, name, bonus=0.0))
    for sign, pattern in _SIGNS:
        matches = list(pattern.finditer(plain))
        for match in {id(one): one for one in (*matches[:3], *matches[-3:])}.values():
            left, right = text.cut(0, match.start()), text.cut(match.end())
            found.append(_way(f"n-{sign}-t", right, left))
            found.append(_way(f"t-{sign}-n", left, right))
    if last := _LAST_PARENTHESES.search(plain):
        inside = text.cut(last.start(1), last.end(1))
        found.append(_way("t-(n)", text.cut(0, last.start()), inside))
    return [way for way in found if way.score > 0]


def _way(name: str, title: Text, speaker: Text, bonus: float = 0.0) -> Way:
    speaker = speaker.trimmed(_EDGES + "(", _EDGES + ".")
    title = title.trimmed(_EDGES, _EDGES + "(")
    person = people_likeness(speaker)
    if not title or not speaker or person < _MAYBE_NAME:
        return Way(name, 0.0, title, speaker)
    other = 0.0 if is_open(title.words) else likeness(title.words)
    length = min(len(title.words.split()), 4) / 40
    return Way(
        name, person - 0.5 * other + length + (bonus if person >= _NAME else 0), title, speaker
    )


def _around_name(text: Text, span: tuple[int, int]) -> Split:
    """Return the line split at a name that is set off, with an affiliation behind it."""
    start, end = span
    if affiliation := _IN_PARENTHESES.match(text.plain, end):
        end = affiliation.end()
    behind = text.cut(end).trimmed(f"{_EDGES}.\t", _EDGES)
    before = text.cut(0, start).trimmed(_EDGES, _EDGES)
    by = _BY_BEFORE.search(before.plain)
    if by:
        before = before.cut(0, by.start())
    title, rest = (before, (behind,)) if by or not behind else (behind, (before,))
    return Split(
        title, text.cut(start, end), rest=tuple(filter(None, rest)), way="marks", is_sure=True
    )


def _around_title(text: Text, span: tuple[int, int]) -> Split:
    named = _SAID.match(text.plain[: span[0]])
    if named and people_likeness(text.cut(0, named.end(1))) >= _NAME and named[2].strip():
        # A name, a title, and only behind it what is set off.
        speaker = text.cut(0, named.end(1))
        return Split(text.cut(named.start(2)), speaker, way="marks", is_sure=True)
    title = text.cut(*span).trimmed('"“„« ', '"”“» ,.')
    before = text.cut(0, span[0]).trimmed(_EDGES, _EDGES + '"“„«([')
    behind = text.cut(span[1]).trimmed('"”“»,.)] \t' + _EDGES, _EDGES)
    spoken = _by_beginning(before)
    if spoken is not None:
        name, verb = spoken
        body = text.cut(len(name.plain)).trimmed(_EDGES, _EDGES) if verb else Text()
        rest = (behind,) if behind and not verb else ()
        return Split(title, name, body=body, rest=rest, way="marks", is_sure=True)
    said = _BY_BEGINNING.sub("", behind.plain)
    name = behind.cut(len(behind.plain) - len(said)).trimmed("( " + _EDGES, "")
    if name.plain.count(")") > name.plain.count("("):
        name = name.trimmed("", " )")
    if people_likeness(name) >= _MAYBE_NAME:
        others = (before,) if before else ()
        is_sure = said != behind.plain or people_likeness(name) >= _NAME
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
        if likely >= _MAYBE_NAME and _VERBS.fullmatch(before.plain, match.start()):
            return name, verb
        if likely >= _NAME and _is_clause(match[0], verb):
            return name, verb
    if people_likeness(before) >= _MAYBE_NAME:
        return before, ""
    return None


def _is_clause(sign: str, text: str) -> bool:
    """Whether *text* behind a sign goes on in small letters: no affiliation, but a sentence."""
    return sign in ",:–—" and text[:1].islower() and not is_place(text)


def _sentences(text: Text) -> list[Text]:
    found: list[Text] = []
    position = 0
    for match in _SENTENCE_END.finditer(text.plain):
        found.append(text.cut(position, match.start() + 1).trimmed(_EDGES, f"{_EDGES}."))
        position = match.end()
    found.append(text.cut(position).trimmed(_EDGES, f"{_EDGES}."))
    return [one for one in found if re.search(r"\w", one.plain)]


def _by_sentences(sentences: Sequence[Text]) -> Split:
    """Return a run-on line: "Kind. Title. Name, Aff. Room, time. Weekday."."""
    places = [one for one in sentences if _is_room(one.words)]
    kept = [one for one in sentences if one not in places and not _WEEKDAY.fullmatch(one.words)]
    kinds = [one for one in kept if kind_of(one.words) and len(kept) > 2]  # noqa: PLR2004
    kept = [one for one in kept if one not in kinds[:1]]
    names = [index for index, one in enumerate(kept) if index and people_likeness(one) >= _NAME]
    speaker, title, rest = Text(), joined(kept, ". "), tuple(kinds[:1])
    if names:
        first = names[0]
        behind = kept[first + 1 :]
        affiliation = [
            one for one in behind[:1] if is_place(one.words) or len(one.words.split()) == 1
        ]
        speaker = joined((kept[first], *affiliation), ", ")
        title = joined(kept[:first], ". ")
        rest += tuple(behind[len(affiliation) :])
    elif kept:
        best = max(_ways(title), key=lambda way: way.score, default=None)
        if best is not None and best.score > _MAYBE_NAME:
            title, speaker = best.title, best.speaker
    venue = ", ".join(one.words for one in places)
    return Split(title, speaker, venue, rest=rest, way="sentences")


def _is_room(words: str) -> bool:
    return begins_with_room(words) or (looks_like_place(words) and likeness(words) < _NAME)
