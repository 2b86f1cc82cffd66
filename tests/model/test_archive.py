from __future__ import annotations

import itertools
from datetime import date, time
from typing import Any

import pytest

from sphinx_seminar.model.archive import Archive, topic_id
from sphinx_seminar.model.identifiers import Identifiers
from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.model.person import Appearance, People, Person
from sphinx_seminar.model.reading import Reading
from sphinx_seminar.model.richtext import rich
from sphinx_seminar.model.series import Series, Term
from sphinx_seminar.model.session import Session
from sphinx_seminar.model.talk import Link, ReadingUse, Talk, UseRole
from sphinx_seminar.model.timespan import TimeSpan

BOOK = Reading(
    "book", "book", (("title", rich("A book")),), identifiers=Identifiers(doi="10.1234/x")
)
PAPER = Reading("paper", "article", (), identifiers=Identifiers(arxiv="2101.00001"))
UNREAD = Reading("unread", "misc", ())


def session(day: str, *talks: Talk, session_id: str = "", **more: Any) -> Session:
    numbers = [int(part) for part in day.split("-")]
    name = session_id or day
    start = more.pop("start", time(14))
    span = TimeSpan(PartialDate(*numbers), "UTC", start)
    return Session(name, f"s/{name}", f"session-{name}", "main", span, talks=talks, **more)


def talk(talk_id: str, *speakers: str, **more: Any) -> Talk:
    return Talk(talk_id, 1, speakers=tuple(map(Appearance, speakers)), **more)


def archive(*sessions: Session, people: People | None = None) -> Archive:
    series = Series(
        "main", "Main", "UTC", terms=(Term("spring", date(2025, 1, 1), date(2025, 6, 30)),)
    )
    return Archive.of((series,), sessions, (BOOK, PAPER, UNREAD), people or People())


def test_sessions_are_in_order_of_time_whatever_the_order_of_reading() -> None:
    days = ["2024-12-31", "2025-01-17", "2025-01-18", "2025-02-01", "2026-01-01"]
    sessions = [session(day) for day in days]
    for order in itertools.permutations(sessions):
        assert [one.id for one in archive(*order).sessions] == days


def test_of_one_day_the_earlier_time_comes_first() -> None:
    late = session("2025-01-17", session_id="b")
    early = session("2025-01-17", session_id="c", start=time(9))
    assert archive(late, early).sessions == (early, late)


def test_unknown_days_follow_the_known_ones_of_their_month_and_year() -> None:
    days = ["2025-03-31", "2025-03", "2025-12-31", "2025", "2026-01-01"]
    found = archive(*(session(day) for day in reversed(days)))
    assert [one.id for one in found.sessions] == days


def test_years_hold_their_sessions() -> None:
    found = archive(session("2024-05-01"), session("2025-05-01"), session("2025"))
    assert {year: len(ones) for year, ones in found.sessions_by_year.items()} == {2024: 1, 2025: 2}


def test_a_term_holds_the_days_between_its_first_and_its_last() -> None:
    found = archive()
    names = {}
    for day in ("2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01"):
        term = found.term_of(session(day))
        names[day] = term.name if term else ""
    assert list(names.values()) == ["", "spring", "spring", ""]


def test_a_speaker_has_all_talks_under_every_spelling() -> None:
    people = People((Person("ada", "Ada Lovelace", aliases=("A. Lovelace",)),))
    first, second = talk("t1", "Ada Lovelace", "Bob"), talk("t2", "A. LOVELACE")
    found = archive(session("2025-01-17", first), session("2025-02-01", second), people=people)
    assert [item.talk.id for item in found.contributions_by_speaker["ada"]] == ["t1", "t2"]
    assert {key: one.name for key, one in found.speakers.items()} == {
        "ada": "Ada Lovelace",
        "bob": "Bob",
    }


def test_who_is_named_twice_on_a_talk_has_it_once() -> None:
    found = archive(session("2025-01-17", talk("t", "Bob", "BOB")))
    assert len(found.contributions_by_speaker["bob"]) == 1


def test_a_topic_is_one_whatever_its_case() -> None:
    first, second = (
        talk("t1", topics=("Machine learning",)),
        talk("t2", topics=("machine Learning",)),
    )
    found = archive(session("2025-01-17", first), session("2025-02-01", second))
    assert found.topics == {"machine-learning": "Machine learning"}
    assert len(found.contributions_by_topic[topic_id("MACHINE LEARNING")]) == 2


@pytest.mark.parametrize(
    "url",
    [
        "https://doi.org/10.1234/x",
        "http://dx.doi.org/10.1234/X",
        "https://doi.org/10.1234%2Fx",
        "https://example.org/doi/pdf/10.1234/x?utm_source=mail",
    ],
)
def test_a_link_leads_to_a_reading_however_its_doi_is_spelt(url: str) -> None:
    assert archive().reading_of_url(url) is BOOK


def test_an_unknown_link_leads_to_no_reading() -> None:
    assert archive().reading_of_url("https://example.org/") is None
    assert archive().reading_of_url("") is None


def test_a_reading_knows_every_session_and_talk_that_used_it() -> None:
    typed = talk("t1", readings=(ReadingUse("paper", "ch. 1"),))
    linked = talk("t2", links=(Link("https://arxiv.org/abs/2101.00001v3"),))
    cited = session("2025-03-01", uses=(ReadingUse("paper", role=UseRole.FURTHER),))
    found = archive(session("2025-01-17", typed), session("2025-02-01", linked), cited)
    uses = found.uses_by_reading["paper"]
    assert [(use.session.id, use.talk and use.talk.id, use.use.locator) for use in uses] == [
        ("2025-01-17", "t1", "ch. 1"),
        ("2025-02-01", "t2", ""),
        ("2025-03-01", None, ""),
    ]
    assert "unread" not in found.uses_by_reading


def test_a_reading_both_typed_and_linked_is_one_use_with_the_typed_locator() -> None:
    both = talk(
        "t",
        readings=(ReadingUse("paper", "p. 7"),),
        links=(Link("https://arxiv.org/pdf/2101.00001"), Link("https://arxiv.org/abs/2101.00001")),
    )
    (use,) = archive(session("2025-01-17", both)).uses_by_reading["paper"]
    assert use.use.locator == "p. 7"


def test_an_unknown_key_is_no_use() -> None:
    unknown = talk("t", readings=(ReadingUse("nothing"),))
    assert archive(session("2025-01-17", unknown)).uses_by_session["2025-01-17"] == ()


def test_a_taken_id_hides_no_use() -> None:
    first = session("2025-01-17", talk("t1", readings=(ReadingUse("book"),)), session_id="x")
    second = session("2025-02-01", talk("t2", readings=(ReadingUse("paper"),)), session_id="x")
    found = archive(second, first)
    assert found.session_by_id["x"] is first
    assert [use.session.span for use in found.uses_by_session["x"]] == [first.span]
    assert set(found.uses_by_reading) == {"book", "paper"}


def test_of_two_readings_with_one_key_the_first_counts() -> None:
    again = Reading("book", "misc", ())
    found = Archive.of((), (), (BOOK, again), People())
    assert found.readings == {"book": BOOK}


def test_an_outline_changes_with_what_other_pages_show() -> None:
    plain = session("2025-01-17", talk("t", "Ada"))
    renamed = session("2025-01-17", talk("t", "Bob"))
    noticed = session("2025-01-17", talk("t", "Ada"), notice="Bring a pen.")
    assert plain.outline() != renamed.outline()
    assert plain.outline() == noticed.outline()
