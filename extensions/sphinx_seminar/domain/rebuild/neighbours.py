"""What a page shows of other pages through its place in the tree.

- On an HTML page, the theme shows the titles of the documents before and after it and of
  those above it, with links: :func:`relation_facts`.
- In every output, a visible toctree shows titles and headings of the documents below it,
  down to its depth: :func:`toctree_facts`. Sphinx writes a holder again when a document
  that it names was read, not when one deeper down was, nor after a build that was killed.
- A document that named a document which is gone is read again, so that it says so as in a
  clean build: :func:`holders_of_removed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def title_text(env: BuildEnvironment, docname: str) -> str:
    """Return a text that changes with the title of *docname* as other pages show it."""
    title = env.titles.get(docname)
    if title is None:
        return ""
    if all(type(child) is nodes.Text for child in title.children):
        return title.astext()
    return title.pformat()


def tree_relations(env: BuildEnvironment) -> dict[str, tuple[str, str, str]]:
    """Return the documents above, before and after each, "" where there is none.

    The same as ``env.collect_relations()``, without its recursion and without saying its
    warning about a toctree that holds itself a second time.
    """
    order: list[str] = []
    parents: dict[str, str] = {}
    pending = [("", env.config.root_doc)]
    while pending:
        parent, docname = pending.pop()
        if docname in parents:
            continue
        parents[docname] = parent
        order.append(docname)
        children = env.toctree_includes.get(docname, ())
        pending.extend((docname, child) for child in reversed(children))
    return {
        docname: (parents[docname], before, after)
        for docname, before, after in zip(order, ["", *order], [*order[1:], ""], strict=False)
    }


def relation_facts(_app: Sphinx, env: BuildEnvironment, builder: Builder) -> Mapping[str, str]:
    """Return what the theme shows of the neighbours of each page (``seminar-facts``)."""
    if builder.format != "html":
        return {}
    relations = tree_relations(env)
    titles = {docname: f"{docname}\x1f{title_text(env, docname)}" for docname in relations}
    titles[""] = ""
    above: dict[str, str] = {"": ""}
    facts = {}
    # parents stand before their children
    for docname, (parent, before, after) in relations.items():
        above[docname] = f"{above[parent]}\x1e{titles[docname]}"
        facts[docname] = f"{above[parent]}\x1d{titles[before]}\x1d{titles[after]}"
    return facts


def contents_text(env: BuildEnvironment, docname: str, depth: int = 0) -> str:
    """Return the headings of *docname* down to *depth* levels (all when not positive)."""
    shown: list[str] = []
    _gather(env, env.tocs[docname], shown, _Limit(depth), ())
    return "\x1f".join(shown)


class _Limit:
    """How much of a document a toctree shows at one level of it."""

    __slots__ = ("level", "maxdepth", "titles_only")

    def __init__(self, maxdepth: int, level: int = 0, *, titles_only: bool = False) -> None:
        self.maxdepth = maxdepth
        self.level = level
        self.titles_only = titles_only

    def deeper(self) -> _Limit | None:
        if 0 < self.maxdepth <= self.level:
            return None
        return _Limit(self.maxdepth, self.level + 1, titles_only=self.titles_only)


def _gather(
    env: BuildEnvironment,
    node: nodes.Node,
    shown: list[str],
    limit: _Limit,
    within: tuple[str, ...],
) -> None:
    """Add to *shown* what a toctree shows of *node*, a part of a document's contents."""
    for child in node.children:
        if isinstance(child, nodes.reference):
            shown.append(f"{child.get('anchorname', '')} {child.astext()}")
        elif isinstance(child, addnodes.toctree):
            if within and not child.get("hidden"):
                shown.extend(_entries(env, child, limit, within))
        elif isinstance(child, nodes.bullet_list):
            inner = limit.deeper()
            if inner is not None:
                _gather(env, child, shown, inner, within)
        elif isinstance(child, nodes.Element):
            _gather(env, child, shown, limit, within)


def _entries(
    env: BuildEnvironment, toctree: addnodes.toctree, limit: _Limit, within: tuple[str, ...]
) -> Iterator[str]:
    """Yield what *toctree* shows of each document that it names."""
    for title, docname in toctree["entries"]:
        if docname not in env.tocs or docname in within:
            continue
        yield f"{docname} {title or title_text(env, docname)}"
        yield str(env.toc_secnumbers.get(docname, ""))
        shown: list[str] = []
        if (inner := limit.deeper()) is not None:
            _gather(env, env.tocs[docname], shown, inner, (*within, docname))
        yield from shown


def toctree_facts(_app: Sphinx, env: BuildEnvironment, _builder: Builder) -> Mapping[str, str]:
    """Return what the visible toctrees of each document show (``seminar-facts``)."""
    facts = {}
    for docname in env.toctree_includes:
        shown: list[str] = []
        for toctree in env.tocs[docname].findall(addnodes.toctree):
            if not toctree.get("hidden"):
                limit = _Limit(toctree.get("maxdepth", -1))
                shown.extend(_entries(env, toctree, limit, (docname,)))
        if shown:
            facts[docname] = "\x1f".join(shown)
    return facts


def holders_of_removed(
    _app: Sphinx,
    env: BuildEnvironment,
    _added: set[str],
    _changed: set[str],
    removed: set[str],
) -> list[str]:
    """Return the documents whose toctrees name a document that is gone (``env-get-outdated``)."""
    if not removed:
        return []
    return [
        docname
        for docname, children in sorted(env.toctree_includes.items())
        if not removed.isdisjoint(children)
    ]
