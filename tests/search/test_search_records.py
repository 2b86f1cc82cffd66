from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.outputs.search.record import RECORDS, RecordKind, as_lines, read_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Built, Site
    from sphinx_seminar.outputs.search.record import SearchRecord


def records_of(built: Built) -> list[SearchRecord]:
    return read_lines((built.app.doctreedir / RECORDS).read_bytes())


def one(built: Built, title: str, kind: RecordKind) -> SearchRecord:
    found = [record for record in records_of(built) if title in record.title]
    return next(record for record in found if record.kind is kind)


def test_a_talk_carries_its_abstract_and_leads_to_its_anchor(built: Built) -> None:
    talk = one(built, "Bézier", RecordKind.TALK)
    assert talk.url == "sessions/2024-01-12.html#talk-2024-01-12-main-1"
    assert talk.text.startswith("Łukasiewicz and Gödel")
    assert 'id="talk-2024-01-12-main-1"' in built.text("sessions/2024-01-12.html")
    assert (talk.date, talk.years, talk.terms) == ("2024-01-12", ("2024",), ("Spring",))
    assert talk.readings == ("Loday: Cyclic Homology",)


def test_a_session_has_a_record_when_it_says_more_than_its_talk(built: Built) -> None:
    sessions = [record for record in records_of(built) if record.kind is RecordKind.SESSION]
    assert [record.title for record in sessions] == ["A double session"]
    assert "Bring sandwiches." in sessions[0].text


def test_a_reading_is_found_under_the_year_it_was_discussed_or_its_own(built: Built) -> None:
    assert one(built, "Cyclic", RecordKind.READING).years == ("2024",)
    assert one(built, "Zeppelin", RecordKind.READING).years == ("2001",)


def test_every_speaker_has_a_record_with_the_titles_of_all_talks(built: Built) -> None:
    assert one(built, "Łoś", RecordKind.SPEAKER).text == "Courbes de Bézier et splines"


def test_pages_are_found_and_the_search_page_is_not(built: Built) -> None:
    pages = {record.url for record in records_of(built) if record.kind is RecordKind.PAGE}
    assert "index.html" in pages
    assert "browse/search.html" not in pages


def test_every_address_of_a_record_exists(built: Built) -> None:
    for record in records_of(built):
        page, _, anchor = record.url.partition("#")
        text = built.text(page)
        assert not anchor or f'id="{anchor}"' in text


def test_lines_are_read_as_they_were_written(built: Built) -> None:
    records = records_of(built)
    assert read_lines(as_lines(records)) == records


@pytest.mark.parametrize("line", ["[]", "{}", '{"kind": "x"}', "no json", '{"kind": "talk"}'])
def test_a_line_that_is_no_record_is_an_error(line: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_lines(line.encode())


def test_an_edit_opens_one_doctree_and_gives_what_a_clean_build_gives(
    searched_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched_site.build()
    changed = "sessions/2024-01-12.md"
    text = (searched_site.source / changed).read_text("utf-8").replace("zymurgical", "brewing")
    searched_site.write({changed: text})
    incremental = searched_site.build()
    clean = searched_site.build(doctrees="other", out="clean")
    before = (incremental.app.doctreedir / RECORDS).read_bytes()
    assert before == (clean.app.doctreedir / RECORDS).read_bytes()
    assert b"brewing" in before
    opened: list[str] = []
    environment = type(clean.app.env)
    original = environment.get_doctree

    def noted(self: object, docname: str) -> object:
        opened.append(docname)
        return original(self, docname)  # type: ignore[arg-type]

    monkeypatch.setattr(environment, "get_doctree", noted)
    searched_site.build()
    assert opened == []


def test_the_environment_holds_no_abstract(built: Built) -> None:
    assert b"isikneedle" not in (built.app.doctreedir / "environment.pickle").read_bytes()


def test_a_record_is_one_line_without_what_is_empty(built: Built) -> None:
    line = json.loads((built.app.doctreedir / RECORDS).read_bytes().splitlines()[0])
    assert all(line.values())


@pytest.mark.parametrize("name", ["session", "talk"])
def test_what_is_withdrawn_leaves_the_records(searched_site: Site, name: str) -> None:
    page = searched_site.source / "sessions/2024-01-12.md"
    searched_site.build()
    mark = {"session": ":series: main", "talk": ":topics: geometry"}[name]
    page.write_text(page.read_text("utf-8").replace(mark, f"{mark}\n:withdrawn: asked"), "utf-8")
    built = searched_site.build()
    lines = (built.app.doctreedir / RECORDS).read_text("utf-8")
    for word in ("Bézier", "Łoś", "isikneedle"):
        assert word not in lines
    assert b"isikneedle" not in (built.app.doctreedir / "seminar-search-texts.json").read_bytes()


def test_readings_without_a_bibliography_have_addresses_of_their_own(
    make_site: Callable[..., Site],
) -> None:
    site = make_site(
        {
            "refs.bib": "@book{a, title = {One}}\n@book{b, title = {Two}}",
            "session.md": """\
                # A session

                ::::{session} 2025-01-17
                :::{talk} A talk
                :readings: a; b
                :::
                ::::
                """,
        }
    )
    built = site.build()
    records = records_of(built)
    assert len({record.url for record in records}) == len(records)
    pages = {record.url.partition("#")[0].partition("?")[0] for record in records}
    assert all((built.outdir / page).is_file() for page in pages)
