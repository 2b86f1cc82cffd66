"""The day on LaTeX's title page is an input of the build, as in the other volume."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site


def day_in(site: Site, **settings: str) -> str:
    built = site.build("latex", **settings)
    (source,) = built.outdir.glob("*.tex")
    (day,) = re.findall(r"\\date\{(.*)\}", source.read_text("utf-8"))
    return day


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "Jan 20, 2025"),
        ({"today": "Spring"}, "Spring"),
        ({"seminar_today": "2025-03-01"}, "Mar 01, 2025"),
        ({"today_fmt": "%Y"}, "2025"),
    ],
)
def test_the_title_page_shows_the_day_of_the_volume(
    make_site: Callable[..., Site], settings: dict[str, str], expected: str
) -> None:
    assert day_in(make_site(), **settings) == expected


def test_without_a_day_among_the_inputs_the_title_page_shows_none(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert day_in(site) == ""
