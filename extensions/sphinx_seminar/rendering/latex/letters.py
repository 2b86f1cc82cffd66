"""Sets letters and signs in fonts that have them, in the order in which they are read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.rendering.latex import scripts
from sphinx_seminar.rendering.latex.engines import CHOOSES_FONTS
from sphinx_seminar.rendering.latex.indexed import names_preamble
from sphinx_seminar.rendering.latex.lines import LETTERS, Line, Used, is_left_alone
from sphinx_seminar.rendering.latex.literals import characters_of_code
from sphinx_seminar.rendering.volume.directions import begins_at_the_right

if TYPE_CHECKING:
    from collections.abc import Iterator


class SetLetters(SphinxPostTransform):
    """Sets each run of letters in its font and direction."""

    # After formulas (100), whose text stays as it is.
    default_priority = 120
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Mark the runs and name the fonts in the preamble."""
        del kwargs
        if self.config.latex_engine not in CHOOSES_FONTS:
            return
        used = Used(code=characters_of_code(self.document))
        for block in list(_blocks(self.document)):
            Line(used).arrange(block, int(begins_at_the_right(block)))
        names = names_preamble(self.env, used)
        scripts.copy_fonts(Path(self.env._app.outdir), used.fonts)  # noqa: SLF001 - as in Sphinx itself
        lines = [*used.preamble(), *names]
        lines += scripts.cjk_preamble(self.document.astext(), self.config.latex_engine)
        self._add(lines)

    def _add(self, lines: list[str]) -> None:
        context: dict[str, Any] = getattr(self.env._app.builder, "context", {})  # noqa: SLF001 - as in Sphinx itself
        known = str(context.get("preamble", ""))
        new = [line for line in lines if line not in known]
        if new:
            context["preamble"] = "\n".join([known, *new])


def _blocks(document: nodes.document) -> Iterator[nodes.Element]:
    """Yield what holds such letters: paragraphs, titles, terms, each once."""
    found: dict[int, nodes.Element] = {}
    for text in document.findall(nodes.Text):
        if not LETTERS.search(text):
            continue
        block: nodes.Element = text.parent
        while isinstance(block, nodes.Inline):
            block = block.parent
        if not is_left_alone(block):
            found[id(block)] = block
    yield from found.values()
