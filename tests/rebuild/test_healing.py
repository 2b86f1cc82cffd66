"""What a killed build leaves behind is healed by the next one."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from .conftest import PNG, Site, differences, set_back

if TYPE_CHECKING:
    from pathlib import Path

YEAR = "sessions/2024"
PAGE = f"{YEAR}/2024-02-02"


def killed_while_writing(site: Site, monkeypatch: pytest.MonkeyPatch, after: str) -> None:
    """Build until *after* is written, and stop as a killed process does: nothing is tidied."""
    from sphinx.builders.html import StandaloneHTMLBuilder  # noqa: PLC0415

    class Killed(BaseException):
        pass

    write = StandaloneHTMLBuilder.write_doc

    def write_and_die(builder: StandaloneHTMLBuilder, docname: str, doctree: object) -> None:
        write(builder, docname, doctree)  # type: ignore[arg-type]
        if docname == after:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(StandaloneHTMLBuilder, "write_doc", write_and_die)
        with pytest.raises(Killed):
            build_in_process(site)


def build_in_process(site: Site) -> None:
    with patch_docutils(site.source), docutils_namespace():
        app = Sphinx(
            site.source, site.source, site.out(), site.doctrees, "html", status=None, warning=None
        )
        app.build()


def heals(site: Site) -> None:
    site.build()
    assert differences(site.out(), site.clean()) == []
    assert site.rewritten() == set()


def wait_a_tick(path: Path) -> None:
    """Wait until a new file is younger than *path*."""
    probe = path.with_name("probe")
    while True:
        probe.touch()
        if probe.stat().st_mtime_ns > path.stat().st_mtime_ns:
            probe.unlink()
            return
        time.sleep(0.001)


def test_a_truncated_page_is_written_again(built: Site) -> None:
    page = built.out() / f"{PAGE}.html"
    page.write_bytes(page.read_bytes()[:100])
    set_back(page, -1)
    assert built.rewritten() == {PAGE, f"{YEAR}/index"}
    assert differences(built.out(), built.clean()) == []


def test_a_page_changed_by_another_hand_is_written_again(built: Site) -> None:
    page = built.out() / f"{PAGE}.html"
    wait_a_tick(built.out() / ".seminar-manifest.json")
    page.write_bytes(page.read_bytes()[::-1])
    heals(built)


def test_a_truncated_source_copy_is_written_again(built: Site) -> None:
    copy = built.out() / f"_sources/{PAGE}.md.txt"
    copy.write_bytes(b"")
    heals(built)


@pytest.mark.parametrize("size", [0, 30, -1, None])
def test_a_torn_search_index_is_made_anew(built: Site, size: int | None) -> None:
    index = built.out() / "searchindex.js"
    if size is None:
        index.unlink()
    else:
        index.write_bytes(index.read_bytes()[:size])
    built.replace(f"{PAGE}.md", "quokkas", "lemurs")
    heals(built)


def test_an_index_that_lacks_a_page_is_made_anew(built: Site) -> None:
    index = built.out() / "searchindex.js"
    whole = index.read_bytes()
    built.write(f"{YEAR}/2024-02-16.md", "# Added\n\nNew words.\n")
    built.build()
    wait_a_tick(built.out() / ".seminar-manifest.json")
    index.write_bytes(whole)
    heals(built)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format":1}', b'{"format":99}', b"\xff"])
def test_a_broken_manifest_costs_a_whole_build(built: Site, content: bytes) -> None:
    (built.out() / ".seminar-manifest.json").write_bytes(content)
    assert len(built.rewritten()) == 9
    assert differences(built.out(), built.clean()) == []


def test_a_hostile_manifest_removes_nothing_outside(built: Site) -> None:
    outside = built.folder / "precious.html"
    outside.write_text("kept", encoding="utf-8")
    (built.out() / "link").symlink_to(built.folder)
    manifest = built.out() / ".seminar-manifest.json"
    data = json.loads(manifest.read_bytes())
    for number, path in enumerate(("../precious.html", str(outside), "link/precious.html")):
        data["pages"][f"gone{number}"] = ["", [[path, 4]], 0, []]
        data["assets"].append(path)
    manifest.write_text(json.dumps(data), encoding="utf-8")
    built.build()
    assert outside.read_text(encoding="utf-8") == "kept"


def test_pages_that_a_killed_build_did_not_reach_are_written(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.replace(f"{PAGE}.md", "# Force fields", "# Potentials")
    (built.source / YEAR / "board.png").write_bytes(PNG + b"new")
    killed_while_writing(built, monkeypatch, after=f"{YEAR}/2024-01-05")
    heals(built)


def test_an_image_that_a_killed_build_did_not_copy_is_copied(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    (built.source / YEAR / "board.png").write_bytes(PNG + b"new")
    killed_while_writing(built, monkeypatch, after=f"{YEAR}/index")
    heals(built)


def test_new_settings_reach_pages_that_a_killed_build_did_not(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.configure(more='html_title = "New"\n')
    killed_while_writing(built, monkeypatch, after=PAGE)
    built.build()
    (built.out() / ".buildinfo.bak").unlink()
    assert differences(built.out(), built.clean()) == []


def test_pages_of_a_killed_first_build_go_with_their_documents(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_while_writing(site, monkeypatch, after=PAGE)
    site.remove(f"{YEAR}/2024-01-05.md")
    heals(site)


def test_a_removed_document_goes_even_if_the_build_was_killed(
    built: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.remove(f"{YEAR}/2024-03-01.md")
    killed_while_writing(built, monkeypatch, after="index")
    heals(built)
