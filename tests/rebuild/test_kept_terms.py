"""The search index merged from the old one is the one that is built from all pages."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.search import js_index

from sphinx_seminar.domain.rebuild.kept_terms import KeptTerms, KeptTitle

WORDS = st.sets(st.sampled_from("abcdefgh"), max_size=6)
PAGES = st.dictionaries(st.sampled_from([f"page{n}" for n in range(6)]), WORDS, max_size=6)


def index(pages: dict[str, set[str]], titles: dict[str, str] | None = None) -> dict[str, Any]:
    """Return what Sphinx freezes for *pages*: an int where one page holds a term."""
    docnames = sorted(titles or pages)
    terms: dict[str, Any] = {}
    for number, docname in enumerate(docnames):
        for word in sorted(pages.get(docname, ())):
            terms.setdefault(word, []).append(number)
    return {
        "docnames": docnames,
        "titles": [(titles or dict.fromkeys(pages, "Title"))[docname] for docname in docnames],
        "terms": {word: one[0] if len(one) == 1 else one for word, one in terms.items()},
        "titleterms": {},
    }


@given(before=PAGES, fed=PAGES, removed=st.sets(st.sampled_from([f"page{n}" for n in range(6)])))
def test_terms_of_pages_left_alone_are_kept_and_all_others_are_new(
    before: dict[str, set[str]], fed: dict[str, set[str]], removed: set[str]
) -> None:
    kept = {docname: words for docname, words in before.items() if docname not in fed}
    kept = {docname: words for docname, words in kept.items() if docname not in removed}
    form = KeptTerms()
    loaded = form.load(io.StringIO(js_index.dumps(index(before))))
    titles = dict(zip(loaded["docnames"], loaded["titles"], strict=True))
    titles = {docname: title for docname, title in titles.items() if docname in kept}
    titles |= dict.fromkeys(fed, "Title")
    written = io.StringIO()
    form.dump(index(fed, titles), written)
    assert js_index.loads(written.getvalue()) == index(kept | fed)


def test_sphinx_gets_an_index_without_terms() -> None:
    loaded = KeptTerms().load(io.StringIO(js_index.dumps(index({"page": {"word"}}))))
    assert loaded["terms"] == loaded["titleterms"] == {}
    assert [type(title) for title in loaded["titles"]] == [KeptTitle]


@pytest.mark.parametrize(
    "text", ["", "Search.setIndex(", "Search.setIndex([])", "Search.setIndex({})"]
)
def test_a_torn_index_is_refused_as_sphinx_expects_it(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        KeptTerms().load(io.StringIO(text))
