from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.importers.entries import ProblemKind, SkipReason
from sphinx_seminar.importers.sources import SourceError, SourceProblem

from .structured import found_in, notes, page_of, speakers, when

if TYPE_CHECKING:
    from pathlib import Path

RECORD = """\
- date: 2024-03-01
  time: 14:00-15:00
  speakers:
    - name: Ann Lee
      affiliation: Example University
      url: https://example.org/ann
    - Bo Roy (NUS)
  title: "On [rain](https://example.org/abstract) and $x^2$"
  abstract: |
    First paragraph.

    Second *one*.
  room: "101"
  email: ann@example.org
  zoom: https://zoom.us/j/5550001111?pwd=invented
  passcode: 0929
  paper: {title: Rain, authors: A. Lee, url: "https://arxiv.org/abs/2001.08230"}
  slides: rain.pdf
  tags: [weather, "water"]
  mood: bright
"""


def test_a_record_says_what_its_keys_mean(tmp_path: Path) -> None:
    found = found_in(tmp_path / "_data/talks.yml", RECORD)
    (session,) = found.sessions
    assert when(session) == "2024-03-01 14:00-15:00"
    assert session.venue == "101"
    (talk,) = session.talks
    assert talk.title.words == "On rain and $x^2$"
    assert speakers(talk) == [("Ann Lee", "Example University"), ("Bo Roy", "NUS")]
    assert talk.speakers[0].url == "https://example.org/ann"
    assert talk.abstract == "First paragraph.\n\nSecond *one*."
    assert talk.topics == ("weather", "water")
    (reading,) = talk.readings
    assert (reading.title, reading.authors) == ("Rain", "A. Lee")
    assert reading.url == "https://arxiv.org/abs/2001.08230"
    assert reading.identifiers.arxiv == "2001.08230"
    assert {link.url for link in talk.links} >= {"rain.pdf", "https://example.org/abstract"}


def test_secrets_and_private_data_are_taken_out(tmp_path: Path) -> None:
    found = found_in(tmp_path / "talks.yml", RECORD)
    access = found.sessions[0].access
    assert (access.url, access.passcode) == ("https://zoom.us/j/5550001111?pwd=invented", "0929")
    assert found.dropped == (("email", 1),)
    shown = repr(found)
    assert not any(secret in shown for secret in ("5550001111", "0929", "ann@example.org"))


def test_a_key_that_nobody_knows_is_asked_about_and_kept(tmp_path: Path) -> None:
    found = found_in(tmp_path / "talks.yml", RECORD)
    (problem,) = found.problems
    assert (problem.kind, problem.value, problem.line) == (
        ProblemKind.UNKNOWN_COLUMN, "mood", 20,
    )  # fmt: skip
    assert problem.examples == ("bright",)
    assert "mood: bright" in notes(found.sessions[0])


@pytest.mark.parametrize("form", ["yml", "toml", "json"])
def test_the_same_list_is_the_same_in_every_form(tmp_path: Path, form: str) -> None:
    talks = [
        {"date": "2024-03-01", "start": "14:00", "speaker": "Ann Lee", "title": "On rain"},
        {"date": "2024-03-08", "start": "09:30", "speaker": "Bo Roy", "title": "On snow"},
    ]
    if form == "toml":
        rows = ("\n".join(f'{key} = "{value}"' for key, value in one.items()) for one in talks)
        content = "".join(f"[[talks]]\n{row}\n" for row in rows)
    else:
        # YAML 1.2 holds JSON.
        content = json.dumps({"talks": talks}, indent=2)
    found = found_in(tmp_path / f"talks.{form}", content)
    assert [when(one) for one in found.sessions] == ["2024-03-01 14:00", "2024-03-08 09:30"]
    assert [speakers(one.talks[0]) for one in found.sessions] == [["Ann Lee"], ["Bo Roy"]]


def test_the_key_above_a_list_says_the_year(tmp_path: Path) -> None:
    content = (
        "- term: Fall 2023\n  talks:\n    - {date: Oct 4, speaker: A. Lee, title: On rain}\n"
        "- term: Spring 2024\n  talks:\n    - {date: Feb 7, speaker: C. Ito, title: On fog}\n"
    )
    found = found_in(tmp_path / "terms.yml", content)
    assert [when(one) for one in found.sessions] == ["2023-10-04", "2024-02-07"]
    found = found_in(
        tmp_path / "years.yml", "2022:\n  - {date: 4 Oct, title: T, speaker: A. Lee}\n"
    )
    assert [when(one) for one in found.sessions] == ["2022-10-04"]


def test_days_may_be_the_keys(tmp_path: Path) -> None:
    content = "2024-03-01: {speaker: A. Lee, title: T}\n2024-03-08: {speaker: B. Roy, title: U}\n"
    found = found_in(tmp_path / "talks.yml", content)
    assert [when(one) for one in found.sessions] == ["2024-03-01", "2024-03-08"]


def test_lists_without_keys_are_tables(tmp_path: Path) -> None:
    content = (
        '- [Ann Lee, "10/13/2023 4-5pm", On rain, "https://example.org/rain.pdf"]\n'
        '- [Bo Roy, "10/20/2023 4-5pm", On snow, "https://example.org/snow.pdf"]\n'
    )
    found = found_in(tmp_path / "talks.yml", content)
    assert [when(one) for one in found.sessions] == [
        "2023-10-13 16:00-17:00", "2023-10-20 16:00-17:00",
    ]  # fmt: skip
    assert [speakers(one.talks[0]) for one in found.sessions] == [["Ann Lee"], ["Bo Roy"]]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2022-12-16 15:15:00 +01:00", "2022-12-16 15:15"),
        ("2022-12-16T15:15:00Z", "2022-12-16 15:15 UTC"),
        ("2022-12-6", "2022-12-06"),
        ("2026-10-14 14:30", "2026-10-14 14:30"),
        ("'2022-12-16T03:30:00+01:00'", "2022-12-16 03:30"),
    ],
)
def test_a_moment_is_a_day_and_a_time(tmp_path: Path, written: str, shown: str) -> None:
    content = f"- {{date: {written}, title: On rain, speaker: Ann Lee}}\n"
    (session,) = found_in(tmp_path / "talks.yml", content).sessions
    assert when(session) == shown


def test_a_meeting_may_list_its_talks(tmp_path: Path) -> None:
    content = (
        "- date: 2024-03-01\n  room: '101'\n  talks:\n"
        "    - {start: '14:00', speaker: Ann Lee, title: On rain}\n"
        "    - {start: '15:00', speaker: Bo Roy, title: On snow}\n"
    )
    (session,) = found_in(tmp_path / "talks.yml", content).sessions
    assert [(f"{one.start:%H:%M}", one.title.words) for one in session.talks if one.start] == [
        ("14:00", "On rain"), ("15:00", "On snow"),
    ]  # fmt: skip


def test_drafts_are_skipped_and_told(tmp_path: Path) -> None:
    content = "- {date: 2024-03-01, title: T}\n- {date: 2024-03-08, title: U, published: false}\n"
    page = page_of(tmp_path / "talks.yml", content)
    assert len(page.entries) == 1
    assert [(one.line, one.reason) for one in page.skipped] == [(2, SkipReason.DRAFT)]


def test_an_empty_value_is_yet_to_be_announced(tmp_path: Path) -> None:
    content = "- {date: 2024-03-01, title: , speaker: TBA}\n- {date: 2024-03-08, title: T}\n"
    first, _second = found_in(tmp_path / "talks.yml", content).sessions
    assert first.status.value == "tba"
    assert set(first.talks[0].missing) == {"title", "speaker"}


@pytest.mark.parametrize(
    "content",
    [
        "title: A site\nplugins: [a, b]\n",
        "- {name: Ann Lee, role: student}\n- {name: Bo Roy, role: student}\n",
        "just a text",
        "- a\n- b\n",
    ],
)
def test_a_file_without_meetings_is_no_format(tmp_path: Path, content: str) -> None:
    with pytest.raises(SourceError) as error:
        page_of(tmp_path / "data.yml", content)
    assert error.value.problem is SourceProblem.NO_FORMAT


# -- one talk a file ---------------------------------------------------------------------------


FRONT_MATTER = """\
---
title: "On rain"
date: 2024-02-20
event_date: 2024-03-01
speaker: [Ann Lee, Bo Roy]
room: "101"
---
{% include header.html %}
The abstract, in *Markdown*.

Its end.
"""


def test_a_page_of_a_talk_is_the_talk(tmp_path: Path) -> None:
    page = page_of(tmp_path / "_talks/rain.md", FRONT_MATTER)
    assert (page.format, page.one_talk) == ("front-matter", True)
    (session,) = found_in(tmp_path / "_talks/rain.md", FRONT_MATTER).sessions
    assert when(session) == "2024-03-01"
    assert speakers(session.talks[0]) == ["Ann Lee", "Bo Roy"]
    assert session.talks[0].abstract == "The abstract, in *Markdown*.\n\nIts end."


def test_toml_above_a_page_is_read_as_well(tmp_path: Path) -> None:
    content = (
        '+++\ntitle = "On rain"\ndate = 2024-03-01T14:00:00\nspeaker = "Ann Lee"\n'
        "publishDate = 2024-01-01\n+++\nText.\n"
    )
    (session,) = found_in(tmp_path / "rain.md", content).sessions
    assert when(session) == "2024-03-01 14:00"
    assert session.talks[0].abstract == "Text."


def test_the_day_may_stand_in_the_name_of_the_file(tmp_path: Path) -> None:
    content = "---\ntitle: On rain\nspeaker: Ann Lee\n---\n"
    (session,) = found_in(tmp_path / "2024-03-01-rain.md", content).sessions
    assert when(session) == "2024-03-01"


def test_a_second_abstract_is_a_note(tmp_path: Path) -> None:
    content = "---\ntitle: T\ndate: 2024-03-01\nspeaker: A. Lee\nabstract: One.\n---\nTwo.\n"
    (session,) = found_in(tmp_path / "t.md", content).sessions
    assert session.talks[0].abstract == "One."
    assert notes(session) == ["Two."]


@pytest.mark.parametrize(
    "matter",
    [
        "title: A post\ndate: 2024-03-01\nauthor: Ann Lee\ntags: [a]",
        "title: A paper\ndate: 2024-03-01\nauthors: [A. Lee]\nabstract: x\npublication: J. of Rain",
        "layout: page\ntitle: Home",
    ],
)
def test_posts_papers_and_pages_are_no_talks(tmp_path: Path, matter: str) -> None:
    page = page_of(tmp_path / "post.md", f"---\n{matter}\n---\nText.\n")
    assert page.format == "markdown"


def test_a_list_above_a_page_holds_meetings(tmp_path: Path) -> None:
    content = (
        "---\ntitle: Spring 2024\ntalks:\n  - {date: 3/1, speaker: A. Lee, title: On rain}\n"
        "  - {date: 3/15, speaker: B. Roy, title: On snow}\n---\n"
        "{% for talk in page.talks %}{{ talk.title }}{% endfor %}\n"
    )
    found = found_in(tmp_path / "spring.md", content)
    assert [when(one) for one in found.sessions] == ["2024-03-01", "2024-03-15"]


# -- tables ------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_separator_and_mark_is_understood(tmp_path: Path, sign: str, mark: bytes) -> None:
    rows = [
        ["Date", "Speaker", "Title", "Room"],
        ["2024-03-01", '"Lee, Ann"', '"On ""rain"", twice"', "101"],
        ["2024-03-08", "Bo Roy", "On snow", ""],
    ]
    content = "\r\n".join(sign.join(row) for row in rows).encode()
    found = found_in(tmp_path / "talks.csv", mark + content)
    assert [when(one) for one in found.sessions] == ["2024-03-01", "2024-03-08"]
    talk = found.sessions[0].talks[0]
    assert speakers(talk) == ["Lee, Ann"]
    assert talk.title.words == 'On "rain", twice'
    assert found.sessions[0].venue == "101"


def test_cells_keep_their_lines_and_rows_theirs(tmp_path: Path) -> None:
    content = 'date,speaker,title\n2024-03-01,A. Lee,"On\nrain"\n2024-03-08,B. Roy,On snow\n'
    page = page_of(tmp_path / "talks.csv", content)
    assert [entry.line for entry in page.entries] == [2, 4]


def test_a_table_without_days_is_no_table_of_meetings(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as error:
        page_of(tmp_path / "people.csv", "name,mail\nAnn,x\nBo,y\n")
    assert error.value.problem is SourceProblem.NO_FORMAT
