"""What was tried in a build: formulas, images and characters, each once for all its volumes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.rendering.typst import compiling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Trials:
    """Tries what has not been tried yet, in one process of the compiler."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._formulas: dict[str, str] = {}
        self._images: dict[str, str] = {}
        #: (font folders, character) -> whether none of the fonts has it
        self._missing: dict[tuple[tuple[str, ...], str], bool] = {}

    def inspect(
        self,
        fonts: tuple[str, ...],
        formulas: Sequence[str],
        images: Sequence[str],
        characters: str,
    ) -> compiling.Inspection:
        """Return what of these cannot be set, as :func:`compiling.inspect` does."""
        formulas_new = [one for one in dict.fromkeys(formulas) if one not in self._formulas]
        images_new = [one for one in dict.fromkeys(images) if one not in self._images]
        new = "".join(one for one in characters if (fonts, one) not in self._missing)
        if formulas_new or images_new or new:
            found = compiling.inspect(self._root, fonts, formulas_new, images_new, new)
            self._formulas.update(zip(formulas_new, found.formulas, strict=True))
            self._images.update(zip(images_new, found.images, strict=True))
            self._missing.update({(fonts, one): one in found.missing for one in new})
        return compiling.Inspection(
            tuple(self._formulas[one] for one in formulas),
            tuple(self._images[one] for one in images),
            "".join(one for one in characters if self._missing[fonts, one]),
        )
