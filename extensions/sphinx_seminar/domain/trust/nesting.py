"""How deep a document may nest: deep enough for every real text, too deep for none of the outputs.

Parsers, transforms, pickle and writers all recurse. A document beyond the bound
becomes one literal block, so that its text is kept and every other document is built.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.messages import note_finding
from sphinx_seminar.domain.trust.places import line_of
from sphinx_seminar.model.finding import Finding, FindingKind, Location

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils.transforms import Transform
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

#: Levels of Markdown tokens, and of nodes (a list counts two, a quotation one). Pickle,
#: which Sphinx keeps documents with, needs five calls a level of the 1,000 Python allows.
DEEPEST = 150
#: Calls that a parser may nest on top of its caller, however deep the caller is:
#: without it a parallel reader would give up earlier than a serial one.
_HEADROOM = 6_000

#: Levels of indented blocks that fit into the 70 columns of plain text; Sphinx's writer
#: raises an error beyond them.
_DEEPEST_INDENTATION = 14
_INDENTED = (
    nodes.Admonition,
    nodes.admonition,
    nodes.block_quote,
    nodes.definition,
    nodes.field_body,
    nodes.footnote,
    nodes.list_item,
)


class NestingError(Exception):
    """A text nests deeper than the bound; ``line`` counts from 1, 0 when unknown."""

    def __init__(self, line: int = 0) -> None:
        super().__init__(line)
        self.line = line


@contextmanager
def headroom() -> Iterator[None]:
    """Let calls nest deeply enough to measure a document instead of failing in it."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(limit + _HEADROOM)
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def limit_nesting(markdown: MarkdownIt) -> None:
    """Make *markdown* raise :class:`NestingError` where it would drop text in silence."""
    # at this option's value markdown-it skips what is nested deeper
    markdown.options["maxNesting"] = DEEPEST + 20
    markdown.core.ruler.push("seminar_nesting", _check_levels)


def _check_levels(state: StateCore) -> None:
    for token in state.tokens:
        if token.level > DEEPEST:
            raise NestingError(token.map[0] + 1 if token.map else 0)


def beyond_bound(tree: nodes.Node) -> nodes.Node | None:
    """Return the first node of *tree* that is nested too deeply, found without recursion."""
    row = [tree]
    for _level in range(DEEPEST):
        row = [child for node in row for child in node.children]
        if not row:
            return None
    return row[0]


def parse_within_bounds(
    parse: Callable[[str, nodes.document], None], text: str, document: nodes.document
) -> None:
    """Parse *text* into *document*, or keep it as a literal block when it nests too deeply."""
    transforms: list[Any] = list(document.transformer.transforms)
    line = 1
    try:
        with headroom():
            parse(text, document)
    except NestingError as error:
        line = error.line or line
    except RecursionError:
        pass
    else:
        deep = beyond_bound(document)
        if deep is None:
            return
        line = line_of(deep) or line
    _forget(document, transforms)
    # leaves on the document what the transforms of its parser look for
    parse("", document)
    document += _literal(text, document)
    env = document.settings.env
    finding = Finding(FindingKind.NESTING, f"> {DEEPEST}", location=Location(env.docname, line))
    note_finding(env, finding)


def _forget(
    document: nodes.document, transforms: list[tuple[str, type[Transform], Any, Any]]
) -> None:
    """Forget everything parsed into *document*, and the transforms it asked for."""
    fresh = nodes.document(document.settings, document.reporter, source=document["source"])
    fresh.transformer = document.transformer
    fresh.transformer.transforms = transforms
    document.__dict__.update(fresh.__dict__)


def _literal(text: str, document: nodes.document) -> nodes.section:
    """Return *text* as it is written, under the name of its document."""
    name = PurePosixPath(document.settings.env.docname).name
    section = nodes.section("", nodes.title(name, name), names=[nodes.fully_normalize_name(name)])
    section += nodes.literal_block(text, text, language="text")
    document.note_implicit_target(section, section)
    return section


class FlattenForText(SphinxPostTransform):
    """Shows what is indented beyond the width of plain text as one block without indentation."""

    formats = ("text",)
    default_priority = 900

    def run(self, **_kwargs: Any) -> None:
        """Replace the contents of the deepest blocks that fit."""
        deepest = [(node, 0) for node in self.document.children]
        while deepest:
            node, level = deepest.pop()
            level += isinstance(node, _INDENTED)
            if level > _DEEPEST_INDENTATION and isinstance(node, nodes.Element):
                text = node.astext()
                node.children = []
                node += nodes.literal_block(text, text)
            else:
                deepest += [(child, level) for child in node.children]
