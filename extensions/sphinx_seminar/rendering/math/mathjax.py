"""Formulas for a site that chose MathJax: the archive's macros, and what MathJax does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.rendering.math.checking import judged
from sphinx_seminar.rendering.math.convert import Formula
from sphinx_seminar.rendering.math.written import Written, macros_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Sphinx's name of the renderer.
_RENDERER = "mathjax"


class MathjaxFormulas(SphinxPostTransform):
    """Writes out what MathJax does not know; a refused formula is left as it is."""

    default_priority = 110
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Prepare the formulas of a page."""
        del kwargs
        if self.config.html_math_renderer != _RENDERER:
            return
        written = Written(macros_of(self.config))
        for kind in (nodes.math, nodes.math_block):
            for node in self.document.findall(kind):
                if isinstance(judged(self.config, node), Formula):
                    latex = written.formula(node.astext(), displays=True)
                    node.clear()
                    node.append(nodes.Text(latex))


def add_mathjax_macros(_app: Sphinx, config: Config) -> None:
    """Give MathJax the archive's macros; those that the site gave it itself stay."""
    macros = Written(macros_of(config)).macros
    if not macros or config.html_math_renderer != _RENDERER:
        return
    name = "mathjax3_config" if config.mathjax3_config else "mathjax4_config"
    settings = dict(config[name] or {})
    tex = dict(settings.get("tex", {}))
    own = {name.removeprefix("\\"): macros[name].listed for name in sorted(macros)}
    tex["macros"] = {**own, **tex.get("macros", {})}
    config[name] = {**settings, "tex": tex}
