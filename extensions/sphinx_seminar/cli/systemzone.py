"""The time zone of this machine, as a proposal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.parsing.spans import is_zone

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINK, _NAME = Path("/etc/localtime"), Path("/etc/timezone")
_DATABASE = "zoneinfo/"


def system_zone(environ: Mapping[str, str]) -> str:
    """Return the IANA name of the machine's zone, UTC where nothing tells it."""
    for name in (environ.get("TZ", "").removeprefix(":"), _linked(), _written()):
        if name and is_zone(name):
            return name
    return "UTC"


def _linked() -> str:
    try:
        return str(_LINK.resolve()).rpartition(_DATABASE)[2]
    except (OSError, RuntimeError):
        return ""


def _written() -> str:
    try:
        return _NAME.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""
