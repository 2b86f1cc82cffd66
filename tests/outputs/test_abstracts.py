"""What speakers and organisers wrote, in calendars, feeds, the archive's data and page heads."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import feedparser
import pytest

from seminar_site import Site
from sphinx_seminar.outputs.calendar.events import LONGEST_TEXT

from .calendars import read_with_icalendar
from .test_calendar_site import BASE, contents
from .test_feed import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seminar_site import Built

BIB = "@book{doe2001, author={Doe, Ann}, title={Known}, year=2001, doi={10.1234/known}}\n"
TALK = """\
# First

:::::{session} 2025-01-17
:notice: Mind the room.

Bring *sandwiches*.

::::{talk} Scales
:speaker: Zhu Aiqing
:readings: doe2001 (ch. 1)
:slides: /slides.pdf
:recording: https://video.example/v

On $e^{i\\pi}$ & <b>tags</b>, **bold** and `code`, see {cite}`doe2001 (p. 3)`,
{session}`2025-01-31`, {session}`that day <2025-01-31>` and [a page](https://example.org/a?b=1&c=2).

% a comment
<!-- another comment -->

- one
- two[^n]

[^n]: A note.
::::

::::{talk} Second talk
Second abstract.
::::
:::::
"""
RST = """\
Third
=====

.. session:: 2025-02-07

   .. talk:: Third talk

      An *abstract* of `a page <https://example.org/p>`__.

      .. a comment

      #. one
"""
FILES: dict[str, str | bytes] = {
    "refs.bib": BIB,
    "slides.pdf": b"%PDF-1.4\n",
    "index.md": "# Index\n\n```{toctree}\ns/1\ns/2\ns/3\nbrowse\n```\n",
    "browse.md": "# Browse\n\n```{readings}\n```\n",
    "s/1.md": TALK,
    "s/2.md": "# The *second*\n\n:::{session} 2025-01-31\nOnly a text.\n:::\n",
    "s/3.rst": RST,
}
PLAIN = """\
On $e^{i\\pi}$ & <b>tags</b>, bold and code, see (Doe, 2001, p. 3), The second, that day and \
a page (https://example.org/a?b=1&c=2).

- one
- two[1]

[1] A note."""
WITHDRAWN = {"s/1.md": TALK.replace(":notice: Mind the room.", ":withdrawn: Asked")}


@pytest.fixture
def built(make_site: Callable[..., Site]) -> Built:
    return make_site(FILES).build(html_baseurl=BASE)


def data_of(built: Built) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(built.text("archive.json"))
    return data


def test_every_output_has_the_abstracts(built: Built) -> None:
    first, second, third = data_of(built)["sessions"]
    assert first["talks"][0]["abstract"] == PLAIN
    assert first["talks"][1]["abstract"] == "Second abstract."
    assert (first["text"], second["text"]) == ("Bring sandwiches.", "Only a text.")
    assert third["talks"][0]["abstract"] == (
        "An abstract of a page (https://example.org/p).\n\n1. one"
    )
    event = read_with_icalendar((built.outdir / "calendar.ics").read_bytes())[0]
    assert event.description.splitlines()[:5] == [
        "Mind the room.", "", "Main seminar", "", "Zhu Aiqing: Scales",
    ]  # fmt: skip
    assert (
        f"Scales\n\n{PLAIN}\n\nSecond talk\n\nSecond abstract.\n\nBring sand" in event.description
    )
    assert re.search(
        r"\n\nReadings:\n- Doe, Ann\..*\[ch\. 1\]\n\nSlides: "
        rf"{BASE}_downloads/[0-9a-f]+/slides\.pdf\nRecording: https://video\.example/v\n\n{BASE}",
        event.description,
    )
    said = built.text("s/1.html")
    assert '"description":"Second abstract."' in said
    assert '"description":"On $e^{i\\\\pi}$ \\u0026 \\u003cb\\u003etags' in said


def test_a_feed_has_the_whole_content_as_html(built: Built) -> None:
    data = built.text("feed.atom")
    check(data.encode())
    entries = feedparser.parse(data, sanitize_html=False).entries
    [content] = [one.content[0].value for one in entries if "First" in one.title]
    assert "<p>Mind the room.</p><p>Zhu Aiqing: Scales</p><p>On <code>$e^{i\\pi}$</code>" in content
    assert "&amp; &lt;b&gt;tags&lt;/b&gt;, <strong>bold</strong> and <code>code</code>" in content
    assert f'<a href="{BASE}s/2.html#session-2025-01-31"><em>second</em></a>' in content
    assert f'<a href="{BASE}browse.html#reading-doe2001">Doe, 2001</a>, p. 3' in content
    assert '<a href="https://example.org/a?b=1&amp;c=2">a page</a>' in content
    assert "<ul><li>one</li><li>two[1]</li></ul><p>[1] A note.</p>" in content
    assert '<em>Known</em>. <a href="https://doi.org/10.1234/known">' in content
    assert '<a href="https://video.example/v">Recording</a>' in content
    assert is_balanced(content)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= {"href"}
        self.opened += [tag] if tag != "br" else []

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


def is_balanced(content: str) -> bool:
    tags = _Tags()
    tags.feed(content)
    return not tags.opened


@pytest.mark.parametrize("comment", [b"a comment", b"another comment"])
def test_comments_are_in_no_output(built: Built, comment: bytes) -> None:
    found = [name for name, data in contents(built.outdir).items() if comment in data]
    assert found == []
    assert comment.decode() not in built.text("s/1.html")


def test_a_session_without_texts_has_none(make_site: Callable[..., Site]) -> None:
    page = "# A\n\n:::{session} 2025-01-17\n:::\n"
    built = make_site({"index.md": page}).build()
    [session] = data_of(built)["sessions"]
    assert not {"text", "talks"} & session.keys()
    assert built.archive.sessions[0].text is None


def test_records_hold_no_text(built: Built) -> None:
    environment = (built.app.doctreedir / "environment.pickle").read_bytes()
    assert b"Second abstract" not in environment
    assert b"sandwiches" not in environment


@pytest.mark.parametrize(
    "change",
    [
        {"s/1.md": TALK.replace("**bold**", "bold")},
        {"s/1.md": TALK.replace("Bring *sandwiches*.\n", "")},
        {"s/2.md": "# Renamed\n\n:::{session} 2025-01-31\n:::\n"},
        {"refs.bib": BIB.replace("Doe, Ann", "Roe, Bob")},
        {"refs.bib": BIB + BIB.replace("doe2001", "other").replace("Known", "Also")},
        {"s/3.rst": RST.replace("#. one", "#. two")},
        {"browse.md": "# Browse\n"},
        WITHDRAWN,
    ],
)
def test_an_incremental_build_equals_a_clean_one(
    make_site: Callable[..., Site], tmp_path: Path, change: dict[str, str]
) -> None:
    site = make_site(FILES)
    site.build(html_baseurl=BASE)
    site.write(change)
    incremental = site.build(html_baseurl=BASE)
    clean = Site(tmp_path / "elsewhere", {**FILES, **change}).build(html_baseurl=BASE, parallel=2)
    assert contents(incremental.outdir) == contents(clean.outdir)
    assert incremental.text("s/1.html") == clean.text("s/1.html")


def test_another_abstract_is_another_version(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    before = feedparser.parse(site.build().text("feed.atom")).entries
    site.write({"s/1.md": TALK.replace("**bold**", "*bold*")})
    after = feedparser.parse(site.build().text("feed.atom")).entries
    versions = [{one.id: one.updated for one in entries} for entries in (before, after)]
    changed = {name for name in versions[0] if versions[0][name] != versions[1][name]}
    assert {name.rpartition("/")[2] for name in changed} == {"2025-01-17"}


def test_the_lines_of_the_source_make_no_new_version(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    before = contents(site.build().outdir)
    site.write({"s/1.md": TALK.replace("see {cite}", "see\n{cite}")})
    after = contents(site.build().outdir)
    assert {name for name in after if after[name] != before[name]} <= {"archive.json"}


@pytest.mark.parametrize("builder", ["html", "text", "epub"])
def test_what_is_withdrawn_is_in_no_output(make_site: Callable[..., Site], builder: str) -> None:
    site = make_site(FILES)
    site.build(builder)
    site.write(WITHDRAWN)
    built = site.build(builder)
    for path in (*built.outdir.rglob("*"), *(site.folder / "doctrees").rglob("*")):
        data = path.read_bytes() if path.is_file() else b""
        for word in (b"sandwiches", b"Second abstract", b"A note."):
            assert word not in data, path


def test_a_very_long_abstract_is_cut_in_calendars_alone(make_site: Callable[..., Site]) -> None:
    long = " ".join(f"word{number}" for number in range(LONGEST_TEXT))
    page = f"# A\n\n::::{{session}} 2025-01-17\n:::{{talk}} T\n{long}\n:::\n::::\n"
    built = make_site({"index.md": page}).build()
    [event] = read_with_icalendar((built.outdir / "calendar.ics").read_bytes())
    assert " …" in event.description
    assert len(event.description) < LONGEST_TEXT + 200
    assert data_of(built)["sessions"][0]["talks"][0]["abstract"] == long
    assert long in built.text("feed.atom")
