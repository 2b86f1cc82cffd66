from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.finding import FindingKind
from sphinx_seminar.model.series import Rhythm, Series, Term
from sphinx_seminar.model.venue import Venue
from sphinx_seminar.parsing.settings import parse_people, parse_series
from sphinx_seminar.parsing.spans import parse_span

FULL = {
    "title": "Multiscale",
    "zone": "Asia/Singapore",
    "time": "14:00-16:00",
    "venue": {"name": "S17", "url": "https://example.org/way"},
    "rhythm": "every 2 weeks on friday since 2025-01-17",
    "terms": {"spring": ("2025-01-13", "2025-05-10"), "winter": (date(2024, 9, 1), "2024-12")},
    "breaks": {"holiday": "2025-04-18"},
    "organisers": ["Ada", "Bob"],
    "contact": "seminar@example.org",
    "zones": ["Europe/London", "America/New_York", "Europe/London"],
}


def wrong(**settings: Any) -> list[tuple[str, str]]:
    """Return name and value of each problem of a series with these settings."""
    findings = parse_series({"main": {"zone": "UTC", **settings}})[1]
    return [(finding.name, finding.value) for finding in findings]


def test_every_setting_of_a_series_is_read() -> None:
    (series,), findings = parse_series({"main": FULL})
    assert not findings
    assert series == Series(
        "main",
        "Multiscale",
        "Asia/Singapore",
        time(14),
        time(16),
        Venue("S17", "https://example.org/way"),
        Rhythm(4, 2, date(2025, 1, 17)),
        (
            Term("winter", date(2024, 9, 1), date(2024, 12, 31)),
            Term("spring", date(2025, 1, 13), date(2025, 5, 10)),
        ),
        (Term("holiday", date(2025, 4, 18), date(2025, 4, 18)),),
        ("Ada", "Bob"),
        "seminar@example.org",
        ("Europe/London", "America/New_York"),
    )


def test_a_usual_end_on_the_next_day_stays_on_it() -> None:
    (series,), findings = parse_series({"main": {"zone": "UTC", "time": "22:00-01:00+1"}})
    assert not findings
    assert (series.start, series.end, series.days) == (time(22), time(1), 1)
    span, _findings = parse_span("2025-01-17", series)
    assert span is not None
    assert str(span.ends_at()) == "2025-01-18 01:00:00+00:00"


def test_several_series_keep_their_order() -> None:
    settings = {name: {"zone": "UTC"} for name in ("zeta", "alpha", "mid")}
    assert [one.name for one in parse_series(settings)[0]] == ["zeta", "alpha", "mid"]


def test_a_zone_is_all_that_a_series_needs() -> None:
    assert parse_series({"main": {"zone": "UTC"}}) == ((Series("main", "main", "UTC"),), ())


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("every friday", Rhythm(4)),
        ("fridays", Rhythm(4)),
        ("every 2 weeks on Friday", Rhythm(4, 2)),
        ("every two weeks on friday", Rhythm(4, 2)),
        ("every other week on monday", Rhythm(0, 2)),
        ("every second week on sunday since 2025-01-05", Rhythm(6, 2, date(2025, 1, 5))),
        ("every first monday of the month", Rhythm(0, of_month=(1,))),
        ("third and first friday of the month", Rhythm(4, of_month=(1, 3))),
        ("the 2nd, 4th and last Tuesdays of each month", Rhythm(1, of_month=(-1, 2, 4))),
        (
            "last thursday of the month since 2025-02-03",
            Rhythm(3, since=date(2025, 2, 3), of_month=(-1,)),
        ),
    ],
)
def test_a_rhythm_is_a_weekday_and_some_weeks_or_some_of_each_month(
    text: str, rhythm: Rhythm
) -> None:
    (series,), findings = parse_series({"main": {"zone": "UTC", "rhythm": text}})
    assert not findings
    assert series.rhythm == rhythm


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("zone", "Asia/Singapur"),
        ("zone", ""),
        ("zone", "Europe"),
        ("time", "14"),
        ("time", "16:00-14:00"),
        ("rhythm", "sometimes"),
        ("rhythm", "every frieday"),
        ("rhythm", "every 0 weeks on friday"),
        ("rhythm", "every friday since 2025-02-30"),
        ("rhythm", "every friday since 2025-02"),
        # every two weeks, or of the month?
        ("rhythm", "every second friday"),
        ("rhythm", "sixth friday of the month"),
        ("rhythm", "first frieday of the month"),
        # that day is a Thursday
        ("rhythm", "every 2 weeks on friday since 2025-01-16"),
    ],
)
def test_a_wrong_value_is_told_under_its_name(key: str, value: str) -> None:
    assert wrong(**{key: value}) == [(f"seminar_series['main']['{key}']", value)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", 5),
        ("zone", None),
        ("time", 14),
        ("venue", 5),
        ("venue", {"room": "S17"}),
        ("organisers", "Ada"),
        ("zones", "Europe/London"),
        ("zones", ["Europe/London", "Europe"]),
        ("terms", "spring"),
        ("terms", {"spring": ("2025-05-10", "2025-01-13")}),
        ("terms", {"spring": ("2025-02-30", "2025-05-10")}),
        ("terms", {"spring": ()}),
        ("contact", ["a"]),
    ],
)
def test_a_value_of_another_kind_is_told_under_its_name(key: str, value: object) -> None:
    names = [name for name, _value in wrong(**{key: value})]
    assert set(names) == {f"seminar_series['main']['{key}']"}


def test_an_unknown_setting_is_told_with_the_nearest() -> None:
    (finding,) = parse_series({"main": {"zone": "UTC", "titel": "x"}})[1]
    assert finding.kind is FindingKind.OPTION_UNKNOWN
    assert (finding.value, finding.nearest) == ("titel", "title")


def test_everything_wrong_is_told_at_once() -> None:
    settings = {"a b": {"zone": "x"}, "main": {"zone": "UTC", "time": "x", "titel": ""}, "c": 5}
    series, findings = parse_series(settings)
    assert [one.name for one in series] == ["a b", "main", "c"]
    assert [finding.value for finding in findings] == ["a b", "x", "titel", "x", "5"]


@pytest.mark.parametrize("settings", [None, {}, [], "main", 5])
def test_there_is_always_a_series(settings: object) -> None:
    series, (finding,) = parse_series(settings)
    assert series == ()
    assert finding.name == "seminar_series"


values = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*FULL, "other"]), values))
def test_no_settings_raise(settings: dict[str, object]) -> None:
    parse_series({"main": settings})


# -- people ------------------------------------------------------------------------------------


def test_a_person_is_a_table() -> None:
    people, findings = parse_people(
        """
        [ada]
        name = "Ada Lovelace"
        sort = "Lovelace"
        aliases = ["A. Lovelace"]
        orcid = "0000-0002-1825-0097"
        homepage = "https://example.org/ada"
        """,
        "people.toml",
    )
    assert not findings
    (ada,) = people.known
    assert people.find("a. lovelace") is ada
    assert (ada.id, ada.sort_name, ada.orcid) == ("ada", "Lovelace", "0000-0002-1825-0097")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[ada", FindingKind.FILE_UNREADABLE),
        ("ada = 5", FindingKind.OPTION_VALUE),
        ("[ada]\nsort = 'x'", FindingKind.OPTION_VALUE),
        ("[ada]\nname = 'Ada'\nemail = 'x'", FindingKind.OPTION_UNKNOWN),
        ("[ada]\nname = 'Ada'\naliases = 'x'", FindingKind.OPTION_VALUE),
        ("['a b']\nname = 'Ada'", FindingKind.ID),
        ("[a]\nname = 'Ada'\n[b]\nname = 'ada'", FindingKind.OPTION_VALUE),
    ],
)
def test_a_wrong_table_is_told_with_its_file(text: str, kind: FindingKind) -> None:
    (finding,) = parse_people(text, "people.toml")[1]
    assert finding.kind is kind
    assert finding.location.source == "people.toml"
