"""The translator: the topics' visitors together."""

from __future__ import annotations

from typing import ClassVar

from sphinx_seminar.rendering.typst.blocks import Blocks
from sphinx_seminar.rendering.typst.design import Design
from sphinx_seminar.rendering.typst.figures import Figures
from sphinx_seminar.rendering.typst.inline import Inline
from sphinx_seminar.rendering.typst.lists import Lists
from sphinx_seminar.rendering.typst.materials import Materials
from sphinx_seminar.rendering.typst.maths import Maths
from sphinx_seminar.rendering.typst.programmes import Programmes
from sphinx_seminar.rendering.typst.references import References
from sphinx_seminar.rendering.typst.structure import Structure
from sphinx_seminar.rendering.typst.tables import Tables


class TypstTranslator(
    Structure,
    Materials,
    Design,
    Blocks,
    Lists,
    Figures,
    Tables,
    References,
    Programmes,
    Inline,
    Maths,
):
    """Docutils and Sphinx nodes to Typst source."""

    wrapped: ClassVar[dict[str, tuple[str, str]]] = {
        **Blocks.wrapped,
        **Design.wrapped,
        **Inline.wrapped,
        **Lists.wrapped,
        **Tables.wrapped,
        **References.wrapped,
    }
