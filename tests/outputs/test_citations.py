"""A talk is ready to be cited, on its page and in files that other programs read."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pybtex.database
import pytest
import rispy

from sphinx_seminar.model.csl import csl_item

from .library import HOSTILE, USUAL, library

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site

FILES = {
    "people.toml": '[ann]\nname = "Ann Ng"\nsort = "Ng, Ann"\n',
    "index.md": """\
        # Index

        ::::{session} 2025-01-17
        :::{talk} On *forms* & 100% of $x_{1}$ } {\\evil
        :speaker: Ann Ng; Zoë "Z" O'Hara
        :::
        :::{talk} With a DOI
        :speaker: Bob
        :doi: 10.5281/zenodo.1
        :::
        :::{talk}
        :speaker: Nobody knows the title
        :::
        ::::

        ::::{session} 2025-02-14
        :status: cancelled
        :::{talk} Never held
        :speaker: Cid
        :::
        ::::
        """,
}


@pytest.fixture
def files(make_site: Callable[..., Site]) -> Path:
    return make_site(FILES).build(html_baseurl="https://example.org/").outdir


def test_only_talks_that_can_be_cited_have_files(files: Path) -> None:
    found = {path.name.partition(".")[0] for path in (files / "exports/citation").iterdir()}
    assert found == {"2025-01-17-1", "2025-01-17-2"}
    page = (files / "index.html").read_text()
    assert page.count("seminar-cite-talk") == 2


def test_pybtex_reads_the_entry_whatever_the_title_holds(files: Path) -> None:
    text = (files / "exports/citation/2025-01-17-1.bib").read_text()
    (entry,) = pybtex.database.parse_string(text, "bibtex").entries.values()
    assert entry.type == "unpublished"
    assert entry.fields["year"] == "2025"
    assert entry.fields["url"] == "https://example.org/index.html#talk-2025-01-17-1"
    assert len(entry.persons["author"]) == 2
    assert r"\emph{forms} \& 100\% of $x_{1}$" in entry.fields["title"]
    again = library(text).readings
    assert [one.key for one in again] == ["talk-2025-01-17-1"]


def test_a_doi_makes_a_published_talk(files: Path) -> None:
    text = (files / "exports/citation/2025-01-17-2.bib").read_text()
    (entry,) = pybtex.database.parse_string(text, "bibtex").entries.values()
    assert (entry.type, entry.fields["doi"]) == ("misc", "10.5281/zenodo.1")
    plain = (files / "exports/citation/2025-01-17-2.txt").read_text()
    assert plain == (
        "Bob. 2025. “With a DOI.” Main seminar, Room 1, January 17, 2025. "
        "https://doi.org/10.5281/zenodo.1\n"
    )


def test_names_are_in_parts_only_where_somebody_said_how(files: Path) -> None:
    (item,) = json.loads((files / "exports/citation/2025-01-17-1.json").read_text())
    assert item["author"] == [{"family": "Ng", "given": "Ann"}, {"literal": 'Zoë "Z" O\'Hara'}]
    assert item["event-title"] == "Main seminar"
    (record,) = rispy.loads((files / "exports/citation/2025-01-17-1.ris").read_text())
    assert record["authors"] == ["Ng, Ann", 'Zoë "Z" O\'Hara,']
    assert record["date"] == "2025/01/17/"


@pytest.mark.skipif("SEMINAR_CSL_SCHEMA" not in os.environ, reason="SEMINAR_CSL_SCHEMA is not set")
def test_items_are_valid_against_the_schema_of_csl(files: Path) -> None:
    """The schema is csl-data.json of https://github.com/citation-style-language/schema."""
    schema = json.loads(Path(os.environ["SEMINAR_CSL_SCHEMA"]).read_text("utf-8"))
    folder = Path(os.environ.get("SEMINAR_BIBLIOGRAPHIES", "/nonexistent"))
    sources = [USUAL, HOSTILE, *(path.read_text("utf-8") for path in folder.glob("*.bib"))]
    items = [csl_item(one) for text in sources for one in library(text).readings]
    jsonschema.validate(items, schema)
    for path in (files / "exports/citation").glob("*.json"):
        jsonschema.validate(json.loads(path.read_text()), schema)
