"""Remembered stems give the same index, byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.search import languages
from sphinx.search.en import SearchEnglish

from sphinx_seminar.domain.rebuild import stemming

from .conftest import differences

if TYPE_CHECKING:
    from .conftest import Site

WORDS = ["Running", "runs", "generalisation", "scale", "scaling", "Über", "x", "2024", "日本"]


@pytest.fixture(autouse=True)
def _stock_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    stock = {code: found for code, found in languages.items() if isinstance(found, str)}
    monkeypatch.setattr("sphinx.search.languages", stock | {"en": SearchEnglish})
    monkeypatch.setattr(stemming, "languages", stock | {"en": SearchEnglish})


def remembered(code: str) -> type[stemming.RememberedStems]:
    stock = stemming.stock_language(code)
    assert stock is not None
    return type("Remembered", (stemming.RememberedStems, stock), {})


@pytest.mark.parametrize("code", ["en", "de", "fr", "ru", "pt_BR", "zh", "ja"])
def test_a_language_answers_as_the_stock_one(code: str) -> None:
    stock = stemming.stock_language(code)
    assert stock is not None
    one, two = stock({}), remembered(code)({})
    assert [one.stem(word) for word in WORDS * 2] == [two.stem(word) for word in WORDS * 2]
    assert (one.lang, one.language_name, one.stopwords) == (
        two.lang,
        two.language_name,
        two.stopwords,
    )
    assert one.js_stemmer_code == two.js_stemmer_code
    assert one.js_stemmer_rawcode == two.js_stemmer_rawcode


def test_a_word_is_stemmed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(SearchEnglish, "stem", lambda _, word: asked.append(word) or word)
    language = remembered("en")({})
    for word in ("scale", "model", "scale"):
        language.stem(word)
    assert asked == ["scale", "model"]


def test_an_unknown_language_is_left_to_sphinx() -> None:
    assert stemming.stock_language("tlh") is None


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_search_index_is_the_stock_one(site: Site, language: str) -> None:
    site.apart = True
    site.configure(more=f"language = {language!r}\n")
    ours = site.clean()
    site.configure(more=f'language = {language!r}\nextensions.remove("rebuild_alone")\n')
    stock = site.clean()
    # the list of extensions is no part of any page
    assert differences(ours, stock) == [".seminar-manifest.json"]
