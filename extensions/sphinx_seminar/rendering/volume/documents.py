"""The pages of a build, with references resolved once, in whichever volumes they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.util.docutils import new_document

from sphinx_seminar.rendering.volume.assembly import assemble, reparent
from sphinx_seminar.rendering.volume.printing import keep_what_is_printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docutils import nodes
    from sphinx.builders import Builder


class Documents:
    """Gives the complete volume, then its pages for parts of it.

    Sphinx says what is wrong with a reference when it resolves it, so that each page is
    resolved once. A page that stands in several volumes is the same tree in each: they are
    made one after the other.
    """

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._files: dict[str, nodes.Element] = {}

    def whole(self) -> nodes.document:
        """Return the doctree of all pages, in the order of the toctrees; asked for first."""
        tree = assemble(self._builder)
        self._files = {file["docname"]: file for file in _files_in(tree)}
        return tree

    def take(self, docnames: Sequence[str]) -> list[nodes.Element]:
        """Return the pages *docnames*, each without the pages that its toctrees name."""
        missing = [docname for docname in docnames if docname not in self._files]
        if missing:
            files = [self._read(docname) for docname in missing]
            self._resolve(files)
            self._files |= {file["docname"]: file for file in files}
        taken = [self._files[docname] for docname in docnames]
        for file in taken:
            for inner in _files_in(file):
                if inner is not file:
                    inner.parent.remove(inner)
        return taken

    def resolved(self, docname: str, content: Iterable[nodes.Node]) -> nodes.Element:
        """Return *content* as a page called *docname*, its references resolved."""
        file = addnodes.start_of_file("", *content, docname=docname)
        self._resolve([file])
        return file

    def _read(self, docname: str) -> nodes.Element:
        tree = self._builder.env.get_doctree(docname)
        for toctree in list(tree.findall(addnodes.toctree)):
            toctree.parent.remove(toctree)
        keep_what_is_printed(tree, self._builder.config)
        return addnodes.start_of_file("", *tree.children, docname=docname)

    def _resolve(self, files: Iterable[nodes.Element]) -> None:
        builder = self._builder
        root = builder.config.root_doc
        tree = new_document("")
        tree["docname"] = root
        tree += list(files)
        reparent(tree)
        builder.env.resolve_references(tree, root, builder)
        builder.post_process_images(tree)
        reparent(tree)


def _files_in(tree: nodes.Element) -> list[nodes.Element]:
    files = tree.findall(addnodes.start_of_file)
    return [file for file in files if not file["docname"].startswith("/")]
