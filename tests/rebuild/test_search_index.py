"""Sphinx's incremental search index is repaired part by part."""

from __future__ import annotations

import json

import pytest
from sphinx.search import js_index

from sphinx_seminar.domain.rebuild import search_index

from .conftest import Site, differences

INDEX = {
    "alltitles": {'A "docnames":["x"]': [[0, None]], "docnames": [[1, "terms"]], ":[]": [[0, "b"]]},
    "docnames": ["a", "b"],
    "envversion": {"sphinx": 66},
    "filenames": ["a.md", "b.md"],
    "indexentries": {"old": [[0, "id", False]]},
    "objects": {"terms": [[0, 0, 1, "", "x"]]},
    "objnames": {},
    "objtypes": {},
    "terms": {"lost": [], 'odd "key":[]': 1, "kept": [0, 1], "one": 0, "last": []},
    "titles": ['A "docnames":["x"]', ":[]"],
    "titleterms": {"a": 0, "gone": []},
}


def test_parts_are_replaced_and_the_rest_stays() -> None:
    text = js_index.dumps(INDEX)
    text = search_index.with_entries(text, {"b": (("Word", "id-1", "main"),), "gone": ()})
    for key in search_index.TERMS:
        text = search_index.without_empty(text, key)
    assert js_index.loads(text) == INDEX | {
        "indexentries": {"word": [[1, "id-1", True]]},
        "terms": {'odd "key":[]': 1, "kept": [0, 1], "one": 0},
        "titleterms": {"a": 0},
    }
    assert text == js_index.dumps(json.loads(json.dumps(js_index.loads(text))))


def test_an_index_without_entries_stays_as_it_is() -> None:
    text = js_index.dumps(INDEX | {"indexentries": {}})
    assert search_index.with_entries(text, {}) is text


@pytest.mark.parametrize("change", ["nothing", "touch", "edit", "unindexed", "untitled"])
def test_entries_of_all_pages_stay(built: Site, change: str) -> None:
    if change == "touch":
        (built.source / "sessions/2024/2024-02-02.md").touch()
    elif change == "edit":
        built.replace("about.md", "single: welcome", "single: greeting")
    elif change == "unindexed":
        built.write("sessions/2024/2024-01-05.md", "# Bare\n\nNo entries.\n")
    elif change == "untitled":
        built.write("sessions/2024/2024-01-05.md", "```{index} lonely\n```\n\nNo title.\n")
    built.build()
    built.build()
    assert differences(built.out(), built.clean()) == []


def test_entries_of_pages_kept_out_of_the_search_stay_out(site: Site) -> None:
    site.write("about.md", "---\nno-search: true\n---\n\n# About\n\n```{index} secret\n```\n")
    site.replace("sessions/2024/2024-03-01.md", ", see [](#rules)", "")
    site.build()
    site.replace("sessions/2024/2024-03-01.md", "Polymers", "Chains")
    site.build()
    assert differences(site.out(), site.clean()) == []
