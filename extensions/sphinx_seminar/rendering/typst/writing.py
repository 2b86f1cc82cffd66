"""From documents to PDFs: the steps of each volume in their order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.display import progress_message

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.model.volume import Form
from sphinx_seminar.rendering.typst.assets import clear_assets
from sphinx_seminar.rendering.typst.attachments import attaching, write_attachments
from sphinx_seminar.rendering.typst.gatherings import clear_gatherings, divided, set_in_gatherings
from sphinx_seminar.rendering.typst.inspection import inspect
from sphinx_seminar.rendering.typst.ownfonts import own_fonts
from sphinx_seminar.rendering.typst.preamble import preamble
from sphinx_seminar.rendering.typst.templates import copy_templates
from sphinx_seminar.rendering.typst.trials import Trials
from sphinx_seminar.rendering.typst.typesetting import Compositor, Sheet
from sphinx_seminar.rendering.volume.backmatter import append_back_matter
from sphinx_seminar.rendering.volume.choosing import volumes_to_make
from sphinx_seminar.rendering.volume.composing import compose
from sphinx_seminar.rendering.volume.dating import moment_of
from sphinx_seminar.rendering.volume.documents import Documents
from sphinx_seminar.rendering.volume.titles import speakers_of, titles_of

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_seminar.model.volume import Volume
    from sphinx_seminar.rendering.typst.builder import SeminarPdfBuilder
    from sphinx_seminar.rendering.typst.pieces import Pieces


def write_volumes(builder: SeminarPdfBuilder) -> None:
    """Write the volumes that *builder* was asked for, or that the settings name."""
    copy_templates(builder)
    documents = Documents(builder)
    builder.moment = moment_of(Path(builder.confdir))
    builder.trials = Trials(builder.outdir, own_fonts(builder))
    parts = volumes_to_make(builder)
    if any(part.is_whole for part in parts):
        clear_assets(builder)
    for part in parts:
        _write_volume(builder, part, documents)


def _write_volume(builder: SeminarPdfBuilder, part: Volume, documents: Documents) -> None:
    archive = seminar_domain(builder.env).archive if "seminar" in builder.env.domains else None
    titles = titles_of(part, archive, builder.config)
    with progress_message(f"assembling {part.name}"):
        attachments = write_attachments(builder, part)
        tree = compose(part, documents, builder)
        if part.form is Form.BOOK:
            append_back_matter(builder, tree, titles, attachments)
        builder.inspected = inspect(builder, tree)
        builder.inspected.speakers = speakers_of(part, archive)
    with progress_message(f"writing {part.name}.typ"):
        pieces = _translate(builder, tree)
        head = preamble(builder, tree, part, titles)
    main = Path(builder.outdir, f"{part.name}.typ")
    main.parent.mkdir(parents=True, exist_ok=True)
    tail = attaching(attachments, part)
    compositor = Compositor(builder, pieces)
    gatherings = divided(pieces) if part.form is Form.BOOK else []
    # Readers never meet half a volume.
    output = main.with_name(f"{main.stem}.pdf.part")
    clear_gatherings(main)
    if len(gatherings) > 1:
        set_in_gatherings(compositor, gatherings, head, tail, main, output)
    else:
        with progress_message(f"writing {part.name}.pdf"):
            compositor.set(Sheet(main, output, head.text, tail))
    output.replace(main.with_name(f"{main.stem}.pdf"))


def _translate(builder: SeminarPdfBuilder, tree: nodes.document) -> Pieces:
    translator = builder.create_translator(tree, builder)
    tree.walkabout(translator)
    pieces: Pieces = translator.pieces  # type: ignore[attr-defined]
    return pieces
