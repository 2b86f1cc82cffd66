"""Sessions and talks as they are typed, in MyST and in reStructuredText."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.person import Appearance
from sphinx_seminar.model.richtext import Run, Style, plain
from sphinx_seminar.model.session import Status
from sphinx_seminar.model.talk import Link, Material, MaterialKind, ReadingUse, UseRole
from sphinx_seminar.model.timespan import TimeSpan
from sphinx_seminar.model.venue import Format, Venue

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Built, Site
    from sphinx_seminar.model.session import Session

BIB = """\
@book{book, author = {Doe, Ann}, title = {A Book}, year = {2001}, doi = {10.1234/book}}
@article{paper, author = {Roe, Bob}, title = {A Paper}, year = {2002}}
"""

MYST = """\
# The page

:::::{session} 2025-01-24 09:30-10:30 Europe/Berlin
:id: winter
:status: moved
:moved-to: 2025-02-07
:moved-from: 2025-01-10
:reason: the room is *painted*
:format: hybrid
:venue: Hall B
:chair: Cid Chair
:number: 7
:notice: Mind the time.
:join: members
:occurrence: first

A word before, see {reading}`paper`.

::::{talk} On *Testing* of $x^2$
:id: winter-testing
:speaker: Ada Lovelace (NUS, Singapore); 朱爱清
:kind: review
:start: 09:30
:end: 10:00
:language: en
:topics: Testing; proofs
:readings: book (ch. 1-3)
:further-readings: paper (p. 7)
:slides: slides.pdf
:recording: https://example.org/video
:notes: https://example.org/notes
:code: https://example.org/code
:doi: 10.5281/zenodo.1

An abstract with a [link](https://example.org/page).
::::

::::{talk}
:speaker: Bob
::::
:::::
"""
RST = """\
The page
========

.. session:: 2025-01-24 09:30-10:30 Europe/Berlin
   :id: winter
   :status: moved
   :moved-to: 2025-02-07
   :moved-from: 2025-01-10
   :reason: the room is *painted*
   :format: hybrid
   :venue: Hall B
   :chair: Cid Chair
   :number: 7
   :notice: Mind the time.
   :join: members
   :occurrence: first

   A word before, see :reading:`paper`.

   .. talk:: On *Testing* of :math:`x^2`
      :id: winter-testing
      :speaker: Ada Lovelace (NUS, Singapore); 朱爱清
      :kind: review
      :start: 09:30
      :end: 10:00
      :language: en
      :topics: Testing; proofs
      :readings: book (ch. 1-3)
      :further-readings: paper (p. 7)
      :slides: slides.pdf
      :recording: https://example.org/video
      :notes: https://example.org/notes
      :code: https://example.org/code
      :doi: 10.5281/zenodo.1

      An abstract with a `link <https://example.org/page>`__.

   .. talk::
      :speaker: Bob
"""
PAGES = {"page.md": MYST, "page.rst": RST}


def built(make_site: Callable[..., Site], name: str, text: str, **settings: object) -> Built:
    files = {
        name: text,
        "refs.bib": BIB,
        "slides.pdf": b"%PDF-1.4\n",
        "index.md": "# Index\n\n```{toctree}\npage\n```\n\n```{readings}\n```\n",
    }
    return make_site(files).build("dummy", **settings)


def only(found: Built) -> Session:
    (session,) = found.archive.sessions
    return session


def session_of(make_site: Callable[..., Site], text: str, **settings: object) -> Session:
    found = built(make_site, "page.md", text, **settings)
    assert not found.warnings
    return only(found)


@pytest.fixture(params=PAGES)
def everything(request: pytest.FixtureRequest, make_site: Callable[..., Site]) -> Built:
    return built(make_site, request.param, PAGES[request.param])


def test_every_option_of_a_session_is_kept(everything: Built) -> None:
    assert not everything.warnings
    session = only(everything)
    assert session.id == "winter"
    assert (session.docname, session.node_id, session.series) == ("page", "session-winter", "main")
    assert session.span == TimeSpan(
        PartialDate(2025, 1, 24), "Europe/Berlin", time(9, 30), time(10, 30)
    )
    assert plain(session.title) == "The page"
    assert session.status is Status.MOVED
    assert (session.moved_to, session.moved_from) == ("2025-02-07", "2025-01-10")
    assert session.reason == "the room is *painted*"
    assert (session.format, session.venue) == (Format.HYBRID, Venue("Hall B"))
    assert (session.chair, session.number) == ("Cid Chair", "7")
    assert (session.notice, session.join) == ("Mind the time.", "members")
    assert session.uses == (ReadingUse("paper"),)


def test_every_option_of_a_talk_is_kept(everything: Built) -> None:
    talk = only(everything).talks[0]
    assert (talk.id, talk.number) == ("winter-testing", 1)
    assert talk.title == (
        Run("On "),
        Run("Testing", (Style.EMPHASIS,)),
        Run(" of "),
        Run("x^2", (Style.MATH,)),
    )
    assert talk.speakers == (Appearance("Ada Lovelace", "NUS, Singapore"), Appearance("朱爱清"))
    assert (talk.kind, talk.language, talk.topics) == ("review", "en", ("Testing", "proofs"))
    assert (talk.start, talk.end) == (time(9, 30), time(10))
    assert talk.readings == (
        ReadingUse("book", "ch. 1-3"),
        ReadingUse("paper", "p. 7", UseRole.FURTHER),
    )
    assert talk.links == (Link("https://example.org/page"),)
    assert talk.materials == (
        Material(MaterialKind.SLIDES, "slides.pdf"),
        Material(MaterialKind.RECORDING, "https://example.org/video"),
        Material(MaterialKind.NOTES, "https://example.org/notes"),
        Material(MaterialKind.CODE, "https://example.org/code"),
    )
    assert talk.doi == "10.5281/zenodo.1"


def test_a_talk_without_a_title_is_not_announced(everything: Built) -> None:
    talk = only(everything).talks[1]
    assert (talk.id, talk.number, talk.title) == ("winter-2", 2, ())


def test_both_syntaxes_make_the_same_archive(make_site: Callable[..., Site]) -> None:
    site = make_site({"refs.bib": BIB, "slides.pdf": b"", "page.md": MYST})
    site.write({"index.md": "# Index\n\n```{toctree}\npage\n```\n\n```{readings}\n```\n"})
    first = only(site.build("dummy", doctrees="one"))
    (site.source / "page.md").unlink()
    site.write({"page.rst": RST})
    second = only(site.build("dummy", doctrees="two"))
    assert replace(first, digest="") == replace(second, digest="")
    assert first.digest == second.digest


def test_everything_is_on_the_page(make_site: Callable[..., Site]) -> None:
    site = make_site({"refs.bib": BIB, "slides.pdf": b"", "page.md": MYST})
    text = site.build("text").text("page.txt")
    for shown in (
        *("Moved", "the room is *painted*", "February 7, 2025", "January 10, 2025"),
        *("Hall B", "Cid Chair"),
        *("7", "Mind the time.", "A word before", "On *Testing* of x^2", "Ada Lovelace"),
        *("NUS, Singapore", "朱爱清", "review", "09:30–10:00", "en", "Testing", "proofs"),
        *("ch. 1-3", "p. 7", "Slides", "Recording", "Notes", "Code", "zenodo.1", "Bob"),
        *("An abstract", "09:30–10:30", "Friday, January 24, 2025", "A Book", "A Paper"),
    ):
        assert shown in text


# -- defaults ------------------------------------------------------------------------------------


def test_what_is_not_said_comes_from_the_series(make_site: Callable[..., Site]) -> None:
    session = session_of(make_site, "# Page\n\n:::{session} 2025-01-17\n:::\n")
    assert session.span == TimeSpan(PartialDate(2025, 1, 17), "Asia/Singapore", time(14), time(16))
    assert (session.id, session.series) == ("2025-01-17", "main")
    assert (session.status, session.format) == (Status.SCHEDULED, Format.IN_PERSON)
    assert session.venue == Venue("Room 1")
    assert session.talks == ()


@pytest.mark.parametrize("status", [one.value for one in Status])
def test_every_status_is_shown_in_words(make_site: Callable[..., Site], status: str) -> None:
    found = built(
        make_site, "page.md", f"# Page\n\n:::{{session}} 2025-01-17\n:status: {status}\n:::\n"
    )
    assert not found.warnings
    assert only(found).status == status


@pytest.mark.parametrize(
    ("options", "place", "venue"),
    [
        ("", Format.IN_PERSON, Venue("Room 1")),
        (":format: online", Format.ONLINE, None),
        (":format: hybrid\n:join: x", Format.HYBRID, Venue("Room 1")),
        (":join: x", Format.ONLINE, None),
        (":join: x\n:venue: Hall", Format.IN_PERSON, Venue("Hall")),
        (":format: in-person\n:join: x", Format.IN_PERSON, Venue("Room 1")),
    ],
)
def test_an_online_session_takes_no_room_from_the_series(
    make_site: Callable[..., Site], options: str, place: Format, venue: Venue | None
) -> None:
    session = session_of(make_site, f"# Page\n\n:::{{session}} 2025-01-17\n{options}\n:::\n")
    assert (session.format, session.venue) == (place, venue)


def test_a_title_is_the_pages_only_when_the_page_holds_one_session(
    make_site: Callable[..., Site],
) -> None:
    two = "# Page\n\n:::{session} 2025-01-17\n:::\n\n:::{session} 2025-01-31\n:::\n"
    found = built(make_site, "page.md", two)
    assert [session.title for session in found.archive.sessions] == [(), ()]


def test_a_talk_titled_like_the_page_is_said_once(make_site: Callable[..., Site]) -> None:
    text = "# On tests\n\n::::{session} 2025-01-17\n:::{talk} On tests\n:speaker: Ada\n:::\n::::\n"
    site = make_site({"page.md": text})
    found = site.build("text")
    assert found.text("page.txt").count("On tests") == 1
    (talk,) = only(found).talks
    assert talk.plain_title == "On tests"


@pytest.mark.parametrize(
    ("options", "times"),
    [
        (":start: 14:00", (time(14), None)),
        (":start: 14:00-15:00", (time(14), time(15))),
        (":start: 14:00\n:end: 15:00", (time(14), time(15))),
        (":end: 15:00", (None, time(15))),
        (":start: 23:30-00:30+1", (time(23, 30), time(0, 30))),
    ],
)
def test_a_talk_has_times_of_its_own(
    make_site: Callable[..., Site], options: str, times: tuple[time | None, time | None]
) -> None:
    text = f"# Page\n\n::::{{session}} 2025-01-17\n:::{{talk}} A\n{options}\n:::\n::::\n"
    (talk,) = session_of(make_site, text).talks
    assert (talk.start, talk.end) == times


def test_options_may_stand_on_several_lines(make_site: Callable[..., Site]) -> None:
    text = """\
Page
====

.. session:: 2025-01-17
   :notice: One line
      and another.

   .. talk:: A long
      title
      :readings: book (ch. 1);
         paper
      :speaker: Ada;
         Bob
"""
    found = built(make_site, "page.rst", text)
    assert not found.warnings
    (talk,) = only(found).talks
    assert talk.plain_title == "A long title"
    assert [use.key for use in talk.readings] == ["book", "paper"]
    assert [one.name for one in talk.speakers] == ["Ada", "Bob"]


def test_the_directives_have_full_names_without_a_primary_domain(
    make_site: Callable[..., Site],
) -> None:
    text = """\
---
orphan: true
---
# Page

::::{seminar:session} 2025-01-17
:::{seminar:talk} A talk
:::
::::

{seminar:session}`2025-01-17`

```{seminar:sessions}
```
"""
    site = make_site({"page.md": text, "index.md": "# Index\n\n{doc}`page`\n"})
    found = site.build("dummy", primary_domain="py")
    assert not found.warnings
    assert only(found).talks[0].plain_title == "A talk"


def test_a_substitution_and_an_include_are_in_place(make_site: Callable[..., Site]) -> None:
    talk = ".. session:: 2025-01-17\n\n   .. talk:: For |who|\n"
    text = f"Page\n====\n\n.. |who| replace:: Everyone\n\n{talk}"
    found = built(make_site, "page.rst", text, seminar_trust="full")
    assert only(found).talks[0].plain_title == "For Everyone"


# -- ids -----------------------------------------------------------------------------------------


def test_sessions_of_one_day_on_one_page_have_letters(make_site: Callable[..., Site]) -> None:
    text = "# Page\n" + "\n:::{session} 2025-01-17\n:format: online\n:::\n" * 28
    found = built(make_site, "page.md", text)
    assert not found.warnings
    ids = [session.id for session in sorted(found.archive.sessions, key=lambda one: one.location)]
    assert ids[:3] == ["2025-01-17", "2025-01-17b", "2025-01-17c"]
    assert ids[25:] == ["2025-01-17z", "2025-01-17.27", "2025-01-17.28"]


def test_an_id_holds_the_series_where_there_are_several(make_site: Callable[..., Site]) -> None:
    series = {
        "main": {"title": "Main", "zone": "UTC", "venue": "A"},
        "group": {"title": "Group", "zone": "Asia/Tokyo", "time": "10:00", "venue": "B"},
    }
    text = (
        "# Page\n\n::::{session} 2025-01-17\n:::{talk} One\n:::\n::::\n\n"
        ":::{session} 2025-01-17\n:series: group\n:::\n"
    )
    found = built(make_site, "page.md", text, seminar_series=series)
    assert not found.warnings
    by_id = found.archive.session_by_id
    assert set(by_id) == {"2025-01-17-main", "2025-01-17-group"}
    assert by_id["2025-01-17-main"].talks[0].id == "2025-01-17-main-1"
    group = by_id["2025-01-17-group"]
    assert (group.span.zone, group.span.start, group.venue) == ("Asia/Tokyo", time(10), Venue("B"))


def test_a_partial_date_is_an_id(make_site: Callable[..., Site]) -> None:
    session = session_of(make_site, "# Page\n\n:::{session} 2025-03\n:status: tba\n:::\n")
    assert (session.id, session.span.start) == ("2025-03", None)


# -- secrets -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "join", ["https://zoom.example/j/91234567890", "912 3456 7890", "zoom:x", "a@b", "id?pwd=x"]
)
@pytest.mark.parametrize("date", ["2025-01-17", "2025-02-30"])
def test_an_access_typed_by_mistake_is_shown_nowhere(
    make_site: Callable[..., Site], join: str, date: str
) -> None:
    site = make_site({"page.md": f"# Page\n\n:::{{session}} {date}\n:join: {join}\n:::\n"})
    found = site.build("html")
    assert "seminar.join" in {message.type for message in found.messages}
    assert join not in found.warnings
    for path in [*found.outdir.rglob("*"), *(site.folder / "doctrees").rglob("*")]:
        if path.is_file():
            assert join.encode() not in path.read_bytes(), path
