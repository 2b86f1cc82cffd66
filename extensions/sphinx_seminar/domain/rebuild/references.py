"""What a page shows of the targets of its cross-references: title, place and number.

Sphinx writes the target of a reference when it changed, not the pages that refer to it:
they keep an old title, or a link to a page that is gone. What each document refers to is
collected while it is read; what the names stand for is looked up, once a build, in the
tables of all domains that are referred to. A name that fits several objects depends on
all of them: a page may be written once too often, never once too few.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.util import docname_join

from sphinx_seminar.domain.rebuild.neighbours import title_text
from sphinx_seminar.domain.rebuild.tables import TableCollector, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

#: Where the references lie in the environment: docname -> ((target, anchor), ...).
ATTRIBUTE = "seminar_references"
Reference = tuple[str, str]


def noted_references(env: BuildEnvironment) -> dict[str, tuple[Reference, ...]]:
    """Return the references of all documents, by docname; the table itself, not a copy."""
    return table_of(env, ATTRIBUTE)


class ReferenceCollector(TableCollector):
    """Notes what each document refers to, before references are resolved."""

    attribute = ATTRIBUTE

    def process_doc(self, app: Sphinx, doctree: nodes.document) -> None:
        """Note the references of the document that was just read."""
        found = {
            (str(node.get("reftarget") or ""), str(node.get("reftargetid") or ""))
            for node in doctree.findall(addnodes.pending_xref)
        }
        if found:
            noted_references(app.env)[app.env.docname] = tuple(sorted(found))

    def get_outdated_docs(
        self,
        _app: Sphinx,
        env: BuildEnvironment,
        added: set[str],
        changed: set[str],
        removed: set[str],
    ) -> list[str]:
        """Return the documents that name a document which came or went.

        MyST looks for the file behind a link while it reads, so writing is not enough.
        """
        names = added | removed
        if not names:
            return []
        return sorted(
            docname
            for docname, references in noted_references(env).items()
            if docname not in changed
            and any(_names_document(env, docname, target, names) for target, _ in references)
        )


def reference_facts(_app: Sphinx, env: BuildEnvironment, _builder: Builder) -> Mapping[str, str]:
    """Return what the targets of each document's references are (``seminar-facts``)."""
    noted = noted_references(env)
    if not noted:
        return {}
    wanted = {_key(target) for references in noted.values() for target, _ in references}
    table: dict[str, list[str]] = {}
    for domain in env.domains.sorted():
        for name, what in _objects(domain):
            if (key := _key(name)) in wanted:
                table.setdefault(key, []).append(f"{domain.name} {name} {what}")
    meanings = _Meanings(env, {key: "\x1f".join(sorted(found)) for key, found in table.items()})
    return {
        docname: "\x1e".join([meanings.of(docname, *reference) for reference in references])
        for docname, references in noted.items()
    }


def _key(name: str) -> str:
    """Return the part of a name by which references find it: case and prefixes are free."""
    return name.lower().rpartition(".")[2]


def _objects(domain: Domain) -> Iterator[tuple[str, object]]:
    """Yield the names of *domain* and what a reference shows of each.

    The tables of Sphinx's own domains are read directly: asking the standard domain for
    its objects copies the title of every document.
    """
    found: Any = domain
    env = domain.env
    if domain.name == "std":
        for name, (docname, node_id, title) in found.labels.items():
            yield name, (docname, node_id, title, _numbers(env, docname))
        for name, (docname, node_id) in found.anonlabels.items():
            yield name, (docname, node_id)
        for (kind, name), place in (*found.objects.items(), *found.progoptions.items()):
            yield name, (kind, place)
    elif domain.name == "math":
        yield from found.equations.items()
    elif domain.name == "citation":
        for name, (docname, node_id, _) in found.citations.items():
            yield name, (docname, node_id)
    else:
        for name, shown, kind, docname, node_id, _ in domain.get_objects():
            yield name, (shown, kind, docname, node_id)


def _numbers(env: BuildEnvironment, docname: str) -> object:
    """Return the numbers of the sections and figures of *docname*, if the site has any."""
    figures = {
        kind: sorted(numbers.items())
        for kind, numbers in sorted(env.toc_fignumbers.get(docname, {}).items())
    }
    return sorted(env.toc_secnumbers.get(docname, {}).items()), figures


class _Meanings:
    """What targets stand for: objects of that name, and documents."""

    def __init__(self, env: BuildEnvironment, objects: Mapping[str, str]) -> None:
        self._env = env
        self._objects = objects
        self._documents: dict[str, str] = {}

    def of(self, docname: str, target: str, anchor: str) -> str:
        """Return what *target* stands for in *docname*; a page has up to 10,000 of them."""
        found = self._objects.get(_key(target), "")
        beside = _beside(docname, target)
        for other in (target, beside) if beside != target else (target,):
            text = self._documents.get(other)
            if text is None and other in self._env.all_docs:
                text = f"{other} {title_text(self._env, other)}"
                self._documents[other] = text
            if text is not None:
                found = f"{found}\x1f{text}{anchor and self._place(other, anchor)}"
        return found

    def _place(self, docname: str, anchor: str) -> str:
        """Return what MyST shows of the heading *anchor* of *docname*."""
        slugs = self._env.metadata.get(docname, {}).get("myst_slugs") or {}
        return f"#{slugs.get(anchor, '')}"


def _beside(docname: str, target: str) -> str:
    """Return the document that *target* means in *docname*; dots need the slower way."""
    if "." in target:
        return docname_join(docname, target)
    folder, slash, _ = docname.rpartition("/")
    return target[1:] if target.startswith("/") else f"{folder}{slash}{target}"


def _names_document(
    env: BuildEnvironment, docname: str, target: str, names: AbstractSet[str]
) -> bool:
    """Tell whether *target* in *docname* is one of *names*, or the path of its source."""
    path = target.partition("#")[0]
    for suffix in env.config.source_suffix:
        path = path.removesuffix(suffix)
    return path in names or _beside(docname, path) in names
