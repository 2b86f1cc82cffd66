"""Write an archive of N sessions, the same on every run, in two forms.

``seminar``: the sources of this extension, talks and readings in its own words.
``plain``: MyST pages that show the same text in the same theme, with references and lists
written out by hand, as they would be without any extension.

Talks have 368 words of abstract on average, there is half a reading and 1.3 talks for each
session, and words are as rare as in English (Zipf), so that search indices grow like real
ones.
"""

from __future__ import annotations

import argparse
import itertools
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

SEED = 20250117
WORDS_A_TALK = 368
VOCABULARY = 40_000
FIRST_DAY = date(1990, 1, 5)
DAYS_APART = 7
SESSIONS_A_YEAR = 40
TOPICS = 60
EXTENSIONS = Path(__file__).resolve().parent.parent / "extensions"

_ONSETS = [*"bcdfghjklmnprstvwz", "br", "cl", "dr", "gr", "pl", "pr", "st", "tr"]
_VOWELS = [*"aeioaeio", "u", "ai", "ea", "ou"]
_CODAS = ["", "", "", "n", "r", "s", "t", "l", "m", "nd"]
_ENDINGS = ["", "", "", "s", "ed", "ing", "ation", "ally", "ness", "ity", "ism", "able"]
_COMMON = """
the of and to in a is that for we with as on are this by be from an which it can model method
data result show our between at or these problem learning scale system energy
"""


@dataclass(frozen=True)
class Reading:
    """An entry of the bibliography."""

    key: str
    author: str
    title: str
    journal: str
    year: int
    doi: str

    def text(self) -> str:
        """Return the full reference as a person writes it."""
        return (
            f"{self.author}. *{self.title}*. {self.journal}, {self.year}. "
            f"[doi:{self.doi}](https://doi.org/{self.doi})"
        )

    def entry(self) -> str:
        """Return the entry as BibTeX."""
        return (
            f"@article{{{self.key},\n  author = {{{self.author}}},\n  title = {{{self.title}}},\n"
            f"  journal = {{{self.journal}}},\n  year = {{{self.year}}},\n"
            f"  doi = {{{self.doi}}},\n}}\n"
        )


@dataclass(frozen=True)
class Talk:
    """A talk of a session."""

    title: str
    speaker: str
    affiliation: str
    topics: tuple[str, ...]
    readings: tuple[Reading, ...]
    abstract: str


@dataclass(frozen=True)
class Session:
    """A session with its talks."""

    day: date
    title: str
    talks: tuple[Talk, ...]

    @property
    def docname(self) -> str:
        """The document that holds the session."""
        return f"sessions/{self.day.year}/{self.day}"


class Source:
    """A seeded source of words, people and sessions."""

    def __init__(self, sessions: int) -> None:
        self._random = random.Random(SEED)  # noqa: S311 (repeatable, not secret)
        seen = dict.fromkeys(_COMMON.split())
        while len(seen) < VOCABULARY:
            seen.setdefault(self._word())
        common = len(_COMMON.split())
        words = list(seen)
        # Frequent words are short, as in every language (Zipf's law of abbreviation).
        self._words = [*words[:common], *sorted(words[common:], key=len)]
        self._weights = list(
            itertools.accumulate(1 / (rank + 2.7) for rank in range(len(self._words)))
        )
        topics = [self._phrase(2).lower() for _ in range(TOPICS)]
        people = [self._name() for _ in range(max(3, sessions * 2 // 3))]
        places = [f"University of {self._word().title()}" for _ in range(40)]
        self.readings = [self._reading(number) for number in range(max(2, sessions // 2))]
        self.sessions = [
            self._session(number, topics, people, places) for number in range(sessions)
        ]

    def _word(self) -> str:
        pick = self._random.choice
        stem = "".join(
            pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS) for _ in range(self._random.randint(1, 3))
        )
        return stem + pick(_ENDINGS)

    def _sample(self, count: int) -> list[str]:
        return self._random.choices(self._words, cum_weights=self._weights, k=count)

    def _phrase(self, count: int) -> str:
        return " ".join(self._random.choices(self._words[40:4000], k=count)).capitalize()

    def _name(self) -> str:
        return f"{self._word().title()} {self._word().title()}"

    def _reading(self, number: int) -> Reading:
        author = " and ".join(self._name() for _ in range(self._random.randint(1, 4)))
        year = self._random.randint(1970, 2024)
        journal = f"Journal of {self._phrase(2).title()}"
        doi = f"10.1234/seminar.{number:05d}"
        return Reading(f"key{number:05d}", author, self._phrase(8), journal, year, doi)

    def _abstract(self) -> str:
        words = self._sample(round(self._random.gauss(WORDS_A_TALK, 60)))
        sentences = []
        while words:
            length = self._random.randint(9, 25)
            sentences.append(" ".join(words[:length]).capitalize() + ".")
            words = words[length:]
        middle = len(sentences) // 2
        return "\n".join([*sentences[:middle], "", *sentences[middle:]])

    def _session(
        self, number: int, topics: list[str], people: list[str], places: list[str]
    ) -> Session:
        year, week = divmod(number, SESSIONS_A_YEAR)
        first = date(FIRST_DAY.year + year, 1, 8)
        day = first + timedelta(days=week * DAYS_APART)
        chance = self._random
        talks = tuple(
            Talk(
                self._phrase(7),
                chance.choice(people),
                chance.choice(places),
                tuple(sorted(set(chance.choices(topics, k=chance.randint(1, 3))))),
                tuple(dict.fromkeys(chance.choices(self.readings, k=chance.randint(0, 2)))),
                self._abstract(),
            )
            for _ in range(1 if chance.random() < 0.7 else 2)  # noqa: PLR2004 (1.3 talks)
        )
        return Session(day, talks[0].title, talks)


CONF = """\
import sys
sys.path.insert(0, {extensions!r})
sys.path.insert(0, {here!r})
project = "Benchmark"
author = "The seminar"
copyright = "2025, the seminar"
extensions = {used!r}
include_patterns = ["index.md", "sessions/**", "browse/**"]
myst_enable_extensions = ["colon_fence"]
html_theme = "sphinx_book_theme"
html_copy_source = False
html_show_sourcelink = False
html_sidebars = {{"**": ["navbar-logo.html", "icon-links.html", "search-button-field.html"]}}
html_theme_options = {{"use_download_button": False, "use_fullscreen_button": False}}
"""
SEMINAR_CONF = """\
primary_domain = "seminar"
seminar_series = {
    "benchmark": {
        "title": "Benchmark",
        "zone": "Asia/Singapore",
        "time": "14:00-16:00",
        "venue": "Room 1",
    },
}
seminar_bibfiles = ["refs.bib"]
"""
REBUILD_ALONE = """\
from sphinx_seminar.domain import rebuild


def setup(app):
    rebuild.register(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""

PAGES_ALONE = """\
from sphinx_seminar.domain import registration as domain
from sphinx_seminar.rendering import registration as rendering


def setup(app):
    app.setup_extension("myst_parser")
    domain.register(app)
    rendering.register(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


def seminar_page(session: Session) -> str:
    """Return the source of *session* in the extension's words."""
    lines = [f"# {session.title}", "", f"::::{{session}} {session.day}", ""]
    for talk in session.talks:
        lines += [f":::{{talk}} {talk.title}", f":speaker: {talk.speaker} ({talk.affiliation})"]
        if talk.readings:
            uses = "; ".join(f"{reading.key} (ch. 2)" for reading in talk.readings)
            lines.append(f":readings: {uses}")
        lines += [f":topics: {'; '.join(talk.topics)}", "", talk.abstract, ":::", ""]
    return "\n".join([*lines, "::::", ""])


def plain_page(session: Session) -> str:
    """Return a page that shows what the extension shows of *session*, written by hand."""
    lines = [f"# {session.title}", "", f"{session.day:%A, %d %B %Y}, 14:00–16:00, Room 1", ""]
    for talk in session.talks:
        lines += [f"**{talk.title}**", "", f"{talk.speaker} ({talk.affiliation})", ""]
        lines += [f"Topics: {', '.join(talk.topics)}", "", talk.abstract, ""]
        if talk.readings:
            lines += ["Readings", ""]
            lines += [f"- {reading.text()} (ch. 2)" for reading in talk.readings]
            lines.append("")
    return "\n".join(lines)


def _link(session: Session) -> str:
    return f"[{session.day} {session.title}](../{session.docname}.md)"


def plain_lists(source: Source) -> dict[str, str]:
    """Return the lists of the archive, written by hand."""
    archive, speakers, topics, readings = {}, {}, {}, {}
    for session in source.sessions:
        archive.setdefault(session.day.year, []).append(_link(session))
        for talk in session.talks:
            speakers.setdefault(talk.speaker, []).append(_link(session))
            for topic in talk.topics:
                topics.setdefault(topic, []).append(_link(session))
            for reading in talk.readings:
                readings.setdefault(reading.key, []).append(_link(session))
    used = sorted(source.readings, key=lambda reading: (reading.author, reading.key))
    references = [
        f"- {reading.text()} Read in: {', '.join(readings[reading.key])}"
        for reading in used
        if reading.key in readings
    ]
    return {
        "archive": "\n".join(["# All sessions", "", *_groups(archive)]),
        "speakers": "\n".join(["# Speakers", "", *_groups(speakers)]),
        "topics": "\n".join(["# Topics", "", *_groups(topics)]),
        "readings": "\n".join(["# Bibliography", "", *references]),
    }


def _groups(groups: dict[str, list[str]] | dict[int, list[str]]) -> list[str]:
    lines = []
    for name, rows in sorted(groups.items()):
        lines += [f"**{name}**", "", *(f"- {row}" for row in rows), ""]
    return lines


def seminar_lists() -> dict[str, str]:
    """Return the pages whose listings the extension fills."""
    return {
        "archive": "# All sessions\n\n```{sessions}\n:group: year\n```\n",
        "speakers": "# Speakers\n\n```{speakers}\n```\n",
        "topics": "# Topics\n\n```{topics}\n```\n",
        "readings": "# Bibliography\n\n```{readings}\n```\n",
    }


def write_archive(folder: Path, sessions: int, form: str) -> None:
    """Write the sources of *sessions* sessions to *folder*, in one *form*.

    ``hooks`` is the plain form with the rebuild package and nothing else, ``pages`` the
    seminar form with nothing beside the pages.
    """
    source = Source(sessions)
    is_seminar = form in {"seminar", "pages"}
    used = {
        "seminar": ["sphinx_seminar"],
        "pages": ["pages_alone"],
        "plain": ["myst_parser"],
        "hooks": ["myst_parser", "rebuild_alone"],
    }[form]
    conf = CONF.format(extensions=str(EXTENSIONS), here=str(folder.resolve()), used=used)
    years = sorted({session.day.year for session in source.sessions})
    lists = seminar_lists() if is_seminar else plain_lists(source)
    files = {
        "conf.py": conf + (SEMINAR_CONF if is_seminar else ""),
        "index.md": _contents(
            "Benchmark",
            [*(f"sessions/{year}/index" for year in years), *(f"browse/{name}" for name in lists)],
        ),
    }
    files |= {f"browse/{name}.md": text for name, text in lists.items()}
    for year in years:
        files[f"sessions/{year}/index.md"] = _contents(f"Year {year}", [f"{year}-*"], glob=True)
    page = seminar_page if is_seminar else plain_page
    files |= {f"{session.docname}.md": page(session) for session in source.sessions}
    if is_seminar:
        files["refs.bib"] = "\n".join(reading.entry() for reading in source.readings)
    if form == "hooks":
        files["rebuild_alone.py"] = REBUILD_ALONE
    if form == "pages":
        files["pages_alone.py"] = PAGES_ALONE
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _contents(title: str, names: list[str], *, glob: bool = False) -> str:
    options = [":hidden:", *([":glob:"] if glob else [])]
    return "\n".join([f"# {title}", "", "```{toctree}", *options, "", *names, "```", ""])


def main() -> None:
    """Write one archive, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sessions", type=int, default=300)
    parser.add_argument("--form", choices=["seminar", "pages", "plain", "hooks"], default="seminar")
    arguments = parser.parse_args()
    write_archive(arguments.folder, arguments.sessions, arguments.form)


if __name__ == "__main__":
    main()
