"""Zotero's own code reads the readings of a page: titles, authors, dates and DOIs are refs.bib's.

Needs node, and a checkout of https://github.com/zotero/utilities (AGPL, not part of this
project) named by the environment variable ``SEMINAR_ZOTERO_UTILITIES``.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_seminar.model.csl import plain_item
from sphinx_seminar.model.scope import archive_scope

from .library import USUAL
from .test_metadata import FILES

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site

UTILITIES = os.environ.get("SEMINAR_ZOTERO_UTILITIES", "")
BIBLIOGRAPHIES = os.environ.get("SEMINAR_BIBLIOGRAPHIES", "")

pytestmark = pytest.mark.skipif(not UTILITIES, reason="SEMINAR_ZOTERO_UTILITIES is not set")


def zotero(page: str) -> list[dict[str, Any]]:
    spans = re.findall(r'<span class="Z3988" title="([^"]*)">', page)
    done = subprocess.run(
        ["node", Path(__file__).with_name("zotero_coins.js"), UTILITIES],
        input="\n".join(map(unescape, spans)),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def expected_names(item: dict[str, Any]) -> set[str]:
    names = set()
    for name in item.get("author", ()):
        if "literal" in name:
            names.add(name["literal"])
            continue
        particle = name.get("non-dropping-particle", "")
        space = " " if particle and not particle.endswith(("'", "’", "-")) else ""
        given = " ".join(filter(None, (name.get("given"), name.get("suffix"))))
        names.add(f"{particle}{space}{name['family']}|{given}" if given else name["family"])
    return names


def sources() -> list[str]:
    folder = Path(BIBLIOGRAPHIES)
    real = sorted(folder.glob("*.bib")) if BIBLIOGRAPHIES else []
    return [USUAL, *(path.read_text("utf-8") for path in real)]


@pytest.mark.parametrize("source", sources(), ids=lambda text: str(len(text)))
def test_zotero_reads_the_bibliography_as_it_is(
    make_site: Callable[..., Site], source: str
) -> None:
    built = make_site({**FILES, "refs.bib": source}).build()
    shown = re.findall(r'id="reading-[^"]*"', built.text("bib.html"))
    found = zotero(built.text("bib.html"))
    assert len(found) == len(shown) == len(archive_scope(built.archive).keys)
    by_title: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        by_title.setdefault(one.get("title", ""), []).append(one)
    wrong = []
    for key in archive_scope(built.archive).keys:
        item = plain_item(built.archive.readings[key])
        # Zotero takes every plus sign for a space.
        title = " ".join(item.get("title", "").split()).replace("+", " ")
        same = by_title.get(title, [])
        if not any(agrees(one, item) for one in same):
            wrong.append((key, title, same))
    assert wrong == []


def folded(name: str) -> str:
    """Return *name* without what Zotero's own tidying of names changes: spaces, stops, case."""
    return "".join(char for char in name.casefold() if char.isalnum() or char == "|")


def agrees(found: dict[str, Any], item: dict[str, Any]) -> bool:
    names = {
        f"{one['lastName']}|{one['firstName']}" if one.get("firstName") else one["lastName"]
        for one in found["creators"]
    }
    parts = item.get("issued", {}).get("date-parts", [[0]])[0]
    date = found.get("date", "") or found.get("issueDate", "")
    return (
        set(map(folded, names)) == set(map(folded, expected_names(item)))
        and (parts[0] <= 0 or date.startswith(f"{parts[0]:04d}"))
        and found.get("DOI", "").replace("+", " ") == item.get("DOI", "").replace("+", " ")
    )
