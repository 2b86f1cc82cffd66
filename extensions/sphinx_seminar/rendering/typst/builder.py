"""The builder ``seminarpdf``: all documents as one PDF volume, without TeX."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.builders import Builder
from sphinx.util import logging
from sphinx.util.display import progress_message

from sphinx_seminar.domain.messages import describe, report
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.typst import compiling
from sphinx_seminar.rendering.typst.assembly import assemble
from sphinx_seminar.rendering.typst.backmatter import append_back_matter
from sphinx_seminar.rendering.typst.inspection import Inspected, inspect
from sphinx_seminar.rendering.typst.preamble import OWN_TEMPLATE, own_template, preamble
from sphinx_seminar.rendering.typst.quoting import markup_text
from sphinx_seminar.rendering.typst.translator import TypstTranslator

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes

    from sphinx_seminar.rendering.typst.pieces import Pieces

logger = logging.getLogger(__name__)

_TEMPLATE = Path(__file__).with_name("template.typ")
#: Blocks that are given up, one after the other, before the build fails.
_ATTEMPTS = 8


class SeminarPdfBuilder(Builder):
    """Writes ``archive.typ``, its images, and ``archive.pdf``."""

    name = "seminarpdf"
    format = "typst"
    epilog = volume.finished()
    allow_parallel = True
    default_translator_class = TypstTranslator
    supported_image_types: ClassVar[list[str]] = [
        "image/svg+xml",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
    ]
    # Nothing is fetched: a remote image is shown as its text.
    supported_remote_images = True

    def init(self) -> None:
        """Fail at once, before a document is read, when Typst is missing."""
        compiling.require_typst()
        self.inspected = Inspected()

    def get_outdated_docs(self) -> str:
        """Return that the volume is always written as a whole."""
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
        """Write the volume."""
        del docnames
        with progress_message("assembling the volume"):
            tree = assemble(self)
            append_back_matter(self, tree)
            self.inspected = inspect(self, tree)
        with progress_message("writing archive.typ"):
            pieces = self._translate(tree)
            self._copy_templates()
        with progress_message("writing archive.pdf"):
            self._compile(pieces, preamble(self, tree))

    def _translate(self, tree: nodes.document) -> Pieces:
        translator = self.create_translator(tree, self)
        tree.walkabout(translator)
        pieces: Pieces = translator.pieces  # type: ignore[attr-defined]
        return pieces

    def _copy_templates(self) -> None:
        shutil.copyfile(_TEMPLATE, self.outdir / _TEMPLATE.name)
        if own := own_template(self.config):
            source = Path(self.confdir, own)
            if not source.is_file():
                finding = Finding(FindingKind.FILE_MISSING, value=own, name="seminar_pdf_template")
                raise compiling.VolumeError(describe(finding))
            shutil.copyfile(source, self.outdir / OWN_TEMPLATE)

    def _compile(self, pieces: Pieces, head: str) -> None:
        main = self.outdir / "archive.typ"
        # Readers never meet half a volume.
        part = Path(self.outdir, "archive.pdf.part")
        for _attempt in range(_ATTEMPTS):
            main.write_text(head + "".join(pieces.written()), encoding="utf-8", newline="\n")
            outcome = compiling.compile_volume(
                main,
                part,
                self.inspected.font_folders,
                timestamp(),
                ("ua-1", ""),
            )
            if not outcome.error:
                if outcome.refused:
                    logger.info(volume.not_universal(outcome.refused))
                part.replace(self.outdir / "archive.pdf")
                return
            span = pieces.span_at(outcome.diagnostic, head.count("\n"))
            if span is None:
                raise compiling.VolumeError(volume.not_compiled(outcome.diagnostic))
            finding = Finding(
                FindingKind.NODE, value=type(span.node).__name__, detail=outcome.error
            )
            report(finding, location=span.node)
            text = markup_text(span.node.astext().translate(self.inspected.replacements))
            pieces.replace(span, f"\n\n{text}\n\n")
        raise compiling.VolumeError(volume.not_compiled(outcome.diagnostic))

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write nothing: documents are no files here."""

    def finish(self) -> None:
        """Do nothing: all is written."""


def timestamp() -> int:
    """Return the date that the PDF carries, seconds since 1970: ``SOURCE_DATE_EPOCH`` or 0."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) if text.isdigit() else 0
