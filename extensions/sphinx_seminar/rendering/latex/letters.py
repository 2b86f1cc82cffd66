"""Sets letters in fonts that have them, in the order in which they are read.

TeX is told where a text in another direction begins and ends. An element inside a line
(a link, emphasis, a formula) stands in the line as one sign, with the direction that all its
letters have, and is set in its own order: TeX would turn what colours a link, and what ends it,
before its beginning.
"""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.rendering.latex import scripts
from sphinx_seminar.rendering.latex.levels import OBJECT, STRONG, classes_of, levels
from sphinx_seminar.rendering.volume.directions import begins_at_the_right, is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Engines that choose fonts by name.
_ENGINES = frozenset({"xelatex", "lualatex"})
_LEFT_ALONE = (nodes.literal_block, nodes.literal, nodes.math, nodes.math_block, nodes.raw)
_DRAWN = (nodes.math, nodes.image)
#: An element that nobody sees has the class of what stands before it.
_UNSEEN = "BN"
#: Begins the classes of what the package writes.
_FACTS = "seminar-"
_SIGN = "\ufffc"
#: Scripts that may need a font or a direction: not Latin, Greek and Cyrillic, signs, or CJK.
_LETTERS = re.compile("[\u0530-\u1dff\u2d00-\u2dff\ua4d0-\uabff\ufb00-\ufeff\U00010000-\U0001ffff]")
_WORD = re.compile(r"\S+")
_MIRRORED = str.maketrans("()[]{}<>«»‹›⟨⟩≤≥", ")(][}{><»«›‹⟩⟨≥≤")
_BEGIN, _END = (r"\beginL{}", r"\beginR{}"), (r"\endL{}", r"\endR{}")
#: The last line of a paragraph from the right is filled at its left.
_FROM_RIGHT = r"\unskip\nobreak\hskip0pt plus1fill\endR{}"
#: XeTeX knows the commands, and obeys when it is told so; LuaTeX knows others.
_PREAMBLE = r"""\ifdefined\TeXXeTstate\TeXXeTstate=1\fi
\ifdefined\textdirection
  \protected\def\beginL{\bgroup\textdirection0\relax}\protected\def\endL{\egroup}
  \protected\def\beginR{\bgroup\textdirection1\relax}\protected\def\endR{\egroup}
\fi"""
#: Commands in headings have no place in the outline of the PDF.
_OUTLINE = "\\ifdefined\\pdfstringdefDisableCommands\\pdfstringdefDisableCommands{%s}\\fi"


class SetLetters(SphinxPostTransform):
    """Sets each run of letters in its font and direction."""

    # After formulas (100), whose text stays as it is.
    default_priority = 120
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Mark the runs and name the fonts in the preamble."""
        del kwargs
        if self.config.latex_engine not in _ENGINES:
            return
        used: set[str] = set()
        turned = False
        for block in list(_blocks(self.document)):
            base = int(begins_at_the_right(block))
            line = _Line(used)
            line.arrange(block, base)
            turned = turned or line.turned
        scripts.copy_fonts(Path(self.env._app.outdir), used)  # noqa: SLF001 - as in Sphinx itself
        lines = _preamble(used, turned=turned)
        lines += scripts.cjk_preamble(self.document.astext(), self.config.latex_engine)
        self._add(lines)

    def _add(self, lines: list[str]) -> None:
        context: dict[str, Any] = getattr(self.env._app.builder, "context", {})  # noqa: SLF001 - as in Sphinx itself
        known = str(context.get("preamble", ""))
        new = [line for line in lines if line not in known]
        if new:
            context["preamble"] = "\n".join([known, *new])


def _preamble(used: set[str], *, turned: bool) -> list[str]:
    """Return the lines that define the commands for the scripts *used*."""
    commands = [scripts.command(one) for one in sorted(used)]
    commands += [one.removesuffix("{}") for one in (*_BEGIN, *_END)] if turned else []
    outline = "".join(f"\\def{one}{{}}" for one in commands)
    return [
        *scripts.preamble_of(used),
        *([_PREAMBLE] if turned else []),
        *([f"\\AtBeginDocument{{{_OUTLINE % outline}}}"] if outline else []),
    ]


def _blocks(document: nodes.document) -> Iterator[nodes.Element]:
    """Yield what holds such letters: paragraphs, titles, terms, each once."""
    found: dict[int, nodes.Element] = {}
    for text in document.findall(nodes.Text):
        if not _LETTERS.search(text):
            continue
        block: nodes.Element = text.parent
        while isinstance(block, nodes.Inline):
            block = block.parent
        if not isinstance(block, _LEFT_ALONE):
            found[id(block)] = block
    yield from found.values()


class _Line:
    """Sets what stands in a block; *used* takes the names of the scripts."""

    def __init__(self, used: set[str]) -> None:
        self._used = used
        #: Whether something is read from the right.
        self.turned = False

    def arrange(self, element: nodes.Element, base: int) -> None:
        """Replace the children of *element*, whose own level is *base*, by what sets them."""
        children = list(element.children)
        text = "".join(str(one) if isinstance(one, nodes.Text) else _SIGN for one in children)
        classes = [kind for child in children for kind in _classes(child)]
        found = iter(levels(text, classes, base))
        new: list[nodes.Node] = []
        now = base
        for child in children:
            if isinstance(child, nodes.Text):
                leveled = [(next(found), character) for character in child]
                for level, run in groupby(leveled, key=lambda pair: pair[0]):
                    new += [*_turn(now, level), *self._run("".join(one for _, one in run), level)]
                    now = level
            else:
                level = next(found)
                new += [*_turn(now, level), *self._element(child, level)]
                now = level
        new += _turn(now, base)
        if base and any(not isinstance(one, nodes.Invisible) for one in children):
            end = _FROM_RIGHT if _fills_lines(element) else _END[1]
            new = [_raw(_BEGIN[1]), *new, _raw(end)]
        self.turned = self.turned or bool(base) or any(map(_turns, new))
        element.children = []
        element.extend(new)

    def _element(self, node: nodes.Node, level: int) -> Iterator[nodes.Node]:
        """Yield an element inside a line, in an order of its own."""
        if isinstance(node, nodes.Element) and not isinstance(node, _LEFT_ALONE):
            self.arrange(node, int(is_right_to_left(node.astext())))
        if level % 2 and not _is_unseen(node):
            yield from (_raw(_BEGIN[0]), node, _raw(_END[0]))
        else:
            yield node

    def _run(self, text: str, level: int) -> Iterator[nodes.Node]:
        """Yield a text of one *level* by the fonts that it needs."""
        for script, run in scripts.runs(text):
            if script:
                self._used.add(script)
                yield _raw("{" + scripts.command(script) + "{}")
                yield nodes.Text(run)
                yield _raw("}")
            else:
                yield nodes.Text(_WORD.sub(_mirrored, run) if level % 2 else run)


def _classes(child: nodes.Node) -> list[str]:
    """Return the classes of the signs that stand for *child* in its line."""
    if isinstance(child, nodes.Text):
        return classes_of(child.astext())
    if isinstance(child, _DRAWN):
        return [OBJECT]
    if _is_unseen(child):
        return [_UNSEEN]
    strong = set(classes_of(child.astext())) & STRONG
    return [strong.pop() if len(strong) == 1 else OBJECT]


def _fills_lines(block: nodes.Element) -> bool:
    """Whether *block* is an author's paragraph; the facts of a talk stand below its heading."""
    facts = any(name.startswith(_FACTS) for name in block["classes"])
    return isinstance(block, nodes.paragraph) and not facts


def _is_unseen(node: nodes.Node) -> bool:
    return not isinstance(node, nodes.image) and not node.astext()


def _mirrored(word: re.Match[str]) -> str:
    """Return signs without letters as they stand among letters from the right."""
    return word[0][::-1].translate(_MIRRORED)


def _turn(level: int, wanted: int) -> Iterator[nodes.raw]:
    """Yield what leads from a text of one *level* to one of the *wanted*."""
    for one in range(level, wanted, -1):
        yield _raw(_END[one % 2])
    for one in range(level + 1, wanted + 1):
        yield _raw(_BEGIN[one % 2])


def _turns(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and node.astext() in _BEGIN


def _raw(latex: str) -> nodes.raw:
    return nodes.raw("", latex, format="latex")
