"""The source of a new session: where it goes, and a template with what is known put in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_seminar.parsing.optionlines import add_option

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NAME = re.compile(r"\{\{ *(\w+) *\}\}")
_YEAR = re.compile(r"\d{4}")
_DIRECTIVE = r"(?:\{(?:seminar:)?%(name)s\}|\.\. (?:seminar:)?%(name)s::)"
#: Where sessions go in an archive that has none.
_FOLDER = "sessions"


@dataclass(frozen=True, slots=True)
class Draft:
    """A new session: ``when`` is the argument of its directive; titles and names may be ''."""

    day: str
    when: str
    title: str
    session_options: Mapping[str, str]
    talk_options: Mapping[str, str]

    def fill(self, template: str) -> str:
        """Return *template* with what is known: names in double braces, and options."""
        values = {
            "date": self.day,
            "year": self.day[:4],
            "when": self.when,
            "talk": self.title,
            "title": self.title or self.day,
        }
        text = _NAME.sub(lambda match: values.get(match[1], match[0]), template)
        for name, options in (("talk", self.talk_options), ("session", self.session_options)):
            text = _with_options(text, name, options)
        return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _with_options(text: str, name: str, options: Mapping[str, str]) -> str:
    """Return *text* with *options* in the first directive *name*, in their order."""
    pattern = re.compile(_DIRECTIVE % {"name": name})
    for option, value in reversed(list(options.items())):
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                text = add_option(text, number, option, value) or text
                break
    return text


def folder_for(year: str, sources: Iterable[str]) -> str:
    """Return the folder for a session of *year* beside the last of *sources*, paths in order.

    A folder that is called as a year gives way to the folder of *year*.
    """
    last = next(reversed(list(sources)), f"{_FOLDER}/{year}/x.md")
    *above, folder = last.split("/")[:-1] or [""]
    return "/".join(filter(None, [*above, year if _YEAR.fullmatch(folder) else folder]))


def year_page(text: str, old: str, new: str) -> str:
    """Return the page of the year *old* as that of the year *new*."""
    return re.sub(rf"(?<!\d){old}(?!\d)", new, text)
