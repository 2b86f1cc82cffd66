"""After any change, the output is the clean build's, and only what changed was written."""

from __future__ import annotations

import pytest

from .conftest import PNG, Site, differences, set_back

YEAR = "sessions/2024"


def same_as_clean(site: Site, builder: str = "html") -> list[str]:
    return differences(site.out(builder), site.clean(builder))


def test_nothing_is_written_when_nothing_changed(built: Site) -> None:
    assert built.rewritten() == set()
    assert same_as_clean(built) == []


def test_a_touched_page_is_written_alone(built: Site) -> None:
    (built.source / YEAR / "2024-02-02.md").touch()
    # Sphinx writes the holder of its toctree with it
    assert built.rewritten() == {f"{YEAR}/2024-02-02", f"{YEAR}/index"}
    assert same_as_clean(built) == []


def test_an_edit_leaves_the_neighbours_alone_and_no_word_behind(built: Site) -> None:
    built.replace(f"{YEAR}/2024-02-02.md", "quokkas", "lemurs")
    assert built.rewritten() == {f"{YEAR}/2024-02-02", f"{YEAR}/index"}
    assert "quokka" not in (built.out() / "searchindex.js").read_text(encoding="utf-8")
    assert same_as_clean(built) == []


def test_a_new_title_reaches_the_pages_before_and_after(built: Site) -> None:
    built.replace(f"{YEAR}/2024-02-02.md", "# Force fields", "# Potentials")
    assert built.rewritten() == {
        f"{YEAR}/2024-01-05",
        f"{YEAR}/2024-02-02",
        f"{YEAR}/2024-03-01",
        f"{YEAR}/index",
    }
    assert same_as_clean(built) == []


def test_a_new_title_reaches_the_pages_that_refer_to_it(built: Site) -> None:
    built.replace(f"{YEAR}/2024-01-05.md", "# Coarse", "# Finer")
    assert "about" in built.rewritten()
    assert same_as_clean(built) == []


def test_a_new_heading_reaches_the_pages_that_refer_to_its_label(built: Site) -> None:
    built.replace("about.md", "## Rules", "## House rules")
    # with each page, Sphinx writes the holder of its toctree
    assert built.rewritten() == {"about", "index", f"{YEAR}/2024-03-01", f"{YEAR}/index"}
    assert same_as_clean(built) == []


def test_a_new_title_of_a_year_reaches_its_sessions(built: Site) -> None:
    built.replace(f"{YEAR}/index.md", "# Year 2024", "# The year 2024")
    sessions = {f"{YEAR}/2024-01-05", f"{YEAR}/2024-02-02", f"{YEAR}/2024-03-01"}
    assert built.rewritten() == {*sessions, f"{YEAR}/index", "index"}
    assert same_as_clean(built) == []


def test_an_added_page_reaches_its_neighbours(built: Site) -> None:
    built.write(f"{YEAR}/2024-02-16.md", "# Added\n\nNew words.\n")
    added = {f"{YEAR}/2024-02-02", f"{YEAR}/2024-02-16", f"{YEAR}/2024-03-01"}
    # Sphinx reads every toctree with a pattern again
    assert built.rewritten() == {*added, f"{YEAR}/index", "sessions/2025/index", "index"}
    assert same_as_clean(built) == []


@pytest.mark.parametrize("name", ["2024-01-05", "2024-02-02", "2024-03-01"])
def test_a_deleted_page_leaves_no_trace(built: Site, name: str) -> None:
    built.remove(f"{YEAR}/{name}.md")
    assert f"{YEAR}/{name}" not in built.rewritten()
    assert not (built.out() / f"{YEAR}/{name}.html").exists()
    assert same_as_clean(built) == []


def test_a_link_by_path_follows_its_page_away_and_back(site: Site) -> None:
    link = f"\nSee [the fields]({YEAR}/2024-02-02.md) and [](./{YEAR}/2024-02-02.md).\n"
    site.write("about.md", f"# About\n{link}\n(rules)=\n## Rules\n")
    site.build()
    text = (site.source / YEAR / "2024-02-02.md").read_text(encoding="utf-8")
    site.remove(f"{YEAR}/2024-02-02.md")
    assert "about" in site.rewritten()
    assert same_as_clean(site) == []
    site.write(f"{YEAR}/2024-02-02.md", text)
    assert "about" in site.rewritten()
    assert same_as_clean(site) == []


def test_deleting_all_pages_of_a_folder_leaves_no_folder(built: Site) -> None:
    for page in (built.source / "sessions/2025").glob("*"):
        page.unlink()
    built.replace("index.md", "sessions/2025/index\n", "")
    built.build()
    assert not (built.out() / "sessions/2025").exists()
    assert same_as_clean(built) == []


def test_a_renamed_page_is_where_its_new_name_says(built: Site) -> None:
    (built.source / YEAR / "2024-01-05.md").rename(built.source / YEAR / "2024-04-05.md")
    (built.source / YEAR / "2024-01-05.png").unlink(missing_ok=True)
    built.build()
    assert same_as_clean(built) == []


def test_a_page_that_changes_its_markup_leaves_no_old_source(built: Site) -> None:
    built.remove(f"{YEAR}/2024-02-02.md")
    built.write(f"{YEAR}/2024-02-02.rst", "Force fields\n============\n\nNetworks.\n")
    built.build()
    assert same_as_clean(built) == []


def test_an_older_version_with_its_old_time_is_read(built: Site) -> None:
    page = built.source / YEAR / "2024-02-02.md"
    page.write_text("# Force fields\n\nAn earlier version.\n", encoding="utf-8")
    set_back(page)
    assert built.rewritten() == {f"{YEAR}/2024-02-02", f"{YEAR}/index"}
    assert same_as_clean(built) == []


def test_a_page_named_in_a_toctree_and_deleted_is_reported(
    built: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    built.remove("about.md")
    capsys.readouterr()
    built.build()
    incremental = sorted(capsys.readouterr().err.splitlines())
    assert same_as_clean(built) == []
    assert incremental == sorted(capsys.readouterr().err.splitlines())
    assert any("nonexisting document 'about'" in line for line in incremental)


def test_a_replaced_image_is_copied_again(built: Site) -> None:
    (built.source / YEAR / "board.png").write_bytes(PNG + b"new")
    built.build()
    assert (built.out() / "_images/board.png").read_bytes() == PNG + b"new"
    assert same_as_clean(built) == []


def test_images_and_downloads_that_nobody_uses_leave(built: Site) -> None:
    built.replace(f"{YEAR}/2024-01-05.md", "![A board](board.png)", "")
    built.replace("sessions/2025/2025-01-31.md", "[slides](slides.pdf)", "slides")
    built.build()
    assert not (built.out() / "_images").exists()
    assert same_as_clean(built) == []


def test_a_changed_style_sheet_reaches_every_page(built: Site) -> None:
    built.apart = True
    built.write("_static/own.css", "p { color: navy }\n")
    assert len(built.rewritten()) == 9
    assert same_as_clean(built) == []


def test_a_tree_beside_every_page_is_kept_up(site: Site) -> None:
    site.configure(tree=True)
    site.build()
    site.replace("about.md", "## Rules", "## House rules")
    assert len(site.rewritten()) == 9
    assert same_as_clean(site) == []


def test_an_edit_writes_one_page_beside_a_tree(site: Site) -> None:
    site.configure(tree=True)
    site.build()
    site.replace(f"{YEAR}/2024-02-02.md", "quokkas", "lemurs")
    assert site.rewritten() == {f"{YEAR}/2024-02-02", f"{YEAR}/index"}
    assert same_as_clean(site) == []


def test_numbers_of_sections_reach_the_toctree_that_shows_them(site: Site) -> None:
    site.replace("index.md", ":maxdepth: 2", ":maxdepth: 2\n:numbered:")
    site.build()
    site.write("sessions/2023/index.md", "# Year 2023\n")
    site.replace("index.md", "sessions/2024/index", "sessions/2023/index\nsessions/2024/index")
    site.build()
    assert same_as_clean(site) == []


def test_a_grandchild_reaches_the_toctree_that_shows_it(site: Site) -> None:
    site.replace(f"{YEAR}/index.md", ":hidden:\n", "")
    site.build()
    site.replace(f"{YEAR}/2024-03-01.md", "# Closures", "# Closure models")
    assert "index" in site.rewritten()
    assert same_as_clean(site) == []


@pytest.mark.parametrize("builder", ["dirhtml", "text", "xml"])
def test_every_builder_of_pages_keeps_up(site: Site, builder: str) -> None:
    site.build(builder)
    site.replace(f"{YEAR}/2024-01-05.md", "# Coarse", "# Finer")
    site.replace("about.md", "## Rules", "## House rules")
    site.write(f"{YEAR}/2024-02-16.md", "# Added\n\nNew words.\n")
    site.remove(f"{YEAR}/2024-02-02.md")
    site.build(builder)
    assert same_as_clean(site, builder) == []
    assert site.rewritten(builder) == set()


@pytest.mark.parametrize("builder", ["singlehtml", "gettext", "man", "dummy"])
def test_other_builders_are_left_alone(site: Site, builder: str) -> None:
    site.build(builder)
    site.build(builder)
    assert not list(site.out(builder).rglob(".seminar-manifest.json"))


def test_an_epub_loses_deleted_pages_and_holds_no_manifest(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.build("epub")
    site.remove(f"{YEAR}/2024-02-02.md")
    capsys.readouterr()
    site.build("epub")
    assert "mimetype" not in capsys.readouterr().err
    assert not (site.out("epub") / YEAR / "2024-02-02.xhtml").exists()
    assert not list(site.out("epub").rglob(".seminar-manifest.json"))


def test_two_outputs_of_one_doctree_folder_both_keep_up(built: Site) -> None:
    second = built.folder / "second"
    built.build(out=second)
    assert differences(built.out(), second) == []
    set_back(built.source / YEAR / "2024-02-02.md")
    built.replace(f"{YEAR}/2024-02-02.md", "# Force fields", "# Potentials")
    (built.source / YEAR / "board.png").write_bytes(PNG + b"new")
    built.build(out=second)
    built.remove(f"{YEAR}/2024-03-01.md")
    built.build(out=second)
    built.build()
    assert differences(built.out(), second) == []
    assert same_as_clean(built) == []


def test_the_real_theme_keeps_up(site: Site) -> None:
    site.configure("sphinx_book_theme")
    site.apart = True
    site.build()
    site.replace(f"{YEAR}/2024-02-02.md", "# Force fields", "# Potentials")
    assert len(site.rewritten()) == 4
    site.remove(f"{YEAR}/2024-03-01.md")
    site.write(f"{YEAR}/2024-02-16.md", "# Added\n\nNew words.\n")
    site.build()
    assert same_as_clean(site) == []


def test_a_file_that_no_document_made_stays(built: Site) -> None:
    kept = built.out() / YEAR / "minutes.html"
    kept.write_text("by hand", encoding="utf-8")
    built.remove(f"{YEAR}/2024-02-02.md")
    built.build()
    assert kept.read_text(encoding="utf-8") == "by hand"


def test_a_redirect_in_the_place_of_a_deleted_page_stays(built: Site) -> None:
    built.write(f"extra/{YEAR}/2024-02-02.html", "moved")
    built.configure(more='html_extra_path = ["extra"]\nexclude_patterns += ["extra"]\n')
    built.remove(f"{YEAR}/2024-02-02.md")
    built.build()
    built.build()
    assert (built.out() / YEAR / "2024-02-02.html").read_text(encoding="utf-8") == "moved"


def test_a_page_made_for_a_builder_of_named_files_is_not_taken_for_fresh(built: Site) -> None:
    built.replace(f"{YEAR}/2024-02-02.md", "# Force fields", "# Potentials")
    site = built
    arguments = [str(site.source / YEAR / "2024-02-02.md")]
    from sphinx.cmd.build import build_main  # noqa: PLC0415

    options = ["-q", "-b", "html", "-d", str(site.doctrees), str(site.source), str(site.out())]
    assert build_main([*options, *arguments]) == 0
    site.build()
    assert same_as_clean(site) == []
