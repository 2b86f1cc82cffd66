"""A page decided: every step in its order, each for the whole page."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.dating.deciding import decide_dates
from sphinx_seminar.importers.dating.mentions import Decision, Mention, Setting
from sphinx_seminar.importers.deciding.defaults import find_defaults, is_american, usual_weekday
from sphinx_seminar.importers.deciding.doubles import without_doubles
from sphinx_seminar.importers.deciding.drafts import Draft, all_lines, settle_talks
from sphinx_seminar.importers.deciding.lines import split_lines
from sphinx_seminar.importers.deciding.relations import relate
from sphinx_seminar.importers.deciding.scrubbing import Scrubbed, scrub_entry, scrub_fields
from sphinx_seminar.importers.deciding.sessions import finish_session
from sphinx_seminar.importers.deciding.sorting import draft_of
from sphinx_seminar.importers.deciding.talks import PageHabit, finish_talk
from sphinx_seminar.importers.entries import ProblemKind
from sphinx_seminar.importers.found import Found, FoundNote, FoundSession, FoundTalk, LinkRole
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.words.addresses import role_of_url
from sphinx_seminar.importers.words.clocks import habit_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sphinx_seminar.importers.entries import Entry, Field, Page, Problem
    from sphinx_seminar.importers.flags import Flag

_READING_GROUP = re.compile(
    r"reading (?:group|club|seminar|list)|journal club|paper (?:club|reading|discussion|group)"
    r"|\bjc\b|book club|lese(?:kreis|gruppe|seminar)|groupe de lecture|輪読|读书会|論文",
    re.IGNORECASE,
)
_MOSTLY = 0.6
_FEWEST = 4


def decide(pages: Sequence[Page], as_of: date | None) -> Found:
    """Return what was found in *pages*, which are decided as one: one file, or one folder.

    *as_of* is the day as of which they are read.
    """
    dropped: Counter[str] = Counter()
    around_scrubbed = Scrubbed(dropped=dropped)
    around = scrub_fields([one for page in pages for one in page.around], around_scrubbed)
    drafts = [draft_of(*scrub_entry(entry, dropped)) for entry in _entries(pages)]
    decisions = _decide_dates(drafts, pages, around, as_of)
    title = next((page.title.words for page in pages if page.title), "")
    defaults = find_defaults(around, around_scrubbed.found(), title)
    spots = [spot for draft in drafts for _, spot in draft.times]
    habit = habit_of(spots, defaults.start)
    splits = iter(split_lines(all_lines(drafts)))
    sessions: list[FoundSession] = []
    moves: list[tuple[tuple[str, bool], ...]] = []
    clusters: list[int] = []
    page_habit = PageHabit(_is_reading_group(pages, drafts), _names(drafts))
    for draft, own in zip(drafts, decisions, strict=True):
        talks: list[FoundTalk] = []
        flags: list[Flag] = []
        venue = ""
        apart = [[next(splits) for _ in talk.lines] for talk in draft.talks]
        for talk, parts in settle_talks(draft, apart):
            finished = finish_talk(talk, parts, draft, page_habit)
            talks.append(finished.talk)
            flags += finished.flags
            venue = venue or finished.venue
        made = finish_session(draft, talks, own, habit, flags, venue)
        sessions += made
        moves += [tuple(draft.other_days)] * len(made)
        clusters += [draft.entry.cluster] * len(made)
    sessions, kept = without_doubles(sessions, clusters)
    moves = [moves[index] for index in kept]
    return Found(
        pages[0].source if pages else "",
        pages[0].format if pages else "",
        tuple(_with_keys(relate(sessions, moves))),
        defaults,
        tuple(one for page in pages for one in page.skipped),
        _problems(pages),
        _notes(around),
        tuple(sorted((name, count) for name, count in dropped.items() if count)),
    )


def _problems(pages: Sequence[Page]) -> tuple[Problem, ...]:
    """Return the problems of all *pages*; a column that nobody knows is one question."""
    kept: dict[object, Problem] = {}
    for page in pages:
        for one in page.problems:
            is_column = one.kind is ProblemKind.UNKNOWN_COLUMN
            name = one.value if is_column else (one.kind, one.source, one.line, one.value)
            kept[name] = kept[name].with_examples(one.examples) if name in kept else one
    return tuple(kept.values())


def _entries(pages: Sequence[Page]) -> Iterator[Entry]:
    """Yield the entries of all pages; the lists of two pages are different ones."""
    offset = 0
    for page in pages:
        highest = 0
        for entry in page.entries:
            highest = max(highest, entry.cluster)
            cluster = 0 if page.one_talk else entry.cluster + offset
            yield replace(entry, cluster=cluster)
        offset += highest + 1


def _decide_dates(
    drafts: Sequence[Draft], pages: Sequence[Page], around: Sequence[Field], as_of: date | None
) -> list[list[Decision]]:
    """Return the decisions for the dates of each draft."""
    mentions = [
        Mention(spot, tuple(text.words for text in draft.entry.headings), draft.entry.cluster)
        for draft in drafts
        for spot in draft.spots
    ]
    prose = tuple(one.text.words for one in around if one.text)
    setting = Setting(
        tuple(page.title.words for page in pages[:1]),
        tuple(hint for page in pages[:1] for hint in page.hints),
        prose,
        usual_weekday(around),
        as_of,
        is_american(prose),
    )
    decided = iter(decide_dates(mentions, setting))
    return [[next(decided) for _ in draft.spots] for draft in drafts]


def _is_reading_group(pages: Sequence[Page], drafts: Sequence[Draft]) -> bool:
    """Whether papers are what the page is about: by its name, its columns or its links."""
    names = [page.title.words for page in pages] + [hint for page in pages for hint in page.hints]
    names += [text.words for draft in drafts[:1] for text in draft.entry.headings]
    if any(_READING_GROUP.search(name.replace("-", " ").replace("_", " ")) for name in names):
        return True
    if any(
        one.slot is Slot.READING for draft in drafts for talk in draft.talks for one in talk.fields
    ):
        return True
    lines = [line for line in all_lines(drafts) if line.links]
    papers = [
        line
        for line in lines
        if any(role_of_url(link.url) is LinkRole.PAPER for link in line.links)
    ]
    return len(lines) >= _FEWEST and len(papers) >= _MOSTLY * len(drafts)


def _names(drafts: Sequence[Draft]) -> frozenset[str]:
    """Return the speakers that stand in a field alone, in small letters."""
    fields = [one for draft in drafts for talk in draft.talks for one in talk.fields]
    return frozenset(
        one.text.words.casefold()
        for one in fields
        if one.slot is Slot.SPEAKER and "," not in one.text.words
    )


def _with_keys(sessions: Sequence[FoundSession]) -> Iterator[FoundSession]:
    """Yield *sessions* with a key each: the day, and the number on that day."""
    counts: Counter[str] = Counter()
    for session in sessions:
        day = session.date.date.isoformat() if session.date.date else f"? {session.date.raw}"
        counts[day] += 1
        key = day if counts[day] == 1 else f"{day}#{counts[day]}"
        yield replace(session, key=key)


def _notes(around: Sequence[Field]) -> tuple[FoundNote, ...]:
    """Return the text outside all meetings."""
    return tuple(
        FoundNote(one.text.words, one.text.line)
        for one in around
        if one.text.words and one.name != "front matter"
    )
