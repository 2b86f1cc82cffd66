"""The search index stems each word once a build, not once a page.

Decides nothing about search: the registered language is the stock one of the project,
and its stemmer's answers are remembered across pages, so ``searchindex.js`` and
``language_data.js`` stay the same bytes. A page holds mostly words that other pages hold
too; Sphinx's own memory lasts for one page.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from sphinx.search import SearchLanguage, languages

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Words remembered, about 200 bytes each; an archive of 10,000 sessions has 60,000.
REMEMBERED_WORDS = 1 << 17


class RememberedStems(SearchLanguage):
    """A search language whose stemmer is asked once for each word.

    Mixed in before a language of Sphinx, to which everything else is left.
    """

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self._remembered: Callable[[str], str] = lru_cache(maxsize=REMEMBERED_WORDS)(super().stem)

    def stem(self, word: str) -> str:
        """Return the stem of *word* as the language's own stemmer gives it."""
        return self._remembered(word)


def stock_language(code: str) -> type[SearchLanguage] | None:
    """Return the class that Sphinx would use for *code*, or None where it has none.

    An unknown code makes Sphinx fall back to English without looking at what is
    registered, so there is nothing to improve for it.
    """
    found = languages.get(code) or languages.get(code.partition("_")[0])
    if isinstance(found, str):
        module, _, name = found.rpartition(".")
        found = getattr(import_module(module), name)
    return found if isinstance(found, type) else None


def remember_stems(app: Sphinx, config: Config) -> None:
    """Register the project's search language with a memory (``config-inited``)."""
    stock = stock_language(config.html_search_language or config.language or "en")
    if stock is None or stock.stem is SearchLanguage.stem or issubclass(stock, RememberedStems):
        return
    app.add_search_language(type(f"Remembered{stock.__name__}", (RememberedStems, stock), {}))
