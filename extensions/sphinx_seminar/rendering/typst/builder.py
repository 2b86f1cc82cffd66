"""The builder ``seminarpdf``: all documents as one PDF volume, or parts, without TeX.

The class is registered at every build, so that it alone is imported then; what makes a
volume is imported when one is made.
"""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING, ClassVar

from sphinx.builders import Builder

from sphinx_seminar.domain.deferring import deferred
from sphinx_seminar.domain.messages import report
from sphinx_seminar.rendering.labels import volume

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from sphinx_seminar.model.finding import Finding
    from sphinx_seminar.rendering.typst.inspection import Inspected
    from sphinx_seminar.rendering.typst.trials import Trials

_require_typst = deferred("sphinx_seminar.rendering.typst.compiling:require_typst")
_write_volumes = deferred("sphinx_seminar.rendering.typst.writing:write_volumes")
_TRANSLATOR = "sphinx_seminar.rendering.typst.translator:TypstTranslator"


class _Translator:
    """The translator, imported when the builder, or its class as in Sphinx, is asked for it."""

    def __get__(self, builder: object, owner: type) -> type[nodes.NodeVisitor]:
        translator: type[nodes.NodeVisitor] = resolve_name(_TRANSLATOR)
        return translator


class SeminarPdfBuilder(Builder):
    """Writes ``archive.typ``, its images and attachments, and ``archive.pdf``; parts likewise."""

    name = "seminarpdf"
    format = "typst"
    epilog = volume.finished()
    allow_parallel = True
    default_translator_class = _Translator()
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    # Nothing is fetched: a remote image is shown as its text.
    supported_remote_images = True

    #: What the translator asks for; known before it begins.
    inspected: Inspected
    #: The time of the archive, in seconds since 1970; 0 where no input of the build tells it.
    moment: int
    #: What was tried for the volumes of this build.
    trials: Trials

    def init(self) -> None:
        """Fail at once, before a document is read, when Typst is missing."""
        _require_typst()
        self._told: set[tuple[Finding, int | str]] = set()

    def tell(self, finding: Finding, place: nodes.Node | str) -> None:
        """Say *finding* about a node or file, once, in however many volumes it stands."""
        about = (finding, place if isinstance(place, str) else id(place))
        if about not in self._told:
            self._told.add(about)
            report(finding, location=place)

    def get_outdated_docs(self) -> str:
        """Return that a volume is always written as a whole."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return a reference to the start of *docname* in the volume."""
        del typ
        return f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        """Return the same: there is one volume."""
        del from_
        return self.get_target_uri(to, typ)

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write the volumes."""
        del docnames
        _write_volumes(self)

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write nothing: documents are no files here."""

    def finish(self) -> None:
        """Do nothing: all is written."""
