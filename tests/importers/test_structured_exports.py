from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_seminar.importers.entries import ProblemKind, SkipReason
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.structured.moments import Moment, moment_fields, parse_moment
from sphinx_seminar.importers.structured.recurrences import days_of

from .structured import found_in, notes, page_of, speakers, when

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_seminar.importers.found import Found

ABSTRACT = "We look at rain.\\nAnd more of\n  it.\\n\\nJoin: https://zoom.us/j/5550001111?pwd=x"


def calendar(*events: str, head: str = "X-WR-TIMEZONE:Europe/Berlin\n") -> str:
    inside = "".join(f"BEGIN:VEVENT\n{one.strip()}\nEND:VEVENT\n" for one in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{inside}END:VCALENDAR\n"


def ics(tmp_path: Path, *events: str, head: str = "X-WR-TIMEZONE:Europe/Berlin\n") -> Found:
    return found_in(tmp_path / "a.ics", calendar(*events, head=head))


# -- calendars ---------------------------------------------------------------------------------


def test_an_event_is_a_meeting_on_the_wall_clock_of_the_calendar(tmp_path: Path) -> None:
    found = ics(
        tmp_path,
        f"UID:1\nDTSTART:20240301T130000Z\nDTEND:20240301T140000Z\nLOCATION:Room 101\n"
        f"SUMMARY:Ann Lee (NUS): On rain\\, and snow\nDESCRIPTION:Abstract: {ABSTRACT}\n"
        "CATEGORIES:weather,water\nURL:https://example.org/rain\n"
        "ATTENDEE;CN=Cy:mailto:cy@example.org\nBEGIN:VALARM\nUID:alarm\nTRIGGER:-PT5M\nEND:VALARM",
    )
    (session,) = found.sessions
    assert when(session) == "2024-03-01 14:00-15:00 Europe/Berlin"
    assert session.venue == "Room 101"
    (talk,) = session.talks
    assert (talk.title.words, speakers(talk)) == ("On rain, and snow", [("Ann Lee", "NUS")])
    assert talk.abstract == "We look at rain.\nAnd more of it."
    assert talk.topics == ("weather", "water")
    assert session.access.url == "https://zoom.us/j/5550001111?pwd=x"
    assert found.dropped == (("attendee", 1),)
    assert "5550001111" not in repr(found)
    assert "cy@example.org" not in repr(found)


def test_labels_in_the_description_make_the_summary_a_title(tmp_path: Path) -> None:
    (session,) = ics(
        tmp_path,
        "DTSTART;TZID=America/New_York:20240301T160000\nDURATION:PT1H30M\nSUMMARY:On snow\n"
        "DESCRIPTION:Speaker: Bo Roy (Example)\\nSeries: Weather\\n\\nBring a coat.",
    ).sessions
    assert when(session) == "2024-03-01 16:00-17:30 America/New_York"
    assert session.talks[0].title.words == "On snow"
    assert speakers(session.talks[0]) == [("Bo Roy", "Example")]
    assert notes(session) == ["Bring a coat.", "Series: Weather"]


def test_a_description_in_html_is_read(tmp_path: Path) -> None:
    (session,) = ics(
        tmp_path,
        "DTSTART:20240301T100000\nSUMMARY:On snow\n"
        "DESCRIPTION:<p><b>Speaker:</b> Bo Roy</p><p><b>Abstract:</b> Snow <i>falls</i>.</p>",
    ).sessions
    assert speakers(session.talks[0]) == ["Bo Roy"]
    assert "Snow" in session.talks[0].abstract


@pytest.mark.parametrize(
    ("event", "shown"),
    [
        ("DTSTART;TZID=Europe/Berlin:20240304T0800\nDTEND:20240304T0855", "2024-03-04 08:00-08:55"),
        ("DTSTART;VALUE=DATE:20240401\nDTEND;VALUE=DATE:20240403", "2024-04-01/2024-04-02"),
        ("DTSTART;VALUE=DATE:20240401\nDTEND;VALUE=DATE:20240402", "2024-04-01"),
        ("DTSTART:20240301T033000", "2024-03-01 03:30"),
        ("DTSTART;TZID=Nowhere/Else:20240301T100000", "2024-03-01 10:00"),
    ],
)
def test_odd_times_are_read_all_the_same(tmp_path: Path, event: str, shown: str) -> None:
    (session,) = ics(tmp_path, f"{event}\nSUMMARY:On rain", head="").sessions
    assert when(session) == shown


def test_line_ends_folds_and_case_do_not_matter(tmp_path: Path) -> None:
    text = calendar("DTSTART:20240301T100000\nSUMMARY:On ra\n in and s\n\tnow", head="")
    for changed in (text.replace("\n", "\r\n"), f"\ufeff{text}", text.replace("BEGIN", "begin")):
        (session,) = found_in(tmp_path / "a.ics", changed).sessions
        assert session.talks[0].title.words == "On rain and snow"


def test_events_of_one_uid_are_told_apart_and_none_is_lost(tmp_path: Path) -> None:
    page = page_of(
        tmp_path / "a.ics",
        calendar(*(f"UID:same\nDTSTART:2024030{day}T100000\nSUMMARY:T" for day in (1, 2, 3))),
    )
    ids = [entry.words(Slot.ID) for entry in page.entries]
    assert ids == ["same", "same#2", "same#3"]
    assert [entry.line for entry in page.entries] == [4, 9, 14]


def test_a_rule_gives_its_days_without_those_taken_out_or_moved(tmp_path: Path) -> None:
    rule = "DTSTART;TZID=Europe/Berlin:20240105T140000\nDURATION:PT1H\nSUMMARY:Weekly"
    found = ics(
        tmp_path,
        f"UID:w\n{rule}\nRRULE:FREQ=WEEKLY;BYDAY=FR;UNTIL=20240202T130000Z\n"
        "EXDATE;TZID=Europe/Berlin:20240119T140000",
        "UID:w\nRECURRENCE-ID;TZID=Europe/Berlin:20240126T140000\n"
        "DTSTART;TZID=Europe/Berlin:20240126T160000\nSUMMARY:Weekly",
    )
    assert [when(one) for one in found.sessions] == [
        "2024-01-05 14:00-15:00 Europe/Berlin",
        "2024-01-12 14:00-15:00 Europe/Berlin",
        "2024-01-26 16:00 Europe/Berlin",
        "2024-02-02 14:00-15:00 Europe/Berlin",
    ]
    assert found.problems == ()


def test_the_wall_clock_stays_when_the_clocks_change(tmp_path: Path) -> None:
    found = ics(
        tmp_path,
        "DTSTART;TZID=Europe/Berlin:20240322T140000\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:T",
    )
    assert [when(one) for one in found.sessions] == [
        f"2024-{day} 14:00 Europe/Berlin" for day in ("03-22", "03-29", "04-05")
    ]


def test_a_rule_without_an_end_goes_as_far_as_the_file_and_is_a_question(tmp_path: Path) -> None:
    found = ics(
        tmp_path,
        "DTSTART:20240105T140000\nRRULE:FREQ=WEEKLY\nSUMMARY:Weekly",
        "DTSTART:20240120T140000\nSUMMARY:Last",
    )
    assert [when(one)[:10] for one in found.sessions] == [
        "2024-01-05", "2024-01-12", "2024-01-19", "2024-01-20",
    ]  # fmt: skip
    (problem,) = found.problems
    assert (problem.kind, problem.line) == (ProblemKind.RECURRENCE, 4)
    assert problem.value == "2024-01-20, Weekly (FREQ=WEEKLY)"


@pytest.mark.parametrize(
    ("rule", "kind"),
    [
        ("FREQ=SECONDLY;COUNT=5", ProblemKind.VALUE),
        ("FREQ=DAILY;INTERVAL=0;COUNT=5", ProblemKind.VALUE),
        ("FREQ=DAILY;COUNT=999999999", ProblemKind.TRUNCATED),
        ("FREQ=DAILY;UNTIL=99991231", ProblemKind.TRUNCATED),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;COUNT=3", None),
        ("FREQ=MONTHLY;INTERVAL=999;COUNT=999", None),
    ],
)
def test_no_rule_costs_more_than_its_bound(
    tmp_path: Path, rule: str, kind: ProblemKind | None
) -> None:
    page = page_of(
        tmp_path / "a.ics", calendar(f"DTSTART:20240105T140000\nRRULE:{rule}\nSUMMARY:T")
    )
    assert 1 <= len(page.entries) <= 1000
    assert [one.kind for one in page.problems] == ([kind] if kind else [])


def test_all_rules_together_are_bounded(tmp_path: Path) -> None:
    event = "DTSTART:20200105T140000\nRRULE:FREQ=DAILY;COUNT=1000\nSUMMARY:T"
    page = page_of(tmp_path / "a.ics", calendar(*[event] * 30))
    assert len(page.entries) == 20_000
    assert [one.kind for one in page.problems] == [ProblemKind.TRUNCATED]


def test_cancelled_private_and_undated_events_are_what_they_are(tmp_path: Path) -> None:
    text = calendar(
        "DTSTART:20240301T100000\nSUMMARY:On rain\nSTATUS:CANCELLED",
        "DTSTART:20240308T100000\nSUMMARY:Dentist\nCLASS:PRIVATE",
        "SUMMARY:Some day",
    )
    page = page_of(tmp_path / "a.ics", text)
    assert [(one.text, one.reason) for one in page.skipped] == [
        ("Dentist", SkipReason.OTHER),
        ("Some day", SkipReason.UNDATED),
    ]
    (session,) = found_in(tmp_path / "a.ics", text).sessions
    assert session.status.value == "cancelled"


def test_a_calendar_that_was_cut_off_gives_its_whole_events(tmp_path: Path) -> None:
    text = calendar(*(f"DTSTART:2024030{day}T100000\nSUMMARY:T" for day in (1, 2, 3)))
    page = page_of(tmp_path / "a.ics", text[: text.rindex("SUMMARY")])
    assert len(page.entries) == 2
    assert [one.kind for one in page.problems] == [ProblemKind.SYNTAX]


def test_added_days_are_days_of_the_event() -> None:
    start = datetime(2024, 1, 5, 14)  # noqa: DTZ001 (a wall clock)
    days = days_of(start, [], date(2024, 12, 31), [datetime(2024, 1, 9, 14)], [start])  # noqa: DTZ001
    assert [one.date() for one in days.starts] == [date(2024, 1, 9)]


# -- programmes --------------------------------------------------------------------------------


def event(**more: Any) -> dict[str, Any]:
    return {
        "id": 1, "guid": "g1", "date": "2024-12-27T11:00:00+01:00", "start": "11:00",
        "duration": "00:40", "room": "Hall 1", "title": "On *rain*", "type": "lecture",
        "language": "en", "track": "Weather", "abstract": "Hello **you**.", "persons": [], **more,
    }  # fmt: skip


def programme(*events: dict[str, Any], **day: Any) -> str:
    rooms: dict[str, list[Any]] = {}
    for one in events:
        rooms.setdefault(one["room"], []).append(one)
    days = [{"date": "2024-12-27", "rooms": rooms, **day}]
    conference = {"title": "Example", "time_zone_name": "Europe/Berlin", "days": days}
    return json.dumps({"schedule": {"conference": conference}}, indent=1)


def test_a_day_in_a_room_is_a_meeting_with_its_talks(tmp_path: Path) -> None:
    content = programme(
        event(persons=[{"id": 1, "public_name": "Ann Lee"}, {"name": "Bo Roy"}]),
        event(guid="g2", date="2024-12-27T09:00:00+01:00", title="First", subtitle="of all",
              links=[{"url": "https://example.org/a", "title": "A"}]),
        event(guid="g3", room="Hall 2", date="2024-12-27T10:00:00+00:00", title="Other"),
    )  # fmt: skip
    one, other = found_in(tmp_path / "schedule.json", content).sessions
    assert (one.venue, other.venue) == ("Hall 1", "Hall 2")
    assert [
        (talk.title.words, f"{talk.start:%H:%M}", f"{talk.end:%H:%M}")
        for talk in one.talks
        if talk.start and talk.end
    ] == [("First: of all", "09:00", "09:40"), ("On *rain*", "11:00", "11:40")]
    assert speakers(one.talks[1]) == ["Ann Lee", "Bo Roy"]
    assert one.talks[1].abstract == "Hello **you**."
    assert (one.talks[1].language, one.talks[1].topics) == ("en", ("Weather",))
    assert when(other) == "2024-12-27 11:00-11:40 Europe/Berlin"


def test_an_event_after_midnight_belongs_to_its_own_day(tmp_path: Path) -> None:
    content = programme(event(), event(guid="g2", date="2024-12-28T00:30:00+01:00", start="00:30"))
    first, second = found_in(tmp_path / "schedule.json", content).sessions
    assert (when(first)[:16], when(second)[:16]) == ("2024-12-27 11:00", "2024-12-28 00:30")


def test_breaks_are_skipped(tmp_path: Path) -> None:
    page = page_of(
        tmp_path / "schedule.json",
        programme(event(), breaks=[{"start": "12:00", "title": "Lunch"}]),
    )
    assert [(one.text, one.reason) for one in page.skipped] == [("Lunch", SkipReason.BREAK)]


def test_a_talk_given_in_two_rooms_has_two_ids(tmp_path: Path) -> None:
    page = page_of(tmp_path / "schedule.json", programme(event(), event(room="Hall 2")))
    assert [entry.words(Slot.ID) for entry in page.entries] == ["g1", "g1#2"]


XML = """\
<?xml version="1.0" encoding="utf-8"?>
<schedule><conference><title>Example</title><time_zone_name>Europe/Berlin</time_zone_name>
</conference>
<day index="1" date="2024-12-27"><room name="Hall 1">
<event id="11" guid="g1"><date>2024-12-27T03:00:00+01:00</date><start>03:00</start>
<duration>00:40</duration><room>Hall 1</room><title>Rain &amp; snow</title>
<abstract>A &lt;b&gt;bold&lt;/b&gt; one.</abstract>
<persons><person id="1">Ann Lee</person></persons><links><link href="https://example.org/a">A</link></links></event>
<event id="12"><start>0930</start><duration>0:30</duration><title>Old</title></event>
</room></day></schedule>
"""


def test_a_programme_in_xml_is_read_alike(tmp_path: Path) -> None:
    (session,) = found_in(tmp_path / "schedule.xml", XML).sessions
    first, second = session.talks
    assert (first.title.words, speakers(first)) == ("Rain & snow", ["Ann Lee"])
    assert first.abstract == "A **bold** one."
    assert (first.start, second.start, second.end) == (time(3), time(9, 30), time(10))
    assert first.line == 5


# -- Indico, researchseminars.org, pyvideo.org -------------------------------------------------


def indico(**more: Any) -> dict[str, Any]:
    at = {"date": "2024-03-01", "tz": "Europe/Zurich"}
    return {
        "id": "101", "type": "simple_event", "title": "On rain & snow",
        "startDate": {**at, "time": "14:00:00"}, "endDate": {**at, "time": "15:00:00"},
        "roomFullname": "4-3-006", "description": "<p>First <b>bold</b>.</p><ul><li>one</li></ul>",
        "chairs": [{"fullName": "Lee, Ann", "first_name": "Ann", "last_name": "Lee",
                    "affiliation": "Example University", "email": "ann@example.org"}],
        "url": "https://indico.example.org/event/101/", "category": "Weather",
        "folders": [{"title": "Slides", "attachments": [
            {"title": "rain.pdf", "download_url": "https://indico.example.org/rain.pdf"}]}],
        **more,
    }  # fmt: skip


def answer(*events: dict[str, Any]) -> str:
    return json.dumps({"count": len(events), "results": events, "_type": "HTTPAPIResult"})


def test_the_chairs_of_a_lecture_are_its_speakers(tmp_path: Path) -> None:
    found = found_in(tmp_path / "export.json", answer(indico()))
    (session,) = found.sessions
    assert when(session) == "2024-03-01 14:00-15:00 Europe/Zurich"
    (talk,) = session.talks
    assert (talk.title.words, session.venue) == ("On rain & snow", "4-3-006")
    assert speakers(talk) == [("Ann Lee", "Example University")]
    assert talk.abstract == "First **bold**.\n\n- one"
    assert ("slides", "https://indico.example.org/rain.pdf") in [
        (one.role.value, one.url) for one in talk.links
    ]
    assert found.dropped == (("email", 1),)
    assert "ann@example.org" not in repr(found)


def test_contributions_are_the_talks_in_their_order(tmp_path: Path) -> None:
    def contribution(number: str, clock: str, person: dict[str, str]) -> dict[str, Any]:
        start = {"date": "2024-03-01", "time": clock}
        title = f"Talk {number}"
        return {"id": number, "title": title, "startDate": start, "duration": 45,
                "speakers": [person]}  # fmt: skip

    event = indico(
        type="meeting",
        title="Workshop",
        contributions=[
            contribution("2", "15:00:00", {"first_name": "C.", "last_name": "Ito"}),
            contribution("1", "14:00:00", {"fullName": "Roy, Bo"}),
        ],
    )
    (session,) = found_in(tmp_path / "export.json", answer(event)).sessions
    first, second = session.talks
    assert (speakers(first), speakers(second)) == (["Bo Roy"], ["C. Ito"])
    assert (first.start, second.start, second.end) == (time(14), time(15), time(15, 45))
    assert session.chair == "Ann Lee"
    assert "Workshop" in notes(session)


def research(**more: Any) -> dict[str, Any]:
    return {
        "seminar_id": "ex", "seminar_ctr": 3, "title": "On $L^2$ and a_b", "speaker": "Ann Lee",
        "speaker_affiliation": "Example University", "start_time": "2024-03-10T18:00:00+00:00",
        "end_time": "2024-03-10T19:00:00+00:00", "timezone": "America/New_York", "room": "101",
        "abstract": "Let $x_1 < 2$. We *do* it.\n\nNext.", "topics": ["math_AG"], "hidden": False,
        "live_link": "https://zoom.us/j/5550001111?pwd=x", "language": "en",
        "slides_link": "https://example.org/s.pdf", **more,
    }  # fmt: skip


def test_a_talk_takes_place_on_the_clock_of_its_own_zone(tmp_path: Path) -> None:
    content = json.dumps({"code": "success", "results": [research(), research(hidden=True)]})
    page = page_of(tmp_path / "talks.json", content)
    assert [one.reason for one in page.skipped] == [SkipReason.DRAFT]
    found = found_in(tmp_path / "talks.json", content)
    (session,) = found.sessions
    assert when(session) == "2024-03-10 14:00-15:00 America/New_York"
    (talk,) = session.talks
    assert talk.title.words == "On $L^2$ and a_b"
    assert talk.abstract == "Let $x_1 < 2$. We \\*do\\* it.\n\nNext."
    assert session.access.url == "https://zoom.us/j/5550001111?pwd=x"
    assert "5550001111" not in repr(found)


def video(**more: Any) -> str:
    return json.dumps({
        "title": "Lightning Talks", "speakers": ["Ann Lee", "Bo Roy"], "recorded": "2015-01-02",
        "language": "eng", "description": "See `the page <https://example.org/x>`__.",
        "videos": [{"type": "youtube", "url": "https://www.youtube.com/watch?v=abcdefghijk"}],
        "related_urls": ["https://example.org/a", {"label": "B", "url": "https://example.org/b"}],
        "tags": ["weather"], **more,
    })  # fmt: skip


def test_a_recorded_talk_is_read(tmp_path: Path) -> None:
    (session,) = found_in(tmp_path / "conf/videos/talks.json", video()).sessions
    assert when(session) == "2015-01-02"
    (talk,) = session.talks
    assert (speakers(talk), talk.language) == (["Ann Lee", "Bo Roy"], "en")
    assert talk.abstract == "See [the page](https://example.org/x)."
    assert [one.url for one in talk.links] == [
        "https://www.youtube.com/watch?v=abcdefghijk",
        "https://example.org/a",
        "https://example.org/b",
    ]


def test_talks_of_one_title_have_different_ids(tmp_path: Path) -> None:
    pages = [
        page_of(tmp_path / name, video())
        for name in ("one/videos/talks.json", "one/videos/more.json", "two/videos/talks.json")
    ]
    ids = [page.entries[0].words(Slot.ID) for page in pages]
    assert ids == ["one/talks", "one/more", "two/talks"]
    assert all(page.one_talk for page in pages)


def test_a_day_that_is_none_is_told(tmp_path: Path) -> None:
    page = page_of(tmp_path / "talk.json", video(recorded="None", speakers=["Unknown"]))
    assert [one.value for one in page.problems] == ["recorded: None"]
    assert not page.entries[0].of(Slot.DATE, Slot.SPEAKER)


# -- reStructuredText --------------------------------------------------------------------------


GRID = """\
Weather seminar 2024
====================

We meet on Fridays.

+---------+----------------+---------------------------------------------+
| Date    | Speaker        | Title                                       |
+=========+================+=============================================+
| March 1 | Ann Lee (NUS)  | `On rain <https://arxiv.org/abs/2001.082>`_ |
+---------+----------------+---------------------------------------------+
| March 8 | - Bo Roy       | On :math:`x^2`                              |
|         | - Cy Ito       |                                             |
+---------+----------------+---------------------------------------------+

.. include:: {secret}

.. raw:: html

   <script>x</script>

Unknown :role:`here`.

.. directive:: unknown
   :option: x
"""


def test_a_grid_is_a_table(tmp_path: Path) -> None:
    found = found_in(tmp_path / "talks.rst", GRID)
    assert [when(one) for one in found.sessions] == ["2024-03-01", "2024-03-08"]
    assert speakers(found.sessions[1].talks[0]) == ["Bo Roy", "Cy Ito"]
    assert found.sessions[1].talks[0].title.words == "On $x^2$"
    assert [one.location.line for one in found.sessions] == [9, 11]


def test_nothing_is_included(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("March 15 2024: not of this page", encoding="utf-8")
    found = found_in(tmp_path / "talks.rst", GRID.replace("{secret}", str(secret)))
    assert len(found.sessions) == 2
    assert "not of this page" not in repr(found)


def test_a_talk_with_fields_above_is_one_talk(tmp_path: Path) -> None:
    content = (
        "On rain\n#######\n\n:date: 2024-02-01\n:event_date: 2024-03-01\n:speaker: Ann Lee (NUS)\n"
        ":room: 101\n\nThe *abstract* with :math:`x`.\n\n- one\n- two\n"
    )
    assert page_of(tmp_path / "rain.rst", content).one_talk
    (session,) = found_in(tmp_path / "rain.rst", content).sessions
    assert when(session) == "2024-03-01"
    assert session.talks[0].title.words == "On rain"
    assert speakers(session.talks[0]) == [("Ann Lee", "NUS")]
    assert session.talks[0].abstract == "The *abstract* with $x$.\n\n- one\n- two"


def test_headings_lists_and_fields_are_meetings(tmp_path: Path) -> None:
    content = (
        "Spring 2024\n===========\n\nMarch 1\n-------\n\n:Speaker: Ann Lee\n:Title: On rain\n\n"
        "March 8\n-------\n\n:Speaker: Bo Roy\n:Title: On snow\n\n.. March 15: Cy Ito, On fog\n"
    )
    found = found_in(tmp_path / "talks.rst", content)
    assert [(when(one), one.talks[0].title.words) for one in found.sessions] == [
        ("2024-03-01", "On rain"),
        ("2024-03-08", "On snow"),
    ]
    assert [one.reason for one in found.skipped] == [SkipReason.COMMENT]


# -- moments -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "soon", "2024-13-01", "2024-02-30T10:00", "2024-03-01T25:00"])
def test_what_is_no_moment_is_none(text: str) -> None:
    assert parse_moment(text) is None


def test_a_night_ends_on_the_next_day_and_a_conference_days_later() -> None:
    start = Moment(date(2024, 3, 1), time(22))
    night = [*moment_fields(start, Moment(date(2024, 3, 2), time(1)))]
    assert [one.slot for one in night] == [Slot.DATE, Slot.START, Slot.END]
    days = [*moment_fields(start, Moment(date(2024, 3, 4), time(1)))]
    assert [one.slot for one in days] == [Slot.DATE, Slot.START, Slot.END_DATE]
