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

from sphinx_seminar.importers.deciding.around import BY_BEGINNING, around_name, around_title
from sphinx_seminar.importers.deciding.marks import name_span, title_span
from sphinx_seminar.importers.deciding.people import people_likeness
from sphinx_seminar.importers.deciding.splits import EDGES, EMPTY_BRACKETS, Split, Way
from sphinx_seminar.importers.deciding.works import has_title
from sphinx_seminar.importers.found import LinkRole
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Linked, Text, joined
from sphinx_seminar.importers.words.addresses import is_generic, is_short, role_of
from sphinx_seminar.importers.words.kinds import kind_of
from sphinx_seminar.importers.words.names import (
    MAYBE_NAME,
    NAME,
    is_institution,
    is_place,
    likeness,
)
from sphinx_seminar.importers.words.placeholders import is_open
from sphinx_seminar.importers.words.places import begins_with_room, looks_like_place

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    ("colon", re.compile(r"\s*(?::\s+|：\s*)")),
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
_MATERIALS = frozenset({LinkRole.ANNOUNCEMENT, LinkRole.SLIDES, LinkRole.VIDEO, LinkRole.CALENDAR})
_TOLD = frozenset({"n-bar-t", "n-dash-t", "n-colon-t"})
_ASIDES = frozenset({"n-comma-t", "n-dash-t", "n-semicolon-t"})
_FEWEST_SENTENCES = 3


def split_lines(lines: Sequence[Text]) -> list[Split]:
    """Return *lines*, all of one page, taken apart."""
    stripped = [_without_materials(line) for line in lines]
    # What the author set off needs no weighing.
    ways = [[] if title_span(text) else _ways(text) for text, _ in stripped]
    votes: Counter[str] = Counter()
    for found in ways:
        best = max(found, key=lambda way: way.score, default=None)
        if best is not None and best.score >= NAME:
            votes[best.name] += 1
    return [
        replace(_split(text, found, votes), links=links)
        for (text, links), found in zip(stripped, ways, strict=True)
    ]


def _without_materials(line: Text) -> tuple[Text, tuple[Linked, ...]]:
    """Return *line* without the links that lead to slides and the like, and these."""
    taken = tuple(link for link in line.links if _is_material(link))
    rest = line.without_links(taken) if taken else line
    rest = rest.without(match.span() for match in EMPTY_BRACKETS.finditer(rest.plain))
    return rest.trimmed(EDGES, EDGES + "[("), taken


def _is_material(link: Linked) -> bool:
    role, _ = role_of(link.url, link.label, Slot.LINE)
    if role is LinkRole.PAPER and not has_title(link.label):
        # "(Lee et al., 2019)" behind the topic
        return True
    return is_generic(link.label) or (role in _MATERIALS and is_short(link.label))


def _split(text: Text, ways: Sequence[Way], votes: Counter[str]) -> Split:
    span = title_span(text)
    if span is not None:
        return around_title(text, span)
    sentences = _sentences(text)
    if len(sentences) >= _FEWEST_SENTENCES:
        return _by_sentences(sentences)
    name = name_span(text)
    if name is not None:
        return around_name(text, name)
    return _by_signs(text, ways, votes)


def _by_signs(text: Text, ways: Sequence[Way], votes: Counter[str]) -> Split:
    told = [way for way in ways if way.name in _TOLD and _tells(way)]
    best = max(told or ways, key=lambda way: way.score + _vote(votes, way.name), default=None)
    if told and best is not None:
        # What stands behind a name and a sign is a title, unless it names an institution.
        return Split(best.title, best.speaker, way=best.name, is_sure=_vote(votes, best.name) > 0)
    alone = people_likeness(text)
    if best is not None and best.score > MAYBE_NAME and best.score >= alone - 0.1:
        is_sure = best.score > 0.9 and _vote(votes, best.name) > 0  # noqa: PLR2004
        return Split(best.title, best.speaker, way=best.name, is_sure=is_sure)
    if alone >= NAME:
        return Split(speaker=text)
    return Split(title=text)


def _tells(way: Way) -> bool:
    return people_likeness(way.speaker) >= NAME and not is_place(way.title.words)


def _vote(votes: Counter[str], name: str) -> float:
    total = votes.total()
    return 0.4 * votes[name] / total if total else 0.0


def _ways(text: Text) -> list[Way]:
    """Return the readings of *text* with a name on one side of a separator."""
    found: list[Way] = []
    plain = text.plain
    for match in _BY.finditer(plain):
        title, name = text.cut(0, match.start()), text.cut(match.end())
        # "with" and "by" may stand in a title, "led by" hardly
        bonus = 0.3 if len(match[0].split()) == 1 else 0.6
        found.append(_way("t-by-n", title, name, bonus=bonus))
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
    speaker = speaker.trimmed(EDGES + "(", EDGES + ".")
    title = title.trimmed(EDGES, EDGES + "(")
    person = people_likeness(speaker)
    if name in _ASIDES and (is_institution(title.words) or BY_BEGINNING.match(title.plain)):
        # "A. Lee, University of Leeds", "Double cosets, by A. Lee"
        return Way(name, 0.0, title, speaker)
    if not title or not speaker or person < MAYBE_NAME:
        return Way(name, 0.0, title, speaker)
    other = 0.0 if is_open(title.words) else likeness(title.words)
    length = min(len(title.words.split()), 4) / 40
    return Way(
        name, person - 0.5 * other + length + (bonus if person >= NAME else 0), title, speaker
    )


def _sentences(text: Text) -> list[Text]:
    found: list[Text] = []
    position = 0
    for match in _SENTENCE_END.finditer(text.plain):
        found.append(text.cut(position, match.start() + 1).trimmed(EDGES, f"{EDGES}."))
        position = match.end()
    found.append(text.cut(position).trimmed(EDGES, f"{EDGES}."))
    return [one for one in found if re.search(r"\w", one.plain)]


def _by_sentences(sentences: Sequence[Text]) -> Split:
    """Return a run-on line: "Kind. Title. Name, Aff. Room, time. Weekday."."""
    places = [one for one in sentences if _is_room(one.words)]
    kept = [one for one in sentences if one not in places and not _WEEKDAY.fullmatch(one.words)]
    kinds = [one for one in kept if kind_of(one.words) and len(kept) > 2]  # noqa: PLR2004
    kept = [one for one in kept if one not in kinds[:1]]
    names = [index for index, one in enumerate(kept) if index and people_likeness(one) >= NAME]
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
        if best is not None and best.score > MAYBE_NAME:
            title, speaker = best.title, best.speaker
    venue = ", ".join(one.words for one in places)
    return Split(title, speaker, venue, rest=rest, way="sentences")


def _is_room(words: str) -> bool:
    return begins_with_room(words) or (looks_like_place(words) and likeness(words) < NAME)
