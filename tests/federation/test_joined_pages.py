"""Several archives read as one: pages, calendar and search records of a build with a lock."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

from federation.published import XSS, reading, session
from sphinx_seminar.outputs.search.record import RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from federation.conftest import Federated
    from seminar_site import Built


def test_a_listing_shows_all_archives_and_says_which(site: Federated) -> None:
    built = site.synced()
    assert built.warnings == ""
    page = built.text("browse/sessions.html")
    rows = re.findall(r'<li class="seminar-row.*?</li>', page, re.DOTALL)
    assert len(rows) == 5
    theirs = [row for row in rows if "Other Seminar" in row]
    assert len(theirs) == 3
    assert f'href="{site.address}sessions/2025-01-10.html#session-2025-01-10"' in page
    assert f'href="{site.address}browse/speakers.html#speaker-john-same"' in page
    assert "<math" in theirs[1]
    assert "Other Seminar" not in built.text("browse/own.html")


def test_a_reading_shared_by_its_doi_is_one_entry_with_all_its_sessions(site: Federated) -> None:
    page = site.synced().text("browse/readings.html")
    assert page.count("The Shared Work") == 1 + page.count("title = {The Shared Work}")
    entry = page[page.index('id="reading-ours"') :]
    entry = entry[: entry.index("seminar-bibtex")]
    assert "2025-01-17.html#talk-2025-01-17-1" in entry
    assert f"{site.address}sessions/2025-01-10.html#talk-2025-01-10-1" in entry
    assert "(ch. 3)" in entry
    assert "Only Theirs" in page
    assert "Nobody Read This" not in page
    assert "Reading list of this archive:" in page


def test_speakers_are_one_by_orcid_and_two_by_name_alone(site: Federated) -> None:
    page = site.synced().text("browse/speakers.html")
    names = re.findall(r"<dt>.*?(Ada Example|John Same).*?</dt>", page, re.DOTALL)
    assert sorted(names) == ["Ada Example", "John Same", "John Same"]


def test_nothing_of_another_archive_becomes_an_id_or_an_own_file(site: Federated) -> None:
    built = site.synced()
    pages = {
        path.relative_to(built.outdir).as_posix(): path.read_text("utf-8")
        for path in built.outdir.rglob("*.html")
    }
    ids = {one for text in pages.values() for one in re.findall(r'\bid="([^"]+)"', text)}
    assert not [one for one in ids if "2025-01-10" in one or "theirs" in one or ":" in one]
    for name in ("archive.json", "feed.atom", "readings.bib", "readings.json", "calendar.ics"):
        assert "Fluctuations" not in built.text(name)
        assert "Only Theirs" not in built.text(name)
    assert not (built.outdir / "exports/speaker/john-same.bib").exists()
    assert b"2025-01-10" not in (built.outdir / "objects.inv").read_bytes()


def test_the_published_database_holds_this_archive_alone(site: Federated) -> None:
    built = site.synced(seminar_publish_sqlite=True)
    with closing(sqlite3.connect(built.outdir / "archive.sqlite")) as database:
        found = [row for (row,) in database.execute("SELECT url FROM record")]
        text = " ".join(row for (row,) in database.execute("SELECT speakers || title FROM record"))
    assert len(found) > 5
    assert not [url for url in found if "://" in url]
    assert "Fluctuations" not in text


def test_a_session_of_another_age_does_not_stop_the_calendar(
    site: Federated, shifted: Callable[..., None]
) -> None:
    def far(data: dict[str, Any]) -> None:
        data["sessions"].append(session("9999-12-31", "9999-12-31"))
        data["sessions"].append(session("0001-01-01", "0001-01-01"))

    shifted(far)
    calendar = site.build().text("calendar-joined.ics")
    assert "9999" not in calendar
    assert "2025-02-14@other.example.org" in calendar


def test_the_joined_calendar_holds_the_events_under_their_own_ids(site: Federated) -> None:
    built = site.synced(html_baseurl="https://own.example.org/")
    data = (built.outdir / "calendar-joined.ics").read_bytes()
    events = {str(one["UID"]): one for one in icalendar.Calendar.from_ical(data).walk("VEVENT")}
    assert set(events) == {
        "2025-01-17@own.example.org",
        "2025-01-24@own.example.org",
        "2025-01-10@other.example.org",
        "2025-02-14@other.example.org",
    }
    theirs = events["2025-01-10@other.example.org"]
    assert str(theirs["URL"]) == f"{site.address}sessions/2025-01-10.html#session-2025-01-10"
    assert "Other Seminar" in str(theirs["DESCRIPTION"])
    assert theirs["DTSTART"].dt.isoformat() == "2025-01-10T14:00:00+01:00"
    assert "calendar-joined.ics" in built.text("browse/upcoming.html")


def records(built: Built) -> list[dict[str, Any]]:
    lines = (built.app.doctreedir / RECORDS).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_the_search_finds_all_archives_with_addresses_and_a_facet(site: Federated) -> None:
    found = records(site.synced(html_title="Own Seminar"))
    by_title = {one["title"]: one for one in found if one["kind"] in {"talk", "reading"}}
    assert by_title["Fluctuations revisited"]["url"] == (
        f"{site.address}sessions/2025-01-10.html#talk-2025-01-10-1"
    )
    assert by_title["Fluctuations revisited"]["archives"] == ["Other Seminar"]
    assert by_title["Fluctuations revisited"]["text"] == "How to draw.\nA zymurgical needle."
    assert by_title["Noise"]["archives"] == ["Own Seminar"]
    shared = by_title["The Shared Work"]
    assert shared["url"] == "browse/readings.html#reading-ours"
    assert shared["archives"] == ["Other Seminar", "Own Seminar"]
    assert by_title["Only Theirs"]["url"].startswith(site.address)
    speakers = [one for one in found if one["kind"] == "speaker"]
    assert sorted(one["url"].partition("#")[0] for one in speakers) == sorted(
        [
            "browse/speakers.html",
            "browse/speakers.html",
            f"{site.address}browse/speakers.html",
        ]
    )


def test_without_other_archives_nothing_is_different(site: Federated) -> None:
    site.join()
    built = site.build()
    assert built.warnings == ""
    assert not (built.outdir / "calendar-joined.ics").exists()
    assert not any("archives" in one for one in records(built))
    assert "Reading list:" in built.text("browse/readings.html")


def test_hostile_texts_stay_texts_in_every_output(
    site: Federated, shifted: Callable[..., None]
) -> None:
    def poison(data: dict[str, Any]) -> None:
        data["title"] = f"Other {XSS}"
        data["sessions"][0]["talks"][0]["title"] = XSS
        data["sessions"][1]["talks"][0]["title-runs"][1]["text"] = r"\href{javascript:alert(1)}{x}"
        data["sessions"][1]["notice"] = "a\r\nEND:VEVENT\r\nATTENDEE:mailto:x@y.example"
        data["people"][1]["name"] = XSS
        data["people"][1]["page"] = "javascript:alert(1)"
        data["readings"][1] = reading("theirs", XSS, URL="javascript:alert(1)", publisher=XSS)

    shifted(poison)
    built = site.build()
    for path in built.outdir.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "<img src=x" not in text, path
        assert "<script>window" not in text
        assert not re.search(r'(?:href|src)="\s*javascript:', text, re.IGNORECASE)
        assert r"\href" not in text or f"${chr(92)}href" in text
    calendar = (built.outdir / "calendar-joined.ics").read_bytes()
    assert b"\nATTENDEE" not in calendar
    assert len(icalendar.Calendar.from_ical(calendar).walk("VEVENT")) == 4


def test_filters_hold_in_every_archive(site: Federated) -> None:
    site.write(
        {
            "browse/filtered.md": """
            # Filtered

            ```{sessions}
            :archives: all
            :reading: ours
            ```

            ```{sessions}
            :archives: other
            :topic: entropy
            ```

            ```{sessions}
            :archives: own; other
            :series: other:main
            :speaker: John Same
            ```
            """,
        }
    )
    built = site.synced()
    assert built.warnings == ""
    page = built.text("browse/filtered.html")
    first, second, third = (
        re.findall(r"#session-([\d-]+)", part) for part in page.split('class="seminar-sessions')[1:]
    )
    assert first == ["2025-01-17", "2025-01-10"]
    assert second == ["2025-01-10"]
    assert third == ["2025-02-14"]


def test_an_archive_that_nobody_named_is_told_with_the_nearest(site: Federated) -> None:
    site.write({"browse/bad.md": "# Bad\n\n```{sessions}\n:archives: othr\n```\n"})
    (message,) = [one for one in site.synced().messages if one.type == "seminar.listing"]
    assert (message.name, message.line) == ("browse/bad.md", 4)
    assert "did you mean 'other'?" in message.text
    assert "own, all, other" in message.text


@pytest.mark.parametrize(
    ("options", "value"),
    [
        (":series: other:main", "other:main"),
        (":archives: all\n:series: other:none", "other:none"),
        (":archives: all\n:speaker: Nobody", "Nobody"),
    ],
)
def test_a_filter_that_names_nothing_in_the_archives_shown_is_told(
    site: Federated, options: str, value: str
) -> None:
    site.write({"browse/bad.md": f"# Bad\n\n```{{sessions}}\n{options}\n```\n"})
    (message,) = site.synced().messages
    assert message.name == "browse/bad.md"
    assert f"'{value}'" in message.text


def test_the_search_page_itself_shows_this_archive_alone(site: Federated) -> None:
    site.write({"browse/search.md": "# Search\n\n```{search}\n:archives: all\n```\n"})
    (message,) = site.synced().messages
    assert (message.type, "allowed: own" in message.text) == ("seminar.listing", True)


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "xml", "man", "seminarpdf"])
def test_every_builder_shows_them(site: Federated, builder: str) -> None:
    site.run("sync")
    assert site.build(builder, version="1").warnings == ""


def test_a_session_that_another_archive_cancels_is_cancelled_here(
    site: Federated, shifted: Callable[..., None]
) -> None:
    site.synced()

    def cancel(data: dict[str, Any]) -> None:
        data["sessions"][1]["status"] = "cancelled"
        data["sessions"].append(session("2025-04-01", "2025-04-01"))

    shifted(cancel)
    built = site.build()
    assert "[Cancelled]" in built.text("browse/sessions.html")
    assert "STATUS:CANCELLED" in built.text("calendar-joined.ics")
    clean = site.build(doctrees="fresh", out="fresh")
    for name in ("sessions", "upcoming", "speakers", "readings", "search"):
        assert built.text(f"browse/{name}.html") == clean.text(f"browse/{name}.html")
    for name in ("calendar-joined.ics", "seminar-search/seminar.json", "archive.json"):
        assert (built.outdir / name).read_bytes() == (clean.outdir / name).read_bytes()


def test_a_parallel_build_writes_the_same(site: Federated) -> None:
    serial = site.synced()
    parallel = site.build(parallel=2, doctrees="two", out="two")
    assert parallel.warnings == serial.warnings == ""
    for name in ("sessions", "speakers", "readings"):
        assert parallel.text(f"browse/{name}.html") == serial.text(f"browse/{name}.html")
