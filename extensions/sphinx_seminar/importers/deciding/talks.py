"""One talk, finished: title, people, readings, links and abstract out of its fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.deciding.gathered import Gathered
from sphinx_seminar.importers.deciding.talk_fields import HANDLERS, keep_note
from sphinx_seminar.importers.deciding.talk_lines import take_line
from sphinx_seminar.importers.deciding.works import (
    unique_readings,
)
from sphinx_seminar.importers.flags import Flag, FlagKind
from sphinx_seminar.importers.found import (
    FoundTalk,
    TalkKind,
)
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.words.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.importers.deciding.drafts import Draft, TalkDraft
    from sphinx_seminar.importers.deciding.splits import Split
    from sphinx_seminar.importers.texts import Text


#: What stands between a speaker and a title: "(NUS): ".
_SIGN = re.compile(r"\s*(?:\([^()]*\))?\s*[:：–—-]\s+(?=\S)")
_MISSING = {
    Slot.SPEAKER: "speaker",
    Slot.TITLE: "title",
    Slot.ABSTRACT: "abstract",
    Slot.READING: "reading",
}


class PageHabit(NamedTuple):
    """What holds for all talks of a page: what it is for, and the names that stand in it alone."""

    is_reading_group: bool = False
    names: frozenset[str] = frozenset()


class Finished(NamedTuple):
    """A talk with what was doubtful about it, and the room that one of its lines named."""

    talk: FoundTalk
    flags: tuple[Flag, ...]
    venue: str = ""


def finish_talk(
    talk: TalkDraft, splits: Sequence[Split], draft: Draft, page: PageHabit
) -> Finished:
    """Return the talk of *draft* whose lines were taken apart into *splits*."""
    found = Gathered(draft, page.is_reading_group, page.names)
    for one in talk.fields:
        HANDLERS.get(one.slot, keep_note)(found, one)
    for line, split in zip(talk.lines, splits, strict=True):
        take_line(found, line, split)
    readings = unique_readings(found.readings)
    title = _without_speaker(found)
    kind = found.kind or _kind(title, has_readings=bool(readings))
    made = FoundTalk(
        title,
        kind,
        tuple(dict.fromkeys(found.people)),
        None,
        None,
        found.language,
        tuple(found.topics),
        readings,
        tuple(dict.fromkeys(found.links)),
        "\n\n".join(found.abstract),
        _missing(found),
        talk.line,
    )
    return Finished(made, tuple(dict.fromkeys(found.flags)), found.venue)


def _without_speaker(found: Gathered) -> Text:
    """Return the title without the speaker who stands before it: "A. Lee: On rain"."""
    plain = found.title.plain
    for person in found.people:
        match = _SIGN.match(plain, len(person.name)) if plain.startswith(person.name) else None
        if match:
            found.flags.append(Flag(FlagKind.LINE_MARKED, found.title.words))
            return found.title.cut(match.end())
    return found.title


def _kind(title: Text, *, has_readings: bool) -> str:
    kind = kind_of(title.words) if title else None
    if kind is not None:
        return kind.value
    return TalkKind.READING.value if has_readings and not title else TalkKind.TALK.value


def _missing(found: Gathered) -> tuple[str, ...]:
    names = {_MISSING[slot] for slot in found.draft.missing if slot in _MISSING} | found.missing
    has = {
        "speaker": bool(found.people),
        "title": bool(found.title or (found.readings and "reading" not in names)),
        "abstract": bool(found.abstract),
        "reading": bool(found.readings or found.title),
    }
    return tuple(name for name in _MISSING.values() if name in names and not has[name])
