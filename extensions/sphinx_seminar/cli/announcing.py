"""From what was asked on the command line to the bytes of an announcement, in each form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.outputs.announcements.changes import facts_of
from sphinx_seminar.outputs.announcements.formats import (
    announce_html,
    announce_markdown,
    announce_text,
    letter_of,
)
from sphinx_seminar.outputs.announcements.mail import AddressError, export_mail
from sphinx_seminar.outputs.announcements.poster import Look, export_poster
from sphinx_seminar.outputs.announcements.saying import Sayer, title_of
from sphinx_seminar.outputs.announcements.templating import FOLDER, AnnouncementTemplateError
from sphinx_seminar.outputs.site import Site
from sphinx_seminar.outputs.wording import Wording
from sphinx_seminar.parsing.announced import Announced
from sphinx_seminar.rendering.typst.compiling import VolumeError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from sphinx_seminar.cli.loading import Loaded
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.outputs.announcements.announcement import Announcement
    from sphinx_seminar.outputs.announcements.dialects import Dialect
    from sphinx_seminar.outputs.announcements.mail import Envelope


@dataclass(frozen=True)
class Made:
    """What was made: files by name ('' for the only one), and what to look at for leaks.

    ``notes`` are for the person who called.
    """

    files: Mapping[str, bytes]
    parts: tuple[tuple[str, bytes], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """What to announce: ``sessions``, as a week where there are ``days``, as of ``today``."""

    loaded: Loaded
    folder: Path
    sessions: tuple[Session, ...]
    days: tuple[date, date] | None
    today: date
    envelope: Envelope
    paper: str = "a4"
    zones: tuple[str, ...] = ()
    access: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    before: Mapping[str, Announced] = field(default_factory=dict)

    @cached_property
    def site(self) -> Site:
        """The archive with the addresses of its pages."""
        return Site.of(self.loaded.env, self.loaded.builder)

    @cached_property
    def wording(self) -> Wording:
        """The words for its sessions."""
        return Wording(self.site.archive, self.site.language)

    def say(self, dialect: Dialect) -> Announcement:
        """Return the announcement in *dialect*."""
        sayer = Sayer(self.site, self.wording, dialect, self.zones, self.access, self.before)
        if self.days is None:
            return sayer.one(self.sessions[0])
        return sayer.week(self.sessions, *self.days)

    def facts(self) -> dict[str, Announced]:
        """Return what is to be noted of the sessions, by their ids."""
        day = self.today.isoformat()
        return {one.id: Announced(day, facts_of(one, self.site.archive)) for one in self.sessions}


def make_announcement(request: Request, form: str) -> Made:
    """Return the announcement in the form *form*.

    :raises CannotError: when a template, an address or the poster is wrong.
    """
    try:
        return FORMATS[form](request)
    except AnnouncementTemplateError as error:
        raise CannotError(one_line(f"{FOLDER}: {error}")) from error
    except AddressError as error:
        raise CannotError(one_line(f"no address of a mail: {error}")) from error
    except VolumeError as error:
        raise CannotError(one_line(str(error))) from error


def _text(request: Request) -> Made:
    return _single("announcement.txt", announce_text(request.say, request.folder))


def _html(request: Request) -> Made:
    return _single("announcement.html", announce_html(request.say, request.folder))


def _markdown(request: Request) -> Made:
    return _single("announcement.md", announce_markdown(request.say, request.folder))


def _single(name: str, text: str) -> Made:
    data = text.encode("utf-8", "replace")
    return Made({"": data}, ((name, data),))


def _mail(request: Request) -> Made:
    letter = letter_of(request.say, request.folder, request.site, request.wording, request.sessions)
    # Searched before quoted-printable hides what stands in them.
    parts = (
        ("subject.txt", letter.subject.encode("utf-8", "replace")),
        ("announcement.txt", letter.text.encode("utf-8", "replace")),
        ("announcement.html", letter.html.encode("utf-8", "replace")),
        ("calendar.ics", letter.calendar),
    )
    return Made({"": export_mail(letter, request.envelope)}, parts)


def _poster(request: Request) -> Made:
    session, site = request.sessions[0], request.site
    config = request.loaded.env.config
    look = Look(
        request.folder,
        request.paper,
        int(datetime.combine(request.today, time(), UTC).timestamp()),
        config.seminar_math_macros,
        tuple(config.seminar_pdf_fonts),
    )
    texts = [site.prose(session), *(site.prose(session, talk) for talk in session.talks)]
    made = export_poster(request.say, title_of(session), texts, look)
    notes = []
    if not site.base:
        notes.append("the poster has no QR code: html_baseurl in conf.py is no address of the web")
    if made.missing:
        notes.append(f"no font has the characters {made.missing}: install the extra cjk")
    notes += [f"seminar_pdf_fonts in conf.py: {one} is no folder" for one in made.absent_folders]
    notes += [f"no font is called {one}; another is taken" for one in made.unknown_families]
    files = {f"{session.id}.pdf": made.pdf, f"{session.id}.png": made.png}
    # What is drawn in a picture is in its source.
    parts = (("poster.typ", made.source.encode("utf-8", "replace")), ("poster.pdf", made.pdf))
    return Made(files, parts, tuple(notes))


FORMATS: dict[str, Callable[[Request], Made]] = {
    "text": _text,
    "html": _html,
    "eml": _mail,
    "markdown": _markdown,
    "poster": _poster,
}
