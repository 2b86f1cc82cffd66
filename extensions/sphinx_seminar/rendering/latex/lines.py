"""A line of text in LaTeX: its fonts, and the order in which it is read.

TeX is told where a text in another direction begins and ends. An element inside a line
(a link, emphasis, a formula) stands in the line as one sign, with the direction that all its
letters have, and is set in its own order: TeX would turn what colours a link, and what ends it,
before its beginning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.rendering.latex import scripts, signs
from sphinx_seminar.rendering.latex.levels import OBJECT, STRONG, classes_of, levels
from sphinx_seminar.rendering.latex.literals import preamble as code_preamble
from sphinx_seminar.rendering.volume.directions import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT_ALONE = (nodes.literal_block, nodes.math, nodes.math_block, nodes.raw)
_DRAWN = (nodes.math, nodes.image)
#: An element that nobody sees has the class of what stands before it.
_UNSEEN = "BN"
#: Begins the classes of what the package writes.
_FACTS = "seminar-"
_SIGN = "\ufffc"
#: What may need a font or a direction: no Latin, Greek and Cyrillic, points, or CJK.
LETTERS = re.compile("[\u0530-\u1dff\u2070-\u2dff\ua4d0-\uabff\ufb00-\ufeff\U00010000-\U0001ffff]")
_SELECTED = re.compile(f"[{''.join(sorted(scripts.SELECTORS))}]")
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


@dataclass
class Used:
    """What a document uses: scripts, signs, turns to the other direction, characters in code."""

    code: str
    scripts: set[str] = field(default_factory=set)
    signs: bool = False
    turned: bool = False

    def __post_init__(self) -> None:
        self.scripts.update({scripts.of(one) for one in self.code} - {""})
        self.signs = any(map(signs.is_sign, self.code))

    @property
    def fonts(self) -> set[str]:
        """The fonts that are named."""
        return scripts.fonts_of(self.scripts) | (set(signs.FONTS) if self.signs else set())

    def preamble(self) -> list[str]:
        """Return the lines that define the commands."""
        commands = [scripts.command(one) for one in sorted(self.scripts)]
        commands += [one.removesuffix("{}") for one in (*_BEGIN, *_END)] if self.turned else []
        outline = "".join(f"\\def{one}{{}}" for one in commands)
        outline += signs.IN_OUTLINE if self.signs else ""
        return [
            *scripts.preamble_of(self.scripts),
            *(signs.preamble() if self.signs else []),
            *([_PREAMBLE] if self.turned else []),
            *([f"\\AtBeginDocument{{{_OUTLINE % outline}}}"] if outline else []),
            *code_preamble(self.code),
        ]


class Line:
    """Sets what stands in a block, and notes what it *used*."""

    def __init__(self, used: Used) -> None:
        self._used = used

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
        self._used.turned = self._used.turned or any(map(_turns, new))
        element.children = []
        element.extend(new)

    def _element(self, node: nodes.Node, level: int) -> Iterator[nodes.Node]:
        """Yield an element inside a line, in an order of its own."""
        if isinstance(node, nodes.Element) and not is_left_alone(node):
            self.arrange(node, int(is_right_to_left(node.astext())))
        if level % 2 and not _is_unseen(node):
            yield from (_raw(_BEGIN[0]), node, _raw(_END[0]))
        else:
            yield node

    def _run(self, text: str, level: int) -> Iterator[nodes.Node]:
        """Yield a text of one *level* by the fonts that it needs."""
        for script, run in scripts.runs(text):
            if script:
                self._used.scripts.add(script)
                yield _raw(f"{{{scripts.command(script)}{{}}")
                yield nodes.Text(run)
                yield _raw("}")
            else:
                plain = _SELECTED.sub("", run)
                yield from self._signs(_WORD.sub(_mirrored, plain) if level % 2 else plain)

    def _signs(self, text: str) -> Iterator[nodes.Node]:
        for is_sign, run in groupby(text, key=signs.is_sign):
            if is_sign:
                self._used.signs = True
                yield _raw("".join(map(signs.written, run)))
            else:
                yield nodes.Text("".join(run))


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


def is_left_alone(node: nodes.Element) -> bool:
    """Whether *node* is set as it is written; code in colours is drawn from its text."""
    return isinstance(node, _LEFT_ALONE) or (
        isinstance(node, nodes.literal) and "code" in node["classes"]
    )


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
