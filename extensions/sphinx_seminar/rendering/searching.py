"""Where searches of a site lead, and what the search page's script is told.

Themes ask ``pathto('search')`` for the page that their search boxes lead to: they get the
page with ``{search}``. The script builds the form; all it knows comes as data attributes.
"""

from __future__ import annotations

import html
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.osutil import relative_uri

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.rebuild.freshness import FACTS_EVENT
from sphinx_seminar.domain.searching import (
    FOLDER,
    ONLY,
    STOCK,
    has_search_page,
    search_docname,
    search_engine,
    uses_pagefind,
)
from sphinx_seminar.rendering.labels.search import WORDS
from sphinx_seminar.rendering.listings.search import CSS_CLASS

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

#: Pydata's theme (0.20) loads the whole stock index on every page, for search as you type,
#: even where that is switched off: 6 MB at 5,000 sessions.
STOCK_SCRIPTS = frozenset({"_static/searchtools.js", "_static/language_data.js", "searchindex.js"})
NOTHING = "seminar-search-none.js"


class SearchForm(SphinxPostTransform):
    """Puts the place of the search form before the list that stands there without it."""

    # After the placeholders (5), before references are resolved (10).
    default_priority = 6
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Insert an empty element with data for the script."""
        builder = self.env._app.builder  # noqa: SLF001 (as Sphinx's own transforms find it)
        if not has_search_page(builder):
            return
        for plain in list(self.document.findall(nodes.container)):
            if CSS_CLASS in plain["classes"]:
                place = nodes.raw("", _element(builder, self.env.docname), format="html")
                plain.parent.insert(plain.parent.index(plain), place)
                return


def _element(builder: Builder, docname: str) -> str:
    here = builder.get_target_uri(docname)
    root = relative_uri(here, "") or "./"
    only = builder.config.seminar_search == ONLY
    data = {
        "root": root,
        "index": f"{root}{FOLDER}/",
        "pagefind": "1" if uses_pagefind(builder) else "",
        "engine": _engine(builder.config),
        "stock": "" if only else relative_uri(here, builder.get_target_uri(STOCK)),
        "partners": json.dumps(_partners(builder.env)),
        "words": json.dumps({name: str(word) for name, word in WORDS.items()}),
    }
    attributes = "".join(f' data-{name}="{html.escape(value)}"' for name, value in data.items())
    return f'<div id="seminar-search" class="seminar-search"{attributes} hidden="hidden"></div>'


def _engine(config: Config) -> str:
    """Return what the script asks in the place of Pagefind, '' for nothing else."""
    engine = search_engine(config)
    return json.dumps(asdict(engine)) if engine else ""


def _partners(env: BuildEnvironment) -> list[str]:
    """Return the folders of other archives that results may lead to."""
    return [one.address for one in seminar_domain(env).federation.partners]


def lead_to_search(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    """Let the theme's search boxes lead to the search page (``html-page-context``)."""
    if not has_search_page(app.builder):
        return
    docname = search_docname(app.env)
    pathto: Callable[..., str] = context["pathto"]
    hasdoc: Callable[[str], bool] = context["hasdoc"]
    keeps = pagename == STOCK or str(context.get("theme_search_as_you_type")).lower() == "true"
    needless = frozenset() if keeps else STOCK_SCRIPTS

    def path_to(otheruri: str, resource: bool = False, **more: Any) -> str:  # noqa: FBT001, FBT002 (the template function's own form)
        wanted = docname if otheruri == STOCK and not resource else otheruri
        if resource and otheruri in needless:
            wanted = f"_static/{NOTHING}"
        return pathto(wanted, resource, **more)

    context["pathto"] = path_to
    context["hasdoc"] = lambda name: name == STOCK or hasdoc(name)
    context["seminar_search_word"] = WORDS["field"]
    if pagename == docname:
        app.add_js_file("seminar-search.js", type="module")
        app.add_js_file("seminar-search-offline.js", loading_method="defer")
        app.add_css_file("seminar-search.css")


def search_facts(_app: Sphinx, env: BuildEnvironment, builder: Builder) -> dict[str, str]:
    """Return where the search box of every page leads."""
    if not has_search_page(builder):
        return {}
    page = search_docname(env)
    leads = f"search {page} {env.config.seminar_search}"
    told = (*_partners(env), _engine(env.config), str(uses_pagefind(builder)))
    return {**dict.fromkeys(env.found_docs, leads), page: "\n".join((leads, *told))}


def register(app: Sphinx) -> None:
    """Register the search page with Sphinx."""
    app.add_post_transform(SearchForm)
    app.connect("html-page-context", lead_to_search)
    app.connect(FACTS_EVENT, search_facts)
