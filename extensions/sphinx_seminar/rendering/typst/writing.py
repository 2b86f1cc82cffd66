"""From documents to PDFs: the steps of each volume in their order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.display import progress_message

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.messages import describe
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.model.volume import Form
from sphinx_seminar.rendering.typst import compiling
from sphinx_seminar.rendering.typst.assets import clear_assets
from sphinx_seminar.rendering.typst.attachments import attaching, write_attachments
from sphinx_seminar.rendering.typst.backmatter import append_back_matter
from sphinx_seminar.rendering.typst.gatherings import divided, set_in_gatherings
from sphinx_seminar.rendering.typst.inspection import inspect
from sphinx_seminar.rendering.typst.ownfonts import own_fonts
from sphinx_seminar.rendering.typst.preamble import OWN_TEMPLATE, own_template, preamble
from sphinx_seminar.rendering.typst.trials import Trials
from sphinx_seminar.rendering.typst.typesetting import Compositor, Sheet
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

_FOLDER = Path(__file__).parent
_LOOK = "look.typ"
_TEMPLATES = (_LOOK, "elements.typ", "template.typ", "gathering.typ")
#: The constants of the template: those of ``look.typ``, then the site's own.
CHOSEN_LOOK = "chosen-look.typ"
#: The templates as they are without the site's own, for the site's own to import.
_BASES = {"elements.typ": "base-elements.typ", "template.typ": "base.typ"}


def write_volumes(builder: SeminarPdfBuilder) -> None:
    """Write the volumes that *builder* was asked for, or that the settings name."""
    _copy_templates(builder)
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


def _copy_templates(builder: SeminarPdfBuilder) -> None:
    own = own_template(builder.config)
    files = {name: _FOLDER.joinpath(name).read_text(encoding="utf-8") for name in _TEMPLATES}
    chosen = f'#import "{_LOOK}": *\n'
    if own:
        source = Path(builder.confdir, own)
        if not source.is_file():
            finding = Finding(FindingKind.FILE_MISSING, value=own, name="seminar_pdf_template")
            raise compiling.VolumeError(describe(finding))
        files |= {_BASES[name]: _as_base(files[name]) for name in _BASES}
        files[OWN_TEMPLATE] = source.read_text(encoding="utf-8")
        chosen += f'#import "{OWN_TEMPLATE}": *\n'
    files[CHOSEN_LOOK] = chosen
    for name in (OWN_TEMPLATE, *_BASES.values()):
        Path(builder.outdir, name).unlink(missing_ok=True)
    for name, content in files.items():
        Path(builder.outdir, name).write_text(content, encoding="utf-8", newline="\n")


def _as_base(text: str) -> str:
    """Return the *text* of a template as it is without the site's own."""
    for name, base in {CHOSEN_LOOK: _LOOK, **_BASES}.items():
        text = text.replace(f'"{name}"', f'"{base}"')
    return text
