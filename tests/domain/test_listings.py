"""Listings: what each shows, and every filter, order, group and limit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Built, Site

SERIES = """
seminar_series = {
    "main": {
        "title": "Main seminar",
        "zone": "Asia/Singapore",
        "time": "14:00-16:00",
        "terms": {
            "autumn": ("2024-09-01", "2024-12-31"),
            "spring": ("2025-01-01", "2025-06-30"),
        },
    },
    "group": {"title": "Reading group", "zone": "UTC"},
}
"""
BIB = """\
@book{book, author = {Doe, Ann}, title = {The Book}, year = {2001}}
@article{paper, author = {Abe, Bob}, title = {The Paper}, year = {2002}}
@misc{unread, author = {Zed, Cid}, title = {The Unread}, year = {2003}}
"""


def _page(day: str, *options: str, talk: str = "", typed: tuple[str, ...] = ()) -> str:
    lines = [f"# Session {day}", "", f"::::{{session}} {day}", *options, ""]
    if talk:
        lines += [f":::{{talk}} {talk}", *typed, ":::"]
    return "\n".join([*lines, "::::", ""])


SESSIONS = {
    "s1": _page(
        "2024-10-04",
        talk="On trees",
        typed=(":speaker: Ada", ":topics: Trees", ":kind: review", ":readings: book (ch. 1)"),
    ),
    "s2": _page(
        "2024-11-01",
        ":series: group",
        talk="On graphs",
        typed=(":speaker: Bob; Ada", ":topics: graphs; trees", ":readings: book"),
    ),
    "s3": _page(
        "2025-01-10", ":status: cancelled", talk="Off", typed=(":further-readings: paper",)
    ),
    "s4": _page("2025-01-20", talk="Today", typed=(":speaker: Cid",)),
    "s5": _page("2025-02-14", ":status: tba"),
    "s6": _page("2025-08-01", ":series: group", ":status: no-meeting"),
}


def listing(
    make_site: Callable[..., Site], kind: str, *options: str, builder: str = "dummy"
) -> Built:
    toctree = "```{toctree}\n:glob:\n\ns*\nhome\nlist\n```\n"
    home = "# Home\n\n```{speakers}\n```\n\n```{topics}\n```\n\n```{readings}\n```\n"
    typed = "\n".join(options)
    files = {
        "refs.bib": BIB,
        "index.md": f"# Index\n\n{toctree}",
        "home.md": home,
        "list.md": f"# List\n\n```{{{kind}}}\n{typed}\n```\n",
        **{f"{name}.md": text for name, text in SESSIONS.items()},
    }
    site = make_site(files)
    site.configure(SERIES)
    return site.build(builder)


def items(built: Built) -> list[str]:
    """Return the names of the sessions listed, in order."""
    days = {text.splitlines()[0].removeprefix("# "): name for name, text in SESSIONS.items()}
    text = built.doctree("list").astext()
    return [days[title] for title in re.findall(r"Session [0-9-]{10}", text)]


def page(make_site: Callable[..., Site], kind: str, *options: str) -> str:
    built = listing(make_site, kind, *options, builder="text")
    assert not built.warnings
    return built.text("list.txt")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["s6", "s5", "s4", "s3", "s2", "s1"]),
        ((":sort: oldest",), ["s1", "s2", "s3", "s4", "s5", "s6"]),
        ((":limit: 2",), ["s6", "s5"]),
        ((":series: group",), ["s6", "s2"]),
        ((":series: group, main", ":limit: 3"), ["s6", "s5", "s4"]),
        ((":term: spring",), ["s5", "s4", "s3"]),
        ((":term: autumn; spring",), ["s5", "s4", "s3", "s1"]),
        ((":year: 2024",), ["s2", "s1"]),
        ((":speaker: Ada",), ["s2", "s1"]),
        ((":speaker: Bob",), ["s2"]),
        ((":topic: TREES",), ["s2", "s1"]),
        ((":reading: book",), ["s2", "s1"]),
        ((":reading: paper",), ["s3"]),
        ((":kind: review",), ["s1"]),
        ((":status: cancelled; tba",), ["s5", "s3"]),
        ((":period: past",), ["s3", "s2", "s1"]),
        ((":period: upcoming", ":sort: oldest"), ["s4", "s5", "s6"]),
        ((":speaker: Ada", ":series: main", ":year: 2024"), ["s1"]),
        ((":speaker: Cid", ":year: 2024"), []),
    ],
)
def test_sessions_are_filtered_sorted_and_limited(
    make_site: Callable[..., Site], options: tuple[str, ...], expected: list[str]
) -> None:
    built = listing(make_site, "sessions", *options)
    assert not built.warnings
    assert items(built) == expected


def test_a_timeline_has_a_line_for_each_month_and_a_day_for_each_session(
    make_site: Callable[..., Site],
) -> None:
    told = page(make_site, "timeline")
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    assert lines[lines.index("-[ 2024 ]-") :] == [
        *("-[ 2024 ]-", "October:", "4 Ada", "November:", "1 Bob, Ada"),
        *("-[ 2025 ]-", "January:", "10 Session 2025-01-10 [Cancelled] · 20 Cid", "February:"),
        *("14 Session 2025-02-14 [To be announced]", "August:"),
        "1 Session 2025-08-01 [No meeting]",
    ]


@pytest.mark.parametrize(
    ("options", "months"),
    [
        ((":year: 2025", ":sort: newest"), ["August", "February", "January"]),
        ((":speaker: Ada", ":limit: 1"), ["October"]),
        ((":speaker: Cid", ":year: 2024"), []),
    ],
)
def test_a_timeline_takes_the_options_of_listings(
    make_site: Callable[..., Site], options: tuple[str, ...], months: list[str]
) -> None:
    built = listing(make_site, "timeline", *options)
    names = built.doctree("list").findall(nodes.field_name)
    assert [name.astext() for name in names] == months


@pytest.mark.parametrize(
    ("group", "labels"),
    [
        ("none", []),
        ("year", ["2025", "2024"]),
        ("term", ["Outside the terms", "spring", "autumn"]),
        ("series", ["Reading group", "Main seminar"]),
        ("status", ["No meeting", "To be announced", "Scheduled", "Cancelled"]),
    ],
)
def test_groups_have_a_heading_in_words(
    make_site: Callable[..., Site], group: str, labels: list[str]
) -> None:
    built = listing(make_site, "sessions", f":group: {group}")
    assert not built.warnings
    shown = [one.astext() for one in built.doctree("list").findall(nodes.rubric)]
    assert sorted(shown) == sorted(labels)


def test_a_row_says_date_state_title_speakers_and_readings(make_site: Callable[..., Site]) -> None:
    text = page(make_site, "sessions")
    for shown in (
        *("February 14, 2025", "[To be announced]", "[Cancelled]", "[No meeting]"),
        *("Session 2024-11-01", "Bob", "Ada", "Doe, 2001", "Abe, 2002"),
    ):
        assert shown in text
    # a past session's time is of no use any more
    assert "January 20, 2025, 14:00–16:00" in text
    assert "October 4, 2024, 14:00" not in text


def test_upcoming_is_what_lies_ahead_the_nearest_first(make_site: Callable[..., Site]) -> None:
    assert items(listing(make_site, "upcoming")) == ["s4", "s5", "s6"]


def test_upcoming_says_of_which_day_it_is(make_site: Callable[..., Site]) -> None:
    assert "As of January 20, 2025." in page(make_site, "upcoming", ":limit: 1")


def test_an_empty_listing_says_so(make_site: Callable[..., Site]) -> None:
    site = make_site(
        {
            "index.md": "# Index\n\n"
            + "\n".join(
                f"```{{{kind}}}\n```\n"
                for kind in (
                    "upcoming",
                    "sessions",
                    "speakers",
                    "topics",
                    "readings",
                    "reading-list",
                )
            )
        }
    )
    built = site.build("text")
    assert not built.warnings
    text = built.text("index.txt")
    for shown in (
        "No session is announced.",
        "No session yet.",
        "No speaker yet.",
        "No topic yet.",
    ):
        assert shown in text
    assert text.count("No reading yet.") == 2


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["Ada", "Bob", "Cid"]),
        ((":series: group",), ["Ada", "Bob"]),
        ((":sort: uses", ":limit: 1"), ["Ada"]),
        ((":topic: graphs",), ["Ada", "Bob"]),
        ((":year: 2025",), ["Cid"]),
    ],
)
def test_speakers_stand_once_with_their_talks(
    make_site: Callable[..., Site], options: tuple[str, ...], expected: list[str]
) -> None:
    built = listing(make_site, "speakers", *options)
    assert not built.warnings
    assert [one.astext() for one in built.doctree("list").findall(nodes.term)] == expected


def test_a_topic_stands_once_with_all_its_talks(make_site: Callable[..., Site]) -> None:
    built = listing(make_site, "topics", ":sort: uses")
    doctree = built.doctree("list")
    assert [one.astext() for one in doctree.findall(nodes.term)] == ["Trees", "graphs"]
    first = next(iter(doctree.findall(nodes.definition)))
    assert "On trees, Ada, October 4, 2024" in first.astext()
    assert "On graphs, Bob, Ada, November 1, 2024" in first.astext()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), ["Paper", "Book", "Unread"]),
        ((":sort: uses",), ["Book", "Paper", "Unread"]),
        ((":sort: newest",), ["Paper", "Book", "Unread"]),
        ((":series: main",), ["Paper", "Book"]),
        ((":series: group",), ["Book"]),
        ((":limit: 1",), ["Paper"]),
    ],
)
@pytest.mark.parametrize("kind", ["readings", "reading-list"])
def test_readings_stand_once_in_the_order_wanted(
    make_site: Callable[..., Site], kind: str, options: tuple[str, ...], expected: list[str]
) -> None:
    text = page(make_site, kind, *options)
    whole_only = [one for one in expected if one != "Unread" or kind == "readings"]
    places = {name: text.find(f"The {name}") for name in ("Book", "Paper", "Unread")}
    assert sorted((n for n in places if places[n] >= 0), key=lambda n: places[n]) == whole_only


def test_a_reading_names_every_use_with_its_locator(make_site: Callable[..., Site]) -> None:
    text = " ".join(page(make_site, "readings").split())
    assert "Bob, Ada, November 1, 2024" in text
    assert "Ada, October 4, 2024 (ch. 1)" in text
    assert "January 10, 2025 (further reading)" in text


def test_a_reading_list_holds_references_only(make_site: Callable[..., Site]) -> None:
    assert "Discussed in" not in page(make_site, "reading-list")


@pytest.mark.parametrize(
    ("option", "value", "kind", "allowed", "nearest"),
    [
        ("sort", "newst", "listing", "newest, oldest, name, uses", "newest"),
        ("group", "yaer", "listing", "none, year, term, series, status", "year"),
        ("period", "futur", "listing", "all, upcoming, past", ""),
        ("status", "canceled", "listing", "cancelled", "cancelled"),
        ("series", "mian", "listing", "main, group", "main"),
        ("term", "sprng", "listing", "autumn, spring", "spring"),
        ("year", "20x5", "listing", "YYYY", ""),
        ("limit", "-1", "listing", "a whole number", ""),
        ("limit", "few", "listing", "a whole number", ""),
        ("speaker", "Adda", "speaker-unknown", "", "Ada"),
        ("topic", "treees", "topic-unknown", "", "Trees"),
        ("reading", "bok", "reading-unknown", "", "book"),
        ("filter", "x", "option-unknown", "series, term, year", ""),
    ],
)
def test_a_wrong_filter_is_told(
    make_site: Callable[..., Site], option: str, value: str, kind: str, allowed: str, nearest: str
) -> None:
    built = listing(make_site, "sessions", f":{option}: {value}")
    (message,) = built.messages
    assert (message.name, message.type) == ("list.md", f"seminar.{kind}")
    assert f"'{option if kind == 'option-unknown' else value}'" in message.text
    assert allowed in message.text
    assert message.text.endswith(f"did you mean '{nearest}'?") is bool(nearest)


def test_listings_read_the_same_in_restructuredtext(make_site: Callable[..., Site]) -> None:
    site = make_site({"refs.bib": BIB, "s1.md": SESSIONS["s1"], "index.rst": ""})
    (site.source / "index.md").unlink()
    site.write(
        {
            "index.rst": (
                "Index\n=====\n\n.. toctree::\n\n   s1\n\n"
                ".. sessions::\n   :year: 2024\n   :limit: 5\n\n.. readings::\n"
            )
        }
    )
    built = site.build("text")
    assert not built.warnings
    assert "Session 2024-10-04" in built.text("index.txt")


def test_the_first_whole_listing_is_home(make_site: Callable[..., Site]) -> None:
    built = listing(make_site, "readings", builder="html")
    assert not built.warnings
    assert 'id="reading-book"' in built.text("home.html")
    assert 'id="reading-book"' not in built.text("list.html")
    assert 'href="home.html#reading-book"' in built.text("list.html")
