"""``federation.lock``: copies of other archives, each with its address and a digest.

Written by ``seminar sync`` and committed; a build only reads it. It is JSON, one record a
line, so that a change shows as the lines that changed. The digest is of the copy's content,
not of its lines: git may change line ends.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILENAME = "federation.lock"
FORMAT = 1
_HEAD = "Copies of other archives, written by `seminar sync`; a build only reads them."


class Copy(NamedTuple):
    """A copy of the archive ``name``; ``line`` is where it begins, counted from 1."""

    name: str
    address: str
    sha256: str
    archive: dict[str, Any]
    line: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether the copy is what was written."""
        return self.sha256 == digest_of(self.archive)


def digest_of(archive: dict[str, Any]) -> str:
    """Return the digest of a copy's content."""
    return sha256(_json(archive, sort_keys=True).encode()).hexdigest()


def parse_lockfile(text: str) -> tuple[Copy, ...]:
    """Return the copies in *text*, in the order of their names.

    :raises ValueError: when it is no such file.
    """
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']!r}")
        lines = dict(_lines(text))
        return tuple(
            Copy(
                name,
                str(one["address"]),
                str(one["sha256"]),
                dict(one["archive"]),
                lines.get(name, 1),
            )
            for name, one in sorted(data["archives"].items())
        )
    except (KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise ValueError(f"{type(problem).__name__}: {problem}") from problem


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Yield the name of each copy with the number of its first line."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith('    "') and line.endswith('": {'):
            yield line.strip()[1:-4], number


def format_lockfile(copies: Iterable[Copy]) -> str:
    """Return the text of *copies*."""
    shown = ",\n".join(_copy(one) for one in sorted(copies, key=lambda one: one.name))
    inner = f"\n{shown}\n  " if shown else ""
    return f'{{\n  "about": {_json(_HEAD)},\n  "format": {FORMAT},\n  "archives": {{{inner}}}\n}}\n'


def _copy(copy: Copy) -> str:
    lines = []
    for key, value in copy.archive.items():
        if isinstance(value, list) and value:
            rows = ",\n".join(f"          {_json(row)}" for row in value)
            lines.append(f"        {_json(key)}: [\n{rows}\n        ]")
        else:
            lines.append(f"        {_json(key)}: {_json(value)}")
    archive = ",\n".join(lines)
    return (
        f"    {_json(copy.name)}: {{\n"
        f'      "address": {_json(copy.address)},\n'
        f'      "sha256": {_json(copy.sha256)},\n'
        f'      "archive": {{\n{archive}\n      }}\n'
        "    }"
    )


def _json(value: object, *, sort_keys: bool = False) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=sort_keys)
