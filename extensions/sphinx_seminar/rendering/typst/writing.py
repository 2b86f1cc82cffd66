"""From all documents to ``archive.pdf``: the steps in their order, and what is given up."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.display import progress_message

from sphinx_seminar.domain.messages import describe, report
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.typst import compiling
from sphinx_seminar.rendering.typst.assembly import assemble
from sphinx_seminar.rendering.typst.attachments import attaching, write_attachments
from sphinx_seminar.rendering.typst.backmatter import append_back_matter
from sphinx_seminar.rendering.typst.inspection import inspect
from sphinx_seminar.rendering.typst.preamble import OWN_TEMPLATE, own_template, preamble
from sphinx_seminar.rendering.typst.quoting import markup_text

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_seminar.rendering.typst.builder import SeminarPdfBuilder
    from sphinx_seminar.rendering.typst.pieces import Pieces

logger = logging.getLogger(__name__)

_TEMPLATE = Path(__file__).with_name("template.typ")
#: Blocks that are given up, one after the other, before the build fails.
_ATTEMPTS = 8


def write_volume(builder: SeminarPdfBuilder) -> None:
    """Write the volume of *builder*."""
    with progress_message("assembling the volume"):
        attachments = write_attachments(builder)
        tree = assemble(builder)
        append_back_matter(builder, tree, attachments)
        builder.inspected = inspect(builder, tree)
    with progress_message("writing archive.typ"):
        pieces = _translate(builder, tree)
        _copy_templates(builder)
    with progress_message("writing archive.pdf"):
        _compile(builder, pieces, preamble(builder, tree), attaching(attachments))


def _translate(builder: SeminarPdfBuilder, tree: nodes.document) -> Pieces:
    translator = builder.create_translator(tree, builder)
    tree.walkabout(translator)
    pieces: Pieces = translator.pieces  # type: ignore[attr-defined]
    return pieces


def _copy_templates(builder: SeminarPdfBuilder) -> None:
    shutil.copyfile(_TEMPLATE, builder.outdir / _TEMPLATE.name)
    if own := own_template(builder.config):
        source = Path(builder.confdir, own)
        if not source.is_file():
            finding = Finding(FindingKind.FILE_MISSING, value=own, name="seminar_pdf_template")
            raise compiling.VolumeError(describe(finding))
        shutil.copyfile(source, builder.outdir / OWN_TEMPLATE)


def _compile(builder: SeminarPdfBuilder, pieces: Pieces, head: str, tail: str) -> None:
    inspected = builder.inspected
    main = builder.outdir / "archive.typ"
    # Readers never meet half a volume.
    part = Path(builder.outdir, "archive.pdf.part")
    for _attempt in range(_ATTEMPTS):
        source = head + "".join(pieces.written()) + tail
        main.write_text(source, encoding="utf-8", newline="\n")
        outcome = compiling.compile_volume(
            main, part, inspected.font_folders, timestamp(), compiling.STANDARDS
        )
        if not outcome.error:
            for standard, reason in outcome.refused.items():
                logger.info(volume.not_claimed(compiling.STANDARDS[standard], reason))
            part.replace(builder.outdir / "archive.pdf")
            return
        span = pieces.span_at(outcome.diagnostic, head.count("\n"))
        if span is None:
            raise compiling.VolumeError(volume.not_compiled(outcome.diagnostic))
        finding = Finding(FindingKind.NODE, value=type(span.node).__name__, detail=outcome.error)
        report(finding, location=span.node)
        text = markup_text(span.node.astext().translate(inspected.replacements))
        pieces.replace(span, f"\n\n{text}\n\n")
    raise compiling.VolumeError(volume.not_compiled(outcome.diagnostic))


def timestamp() -> int:
    """Return the date that the PDF carries, seconds since 1970: ``SOURCE_DATE_EPOCH`` or 0."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(text) if text.isdigit() else 0
