from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.outputs.announcements.wrapping import COLUMNS, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from seminar_site import Site

    Announce = Callable[..., Result]

TEXT = """\
Reading group

Channel capacity

Bring a <laptop> & a pen.

When: Friday, March 14, 2025, 14:00–15:30
  Central European Standard Time, UTC+01:00
  New York: 09:00–10:30 (Eastern Daylight Time, UTC-04:00)
  Shanghai: 21:00–22:30 (China Standard Time, UTC+08:00)
  Clocks changed in New York since the last session: 14:00 in Berlin is
  now 09:00 in New York, it was 08:00.
Where: Room 101 (https://example.org/room-101), Online
How to join: members get the link from the organisers
Chair: Tomás Aragão

Text of the session.

Mira Lindqvist (Example University); 林小雨

How much can be said with $x \\in X$, see the notes
(https://example.org/notes).

- one item
- two

Readings:
- Shannon, Claude E. 1948. “A Mathematical Theory of Communication.”
  Bell System Technical Journal.
  https://doi.org/10.1002/j.1538-7305.1948.tb01338.x [sec. 12]

Page: https://seminar.example.org/next.html#session-2025-03-14-group

------------------------------------------------------------------------

Organisers: Mira Lindqvist
Contact: group@example.org
"""


def subject(announce: Announce, *arguments: str) -> str:
    lines = announce(*arguments, "--format", "eml").stdout.replace("\r\n ", " ").splitlines()
    return next(line for line in lines if line.startswith("Subject: ")).removeprefix("Subject: ")


def test_a_session_is_announced_with_all_that_is_known(announce: Announce) -> None:
    result = announce("next")
    assert (result.stdout, result.stderr, result.exit_code) == (TEXT, "", 0)


def test_the_next_session_is_the_one_that_takes_place(announce: Announce) -> None:
    assert announce().stdout == TEXT
    assert announce("2025-03-14-group").stdout == TEXT
    assert announce("2025-03-14").stdout == TEXT
    assert announce("next", "--today", "2025-03-14").stdout == TEXT
    later = announce("next", "--today", "2025-03-15").stdout
    assert "To be announced" in later
    none = announce("next", "--series", "colloquium")
    assert (none.exit_code, none.stdout) == (1, "")
    assert announce("next", "--today", "2026-01-01").exit_code == 1


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_equal_sources_give_equal_announcements(announce: Announce, form: str) -> None:
    assert announce("next", "--format", form).stdout == announce("next", "--format", form).stdout


def test_a_week_holds_all_sessions_of_seven_days(announce: Announce) -> None:
    text = announce("week").stdout
    assert text.startswith("Colloquium, Reading group, Mar 10 – 16, 2025\n")
    assert text.index("Cancelled: illness") < text.index("Channel capacity")
    assert "To be announced" not in text
    assert "Before" not in text
    one = announce("week", "--series", "group").stdout
    assert "Cancelled" not in one
    # the week ends before the seventh day after its first
    assert announce("week", "--today", "2025-03-07").stdout.count("When:") == 2
    assert announce("week", "--today", "2025-03-08").stdout.count("When:") == 2
    assert announce("week", "--today", "2025-03-15").exit_code == 1


def test_a_zone_that_is_asked_for_is_named_once(announce: Announce) -> None:
    text = announce("--zone", "Asia/Tokyo", "--zone", "Asia/Shanghai").stdout
    assert "  Tokyo: 22:00–23:30 (Japan Standard Time, UTC+09:00)\n" in text
    assert text.count("Shanghai:") == 1
    night = announce("--zone", "Pacific/Auckland").stdout
    assert "Auckland: Saturday, March 15, 2025, 02:00–03:30" in " ".join(night.split())


@pytest.mark.parametrize(
    ("status", "more", "prefix", "said"),
    [
        ("scheduled", "", "", ""),
        ("tentative", "", "TENTATIVE: ", "Tentative."),
        ("tba", "", "", "To be announced."),
        ("cancelled", ":reason: illness", "CANCELLED: ", "Cancelled: illness"),
        ("postponed", ":moved-to: 2025-03-21", "POSTPONED: ", "Postponed to 2025-03-21."),
        ("moved", ":moved-to: 2025-03-28-group", "MOVED: ", "Moved to March 28, 2025, 14:00–15:30"),
        ("no-meeting", ":reason: holiday", "NO MEETING: ", "No meeting: holiday"),
    ],
)
def test_what_became_of_a_session_is_said_first(
    site: Site, announce: Announce, status: str, more: str, prefix: str, said: str
) -> None:
    options = "\n".join(filter(None, (f":status: {status}", more)))
    site.write({"now.md": f"# Topic\n\n:::{{session}} 2025-03-20\n{options}\n:::\n"})
    assert subject(announce, "2025-03-20") == (
        f"{prefix}Reading group, March 20, 2025, 14:00: Topic"
    )
    assert said in announce("2025-03-20").stdout
    held = status in {"scheduled", "tentative", "tba"}
    assert ("next" in said) or (announce("--today", "2025-03-20").stdout.count("Topic") == held)


def test_what_is_not_known_is_left_out(site: Site, announce: Announce) -> None:
    site.write(
        {"bare.md": "# B\n\n::::{session} 2025-03\n:series: colloquium\n\n:::{talk}\n:::\n::::\n"}
    )
    text = announce("2025-03-colloquium").stdout
    assert text == (
        "Colloquium\n\nB\n\nWhen: March 2025\n\n"
        "Page: https://seminar.example.org/bare.html#session-2025-03-colloquium\n"
    )
    eml = announce("2025-03-colloquium", "--format", "eml").stdout
    assert "text/calendar" not in eml


def test_a_withdrawn_session_says_no_more_than_its_page(site: Site, announce: Announce) -> None:
    site.write({"next.md": site.source.joinpath("next.md").read_text("utf-8").replace(
        ":format: hybrid", ":withdrawn: retracted")})  # fmt: skip
    text = announce("2025-03-14-group").stdout
    assert "Withdrawn: retracted" in text
    assert not any(word in text for word in ("Example University", "Shannon", "capacity", "laptop"))
    assert subject(announce, "2025-03-14-group").startswith("WITHDRAWN: ")
    assert "2025-03-14" not in announce("week").stdout


def test_talks_have_their_times_and_their_abstracts(site: Site, announce: Announce) -> None:
    talks = "".join(
        f":::{{talk}} {name}\n:speaker: {name} Doe\n:start: {start}\n\nAbout {name}.\n:::\n\n"
        for name, start in (("Ada", "14:00-14:45"), ("Bo", "14:45"))
    )
    site.write({"two.md": f"# Two talks\n\n::::{{session}} 2025-03-20\n\n{talks}::::\n"})
    text = announce("2025-03-20").stdout
    assert "14:00–14:45\nAda\nAda Doe\n\nAbout Ada.\n\n14:45\nBo\nBo Doe\n\nAbout Bo.\n" in text


# -- lengths, languages, other forms -------------------------------------------------------------


def test_lines_have_72_columns_at_most(site: Site, announce: Announce) -> None:
    words = "word " * 100 + "信息论是运用概率论与数理统计的方法研究信息的学科。" * 5
    site.write({"long.md": f"# L\n\n:::{{session}} 2025-03-20\n\n{words}\n:::\n"})
    lines = announce("2025-03-20").stdout.splitlines()
    assert max(map(width, lines)) <= COLUMNS
    assert max(map(width, lines)) > COLUMNS - 3


def test_the_announcement_is_in_the_language_of_the_archive(site: Site, announce: Announce) -> None:
    site.configure('language = "zh_CN"\n')
    text = announce("next").stdout
    assert "2025年3月14日星期五, 14:00–15:30" in text
    assert "纽约: 09:00–10:30 (" in text
    assert "线上" in text
    site.configure('language = "de"\n')
    assert "Freitag, 14. März 2025" in announce("next").stdout


class _Page(HTMLParser):
    """The elements of a page, and where it leads or loads from."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.loaded: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            assert "url(" not in (value or "")
            if name in {"src", "srcset", "background", "poster", "data"}:
                self.loaded.append(value or "")
            if name == "href":
                self.links.append(value or "")


def test_the_html_needs_nothing_else_and_runs_nothing(announce: Announce) -> None:
    html = announce("week", "--format", "html").stdout
    page = _Page()
    page.feed(html)
    assert not page.loaded
    assert not page.tags & {"script", "style", "link", "img", "iframe", "form", "base", "object"}
    assert set(page.links) == {
        "https://example.org/room-101",
        "https://example.org/notes",
        "https://doi.org/10.1002/j.1538-7305.1948.tb01338.x",
        "https://seminar.example.org/next.html#session-2025-03-14-group",
        "https://seminar.example.org/cancelled.html#session-2025-03-12-colloquium",
        "mailto:group@example.org",
    }
    assert "Bring a &lt;laptop&gt; &amp; a pen." in html
    assert "&lt;b&gt;bold&lt;/b&gt; claims" in html
    assert "<em>capacity</em>" in html
    assert html.startswith("<!DOCTYPE html>\n")


def test_the_markdown_is_headings_lists_and_links(announce: Announce) -> None:
    text = announce("next", "--format", "markdown").stdout
    for line in (
        "# Channel *capacity*",
        "**Bring a \\<laptop\\> & a pen.**",
        "- When: Friday, March 14, 2025, 14:00–15:30 (Central European Standard Time, UTC+01:00)",
        "- Where: [Room 101](https://example.org/room-101), Online",
        "**Mira Lindqvist (Example University); 林小雨**",
        "How much can be said with $x \\in X$, see [the notes](https://example.org/notes).",
        "- one *item*",
        "Contact: [group@example.org](mailto:group@example.org)",
    ):
        assert f"\n{line}\n" in f"\n{text}"


# -- what changed --------------------------------------------------------------------------------


def test_nothing_is_noted_unless_it_is_asked(site: Site, announce: Announce) -> None:
    announce("next", "-o", str(site.folder / "a.txt"))
    assert not (site.source / "announced.json").exists()


def test_what_changed_since_it_was_announced_is_said(site: Site, announce: Announce) -> None:
    announce("2025-03-14-group", "--today", "2025-03-03", "--record")
    assert announce("next").stdout == TEXT
    page = site.source / "next.md"
    text = page.read_text("utf-8")
    for old, new in (
        ("2025-03-14\n", "2025-03-13 15:00-16:30\n:id: 2025-03-14-group\n:venue: Great Hall\n"),
        ("Mira Lindqvist (Example University)", "Mira Lindqvist (Elsewhere)"),
        ("; 林小雨", ""), ("How much", "How little"), (" (sec. 12)", ""),
        (":notice: Bring a <laptop> & a pen.\n", ""),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    page.write_text(text, encoding="utf-8")
    said = announce("next").stdout
    assert (
        "Changed since the announcement of March 3, 2025:\n"
        "- Date: March 14, 2025 → March 13, 2025\n"
        "- Time: 14:00–15:30 → 15:00–16:30\n"
        "- Place: Room 101, Online → Great Hall, Online\n"
        "- Speakers: Mira Lindqvist, 林小雨 → Mira Lindqvist\n"
        "- Notice: removed\n"
        "- Abstract: changed\n"
        "- Readings: changed\n\n"
    ) in said
    assert subject(announce, "next").startswith("CHANGED: Reading group, March 13, 2025, 15:00")
    announce("next", "--record", "--today", "2025-03-12")
    assert "Changed since" not in announce("next").stdout
    page.write_text(text.replace("hybrid", "hybrid\n:status: cancelled"), encoding="utf-8")
    assert "Changed since the announcement of March 12, 2025:\n- Status: Scheduled → Cancelled" in (
        announce("2025-03-14-group").stdout
    )
    assert subject(announce, "2025-03-14-group").startswith("CANCELLED: ")


def test_another_language_of_the_archive_is_no_change(site: Site, announce: Announce) -> None:
    announce("next", "--record")
    announce("2025-03-28-group", "--record")
    site.configure('language = "zh_CN"\n')
    for session in ("next", "2025-03-28-group"):
        assert " → " not in announce(session).stdout


def test_a_title_that_was_not_known_is_new(site: Site, announce: Announce) -> None:
    empty = "# Two\n\n::::{session} 2025-03-20\n:format: online\n\n:::{talk}\n:::\n::::\n"
    two = empty.replace("# Two", "# Two\n\n:::{session} 2025-03-21\n:::")
    site.write({"two.md": two})
    announce("2025-03-20", "--record")
    site.write({"two.md": two.replace("{talk}", "{talk} Entropy\n:speaker: Ada Doe")})
    text = announce("2025-03-20").stdout
    assert "- Title: Entropy (new)\n- Speakers: Ada Doe (new)\n" in text
    site.write({"two.md": two.replace(":format: online", ":format: in-person")})
    assert "- Place: Online → Room 101\n" in announce("2025-03-20").stdout


def test_the_note_is_one_line_a_session_and_keeps_the_others(
    site: Site, announce: Announce
) -> None:
    announce("week", "--record")
    announce("2025-03-28-group", "--record")
    lines = (site.source / "announced.json").read_text("utf-8").splitlines()
    ids = ["2025-03-12-colloquium", "2025-03-14-group", "2025-03-28-group"]
    assert [line.split('"')[1] for line in lines[1:-1]] == ids
    noted = json.loads("\n".join(lines))["sessions"]["2025-03-14-group"]
    assert noted["day"] == "2025-03-10"
    assert noted["facts"]["time"] == "14:00–15:30"
    # texts are no facts that others read here
    assert "How much" not in json.dumps(noted, ensure_ascii=False)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 9, "sessions": {}}', '{"format": 1}'])
def test_a_note_that_cannot_be_read_is_never_replaced(
    site: Site, announce: Announce, text: str
) -> None:
    site.write({"announced.json": text})
    result = announce("next", "--record")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "announced.json cannot be read" in result.stderr
    assert (site.source / "announced.json").read_text("utf-8") == text


def test_hostile_words_in_the_note_are_shown_as_text(site: Site, announce: Announce) -> None:
    announce("next", "--record")
    path = site.source / "announced.json"
    note = json.loads(path.read_text("utf-8"))
    note["sessions"]["2025-03-14-group"]["facts"] |= {"place": "<b>x\r\ny</b>", "date": "never"}
    path.write_text(json.dumps(note), encoding="utf-8")
    html = announce("next", "--format", "html").stdout
    assert "Place: &lt;b&gt;x y&lt;/b&gt;, Online → Room 101, Online" in html
    assert "Date: never → March 14, 2025" in html


# -- wrong calls ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2025-03-14-grup",), "no session 2025-03-14-grup; did you mean 2025-03-14-group?"),
        (("next", "--series", "grup"), "no series grup; did you mean group?"),
        (("--zone", "Europe/Berln"), "no time zone Europe/Berln; did you mean Europe/Berlin?"),
        (("2025-03-14-group", "--series", "group"), "--series goes with next and week"),
        (("--format", "poster"), "a poster needs --output"),
        (("--format", "poster", "-o", "x.doc"), "neither .pdf nor .png nor a folder"),
        (("week", "--format", "poster", "-o", "x.pdf"), "not a week"),
        (("-o", "/nowhere/at/all.txt"), "cannot be written"),
    ],
)
def test_a_wrong_call_is_told_and_writes_nothing(
    announce: Announce, arguments: tuple[str, ...], said: str
) -> None:
    result = announce(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_day_with_several_sessions_names_them(site: Site, announce: Announce) -> None:
    site.write({"same.md": "# S\n\n:::{session} 2025-03-14\n:series: colloquium\n:::\n"})
    assert "may be 2025-03-14-group or 2025-03-14-colloquium" in announce("2025-03-14").stderr
