"""The words of ``seminar import``: doubts, problems and reasons in one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.cli.wording import one_line
from sphinx_seminar.importers.entries import Problem, ProblemKind, SkipReason
from sphinx_seminar.importers.flags import Flag, FlagKind
from sphinx_seminar.importers.sources import SourceError, SourceProblem
from sphinx_seminar.importers.writing.transaction import FOLDER, WriteError, WriteProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FLAGS: Mapping[FlagKind, str] = {
    FlagKind.DATE_MISSING: "no day can be read: {detail}",
    FlagKind.DATE_PARTIAL: "only a part of the date is known: {detail}",
    FlagKind.DATE_IMPOSSIBLE: "there is no such day: {detail}",
    FlagKind.DATE_ORDER: "no date of the page shows the order of day and month: taken as {detail}",
    FlagKind.DATE_ORDERS_MIXED: "both orders of day and month occur on the page ({detail})",
    FlagKind.DATE_WORD: "the month may be another one: {detail}",
    FlagKind.DATE_RANGE: "several days: {detail}",
    FlagKind.DATE_SHARED: "one entry for several meetings: {detail}",
    FlagKind.DATE_POSTED: "the date may be that of the posting: {detail}",
    FlagKind.YEAR_HEADING: "year from the heading “{detail}”",
    FlagKind.YEAR_TITLE: "year from the title “{detail}”",
    FlagKind.YEAR_ADDRESS: "year from the address or the file's name “{detail}”",
    FlagKind.YEAR_WEEKDAY: "the year {detail} is the latest in which the weekdays fit",
    FlagKind.YEAR_NEIGHBOUR: "year from the dates beside it: {detail}",
    FlagKind.YEAR_GUESSED: "no year is told: {detail} is a guess",
    FlagKind.YEAR_CONTRADICTION: "the year is not that of the heading “{detail}”",
    FlagKind.WEEKDAY_WRONG: "the weekday does not fit: the day is a {weekday}",
    FlagKind.WEEKDAY_UNUSUAL: "a {weekday}, unlike most others",
    FlagKind.LIST_ORDER: "not in the order of the list: {detail}",
    FlagKind.TERM_SEASON: "an unlikely day for the term “{detail}”",
    FlagKind.TIME_PM: "taken as pm, because the page meets at {detail}",
    FlagKind.TIME_CONTEXT: "taken as pm: {detail}",
    FlagKind.TIME_DOUBTFUL: "a doubtful time: {detail}",
    FlagKind.TIME_UNREADABLE: "the time cannot be read: {detail}",
    FlagKind.TIME_BACKWARDS: "the end is before the start: {detail}",
    FlagKind.TIME_OPEN: "no end is told: {detail}",
    FlagKind.ZONE_SEASON: "{detail} is not in force on that day",
    FlagKind.ZONE_UNKNOWN: "an unknown time zone: {detail}",
    FlagKind.SESSION_GUESSED: "may be no meeting",
    FlagKind.TOLD_TWICE: "told again in line {detail}",
    FlagKind.STATUS_GUESSED: "the state is guessed: {detail}",
    FlagKind.STRUCK: "struck through: taken as cancelled",
    FlagKind.POSTPONED_PAIR: "taken as the same meeting as on {detail}",
    FlagKind.PARTS: "one of several parts: {detail}",
    FlagKind.TIME_WITHOUT_MEETING: "a time, although there is no meeting",
    FlagKind.TITLE_GUESSED: "perhaps not the title: {detail}",
    FlagKind.LINE_SPLIT: "title, speaker and place taken apart by guess: {detail}",
    FlagKind.LINE_MARKED: "title and speaker taken apart: {detail}",
    FlagKind.SPEAKERS_SPLIT: "taken as several people: {detail}",
    FlagKind.SPEAKER_SHORT: "one word for a person: {detail}",
    FlagKind.SPEAKER_DOUBTFUL: "perhaps not a person, or not one: {detail}",
    FlagKind.SPEAKER_SPELLING: "perhaps one person: {detail}",
    FlagKind.LINK_ROLE: "what the link leads to is guessed: {detail}",
    FlagKind.READING_DOUBTFUL: "taken as a reading: {detail}",
    FlagKind.READING_UNTITLED: "a reading without a title: {detail}",
    FlagKind.HTML_TABLE: "read from a table in HTML",
    FlagKind.COLUMN_UNKNOWN: "an unknown column: {detail}",
}
_PROBLEMS: Mapping[ProblemKind, str] = {
    ProblemKind.LOOP: "the page takes its sessions from elsewhere: import {value}",
    ProblemKind.EMPTY: "no meeting with a date was found",
    ProblemKind.ENCODING: "not UTF-8: read as {value}",
    ProblemKind.SYNTAX: "cannot be read as a whole: {value}",
    ProblemKind.UNKNOWN_COLUMN: (
        "what is “{value}”? Kept as notes; say it with --map '{value}=PLACE'. It holds: {examples}"
    ),
    ProblemKind.RECURRENCE: "repeated without an end; read up to {value}",
    ProblemKind.TRUNCATED: "too many to be read: {value}",
    ProblemKind.VALUE: "cannot be read: {value}",
}
_SKIPPED: Mapping[SkipReason, str] = {
    SkipReason.COMMENT: "a comment",
    SkipReason.DRAFT: "a draft",
    SkipReason.SUGGESTION: "a suggestion",
    SkipReason.DEADLINE: "a deadline",
    SkipReason.NEWS: "news",
    SkipReason.TEMPLATE: "a template",
    SkipReason.UNDATED: "no date",
    SkipReason.BREAK: "a break",
    SkipReason.OTHER: "about something else",
}
_SOURCES: Mapping[SourceProblem, str] = {
    SourceProblem.MISSING: "there is no such file",
    SourceProblem.UNREADABLE: "cannot be read ({detail})",
    SourceProblem.TOO_LARGE: "larger than {megabytes} MB: not read",
    SourceProblem.TOO_MANY: "more than {detail} files: name fewer",
    SourceProblem.BINARY: "no text{detail_as}",
    SourceProblem.EMPTY: "empty, or nothing in it that can be imported",
    SourceProblem.OUTSIDE: "a link that leads out of the folder: not followed",
    SourceProblem.SYNTAX: "cannot be read: {detail}",
    SourceProblem.TOO_DEEP: "expands or nests beyond measure: not read",
    SourceProblem.NO_FORMAT: "no format that can be imported",
    SourceProblem.NOT_REGULAR: "no regular file",
}
_WRITING: Mapping[WriteProblem, str] = {
    WriteProblem.CHANGED: "{path} was changed meanwhile: nothing was written; try again",
    WriteProblem.OUTSIDE: "{path} lies outside the archive: nothing was written",
    WriteProblem.UNWRITABLE: "{path} cannot be written ({detail}): nothing was changed",
    WriteProblem.INTERRUPTED: (
        "{path} cannot be written ({detail}): what is missing lies in {folder}, and the next"
        " import puts it in place"
    ),
}
_MEGABYTE = 1024 * 1024


def flag_words(flag: Flag) -> str:
    """Return what is doubtful, in words."""
    number = int(flag.detail) if flag.detail.isdecimal() and len(flag.detail) == 1 else 0
    text = _FLAGS[flag.kind].format(detail=flag.detail, weekday=WEEKDAYS[number % 7])
    return one_line(text).removesuffix(": ").removesuffix(":")


def problem_line(problem: Problem) -> str:
    """Return one line about a problem of a file."""
    examples = "; ".join(f"“{one[:60]}”" for one in problem.examples)
    words = _PROBLEMS[problem.kind].format(value=problem.value, examples=examples)
    return one_line(f"{_place(problem.source, problem.line)}: {words}")


def skipped_words(reason: SkipReason) -> str:
    """Return why something is no session."""
    return _SKIPPED[reason]


def source_line(error: SourceError) -> str:
    """Return one line about a source that gives nothing."""
    size = int(error.detail) // _MEGABYTE if error.detail.isdecimal() else 0
    words = _SOURCES[error.problem].format(
        detail=error.detail,
        megabytes=size,
        detail_as=f" ({error.detail})" if error.detail else "",
    )
    return one_line(f"{_place(error.name, error.line)}: {words}")


def write_line(error: WriteError) -> str:
    """Return one line about files that were not written."""
    words = _WRITING[error.problem]
    return one_line(words.format(path=error.path, detail=error.detail, folder=FOLDER))


def _place(source: str, line: int) -> str:
    return f"{source}:{line}" if line else source
