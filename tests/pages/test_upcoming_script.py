"""``seminar-upcoming.js`` in Chromium: what a page built on 20 January 2025 says on other days."""

from __future__ import annotations

from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from seminar_site import Site

from .browser import Reader, browser, needs_browser, served

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = needs_browser

INDEX = """\
# Index

## Ahead

```{upcoming}
:limit: 2
```

## Behind

```{sessions}
:period: past
:limit: 2
```
"""
DAYS = ("2025-01-10", "2025-01-17", "2025-01-31", "2025-02-14", "2025-02-28", "2025-03-14")


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, fixed_day: pytest.MonkeyPatch
) -> Iterator[str]:
    del fixed_day
    files = {f"s/{day}.md": f"# Talk of {day}\n\n```{{session}} {day}\n```\n" for day in DAYS}
    files["s/2025-02-14.md"] = (
        "# Talk of 2025-02-14\n\n```{session} 2025-02-14\n:status: cancelled\n```\n"
    )
    site = Site(tmp_path_factory.mktemp("site"), {"index.md": INDEX, **files})
    # The theme's search box has a script in the page.
    site.configure('html_sidebars = {"**": []}\n')
    with served(site.build().outdir) as found:
        yield found


@pytest.fixture(scope="module")
def reader(address: str) -> Iterator[Reader]:
    with browser() as driver:
        yield Reader(driver, address)


AHEAD, BEHIND = "#ahead .seminar-row", "#behind .seminar-row"


def days(reader: Reader, selector: str) -> list[str]:
    return [text.partition("Talk of ")[2][:10] for text in reader.texts(selector)]


@pytest.mark.parametrize(
    ("instant", "ahead", "behind"),
    [
        ("2025-01-20T12:00:00Z", DAYS[2:4], (DAYS[1], DAYS[0])),
        # During a session, at its end, and a month later.
        ("2025-01-31T06:30:00Z", DAYS[2:4], (DAYS[1], DAYS[0])),
        ("2025-01-31T08:00:00Z", DAYS[3:5], (DAYS[2], DAYS[1])),
        ("2025-02-20T00:00:00Z", DAYS[4:6], (DAYS[3], DAYS[2])),
        ("2025-03-01T00:00:00Z", DAYS[5:6], (DAYS[4], DAYS[3])),
        ("2026-01-01T00:00:00Z", (), (DAYS[5], DAYS[4])),
    ],
)
def test_listings_are_right_on_the_day_they_are_read(
    reader: Reader, instant: str, ahead: tuple[str, ...], behind: tuple[str, ...]
) -> None:
    reader.open("index.html", instant)
    assert days(reader, AHEAD) == list(ahead)
    assert days(reader, BEHIND) == list(behind)
    assert bool(reader.texts("#ahead .seminar-empty")) is (not ahead)
    assert not reader.texts(".seminar-as-of")
    assert reader.run("return window.violations.filter((one) => /script/.test(one))") == []


def test_the_running_session_says_now(reader: Reader) -> None:
    reader.open("index.html", "2025-01-31T06:00:00Z")
    assert reader.texts(".seminar-now") == ["now"]
    reader.open("index.html", "2025-01-31T05:59:00Z")
    assert reader.texts(".seminar-now") == []
    reader.open("s/2025-01-31.html", "2025-01-31T07:59:00Z")
    assert reader.texts(".seminar-now") == ["now"]


def test_now_is_said_once_beside_the_readers_own_time(reader: Reader) -> None:
    for page in ("index.html", "s/2025-01-31.html"):
        reader.open(page, "2025-01-31T06:00:00Z", "Europe/Berlin")
        reader.run("for (const _ of [1, 2]) dispatchEvent(new Event('pageshow'))")
        assert len(reader.texts(".seminar-now")) == 1
        assert reader.texts(".seminar-local")


def test_a_row_is_as_high_as_its_date(reader: Reader) -> None:
    reader.open("index.html", "2025-01-31T06:00:00Z", "Europe/Berlin")
    script = """return [...document.querySelectorAll(".seminar-live .seminar-row:not([hidden])")]
        .every((row) => row.getBoundingClientRect().bottom
            >= row.querySelector(".seminar-date").getBoundingClientRect().bottom)"""
    assert reader.run(script) is True


def test_a_cancelled_session_never_runs(reader: Reader) -> None:
    reader.open("s/2025-02-14.html", "2025-02-14T06:30:00Z")
    assert reader.texts(".seminar-now") == []


def test_a_page_that_stays_open_follows_the_clock(reader: Reader) -> None:
    reader.open("index.html", "2025-01-31T05:59:59.500Z")
    reader.run("document.body.dataset.seen = 'yes'")
    deadline = monotonic() + 20
    while not reader.texts(".seminar-now") and monotonic() < deadline:
        sleep(0.05)
    assert reader.texts(".seminar-now") == ["now"]
    assert reader.run("return document.body.dataset.seen") == "yes"


def test_the_readers_own_time_stands_beside_the_seminars(reader: Reader) -> None:
    reader.open("s/2025-01-31.html", "2025-01-20T12:00:00Z", "America/New_York")
    [own] = reader.texts(".seminar-local")
    assert "Jan 31" in own
    assert "01:00" in own
    assert "03:00" in own
    assert "EST" in own
    assert "2:00–16:00" not in own
    [when] = reader.texts(".seminar-when p, dd.seminar-when, .seminar-time")[:1]
    assert "14:00–16:00" in when


def test_who_lives_in_the_seminars_zone_sees_no_second_time(reader: Reader) -> None:
    reader.open("index.html", "2025-01-20T12:00:00Z", "Asia/Singapore")
    assert reader.texts(".seminar-local") == []
    assert reader.texts(".seminar-switch") == []


def test_the_switch_is_remembered(reader: Reader) -> None:
    reader.open("index.html", "2025-01-20T12:00:00Z", "Europe/Berlin")
    shown = reader.texts(".seminar-local")
    assert shown
    assert all("07:00" in one for one in shown)
    reader.click(".seminar-switch input")
    assert reader.texts(".seminar-local") == []
    reader.open("s/2025-01-31.html", "2025-01-20T12:00:00Z", "Europe/Berlin")
    assert reader.texts(".seminar-local") == []
    reader.click(".seminar-switch label")
    assert len(reader.texts(".seminar-local")) == 1


def test_without_scripts_the_page_is_right_as_of_the_build(address: str) -> None:
    with browser(scripts=False) as driver:
        reader = Reader(driver, address)
        driver.get(f"{address}index.html")
        assert days(reader, AHEAD) == list(DAYS[2:4])
        assert days(reader, BEHIND) == [DAYS[1], DAYS[0]]
        assert reader.texts(".seminar-as-of") == ["As of January 20, 2025."]
        assert reader.texts(".seminar-empty") == []
