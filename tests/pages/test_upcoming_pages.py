"""What pages hold for the day on which they are read, and their ways to calendars and feeds."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.model.selection import RESERVE

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Built, Site

BASE = "https://seminar.example.org/"
LIMITED = "# Index\n\n```{upcoming}\n:limit: 2\n```\n\n```{sessions}\n:period: past\n```\n"


def weekly(count: int, first: date = date(2025, 1, 3)) -> dict[str, str]:
    days = [first + timedelta(days=7 * index) for index in range(count)]
    return {f"s/{day}.md": f"# Talk of {day}\n\n```{{session}} {day}\n```\n" for day in days}


def rows(page: str, *, hidden: bool) -> list[str]:
    found = re.findall(r'<li class="seminar-row[^>]*>.*?Talk of ([0-9-]+)', page, re.DOTALL)
    marks = re.findall(r'<li class="seminar-row[^>]*>', page)
    return [day for day, mark in zip(found, marks, strict=True) if ("hidden" in mark) is hidden]


def said(built: Built) -> list[str]:
    """Return the messages that are not about tables of contents and covers."""
    return [one.text for one in built.messages if one.name and one.type != "toc.not_included"]


def test_rows_that_later_days_need_wait_in_the_page(make_site: Callable[..., Site]) -> None:
    page = make_site({"index.md": LIMITED, **weekly(8)}).build().text("index.html")
    ahead, behind = page.split('data-period="past"')
    assert rows(ahead, hidden=False) == ["2025-01-24", "2025-01-31"]
    assert rows(ahead, hidden=True) == ["2025-02-07", "2025-02-14", "2025-02-21"]
    assert rows(behind, hidden=False) == ["2025-01-17", "2025-01-10", "2025-01-03"]
    assert rows(behind, hidden=True) == [
        "2025-02-21", "2025-02-14", "2025-02-07", "2025-01-31", "2025-01-24",
    ]  # fmt: skip


def test_the_reserve_is_bounded(make_site: Callable[..., Site]) -> None:
    page = make_site({"index.md": LIMITED, **weekly(60)}).build().text("index.html")
    ahead = page.split('data-period="past"')[0]
    assert len(rows(ahead, hidden=True)) == RESERVE


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "man"])
def test_other_outputs_hold_what_the_build_day_shows(
    make_site: Callable[..., Site], builder: str
) -> None:
    site = make_site({"index.md": LIMITED, **weekly(8)})
    built = site.build(builder)
    doctree = built.doctree("index")
    assert "2025-01-31" in doctree.astext()
    assert "2025-02-14" not in doctree.astext()
    assert "Refined" not in str({type(node).__name__ for node in doctree.findall()})
    assert said(built) == []


def test_times_carry_their_instants(make_site: Callable[..., Site]) -> None:
    site = make_site({"s.md": "# S\n\n```{session} 2025-03-30 14:00-16:00 Europe/Berlin\n```\n"})
    page = site.build().text("s.html")
    [time] = re.findall(r"<time[^>]*>", page)
    attributes = dict(re.findall(r'([a-z-]+)="([^"]*)"', time))
    assert attributes == {
        "class": "seminar-time",
        "datetime": "2025-03-30T12:00:00Z",
        "data-start": "2025-03-30T12:00:00Z",
        "data-end": "2025-03-30T14:00:00Z",
        "data-until": "2025-03-30T14:00:00Z",
        "data-zone": "Europe/Berlin",
    }


@pytest.mark.parametrize(
    ("argument", "datetime", "until"),
    [
        ("2025-02", "2025-02", "2025-02-28T16:00:00Z"),
        ("2025", "2025", "2025-12-31T16:00:00Z"),
    ],
)
def test_partial_dates_are_ahead_until_they_end(
    make_site: Callable[..., Site], argument: str, datetime: str, until: str
) -> None:
    page = make_site({"s.md": f"# S\n\n```{{session}} {argument}\n```\n"}).build().text("s.html")
    assert f'datetime="{datetime}"' in page
    assert f'data-until="{until}"' in page


def test_pages_hold_no_inline_script_of_ours(make_site: Callable[..., Site]) -> None:
    page = make_site({"index.md": LIMITED, **weekly(8)}).build().text("index.html")
    ours = [tag for tag in re.findall(r"<script[^>]*>", page) if "seminar-upcoming" in tag]
    assert len(ours) == 1
    assert ' src="_static/seminar-upcoming.js' in ours[0]
    assert 'data-now="now"' in ours[0]


def test_a_page_without_times_has_no_script(make_site: Callable[..., Site]) -> None:
    site = make_site({"about.md": "---\norphan: true\n---\n# About\n"})
    assert "seminar-upcoming" not in site.build().text("about.html")


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_session_can_be_added_to_a_calendar(
    make_site: Callable[..., Site], builder: str
) -> None:
    built = make_site(weekly(2)).build(builder)
    name = "s/2025-01-10/index.html" if builder == "dirhtml" else "s/2025-01-10.html"
    [href] = re.findall(r'href="([^"]*)">Add to calendar', built.text(name))
    target = (built.outdir / name).parent / href
    assert target.resolve() == built.outdir / "calendars/session/2025-01-10.ics"
    assert target.is_file()


def test_a_session_without_a_day_is_in_no_calendar(make_site: Callable[..., Site]) -> None:
    built = make_site({"s.md": "# S\n\n```{session} 2025-02\n```\n"}).build()
    assert "Add to calendar" not in built.text("s.html")


def test_with_an_address_there_are_ways_to_subscribe(make_site: Callable[..., Site]) -> None:
    built = make_site({"index.md": LIMITED, **weekly(2)}).build(html_baseurl=BASE)
    page = unescape(built.text("index.html"))
    assert 'href="webcal://seminar.example.org/calendar.ics"' in page
    assert "cid=webcal%3A%2F%2Fseminar.example.org%2Fcalendar.ics" in page
    assert "outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fseminar.example.org" in page
    assert "https://seminar.example.org/calendar.ics</pre>" in page
    assert said(built) == []


def test_without_an_address_there_are_the_files(make_site: Callable[..., Site]) -> None:
    page = make_site({"index.md": LIMITED, **weekly(2)}).build().text("index.html")
    assert 'href="calendar.ics">Calendar file' in page
    assert 'href="feed.atom">News feed' in page
    assert "webcal:" not in page


def test_a_listing_of_one_series_leads_to_its_calendar(make_site: Callable[..., Site]) -> None:
    index = "# Index\n\n```{upcoming}\n:series: main\n```\n"
    page = make_site({"index.md": index, **weekly(2)}).build().text("index.html")
    assert 'href="calendars/series/main.ics">Calendar file' in page
    assert 'href="feeds/main.atom">News feed' in page


def test_every_page_names_feed_and_calendar_in_its_head(make_site: Callable[..., Site]) -> None:
    site = make_site(weekly(2))
    site.configure('html_title = "A <b>\\"title\\""\n')
    head = site.build().text("s/2025-01-03.html").partition("</head>")[0]
    assert (
        '<link rel="alternate" type="application/atom+xml" '
        'title="A &lt;b&gt;&quot;title&quot;" href="../feed.atom" />' in head
    )
    assert 'type="text/calendar"' in head
