"""One file for each mistake that an author can make, and what the build says of it."""

from __future__ import annotations

from typing import NamedTuple

CONF = """
seminar_bibfiles = ["refs.bib", "lost.bib"]
seminar_series = {
    "main": {
        "title": "Main seminar",
        "zone": "Europe/Berlin",
        "time": "14:00-16:00",
        "terms": {"spring": ("2025-01-01", "2025-06-30")},
        "breaks": {"Easter": ("2025-04-14", "2025-04-21")},
    },
    "other": {"title": "Other", "zone": "UTC"},
}
"""

BIB = """\
@string{jam = "Journal of Mistakes"}

@book{good, author = {Doe, Ann}, title = {The Good Book}, year = {2001}}

@book{broken, author = {Doe, Ann}, title = {Never closed, year = 2002}

@book{good, title = {The Second Good Book}, year = {2003}}

@article{macro, author = {Roe, Bob}, title = {On Macros}, journal = jqm, year = 2004}

@book{parent, title = {Child of Nobody}, crossref = {nobody}, year = {2005}}

@book{dated, title = {When}, year = {2006}, month = {Smarch}}

@book{numbered, title = {Numbered}, year = {2007}, isbn = {978-0-306-40615-0}}
"""

PEOPLE = """\
[ada]
name = "Ada Lovelace"
homepgae = "https://example.org/ada"
"""


class Mistake(NamedTuple):
    """What is typed in which file, and the line, type and words of the message.

    ``kept`` is the author's text that must still be on the page.
    """

    name: str
    text: str
    line: int
    type: str
    said: tuple[str, ...]
    kept: tuple[str, ...] = ()
    suffix: str = ".md"
    page: str = ""

    @property
    def file(self) -> str:
        return self.page or f"{self.name}{self.suffix}"


def session(argument: str, *lines: str) -> str:
    return "\n".join(["# Page", "", f"::::{{session}} {argument}", *lines, "::::", ""])


def talk(*lines: str) -> str:
    body = ["", ":::{talk} The talk", *lines, "", "The abstract.", ":::"]
    return session("2025-01-17", *body)


def _ids(mistakes: tuple[Mistake, ...]) -> tuple[Mistake, ...]:
    """Give every session an id of its own, so that only one file repeats one."""
    return tuple(
        one._replace(
            text=one.text.replace("} 2025-01-17\n", f"}} 2025-01-17\n:id: {one.name}\n", 1)
        )
        if ":id:" not in one.text
        else one
        for one in mistakes
    )


_SESSIONS = (
    Mistake(
        "impossible-date",
        session("2025-02-30 14:00", ":notice: Bring a pen.", "", "Its text."),
        3,
        "date",
        ("'2025-02-30' is not a date", "YYYY-MM-DD", "did you mean '2025-02-28'?"),
        ("Its text.", "2025-02-30", "Bring a pen."),
    ),
    Mistake(
        "date-form",
        session("17.01.2025", "", ":::{talk} The talk", ":speaker: Ada", ":::"),
        3,
        "date",
        ("'17.01.2025'", "did you mean '2025-01-17'?"),
        ("The talk", "Ada", "17.01.2025"),
    ),
    Mistake(
        "no-date",
        session("", "", "Its text."),
        3,
        "date",
        ("'' is not a date", "YYYY-MM-DD"),
        ("Its text.",),
    ),
    Mistake(
        "impossible-date-rst",
        "Page\n====\n\n.. session:: 2025-13-01\n   :chair: Cid\n\n   Its text.\n",
        4,
        "date",
        ("'2025-13-01'", "YYYY-MM-DD"),
        ("Its text.", "2025-13-01", "Cid"),
        ".rst",
    ),
    Mistake(
        "bad-time",
        session("2025-01-18 2pm", "", "Its text."),
        3,
        "time",
        ("'2pm'", "HH:MM-HH:MM"),
        ("Its text.",),
    ),
    Mistake(
        "unknown-zone",
        session("2025-01-19 14:00 Europe/Berlni", "", "Its text."),
        3,
        "zone",
        ("'Europe/Berlni'", "Asia/Singapore", "did you mean 'Europe/Berlin'?"),
        ("Its text.",),
    ),
    Mistake(
        "end-before-start",
        session("2025-01-20 16:00-14:00", "", "Its text."),
        3,
        "time-order",
        ("'16:00-14:00'", "HH:MM-HH:MM+1", "did you mean '16:00-14:00+1'?"),
        ("Its text.", "16:00"),
    ),
    Mistake(
        "time-in-gap",
        session("2025-03-30 02:30", "", "Its text."),
        3,
        "time-gap",
        ("2025-03-30 02:30 does not exist in Europe/Berlin",),
        ("Its text.", "02:30"),
    ),
    Mistake(
        "time-twice",
        session("2025-10-26 02:30", "", "Its text."),
        3,
        "time-overlap",
        ("2025-10-26 02:30 happens twice", ":occurrence: first", ":occurrence: second"),
        ("Its text.", "02:30"),
    ),
    Mistake(
        "occurrence",
        session("2025-01-21", ":occurrence: third", "", "Its text."),
        4,
        "option-value",
        ("'third' is not a value of occurrence", "first, second"),
        ("Its text.",),
    ),
    Mistake(
        "unknown-option",
        session("2025-01-22", ":venue: Hall", ":staus: tba", "", "Its text."),
        5,
        "option-unknown",
        ("'staus' of seminar:session", "status, moved-to", "did you mean 'status'?"),
        ("Its text.", "Hall"),
    ),
    Mistake(
        "unknown-option-rst",
        "Page\n====\n\n.. session:: 2025-01-23\n   :venue: Hall\n   :staus: tba\n\n   Its text.\n",
        6,
        "option-unknown",
        ("'staus' of seminar:session", "did you mean 'status'?"),
        ("Its text.", "Hall"),
        ".rst",
    ),
    Mistake(
        "unknown-status",
        session("2025-01-24", ":status: canceled", "", "Its text."),
        4,
        "option-value",
        (
            "'canceled' is not a value of status",
            "cancelled, postponed",
            "did you mean 'cancelled'?",
        ),
        ("Its text.",),
    ),
    Mistake(
        "unknown-format",
        session("2025-01-25", ":format: onlin", "", "Its text."),
        4,
        "option-value",
        ("'onlin' is not a value of format", "in-person, online, hybrid", "did you mean 'online'?"),
        ("Its text.",),
    ),
    Mistake(
        "bad-series",
        session("2025-01-26", ":series: mian", "", "Its text."),
        4,
        "series",
        ("unknown series 'mian'", "main, other", "did you mean 'main'?"),
        ("Its text.",),
    ),
    Mistake(
        "bad-id",
        session("2025-01-27", ":id: not an id!", "", "Its text."),
        4,
        "id",
        ("'not an id!' is not an id", "letters, digits"),
        ("Its text.",),
    ),
    Mistake(
        "duplicate-id",
        session("2025-01-28", ":id: bad-doi", "", "Its text."),
        3,
        "id-duplicate",
        ("the id 'bad-doi' of a session is taken (bad-doi.md:3)", ":id: bad-doib"),
        ("Its text.",),
    ),
    Mistake(
        "moved-to-unknown",
        session("2025-01-29", ":status: moved", ":moved-to: next week", "", "Its text."),
        3,
        "moved",
        ("moved-to names no session: 'next week'", "YYYY-MM-DD"),
        ("Its text.", "next week"),
    ),
    Mistake(
        "join-link",
        session("2025-01-30", ":join: https://zoom.example/j/123?pwd=hidden", "", "Its text."),
        4,
        "join",
        ("the name of an access, never the access itself: '…'", "access.toml"),
        ("Its text.",),
    ),
    Mistake(
        "session-in-session",
        session(
            "2025-01-31", "", ":::{session} 2025-02-01", "Inner text.", ":::", "", "Outer text."
        ),
        5,
        "session-nested",
        ("a session inside another: '2025-02-01'",),
        ("Inner text.", "Outer text.", "2025-02-01"),
    ),
)

_TIMES = (
    Mistake(
        "in-a-break",
        session("2025-04-16", "", "Its text."),
        3,
        "break",
        ("2025-04-16 lies in the break 'Easter'", "2025-04-14 – 2025-04-21"),
        ("Its text.",),
    ),
    Mistake(
        "room-twice",
        session("2025-04-07 14:00-16:00", ":venue: Hall", ":id: first", "", "One.")
        + session("2025-04-07 15:30-17:00", ":venue: hall", ":id: second", "", "Two.")[7:],
        10,
        "room-taken",
        ("the room 'hall' is taken at that time by the session first",),
        ("One.", "Two."),
    ),
    Mistake(
        "speaker-twice",
        session("2025-04-08 14:00-16:00", ":id: here", "", ":::{talk} A\n:speaker: Cleo\n:::")
        + session(
            "2025-04-08 09:00-10:00 America/New_York",
            ":id: there",
            "",
            ":::{talk} B\n:speaker: cleo\n:::",
        )[7:],
        14,
        "speaker-taken",
        ("cleo speaks at that time in the session here",),
        ("A", "B"),
    ),
)

_TALKS = (
    Mistake(
        "talk-outside",
        "# Page\n\n:::{talk} A lonely talk\n:speaker: Ada\n:readings: good\n\nThe abstract.\n:::\n",
        3,
        "talk-outside",
        ("a talk outside a session: 'A lonely talk'",),
        ("A lonely talk", "Ada", "The abstract.", "good"),
    ),
    Mistake(
        "unknown-talk-option",
        talk(":speeker: Ada"),
        7,
        "option-unknown",
        ("'speeker' of seminar:talk", "did you mean 'speaker'?"),
        ("The talk", "The abstract."),
    ),
    Mistake(
        "bad-speakers",
        talk(":speaker: Ada (London"),
        7,
        "speakers",
        ("'Ada (London'", "Name (Affiliation)"),
        ("Ada (London", "The abstract."),
    ),
    Mistake(
        "bad-talk-id",
        talk(":id: a b"),
        6,
        "id",
        ("'a b' is not an id",),
        ("The talk", "The abstract."),
    ),
    Mistake(
        "bad-talk-time",
        talk(":start: noon"),
        7,
        "time",
        ("'noon' is not a time", "HH:MM"),
        ("The abstract.",),
    ),
    Mistake(
        "talk-ends-early",
        talk(":start: 15:00", ":end: 14:00"),
        8,
        "time-order",
        ("'14:00'", ":start: 15:00-14:00+1"),
        ("The abstract.", "15:00"),
    ),
    Mistake(
        "bad-doi",
        talk(":doi: doi.org"),
        7,
        "option-value",
        ("'doi.org' is not a value of doi", "10.1234/"),
        ("The abstract.",),
    ),
    Mistake(
        "unknown-key",
        talk(":readings: goood (ch. 1)"),
        7,
        "reading-unknown",
        ("unknown reading 'goood'", "did you mean 'good'?"),
        ("The abstract.",),
    ),
    Mistake(
        "bad-locator",
        talk(":readings: good chapter one"),
        7,
        "locator",
        ("'good chapter one'", "key (ch. 1-3)"),
        ("The abstract.", "The Good Book"),
    ),
    Mistake(
        "missing-slides",
        talk(":slides: slidse.pdf"),
        7,
        "file-missing",
        ("slides: no such file 'slidse.pdf'", "did you mean 'slides.pdf'?"),
        ("slidse.pdf", "The abstract."),
    ),
    Mistake(
        "slides-outside",
        talk(":slides: ../../secret.pdf"),
        7,
        "file-outside",
        ("slides: the file is outside the source folder: '../../secret.pdf'",),
        ("../../secret.pdf", "The abstract."),
    ),
    Mistake(
        "bad-scheme",
        talk(":recording: javascript:alert(1)"),
        7,
        "link-scheme",
        ("'javascript:alert(1)'", "https:, http:"),
        ("javascript:alert(1)", "The abstract."),
    ),
    Mistake(
        "bad-link",
        talk(":language: en", "", "See [the text](ftp://example.org/x)."),
        9,
        "link-scheme",
        ("'ftp://example.org/x'", "https:"),
        ("the text", "The abstract."),
    ),
)

_REFERENCES = (
    Mistake(
        "unknown-session-role",
        "# Page\n\nSee {session}`bad-doii`.\n",
        3,
        "session-unknown",
        ("unknown session 'bad-doii'", "did you mean 'bad-doi'?"),
        ("See *bad-doii*.",),
    ),
    Mistake(
        "unknown-talk-role",
        "# Page\n\nSee {talk}`bad-doi-2`.\n",
        3,
        "talk-unknown",
        ("unknown talk 'bad-doi-2'", "did you mean 'bad-doi-1'?"),
        ("See *bad-doi-2*.",),
    ),
    Mistake(
        "unknown-speaker-role",
        "# Page\n\nSee {speaker}`Adda (London`.\n",
        3,
        "speaker-unknown",
        ("'Adda (London'", "did you mean 'Ada (London'?"),
        ("See *Adda (London*.",),
    ),
    Mistake(
        "unknown-topic-role",
        "# Page\n\nSee {topic}`nothing`.\n",
        3,
        "topic-unknown",
        ("unknown topic 'nothing'",),
        ("See *nothing*.",),
    ),
    Mistake(
        "unknown-key-role",
        "# Page\n\nSee {cite}`godo (p. 1)`.\n",
        3,
        "reading-unknown",
        ("unknown reading 'godo'", "did you mean 'good'?"),
        ("See (godo, p. 1).",),
    ),
    Mistake(
        "bad-locator-role",
        "Page\n====\n\nSee :reading:`good page 1`.\n",
        4,
        "locator",
        ("'good page 1'", "key (ch. 1-3)", "did you mean 'good (page 1)'?"),
        ("Doe (2001, page 1)",),
        ".rst",
    ),
    Mistake(
        "prefix-without-braces",
        "# Page\n\nA word {cite}`see good`.\n",
        3,
        "locator",
        ("'see good'", "did you mean '{see} good'?"),
        ("A word (see good).",),
    ),
    Mistake(
        "prefix-without-key",
        "# Page\n\nA word {cite}`{see}`.\n",
        3,
        "locator",
        ("'{see}'", "{see} key (p. 7) {and more}"),
        ("A word ({see}).",),
    ),
    Mistake(
        "unknown-directive",
        "# Page\n\n:::{sesion} 2025-01-17\nIts text.\n:::\n",
        3,
        "refused",
        ("sesion is not allowed here",),
        ("Its text.",),
    ),
    Mistake(
        "bad-filter",
        "# Page\n\n```{sessions}\n:year: 2024\n:status: canceled\n```\n",
        5,
        "listing",
        ("'canceled' is not a value of status", "cancelled", "did you mean 'cancelled'?"),
    ),
    Mistake(
        "bad-sort",
        "# Page\n\n```{readings}\n:year: 2024\n:sort: alphabet\n```\n",
        5,
        "listing",
        ("'alphabet' is not a value of sort", "newest, oldest, name, uses"),
    ),
    Mistake(
        "bad-listing-option",
        "# Page\n\n```{speakers}\n:year: 2024\n:autor: Ada\n```\n",
        5,
        "option-unknown",
        ("'autor' of seminar:speakers", "series, term, year, speaker"),
    ),
    Mistake(
        "bad-term",
        "# Page\n\n```{sessions}\n:term: sprng\n```\n",
        3,
        "listing",
        ("'sprng' is not a value of term", "spring", "did you mean 'spring'?"),
    ),
)

_BIBLIOGRAPHY = (
    Mistake(
        "broken-entry",
        "",
        5,
        "bib-syntax",
        ("entry 'broken' cannot be parsed",),
        ("On Macros", "The Good Book"),
        page="refs.bib",
    ),
    Mistake(
        "duplicate-key",
        "",
        7,
        "bib-duplicate",
        ("'good' occurs twice (refs.bib:3)",),
        ("The Good Book",),
        page="refs.bib",
    ),
    Mistake(
        "undefined-macro",
        "",
        9,
        "bib-macro",
        ("entry 'macro': undefined macro 'jqm'",),
        ("On Macros",),
        page="refs.bib",
    ),
    Mistake(
        "unknown-parent",
        "",
        11,
        "bib-crossref",
        ("entry 'parent': 'nobody' cannot be inherited from",),
        ("Child of Nobody",),
        page="refs.bib",
    ),
    Mistake(
        "impossible-month",
        "",
        13,
        "bib-date",
        ("entry 'dated': 'Smarch'",),
        ("When",),
        page="refs.bib",
    ),
    Mistake(
        "bad-isbn",
        "",
        15,
        "bib-identifier",
        ("entry 'numbered': '978-0-306-40615-0'",),
        ("Numbered",),
        page="refs.bib",
    ),
    Mistake("missing-bib", "", 1, "bib-file", ("bibliography file 'lost.bib'",), page="conf.py"),
    Mistake(
        "bad-people",
        "",
        1,
        "option-unknown",
        ("'homepgae' of ada", "did you mean 'homepage'?"),
        page="people.toml",
    ),
)

MISTAKES = (*_ids((*_SESSIONS, *_TIMES, *_TALKS, *_REFERENCES)), *_BIBLIOGRAPHY)


def site_files() -> dict[str, str | bytes]:
    """Return the files of the whole broken site, without conf.py."""
    pages = {one.file: one.text for one in MISTAKES if not one.page}
    return {
        **pages,
        "refs.bib": BIB,
        "people.toml": PEOPLE,
        "slides.pdf": b"%PDF-1.4\n",
        "index.md": "# Index\n\n```{toctree}\n:glob:\n\n*\n```\n\n## Read\n\n```{readings}\n```\n",
    }
