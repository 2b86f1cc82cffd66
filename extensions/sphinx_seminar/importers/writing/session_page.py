"""A session as a page of the archive, in the house's layout.

What an author wrote may look like markup of the archive's own (a comment, a label, a
directive): it is shown as the text that it is. What has no place in the form stands in
comments at the end, with its line in the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sphinx_seminar.importers.deciding.markup import escaped, markdown_of
from sphinx_seminar.importers.deciding.sessions import iana_zone
from sphinx_seminar.importers.deciding.works import bare_title
from sphinx_seminar.importers.found import LinkRole
from sphinx_seminar.importers.words.placeholders import is_nothing
from sphinx_seminar.importers.words.places import is_online
from sphinx_seminar.model.links import allowed_target, scheme_of
from sphinx_seminar.model.session import Status
from sphinx_seminar.model.venue import Format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_seminar.importers.found import (
        FoundLink,
        FoundPerson,
        FoundReading,
        FoundSession,
        FoundTalk,
    )
    from sphinx_seminar.model.series import Series

_MATERIALS = {
    LinkRole.SLIDES: "slides",
    LinkRole.VIDEO: "recording",
    LinkRole.NOTES: "notes",
    LinkRole.CODE: "code",
}
_SILENT = frozenset({LinkRole.PERSON, LinkRole.MEETING, LinkRole.MAIL})
_PLAIN_KINDS = frozenset({"", "talk", "none"})
_HEADING = re.compile(r"^( {0,3})#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)
_UNDERLINE = re.compile(r"^( {0,3})([-=+]{2,})\s*$", re.MULTILINE)
_COMMENT = re.compile(r"^(\s*)%", re.MULTILINE)
_TARGET = re.compile(r"^(\s*)\((?=[^()\n]*\)=\s*$)", re.MULTILINE)
_ROLE = re.compile(r"\{(?=[\w:.+-]+\}`)")
_FENCED = re.compile(r"^(\s*(?:`{3,}|~{3,}))\s*\{[^}\n]*\}.*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]]*)\]\((?!https?:)[^)\n]*\)")
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]*)\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_COLONS = re.compile(r"^\s*(:{3,})", re.MULTILINE)
_LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class PageSetting:
    """What a page needs to know of the archive: its series, keys, ids and addresses.

    ``id`` is '' where the day is the id; ``join`` is the access's name; ``moves`` turns a
    day into the id of the session on it, '' where there is none.
    """

    key_of: Callable[[FoundReading], str]
    series: Series | None = None
    series_option: str = ""
    id: str = ""
    join: str = ""
    base_url: str = ""
    moves: Callable[[str], str] = lambda _day: ""


def session_page(session: FoundSession, setting: PageSetting) -> str:
    """Return the Markdown of the page of *session*."""
    page = _Page(setting)
    talks = [page.talk(talk) for talk in session.talks if _says(talk)]
    options = page.session_options(session)
    runs = [match[1] for text in talks for match in _COLONS.finditer(text)]
    longest = max(map(len, runs), default=2)
    fence = ":" * (longest + 1)
    argument = _when(session, setting.series)
    lines = [f"# {_heading(session)}", "", f"{fence}{{session}} {argument}", *options]
    for text in talks:
        lines += ["", text]
    lines += [fence]
    comments = page.comments(session)
    if comments:
        lines += ["", *comments]
    return "\n".join(lines) + "\n"


def _says(talk: FoundTalk) -> bool:
    return bool(talk.title or talk.speakers or talk.readings or talk.abstract or talk.links)


def _when(session: FoundSession, series: Series | None) -> str:
    """Return the argument of the session: what the series says as well is left out."""
    day = session.date.date.isoformat() if session.date.date else ""
    zone = iana_zone(session.zone)
    is_elsewhere = bool(zone) and (series is None or zone != series.zone)
    usual = (series.start, series.end) if series else (None, None)
    if session.start is None or (usual == (session.start, session.end) and not is_elsewhere):
        return day
    times = f"{session.start:%H:%M}" + (f"-{session.end:%H:%M}" if session.end else "")
    return " ".join(filter(None, (day, times, zone if is_elsewhere else "")))


def _heading(session: FoundSession) -> str:
    """Return the title of the page: the talks' titles, else the speakers, else the state."""
    titles = [title for talk in session.talks if (title := talk_title(talk))]
    joined = "; ".join(titles)
    if titles and len(joined) <= _LONGEST_TITLE:
        return joined
    if titles:
        return titles[0]
    names = [escaped(person.bare) for talk in session.talks for person in talk.speakers]
    if names:
        return ", ".join(names)
    return {
        Status.NO_MEETING: "No meeting",
        Status.CANCELLED: "Cancelled",
        Status.POSTPONED: "Postponed",
    }.get(session.status, "To be announced")


def talk_title(talk: FoundTalk) -> str:
    """Return the title of *talk* as Markdown; a talk about readings alone has theirs."""
    label = next((one for one in talk.readings if one.title == talk.title.words), None)
    if label is not None and bare_title(label) != label.title:
        return escaped(bare_title(label))
    if talk.title:
        return markdown_of(talk.title, links=False)
    return "; ".join(escaped(bare_title(one)) for one in talk.readings if one.title)


class _Page:
    """Writes the parts of one page, and collects what has no place in them."""

    def __init__(self, setting: PageSetting) -> None:
        self._setting = setting
        self._unplaced: list[tuple[int, str]] = []

    def session_options(self, session: FoundSession) -> list[str]:
        """Return the options of the session, in the manual's order."""
        place = session.venue
        usual = _usual_venue(self._setting.series)
        is_screen = session.format is Format.ONLINE and is_online(place)
        status = session.status
        options = {
            "id": self._setting.id,
            "series": self._setting.series_option,
            "status": "" if status is Status.SCHEDULED else status.value,
            "moved-to": self._setting.moves(session.moved_to) if session.moved_to else "",
            "moved-from": self._setting.moves(session.moved_from) if session.moved_from else "",
            "reason": session.reason,
            "format": session.format.value if session.format and status.takes_place else "",
            "venue": "" if is_screen or place == usual or is_nothing(place) else place,
            "chair": session.chair,
            "number": session.number,
            "notice": _notice(session),
            "join": self._setting.join,
        }
        if session.zone and not iana_zone(session.zone):
            self._keep(session.location.line, f"time zone: {session.zone}")
        return [f":{name}: {_on_one_line(value)}" for name, value in options.items() if value]

    def talk(self, talk: FoundTalk) -> str:
        """Return the directive of *talk*."""
        body = self._body(talk)
        readings = [one for one in talk.readings if not one.url or one.url not in body]
        links = [one for one in talk.links if one.role not in _SILENT]
        options = {
            "speaker": "; ".join(map(_speaker, talk.speakers)),
            "kind": "" if talk.kind in _PLAIN_KINDS else talk.kind,
            "start": _clock(talk),
            "language": talk.language,
            "topics": "; ".join(one.replace(";", ",") for one in talk.topics),
            "readings": self._uses(one for one in readings if not one.is_further),
            "further-readings": self._uses(one for one in readings if one.is_further),
        }
        for reading in talk.readings:
            # Its entry is made even where the text's own link is the use.
            self._setting.key_of(reading)
        body, materials = self._with_links(body, links)
        options |= materials
        lines = [f":{name}: {_on_one_line(value)}" for name, value in options.items() if value]
        longest = max((len(match[1]) for match in _COLONS.finditer(body)), default=2)
        fence = ":" * (longest + 1)
        head = f"{fence}{{talk}} {_on_one_line(talk_title(talk))}".rstrip()
        gap = [""] if body.startswith((":", "---")) else []
        return "\n".join([head, *lines, *([*gap, body] if body else []), fence])

    def _uses(self, readings: Iterable[FoundReading]) -> str:
        uses = []
        for reading in readings:
            key = self._setting.key_of(reading)
            locator = reading.locator.replace("(", "[").replace(")", "]")
            uses.append(f"{key} ({locator})" if locator else key)
        return "; ".join(dict.fromkeys(uses))

    def _body(self, talk: FoundTalk) -> str:
        """Return the abstract with nothing in it that would be markup of the archive's own."""
        text = talk.abstract.strip()
        text = _FENCED.sub(r"\1text", text)
        text = _HEADING.sub(r"\1**\2**", text)
        text = _UNDERLINE.sub(r"\1\\\2", text)
        text = _COMMENT.sub(r"\1\\%", text)
        text = _TARGET.sub(r"\1\\(", text)
        text = _ROLE.sub(r"\\{", _IMAGE.sub(r"\1", text))
        text = _LINK.sub(lambda match: self._link(match, talk.line), text)
        return "\n".join(line.rstrip() for line in text.split("\n"))

    def _link(self, match: re.Match[str], line: int) -> str:
        address = self._address(match[2])
        if address:
            return f"[{match[1]}]({address})"
        self._keep(line, f"{match[1]}: {match[2]}")
        return match[1]

    def _address(self, url: str) -> str:
        """Return *url* as it can be linked to, '' for one that only the old site has."""
        if not scheme_of(url):
            url = urljoin(self._setting.base_url, url) if self._setting.base_url else ""
        return url if url and allowed_target(url) else ""

    def _with_links(self, body: str, links: Iterable[FoundLink]) -> tuple[str, dict[str, str]]:
        """Return the body with the links that have no option, and the options of the others."""
        materials: dict[str, str] = {}
        further: list[str] = []
        for link in links:
            address = self._address(link.url)
            name = _MATERIALS.get(link.role, "")
            if not address:
                self._keep(link.line, f"{link.role.value}: {link.url}")
            elif name and name not in materials:
                materials[name] = address
            elif address not in body:
                label = escaped(link.label or link.role.value)
                quoted = address.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
                further.append(f"[{label}]({quoted})")
        parts = [body, "\n".join(f"- {one}" for one in dict.fromkeys(further))]
        return "\n\n".join(part for part in parts if part), materials

    def _keep(self, line: int, text: str) -> None:
        self._unplaced.append((line, text))

    def comments(self, session: FoundSession) -> list[str]:
        """Return what has no place in the form, as comments of the page."""
        notes = [(note.line, note.text) for note in session.notes] + self._unplaced
        name = session.location.source.rpartition("/")[2]
        return [
            f"% {name}:{line or session.location.line}: {_on_one_line(text)}"
            for line, text in dict.fromkeys(notes)
        ]


def _usual_venue(series: Series | None) -> str:
    return series.venue.name if series and series.venue else ""


def _notice(session: FoundSession) -> str:
    parts = [session.notice]
    if session.date.end:
        parts.append(f"Until {session.date.end.isoformat()}.")
    if " of " in session.part:
        parts.append(f"Part {session.part}.")
    return " ".join(filter(None, parts))


def _clock(talk: FoundTalk) -> str:
    if talk.start is None:
        return ""
    return f"{talk.start:%H:%M}" + (f"-{talk.end:%H:%M}" if talk.end else "")


def _speaker(person: FoundPerson) -> str:
    """Return ``Name (Affiliation)``; signs that would part it are replaced."""
    name = (person.bare or person.name).replace(";", ",").replace("(", "[").replace(")", "]")
    affiliation = person.affiliation.replace(";", ",")
    if affiliation.count("(") != affiliation.count(")"):
        affiliation = affiliation.replace("(", "").replace(")", "")
    return f"{name} ({affiliation})" if affiliation else name


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
