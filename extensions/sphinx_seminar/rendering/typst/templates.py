"""The template of the volume beside it, with what the site puts in the place of its parts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.messages import describe
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.typst.compiling import VolumeError
from sphinx_seminar.rendering.typst.preamble import OWN_TEMPLATE, own_template

if TYPE_CHECKING:
    from sphinx_seminar.rendering.typst.builder import SeminarPdfBuilder

_FOLDER = Path(__file__).with_name("template")
_LOOK = "look.typ"
#: The constants of the template: those of ``look.typ``, then the site's own.
_CHOSEN_LOOK = "chosen-look.typ"
#: All parts of the template, and what it is called without the site's own, for those to import.
_TEMPLATE, _BASE = "template.typ", "base.typ"
_IMPORTED = re.compile(r'(?<=#import ")[\w-]+\.typ(?=")')


def copy_templates(builder: SeminarPdfBuilder) -> None:
    """Write the template into the output folder, and the site's own beside it."""
    own = own_template(builder.config)
    files = {path.name: path.read_text(encoding="utf-8") for path in _FOLDER.glob("*.typ")}
    bases = {_base(name): _IMPORTED.sub(_based, text) for name, text in files.items()}
    chosen = f'#import "{_LOOK}": *\n'
    if own:
        source = Path(builder.confdir, own)
        if not source.is_file():
            finding = Finding(FindingKind.FILE_MISSING, value=own, name="seminar_pdf_template")
            raise VolumeError(describe(finding))
        files = bases | files
        files[OWN_TEMPLATE] = source.read_text(encoding="utf-8")
        chosen += f'#import "{OWN_TEMPLATE}": *\n'
    files[_CHOSEN_LOOK] = chosen
    for name in (OWN_TEMPLATE, *bases):
        Path(builder.outdir, name).unlink(missing_ok=True)
    for name, content in files.items():
        Path(builder.outdir, name).write_text(content, encoding="utf-8", newline="\n")


def _base(name: str) -> str:
    """Return what the file *name* is called as it is without the site's own."""
    if name == _LOOK:
        return name
    return _BASE if name == _TEMPLATE else f"base-{name}"


def _based(imported: re.Match[str]) -> str:
    return _LOOK if imported[0] == _CHOSEN_LOOK else _base(imported[0])
