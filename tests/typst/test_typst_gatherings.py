# ruff: noqa: INP001 - a package named typst would hide the real one
"""A volume that is set in gatherings is the volume that is set at once."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
import pytest
from pdf_anatomy import Anatomy
from standards import failures
from volume_case import build_volume, png, require_tool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from volume_case import Volume

CONF = """
extensions = ["sphinx_seminar"]
primary_domain = "seminar"
html_baseurl = "https://seminar.example.org/"
seminar_series = {"main": {"title": "Main", "zone": "UTC", "time": "10:00"}}
"""
BIB = """
@book{late, author = {Zorn, Max}, title = {On chains}, year = {1935}}
@book{early, author = {Abel, Niels}, title = {Sums}, year = {1826}}
"""
#: What is set at once: about a session and a half, so that runs are not divided.
AT_ONCE = "sphinx_seminar.rendering.typst.gatherings.AT_ONCE"
FEW = 2_600


def _session(day: str, title: str, text: str) -> str:
    return (
        f"# {title}\n\n::::{{session}} {day}\n:::{{talk}}\n:speaker: Zoe Adams\n"
        f":readings: late; early\n:topics: chains\n{text}\n:::\n::::\n\n"
        f"A note[^n].\n\n[^n]: Of {title}.\n\n| Head | Other |\n|---|---|\n| {title} | 漢字 |\n\n"
        f"## Of the session\n\n![A box](../../box.png)\n\n$$a^2 + b$$\n\n### Deep\n\n"
        f"See {{session}}`2025-03-01`, {{session}}`2024-12-06`, {{session}}`2024-12-13`.\n"
    )


FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\nHello.\n\n```{toctree}\n2024\n2025\nbrowse\n```\n",
    "2024.md": "# Jahr 2024\n\n```{toctree}\ns/2024/a\ns/2024/b\n```\n",
    "2025.md": "# Jahr 2025\n\n```{toctree}\ns/2025/c\n```\n",
    "s/2024/a.md": _session("2024-12-06", "First of all", "Short."),
    "s/2024/b.md": _session("2024-12-13", "Über *Zweites*", "Short."),
    "s/2025/c.md": _session("2025-03-01", "Third", "Long. " * 900),
    "browse.md": "# All readings\n\n```{readings}\n```\n",
    "refs.bib": BIB,
    "box.png": png(),
}


class Both(NamedTuple):
    whole: Volume
    bound: Volume


def _bound(folder: Path, files: dict[str, str | bytes], conf: str = CONF) -> Volume:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AT_ONCE, FEW)
        return build_volume(folder, files, conf, "bound")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp("gatherings")
    return Both(build_volume(folder, FILES, CONF, "whole"), _bound(folder, FILES))


def test_the_volume_was_set_in_gatherings(both: Both) -> None:
    gatherings = {path.name for path in (both.bound.outdir / "archive.gatherings").iterdir()}
    assert len(gatherings) > 3
    assert not [name for name in gatherings if not name.endswith(".typ")]
    assert not (both.whole.outdir / "archive.gatherings").exists()
    assert both.bound.warnings == both.whole.warnings == ""


def test_a_page_number_has_one_blank_before_it(both: Both) -> None:
    assert "#page-of(" in both.whole.source
    assert ' ";#page-of(' not in both.whole.source


def test_the_pages_say_the_same_at_the_same_places(both: Both) -> None:
    assert both.bound.text() == both.whole.text()


@pytest.mark.parametrize("part", ["bookmarks", "labels", "structure", "names"])
def test_what_is_not_seen_is_the_same(both: Both, part: str) -> None:
    whole, bound = Anatomy(both.whole.pdf), Anatomy(both.bound.pdf)
    assert getattr(bound, part) == getattr(whole, part)
    assert getattr(bound, part)


def test_links_lead_to_the_same_places_and_say_their_page(both: Both) -> None:
    whole, bound = Anatomy(both.whole.pdf), Anatomy(both.bound.pdf)
    assert [link[:4] for link in bound.links] == [link[:4] for link in whole.links]
    said = [(link, re.search(r"page (\d+)$", link.alternative)) for link in bound.links]
    numbered = [(link.place, found[1]) for link, found in said if link.place and found]
    assert len(numbered) > 30
    assert all(bound.labels[page] == number for (page, _x, _y), number in numbered)
    assert "Über Zweites, page 2" in {link.alternative for link in bound.links}


def test_elements_of_the_structure_are_named_apart(both: Both) -> None:
    whole, bound = Anatomy(both.whole.pdf).ids, Anatomy(both.bound.pdf).ids
    assert len(set(bound)) == len(bound) == len(whole) > 0


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_checker_of_standards_has_nothing_to_say(both: Both, profile: str) -> None:
    assert failures(both.bound.pdf, profile) == []


def test_qpdf_finds_no_fault(both: Both) -> None:
    require_tool("qpdf")
    subprocess.run(["qpdf", "--check", str(both.bound.pdf)], check=True, capture_output=True)


def test_files_are_attached_to_the_bound_volume(both: Both) -> None:
    assert both.bound.attached() == both.whole.attached()
    assert "readings.bib" in both.bound.attached()


def test_the_same_sources_make_the_same_bytes(both: Both, tmp_path: Path) -> None:
    again = _bound(tmp_path, FILES)
    assert again.pdf.read_bytes() == both.bound.pdf.read_bytes()


def test_gatherings_of_a_volume_that_is_set_at_once_again_are_removed(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if name != "box.png"}
    bound = _bound(tmp_path, files)
    assert (bound.outdir / "archive.gatherings").exists()
    build_volume(tmp_path, files, CONF, "bound")
    assert not (bound.outdir / "archive.gatherings").exists()


def test_a_run_that_is_too_long_is_divided_between_sessions(
    build: Callable[..., Volume], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"s/2024/{number}" for number in range(4)]
    files = {
        "index.md": "# Home\n\n```{toctree}\n2024\n```\n",
        "2024.md": "# 2024\n\n```{toctree}\n" + "\n".join(names) + "\n```\n",
        "refs.bib": BIB,
    } | {
        f"{name}.md": f"# Meeting {number}\n\n:::{{session}} 2024-12-0{number + 1}\n:::\n\n"
        f"Before {{session}}`2024-12-04`[^n].\n\n[^n]: Note {number}.\n"
        for number, name in enumerate(names)
    }
    whole = build(files, CONF, "whole")
    monkeypatch.setattr(AT_ONCE, 1)
    bound = build(files, CONF, "bound")
    assert bound.warnings == whole.warnings
    before, after = Anatomy(whole.pdf).bookmarks, Anatomy(bound.pdf).bookmarks
    assert [one[:2] for one in after] == [one[:2] for one in before]
    pages = {title: place[0] for _level, title, place in after if place}
    assert len({pages[f"Meeting {number}"] for number in range(4)}) == 4
    # below no heading of its chapter, each begins with one of the second level
    assert _claims(bound) == {"pdfuaid:part", "pdfaid:part"}
    text = bound.text()
    assert text.count("(p. 4)") == 4
    for number in range(4):
        assert f"Note {number}." in text


OWN = """
#import "base.typ"
#let page-after(before, after, target) = [ → #link(
  base.destination(target), context numbering("1", base.number-at(target)),
)]
#let contents-page(title, depth) = {
  show outline.entry: it => [#it.body() at #it.page() #linebreak()]
  outline(title: [What is in it], depth: depth)
}
#let title-page(title: "", ..rest) = { [Mine: #title]; pagebreak(); [A foreword.] }
#let running-head(title, number) = [#title, #number]
"""


def test_parts_of_the_sites_template_are_those_of_a_bound_volume(tmp_path: Path) -> None:
    files = FILES | {"own.typ": OWN}
    conf = CONF + 'seminar_pdf_template = "own.typ"\n'
    whole, bound = build_volume(tmp_path, files, conf, "whole"), _bound(tmp_path, files, conf)
    assert bound.text() == whole.text()
    assert Anatomy(bound.pdf).bookmarks == Anatomy(whole.pdf).bookmarks
    for words in ("What is in it", "A foreword", r"Third at \d", r"→ \d", r"Third, \d"):
        assert re.search(words, bound.text())


def test_a_link_to_what_the_sites_template_drops_is_its_text(tmp_path: Path) -> None:
    files = FILES | {"own.typ": "#let reading-list(..entries) = none\n"}
    volume = _bound(tmp_path, files, CONF + 'seminar_pdf_template = "own.typ"\n')
    assert volume.warnings == ""
    assert "All readings" in volume.text()
    *_contents, in_index = (one for one in volume.text().split("\f") if "Index of readings" in one)
    assert "Zorn, 1935. On chains" in " ".join(in_index.split())
    sources = (volume.outdir / "archive.gatherings").glob("*.typ")
    (anchoring,) = (one for one in sources if '#label("browse#reading-late' in one.read_text())
    assert '"browse#reading-late"' in anchoring.read_text().splitlines()[-1]


def test_a_block_that_cannot_be_set_costs_itself(tmp_path: Path) -> None:
    files = FILES | {
        "own.typ": '#let admonition(kind, title, body) = panic("no " + kind)\n',
        "s/2025/c.md": f"{FILES['s/2025/c.md']}\n:::{{note}}\nStays readable.\n:::\n",
    }
    volume = _bound(tmp_path, files, CONF + 'seminar_pdf_template = "own.typ"\n')
    assert "Stays readable." in volume.text()
    (said,) = volume.warnings.splitlines()
    assert "c.md:" in said
    assert "no note" in said


def test_a_standard_that_one_gathering_refuses_is_claimed_by_none(tmp_path: Path) -> None:
    files = FILES | {
        "own.typ": "#let admonition(kind, title, body) = heading(level: 9)[deep]\n",
        "s/2025/c.md": f"{FILES['s/2025/c.md']}\n:::{{note}}\nDeep.\n:::\n",
    }
    volume = _bound(tmp_path, files, CONF + 'seminar_pdf_template = "own.typ"\n')
    assert _claims(volume) == {"pdfaid:part"}


def _claims(volume: Volume) -> set[str]:
    with pikepdf.open(volume.pdf) as pdf, pdf.open_metadata() as metadata:
        return {one for one in ("pdfuaid:part", "pdfaid:part") if one in metadata}
