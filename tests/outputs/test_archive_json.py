from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from sphinx_seminar.model.richtext import Run, Style
from sphinx_seminar.model.session import Status
from sphinx_seminar.model.talk import Material, MaterialKind, ReadingUse, Talk
from sphinx_seminar.model.venue import Format, Venue
from sphinx_seminar.outputs.archive_json import VERSION, export_archive, schema_bytes

from .calendars import session, site, span, talk
from .test_calendar_text import HOSTILE, READINGS, SLOT

if TYPE_CHECKING:
    from sphinx_seminar.model.session import Session

SCHEMA = json.loads(schema_bytes())
FULL = session(
    SLOT,
    title=(Run("On "), Run("x^2", (Style.MATH,))),
    status=Status.MOVED,
    reason="Illness",
    moved_to="2025-02-21",
    format=Format.HYBRID,
    venue=Venue("Room 1", "https://example.org/room"),
    chair="Chair",
    number="9&10",
    notice="Notice",
    join="zoom-fridays",
    talks=(
        talk("Title", "Zhu Aiqing", kind="review", language="en", topics=("a", "b"),
             readings=(ReadingUse("e2011", "ch. 1"),), doi="10.1234/5",
             materials=(Material(MaterialKind.SLIDES, "slides/a.pdf"),
                        Material(MaterialKind.RECORDING, "https://example.org/v"))),
        talk("", number=2),
    ),
)  # fmt: skip


def exported(*sessions: Session, **more: Any) -> dict[str, Any]:
    data = json.loads(export_archive(site(sessions, **more)))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(SCHEMA, format_checker=checker).validate(data)
    return data


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["version"]["const"] == VERSION
    assert SCHEMA["$id"].endswith(f"/{VERSION}")


@pytest.mark.parametrize(
    "sessions",
    [
        [],
        [FULL],
        [session(SLOT, talks=(Talk("x-1", 1, withdrawn=True, reason="On request"),))],
        [session(span("2025-02")), session(span("2025"))],
        [session(span("2025-02-14", "22:00", "01:00", days=1))],
        [session(SLOT, talks=(talk(HOSTILE, HOSTILE, topics=(HOSTILE,)),), notice=HOSTILE)],
        *[[session(SLOT, status=status)] for status in Status],
    ],
)
@pytest.mark.parametrize("base", ["", "https://seminar.example.org/"])
def test_every_archive_is_valid(sessions: list[Session], base: str) -> None:
    exported(*sessions, base=base, readings=READINGS)


def test_a_session_is_whole() -> None:
    [found] = exported(FULL, readings=READINGS)["sessions"]
    assert found["page"] == "sessions/2025-02-14.html#session-2025-02-14"
    assert found["starts-at"] == "2025-02-14T13:00:00Z"
    assert found["title"] == "On $x^2$"
    assert found["title-runs"][1] == {"text": "x^2", "styles": ["math"]}
    first, second = found["talks"]
    assert first["readings"] == [{"reading": "e2011", "locator": "ch. 1", "role": "main"}]
    assert first["materials"] == [
        {"kind": "slides", "file": "sessions/slides/a.pdf"},
        {"kind": "recording", "address": "https://example.org/v"},
    ]
    assert first["speakers"] == [{"id": "zhu-aiqing", "name": "Zhu Aiqing"}]
    assert second == {"id": "x-2", "number": 2}


def test_readings_are_csl() -> None:
    [found] = exported(FULL, readings=READINGS)["readings"]
    assert (found["id"], found["csl"]["type"]) == ("e2011", "book")


def test_how_to_join_is_not_there() -> None:
    assert b"zoom-fridays" not in export_archive(site([FULL]))


def test_keys_come_in_the_order_of_the_schema() -> None:
    def in_order(value: Any, schema: dict[str, Any]) -> None:
        if "$ref" in schema:
            schema = SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]]
        if isinstance(value, dict) and schema.get("additionalProperties") is False:
            order = list(schema["properties"])
            assert list(value) == sorted(value, key=order.index)
            for name, inner in value.items():
                in_order(inner, schema["properties"][name])
        elif isinstance(value, list):
            for inner in value:
                in_order(inner, schema.get("items", {}))

    in_order(exported(FULL, readings=READINGS), SCHEMA)


def test_a_session_is_a_line() -> None:
    lines = export_archive(site([FULL, session(span("2025-03-01"))])).decode().splitlines()
    assert sum(line.strip().startswith('{"id":"2025-') for line in lines) == 2
