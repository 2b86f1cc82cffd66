r"""LaTeX commands that authors' formulas never hold: they reach outside the formula.

They load files, define commands, set links, styles and ids, or change how the rest of
the text is read. What remains is judged by math-core, which knows a closed list of
commands. Macros come from the configuration alone.
"""

from __future__ import annotations

import re

REFUSED = frozenset(
    """
    href url style class cssId htmlClass htmlData htmlId htmlStyle html data
    require input include includegraphics import write openin openout open read readline
    catcode csname endcsname def edef gdef xdef let futurelet newcommand renewcommand
    providecommand DeclareMathOperator DeclarePairedDelimiter newenvironment renewenvironment
    unicode char special immediate loop repeat expandafter noexpand everymath everydisplay
    jobname meaning string uppercase lowercase directlua luaexec ShellEscape verbatiminput
    usepackage documentclass begingroup endgroup global long outer toks
    """.split()  # noqa: SIM905 - a table to read
)

_COMMAND = re.compile(r"\\([A-Za-z@]+)|\\.", re.DOTALL)


def refused_command(latex: str) -> re.Match[str] | None:
    """Return the first command of *latex* that is refused, wherever it stands."""
    for match in _COMMAND.finditer(latex):
        name = match[1]
        if name and (name in REFUSED or name.startswith(("html", "write", "open", "read"))):
            return match
    return None
