from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.importers.columns import Columns
from sphinx_seminar.importers.formats import FORMATS, largest
from sphinx_seminar.importers.gathering import gather
from sphinx_seminar.importers.sources import Source, SourceError, SourceProblem, read_source

from .structured import page_of

SUFFIXES = (".yml", ".toml", ".json", ".xml", ".ics", ".rst", ".csv", ".tsv", ".md")
GOOD = {
    ".yml": "- {date: 2024-03-01, speaker: Ann Lée, title: On rain}\n",
    ".toml": '[[talks]]\ndate = 2024-03-01\nspeaker = "Ann Lée"\ntitle = "On rain"\n',
    ".json": '[{"date": "2024-03-01", "speaker": "Ann Lée", "title": "On rain"}]',
    ".xml": (
        '<schedule><day date="2024-03-01"><room name="1"><event id="1"><start>10:00</start>'
        "<title>On rain</title><persons><person>Ann Lée</person></persons></event></room></day>"
        "</schedule>"
    ),
    ".ics": (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20240301T100000\nSUMMARY:Ann Lée: On rain\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    ),
    ".rst": "Talks\n=====\n\n- 2024-03-01: Ann Lée, On rain\n- 2024-03-08: Bo Roy, On snow\n",
    ".csv": "date,speaker,title\n2024-03-01,Ann Lée,On rain\n2024-03-08,Bo Roy,On snow\n",
    ".tsv": "date\tspeaker\ttitle\n2024-03-01\tAnn Lée\tOn rain\n2024-03-08\tBo\tOn snow\n",
    ".md": "---\ndate: 2024-03-01\nspeaker: Ann Lée\ntitle: On rain\n---\n",
}


def problem_of(path: Path, content: str | bytes) -> SourceProblem:
    with pytest.raises(SourceError) as error:
        page_of(path, content)
    return error.value.problem


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_file_of_50_megabytes_is_refused_before_it_is_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"talks{suffix}"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(SourceError) as error:
        read_source(path, tmp_path, largest(path))
    assert error.value.problem is SourceProblem.TOO_LARGE


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", SourceProblem.EMPTY),
        (b"\xef\xbb\xbf", SourceProblem.NO_FORMAT),
        (b" \n\t\n", SourceProblem.EMPTY),
        (b"%PDF-1.7\n", SourceProblem.BINARY),
        (bytes(range(256)) * 10, SourceProblem.BINARY),
    ],
    ids=["empty", "mark", "blank", "pdf", "bytes"],
)
def test_what_is_no_text_is_refused(
    tmp_path: Path, suffix: str, content: bytes, problem: SourceProblem
) -> None:
    found = problem_of(tmp_path / f"talks{suffix}", content)
    assert found is problem or found in {SourceProblem.EMPTY, SourceProblem.NO_FORMAT}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_archive_in_disguise_is_refused(tmp_path: Path, suffix: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("talks", GOOD[suffix])
    problem = problem_of(tmp_path / f"talks{suffix}", packed.getvalue())
    assert problem is SourceProblem.BINARY


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_any_usual_encoding_is_read(tmp_path: Path, suffix: str, encoding: str) -> None:
    page = page_of(tmp_path / f"talks{suffix}", GOOD[suffix].encode(encoding))
    assert "Ann Lée" in repr(page.entries)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, suffix: str) -> None:
    outside = tmp_path / f"outside{suffix}"
    outside.write_text(GOOD[suffix], encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / f"talks{suffix}").symlink_to(outside)
    gathered = gather([folder], {}, lambda _path: None)
    assert gathered.found == []


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "talks.ics")
    with pytest.raises(SourceError) as error:
        read_source(tmp_path / "talks.ics", tmp_path)
    assert error.value.problem is SourceProblem.NOT_REGULAR


# -- what explodes -----------------------------------------------------------------------------


def test_anchors_that_multiply_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    bomb = "\n".join(lines)
    assert problem_of(tmp_path / "talks.yml", bomb) is SourceProblem.TOO_DEEP
    page = page_of(tmp_path / "page.md", f"---\n{bomb}\n---\nText.\n")
    assert page.format == "markdown"


def test_an_anchor_that_holds_itself_is_refused(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "talks.yml", "a: &a [*a]") is SourceProblem.TOO_DEEP


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".yml", "[" * 5000 + "]" * 5000),
        (".yml", "- " * 3000 + "x"),
        (".json", "[" * 200_000 + "]" * 200_000),
        (".json", '{"a":' * 500 + "1" + "}" * 500),
        (".toml", "a = " + "[" * 3000 + "]" * 3000),
        (".xml", "<schedule>" + "<a>" * 5000 + "</a>" * 5000 + "</schedule>"),
        (".rst", "".join(f"{' ' * n}- x\n\n" for n in range(0, 1200, 2))),
    ],
)
def test_what_nests_without_end_is_refused(tmp_path: Path, suffix: str, content: str) -> None:
    problem = problem_of(tmp_path / f"talks{suffix}", content)
    assert problem in {SourceProblem.TOO_DEEP, SourceProblem.SYNTAX}


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/hostname">',
        '<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;',
    ],
)
def test_entities_of_a_file_are_refused(tmp_path: Path, declaration: str) -> None:
    content = f'<?xml version="1.0"?><!DOCTYPE schedule [{declaration}]>' + GOOD[".xml"]
    assert problem_of(tmp_path / "schedule.xml", content) is SourceProblem.SYNTAX


@pytest.mark.parametrize(
    ("suffix", "content", "line"),
    [
        (".toml", 'a = 1\nb = "open\n', 0),
        (".toml", "a = 1\na = 2\n", 0),
        (".yml", "a: b\n  - c: [d\n", 2),
        (".json", '[{"a": 1},\n{"b": }]', 2),
        (".xml", "<schedule>\n<day>\n</schedule>", 3),
        (".ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20240301\n", 0),
        (".csv", 'date,title\n2024-03-01,"' + "x" * 200_000 + '"\n', 0),
    ],
)
def test_mistakes_of_a_file_are_told_with_their_line(
    tmp_path: Path, suffix: str, content: str, line: int
) -> None:
    with pytest.raises(SourceError) as error:
        page_of(tmp_path / f"talks{suffix}", content)
    assert error.value.problem is SourceProblem.SYNTAX
    assert not line or error.value.line == line


def test_no_object_is_made_of_a_tag(tmp_path: Path) -> None:
    content = "- {date: 2024-03-01, title: !!python/object/apply:os.getcwd [], speaker: Ann Lee}\n"
    page = page_of(tmp_path / "talks.yml", content)
    assert str(tmp_path) not in repr(page.entries[0].fields)


def test_numbers_stay_as_they_are_written(tmp_path: Path) -> None:
    digits = "9" * 6000
    content = f'[{{"date": "2024-03-01", "title": "T", "number": {digits}, "room": 0.10}}]'
    shown = repr(page_of(tmp_path / "talks.json", content).entries)
    assert digits in shown
    assert "'0.10'" in shown


def test_a_folder_of_bad_files_gives_what_is_good_in_it(tmp_path: Path) -> None:
    for suffix, content in GOOD.items():
        (tmp_path / f"good{suffix}").write_text(content, encoding="utf-8")
        (tmp_path / f"bad{suffix}").write_bytes(b"\x00\x01\x02 \xff{[<&" * 50)
    gathered = gather([tmp_path], {}, lambda _path: None)
    assert sum(len(found.sessions) for found in gathered.found) >= len(GOOD)
    assert len(gathered.errors) == len(GOOD)


# -- any text at all ---------------------------------------------------------------------------


TEXTS = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from([
            "- ", "date: ", "2024-03-01", "\n", ":", "[", "]", "{", "}", '"', ",", "speaker",
            "---\n", "+++\n", "BEGIN:VCALENDAR\n", "BEGIN:VEVENT\n", "END:VEVENT\n",
            "END:VCALENDAR\n", "DTSTART:20240301T100000\n", "RRULE:FREQ=DAILY\n", "SUMMARY:x\n",
            "<schedule>", "<day>", "</day>", "</schedule>", "=====\n", "+--+\n", "|", ".. x::\n",
            "&a ", "*a", "  ", "x = ", "EXDATE:x\n", "RECURRENCE-ID:x\n", "DURATION:PT\n", "\t",
            ";", "`", "::\n",
        ])
    ).map("".join),
)  # fmt: skip


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(text=TEXTS)
def test_a_reader_raises_nothing_but_its_own_error(suffix: str, text: str) -> None:

    path = Path(f"talks{suffix}")
    source = Source(path.name, path, Path(), text)
    for form in FORMATS:
        if suffix in form.suffixes and form.reader.claims(source):
            try:
                form.reader.read(source, Columns())
            except SourceError:
                continue


@given(
    data=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(
            st.sampled_from([
                "date", "title", "speakers", "talks", "results", "schedule", "conference", "days",
                "rooms", "recorded", "videos", "startDate", "start_time", "seminar_id", "speaker",
                "contributions", "persons", "chairs", "url", "name",
            ]), inner,
        ),
        max_leaves=20,
    )
)  # fmt: skip
def test_json_of_any_shape_raises_nothing_else(data: object) -> None:

    form = next(one for one in FORMATS if one.name == "json")
    source = Source("talks.json", Path("talks.json"), Path(), json.dumps(data))
    try:
        form.reader.read(source, Columns())
    except SourceError:
        return
