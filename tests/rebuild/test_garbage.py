"""A build leaves Python's garbage collector as it found it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .conftest import Site


@pytest.mark.parametrize("threshold", [(700, 10, 10), (123, 4, 5)])
def test_thresholds_are_put_back(site: Site, threshold: tuple[int, int, int]) -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(*threshold)
        site.build("dummy")
        assert gc.get_threshold() == threshold
        assert gc.get_freeze_count() == 0
    finally:
        gc.set_threshold(*before)
