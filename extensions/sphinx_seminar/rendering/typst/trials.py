"""What was tried in a build: formulas, images and characters, each once for all its volumes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.rendering.typst import compiling
from sphinx_seminar.rendering.typst.fonts import in_order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinx_seminar.rendering.typst.fonts import FontFolder


class Trials:
    """Tries what has not been tried yet, in one process of the compiler."""

    def __init__(self, root: Path, own_fonts: tuple[FontFolder, ...]) -> None:
        self._root = root
        #: the archive's
        self.own_fonts = own_fonts
        self._formulas: dict[str, str] = {}
        self._images: dict[str, str] = {}
        #: character -> the font beside Typst's own that it needs, if any
        self._fonts: dict[str, FontFolder | None] = {}
        self._missing: set[str] = set()

    def inspect(
        self, formulas: Sequence[str], images: Sequence[str], characters: str
    ) -> compiling.Inspection:
        """Return what of these cannot be set, as :func:`compiling.inspect` does."""
        formulas_new = [one for one in dict.fromkeys(formulas) if one not in self._formulas]
        images_new = [one for one in dict.fromkeys(images) if one not in self._images]
        new = "".join(one for one in characters if one not in self._fonts)
        if formulas_new or images_new or new:
            self._try(formulas_new, images_new, new)
        needed = {self._fonts[one] for one in characters}
        return compiling.Inspection(
            formulas=tuple(self._formulas[one] for one in formulas),
            images=tuple(self._images[one] for one in images),
            missing="".join(one for one in characters if one in self._missing),
            fonts={
                font: "".join(one for one in characters if self._fonts[one] == font)
                for font in in_order(self.own_fonts)
                if font in needed
            },
        )

    def _try(self, formulas: list[str], images: list[str], characters: str) -> None:
        found = compiling.inspect(self._root, formulas, images, characters, self.own_fonts)
        self._formulas.update(zip(formulas, found.formulas, strict=True))
        self._images.update(zip(images, found.images, strict=True))
        self._missing.update(found.missing)
        self._fonts.update(dict.fromkeys(characters))
        for font, having in found.fonts.items():
            self._fonts.update(dict.fromkeys(having, font))
