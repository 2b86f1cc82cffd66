# ruff: noqa: INP001 - a package named typst would hide the real one
from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from volume_case import build_volume

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from volume_case import Volume


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Volume]:
    return partial(build_volume, tmp_path)
