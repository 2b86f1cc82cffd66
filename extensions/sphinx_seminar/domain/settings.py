"""The settings in conf.py, each declared once: type, default, rebuild level and help."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.model.volume import AUTOMATIC

if TYPE_CHECKING:
    from sphinx.config import Config


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of conf.py; ``choices`` when only these values, or members, are allowed.

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
            return wrong_value(self.name, shown, tuple(kind.__name__ for kind in self.types))
        if isinstance(value, list | tuple) and not all(isinstance(item, str) for item in value):
            return wrong_value(self.name, repr(value), ("strings",))
        for item in value if isinstance(value, list | tuple) else [value]:
            if self.choices and item not in self.choices:
                return wrong_value(
                    self.name, str(item), self.choices, nearest(str(item), self.choices)
                )
            if self.pattern and item != "" and not re.fullmatch(self.pattern, str(item)):
                return wrong_value(self.name, str(item), (self.form,))
        return None


def wrong_value(name: str, value: str, allowed: tuple[str, ...], near: str = "") -> Finding:
    """Return that *value* is none of the setting *name*."""
    return Finding(FindingKind.OPTION_VALUE, value, allowed, near, name=name)


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
        "seminar_volumes",
        [AUTOMATIC],
        "",
        (list, tuple),
        "Parts of the archive that are PDFs of their own beside the complete one; auto: one a "
        "year where there are more than 200 sessions.",
    ),
    Setting(
        "seminar_pdf_scope",
        [],
        "",
        (list, tuple),
        "Make these PDFs alone; the command line sets it: seminar build pdf --scope.",
    ),
    Setting(
        "seminar_pdf_back_matter",
        ["speakers", "readings", "topics", "colophon"],
        "",
        (list, tuple),
        "What stands at the end of the PDF: indices, and the page that says how to cite it.",
        ("speakers", "readings", "topics", "colophon"),
    ),
    Setting(
        "seminar_pdf_leave_out",
        [],
        "",
        (list, tuple),
        "Pages that are not printed, without their suffix; * stands for any text.",
    ),
    Setting(
        "seminar_pdf_codes",
        default=True,
        rebuild="",
        types=(bool,),
        help="Print QR codes of slides, recordings and other materials; else whole addresses.",
    ),
    Setting(
        "seminar_pdf_fonts",
        [],
        "",
        (list, tuple),
        "Folders beside conf.py with fonts of the archive's own for PDF and posters.",
    ),
    Setting(
        "seminar_pdf_template",
        "",
        "",
        (str,),
        "A Typst file beside conf.py whose definitions override those of the PDF's template.",
    ),
)
