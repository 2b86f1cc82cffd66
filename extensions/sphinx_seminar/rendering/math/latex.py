r"""Formulas for LaTeX: what the gate lets through, in a form that LaTeX reads too.

One formula that LaTeX cannot read ends the whole volume, so a refused one is shown as
its source. Sphinx wraps a display in ``split``, which no AMS display may stand in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.rendering.math.checking import judged
from sphinx_seminar.rendering.math.convert import MathError
from sphinx_seminar.rendering.math.source import starts_display

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_BLANK_LINES = re.compile(r"\n\s*\n")
_TAG = re.compile(r"\\tag\*?\s*\{[^{}]*\}")
_DISPLAY = re.compile(r"\\(begin|end)\{(align|gather|alignat|flalign|multline|equation)\*?\}")
_INNER = {"align": "aligned", "gather": "gathered", "alignat": "alignedat", "flalign": "aligned"}
_PARAMETER = re.compile(r"#(\d)")

#: What math-core knows beyond amsmath, where the TeX installation has it.
_PACKAGES = ("mathtools", "bm", "mathrsfs")
_COMMANDS = (
    r"\providecommand{\bra}[1]{\langle #1|}",
    r"\providecommand{\ket}[1]{|#1\rangle}",
    r"\providecommand{\braket}[1]{\langle #1\rangle}",
    r"\providecommand{\coloneqq}{\mathrel{:=}}",
    r"\providecommand{\bm}[1]{\boldsymbol{#1}}",
)


class LatexFormulas(SphinxPostTransform):
    """Makes the formulas of a volume fit for LaTeX."""

    # Before Sphinx's own post-transforms for LaTeX, which move nodes.
    default_priority = 100
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Replace refused formulas by their source and prepare the others."""
        del kwargs
        for node in list(self.document.findall(nodes.math)):
            self._prepare(node, nodes.literal)
        for block in list(self.document.findall(nodes.math_block)):
            self._prepare(block, nodes.literal_block)

    def _prepare(self, node: nodes.math | nodes.math_block, shown: type[nodes.TextElement]) -> None:
        latex = node.astext()
        if isinstance(judged(self.config, node), MathError):
            source = shown(latex, latex, ids=node["ids"], classes=["seminar-math-error"])
            source.source, source.line = node.source, node.line
            node.replace_self(source)
            return
        no_wrap = isinstance(node, nodes.math_block) and starts_display(latex)
        if no_wrap:
            node["no-wrap"] = True
        readable = for_latex(latex, displays=no_wrap)
        if readable != latex:
            node.clear()
            node.append(nodes.Text(readable))


def for_latex(latex: str, *, displays: bool) -> str:
    """Return *latex* without comments, blank lines and, unless it *displays*, inner displays."""
    text = "\n".join(_COMMENT.sub(r"\1", line) for line in latex.splitlines())
    if displays:
        return _BLANK_LINES.sub("\n", text)
    text = _DISPLAY.sub(_inner, text)
    return _TAG.sub("", text) if r"\\" in text else text


def add_macros(_app: Sphinx, config: Config) -> None:
    """Define the archive's macros, and what math-core knows beyond amsmath, in the preamble."""
    macros: Mapping[str, str] = getattr(config, "seminar_math_macros", {})
    lines = [f"\\IfFileExists{{{name}.sty}}{{\\usepackage{{{name}}}}}{{}}" for name in _PACKAGES]
    lines += [*_COMMANDS, *(definition(name, text) for name, text in sorted(macros.items()))]
    elements = dict(config.latex_elements)
    elements["preamble"] = "\n".join([str(elements.get("preamble", "")), *lines])
    config.latex_elements = elements


def definition(name: str, text: str) -> str:
    r"""Return the LaTeX definition of a macro; its parameters are the ``#1`` … in *text*."""
    command = "\\" + name.removeprefix("\\")
    count = max((int(digit) for digit in _PARAMETER.findall(text)), default=0)
    parameters = f"[{count}]" if count else ""
    return f"\\providecommand{{{command}}}{{}}\\renewcommand{{{command}}}{parameters}{{{text}}}"


def _inner(match: re.Match[str]) -> str:
    name = _INNER.get(match[2], "gathered" if match[2] == "multline" else "")
    return f"\\{match[1]}{{{name}}}" if name else ""
