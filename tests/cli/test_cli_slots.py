from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from seminar_site import Site

CONF = """
seminar_series = {
    "main": {
        "title": "Main seminar",
        "zone": "Asia/Singapore",
        "time": "14:00-16:00",
        "venue": "Room 1",
        "rhythm": "every friday",
        "terms": {"spring": ("2025-01-13", "2025-02-28")},
        "breaks": {"New Year": ("2025-01-29", "2025-01-31")},
    },
    "other": {"title": "Other", "zone": "UTC", "venue": "Room 2"},
}
"""
PAGES = {
    "b.md": "# B\n\n:::{session} 2025-02-07\n:status: tba\n:::\n",
    "c.md": "# C\n\n:::{session} 2025-02-14 06:30-07:00 UTC\n:series: other\n:venue: Room 1\n:::\n",
}


@pytest.fixture(autouse=True)
def rhythm(site: Site) -> None:
    site.configure(CONF)
    site.write(PAGES)


def states(result: Result) -> list[tuple[str, str, str]]:
    return [(one["date"], one["state"], one["reason"]) for one in json.loads(result.stdout)]


def test_free_dates_are_listed_from_today_to_the_end_of_the_term(
    run: Callable[..., Result],
) -> None:
    result = run("slots", "--json")
    assert states(result) == [
        ("2025-01-24", "free", ""),
        ("2025-02-07", "open", "2025-02-07-main"),
        ("2025-02-21", "free", ""),
        ("2025-02-28", "free", ""),
    ]
    assert result.exit_code == 0
    first = json.loads(result.stdout)[0]
    assert (first["starts-at"], first["zone"]) == ("2025-01-24T06:00:00Z", "Asia/Singapore")


def test_on_request_every_date_has_its_reason(run: Callable[..., Result]) -> None:
    result = run("slots", "--json", "--all", "--from", "2025-01-01")
    assert states(result) == [
        ("2025-01-17", "taken", "2025-01-17-main"),
        ("2025-01-24", "free", ""),
        ("2025-01-31", "break", "New Year"),
        ("2025-02-07", "open", "2025-02-07-main"),
        ("2025-02-14", "room-taken", "2025-02-14-other"),
        ("2025-02-21", "free", ""),
        ("2025-02-28", "free", ""),
    ]


def test_limits_hold_and_the_last_day_counts(run: Callable[..., Result]) -> None:
    limited = run("slots", "--json", "--limit", "1", "--from", "2025-02-15")
    assert states(limited) == [("2025-02-21", "free", "")]
    until = run("slots", "--json", "--until", "2025-01-24")
    assert states(until) == [("2025-01-24", "free", "")]
    before = run("slots", "--json", "--until", "2025-01-23")
    assert (states(before), before.exit_code) == ([], 1)


def test_people_read_a_table(run: Callable[..., Result]) -> None:
    lines = run("slots", "--all", "--from", "2025-01-01").stdout.splitlines()
    assert lines[0].split() == ["Date", "Day", "Time", "Series", "State", "Why"]
    assert " ".join(lines[3].split()) == "2025-01-31 Friday 14:00–16:00 main in a break New Year"


def test_after_the_last_term_one_is_told_to_add_the_next(run: Callable[..., Result]) -> None:
    result = run("slots", "--from", "2025-03-01")
    assert (result.stdout, result.exit_code) == ("No date.\n", 1)
    assert "the last term of main in conf.py ends on 2025-02-28" in result.stderr


@pytest.mark.parametrize(
    ("name", "said"), [("mian", "did you mean main?"), ("other", "no rhythm in conf.py for other")]
)
def test_a_series_that_cannot_be_asked_is_one_line(
    run: Callable[..., Result], name: str, said: str
) -> None:
    result = run("slots", "--series", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


# -- seminar todo --------------------------------------------------------------------------------


def kinds(result: Result) -> list[tuple[str, str, str]]:
    # without the line: tests of the model know it
    return [
        (one["kind"], one["value"], one["place"].partition(":")[0])
        for one in json.loads(result.stdout)
    ]


def test_what_sessions_lack_is_reported_as_of_a_day(run: Callable[..., Result]) -> None:
    # the past session has a reading and no slides
    past = ("materials-missing", "2025-01-17-main-1", "sessions/a.md")
    assert kinds(run("todo", "--json")) == [past]
    ahead = run("todo", "--json", "--today", "2025-01-24")
    assert kinds(ahead) == [past, ("title-missing", "2025-02-07-main", "b.md")]
    assert ahead.exit_code == 1
    assert kinds(run("todo", "--json", "--behind", "2")) == []


def test_the_settings_say_when_to_ask(site: Site, run: Callable[..., Result]) -> None:
    site.configure("seminar_remind_ahead = 30\nseminar_remind_behind = 0\n")
    assert kinds(run("todo", "--json")) == [
        ("title-missing", "2025-02-07-main", "b.md"),
    ]


def test_nothing_to_do_is_said_and_no_error(run: Callable[..., Result]) -> None:
    result = run("todo", "--today", "2027-01-01")
    assert (result.stdout, result.exit_code) == ("Nothing to do.\n", 0)


def test_a_build_says_what_is_wrong_and_nothing_that_depends_on_the_day(
    site: Site, run: Callable[..., Result]
) -> None:
    site.write({"d.md": "# D\n\n:::{session} 2025-01-31\n:::\n"})
    assert ("break", "2025-01-31", "d.md") in kinds(run("todo", "--json"))
    assert "2025-01-31 lies in the break 'New Year'" in run("todo").stdout.replace("\n", " ")
    types = {message.type for message in site.build("dummy").messages}
    assert {one for one in types if one.startswith("seminar.")} == {"seminar.break"}
