"""The files of a new archive: what is asked for, put into the templates of ``starter``.

Values become literals of Python in conf.py and plain text in pages, whatever they hold.
"""

from __future__ import annotations

import html
import json
import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING

from sphinx_seminar.parsing.markdowntext import markdown_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_STARTER = files("sphinx_seminar.cli") / "starter"
#: Where each template goes; a name may hold the year or the day of the first session.
_PLACES = {
    ".gitignore": "gitignore",
    ".github/workflows/publish.yml": "github-publish.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    "Makefile": "Makefile",
    "README.md": "README.md",
    "access.example.toml": "access.example.toml",
    "browse/archive.md": "browse/archive.md",
    "browse/readings.md": "browse/readings.md",
    "browse/search.md": "browse/search.md",
    "browse/speakers.md": "browse/speakers.md",
    "browse/topics.md": "browse/topics.md",
    "conf.py": "conf.py.in",
    "index.md": "index.md",
    "refs.bib": "refs.bib",
    "requirements.txt": "requirements.txt",
    "sessions/{{ year }}/index.md": "sessions/year.md",
    "sessions/{{ year }}/{{ date }}.md": "sessions/example.md",
}
_NAME = re.compile(r"\{\{ (\w+) \}\}")
#: The reading of the example session.
EXAMPLE_KEY = "lindqvist2024averages"
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_SOURCE = "https://github.com/sphinx-seminar/sphinx-seminar"
_LONGEST_NAME = 40
_BOOK_OPTIONS = (
    '"use_download_button": False',
    '"use_fullscreen_button": False',
    '"navbar_persistent": []',
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a new archive is to be; ``rhythm``, ``time`` and ``venue`` may be ''.

    ``extras`` are the extras of the package that its settings may count on.
    """

    title: str
    zone: str
    rhythm: str
    time: str
    venue: str
    first: date
    extras: frozenset[str]


def archive_files(answers: Answers) -> dict[str, str]:
    """Return the text of each file of the archive, by its path."""
    plain, literal = _plain(answers), _literals(answers)
    found = {}
    for place, name in _PLACES.items():
        values = literal if name.endswith(".in") else plain
        text = _STARTER.joinpath(*name.split("/")).read_text("utf-8")
        found[_filled(place, plain)] = _filled(text, values)
    return found


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Return *text* with its placeholders replaced; others, as of GitHub, stay."""
    return _NAME.sub(lambda match: values.get(match[1], match[0]), text)


def _plain(answers: Answers) -> dict[str, str]:
    extras = ",".join(sorted({"theme", "pdf", "search"} & {"pdf", *answers.extras}))
    return {
        "title": markdown_text(answers.title),
        "when": markdown_text(_when(answers)),
        "year": f"{answers.first:%Y}",
        "date": answers.first.isoformat(),
        "source": _SOURCE,
        "requirement": f"sphinx-seminar[{extras}] @ git+{_SOURCE}",
    }


def _when(answers: Answers) -> str:
    """Return a sentence that says when and where the group meets."""
    shown = _WEEKDAY.sub(lambda match: match[0].capitalize(), answers.rhythm)
    rhythm = f" {shown}" if shown else ""
    time = f", {answers.time}" if answers.time else ""
    venue = f", {answers.venue}" if answers.venue else ""
    return f"We meet{rhythm}{time} ({answers.zone}){venue}."


def _literals(answers: Answers) -> dict[str, str]:
    has_book = "theme" in answers.extras
    navigation = ["seminar-nav.html"]
    sidebars = (
        ["navbar-logo.html", "icon-links.html", "search-button-field.html", *navigation]
        if has_book
        else ["about.html", "searchbox.html", *navigation]
    )
    optional = {"rhythm": answers.rhythm, "time": answers.time, "venue": answers.venue}
    lines = [f'        "{key}": {_literal(value)},\n' for key, value in optional.items() if value]
    is_indexed = "search" in answers.extras
    return {
        "title": _literal(answers.title),
        "series": _literal(_short(answers.title) or "seminar"),
        "zone": _literal(answers.zone),
        "optional": "".join(lines),
        "archive_id": _literal(_archive_id(answers.title)),
        "search": ""
        if is_indexed
        else '# The extra "search" finds more.\nseminar_search = "sphinx"\n',
        "theme": _literal("sphinx_book_theme" if has_book else "alabaster"),
        "sidebars": json.dumps(sidebars),
        "theme_options": _theme_options(answers.title) if has_book else "",
    }


def _theme_options(title: str) -> str:
    options = list(_BOOK_OPTIONS)
    if html.escape(title, quote=False) != title:
        # The theme takes the title beside the pages for HTML.
        options.append(f'"logo": {{"text": {_literal(html.escape(title, quote=False))}}}')
    lines = "".join(f"    {option},\n" for option in options)
    return f"html_theme_options = {{\n{lines}}}\n"


def _literal(text: str) -> str:
    """Return *text* as a literal: every string of JSON is one of Python."""
    return json.dumps(text, ensure_ascii=False)


def _archive_id(title: str) -> str:
    """Return a name that hosts could have, the same for the same title."""
    digest = blake2b(title.encode("utf-8"), digest_size=4).hexdigest()
    return _short(title) or f"seminar-{digest}"


def _short(title: str) -> str:
    """Return what ASCII keeps of *title* as small letters, digits and hyphens."""
    ascii_text = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")
    return name[:_LONGEST_NAME].strip("-")
