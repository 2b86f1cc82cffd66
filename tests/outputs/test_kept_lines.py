"""What did not change in archive.json is taken from the file of the last build."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.outputs.keptlines import KeptLines, note_lines, read_lines

if TYPE_CHECKING:
    from pathlib import Path

RECORDS = {"a1": b'    {"id":"a"}', "b1": b'    {"id":"b"}'}
HEAD = b'{\n  "series": [\n    {"id":"s"}\n  ],\n  "sessions": [\n'


def _file(*versions: str) -> bytes:
    return HEAD + b",\n".join(RECORDS[one] for one in versions) + b"\n  ]\n}\n"


def _made() -> bytes:
    return b"    {made}"


def test_the_lines_of_the_noted_file_are_known_by_their_versions(tmp_path: Path) -> None:
    lines = KeptLines()
    for version, record in RECORDS.items():
        assert lines.line(version, record.__bytes__) == record
    note_lines(tmp_path / "note", "digest", lines)
    kept = read_lines(tmp_path / "note", {"digest": _file("a1", "b1")}.__getitem__)
    assert kept.line("b1", _made) == RECORDS["b1"]
    assert kept.line("a2", _made) == _made()
    assert kept.versions == ["b1", "a2"]


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"{",
        b"[]",
        b'{"digest": "digest"}',
        b'{"digest": "digest", "versions": []}',
        b'{"digest": "digest", "versions": 7}',
        json.dumps({"digest": "digest", "versions": list("abcdefgh")}).encode(),
    ],
)
def test_of_a_damaged_note_nothing_is_believed(tmp_path: Path, note: bytes) -> None:
    (tmp_path / "note").write_bytes(note)
    kept = read_lines(tmp_path / "note", {"digest": _file("a1", "b1")}.__getitem__)
    assert kept.line("a1", _made) == _made()


def test_of_a_file_that_is_gone_nothing_is_believed(tmp_path: Path) -> None:
    (tmp_path / "note").write_text('{"digest": "digest", "versions": ["a1"]}')
    assert read_lines(tmp_path / "note", lambda _: b"").line("a1", _made) == _made()
