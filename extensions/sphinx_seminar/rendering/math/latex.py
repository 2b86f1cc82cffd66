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
from sphinx_seminar.rendering.math.expansion import Expansion
from sphinx_seminar.rendering.math.numbering import latex_label
from sphinx_seminar.rendering.math.source import starts_display
from sphinx_seminar.rendering.math.symbols import with_commands
from sphinx_seminar.rendering.math.tex import split
from sphinx_seminar.rendering.math.written import Written, macros_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_seminar.rendering.math.expansion import Expand
    from sphinx_seminar.rendering.math.macros import Macro
    from sphinx_seminar.rendering.math.tex import Reader

_OPENED = re.compile(r"\s*\\begin\{([a-z]+)\}(?:\s*\{\d+\})?")
_COUNTING = re.compile(
    r"\\(begin|end)\s*\{(equation|align|alignat|flalign|gather|multline|eqnarray)\}"
)
_COUNTED_TOGETHER = re.compile(r"\\(?:begin|end)\s*\{subequations\}")
_NAMES = re.compile(r"\\begin\{([A-Za-z]+)\*?\}|\\([A-Za-z]+)")

#: What math-core knows beyond amsmath, where the TeX installation has it.
_PACKAGES = ("mathtools", "bm", "mathrsfs")
#: Commands and environments -> the package that has them, loaded where one is used.
_USED_PACKAGES = {
    "CD": "amscd",
    **dict.fromkeys(("cancel", "bcancel", "xcancel", "cancelto"), "cancel"),
    **dict.fromkeys(("Bra", "Ket", "Braket", "Set"), "braket"),
    "hdashline": "arydshln",
    "iddots": "mathdots",
}
_COMMANDS = (
    r"\providecommand{\bra}[1]{\langle #1|}",
    r"\providecommand{\ket}[1]{|#1\rangle}",
    r"\providecommand{\braket}[1]{\langle #1\rangle}",
    r"\providecommand{\overparen}[1]{\overset{\frown}{#1}}",
    r"\providecommand{\underparen}[1]{\underset{\smile}{#1}}",
    r"\providecommand{\widecheck}[1]{\check{#1}}",
    r"\providecommand{\oiint}{\mathop{\bigcirc\mkern-20mu\iint}\nolimits}",
    r"\providecommand{\xlongequal}[2][]{\mathrel{\underset{#1}{\overset{#2}{=\joinrel=}}}}",
    r"\setcounter{MaxMatrixCols}{50}",
    r"\providecommand{\coloneqq}{\mathrel{:=}}",
    r"\providecommand{\bm}[1]{\boldsymbol{#1}}",
    r"\providecommand{\degree}{{}^{\circ}}\providecommand{\lt}{<}\providecommand{\gt}{>}",
)


class LatexFormulas(SphinxPostTransform):
    """Makes the formulas of a volume fit for LaTeX."""

    # Before Sphinx's own post-transforms for LaTeX, which move nodes.
    default_priority = 100
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Replace refused formulas by their source and prepare the others."""
        del kwargs
        self._written = Written(macros_of(self.config))
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
        readable = with_commands(self._written.formula(latex, displays=no_wrap))
        if not no_wrap:
            readable, tags = without_tags(readable)
            if tags and isinstance(node, nodes.math_block) and not node.get("number"):
                no_wrap = True
                readable = tagged(readable, tags[0])
        if no_wrap:
            node["no-wrap"] = True
            if label := node.attributes.pop("label", None):
                readable = numbered(readable, latex_label(node["docname"], label))
            else:
                readable = unnumbered(readable)
        app = self.env._app  # noqa: SLF001 - as in Sphinx itself
        for package in packages(readable):
            if not app.registry.has_latex_package(package):
                app.add_latex_package(package)
        if readable != latex:
            node.clear()
            node.append(nodes.Text(readable))


def add_macros(_app: Sphinx, config: Config) -> None:
    """Define the archive's macros, and what math-core knows beyond amsmath, in the preamble."""
    macros = Written(macros_of(config)).macros
    lines = [f"\\IfFileExists{{{name}.sty}}{{\\usepackage{{{name}}}}}{{}}" for name in _PACKAGES]
    lines += [*_COMMANDS, *(definition(name, macros[name]) for name in sorted(macros))]
    elements = dict(config.latex_elements)
    # Letters of formulas stay those of mathematics: a text font has no \\mathbf{\\Gamma}.
    before = str(elements.get("passoptionstopackages", ""))
    elements["passoptionstopackages"] = f"{before}\\PassOptionsToPackage{{no-math}}{{fontspec}}\n"
    elements["preamble"] = "\n".join([str(elements.get("preamble", "")), *lines])
    config.latex_elements = elements


def without_tags(latex: str) -> tuple[str, list[str]]:
    r"""Return *latex* without its tags, which no line and no ``split`` may hold, and these."""
    tags: list[str] = []

    def take(reader: Reader, _expand: Expand) -> str:
        start = reader.at - len(r"\tag")
        reader.take("*")
        reader.argument()
        tags.append(reader.text[start : reader.at])
        return ""

    return Expansion({r"\tag": take}).expand(latex), tags


def tagged(latex: str, tag: str) -> str:
    """Return *latex* with *tag* outside the environment in which Sphinx sets a display."""
    return f"\\begin{{equation*}}\\begin{{split}}{latex}\\end{{split}}{tag}\\end{{equation*}}"


def numbered(latex: str, label: str) -> str:
    r"""Return a display of AMS with one number, on its first row, that *label* refers to.

    Sphinx would write the label before the display, where it refers to what stands there.
    """
    match = _OPENED.match(latex)
    if match is None:
        return latex
    if match[1] == "subequations":
        return f"{match[0]}\\label{{{label}}}{latex[match.end() :]}"
    end = latex.rindex(f"\\end{{{match[1]}}}")
    first, *others = split(latex[match.end() : end], r"\\")
    rows = [f"\\label{{{label}}}{first}"]
    if match[1] == "multline":
        rows += others
    else:
        rows += [
            row if not row.strip() or without_tags(row)[1] else f"{row}\\notag " for row in others
        ]
    return match[0] + r"\\".join(rows) + latex[end:]


def unnumbered(latex: str) -> str:
    """Return a display of AMS without numbers: none that Sphinx gave would be right after them."""
    return _COUNTING.sub(r"\\\1{\2*}", _COUNTED_TOGETHER.sub("", latex))


def packages(latex: str) -> list[str]:
    """Return the packages, beyond those of every volume, that *latex* needs."""
    used = {name for pair in _NAMES.findall(latex) for name in pair}
    return sorted({package for name, package in _USED_PACKAGES.items() if name in used})


def definition(name: str, macro: Macro) -> str:
    """Return the LaTeX definition of *macro*."""
    command = "\\" + name.removeprefix("\\")
    taken = f"[{macro.count}]" if macro.count else ""
    taken += "" if macro.default is None else f"[{{{macro.default}}}]"
    return f"\\providecommand{{{command}}}{{}}\\renewcommand{{{command}}}{taken}{{{macro.text}}}"
