"""Splitting the text of a file into blocks, losing none of them.

Plain entries are split by :mod:`~sphinx_seminar.parsing.bibtex.plainentries`, all that
stands between them by bibtexparser. That replaces an entry whose key or field repeats,
and one that it cannot split, by an error block: the first two are unwrapped here, the
last becomes a :class:`RawFailure` for the entry and for every entry inside its text.
Its parse stack is not used: the middlewares lose entries and text.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bibtexparser.entrypoint import parse_string
from bibtexparser.exceptions import ParsingException
from bibtexparser.model import Entry, ImplicitComment, ParsingFailedBlock, String

from sphinx_seminar.model.finding import Location
from sphinx_seminar.parsing.bibtex.blocks import (
    Blocks,
    LineFinder,
    RawEntry,
    RawFailure,
    RawField,
    RawString,
)
from sphinx_seminar.parsing.bibtex.plainentries import NOT_ENTRIES, plain_entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bibtexparser.model import Block

# The splitter takes every backslash for an escape of the mark after it; TeX takes
# "\\" for one command, so that the brace in "{x\\}" closes. A noncharacter between
# them makes both agree; it is taken out of what comes back.
_ESCAPED_BACKSLASH = re.compile(r"\\\\(?=[{}\",=\n])")
_SEPARATOR = "\ufdd0"
# Comments to the end of a line, before a field or after its comma; with a comma or a
# brace of their own they end the field, and the splitter gives the entry up.
_COMMENT = re.compile(r"^([^\S\n]*|[^\n%]*[,{(][^\S\n]*)%[^\n]*", re.MULTILINE)
_ENTRY_START = re.compile(r"@(\w+)[ \t]*[{(]\s*([^\s{}(),\"=]*)")
_NEXT_ENTRY = re.compile(r"^[ \t]*@\w+[ \t]*[{(]", re.MULTILINE)


def split_blocks(path: str, text: str) -> Blocks:
    """Return the blocks of the *text* of one file; *path* is shown in messages."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    parts: list[Blocks] = []
    plain: list[RawEntry] = []
    line, counted, done = 1, 0, 0
    while (start := text.find("@", done)) >= 0:
        entry = plain_entry(text, start)
        line += text.count("\n", counted, start)
        counted = start
        if entry is not None:
            raw = text[start : entry.end]
            location = Location(path, line)
            plain.append(RawEntry(entry.entry_type, entry.key, entry.fields, raw, location))
            done = entry.end
            continue
        # From the end of what was split to the next plain entry that begins a line.
        end = _next_plain(text, start + 1)
        first_line = line - text.count("\n", done, start)
        others = _collect(path, text[done:end], first_line, may_repair=True)
        parts += [Blocks(tuple(plain)), others]
        plain, done = [], end
    return Blocks.merged([*parts, Blocks(tuple(plain))])


def _next_plain(text: str, start: int) -> int:
    """Return where the next plain entry begins that begins a line, or the end of the text."""
    for match in _NEXT_ENTRY.finditer(text, start):
        place = match.start() + match[0].index("@")
        if plain_entry(text, place) is not None:
            return place
    return len(text)


@contextmanager
def _silent() -> Iterator[None]:
    """Keep bibtexparser from logging: what it says is reported as findings."""
    logger = logging.getLogger("bibtexparser.splitter")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before


def _collect(path: str, text: str, first_line: int, *, may_repair: bool) -> Blocks:
    try:
        with _silent():
            blocks = parse_string(text, parse_stack=[]).blocks
    except ParsingException as error:
        reason = f"{type(error).__name__}: {error}"
        return Blocks(failures=(RawFailure("", path, reason, Location(path, first_line)),))
    finder = LineFinder(text, first_line)
    entries: list[RawEntry] = []
    strings: list[RawString] = []
    failures: list[RawFailure] = []
    mended_to = tried_to = 0
    for block in blocks:
        if isinstance(block, ImplicitComment):
            continue
        source = _unwrapped(block)
        raw = (block.raw or "").replace(_SEPARATOR, "")
        is_whole = not isinstance(source, ParsingFailedBlock)
        start, line, before = finder.find(block.raw or "", whole=is_whole)
        if start < mended_to:
            continue
        location = Location(path, line)
        if isinstance(source, Entry):
            # An address in a comment ("me@example (work)", "a @ {b}") is no entry.
            if source.fields or (source.entry_type and not before.isalnum()):
                entries.append(_entry(source, raw, location))
        elif isinstance(source, String):
            strings.append(_string(source, raw, location))
        elif isinstance(source, ParsingFailedBlock) and not before.isalnum():
            # Each stretch of text is tried once: a line of unclosed blocks stays linear.
            whole = _whole(text, start) if may_repair and start >= tried_to else ""
            tried_to = max(tried_to, start + len(whole))
            repaired = _repaired(whole, location) if whole else None
            if repaired is None:
                failures.extend(_failures(source, location))
            else:
                mended_to = tried_to
                entries.extend(repaired.entries)
                strings.extend(repaired.strings)
    return Blocks(tuple(entries), tuple(strings), tuple(failures))


def _unwrapped(block: Block) -> Block:
    """Return the entry or string inside a block that marks it as a duplicate."""
    while isinstance(block, ParsingFailedBlock) and block.ignore_error_block is not None:
        block = block.ignore_error_block
    return block


def _entry(block: Entry, raw: str, location: Location) -> RawEntry:
    fields = tuple(RawField(field.key, field.value) for field in block.fields)
    if raw != block.raw:
        fields = tuple(RawField(*(part.replace(_SEPARATOR, "") for part in f)) for f in fields)
    return RawEntry(block.entry_type, block.key, fields, raw, location)


def _string(block: String, raw: str, location: Location) -> RawString:
    return RawString(block.key.lower(), block.value.replace(_SEPARATOR, ""), raw, location)


def _whole(text: str, start: int) -> str:
    """Return the text of the entry at *start*: to the next one that begins a line."""
    following = _NEXT_ENTRY.search(text, start + 1)
    return text[start : following.start() if following else len(text)]


def _repaired(raw: str, location: Location) -> Blocks | None:
    """Return the blocks of an entry that cannot be split as it is, if mending heals it.

    A pair of backslashes is set apart from the mark after it; failing that,
    comments are taken out.
    """
    apart = _ESCAPED_BACKSLASH.sub(rf"\\\\{_SEPARATOR}", raw)
    bare = _COMMENT.sub(r"\1", apart)
    for text in dict.fromkeys((apart, bare)):
        if text != raw:
            blocks = _collect(location.source, text, location.line, may_repair=False)
            if blocks.entries and not blocks.failures:
                first = replace(blocks.entries[0], raw=raw.rstrip(), mended=text != apart)
                return replace(blocks, entries=(first, *blocks.entries[1:]))
    return None


def _failures(block: ParsingFailedBlock, location: Location) -> Iterator[RawFailure]:
    """Yield one failure for each entry whose beginning stands in the text of *block*."""
    raw = block.raw or ""
    reason = str(getattr(block.error, "abort_reason", "") or block.error)
    line, counted = location.line, 0
    for match in _ENTRY_START.finditer(raw):
        line += raw.count("\n", counted, match.start())
        counted = match.start()
        entry_type = match[1].lower()
        if entry_type in NOT_ENTRIES and match.start():
            continue
        key = "" if entry_type in NOT_ENTRIES else match[2]
        yield RawFailure(entry_type, key, reason, Location(location.source, line))
