"""Pages say where clocks changed since the last session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Built, Site

ZONES = 'seminar_series["main"]["zones"] = ["Europe/London", "America/New_York"]\n'
NOTE = (
    "Clocks changed in London since the last session: "
    "14:00 in Singapore is now 06:00 in London, it was 07:00."
)


def page(day: str, options: str = "") -> str:
    return f"# Day {day}\n\n:::{{session}} {day}\n{options}\n:::\n"


FILES = {
    "index.md": "# Index\n\n```{toctree}\na\nb\n```\n",
    "a.md": page("2025-10-24"),
    "b.md": page("2025-10-31"),
}


def make(make_site: Callable[..., Site], more: str = ZONES) -> Site:
    site = make_site(FILES)
    site.configure(more)
    return site


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_the_page_says_what_the_change_means(make_site: Callable[..., Site], builder: str) -> None:
    built = make(make_site).build(builder)
    name = {"html": "b.html", "text": "b.txt", "latex": "seminar.tex"}[builder]
    shown = " ".join(built.text(name).split())
    assert shown.count(NOTE) == 1
    assert not built.messages


def test_places_are_named_in_the_language_of_the_site(make_site: Callable[..., Site]) -> None:
    built = make(make_site).build(language="de")
    assert "06:00 in London" in built.text("b.html")
    assert "14:00 in Singapur" in built.text("b.html")


def notes(built: Built) -> list[str]:
    return [name for name in ("a", "b") if "Clocks changed" in built.text(f"{name}.html")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"a.md": page("2025-10-24", ":status: cancelled")}, []),
        ({"a.md": page("2025-10-28")}, []),
        ({"a.md": page("2025-10-24 15:00")}, ["b"]),
        ({"b.md": page("2025-10-31", ":status: cancelled")}, []),
        ({"b.md": page("2025-10-17")}, []),
        ({"a.md": page("2025-11-07")}, ["a"]),
    ],
)
def test_an_incremental_build_says_what_a_clean_one_says(
    make_site: Callable[..., Site], change: dict[str, str], expected: list[str]
) -> None:
    site = make(make_site)
    site.build()
    site.write(change)
    incremental = site.build()
    clean = site.build(doctrees="other", out="clean")
    assert notes(incremental) == notes(clean) == expected
    for name in ("a.html", "b.html"):
        assert incremental.text(name) == clean.text(name)


def test_another_setting_writes_the_pages_again(make_site: Callable[..., Site]) -> None:
    site = make(make_site, "")
    assert notes(site.build()) == []
    site.configure(ZONES)
    assert notes(site.build()) == ["b"]
