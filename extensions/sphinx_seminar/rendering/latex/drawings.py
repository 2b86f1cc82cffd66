"""Images of kinds that TeX does not read: drawn again as PDF by Typst, where it is installed."""

from __future__ import annotations

import mimetypes
import shutil
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.images import ImageConverter

from sphinx_seminar.domain.deferring import deferred
from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.pictures import show_text

if TYPE_CHECKING:
    import os

_compile_volume = deferred("sphinx_seminar.rendering.typst.compiling:compile_volume")
_fonts_in_order = deferred("sphinx_seminar.rendering.typst.fonts:in_order")
_PDF = "application/pdf"
_KINDS = {"image/svg+xml": "svg", "image/gif": "gif", "image/webp": "webp"}
_PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("drawing.{}")\n'


class DrawForTex(ImageConverter):
    """Draws SVG, GIF and WebP as PDF."""

    formats = ("latex",)
    # after the converters that a site chose (200)
    default_priority = 210
    conversion_rules = [  # noqa: RUF012 - as in Sphinx
        (kind, _PDF) for kind in _KINDS
    ]

    def is_available(self) -> bool:
        """Tell whether Typst is installed."""
        return find_spec("typst") is not None

    def convert(self, _from: str | os.PathLike[str], _to: str | os.PathLike[str]) -> bool:
        """Draw the file *_from* as *_to*; tell whether it can be drawn."""
        kind = mimetypes.guess_type(str(_from))[0]
        with TemporaryDirectory(prefix="seminar-drawing-") as name:
            suffix = _KINDS.get(kind or "", "svg")
            shutil.copyfile(_from, Path(name, f"drawing.{suffix}"))
            main = Path(name, "main.typ")
            main.write_text(_PAGE.format(suffix), encoding="utf-8")
            folders = [font.folder for font in _fonts_in_order() if font.folder]
            outcome = _compile_volume(main, Path(_to), folders, 0, ())
        return not outcome.error


class ShowTextOfImages(SphinxPostTransform):
    """Shows the text of images that TeX stops at."""

    formats = ("latex",)
    default_priority = 220

    def run(self, **kwargs: Any) -> None:
        """Replace what no converter has drawn."""
        del kwargs
        reason = "" if find_spec("typst") else volume.missing_typst()
        for image in list(self.document.findall(nodes.image)):
            if mimetypes.guess_type(str(image["uri"]))[0] in _KINDS:
                show_text(image, reason)
