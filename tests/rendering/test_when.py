from __future__ import annotations

from datetime import date

import pytest

from sphinx_seminar.model.partialdate import PartialDate
from sphinx_seminar.rendering.when import format_day, format_days, format_place


@pytest.mark.parametrize("language", ["zh_CN", "zh-CN"])
def test_a_language_is_known_in_both_of_its_spellings(language: str) -> None:
    assert format_day(PartialDate(2025, 3, 14), language) == "2025年3月14日星期五"


@pytest.mark.parametrize(
    ("language", "shown"),
    [("en", "Mar 10 – 16, 2025"), ("de", "10.–16. März 2025"), ("xx", "Mar 10 – 16, 2025")],
)
def test_days_are_a_range_with_plain_spaces(language: str, shown: str) -> None:
    assert format_days(date(2025, 3, 10), date(2025, 3, 16), language) == shown


@pytest.mark.parametrize(
    ("zone", "place"),
    [
        ("America/New_York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("UTC", "UTC"),
    ],
)
def test_a_zone_is_called_by_its_city(zone: str, place: str) -> None:
    assert format_place(zone, "en") == place
