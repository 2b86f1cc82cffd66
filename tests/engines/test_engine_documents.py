"""What engines are given: one form of a document, and a golden file for each engine."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engines.records import RECORDS
from sphinx_seminar.outputs.search.engines import meilisearch, opensearch, typesense
from sphinx_seminar.outputs.search.engines.document import documents
from sphinx_seminar.outputs.search.record import RecordKind, SearchRecord

if TYPE_CHECKING:
    from sphinx_seminar.outputs.search.engines.form import Form

GOLDEN = Path(__file__).with_name("golden")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("meilisearch", meilisearch.FORM),
        ("opensearch", opensearch.FORM),
        ("typesense", typesense.FORM),
    ],
)
@pytest.mark.parametrize("part", ["settings.json", "documents.jsonl"])
def test_the_files_are_as_they_were(name: str, form: Form, part: str) -> None:
    if part == "settings.json":
        made = form.settings_file("seminar")
    else:
        made = form.bulk(documents(RECORDS), "seminar")
    assert made == (GOLDEN / f"{name}-{part}").read_text("utf-8")


def test_ids_follow_from_kind_and_address_alone() -> None:
    first = [one["id"] for one in documents(RECORDS)]
    again = [one["id"] for one in documents(replace(one, title="New") for one in RECORDS)]
    assert first == again
    assert len(set(first)) == len(first)
    # Meilisearch takes letters, digits, hyphens and underscores; Typesense has no limit.
    assert all(one.replace("-", "").isalnum() and one.isascii() for one in first)


def test_two_records_of_one_address_stay_two() -> None:
    twice = [*documents([RECORDS[0], replace(RECORDS[0], title="Other")])]
    assert len({one["id"] for one in twice}) == 2


def test_the_digest_changes_with_anything_that_is_shown_or_searched() -> None:
    before = next(iter(documents([RECORDS[0]])))["digest"]
    for change in ({"text": "x"}, {"date": "2025"}, {"archives": ("A",)}, {"topics": ()}):
        after = next(iter(documents([replace(RECORDS[0], **change)])))["digest"]
        assert after != before, change


@pytest.mark.parametrize(
    ("date", "stamp"),
    [("", 0), ("2025", 20250000), ("2025-03", 20250300), ("2025-03-07", 20250307)],
)
def test_dates_are_numbers_in_their_order(date: str, stamp: int) -> None:
    record = SearchRecord(RecordKind.TALK, "a.html", "A", date=date)
    assert next(iter(documents([record])))["stamp"] == stamp


def test_a_line_holds_one_document_whatever_its_text() -> None:
    odd = SearchRecord(RecordKind.PAGE, "a.html", "A\nB\u2028C", "\ud800 \x00 \r")
    text = meilisearch.FORM.bulk(documents([odd]), "x")
    assert text.count("\n") == 1
    assert json.loads(text)["title"] == "A\nB\u2028C"
    text.encode("utf-8")
