r"""Names in the indices of speakers, topics and readings, which Sphinx writes as plain text.

Each name that needs a font or a direction, or holds a formula, is defined under itself; the
commands that set an entry and the letter above it look there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.texescape import escape

from sphinx_seminar.rendering.latex.lines import LETTERS, Line
from sphinx_seminar.rendering.math.convert import Formula, gate_of
from sphinx_seminar.rendering.math.symbols import with_commands
from sphinx_seminar.rendering.math.written import Written, macros_of
from sphinx_seminar.rendering.volume.directions import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.rendering.latex.lines import Used

_FORMULA = re.compile(r"(?<!\\)\$([^$]+)(?<!\\)\$")
_NAME = r"\csname seminarname@\detokenize{%s}\endcsname"
_LOOK_UP = (
    r"\protected\def\seminarname#1{\ifcsname seminarname@\detokenize{#1}\endcsname"
    rf"{_NAME % '#1'}\else#1\fi}}"
)
_SETTING = ("sphinxstyleindexentry", "sphinxstyleindexlettergroup")


def names_preamble(env: BuildEnvironment, used: Used) -> list[str]:
    """Return the lines that define the names in the indices of *env*, and note what is *used*."""
    engine = env.config.latex_engine
    names = sorted({one for one in _names(env) if LETTERS.search(one) or _FORMULA.search(one)})
    if not names:
        return []
    lines = [_LOOK_UP]
    for command in _SETTING:
        lines.append(f"\\let\\seminar{command}\\{command}")
        lines.append(f"\\def\\{command}#1{{\\seminar{command}{{\\seminarname{{#1}}}}}}")
    for name in names:
        line = nodes.term("", "", *_parts(name, env.config))
        Line(used).arrange(line, int(is_right_to_left(name)))
        shown = "".join(_latex(child, engine) for child in line.children)
        lines.append(f"\\expandafter\\def{_NAME % escape(name, engine)}{{{shown}}}")
    return lines


def _names(env: BuildEnvironment) -> Iterator[str]:
    """Yield the names in the indices, and the letters above them."""
    for domain in env.domains.sorted():
        for index in domain.indices:
            for letter, entries in index(domain).generate()[0]:
                yield letter
                yield from (entry[0] for entry in entries)


def _parts(name: str, config: Config) -> Iterator[nodes.Node]:
    """Yield the text of *name* and its formulas; one that cannot be set is its source."""
    for number, part in enumerate(_FORMULA.split(name)):
        if not number % 2:
            yield nodes.Text(part)
        elif isinstance(gate_of(config).convert(part, display=False), Formula):
            written = Written(macros_of(config)).formula(part, displays=False)
            yield nodes.math("", with_commands(written))
        else:
            yield nodes.Text(f"${part}$")


def _latex(node: nodes.Node, engine: str) -> str:
    if isinstance(node, nodes.math):
        return f"\\({node.astext()}\\)"
    return node.astext() if isinstance(node, nodes.raw) else escape(node.astext(), engine)
