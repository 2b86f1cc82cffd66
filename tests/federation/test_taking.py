"""What another archive publishes is judged before it is kept."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from federation.published import archive, reading, session
from sphinx_seminar.importers.federation.taking import TakingError, take
from sphinx_seminar.model.richtext import Run, Style
from sphinx_seminar.outputs.archive_json import schema_bytes
from sphinx_seminar.parsing.federation.addresses import Address
from sphinx_seminar.parsing.federation.lockfile import Copy, format_lockfile, parse_lockfile
from sphinx_seminar.parsing.federation.partners import parse_partner
from sphinx_seminar.parsing.federation.readings import parse_markup

HERE = Address("other", "https://other.example.org/x/", "https://other.example.org/x/archive.json")


def copied(**more: Any) -> dict[str, Any]:
    return take(HERE, archive(**more)).copy.archive


def test_a_copy_is_itself_such_a_file_and_can_be_copied_again() -> None:
    first = take(HERE, archive())
    assert (first.problems, first.places, first.masked) == (0, (), 0)
    whole = {**first.copy.archive, "$schema": "archive.schema.json"}
    jsonschema.validate(whole, json.loads(schema_bytes()))
    assert take(HERE, whole).copy == first.copy


def test_what_no_page_shows_is_not_kept() -> None:
    text = json.dumps(copied())
    for gone in ("ada.example.org", "slides.pdf", "Somebody", "rooms.example.org", "elsewhere"):
        assert gone not in text


@pytest.mark.parametrize("version", ["2.0", "0.9", "1", "", None, 1.0, {"a": 1}])
def test_another_major_version_is_refused(version: object) -> None:
    with pytest.raises(TakingError):
        take(HERE, archive(version=version))


def test_a_later_minor_version_is_read_and_its_new_keys_are_left_out() -> None:
    data = archive(version="1.7", novelty=[1], sessions=[session("a", "2025-01-10", mood="good")])
    found = take(HERE, data)
    assert found.problems == 0
    assert "mood" not in found.copy.archive["sessions"][0]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "../../x"),
        ("id", 7),
        ("page", "https://evil.example/"),
        ("page", "//evil.example/"),
        ("page", "javascript:alert(1)"),
        ("page", "../../secret.html"),
        ("page", "a/%2e%2e/%2E%2E/b.html"),
        ("page", "/root.html"),
        ("page", "\\\\host\\share"),
        ("date", "2025-02-30"),
        ("date", "yesterday"),
        ("zone", "Mars/Olympus"),
        ("zone", "../../etc/passwd"),
        ("start", "29:59"),
        ("days", 40000),
        ("status", "exploded"),
        ("format", None),
        ("talks", [{"id": "a b", "number": 1}]),
    ],
)
def test_a_session_that_cannot_be_used_is_left_out_alone_and_told(key: str, value: object) -> None:
    good = session("2025-01-03", "2025-01-03")
    bad = session("2025-01-10", "2025-01-10", **{key: value})
    found = take(HERE, archive(sessions=[good, bad]))
    assert [one["id"] for one in found.copy.archive["sessions"]] == ["2025-01-03"]
    assert found.problems >= 1
    assert found.places[0].startswith(f"sessions[1].{key}")


@pytest.mark.parametrize("data", [{}, {"version": "1.0"}, {"version": "1.0", "id": "x"}])
def test_what_is_no_archive_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(TakingError):
        take(HERE, data)


@pytest.mark.parametrize("name", ["", "a b", "x@y", "Upper.org", "é", "a" * 200, "a\r\nATTENDEE:x"])
def test_an_id_that_calendars_cannot_hold_is_refused(name: str) -> None:
    with pytest.raises(TakingError):
        take(HERE, archive(id=name))


def test_control_characters_and_marks_of_direction_are_taken_out() -> None:
    found = copied(title="A\x00B\u202eC\nD\x1b[31m")
    assert found["title"] == "ABC D[31m"


def test_access_to_meetings_is_masked_also_where_two_texts_make_it() -> None:
    data = archive(
        sessions=[
            session("a", "2025-01-10", notice="Join: https://zoom.us/j/91234567890?pwd=abcDEF123"),
            session("b", "2025-01-11", notice="Passcode:", title="402817"),
        ]
    )
    found = take(HERE, data)
    text = json.dumps(found.copy.archive)
    assert found.masked >= 2
    for secret in ("91234567890", "abcDEF123", "402817"):
        assert secret not in text
    assert [one["date"] for one in found.copy.archive["sessions"]] == ["2025-01-10", "2025-01-11"]


def test_a_text_that_the_owner_calls_harmless_stays() -> None:
    data = archive(sessions=[session("b", "2025-01-11", notice="Passcode: 402817")])
    found = take(HERE, data, {"402817"})
    assert found.masked == 0


def test_addresses_lead_below_the_archive_whatever_it_says() -> None:
    partner = parse_partner(HERE, copied()).partner
    assert partner.pages["speaker", "ada-example"] == (
        "https://other.example.org/x/browse/speakers.html#speaker-ada-example"
    )
    first = partner.archive.sessions[0]
    assert partner.page_of(first) == "https://other.example.org/x/sessions/2025-01-10.html"


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Plain < text & more", (Run("Plain < text & more"),)),
        ("<i>A</i> b", (Run("A", (Style.EMPHASIS,)), Run(" b"))),
        ('<span class="nocase">$x<y$</span>', (Run("x<y", (Style.MATH,)),)),
        ("costs $5 or $6", (Run("costs $5 or $6"),)),
        ("<script>x</script>", (Run("<script>x</script>"),)),
        ("<\u2060i>no tag", (Run("<i>no tag"),)),
        ("<i>never closed", (Run("never closed", (Style.EMPHASIS,)),)),
        ("</i>never opened", (Run("never opened"),)),
    ],
)
def test_markup_of_titles_is_a_closed_list(text: str, runs: tuple[Run, ...]) -> None:
    assert parse_markup(text) == runs


def test_a_reading_of_wrong_types_is_left_out_or_loses_the_value() -> None:
    odd = reading("odd", "Odd", volume={"a": 1}, author="nobody", issued={"date-parts": [["x"]]})
    worse = {"id": "worse", "csl": {"id": "worse"}}
    found = copied(readings=[odd, worse])
    assert [one["id"] for one in found["readings"]] == ["odd"]
    assert parse_partner(HERE, found).partner.archive.readings["odd"].issued is None


def test_a_text_without_end_is_left_out_and_told() -> None:
    found = take(HERE, archive(sessions=[session("a", "2025-01-10", notice="x" * 20_000)]))
    assert "notice" not in found.copy.archive["sessions"][0]
    assert found.places == ("sessions[0].notice",)


def test_deep_data_does_not_stop_the_command() -> None:
    deep: Any = []
    for _ in range(500):
        deep = [deep]
    assert "x" not in copied(x=deep)


def test_the_lock_file_gives_back_what_was_put_in_and_is_a_record_a_line() -> None:
    copy = take(HERE, archive()).copy
    text = format_lockfile([copy])
    (found,) = parse_lockfile(text)
    assert found.is_whole
    assert found._replace(line=0) == copy
    assert text.splitlines()[found.line - 1].strip() == '"other": {'
    assert sum('"id":"2025-01-10"' in line for line in text.splitlines()) == 1
    assert parse_lockfile(text.replace("\n", "\r\n"))[0].is_whole
    assert not parse_lockfile(text.replace("Squares", "Circles"))[0].is_whole


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2, "archives": {}}', "{" * 100_000])
def test_a_broken_lock_file_is_one_problem(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 (whatever JSON says)
        parse_lockfile(text)


def test_copies_stand_in_the_order_of_their_names() -> None:
    one = Copy("b", "https://b.example/", "", {})
    assert [
        copy.name for copy in parse_lockfile(format_lockfile([one, one._replace(name="a")]))
    ] == [
        "a",
        "b",
    ]
