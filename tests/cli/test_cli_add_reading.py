from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from sphinx_seminar.cli import add_reading
from sphinx_seminar.cli.program import seminar
from sphinx_seminar.parsing.bibtex import parse_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from loopback import Loopback
    from seminar_site import Site

WANG = "10.1021/acscentsci.8b00913"


def keys(site: Site) -> list[str]:
    text = (site.source / "refs.bib").read_text("utf-8")
    library = parse_library([("refs.bib", text)])
    assert library.findings == ()
    return [reading.key for reading in library.readings]


def test_a_doi_becomes_an_entry_that_is_shown_first(site: Site, run: Callable[..., Result]) -> None:
    before = (site.source / "refs.bib").read_bytes()
    result = run("add-reading", f"https://pubs.acs.org/doi/pdf/{WANG}", "--yes")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("+++ refs.bib\n+@article{wang2019machine,\n+  author  = {Wang,")
    assert result.output.endswith("Added wang2019machine to refs.bib.\n")
    after = (site.source / "refs.bib").read_bytes()
    assert after.startswith(before + b"\n@article{wang2019machine,\n")
    assert keys(site) == ["e2011principles", "wang2019machine"]


def test_several_at_once_and_each_counts_for_the_next(
    site: Site, run: Callable[..., Result]
) -> None:
    result = run("add-reading", WANG, "arXiv:2101.00001", f"doi:{WANG}", "--yes")
    assert result.exit_code == 1
    assert "is already there as wang2019machine (the same DOI" in result.stderr
    assert keys(site) == ["e2011principles", "wang2019machine", "renyi2021alpha"]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("10.5555/unknown", 2, "there is no record of"),
        ("10.5555/406", 2, "gives no metadata"),
        ("10.5555/html", 2, "answers with a web page"),
        ("10.5555/429", 2, "asks to wait; try again in 17 seconds"),
        ("10.5555/503", 2, "asks to wait; try again later"),
        ("10.5555/500", 2, "answers with the error 500"),
        ("10.5555/broken-json", 2, "cannot be read as metadata"),
        ("10.5555/large", 2, "that is no record"),
        ("10.5555/hangs", 2, "does not answer in time"),
        ("10.5555/loop", 2, "is redirected more than 5 times"),
        ("10.5555/nobody", 2, "names no author or editor"),
        ("10.5555/untitled", 2, "has no title"),
        ("10.5555/odd", 2, "has no title"),
        ("9783161484100", 2, "there is no record of"),
        ("PMC22", 2, "PMC22 is known and has no DOI"),
        ("PMC33", 2, "there is no record of PMC33"),
        ("nonsense", 2, "is no DOI, arXiv id, ISBN, PMC number or address"),
        ("978-1-107-09654-7", 1,
         "is already there as e2011principles (the same ISBN, 9781107096547), read on 2025-01-17"),
        ("https://web.math.princeton.edu/~weinan/papers/weinan_book.pdf#page=3", 1,
         "is already there as e2011principles (the same address), read on 2025-01-17"),
    ],
)  # fmt: skip
def test_every_failure_is_one_line_and_leaves_the_file_as_it_was(
    site: Site, run: Callable[..., Result], text: str, code: int, words: str
) -> None:
    before = (site.source / "refs.bib").read_bytes()
    result = run("add-reading", text, "--yes", "--timeout", "0.3")
    assert result.exit_code == code
    assert words in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""
    assert (site.source / "refs.bib").read_bytes() == before
    assert {path.name for path in site.source.iterdir()} <= {
        "conf.py", "refs.bib", "index.md", "sessions", "_build",
    }  # fmt: skip


def test_each_form_of_one_work_is_known_by_its_identifier(
    site: Site, run: Callable[..., Result]
) -> None:
    assert run("add-reading", "arXiv:2101.00001", "PMC1234567", "--yes").exit_code == 0
    before = keys(site)
    assert before == ["e2011principles", "renyi2021alpha", "plato2001chapter"]
    for text, words in {
        "https://arxiv.org/pdf/2101.00001v3": "renyi2021alpha (the same DOI",
        "10.48550/arXiv.2101.00001": "renyi2021alpha (the same DOI",
        "pmid:31234567": "plato2001chapter (the same DOI, 10.5555/chapter)",
    }.items():
        result = run("add-reading", text, "--yes")
        assert (result.exit_code, words in result.stderr) == (1, True), result.stderr
        assert result.stderr.rstrip().endswith("never read")
    assert keys(site) == before


def test_a_build_asks_nobody(site: Site, server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_address: object) -> None:
        pytest.fail("a build opened a connection")

    site.write(
        {"sessions/b.md": f"# B\n\nSee <{server.base}/x.pdf>, <https://doi.org/10.5555/loop>.\n"}
    )
    asked = len(server.asked)
    monkeypatch.setattr(socket.socket, "connect", connect)
    site.build()
    assert len(server.asked) == asked


def test_several_entries_are_shown_as_they_will_stand(run: Callable[..., Result]) -> None:
    result = run("add-reading", WANG, "PMC1234567", "--dry-run")
    assert "\n+}\n+\n+@incollection{plato2001chapter,\n" in result.stdout


def test_what_is_there_is_not_asked_for(run: Callable[..., Result], server: Loopback) -> None:
    before = len(server.asked)
    run("add-reading", "978-1-107-09654-7", "--yes")
    assert len(server.asked) == before


def test_a_near_equal_title_is_a_question(site: Site, run: Callable[..., Result]) -> None:
    title = "Principles of multi-scale modelling"
    result = run("add-reading", "--title", title, "--author", "E, W.", "--yes")
    assert result.exit_code == 1
    assert "may be already there as e2011principles (a title like it" in result.stderr
    assert keys(site) == ["e2011principles"]
    assert (
        run("add-reading", "--title", title, "--author", "E, W.", "--yes", "--anyway").exit_code
        == 0
    )
    assert keys(site) == ["e2011principles", "eprinciples"]


def test_a_plain_pdf_becomes_a_stub_and_nothing_is_invented(
    site: Site, run: Callable[..., Result], server: Loopback
) -> None:
    before = len(server.asked)
    result = run("add-reading", "https://example.org/a%20b/lecture_notes.pdf", "--yes")
    assert result.exit_code == 0, result.output
    assert (
        (site.source / "refs.bib")
        .read_text("utf-8")
        .endswith(
            "\n@misc{lecturenotes,\n"
            "  url  = {https://example.org/a%20b/lecture_notes.pdf},\n"
            "  todo = {author, title, year},\n"
            "}\n"
        )
    )
    assert len(server.asked) == before
    assert (
        run("add-reading", "https://example.org/x.pdf", "--title", "A stub", "--yes").exit_code == 0
    )
    assert keys(site)[1:] == ["lecturenotes", "stub"]


def test_offline_takes_what_is_given(
    site: Site, run: Callable[..., Result], server: Loopback
) -> None:
    before = len(server.asked)
    result = run(
        "add-reading", "10.5555/hangs", "--offline", "--title", "100% offline", "--author",
        "Doe, Jane", "--author", "{A & B}", "--year", "1999", "--type", "techreport", "--yes",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert len(server.asked) == before
    assert (
        (site.source / "refs.bib")
        .read_text("utf-8")
        .endswith(
            "\n@techreport{doe1999offline,\n"
            "  author = {Doe, Jane and {A \\& B}},\n"
            "  title  = {100\\% offline},\n"
            "  doi    = {10.5555/hangs},\n"
            "  year   = {1999},\n"
            "}\n"
        )
    )


def test_a_number_of_pubmed_s_is_a_stub_offline(site: Site, run: Callable[..., Result]) -> None:
    assert run("add-reading", "PMC22", "--offline", "--title", "Tides", "--yes").exit_code == 0
    text = (site.source / "refs.bib").read_text("utf-8")
    assert "url   = {https://pmc.ncbi.nlm.nih.gov/articles/PMC22/}," in text
    assert "todo  = {author, year}," in text


def test_pasted_bibtex_stays_as_it_is_written(site: Site, run: Callable[..., Result]) -> None:
    entry = '@Article{e2011principles, author="Doe, J.",\n   title={Other {Thing}}, year=2001}'
    result = run("add-reading", "--bibtex", "-", "--yes", stdin=f"junk\n{entry}\n")
    assert result.exit_code == 0, result.output
    text = (site.source / "refs.bib").read_text("utf-8")
    assert text.endswith("\n" + entry.replace("e2011principles", "e2011principlesa") + "\n")
    result = run(
        "add-reading", "--bibtex", "-", "--yes", stdin="@misc{, title={No Key}, year=1999}"
    )
    assert result.exit_code == 0, result.output
    assert keys(site)[1:] == ["e2011principlesa", "1999no"] or keys(site)[-1].endswith("no")


@pytest.mark.parametrize("stdin", ["", "no entry", "@misc{a, title={x", b"@misc{a, title={\xff}}"])
def test_pasted_text_that_is_no_entry_is_refused(
    site: Site, run: Callable[..., Result], stdin: str | bytes
) -> None:
    before = (site.source / "refs.bib").read_bytes()
    result = run("add-reading", "--bibtex", "-", "--yes", stdin=stdin)
    assert result.exit_code == 2
    assert result.stderr.startswith("seminar: --bibtex")
    assert (site.source / "refs.bib").read_bytes() == before


def test_without_a_terminal_nothing_is_written_unasked(
    site: Site, run: Callable[..., Result]
) -> None:
    before = (site.source / "refs.bib").read_bytes()
    result = run("add-reading", WANG)
    assert result.exit_code == 2
    assert "+@article{wang2019machine," in result.stdout
    assert "give --yes" in result.stderr
    result = run("add-reading", WANG, "--dry-run")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (site.source / "refs.bib").read_bytes() == before


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("\n", True), ("n\n", False)])
def test_a_person_is_asked(
    site: Site,
    run: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    written: bool,  # noqa: FBT001 - a parameter of the table above
) -> None:
    monkeypatch.setattr(add_reading, "is_interactive", lambda: True)
    result = run("add-reading", WANG, stdin=answer)
    assert result.exit_code == 0
    assert (keys(site)[-1] == "wang2019machine") is written


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--bibtex", "-", "10.5555/x"],
        ["10.5555/x", "10.5555/y", "--title", "T"],
        ["10.5555/x", "--type", "nonsense"],
    ],
)
def test_contradictions_are_wrong_usage(run: Callable[..., Result], arguments: list[str]) -> None:
    assert run("add-reading", *arguments).exit_code == 2


def test_a_file_alone_needs_no_archive(site: Site, server: Loopback) -> None:
    del server
    folder = site.folder / "elsewhere"
    folder.mkdir()
    arguments = ["-C", str(folder), "add-reading", WANG, "--yes", "--bib", str(folder / "x.bib")]
    result = CliRunner().invoke(seminar, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert (folder / "x.bib").read_text("utf-8").startswith("@article{wang2019machine,\n")
