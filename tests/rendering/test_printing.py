from __future__ import annotations

import pytest

from sphinx_seminar.domain.records import ListingKind, ListingRecord
from sphinx_seminar.model.selection import Period, Selection
from sphinx_seminar.rendering.volume.addresses import short_address
from sphinx_seminar.rendering.volume.printing import BACK_MATTER, is_printed


def _listing(kind: str, selection: Selection | None = None) -> ListingRecord:
    whole = selection is None
    return ListingRecord(ListingKind(kind), selection or Selection(), "index", is_whole=whole)


@pytest.mark.parametrize(
    ("listing", "indexed", "printed"),
    [
        # no use on paper
        (_listing("search"), BACK_MATTER, False),
        (_listing("upcoming", Selection(series=("a",))), BACK_MATTER, False),
        (_listing("sessions", Selection(period=Period.PAST)), BACK_MATTER, False),
        (_listing("sessions", Selection(limit=5)), BACK_MATTER, False),
        (_listing("timeline", Selection(period=Period.UPCOMING)), BACK_MATTER, False),
        (_listing("reading-list", Selection(limit=5)), BACK_MATTER, False),
        # the contents and the indices have it
        (_listing("sessions"), BACK_MATTER, False),
        (_listing("speakers"), BACK_MATTER, False),
        (_listing("speakers"), ("topics", "colophon"), True),
        (_listing("topics"), (), True),
        # nothing else has it
        (_listing("sessions", Selection(year=("2025",))), BACK_MATTER, True),
        (_listing("speakers", Selection(year=("2025",))), BACK_MATTER, True),
        (_listing("readings"), BACK_MATTER, True),
        (_listing("reading-list", Selection(topic=("sums",))), BACK_MATTER, True),
        (_listing("series"), BACK_MATTER, True),
        (_listing("timeline"), BACK_MATTER, True),
    ],
)
def test_a_listing_is_printed_unless_paper_has_another_way_for_it(
    listing: ListingRecord,
    indexed: tuple[str, ...],
    printed: bool,  # noqa: FBT001 (what pytest passes)
) -> None:
    assert is_printed(listing, indexed) is printed


@pytest.mark.parametrize(
    ("address", "whole", "cut"),
    [
        ("https://www.example.org/", "example.org", "example.org"),
        ("https://youtu.be/abc", "youtu.be/abc", "youtu.be/abc"),
        (
            "https://example.org/of/the/seminar/a-long-name-of-slides.pdf",
            "example.org/of/the/seminar/a-long-name-of-slides.pdf",
            "example.org/…long-name-of-slides.pdf",
        ),
        ("https://example.org/%E6%BC%A2.pdf", "example.org/漢.pdf", "example.org/漢.pdf"),
        ("https://example.org/?a=%20", "example.org/?a=%20", "example.org/?a=%20"),
        (f"https://{'long.' * 9}org", f"{'long.' * 9}org", f"{'long.' * 9}org"),
        ("https://[broken", "[broken", "[broken"),
    ],
)
def test_an_address_on_paper_is_short_and_can_still_be_typed(
    address: str, whole: str, cut: str
) -> None:
    assert short_address(address, cut=False) == whole
    assert short_address(address, cut=True) == cut
