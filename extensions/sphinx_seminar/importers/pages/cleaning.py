"""A page before it is parsed: comments, templates' tags and habits of other dialects.

What CommonMark does not know is turned into what it knows, line by line; each line keeps
the number that it has in the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.columns import Columns
from sphinx_seminar.importers.dating.names import months_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Line(NamedTuple):
    """A line, and its number in the file."""

    text: str
    number: int


class Cleaned(NamedTuple):
    """The lines of a page, and the comments that were taken out of it, with their lines."""

    lines: tuple[Line, ...]
    comments: tuple[Line, ...]


_COMMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}", re.DOTALL
)
_QUOTED_TAG = re.compile(
    r"\{\{-?\s*[\"']([^\"'{}]*)[\"']\s*(?:\|[^{}]*)?-?\}\}|\{%-?\s*link\s+([^\s%]+)\s*-?%\}"
    r"|\{\{[<%]\s*(?:rel)?ref\s+[\"']([^\"'{}]*)[\"']\s*[>%]\}\}"
)
_VIDEO = re.compile(
    r"\{\{[<%]\s*(youtube|vimeo|bilibili)\s+(?:id=)?[\"']?([\w-]+)[\"']?[^{}]*[>%]\}\}"
)
_VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v=",
    "vimeo": "https://vimeo.com/",
    "bilibili": "https://www.bilibili.com/video/",
}
_TAG = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}|(?<=\))\{[^{}\n]*\}")
_DEFINITION = re.compile(r"^ {0,3}:\s+(?=\S)")
_HEADING = re.compile(r"^( {0,3}(?:#{2,6}|#(?=[^\W\d_])))(?=[^\s#])")
#: "3. Mai 2024", with which a line or a bullet begins: no item of a numbered list.
_ORDINAL = re.compile(
    r"^((?:\s*[-*+>]\s+)*\s*\d{1,2})\.(?=\s+([^\W\d_]{3,12})\b\.?\s*(?:\d{4}\b|[:：,;–—-]|$))"
)
#: Before these a stop numbers the item: "1. March 2024".
_ENGLISH = frozenset(["january", "february", "march", "may", "june", "july", "october", "december"])
_PIPES = re.compile(r"^\s*\|.*\|.*$|^[^|\n]+(?<!\\)\|[^|\n]+(?<!\\)\|.*$")
_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_CELL = re.compile(r"(?<!\\)\|")
_CONTROLS = str.maketrans("\x0b\x0c\x85\u2028\u2029", "     ")


def cleaned(text: str, first_line: int = 1) -> Cleaned:
    """Return the lines of *text*, which begins at *first_line* of its file."""
    text = text.translate(_CONTROLS).expandtabs(4)
    comments: list[Line] = []

    def blank(match: re.Match[str]) -> str:
        number = text.count("\n", 0, match.start()) + first_line
        inside = match[0].removeprefix("<!--").removesuffix("-->").strip("- \n")
        comments.extend(
            Line(line.strip(), number + offset)
            for offset, line in enumerate(inside.split("\n"))
            if line.strip()
        )
        # A line that held nothing else vanishes: it must not end a list or a table.
        return "\0" + "\n\0" * match[0].count("\n")

    commentless = _COMMENT.sub(blank, text)
    lines = [
        Line(line.replace("\0", ""), number)
        for number, line in enumerate(commentless.split("\n"), first_line)
        if "\0" not in line or line.replace("\0", "").strip()
    ]
    return Cleaned(tuple(_with_tables(_without_dialects(lines))), tuple(comments))


def _without_dialects(lines: Sequence[Line]) -> list[Line]:
    """Return *lines* as CommonMark, but for those in fences."""
    kept: list[Line] = []
    fence = ""
    for line in lines:
        opened = _FENCE.match(line.text)
        if opened and not fence:
            fence = opened[1]
        elif opened and fence == opened[1]:
            fence = ""
        if not (fence or opened):
            line = line._replace(text=_common(line.text))  # noqa: PLW2901
            if kept and kept[-1].text.strip() and (defined := _DEFINITION.match(line.text)):
                # kramdown's definition below its term: a line of its own
                kept[-1] = kept[-1]._replace(text=f"{kept[-1].text}  ")
                line = line._replace(text=line.text[defined.end() :])  # noqa: PLW2901
        kept.append(line)
    return kept


def _common(text: str) -> str:
    if "{" in text:
        text = _VIDEO.sub(lambda match: f"[video]({_VIDEOS[match[1]]}{match[2]})", text)
        text = _QUOTED_TAG.sub(lambda match: match[1] or match[2] or match[3] or "", text)
        text = _ATTRIBUTES.sub("", _TAG.sub("", text))
    return _ORDINAL.sub(_dated, _HEADING.sub(r"\1 ", text))


def _dated(match: re.Match[str]) -> str:
    is_date = match[2].casefold() not in _ENGLISH and len(months_of(match[2])) == 1
    return f"{match[1]}\\." if is_date else match[0]


def _with_tables(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield *lines* with a delimiter row of the right width below the head of each table."""
    index = 0
    while index < len(lines):
        end = index
        while end < len(lines) and _PIPES.match(lines[end].text):
            end += 1
        run = lines[index:end]
        if len(run) < 2 or _is_fenced(lines, index):  # noqa: PLR2004
            yield lines[index]
            index += 1
            continue
        yield from _table(run)
        index = end


def _is_fenced(lines: Sequence[Line], index: int) -> bool:
    # Tables in fences are rare; a fence right above the first row is enough to tell.
    return index > 0 and bool(_FENCE.match(lines[index - 1].text))


def _table(run: Sequence[Line]) -> Iterator[Line]:
    delimiters = [i for i, line in enumerate(run) if _DELIMITER.match(line.text)]
    rows = [line for i, line in enumerate(run) if i not in delimiters]
    if not rows:
        yield from run
        return
    headless = bool(delimiters) and delimiters[0] == 0
    if not delimiters:
        if not _starts_with_pipe(rows) and not _is_all_head(rows[0].text):
            yield from run
            return
        headless = not _is_head(rows[0].text)
    width = max(_width(line.text) for line in rows)
    head = Line("|" + "  |" * width, run[0].number) if headless else rows.pop(0)
    # GFM drops the cells of a row that its head has not.
    closed = "" if head.text.rstrip().endswith("|") else " |"
    missing = "  |" * (width - _width(head.text)) if not headless else ""
    yield head._replace(text=f"{head.text.rstrip()}{closed}{missing}")
    yield Line("|" + "---|" * width, head.number)
    # Where rows have no pipe at their edges, one that begins with a pipe has an empty cell first.
    is_open = not headless and not head.text.lstrip().startswith("|")
    for row in rows:
        is_short = is_open and row.text.lstrip().startswith("|") and _width(row.text) < width
        yield row._replace(text=f"|{row.text}") if is_short else row


def _starts_with_pipe(rows: Sequence[Line]) -> bool:
    return all(line.text.lstrip().startswith("|") for line in rows)


def _cells(text: str) -> list[str]:
    bare = text.strip()
    cells = _CELL.split(bare)
    return cells[bare.startswith("|") : -1 if bare.endswith("|") else None]


def _width(text: str) -> int:
    return len(_cells(text))


def _is_all_head(text: str) -> bool:
    """Whether a row holds nothing but names of columns, two at least."""
    columns = Columns()
    names = [cell.strip(" *_") for cell in _cells(text)]
    return len(names) > 1 and all(columns.knows(name) for name in names)


def _is_head(text: str) -> bool:
    columns = Columns()
    return any(columns.knows(cell.strip(" *_")) for cell in _cells(text))
