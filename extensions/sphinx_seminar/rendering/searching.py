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
from sphinx_seminar.domain.published import publishes_files
from sphinx_seminar.domain.rebuild.freshness import FACTS_EVENT
from sphinx_seminar.domain.searching import (
    FOLDER,
    NOTE,
    STOCK,
    has_search_page,
    has_stock_search,
    search_docname,
    search_engine,
    uses_pagefind,
)
from sphinx_seminar.rendering.labels import search as labels
from sphinx_seminar.rendering.listings.search import CSS_CLASS
from sphinx_seminar.rendering.wholelist import PAGE, has_whole_list, whole_list

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
#: What the page's script imports.
MODULES = ("index", "files", "words")


class SearchForm(SphinxPostTransform):
    """Adds to the list of a search page what a site has: the form, and ways to the rest."""

    # After the placeholders (5), before references are resolved (10).
    default_priority = 6
    formats = ("html",)

    def run(self, **_kwargs: object) -> None:
        """Insert links, and an empty element with data for the script."""
        builder = self.env._app.builder  # noqa: SLF001 (as Sphinx's own transforms find it)
        if not publishes_files(builder):
            return
        docname = self.env.docname
        for plain in list(self.document.findall(nodes.container)):
            if CSS_CLASS not in plain["classes"]:
                continue
            if has_whole_list(builder):
                text = str(labels.ALL_SESSIONS)
                # Behind the words "The newest sessions:", before a long list of them.
                plain.insert(1, nodes.paragraph("", "", _link(builder, docname, PAGE, text)))
            plain.insert(0, _ways(builder, docname))
            if has_search_page(builder):
                place = nodes.raw("", _element(builder, docname), format="html")
                plain.parent.insert(plain.parent.index(plain), place)
                return


def _ways(builder: Builder, docname: str) -> list[nodes.Node]:
    """Return what to say where no script runs."""
    said: list[nodes.Node] = []
    if has_search_page(builder):
        said.append(nodes.Text(f"{labels.NEEDS_SCRIPTS} "))
    if has_stock_search(builder):
        link = _link(builder, docname, STOCK, str(labels.PLAIN_SEARCH))
        stock = nodes.inline("", "", link, classes=["seminar-search-stock"])
        stock += nodes.Text(f" {labels.PLAIN_SEARCH_HINT}.")
        said.append(stock)
    return [nodes.paragraph("", "", *said)] if said else []


def _link(builder: Builder, docname: str, page: str, text: str) -> nodes.reference:
    here, there = map(builder.get_target_uri, (docname, page))
    return nodes.reference("", text, refuri=relative_uri(here, there), internal=True)


def _element(builder: Builder, docname: str) -> str:
    here = builder.get_target_uri(docname)
    root = relative_uri(here, "") or "./"
    stock = relative_uri(here, builder.get_target_uri(STOCK)) if has_stock_search(builder) else ""
    data = {
        "root": root,
        "index": f"{root}{FOLDER}/",
        "pagefind": "1" if uses_pagefind(builder) else "",
        "engine": _engine(builder.config),
        "stock": stock,
        "partners": json.dumps(_partners(builder.env)),
        "words": json.dumps({name: str(word) for name, word in labels.WORDS.items()}),
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
    has_stock = has_stock_search(app.builder)
    types = str(context.get("theme_search_as_you_type")).lower() == "true"
    needless = frozenset() if has_stock and (pagename == STOCK or types) else STOCK_SCRIPTS

    def path_to(otheruri: str, resource: bool = False, **more: Any) -> str:  # noqa: FBT001, FBT002 (the template function's own form)
        wanted = docname if otheruri == STOCK and not resource else otheruri
        if resource and otheruri in needless:
            wanted = f"_static/{NOTHING}"
        return pathto(wanted, resource, **more)

    context["pathto"] = path_to
    context["hasdoc"] = lambda name: name == STOCK or hasdoc(name)
    context["seminar_search_word"] = labels.WORDS["field"]
    if pagename == docname:
        # Neither waits for the theme's scripts: Pydata's theme (0.20) has 540 kB of them.
        app.add_js_file("seminar-search.js", type="module", loading_method="async")
        app.add_js_file("seminar-search-offline.js", loading_method="defer")
        app.add_css_file("seminar-search.css")
        root = relative_uri(app.builder.get_target_uri(docname), "")
        context["metatags"] = context.get("metatags", "") + _early(app.builder, root)


def _early(builder: Builder, root: str) -> str:
    """Return links by which a browser loads at once what the script will ask for."""
    modules = [f"{root}_static/seminar-search-{name}.js" for name in MODULES]
    if uses_pagefind(builder):
        modules.append(f"{root}{FOLDER}/pagefind.js")
    links = [f'<link rel="modulepreload" href="{html.escape(one)}" />' for one in modules]
    note = html.escape(f"{root}{FOLDER}/{NOTE}")
    links.append(f'<link rel="preload" as="fetch" href="{note}" crossorigin="anonymous" />')
    return "".join(f"\n    {link}" for link in links)


def search_facts(_app: Sphinx, env: BuildEnvironment, builder: Builder) -> dict[str, str]:
    """Return where the search box of every page leads, and what the search page holds."""
    page = search_docname(env)
    facts = {page: f"search page {has_whole_list(builder)}"} if page else {}
    if not has_search_page(builder):
        return facts
    leads = f"search {page} {env.config.seminar_search}"
    told = (*_partners(env), _engine(env.config), str(uses_pagefind(builder)))
    facts[page] = "\n".join((facts.get(page, ""), leads, *told))
    return {**dict.fromkeys(env.found_docs, leads), **facts}


def register(app: Sphinx) -> None:
    """Register the search page with Sphinx."""
    app.add_post_transform(SearchForm)
    app.connect("html-page-context", lead_to_search)
    app.connect("html-collect-pages", whole_list)
    app.connect(FACTS_EVENT, search_facts)
