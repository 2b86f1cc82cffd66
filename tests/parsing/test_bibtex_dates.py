from __future__ import annotations

import pytest

from sphinx_seminar.model.partialdate import DateRange, PartialDate
from sphinx_seminar.parsing.bibtex.dates import parse_issued


def single(*parts: int, approximate: bool = False, uncertain: bool = False) -> DateRange:
    return DateRange(PartialDate(*parts), PartialDate(*parts), approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2004", single(2004)),
        ("2004-10", single(2004, 10)),
        ("2004-10-27", single(2004, 10, 27)),
        ("2004-10-27T11:30:00Z", single(2004, 10, 27)),
        ("1988/1992", DateRange(PartialDate(1988), PartialDate(1992))),
        ("1988-05/1992-06-02", DateRange(PartialDate(1988, 5), PartialDate(1992, 6, 2))),
        ("1997/", DateRange(PartialDate(1997), None)),
        ("1997/..", DateRange(PartialDate(1997), None)),
        ("/1997", single(1997, uncertain=True)),
        ("1723~", single(1723, approximate=True)),
        ("1723?", single(1723, uncertain=True)),
        ("1723%", single(1723, approximate=True, uncertain=True)),
        ("1273?~", single(1273, approximate=True, uncertain=True)),
        ("193u", DateRange(PartialDate(1930), PartialDate(1939), approximate=True)),
        ("19XX", DateRange(PartialDate(1900), PartialDate(1999), approximate=True)),
        ("1999-21", single(1999, 21)),
        ("1999-uu", single(1999)),
        ("-0299", single(-299)),
    ],
)
def test_biblatex_dates_are_read(text: str, expected: DateRange) -> None:
    assert parse_issued({"date": text}) == (expected, ("date",), ())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"year": "2004", "month": "January"}, single(2004, 1)),
        ({"year": "2004", "month": "5"}, single(2004, 5)),
        ({"year": "2004", "month": "12~May"}, single(2004, 5, 12)),
        ({"year": "2004", "month": "Sept.", "day": "3"}, single(2004, 9, 3)),
        ({"year": "2004", "month": "Fall"}, single(2004, 23)),
        (
            {"year": "2004", "month": "May--June"},
            DateRange(PartialDate(2004, 5), PartialDate(2004, 6)),
        ),
        (
            {"year": "2004", "month": "30 Jun--2 Jul"},
            DateRange(PartialDate(2004, 6, 30), PartialDate(2004, 7, 2)),
        ),
        ({"year": "300 {BC}"}, single(-299)),
        ({"year": "c. 1990"}, single(1990, approximate=True)),
        ({"year": "[1990]"}, single(1990, uncertain=True)),
        ({"year": "1984--86"}, DateRange(PartialDate(1984), PartialDate(1986))),
        ({"year": "1997--"}, DateRange(PartialDate(1997), None)),
        ({"year": "2010-05-03"}, single(2010, 5, 3)),
    ],
)
def test_bibtexs_fields_are_read(fields: dict[str, str], expected: DateRange) -> None:
    assert parse_issued(fields) == (expected, tuple(fields), ())


@pytest.mark.parametrize("state", ["forthcoming", "in press", "{To appear}", "n.d."])
def test_a_state_is_no_date_and_no_mistake(state: str) -> None:
    assert parse_issued({"year": state}) == (None, (), ())


@pytest.mark.parametrize(
    ("fields", "expected", "wrong"),
    [
        ({"year": "2019a"}, single(2019), ("year",)),
        ({"year": "soon"}, None, ("year",)),
        ({"year": "2004", "month": "smarch"}, single(2004), ("month",)),
        ({"year": "2004", "month": "feb", "day": "30"}, single(2004), ("month",)),
        ({"date": "2004-02-30"}, single(2004), ("date",)),
        ({"date": "tomorrow"}, None, ("date",)),
    ],
)
def test_what_cannot_be_read_stays_a_field_and_is_reported(
    fields: dict[str, str], expected: DateRange | None, wrong: tuple[str, ...]
) -> None:
    issued = parse_issued(fields)
    assert issued.date == expected
    assert issued.wrong == wrong
    assert not set(wrong) & set(issued.read)
