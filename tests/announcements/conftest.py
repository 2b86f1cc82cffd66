from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from sphinx import locale

from seminar_site import EPOCH, Site
from sphinx_seminar.cli.program import seminar

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONF = """
html_baseurl = "https://seminar.example.org/"
seminar_today = "2025-03-10"
seminar_series = {
    "group": {
        "title": "Reading group",
        "zone": "Europe/Berlin",
        "zones": ["America/New_York", "Asia/Shanghai"],
        "time": "14:00-15:30",
        "venue": {"name": "Room 101", "url": "https://example.org/room-101"},
        "organisers": ["Mira Lindqvist"],
        "contact": "group@example.org",
    },
    "colloquium": {"title": "Colloquium", "zone": "America/New_York", "time": "16:00"},
}
"""
URL = "https://video.example.net/room/kq7-81726354-zz?token=Vv9xK2mB4n"
MEETING_ID = "817 2635 4000"
PASSCODE = "Tau/7+pq"
HOST_KEY = "990-117"
OTHER = "other-pass-77"
ACCESS = f"""\
[main]
url = "{URL}"
meeting-id = "{MEETING_ID}"
passcode = "{PASSCODE}"
host-key = "{HOST_KEY}"
note = "Please mute yourself."

[other]
passcode = "{OTHER}"
"""
REFS = """\
@article{shannon1948,
  author  = {Shannon, Claude E.},
  title   = {A Mathematical Theory of {C}ommunication},
  journal = {Bell System Technical Journal},
  year    = {1948},
  doi     = {10.1002/j.1538-7305.1948.tb01338.x},
}
"""
NEXT = """\
# Channel *capacity*

:::::{session} 2025-03-14
:format: hybrid
:join: main
:chair: Tomás Aragão
:notice: Bring a <laptop> & a pen.

Text of the session.

::::{talk} Channel *capacity*
:speaker: Mira Lindqvist (Example University); 林小雨
:readings: shannon1948 (sec. 12)
How much can be said with $x \\in X$, see [the notes](https://example.org/notes).

- one *item*
- `two`
::::
:::::
"""
PAGES = {
    "refs.bib": REFS,
    "next.md": NEXT,
    "before.md": "# Before\n\n:::{session} 2025-03-07\n:::\n",
    "cancelled.md": (
        "# A cancelled talk\n\n::::{session} 2025-03-12\n:series: colloquium\n"
        ":status: cancelled\n:reason: illness\n\n"
        ":::{talk} On <b>bold</b> claims\n:speaker: Noor El-Amin\n:::\n::::\n"
    ),
    "soon.md": "# To be announced\n\n:::{session} 2025-03-28\n:status: tba\n:::\n",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """An archive with a session ahead that people join online, and others around it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    made = Site(tmp_path, {**PAGES, "access.toml": ACCESS})
    made.configure(CONF)
    return made


@pytest.fixture
def announce(site: Site) -> Callable[..., Result]:
    """Run ``seminar announce`` for the archive."""

    def call(*arguments: str) -> Result:
        # Catalogues of an application before this one would stay in force.
        locale.translators.clear()
        return CliRunner().invoke(
            seminar, ["-C", str(site.source), "announce", *arguments], catch_exceptions=False
        )

    return call
