from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_seminar.model.session import Status
from sphinx_seminar.model.talk import Material, MaterialKind, ReadingUse, Talk
from sphinx_seminar.model.venue import Format, Venue
from sphinx_seminar.outputs.calendar.properties import folded_line, property_line
from sphinx_seminar.outputs.revisions import revision
from sphinx_seminar.parsing.bibtex import parse_library

from .calendars import (
    READERS,
    calendar_of,
    published,
    read_with_icalendar,
    session,
    site,
    span,
    talk,
)

if TYPE_CHECKING:
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.outputs.revisions import Revision

    from .calendars import Event, Read

READINGS = parse_library(
    [("refs.bib", "@book{e2011, author={E, Weinan}, title={Principles; of, {Models}}, year=2011}")]
).readings
SLOT = span("2025-02-14", "14:00", "16:00")
HOSTILE = (
    'A\r\nATTACH:http://evil.example\r\nBEGIN:VALARM\nEND:VEVENT;\\n,"quoted" '
    "</script>\x00\x07\x1b[31m \ud800 \u2028\u202e 漢字 \U0001f600"
)


def only(read: Read, one: Session, **more: Any) -> Event:
    [event] = read(calendar_of(one, **more))
    return event


@pytest.mark.parametrize("read", READERS)
def test_every_reader_finds_the_same_text(read: Read) -> None:
    one = session(
        SLOT,
        talks=(
            talk("Scales, “levels”; and \\ slashes", "Zhu Aiqing", "Müller, Jörg", number=1,
                 readings=(ReadingUse("e2011", "ch. 1–3"),), topics=("a; b", "c, d")),
            talk("Formel 漢字 😀 " * 12, "李雷", number=2),
        ),
        venue=Venue("Room 1, S17; NUS"),
        format=Format.HYBRID,
        notice="First line\nSecond line",
        chair="The chair",
    )  # fmt: skip
    event = only(read, one, readings=READINGS)
    assert event.summary.startswith("Scales, “levels”; and \\ slashes; Formel 漢字 😀")
    assert event.location == "Room 1, S17; NUS, Online"
    assert event.description.startswith("First line\nSecond line\n\nMain seminar\n\nZhu Aiqing, ")
    assert "- E, Weinan. 2011. Principles; of, Models. [ch. 1–3]" in event.description
    assert event.description.endswith(
        "https://seminar.example.org/sessions/2025-02-14.html#session-2025-02-14"
    )
    assert event.uid == "2025-02-14@seminar.example.org"


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    ("status", "said", "prefix"),
    [
        (Status.SCHEDULED, "CONFIRMED", ""),
        (Status.TENTATIVE, "TENTATIVE", ""),
        (Status.TBA, "TENTATIVE", ""),
        (Status.CANCELLED, "CANCELLED", "Cancelled: "),
        (Status.POSTPONED, "CANCELLED", "Postponed: "),
        (Status.MOVED, "CANCELLED", "Moved: "),
        (Status.NO_MEETING, "CANCELLED", "No meeting: "),
        (Status.WITHDRAWN, "CANCELLED", "Withdrawn: "),
    ],
)
def test_what_became_of_a_session_is_said(
    read: Read, status: Status, said: str, prefix: str
) -> None:
    event = only(read, session(SLOT, status=status, talks=(talk("Title"),)))
    assert (event.status, event.summary) == (said, f"{prefix}Title")


@pytest.mark.parametrize("read", READERS)
def test_old_and_new_slot_of_a_moved_session_name_each_other(read: Read) -> None:
    old = session(SLOT, status=Status.MOVED, moved_to="2025-02-21", reason="The room is closed")
    new = session(span("2025-02-21", "15:00", "16:00"), moved_from="2025-02-14")
    first, second = read(calendar_of(old, new))
    assert (
        "Moved: The room is closed\nMoved to February 21, 2025, 15:00–16:00." in first.description
    )
    assert "Moved from February 14, 2025, 14:00–16:00." in second.description
    assert (first.status, second.status) == ("CANCELLED", "CONFIRMED")


def test_a_page_named_after_its_status_does_not_say_it_twice() -> None:
    one = session(SLOT, status=Status.CANCELLED, talks=(talk("Cancelled: illness"),))
    assert only(read_with_icalendar, one).summary == "Cancelled: illness"


@pytest.mark.parametrize("read", READERS)
def test_hostile_text_stays_text(read: Read) -> None:
    one = session(
        SLOT,
        talks=(talk(HOSTILE, HOSTILE, topics=(HOSTILE,), kind=HOSTILE),),
        venue=Venue(HOSTILE),
        notice=HOSTILE,
        reason=HOSTILE,
        chair=HOSTILE,
    )
    data = calendar_of(one)
    assert b"\r\nATTACH" not in data
    assert b"\r\nBEGIN:VALARM" not in data
    assert data.count(b"END:VEVENT\r\n") == 1
    assert not set(data) & {0, 7, 27}
    event = only(read, one)
    assert "ATTACH:http://evil.example" in event.summary
    assert "漢字 😀" in event.location


def test_guards_hold_without_assertions() -> None:
    code = """
import sys
assert False, "assertions are on"
from datetime import datetime
from sphinx_seminar.outputs.calendar.properties import property_line
for name, value in [
    ("X-ALT-DESC", "a"), ("SUMMARY\\r\\nATTACH", "a"), ("SUMMARY", "a\\r\\nATTACH:b"),
    ("URL", "https://a\\nATTACH:b"), ("CATEGORIES", ["a", "b\\r\\nATTACH:c"]), ("UID", "a\\x00"),
]:
    try:
        property_line(name, value)
    except ValueError:
        continue
    sys.exit(f"written: {name!r}")
"""
    done = subprocess.run(
        [sys.executable, "-O", "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_lines_are_folded_by_octets() -> None:
    for text in ("a" * 200, "漢" * 100, "😀" * 60, "é" * 31 + "a" * 50):
        lines = folded_line(text).split(b"\r\n")[:-1]
        assert all(len(line) <= 75 for line in lines)
        assert b"".join([lines[0], *(line[1:] for line in lines[1:])]).decode() == text
        for line in lines:
            line.decode()


def test_a_line_break_in_a_line_is_refused() -> None:
    with pytest.raises(ValueError, match="line break"):
        folded_line("SUMMARY:a\r\nb")
    with pytest.raises(ValueError, match="control character"):
        property_line("SUMMARY", "a\nb")


def test_how_to_join_is_in_no_calendar() -> None:
    one = session(SLOT, format=Format.ONLINE, join="zoom-fridays")
    assert b"zoom-fridays" not in calendar_of(one)
    assert only(read_with_icalendar, one).location == "Online"


def test_without_an_address_there_is_no_link() -> None:
    data = calendar_of(session(SLOT), base="")
    assert b"URL" not in data
    assert b".html" not in data


# -- versions --------------------------------------------------------------------------------


def version(one: Session) -> Revision:
    return revision(one, site([one]).archive)


def test_equal_content_is_an_equal_version_on_every_day() -> None:
    one = session(SLOT, talks=(talk("Title"),))
    files = [published(site([one], today=day)) for day in (date(2025, 1, 1), date(2025, 6, 1))]
    assert files[0] == files[1]


def test_another_content_has_another_time() -> None:
    one = session(SLOT, talks=(talk("Title"),))
    others = [
        replace(one, chair="B"),
        replace(one, notice="N"),
        replace(one, venue=Venue("Room 2")),
        replace(one, span=span("2025-02-14", "14:00", "15:00")),
        replace(one, talks=(talk("Other title"),)),
        replace(one, talks=(talk("Title", "Speaker"),)),
    ]
    stamps = {version(other).stamp for other in (one, *others)}
    assert len(stamps) == len(others) + 1


def test_a_cancellation_replaces_the_invitation_that_was_imported() -> None:
    steps = [Status.TBA, Status.TENTATIVE, Status.SCHEDULED, Status.CANCELLED]
    versions = [version(session(SLOT, status=status)) for status in steps]
    assert [one.sequence for one in versions] == [0, 1, 2, 3]
    assert sorted(versions, key=lambda one: one.stamp) == versions


def test_materials_are_later_than_everything_before_the_session() -> None:
    slides = talk("Title", materials=(Material(MaterialKind.SLIDES, "https://example.org/a.pdf"),))
    before, after = session(SLOT, status=Status.CANCELLED), session(SLOT, talks=(slides,))
    assert version(after).stamp > version(before).stamp


def test_what_is_withdrawn_says_so_later_than_all_before() -> None:
    slides = talk("Title", materials=(Material(MaterialKind.SLIDES, "https://example.org/a.pdf"),))
    gone = session(SLOT, talks=(Talk("x-1", 1, withdrawn=True, reason="On request"),))
    event = only(read_with_icalendar, gone)
    assert event.summary == "Withdrawn"
    assert "Withdrawn: On request" in event.description
    assert version(gone).stamp > version(session(SLOT, talks=(slides,))).stamp


# -- which calendars -------------------------------------------------------------------------


def test_the_recent_calendar_holds_a_year_and_everything_ahead() -> None:
    days = ["2023-12-01", "2024-01-20", "2024-06-01", "2025-02-14", "2027-01-01"]
    files = published(site([session(span(day, "14:00", "15:00")) for day in days]))

    def held(name: str) -> list[str]:
        return [event.uid[:10] for event in read_with_icalendar(files[name])]

    assert held("calendar-all.ics") == held("calendars/series/main.ics") == days
    assert held("calendar.ics") == days[1:]
    assert held("calendars/session/2024-06-01.ics") == ["2024-06-01"]


def test_of_two_sessions_with_one_id_the_earlier_is_published() -> None:
    files = published(site([session(SLOT, "a"), session(span("2025-02-21", "14:00"), "a")]))
    [event] = read_with_icalendar(files["calendar-all.ics"])
    assert event.start.date() == date(2025, 2, 14)
