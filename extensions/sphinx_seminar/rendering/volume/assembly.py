"""One doctree from all documents, in the order of the toctrees, with references resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import inline_all_toctrees

from sphinx_seminar.rendering.volume.printing import keep_what_is_printed, with_introduction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def assemble(builder: Builder) -> nodes.document:
    """Return the doctree of the whole volume."""
    root = builder.config.root_doc
    tree: nodes.document = builder.env.get_doctree(root)
    tree = inline_all_toctrees(builder, {root}, root, tree, str, [root])
    tree["docname"] = root
    arrange(tree, builder.env)
    with_introduction(tree)
    builder.env.resolve_references(tree, root, builder)
    builder.post_process_images(tree)
    reparent(tree)
    return tree


def arrange(
    tree: nodes.document, env: BuildEnvironment, indexed: Collection[str] | None = None
) -> None:
    """Put the documents of toctrees between sections, and take out what is not printed.

    *indexed* is handed to :func:`keep_what_is_printed`.
    """
    reparent(tree)
    hidden = _hidden_documents(env)
    for file in list(tree.findall(addnodes.start_of_file)):
        _lift(file, out_of_section=file["docname"] in hidden)
    keep_what_is_printed(tree, env.config, indexed)


def reparent(tree: nodes.Element) -> None:
    """Make every child's parent the node it stands in: inlining leaves it in its old document."""
    stack: list[nodes.Element] = [tree]
    while stack:
        node = stack.pop()
        for child in node.children:
            child.parent = node
            if isinstance(child, nodes.Element):
                stack.append(child)


def with_docnames(tree: nodes.document) -> Iterator[tuple[nodes.Node, str]]:
    """Yield every node in document order with the document that it was written in."""
    stack: list[tuple[nodes.Node, str]] = [(tree, str(tree["docname"]))]
    while stack:
        node, docname = stack.pop()
        if isinstance(node, addnodes.start_of_file):
            docname = str(node["docname"])
        yield node, docname
        stack.extend((child, docname) for child in reversed(node.children))


def is_toctree_wrapper(node: nodes.Element) -> bool:
    """Whether *node* only holds the documents of a toctree."""
    return isinstance(node, nodes.compound) and "toctree-wrapper" in node["classes"]


def _hidden_documents(env: BuildEnvironment) -> set[str]:
    return {
        docname
        for toc in env.tocs.values()
        for toctree in toc.findall(addnodes.toctree)
        if toctree.get("hidden")
        for docname in toctree["includefiles"]
    }


def _lift(file: nodes.Element, *, out_of_section: bool) -> None:
    # Pages begin and end only between blocks: a toctree inside a box gives its documents
    # to the section around the box, after it. A hidden toctree stands nowhere: its
    # documents follow at the end of the document that names them.
    inner: nodes.Element = file
    while not _may_hold_documents(inner.parent):
        inner = inner.parent
    place = inner.parent
    if out_of_section:
        while isinstance(place.parent, nodes.section):
            place = place.parent
        file.parent.remove(file)
        place.append(file)
    elif inner is not file:
        file.parent.remove(file)
        place.insert(place.index(inner) + 1, file)


def _may_hold_documents(node: nodes.Element) -> bool:
    frame = (nodes.document, nodes.section, addnodes.start_of_file)
    if is_toctree_wrapper(node) or isinstance(node, addnodes.only):
        return _may_hold_documents(node.parent)
    return isinstance(node, frame)
