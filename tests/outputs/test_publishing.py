"""Files beside the pages: made when they change, removed when they are no longer wanted."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from sphinx_seminar.outputs.publishing import FILENAME, Publication, publish, published_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seminar_site import Site

REFS = """\
@book{a, author = {Noether, Emmy}, title = {Invariants}, year = {1918}, doi = {10.1000/a}}
@book{b, author = {Hilbert, David}, title = {Grundlagen}, year = {1899}}
@book{c, author = {Gauss}, title = {Disquisitiones}, year = {1801}}
"""
FILES = {
    "refs.bib": REFS,
    "index.md": "# Index\n\n```{toctree}\none\ntwo\nbib\n```\n",
    "one.md": """\
        # One

        ::::{session} 2025-01-17
        :::{talk} First talk
        :speaker: Ann
        :readings: a; b
        :::
        ::::
        """,
    "two.md": """\
        # Two

        ::::{session} 2025-01-24
        :::{talk} Second talk
        :speaker: Bob
        :readings: b (ch. 2)
        :::
        ::::
        """,
    "bib.md": "# Bibliography\n\n```{readings}\n```\n",
}


def made(calls: list[str], path: str, text: str) -> Publication:
    def make() -> bytes:
        calls.append(path)
        return text.encode()

    return Publication(path, text, make)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def exports(folder: Path) -> dict[str, bytes]:
    return {
        name: data
        for name, data in tree(folder).items()
        if name.startswith(("exports/", "readings")) or name == FILENAME
    }


def test_an_unchanged_file_is_not_even_made(tmp_path: Path) -> None:
    calls: list[str] = []
    publish(published_in(tmp_path), [made(calls, "x/a", "1"), made(calls, "x/b", "1")])
    publish(published_in(tmp_path), [made(calls, "x/a", "1"), made(calls, "x/b", "2")])
    assert calls == ["x/a", "x/b", "x/b"]
    assert (tmp_path / "x/b").read_text() == "2"


def test_what_nobody_publishes_any_more_leaves_with_its_folder(tmp_path: Path) -> None:
    (tmp_path / "foreign").write_text("stays")
    publish(published_in(tmp_path), [made([], "x/y/a", "1"), made([], "b", "1")])
    publish(published_in(tmp_path), [made([], "b", "1")])
    assert sorted(tree(tmp_path)) == [FILENAME, "b", "foreign"]
    assert not (tmp_path / "x").exists()


def test_a_file_left_by_a_build_that_did_not_end_is_made_again(tmp_path: Path) -> None:
    publish(published_in(tmp_path), [made([], "a", "1")])
    (tmp_path / "a").write_text("2")
    later = (tmp_path / FILENAME).stat().st_mtime_ns + 10**9
    os.utime(tmp_path / "a", ns=(later, later))
    publish(published_in(tmp_path), [made([], "a", "1")])
    assert (tmp_path / "a").read_text() == "1"


def test_no_path_leaves_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / FILENAME).write_text(
        json.dumps({"format": 1, "files": {"../kept": ["", 0]}}), encoding="utf-8"
    )
    (tmp_path / "kept").write_text("kept")
    publish(published_in(folder), [made([], "../evil", "1"), made([], "/evil", "1")])
    assert sorted(tree(tmp_path)) == ["kept", f"out/{FILENAME}"]


def test_a_spoilt_note_costs_a_new_start_only(tmp_path: Path) -> None:
    (tmp_path / FILENAME).write_text('{"format": 1, "files": [')
    publish(published_in(tmp_path), [made([], "a", "1")])
    assert sorted(tree(tmp_path)) == [FILENAME, "a"]


def test_every_scope_has_every_format(make_site: Callable[..., Site]) -> None:
    out = make_site(FILES).build().outdir
    stems = {
        "readings",
        "exports/series/main",
        "exports/session/2025-01-17",
        "exports/session/2025-01-24",
        "exports/talk/2025-01-17-1",
        "exports/talk/2025-01-24-1",
        "exports/speaker/ann",
        "exports/speaker/bob",
    }
    citations = {"exports/citation/2025-01-17-1", "exports/citation/2025-01-24-1"}
    suffixes = (".bib", ".ris", ".json", ".txt")
    expected = {stem + suffix for stem in stems | citations for suffix in suffixes}
    expected |= {stem + "~ascii.bib" for stem in stems}
    assert set(exports(out)) == {*expected, FILENAME}


def test_a_changed_entry_changes_the_files_of_its_scopes_and_no_others(
    make_site: Callable[..., Site],
) -> None:
    site = make_site(FILES)
    before = exports(site.build().outdir)
    times = {name: (site.folder / "html" / name).stat().st_mtime_ns for name in before}
    site.write({"refs.bib": REFS.replace("Invariants", "Invariante Variationsprobleme")})
    after = exports(site.build().outdir)
    changed = {name.partition(".")[0] for name in before if before[name] != after[name]}
    written = {
        name.partition(".")[0]
        for name in before
        if (site.folder / "html" / name).stat().st_mtime_ns != times[name]
    }
    stems = {
        "readings",
        "readings~ascii",
        "exports/series/main",
        "exports/session/2025-01-17",
        "exports/talk/2025-01-17-1",
        "exports/speaker/ann",
    }
    assert {name.removesuffix("~ascii") for name in changed if name} == stems - {"readings~ascii"}
    assert {name.removesuffix("~ascii") for name in written if name} == stems - {"readings~ascii"}


def test_an_incremental_build_equals_a_clean_one(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    site.build()
    changed = FILES["two.md"].replace("b (ch. 2)", "c").replace("Bob", "Cid")
    site.write({"two.md": changed, "refs.bib": REFS.replace("1801", "1802")})
    incremental = tree(site.build().outdir)
    clean = tree(site.build(out="clean", doctrees="clean-doctrees").outdir)
    incremental.pop(".buildinfo", None)
    clean.pop(".buildinfo", None)
    assert incremental.keys() == clean.keys()
    assert [name for name in clean if clean[name] != incremental[name]] == []


def test_exports_that_are_switched_off_leave(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    site.build()
    out = site.build(seminar_exports=False).outdir
    assert set(exports(out)) == {FILENAME}
    assert 'seminar-exports"' not in (out / "one.html").read_text()


def test_other_builders_publish_nothing_and_link_to_nothing(
    make_site: Callable[..., Site],
) -> None:
    site = make_site(FILES)
    for builder in ("singlehtml", "epub", "text", "latex"):
        out = site.build(builder).outdir
        assert not (out / "exports").exists()
        assert not (out / "readings.bib").exists()
        pages = [path for path in out.rglob("*") if path.suffix in {".html", ".xhtml", ".txt"}]
        assert not any("exports/session" in path.read_text("utf-8") for path in pages)


def test_links_of_pages_in_folders_lead_to_the_files(make_site: Callable[..., Site]) -> None:
    out = make_site({**FILES, "deep/er/three.md": FILES["one.md"].replace("-17", "-18")}).build(
        "dirhtml"
    )
    page = out.outdir / "deep/er/three/index.html"
    assert 'href="../../../exports/talk/2025-01-18-1.bib"' in page.read_text()
    assert (page.parent / "../../../exports/talk/2025-01-18-1.bib").resolve().is_file()
