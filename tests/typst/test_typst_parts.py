# ruff: noqa: INP001 - a package named typst would hide the real one
from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from volume_case import build_volume, require_tool

if TYPE_CHECKING:
    from pathlib import Path

CONF = """
extensions = ["sphinx_seminar"]
primary_domain = "seminar"
html_baseurl = "https://seminar.example.org/"
seminar_series = {"main": {"title": "Main", "zone": "UTC", "time": "10:00", "venue": "Room 1",
                           "terms": {"Spring 2025": ("2025-01-01", "2025-06-30")}}}
seminar_volumes = [
    "year/2025",
    "session/2025-03-01",
    "readings/year/2025",
    "programme/term/main/Spring 2025",
    "year/2052",
]
"""
BIB = """
@book{late, author = {Zorn, Max}, title = {On chains}, year = {1935}}
@book{early, author = {Abel, Niels}, title = {Sums}, year = {1826}}
"""


SLIDES = "https://www.example.org/of-the-seminar/a-very-long-name-of-the-slides-of-a-talk.pdf"


def _page(day: str, title: str, speaker: str, readings: str, text: str) -> str:
    return (
        f"# {title}\n\n::::{{session}} {day}\n:::{{talk}}\n:speaker: {speaker}\n"
        f":slides: {SLIDES}\n:notes: notes.pdf\n"
        f":readings: {readings}\n{text}\n:::\n::::\n"
    )


FILES: dict[str, str | bytes] = {
    "index.md": (
        "# Home\n\nHello.\n\n## Next\n\n```{upcoming}\n```\n\n"
        "```{toctree}\n:hidden:\ns/a\ns/b\ns/c\nbrowse\nsearch\n```\n"
    ),
    "s/a.md": _page("2024-12-06", "First of all", "Zoe Adams", "late", "Bad $\\frac{a$."),
    "s/b.md": _page(
        "2025-03-01",
        "Second",
        "Bo Young",
        "late; early",
        "After {session}`2024-12-06`, [x](no.md).",
    ),
    "s/c.md": _page("2025-03-02", "Third", "Zoe Adams", "late", "After {session}`2025-03-01`."),
    "browse.md": "# All readings\n\nEvery one.\n\n```{readings}\n```\n",
    "search.md": "# Search\n\nFind it.\n\n```{search}\n```\n",
    "refs.bib": BIB,
    "s/notes.pdf": b"notes",
}


class Parts(NamedTuple):
    outdir: Path
    warnings: str

    def text(self, name: str) -> str:
        require_tool("pdftotext")
        command = ["pdftotext", "-layout", str(self.outdir / f"{name}.pdf"), "-"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return " ".join(text.replace("\u2060", "").split())

    def source(self, name: str) -> str:
        return (self.outdir / f"{name}.typ").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1741600000")
        root = tmp_path_factory.mktemp("parts")

        def build(conf: str, name: str = "out", own: str = "") -> Any:
            files = {**FILES, "own.typ": own} if own else FILES
            return build_volume(root, files, conf, name)

        yield build


@pytest.fixture(scope="module")
def parts(build: Any) -> Parts:
    built = build(CONF)
    return Parts(built.outdir, built.warnings)


def test_the_volumes_of_the_settings_are_made_beside_the_complete_one(parts: Parts) -> None:
    made = [path.relative_to(parts.outdir).as_posix() for path in parts.outdir.rglob("*.pdf")]
    assert sorted(made) == [
        "archive.pdf",
        "programme/term/main/Spring-2025.pdf",
        "readings/year/2025.pdf",
        "session/2025-03-01.pdf",
        "year/2025.pdf",
    ]


def test_what_is_no_part_is_said_with_the_line_of_the_setting(parts: Parts) -> None:
    (found,) = [line for line in parts.warnings.splitlines() if "[seminar.volume]" in line]
    assert re.search(r"conf\.py:\d\d: .*'year/2052'.*'year/2025'", found)


def test_a_problem_of_a_page_is_said_once_however_many_volumes_hold_it(parts: Parts) -> None:
    assert parts.warnings.count("no.md") == 1
    assert parts.warnings.count("[seminar.math]") == 1


def test_a_year_holds_its_sessions_and_its_own_bibliography(parts: Parts) -> None:
    text = parts.text("year/2025")
    assert "First of all" not in text.replace("After First of all", "")
    assert re.search(r"Second [. ]+1 Bo Young", text)
    assert re.search(r"Bibliography Abel, Niels\. 1826", text)
    assert re.search(r"Discussed in Spring 2025: Bo Young, March 1, 2025 \(p\. 1\); Zoe", text)
    assert re.search(r"Index of speakers Bo Young 1 Zoe Adams 1", text)


def test_what_is_outside_of_a_part_has_its_day_and_its_address(parts: Parts) -> None:
    assert "After First of all (December 6, 2024)" in parts.text("year/2025")
    address = "https://seminar.example.org/s/a.html#session-2024-12-06"
    assert f'#link("{address}")' in parts.source("year/2025")
    assert address not in parts.source("archive")
    assert re.search(r"After First of all\s\(p\. 2\)", parts.text("archive"))


def test_a_year_has_what_it_holds_attached(parts: Parts) -> None:
    folder = parts.outdir / "attachments/year/2025"
    archive = json.loads((folder / "archive.json").read_bytes())
    assert [one["id"] for one in archive["sessions"]] == ["2025-03-01", "2025-03-02"]
    assert b"@book{early" in (folder / "readings.bib").read_bytes()


def test_a_handout_holds_abstract_readings_and_a_place_for_notes(parts: Parts) -> None:
    text = parts.text("session/2025-03-01")
    assert re.search(r"Second .*Bo Young.*After First .*Readings.*Sums.*Notes", text)
    assert "Contents" not in text
    assert "About this volume" not in text


def test_a_talk_without_a_title_names_its_speaker_once(parts: Parts) -> None:
    text = parts.text("session/2025-03-01")
    assert text.count("Bo Young") == 1


def test_a_reading_list_stands_alone(parts: Parts) -> None:
    text = parts.text("readings/year/2025")
    assert text.startswith("Multiscale Seminar · Main Reading list, 2025 Abel, Niels. 1826. Sums")
    assert "(p." not in text


def test_a_programme_says_what_sessions_share_once(parts: Parts) -> None:
    text = parts.text("programme/term/main/Spring-2025")
    assert "Programme, Spring 2025" in text
    assert text.count("10:00 · Room 1") == 1
    assert re.search(r"Sat, Mar 1 Second .*Bo Young Sun, Mar 2 Third", text)


def test_what_is_for_the_screen_is_not_printed(parts: Parts) -> None:
    text = parts.text("archive")
    assert "Search" not in text
    assert "Next" not in text
    assert "Introduction Hello." in text


def test_materials_have_short_addresses_and_codes_that_say_what_they_hold(parts: Parts) -> None:
    source = parts.source("session/2025-03-01")
    assert re.search(r'shown: "example\.org/…[-\w]+of-a-talk\.pdf"', source)
    assert f'address: "{SLIDES}"' in source
    assert f'"QR code of {SLIDES}"' in source
    (code,) = set(re.findall(rf'code-picture\("([^"]+)", "QR code of {SLIDES}"\)', source))
    assert (parts.outdir / code).read_bytes().startswith(b"<svg")
    # a file of the archive is where the site has it
    assert re.search(r'"https://seminar\.example\.org/_downloads/\w+/notes\.pdf"', source)


def test_without_codes_addresses_are_printed_whole(build: Any) -> None:
    conf = f'{CONF}seminar_pdf_codes = False\nseminar_pdf_scope = ["2025-03-01"]\n'
    built = build(conf, name="no-codes")
    source = (built.outdir / "session/2025-03-01.typ").read_text(encoding="utf-8")
    assert f'shown: "{SLIDES.removeprefix("https://www.")}"' in source
    assert "code-picture" not in source
    assert not (built.outdir / "codes").exists()


def test_a_part_alone_is_as_it_is_beside_others(build: Any, parts: Parts) -> None:
    alone = build(CONF + 'seminar_pdf_scope = ["2025", "2025-03-01"]\n', name="alone")
    made = sorted(path.relative_to(alone.outdir) for path in alone.outdir.rglob("*.pdf"))
    assert [path.as_posix() for path in made] == ["session/2025-03-01.pdf", "year/2025.pdf"]
    for path in made:
        assert (alone.outdir / path).read_bytes() == (parts.outdir / path).read_bytes()


def test_a_programme_has_a_paper_and_a_head_of_its_own(build: Any) -> None:
    scope = "programme/term/main/Spring 2025"
    conf = f'{CONF}seminar_pdf_template = "own.typ"\nseminar_pdf_scope = ["{scope}"]\n'
    own = '#let programme-paper = "a3"\n#let programme-head(title: "", ..rest) = [HEAD #title]\n'
    outdir = build(conf, name="wall", own=own).outdir
    pdf = outdir / "programme/term/main/Spring-2025.pdf"
    require_tool("pdfinfo")
    info = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
    assert "841.89 x 1190.55" in info
    assert "HEAD Multiscale Seminar" in Parts(outdir, "").text("programme/term/main/Spring-2025")
