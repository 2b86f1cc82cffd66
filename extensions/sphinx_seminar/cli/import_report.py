"""The report of ``seminar import``: counts, one line a question, and what would be written."""

from __future__ import annotations

from collections import defaultdict
from difflib import unified_diff
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sphinx_seminar.cli.founding import EXAMPLE_KEY
from sphinx_seminar.cli.import_wording import (
    WEEKDAYS,
    flag_words,
    problem_line,
    skipped_words,
    source_line,
)
from sphinx_seminar.cli.wording import failure_line, one_line
from sphinx_seminar.domain.privacy import FILENAME as ACCESS
from sphinx_seminar.importers.counting import Counts, counts_of
from sphinx_seminar.importers.writing.plan import Fate
from sphinx_seminar.importers.writing.record import FILENAME as RECORD
from sphinx_seminar.model.session import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_seminar.importers.flags import Flag
    from sphinx_seminar.importers.found import Defaults, Found, FoundSession
    from sphinx_seminar.importers.sources import SourceError
    from sphinx_seminar.importers.writing.plan import Plan, Target
    from sphinx_seminar.importers.writing.shelf import Shelf
    from sphinx_seminar.model.archive import Archive

_FATES = {
    Fate.NEW: "new",
    Fate.CHANGED: "changed at the source, written anew",
    Fate.SAME: "imported before",
    Fate.THERE: "there already",
    Fate.EDITED: "changed at the source and edited here: not touched",
    Fate.UNDATED: "without a date: not written",
}
_MOST_SHOWN = 20


def print_report(
    found: Sequence[Found],
    errors: Sequence[SourceError],
    plan: Plan | None,
    target: Target | None,
    *,
    with_diff: bool,
) -> None:
    """Write the report to the standard output."""
    console = Console(highlight=False, soft_wrap=True)
    for error in errors:
        console.print(Text(source_line(error), style="red"))
    for one in found:
        _print_source(console, one)
    if len(found) > 1:
        console.print(Text(f"all sources: {_counts(counts_of(found))}", style="bold"))
    if plan is None or target is None:
        return
    _print_fates(console, plan, target.shelf)
    if plan.changes:
        _print_example(console, target.archive)
    if with_diff:
        _print_changes(console, plan)


def _print_source(console: Console, found: Found) -> None:
    head = f"{found.source} ({found.format}): {_counts(counts_of([found]))}"
    console.print(Text(one_line(head), style="bold"))
    for problem in found.problems:
        console.print(Text(f"  {problem_line(problem)}", style="yellow"))
    for line in _questions(found.sessions):
        console.print(Text(f"  {line}", style="yellow"))
    for line in _inferences(found.sessions):
        console.print(Text(f"  {line}", style="dim"))
    for line in _asides(found):
        console.print(Text(f"  {line}", style="dim"))


def _counts(counts: Counts) -> str:
    return (
        f"{counts.found} found, {counts.complete} complete, {counts.flagged} flagged, "
        f"{counts.skipped} skipped"
    )


def _questions(sessions: Iterable[FoundSession]) -> Iterator[str]:
    """Yield one line for each question, with file and line."""
    for session in sessions:
        for flag in session.flags:
            if flag.is_question:
                day = session.date.date.isoformat() if session.date.date else session.date.raw
                yield one_line(f"{session.location}: {day}: {flag_words(flag)}")


def _inferences(sessions: Iterable[FoundSession]) -> Iterator[str]:
    """Yield one line for each kind of inference, with the number of sessions."""
    told: defaultdict[str, int] = defaultdict(int)
    kinds: defaultdict[object, list[Flag]] = defaultdict(list)
    for session in sessions:
        for flag in session.flags:
            if not flag.is_question:
                kinds[flag.kind].append(flag)
    for flags in kinds.values():
        different = {flag.detail for flag in flags}
        words = flag_words(flags[0])
        if len(different) > 1:
            words = f"{words}, and {len(different) - 1} others alike"
        told[words] += len(flags)
    for words, count in told.items():
        yield one_line(f"{count} × {words}")


def _asides(found: Found) -> Iterator[str]:
    """Yield what is no session, what was left out, and what holds for the whole page."""
    for skipped in found.skipped[:_MOST_SHOWN]:
        place = f"{skipped.source}:{skipped.line}"
        yield one_line(f"{place}: skipped, {skipped_words(skipped.reason)}: {skipped.text[:80]}")
    if len(found.skipped) > _MOST_SHOWN:
        yield f"… and {len(found.skipped) - _MOST_SHOWN} more skipped"
    ways = [session for session in found.sessions if session.access]
    if ways or found.defaults.access:
        lines = [str(session.location.line) for session in ways]
        place = f" (lines {_listed(lines)})" if lines else ""
        yield f"ways into meetings go to {ACCESS}, and nowhere else{place}"
    if found.dropped:
        parts = ", ".join(f"{count} {name}" for name, count in found.dropped)
        yield one_line(f"not taken over: {parts}")
    if words := _defaults(found.defaults):
        yield one_line(f"for the settings of the series, not written into sessions: {words}")
    if found.notes:
        lines = list(dict.fromkeys(str(note.line) for note in found.notes))
        yield f"text outside all sessions, not taken over: lines {_listed(lines)}"


def _listed(lines: Sequence[str]) -> str:
    more = f" and {len(lines) - _MOST_SHOWN} more" if len(lines) > _MOST_SHOWN else ""
    return f"{', '.join(lines[:_MOST_SHOWN])}{more}"


def _defaults(defaults: Defaults) -> str:
    parts = []
    if defaults.weekday is not None:
        weeks = f"every {defaults.weeks} weeks on " if (defaults.weeks or 0) > 1 else ""
        parts.append(f"{weeks}{WEEKDAYS[defaults.weekday]}")
    if defaults.start:
        end = f"-{defaults.end:%H:%M}" if defaults.end else ""
        parts.append(f"{defaults.start:%H:%M}{end} {defaults.zone}".strip())
    if defaults.venue:
        parts.append(defaults.venue)
    return ", ".join(parts)


def _print_fates(console: Console, plan: Plan, shelf: Shelf) -> None:
    counts = {fate: sum(one.fate is fate for one in plan.outcomes) for fate in Fate}
    parts = [f"{count} {_FATES[fate]}" for fate, count in counts.items() if count]
    parts.append(f"{len(shelf.entries)} new readings")
    console.print(Text(one_line("; ".join(parts)), style="bold"))
    for one in plan.outcomes:
        if one.fate in {Fate.EDITED, Fate.UNDATED}:
            place = one.path or one.session.location
            console.print(Text(one_line(f"  {place}: {_FATES[one.fate]}"), style="yellow"))
    for gone in plan.vanished:
        words = f"  {gone.path}: no longer in {gone.source}; it is kept"
        console.print(Text(one_line(words), style="yellow"))
    for reading, key in shelf.doubts:
        console.print(Text(one_line(f"  “{reading.title}” is taken for {key}"), style="yellow"))
    for reading, error in shelf.failures:
        line = f"  “{reading.title or reading.url}”: {failure_line(error)}"
        console.print(Text(one_line(line), style="yellow"))
    timeless = sum(
        one.fate is Fate.NEW and one.session.start is None and _meets(one.session)
        for one in plan.outcomes
    )
    if timeless:
        words = f"  {timeless} sessions tell no time: the series' own is shown for them"
        console.print(Text(words, style="dim"))


def _print_example(console: Console, archive: Archive) -> None:
    """Name the example session that a new archive begins with, as long as it is there."""
    for session in archive.sessions:
        if any(use.key == EXAMPLE_KEY for talk in session.talks for use in talk.readings):
            words = f"  {session.docname} is the example of a new archive: delete it, and "
            console.print(Text(one_line(f"{words}{EXAMPLE_KEY} in the bibliography"), style="dim"))


def _meets(session: FoundSession) -> bool:
    return session.status in {Status.SCHEDULED, Status.TENTATIVE, Status.TBA}


def _print_changes(console: Console, plan: Plan) -> None:
    """Show what would be written as a difference; no secret is in it."""
    for change in plan.changes:
        if change.path == RECORD:
            continue
        after = change.after
        if change.path == ACCESS:
            after = plan.accesses.to_bytes(is_masked=True)
            before_text = "" if change.before is None else None
        else:
            before_text = (change.before or b"").decode("utf-8", "replace")
        if before_text is None:
            # What stands in access.toml is not shown either.
            added = after[len(change.before or b"") :].decode("utf-8", "replace")
            _print_lines(console, change.path, [f"+{line}" for line in added.splitlines()])
            continue
        lines = list(
            unified_diff(before_text.splitlines(), after.decode().splitlines(), lineterm="", n=2)
        )[2:]
        _print_lines(console, change.path, lines)


def _print_lines(console: Console, path: str, lines: Iterable[str]) -> None:
    console.print(Text(f"+++ {path}", style="bold"))
    for line in lines:
        style = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
        console.print(Text(line, style=style))
