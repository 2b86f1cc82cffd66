"""An announcement in the formats that are text, and as a mail with its calendar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.outputs.announcements.dialects import HTML, MARKDOWN, TEXT
from sphinx_seminar.outputs.announcements.mail import METHOD, Letter
from sphinx_seminar.outputs.announcements.prose_markdown import escape_markdown
from sphinx_seminar.outputs.announcements.templating import Templates
from sphinx_seminar.outputs.announcements.wrapping import wrapped
from sphinx_seminar.outputs.calendar.events import event_lines
from sphinx_seminar.outputs.calendar.files import calendar_file, calendar_zones
from sphinx_seminar.outputs.calendar.properties import property_line
from sphinx_seminar.outputs.cleaning import clean_line, clean_text
from sphinx_seminar.outputs.revisions import revision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sphinx_seminar.model.session import Session
    from sphinx_seminar.outputs.announcements.announcement import Announcement
    from sphinx_seminar.outputs.announcements.dialects import Dialect
    from sphinx_seminar.outputs.site import Site
    from sphinx_seminar.outputs.wording import Wording

    #: Says an announcement in a dialect.
    Say = Callable[[Dialect], Announcement]

_MANY_BLANK = re.compile(r"\n{3,}")
_MAIL = re.compile(r"[^\s@<>\"',;:]+@[^\s@<>\"',;:]+")


def announce_text(say: Say, folder: Path | None) -> str:
    """Return the announcement as plain text of 72 columns."""
    text = Templates(folder).render("announcement.txt.j2", say(TEXT))
    return wrapped(_squeezed(text))


def announce_markdown(say: Say, folder: Path | None) -> str:
    """Return the announcement as Markdown."""
    templates = Templates(folder, escape=escape_markdown)
    return _squeezed(templates.render("announcement.md.j2", say(MARKDOWN)))


def announce_html(say: Say, folder: Path | None) -> str:
    """Return the announcement as a page that needs no other file."""
    return clean_text(Templates(folder, html=True).render("announcement.html.j2", say(HTML)))


def subject_of(say: Say, folder: Path | None) -> str:
    """Return the subject, on one line."""
    return clean_line(Templates(folder).render("subject.txt.j2", say(TEXT)))


def letter_of(
    say: Say, folder: Path | None, site: Site, wording: Wording, sessions: Sequence[Session]
) -> Letter:
    """Return what a mail says, with the *sessions* whose day is known as its calendar."""
    known = [session for session in sessions if session.span.is_in_calendars]
    name = known[0].id if len(known) == 1 else "sessions"
    return Letter(
        subject_of(say, folder),
        announce_text(say, folder),
        announce_html(say, folder),
        _calendar(known, site, wording) if known else b"",
        f"{name}.ics",
    )


def _squeezed(text: str) -> str:
    """Return *text* without spaces at the ends of lines and without wide gaps."""
    lines = "\n".join(line.rstrip(" ") for line in clean_text(text).split("\n"))
    return _MANY_BLANK.sub("\n\n", lines).strip("\n") + "\n"


def _calendar(sessions: Sequence[Session], site: Site, wording: Wording) -> bytes:
    words = site.mentions.text if site.mentions else repr
    events = (
        event_lines(
            session,
            revision(session, site.archive, words),
            site,
            wording,
            _organiser(session, site),
        )
        for session in sessions
    )
    return calendar_file("", calendar_zones(sessions), events, METHOD)


def _organiser(session: Session, site: Site) -> Iterator[bytes]:
    """Yield who publishes the event (RFC 5546, 3.2.1), where the series has an address for it."""
    series = site.archive.series_by_name.get(session.series)
    contact = clean_line(series.contact) if series else ""
    if series is not None and _MAIL.fullmatch(contact):
        yield property_line("ORGANIZER", f"mailto:{contact}", CN=clean_line(series.title))
