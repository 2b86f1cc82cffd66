from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.calendars import READERS
from sphinx_seminar.outputs.announcements.mail import (
    AddressError,
    Envelope,
    Letter,
    export_mail,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import EmailMessage

    from click.testing import Result

    from outputs.calendars import Read
    from seminar_site import Site

    Announce = Callable[..., Result]

DATE = datetime(2025, 3, 10, tzinfo=UTC)


def read(data: bytes) -> EmailMessage:
    mail = message_from_bytes(data, policy=policy.default)
    assert not mail.defects
    for part in mail.walk():
        assert not part.defects
    return mail  # type: ignore[return-value]


def parts(mail: EmailMessage) -> tuple[str, str, bytes]:
    """Return text, HTML and calendar."""
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    attached = [part.get_payload(decode=True) for part in mail.iter_attachments()]
    texts = (part.get_content().replace("\r\n", "\n") for part in (text, html))
    return (*texts, b"".join(attached))  # type: ignore[arg-type, return-value]


def test_the_mail_holds_the_texts_as_alternatives_and_the_calendar(announce: Announce) -> None:
    mail = read(announce("next", "--format", "eml").stdout_bytes)
    assert mail.get_content_type() == "multipart/mixed"
    alternative, calendar = mail.iter_parts()
    assert alternative.get_content_type() == "multipart/alternative"
    assert [one.get_content_type() for one in alternative.iter_parts()] == [
        "text/plain",
        "text/html",
    ]
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "PUBLISH"
    assert calendar.get_filename() == "2025-03-14-group.ics"
    text, html, _calendar = parts(mail)
    assert text == announce("next").stdout
    assert html == announce("next", "--format", "html").stdout


def test_the_head_says_nothing_that_nobody_gave(announce: Announce) -> None:
    mail = read(announce("next", "--format", "eml").stdout_bytes)
    assert set(mail.keys()) == {"Subject", "Date", "X-Unsent", "MIME-Version", "Content-Type"}
    assert mail["Subject"] == (
        "Reading group, March 14, 2025, 14:00: Channel capacity (Mira Lindqvist, 林小雨)"
    )
    assert mail["Date"] == "Mon, 10 Mar 2025 00:00:00 +0100"


def test_addresses_that_were_given_are_in_the_head(announce: Announce) -> None:
    mail = read(
        announce(
            "next", "--format", "eml", "--sender", "Mira Lindqvist <mira@example.org>",
            "--to", "group@example.org", "--to", "list@example.org", "--cc", "Bö <b@example.org>",
            "--bcc", "c@example.org",
        ).stdout_bytes
    )  # fmt: skip
    assert mail["From"] == "Mira Lindqvist <mira@example.org>"
    assert mail["To"] == "group@example.org, list@example.org"
    assert mail["Cc"].addresses[0].display_name == "Bö"
    assert mail["Bcc"] == "c@example.org"


@pytest.mark.parametrize(
    "address",
    [
        "nobody",
        "a@b.example\nBcc: x@y.example",
        "a@b.example\r\nSubject: x",
        "<>",
        "a@",
        "@b",
        "a b",
    ],
)
def test_an_address_that_is_none_is_refused(announce: Announce, address: str) -> None:
    result = announce("next", "--format", "eml", "--to", address)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no address of a mail" in result.stderr
    with pytest.raises(AddressError):
        export_mail(Letter("s", "t", "h"), Envelope(DATE, sender=address))


def test_equal_sources_give_the_same_bytes(announce: Announce) -> None:
    first = announce("next", "--format", "eml").stdout_bytes
    assert announce("next", "--format", "eml").stdout_bytes == first
    assert b"\r\n" in first
    assert b"\n" not in first.replace(b"\r\n", b"")
    assert max(map(len, first.split(b"\r\n"))) <= 78


# -- the calendar --------------------------------------------------------------------------------


@pytest.mark.parametrize("read_calendar", READERS)
def test_the_calendar_is_the_events_of_the_announcement(
    announce: Announce, read_calendar: Read
) -> None:
    _text, _html, data = parts(read(announce("week", "--format", "eml").stdout_bytes))
    cancelled, held = sorted(read_calendar(data), key=lambda event: event.uid)
    assert held.uid == "2025-03-14-group@seminar.example.org"
    assert held.start == datetime(2025, 3, 14, 13, tzinfo=UTC)
    assert held.end == datetime(2025, 3, 14, 14, 30, tzinfo=UTC)
    assert held.summary == "Channel capacity (Mira Lindqvist, 林小雨)"
    assert held.location == "Room 101, Online"
    assert (cancelled.status, held.status) == ("CANCELLED", "CONFIRMED")
    assert cancelled.start == datetime(2025, 3, 12, 20, tzinfo=UTC)


def test_the_calendar_says_its_method_and_who_publishes_it(announce: Announce) -> None:
    _text, _html, data = parts(read(announce("next", "--format", "eml").stdout_bytes))
    assert b"\n" not in data.replace(b"\r\n", b"")
    calendar = icalendar.Calendar.from_ical(data)
    assert calendar["METHOD"] == "PUBLISH"
    (event,) = calendar.walk("VEVENT")
    assert event["ORGANIZER"] == "mailto:group@example.org"
    assert event["ORGANIZER"].params["CN"] == "Reading group"


@pytest.mark.parametrize("contact", ["https://example.org", "room 5", "a@b.example\\nX-EVIL:1"])
def test_a_contact_that_is_no_address_is_nobody_who_publishes(
    site: Site, announce: Announce, contact: str
) -> None:
    site.configure(f'seminar_series["group"]["contact"] = "{contact}"\n')
    _text, _html, data = parts(read(announce("next", "--format", "eml").stdout_bytes))
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert "ORGANIZER" not in event
    assert b"X-EVIL" not in data


def test_a_title_in_quotation_marks_is_a_name_of_who_publishes(
    site: Site, announce: Announce
) -> None:
    site.configure("""seminar_series["group"]["title"] = 'The "group"; a:b, c'\n""")
    _text, _html, data = parts(read(announce("next", "--format", "eml").stdout_bytes))
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert event["ORGANIZER"] == "mailto:group@example.org"
    assert event["ORGANIZER"].params["CN"].replace("'", '"') == 'The "group"; a:b, c'


# -- any text ------------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)


@given(texts, st.lists(texts, max_size=4), texts)
def test_any_text_is_read_back_as_it_was(subject: str, lines: list[str], html: str) -> None:
    text = "".join(f"{line}\n" for line in lines) or "x\n"
    # one kind of line end in a mail: others are none of a cleaned text
    text, html = (" ".join(one.splitlines()) + "\n" for one in (text, html))
    data = export_mail(Letter(subject, text, html), Envelope(DATE))
    assert data == export_mail(Letter(subject, text, html), Envelope(DATE))
    mail = read(data)
    assert parts(mail)[:2] == (text, html)
    assert mail["Subject"].split() == subject.split() or not subject.isascii()
