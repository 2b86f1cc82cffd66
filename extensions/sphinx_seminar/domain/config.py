"""The settings in conf.py: each declared once, with type, default, rebuild level and help.

Everything wrong in them is said in one error, before anything is read.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sphinx.errors import ConfigError

from sphinx_seminar.domain.messages import describe
from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.parsing.engines import KEY_VARIABLE, parse_engine
from sphinx_seminar.parsing.federation.addresses import parse_addresses
from sphinx_seminar.parsing.settings import parse_series
from sphinx_seminar.parsing.spans import parse_date
from sphinx_seminar.parsing.today import day_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_seminar.model.series import Series


class SettingsError(ConfigError):
    """Everything wrong in the settings, as one error and as findings."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        lines = "\n".join(f"  - {describe(finding)}" for finding in findings)
        super().__init__(f"conf.py:\n{lines}")
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of conf.py; ``choices`` when only these values are allowed.

    A text that is given matches ``pattern``, which ``form`` puts into words.
    """

    name: str
    default: object
    rebuild: Literal["", "env", "html"]
    types: tuple[type, ...]
    help: str
    choices: tuple[str, ...] = ()
    pattern: str = ""
    form: str = ""

    def problem(self, value: object) -> Finding | None:
        """Return what is wrong with *value*; lists hold strings only."""
        if not isinstance(value, self.types):
            shown = value if isinstance(value, str) else repr(value)
            return _wrong(self.name, shown, tuple(kind.__name__ for kind in self.types))
        if isinstance(value, list | tuple) and not all(isinstance(item, str) for item in value):
            return _wrong(self.name, repr(value), ("strings",))
        if self.choices and value not in self.choices:
            return _wrong(self.name, str(value), self.choices, nearest(str(value), self.choices))
        if self.pattern and value != "" and not re.fullmatch(self.pattern, str(value)):
            return _wrong(self.name, str(value), (self.form,))
        return None


def _default_series(config: Config) -> dict[str, dict[str, str]]:
    return {"seminar": {"title": config.project, "zone": "UTC"}}


_DAYS = r"[0-9]{1,5}"
_DAYS_FORM = "a number of days"

SETTINGS = (
    Setting(
        "seminar_series",
        _default_series,
        "env",
        (dict,),
        "The series of the archive by name: title, zone, time, venue, rhythm, terms, …",
    ),
    Setting(
        "seminar_bibfiles",
        ["refs.bib"],
        "",
        (list, tuple),
        "Bibliography files, relative to the source folder.",
    ),
    Setting(
        "seminar_people",
        "people.toml",
        "",
        (str,),
        "Ids, aliases, sort names, ORCIDs and homepages of people; the file may be absent.",
    ),
    Setting(
        "seminar_today",
        "",
        "",
        (str,),
        "The day on which the archive is built, as YYYY-MM-DD; empty: SOURCE_DATE_EPOCH or now.",
    ),
    Setting(
        "seminar_remind_ahead",
        14,
        "",
        (int,),
        "From how many days before a session `seminar todo` asks for its titles and abstracts.",
        pattern=_DAYS,
        form=_DAYS_FORM,
    ),
    Setting(
        "seminar_remind_behind",
        90,
        "",
        (int,),
        "Until how many days after a session `seminar todo` asks for its materials and readings.",
        pattern=_DAYS,
        form=_DAYS_FORM,
    ),
    Setting(
        "seminar_trust",
        "safe",
        "env",
        (str,),
        "What pages may contain: safe, or full for raw HTML, includes and every directive.",
        ("safe", "full"),
    ),
    Setting(
        "seminar_audience",
        "public",
        "env",
        (str,),
        "For whom the site is built: public, or members, who are shown the meeting access.",
        ("public", "members"),
    ),
    Setting(
        "seminar_not_secret",
        [],
        "env",
        (list, tuple),
        "Texts that look like meeting access and may be published, exactly as they are written.",
    ),
    Setting(
        "seminar_allowed_directives",
        [],
        "env",
        (list, tuple),
        "Directives and roles allowed beside the safe ones.",
    ),
    Setting(
        "seminar_remote_images",
        [],
        "env",
        (list, tuple),
        "Hosts whose images may be shown in pages; others become links.",
    ),
    Setting(
        "seminar_math_macros",
        {},
        "env",
        (dict,),
        "LaTeX macros for formulas, such as {'RR': r'\\mathbb{R}'}, in every output.",
    ),
    Setting(
        "seminar_exports",
        default=True,
        rebuild="html",
        types=(bool,),
        help="Publish reading lists as BibTeX, RIS, CSL-JSON and text beside the HTML pages.",
    ),
    Setting(
        "seminar_archive_id",
        default="",
        rebuild="",
        types=(str,),
        help=(
            "The host name that makes the ids of calendar events and feed entries unique, for "
            "ever; empty: the host of html_baseurl, else a form of the project's name."
        ),
        pattern=r"(?=.{1,120}\Z)[a-z0-9]+(?:[.-]+[a-z0-9]+)*",
        form="a host name in small letters, such as seminar.example.org",
    ),
    Setting(
        "seminar_citation_style",
        default="author-year",
        rebuild="html",
        types=(str,),
        help=(
            "How readings are cited: author-year, numeric, or through pandoc a CSL style by its "
            "id or alias, or a .csl file."
        ),
    ),
    Setting(
        "seminar_highwire_readings",
        default=False,
        rebuild="html",
        types=(bool,),
        help="Describe readings with pages of their own to search engines, as if published here.",
    ),
    Setting(
        "seminar_search",
        "pagefind",
        "",
        (str,),
        "What serves a page with {search}: pagefind with Sphinx's search beside it, one of them.",
        ("pagefind", "pagefind-only", "sphinx"),
    ),
    Setting(
        "seminar_publish_sqlite",
        default=False,
        rebuild="",
        types=(bool,),
        help="Publish archive.sqlite, all records with a full-text index, beside the HTML pages.",
    ),
    Setting(
        "seminar_federation",
        {},
        "",
        (dict,),
        "Other archives by name, each with its address; seminar sync fetches what they publish.",
    ),
    Setting(
        "seminar_search_engine",
        {},
        "",
        (dict,),
        "A search engine that the search page asks: kind, url, index, a key that only searches.",
    ),
    Setting(
        "seminar_pdf_template",
        "",
        "",
        (str,),
        "A Typst file beside conf.py whose definitions override those of the PDF's template.",
    ),
)


def check_settings(_app: Sphinx, config: Config) -> None:
    """Raise one error that lists everything wrong in the settings.

    :raises sphinx.errors.ConfigError: when there is anything.
    """
    found = (setting.problem(getattr(config, setting.name)) for setting in SETTINGS)
    problems = [finding for finding in found if finding is not None]
    if isinstance(config.seminar_series, dict):
        problems.extend(parse_series(config.seminar_series)[1])
    if isinstance(config.seminar_federation, dict):
        problems.extend(parse_addresses(config.seminar_federation)[1])
    if isinstance(config.seminar_search_engine, dict):
        private_key = os.environ.get(KEY_VARIABLE, "")
        problems.extend(parse_engine(config.seminar_search_engine, private_key)[1])
    if isinstance(config.seminar_today, str) and config.seminar_today:
        day, _findings = parse_date(config.seminar_today)
        if day is None or not day.is_day:
            problems.append(_wrong("seminar_today", config.seminar_today, ("YYYY-MM-DD",)))
    known = [setting.name for setting in SETTINGS]
    # Sphinx ignores a name that nobody declared: a typing error would change nothing, in silence.
    problems.extend(
        Finding(FindingKind.OPTION_UNKNOWN, name, tuple(known), nearest(name, known), "conf.py")
        for name in config._raw_config  # noqa: SLF001 (no public way to see undeclared names)
        if name.startswith("seminar_") and name not in known
    )
    if problems:
        raise SettingsError(problems)


def _wrong(name: str, value: str, allowed: tuple[str, ...], near: str = "") -> Finding:
    return Finding(FindingKind.OPTION_VALUE, value, allowed, near, name=name)


def build_day(config: Config, series: tuple[Series, ...]) -> date:
    """Return the day of the build: ``seminar_today``, else SOURCE_DATE_EPOCH, else now.

    An instant becomes a day in the first series' zone.
    """
    if config.seminar_today:
        day, _findings = parse_date(config.seminar_today)
        if day is not None:
            return day.first()
    return day_in(series[0].zone if series else "UTC", os.environ)


def register(app: Sphinx) -> None:
    """Declare the settings."""
    for setting in SETTINGS:
        default: Callable[[Config], Any] | object = setting.default
        app.add_config_value(
            setting.name, default, setting.rebuild, setting.types, description=setting.help
        )
    app.connect("config-inited", check_settings)
