# ruff: noqa: INP001 - a package named typst would hide the real one
from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from volume_case import build_volume

if TYPE_CHECKING:
    from pathlib import Path

Build = Callable[..., Any]

CONF = """
extensions = ["sphinx_seminar"]
primary_domain = "seminar"
seminar_series = {"main": {"title": "Main", "zone": "UTC", "time": "10:00", "venue": "Room 1"}}
"""
#: Sessions that each begin a page have pages to tell apart.
APART = 'seminar_pdf_template = "look.typ"\n'
BIB = """
@book{late, author = {Zorn, Max}, title = {On {$L^2$} chains}, year = {1935}}
@book{early, author = {Abel, Niels}, title = {Sums}, year = {1826}}
@misc{nobody, title = {Handbook of sums}, year = {1900}}
@book{unread, author = {Nobody, Ann}, title = {Never opened}, year = {2000}}
"""


def _session(day: int, speaker: str, readings: str, topics: str) -> str:
    return (
        f"# Session of day {day}\n\n::::{{session}} 2025-03-{day:02}\n"
        f":::{{talk}} Talk {day}\n:speaker: {speaker}\n:readings: {readings}\n"
        f":topics: {topics}\nAbstract {day}.\n:::\n::::\n"
    )


FILES: dict[str, str | bytes] = {
    "index.md": "# Home\n\nHello.\n\n```{toctree}\ns/a\ns/b\ns/c\ns/d\ns/e\nbrowse\n```\n",
    "s/a.md": _session(1, "Zoe Adams", "late", "chains"),
    "s/b.md": _session(2, "Bo Young", "late (ch. 1); early", "chains"),
    "s/c.md": _session(3, "Zoe Adams", "late", "chains; sums"),
    "s/d.md": _session(4, "Bo Young", "early", "sums"),
    "s/e.md": _session(5, "Zoe Adams", "late; nobody", "limits"),
    "browse.md": (
        "# Bibliography\n\n```{readings}\n```\n\n## Who\n\n```{speakers}\n```\n\n"
        "## What\n\n```{topics}\n```\n\n## Of 2025\n\n```{topics}\n:year: 2025\n```\n"
    ),
    "look.typ": '#let session-start = "page"\n',
    "refs.bib": BIB,
    "people.toml": (
        '["zoe-adams"]\nname = "Zoe Adams"\nsort = "Adams, Zoe"\n'
        '["bo-young"]\nname = "Bo Young"\nsort = "Young, Bo"\n'
    ),
}


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1741600000")
        built = partial(build_volume, tmp_path_factory.mktemp("volume"))
        return built(FILES, conf=CONF + APART)


@pytest.fixture(scope="module")
def text(volume: Any) -> str:
    return re.sub(r"[ \u00a0\u2009]+", " ", volume.text())


def _part(text: str, heading: str) -> str:
    """Return what stands below the last *heading*, until the next one."""
    return re.split(r"\n ?(?:Index of|About this)", text.rpartition(f"\n{heading}\n")[2])[0]


def test_an_archive_with_indices_says_nothing(volume: Any) -> None:
    assert volume.warnings == ""


def test_speakers_stand_in_the_order_of_their_sort_names_with_their_pages(text: str) -> None:
    found = [line.strip() for line in _part(text, "Index of speakers").splitlines() if line]
    assert found[:2] == ["Zoe Adams 2, 4, 6", "Bo Young 3, 5"]


def test_runs_of_pages_are_merged_and_each_page_stands_once(text: str) -> None:
    found = _part(text, "Index of topics")
    for entry in ("chains 2–4", "limits 6", "sums 4, 5"):
        assert re.search(rf"{entry}\s", found)


def test_readings_stand_by_author_and_only_those_discussed(volume: Any, text: str) -> None:
    found = " ".join(_part(text, "Index of readings").split())
    assert "Abel, 1826. Sums 3, 5" in found
    assert "Handbook of sums, 1900 6" in found
    assert re.search(r"Zorn, 1935\. On .* chains 2–4, 6", found)
    source = volume.source.rpartition("Index of readings")[2]
    places = [source.index(f'#"{name}') for name in ("Abel", "Handbook", "Zorn")]
    assert places == sorted(places)
    assert "Never opened" not in found
    assert "Never opened" in text


def test_titles_in_an_index_keep_their_formulas(volume: Any) -> None:
    last = volume.source.rpartition("Index of readings")[2]
    assert "$attach(L, t: 2)$" in last


def test_the_bibliography_says_where_a_reading_is_discussed(text: str) -> None:
    found = " ".join(text.split())
    assert re.search(r"Discussed in 2025: Bo Young, March 4, 2025 \(p\. 5\)", found)


def test_a_list_of_talks_says_their_pages_and_not_those_of_speakers(text: str) -> None:
    found = " ".join(text.split())
    assert re.search(r"limits • Talk 5 \(p\. 6\), Zoe Adams, March 5, 2025", found)


def test_an_entry_of_an_index_leads_to_its_entry_in_the_bibliography(volume: Any) -> None:
    last = volume.source.rpartition("Index of readings")[2]
    assert '#link(label("browse#reading-early"))' in last


def test_what_an_index_lists_is_not_listed_twice_and_links_lead_to_the_index(
    volume: Any, text: str
) -> None:
    last = volume.source.rpartition("Index of speakers")[2]
    assert '#link(label("browse#speaker-bo-young"))' in volume.source
    assert '#metadata(none)#label("browse#speaker-bo-young")' in last
    assert "\nWho\n" not in text
    assert "\nOf 2025\n" in text


def test_page_numbers_of_an_index_are_links_to_places_in_the_volume(volume: Any) -> None:
    targets = re.findall(r"#pages-of\(([^\n]*?)\);", volume.source)
    labels = set(re.findall(r'label\("([^"]+)"\)', "".join(targets)))
    assert len(labels) == 5
    assert all(f'#label("{one}")' in volume.source for one in labels)


def test_indices_and_colophon_stand_in_the_contents(text: str) -> None:
    contents = text.partition("Contents")[2].partition("Hello.")[0]
    for heading in ("Index of speakers", "Index of readings", "Index of topics"):
        assert re.search(rf"{heading}[ .]+8", contents)
    assert re.search(r"About this volume[ .]+9", contents)


def test_the_last_page_says_what_the_volume_is_and_how_to_cite_it(text: str) -> None:
    found = " ".join(text.rpartition("About this volume")[2].split())
    assert "Title Multiscale Seminar" in found
    assert "Version 2025 Date Mar 10, 2025" in found
    assert "Organisers. Multiscale Seminar. Version 2025, Mar 10, 2025." in found
    assert "sphinx-seminar" in found


def test_without_a_day_among_the_inputs_the_volume_names_none(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    volume = build_volume(tmp_path_factory.mktemp("dateless"), {"index.md": "# T\n\nText.\n"})
    found = " ".join(volume.text().split())
    assert "Organisers. Multiscale Seminar. Version 2025." in found
    assert "Date" not in found


def test_the_day_of_the_archive_is_the_day_of_the_volume(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    conf = f'{CONF}seminar_today = "2025-05-06"\nhtml_baseurl = "https://seminar.example.org/x"\n'
    folder = tmp_path_factory.mktemp("dated")
    volume = build_volume(folder, {"index.md": "# T\n\nText.\n"}, conf=conf)
    found = " ".join(volume.text().split())
    assert "Version 2025, May 06, 2025. https://" in found
    assert '"https://seminar.example.org/x/"' in volume.source
    assert "Index of" not in found


def test_readings_and_archive_are_inside_the_pdf_as_the_site_publishes_them(volume: Any) -> None:
    attached = volume.attached()
    assert list(attached) == ["archive.json", "readings.bib"]
    assert re.findall(r"^@book\{(\w+),", attached["readings.bib"].decode(), re.MULTILINE) == [
        "late",
        "early",
        "unread",
    ]
    archive = json.loads(attached["archive.json"])
    assert [one["id"] for one in archive["sessions"]] == [
        f"2025-03-{day:02}" for day in range(1, 6)
    ]
    assert archive["sessions"][0]["page"] == "s/a.html#session-2025-03-01"


def test_the_last_page_names_what_is_attached(text: str) -> None:
    found = " ".join(text.rpartition("About this volume")[2].split())
    assert "readings.bib (the readings in BibTeX); archive.json (the archive as data)" in found


def test_a_volume_with_attachments_conforms_and_keeps_its_bytes(
    volume: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1741600000")
    written = volume.pdf.read_bytes()
    assert b"<pdfaid:part>3<" in written
    assert b"<pdfuaid:part>1<" in written
    assert build_volume(tmp_path, FILES, conf=CONF + APART, jobs=2).pdf.read_bytes() == written


def test_lists_that_are_not_published_are_not_attached_and_old_files_go(tmp_path: Path) -> None:
    files = {"index.md": "# T\n\nText.\n", "refs.bib": BIB}
    first = build_volume(tmp_path, files, conf=CONF)
    assert "readings.bib" in first.attached()
    second = build_volume(tmp_path, files, conf=f"{CONF}seminar_exports = False\n")
    assert [path.name for path in second.outdir.glob("attachments/*")] == ["archive.json"]
    assert '"readings.bib"' not in second.source
