from __future__ import annotations

import gzip
import json
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.domain.searching import FOLDER
from sphinx_seminar.outputs.search.bundle import BrokenBundleError, finish_bundle
from sphinx_seminar.outputs.search.cbor import decode
from sphinx_seminar.outputs.search.entries import pagefind_record, without_common, words_by_part
from sphinx_seminar.outputs.search.files import steps
from sphinx_seminar.outputs.search.pagefind import PagefindError, find_pagefind, write_index
from sphinx_seminar.outputs.search.record import RecordKind, SearchRecord
from sphinx_seminar.outputs.search.vocabulary import Vocabulary
from sphinx_seminar.outputs.search.writing import write_search

if TYPE_CHECKING:
    from pathlib import Path

    from seminar_site import Built, Site

PROGRAM = find_pagefind()
pytestmark = pytest.mark.skipif(PROGRAM is None, reason="needs the extra search")

RECORDS = [
    SearchRecord(
        RecordKind.TALK,
        f"talk{number}.html#t",
        f"Title {number}",
        f"Words of the text {number} 望月",
        date=f"20{number:02d}-01-01",
        years=(f"20{number:02d}",),
        topics=("alpha", "beta", "gamma")[: number % 4],
    )
    for number in range(40)
]
NAMES = [f"tag-{number:x}" for number in range(len(RECORDS))]
ENTRIES = [
    {"url": name, **pagefind_record(words_by_part(record))}
    for name, record in zip(NAMES, RECORDS, strict=True)
]
DIGEST = "0123456789abcdef"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def made(folder: Path) -> Path:
    assert PROGRAM is not None
    write_index(PROGRAM, folder, ENTRIES)
    return folder


def program(tmp_path: Path, script: str) -> Path:
    path = tmp_path / "program"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def searched(folder: Path, records: list[SearchRecord]) -> dict[str, bytes]:
    assert PROGRAM is not None
    write_search(folder, PROGRAM, records, DIGEST)
    return contents(folder)


def test_the_same_records_give_the_same_bytes_in_whatever_order_they_come(tmp_path: Path) -> None:
    first = searched(tmp_path / "1", RECORDS)
    assert searched(tmp_path / "2", RECORDS[::-1]) == first


def test_a_session_that_is_added_leaves_the_records_before_it_as_they_are(tmp_path: Path) -> None:
    before = searched(tmp_path / "1", RECORDS)
    newer = SearchRecord(RecordKind.TALK, "new.html", "Newer", date="2099-01-01")
    after = searched(tmp_path / "2", [newer, *RECORDS])
    kept = {name for name in before if name.endswith(".records")}
    assert len(kept) == 5
    assert all(after[name] == before[name] for name in kept)


def test_pagefind_runs_only_when_words_changed(tmp_path: Path) -> None:
    before = searched(tmp_path / "1", RECORDS)
    moved = [replace(record, url=f"new/{record.url}", terms=("Spring",)) for record in RECORDS]
    absent = tmp_path / "absent"
    write_search(tmp_path / "2", absent, moved, "other", tmp_path / "1")
    after = contents(tmp_path / "2")
    assert after == searched(tmp_path / "3", moved) | {"seminar.json": after["seminar.json"]}
    assert b"new/talk0.html" in gzip.decompress(
        next(after[name] for name in after if name.startswith("0-") and name.endswith(".records"))
    )
    assert {name for name in before if name.startswith("index/")} <= after.keys()
    words = next((tmp_path / "1").glob("*.words"))
    assert (tmp_path / "2" / words.name).stat().st_mtime_ns == words.stat().st_mtime_ns
    worded = [replace(RECORDS[0], title="Another"), *RECORDS[1:]]
    with pytest.raises(PagefindError):
        write_search(tmp_path / "4", absent, worded, "third", tmp_path / "2")
    next((tmp_path / "2").glob("*.pf_meta")).unlink()
    with pytest.raises(PagefindError):
        write_search(tmp_path / "5", absent, moved, "fourth", tmp_path / "2")


def test_every_record_is_named_in_order_and_nothing_needless_is_left(tmp_path: Path) -> None:
    folder = made(tmp_path / "index")
    finish_bundle(folder, NAMES)
    (meta,) = folder.glob("*.pf_meta")
    pages = decode(gzip.decompress(meta.read_bytes()).removeprefix(b"pagefind_dcd"))[1]  # type: ignore[index]
    assert [name for name, _words in pages] == NAMES
    assert not any(name.endswith(("ui.js", "ui.css")) for name in contents(folder))
    assert not (folder / "fragment").exists()


def test_files_and_facets_hold_every_record(tmp_path: Path) -> None:
    found = searched(tmp_path / "1", RECORDS)
    shown = [
        record["url"]
        for number in range(5)
        for name, content in found.items()
        if name.startswith(f"{number}-") and name.endswith(".records")
        for record in json.loads(gzip.decompress(content))
    ]
    assert shown == [record.url for record in RECORDS]
    (facets,) = (gzip.decompress(found[name]) for name in found if name.endswith(".facets"))
    assert b"kind:talk\t40\t40\n" in facets
    assert b"topic:gamma\t10\t10\n" in facets


def test_steps_between_numbers_are_seven_bits_a_byte() -> None:
    assert steps([0, 1, 128, 300, 20_000]) == bytes([0, 1, 127, 0xAC, 1, 0xF4, 0x99, 1])


def test_records_out_of_order_are_noticed(tmp_path: Path) -> None:
    with pytest.raises(BrokenBundleError, match="is not tag-"):
        finish_bundle(made(tmp_path / "index"), NAMES[::-1])


@pytest.mark.parametrize("kind", ["pf_index", "pf_meta", "wasm", "worker", "entry"])
@pytest.mark.parametrize("damage", ["emptied", "cut", "removed"])
def test_a_file_that_is_not_whole_is_noticed(tmp_path: Path, kind: str, damage: str) -> None:
    folder = made(tmp_path / "index")
    found = (
        path for path in sorted(folder.rglob("*")) if path.is_file() and kind in path.as_posix()
    )
    path = next(path for path in found if "unknown" not in path.name)
    if damage == "removed":
        path.unlink()
    elif damage == "emptied" or kind in {"wasm", "worker"}:
        path.write_bytes(b"")
    else:
        path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(BrokenBundleError):
        finish_bundle(folder, NAMES)


def test_a_wrong_number_of_records_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(BrokenBundleError, match="40 of 41"):
        finish_bundle(made(tmp_path / "index"), [*NAMES, "more"])


@pytest.mark.parametrize(
    "script",
    [
        "exit 3",
        "echo nonsense,",
        "echo eyJwYXlsb2FkIjp7InR5cGUiOiJFcnJvciIsIm1lc3NhZ2UiOiJubyJ9fQ==,",
    ],
)
def test_a_program_that_fails_is_an_error(tmp_path: Path, script: str) -> None:
    with pytest.raises(PagefindError):
        write_index(program(tmp_path, script), tmp_path / "index", ENTRIES)


def test_a_program_that_cannot_start_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PagefindError):
        write_index(tmp_path / "absent", tmp_path / "index", ENTRIES)


def test_a_program_that_hangs_is_ended_in_time(tmp_path: Path) -> None:
    with pytest.raises(PagefindError, match="0 of"):
        write_index(program(tmp_path, "exec sleep 60"), tmp_path / "index", ENTRIES, patience=0.5)


def test_an_empty_text_is_still_found_by_its_title() -> None:
    for title, content in (("Alone", "alone"), ("…", "qqc")):
        words = words_by_part(SearchRecord(RecordKind.PAGE, "a.html", title))
        assert pagefind_record(words)["content"] == content


def test_two_builds_publish_the_same_index_and_a_third_leaves_it_alone(searched_site: Site) -> None:
    first = searched_site.build()
    second = searched_site.build(doctrees="other", out="second", parallel=2)
    index = first.outdir / FOLDER
    assert contents(index) == contents(second.outdir / FOLDER)
    before = {path: path.stat().st_mtime_ns for path in index.rglob("*")}
    searched_site.build()
    assert before == {path: path.stat().st_mtime_ns for path in index.rglob("*")}


def test_a_torn_index_is_made_again(searched_site: Site) -> None:
    folder = searched_site.build().outdir / FOLDER
    whole = contents(folder)
    next(folder.glob("*.records")).write_bytes(b"")
    searched_site.build()
    assert contents(folder) == whole


def test_a_failed_build_publishes_nothing(searched_site: Site) -> None:
    searched_site.configure(
        "def setup(app):\n    def stop(*_): raise ValueError\n"
        "    app.connect('write-started', stop)\n"
    )
    with pytest.raises(Exception, match=r"."):
        searched_site.build()
    assert not (searched_site.folder / "html" / FOLDER).exists()


@pytest.mark.parametrize("script", ["exit 1", "cat >/dev/null"])
def test_a_failing_program_is_one_warning_and_leaves_the_old_search(
    searched_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(program(tmp_path, script)))
    monkeypatch.setattr("sphinx_seminar.outputs.search.pagefind.PATIENCE", 1.0)
    monkeypatch.setattr("sphinx_seminar.outputs.search.pagefind.PATIENCE_A_RECORD", 0.0)
    built = searched_site.build()
    assert [message.type for message in built.messages] == ["seminar.search"]
    assert not (built.outdir / FOLDER).exists()
    assert not list(built.outdir.glob(f".{FOLDER}*"))
    assert (built.outdir / "searchindex.js").is_file()


def test_without_pagefind_the_theme_leads_to_the_old_search_and_one_warning_says_so(
    searched_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_seminar.domain.searching.has_pagefind", lambda: False)
    built = searched_site.build()
    assert [message.type for message in built.messages] == ["seminar.search"]
    page = built.text("browse/search.html")
    assert 'href="../search.html"' in page
    assert 'id="seminar-search"' not in page
    assert 'action="search.html"' in built.text("index.html")


def test_a_site_without_a_search_page_needs_no_pagefind(
    searched_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_seminar.domain.searching.has_pagefind", lambda: False)
    (searched_site.source / "browse/search.md").unlink()
    built = searched_site.build()
    assert built.messages == []
    assert not (built.outdir / FOLDER).exists()


def test_the_note_tells_browsers_what_they_need(built: Built) -> None:
    note = json.loads(built.text(f"{FOLDER}/seminar.json"))
    assert note["records"] > 50
    assert len(note["recordFiles"]) == 6 * len(list((built.outdir / FOLDER).glob("*.records")))


def test_words_that_most_records_hold_are_left_out_but_of_titles_and_names() -> None:
    said = "an ant of the hill"
    record = SearchRecord(RecordKind.TALK, "a.html", "The Ant", said, speakers=("An Of",))
    entry = pagefind_record(words_by_part(record))
    assert without_common(entry, frozenset({"the", "of"})) == {
        "content": "an ant hill",
        "language": "en",
        "meta": {"title": "ant", "speakers": "an", "fields": "qqsan qqsof qqcthe qqcof"},
    }


def test_only_words_of_very_many_records_are_common() -> None:
    vocabulary = Vocabulary()
    for number in range(6_000):
        vocabulary.add({"title": ["the", "few" if number % 3 else "most"]})
    assert vocabulary.common(10_000) == ["the"]
    assert vocabulary.common(20_000) == []
