"""LaTeX with commands and formulas as rich text, by a walk over pylatexenc's nodes.

Formulas are kept verbatim. A command that is not known keeps its text: that of
its arguments, or its name when it has none.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pylatexenc import latex2text
from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexWalker,
    LatexWalkerError,
)
from pylatexenc.macrospec import LatexContextDb, MacroSpec, std_environment

from sphinx_seminar.model.richtext import RichText, Run, Style, joined, plain, rich
from sphinx_seminar.parsing.bibtex import latexmacros as macros
from sphinx_seminar.parsing.bibtex.latexescape import escaped, unescaped
from sphinx_seminar.parsing.bibtex.ligatures import accented, ligatures

if TYPE_CHECKING:
    from collections.abc import Sequence


_LONGEST_SYMBOL = 3
_MATH_ENVIRONMENTS = ("equation", "equation*", "align", "align*", "math", "displaymath")


class Typeset(NamedTuple):
    """A text and the commands in it that are not known (without their backslash)."""

    text: RichText
    unknown: tuple[str, ...] = ()


def walk(text: str) -> Typeset:
    """Return the LaTeX *text* as rich text, and the commands in it that are not known."""
    walker = LatexWalker(escaped(text), latex_context=_context(), tolerant_parsing=True)
    try:
        nodes = walker.get_latex_nodes()[0]
    except (LatexWalkerError, RecursionError):
        # Formulas opened in formulas, a thousand deep: the text is kept as it stands.
        return Typeset(rich(ligatures(text)))
    renderer = _Renderer()
    renderer.render(nodes, frozenset(), 0)
    return Typeset(joined(renderer.runs), tuple(dict.fromkeys(renderer.unknown)))


@cache
def _context() -> LatexContextDb:
    """Return the commands that take arguments; every other command takes none."""
    names = {
        *macros.STYLED, *macros.TRANSPARENT, *macros.ADDRESS_COMMANDS, *macros.ACCENTS,
        *macros.SILENT_WITH_ARGUMENT, "footnote", "thanks",
    }  # fmt: skip
    specs = [MacroSpec(name, macros.ARGUMENTS.get(name, "{")) for name in sorted(names)]
    specs += [MacroSpec(name, spec) for name, spec in macros.ARGUMENTS.items() if name not in names]
    context = LatexContextDb()
    environments = [std_environment(name, None, is_math_mode=True) for name in _MATH_ENVIRONMENTS]
    context.add_context_category("bibliography", macros=specs, environments=environments)
    context.set_unknown_macro_spec(MacroSpec(""))
    context.set_unknown_environment_spec(std_environment("", None))
    return context


@cache
def _symbol(name: str) -> str:
    """Return what pylatexenc prints for the command *name* without arguments, or ''."""
    spec = latex2text.get_default_latex_context_db().get_macro_spec(name)
    text = getattr(spec, "simplify_repl", None)
    # Longer ones are placeholders such as "<cit.>".
    return text if isinstance(text, str) and len(text) <= _LONGEST_SYMBOL and text != "%s" else ""


class _Renderer:
    """The state of one walk: the runs so far and the commands that were not known."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.unknown: list[str] = []

    def render(self, nodes: Sequence[Any], styles: frozenset[Style], depth: int) -> None:
        """Add the runs of *nodes*, set in *styles*, *depth* braces deep."""
        for index, node in enumerate(nodes):
            if isinstance(node, LatexCharsNode):
                self._add(ligatures(node.chars), styles)
            elif isinstance(node, LatexGroupNode):
                self._group(node, styles, depth)
            elif isinstance(node, LatexMathNode):
                self._math(node.latex_verbatim(), node.delimiters, styles)
            elif isinstance(node, LatexMacroNode):
                if node.macroname in macros.SWITCHES:
                    style = macros.SWITCHES[node.macroname]
                    styles = styles | {style} if style else styles
                else:
                    follower = nodes[index + 1] if index + 1 < len(nodes) else None
                    self._macro(node, follower, styles, depth)
            elif isinstance(node, LatexEnvironmentNode):
                self._environment(node, styles, depth)

    def _add(self, text: str, styles: frozenset[Style]) -> None:
        self.runs.append(Run(text, tuple(sorted(styles))))

    def _math(self, source: str, delimiters: Sequence[str], styles: frozenset[Style]) -> None:
        opening, closing = delimiters
        self._add(source.removeprefix(opening).removesuffix(closing), styles | {Style.MATH})

    def _environment(self, node: Any, styles: frozenset[Style], depth: int) -> None:
        if node.environmentname in _MATH_ENVIRONMENTS:
            self._add(node.latex_verbatim(), styles | {Style.MATH})
        else:
            self.render(node.nodelist, styles, depth)

    def _group(self, node: Any, styles: frozenset[Style], depth: int) -> None:
        if node.delimiters[0] != "{":
            self._add(node.delimiters[0], styles)
            self.render(node.nodelist, styles, depth)
            self._add(node.delimiters[1], styles)
            return
        first = node.nodelist[0] if node.nodelist else None
        name = first.macroname if isinstance(first, LatexMacroNode) else ""
        # BibTeX's "special character": braces for the command's sake, not for the case's.
        special = name in macros.SWITCHES or (
            len(node.nodelist) == 1 and (name in macros.ACCENTS or name in macros.LETTERS)
        )
        inner = styles if depth or special else styles | {Style.NOCASE}
        self.render(node.nodelist, inner, depth + 1)

    def _macro(self, node: Any, follower: Any, styles: frozenset[Style], depth: int) -> None:
        name: str = node.macroname
        if name in macros.ACCENTS:
            self._accent(node, styles, depth)
        elif name in macros.ADDRESS_COMMANDS or name == "href":
            self._address(node, styles, depth)
        elif name in macros.STYLED:
            self._arguments(node, styles | {macros.STYLED[name]}, depth)
        elif name == "ensuremath":
            self._ensured_math(node, styles)
        elif name in macros.TRANSPARENT or name == "texorpdfstring":
            self._arguments(node, styles, depth)
        elif name in {"footnote", "thanks"}:
            self._add(" (", styles)
            self._arguments(node, styles, depth)
            self._add(")", styles)
        elif name not in macros.SILENT:
            self._sign(node, follower, styles)

    def _arguments(self, node: Any, styles: frozenset[Style], depth: int) -> None:
        """Render the last argument of a command; the ones before it are not for print."""
        argument = _last_argument(node)
        if isinstance(argument, LatexGroupNode):
            self.render(argument.nodelist, styles, depth)
        elif argument is not None:
            self.render([argument], styles, depth)

    def _accent(self, node: Any, styles: frozenset[Style], depth: int) -> None:
        inner = _Renderer()
        inner._arguments(node, frozenset(), depth)
        self.unknown += inner.unknown
        self._add(accented(node.macroname, plain(tuple(inner.runs))), styles)

    def _address(self, node: Any, styles: frozenset[Style], depth: int) -> None:
        arguments = [argument for argument in _arguments(node) if argument is not None]
        if not arguments:
            return
        address = unescaped(arguments[0].latex_verbatim())
        if node.macroname != "href" or len(arguments) == 1:
            self._add(address, styles)
            return
        start = len(self.runs)
        self._arguments(node, styles, depth)
        shown = plain(tuple(self.runs[start:]))
        if address.partition("://")[2].rstrip("/") not in shown:
            self._add(f" ({address})", styles)

    def _ensured_math(self, node: Any, styles: frozenset[Style]) -> None:
        argument = _last_argument(node)
        if argument is not None:
            self._math(argument.latex_verbatim().strip(), ("{", "}"), styles)

    def _sign(self, node: Any, follower: Any, styles: frozenset[Style]) -> None:
        """Add what a command without arguments prints."""
        name: str = node.macroname
        known = (
            macros.LETTERS.get(name)
            or macros.SYMBOLS.get(name)
            or macros.JOURNALS.get(name)
            or macros.CONTROL_SYMBOLS.get(name)
        )
        if known is None and name not in macros.CONTROL_SYMBOLS:
            known = _symbol(name)
            if not known:
                self.unknown.append(name)
                # With a group after it, the name is a command's and the group its text.
                known = "" if isinstance(follower, LatexGroupNode) else name
                known += node.macro_post_space
        self._add(known or "", styles)


def _arguments(node: Any) -> Sequence[Any]:
    found = node.nodeargd.argnlist if node.nodeargd else None
    return found or ()


def _last_argument(node: Any) -> Any:
    return next((argument for argument in reversed(_arguments(node)) if argument is not None), None)
