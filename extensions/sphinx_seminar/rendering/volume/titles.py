"""What a volume is called on its title page, in its metadata and where it says how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.richtext import plain
from sphinx_seminar.model.volume import Form
from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.when import format_day

if TYPE_CHECKING:
    from sphinx.config import Config

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.volume import Volume

#: More series than these are not named on the title page.
_MOST_SERIES = 6


class Titles(NamedTuple):
    """A title; below it what kind of part it is and of when; series that it does not name.

    ``name`` is what the volume is cited as.
    """

    name: str
    title: str
    subtitle: str = ""
    series: tuple[str, ...] = ()


def author_of(config: Config) -> str:
    """Return who made the volume; '' where nobody is named."""
    return "" if config.author == "Author name not set" else str(config.author)


def titles_of(part: Volume, archive: Archive | None, config: Config) -> Titles:
    """Return the titles of *part*, which is of *archive*, if there is one."""
    if archive is None:
        return Titles(config.project, config.project)
    title = config.project
    # the one series of an archive without settings is called as the project is
    if part.series and not part.is_whole and len(archive.series) > 1:
        title = part.series.title
    words = [_kind(part), _stretch(part, archive, config.language)]
    subtitle = ", ".join(word for word in words if word)
    name = f"{title}: {subtitle}" if subtitle and not part.is_whole else title
    if part.form is Form.HANDOUT and (said := plain(part.sessions[0].title)):
        name = f"{said}, {subtitle}"
    return Titles(name, title, subtitle, _series(part, archive, title))


def _kind(part: Volume) -> str:
    kinds = {Form.READINGS: volume.reading_list(), Form.PROGRAMME: volume.programme()}
    return kinds.get(part.form, "")


def _stretch(part: Volume, archive: Archive, language: str) -> str:
    """Return the term or years that *part* covers, or the day of its one session."""
    if not part.sessions:
        return ""
    if part.term:
        return part.term.name
    if part.year:
        return str(part.year)
    if part.form is Form.HANDOUT or part.scope.startswith("session/"):
        return format_day(part.sessions[0].span.date, language, weekday=False)
    terms = {archive.term_of(session) for session in part.sessions}
    if len(terms) == 1 and (term := terms.pop()):
        return term.name
    first, last = (part.sessions[end].span.date.year for end in (0, -1))
    return f"{first}–{last}" if first != last else str(first)


def _series(part: Volume, archive: Archive, title: str) -> tuple[str, ...]:
    names = dict.fromkeys(session.series for session in part.sessions)
    found = [archive.series_by_name[name].title for name in names if name in archive.series_by_name]
    own = tuple(one for one in dict.fromkeys(found) if one != title)
    return own if len(own) <= _MOST_SERIES else ()


def chapter_of(part: Volume, archive: Archive) -> dict[str, str]:
    """Return the heading of the chapter of each session, by its id: its term, else its year.

    A part of one term or year has no chapters.
    """
    if part.term or part.year:
        return {}
    headings = {}
    for session in part.sessions:
        term = archive.term_of(session)
        headings[session.id] = term.name if term else str(session.span.date.year)
    return headings if len(set(headings.values())) > 1 else {}


def speakers_of(part: Volume, archive: Archive | None) -> dict[str, str]:
    """Return who speaks on each page of *part*, for its contents; a page without is left out."""
    speakers: dict[str, dict[str, None]] = {}
    for session in part.sessions if archive else ():
        names = (one.name for talk in session.talks for one in talk.speakers)
        speakers.setdefault(session.docname, {}).update(dict.fromkeys(names))
    return {docname: ", ".join(names) for docname, names in speakers.items() if names}
