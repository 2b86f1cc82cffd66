r"""LaTeX for programs that read it themselves, TeX and MathJax.

Chemistry, units and brackets of physics become plain AMS, as in the other outputs: they
need no package, and say the same everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_seminar.domain.messages import report
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.math import chemistry, environments, physics, units
from sphinx_seminar.rendering.math.expansion import Expansion, using
from sphinx_seminar.rendering.math.macros import macro_of
from sphinx_seminar.rendering.math.numbering import without_labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_seminar.rendering.math.macros import Definition

_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")
_BLANK_LINES = re.compile(r"\n\s*\n")
_DISPLAY = re.compile(
    r"\\(begin|end)\{(align|gather|alignat|flalign|multline|eqnarray|equation|displaymath|math)\*?\}"
)
_INNER = {
    "align": "aligned",
    "gather": "gathered",
    "alignat": "alignedat",
    "flalign": "aligned",
    "multline": "gathered",
    "eqnarray": "array",
}
_COMMANDS = {**physics.COMMANDS, **units.COMMANDS, **chemistry.COMMANDS}
_ENVIRONMENTS = {"numcases": environments.ENVIRONMENTS["numcases"]}


def macros_of(config: Config) -> Mapping[str, Any]:
    """Return the archive's macros by name, as the settings have them."""
    macros: Mapping[str, Any] = getattr(config, "seminar_math_macros", {})
    return macros


def keep_macros(_app: Sphinx, config: Config) -> None:
    """Keep the macros that can be one, also those in MathJax's form (``config-inited``)."""
    kept = {}
    for name, value in macros_of(config).items():
        macro = macro_of(value)
        if isinstance(name, str) and macro is not None:
            kept[name] = macro.definition
        else:
            report(Finding(FindingKind.SETTINGS, value=f"seminar_math_macros: {name!r}"))
    config.seminar_math_macros = kept


class Written:
    """LaTeX as authors write it, in the form that TeX reads with the archive's *macros*."""

    def __init__(self, macros: Mapping[str, Definition]) -> None:
        inside = using(macros, _COMMANDS)
        self._expansion = Expansion(_COMMANDS, _ENVIRONMENTS, inside)
        #: Those that TeX itself reads.
        self.macros = {
            name: macro
            for name, value in macros.items()
            if name not in inside and (macro := macro_of(value)) is not None
        }

    def formula(self, latex: str, *, displays: bool) -> str:
        """Return *latex* without comments, blank lines and, unless it *displays*, inner displays.

        The gate has let it through: nothing of it is unknown.
        """
        text = "\n".join(_COMMENT.sub(r"\1", line) for line in latex.splitlines())
        text = without_labels(self._expansion.expand(text))
        if displays:
            return _BLANK_LINES.sub("\n", text)
        return _DISPLAY.sub(_inner, text)


def _inner(match: re.Match[str]) -> str:
    name = _INNER.get(match[2], "")
    columns = "{rcl}" if name == "array" and match[1] == "begin" else ""
    return f"\\{match[1]}{{{name}}}{columns}" if name else ""
