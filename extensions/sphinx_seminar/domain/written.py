"""The source of a text as it may be published: as it was written, without what readers never see.

Comments are the author's alone. Where one stood, an empty one stays, so that the text around
it keeps its shape. A text of which a page hides something that cannot be cut out with
certainty has no source to publish.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import contextmanager
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from markdown_it.common.utils import normalizeReference
from myst_parser.mocking import MockState
from sphinx import addnodes

from sphinx_seminar.domain.nodes import Placeholder, SessionFacts, TalkFacts
from sphinx_seminar.domain.pieces import LATEX_COMMENT, is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.environment import BuildEnvironment

_KEY = "seminar:hidden"
#: What may stand before the mark of a comment on its line.
_BEFORE = r"^([ \t>]*)"
#: Definitions of links that lead nowhere are a way to write comments in Markdown.
_LINK_COMMENT = re.compile(
    r"^([ \t>]*\[[^\]\n]+\]:[ \t]*(?:<>|<#>|#)(?=[ \t\n(]|\Z)).*$", re.MULTILINE
)


_LABEL = re.compile(r"\[([^\[\]]+)\]")
_DEFINITION = re.compile(r"^[ \t>]*\[([^\[\]]+)\]:", re.MULTILINE)


class Source(NamedTuple):
    """A title and a text as they were written; ``None`` what cannot be published."""

    title: str | None = ""
    text: str | None = ""

    @property
    def digest(self) -> str:
        """Changes with what was written; '' where nothing was."""
        if not self.title and not self.text:
            return ""
        return blake2b(repr(self).encode("utf-8", "replace"), digest_size=8).hexdigest()


class Hidden(NamedTuple):
    """Something that readers never see: a pattern that finds it, and what takes its place."""

    pattern: str
    kept: str


def note_hidden(env: BuildEnvironment, hidden: Hidden) -> None:
    """Remember *hidden*, found in the document that is being read."""
    _noted(env).append(hidden)


@contextmanager
def hidden_inside(env: BuildEnvironment) -> Iterator[list[Hidden]]:
    """Collect what is noted inside; whoever is around does not see it."""
    outer, inner = _noted(env), list[Hidden]()
    state: Any = env.current_document
    state[_KEY] = inner
    try:
        yield inner
    finally:
        state[_KEY] = outer


def _noted(env: BuildEnvironment) -> list[Hidden]:
    state: Any = env.current_document
    noted: list[Hidden] = state.setdefault(_KEY, [])
    return noted


def line_comment(text: str) -> Hidden:
    """Return Markdown's comment lines, each after a percent sign, that hold *text*."""
    first, *rest = map(re.escape, text.split("\n"))
    more = "".join(rf"[ \t]*\n[ \t>]*%{line}" for line in rest)
    return Hidden(rf"{_BEFORE}%{first}{more}[ \t]*$", r"\1%")


def html_comment(text: str) -> Hidden:
    """Return the comment of HTML *text*."""
    return Hidden(f"(){re.escape(text)}", "<!-- -->")


def block_break(text: str) -> Hidden:
    """Return MyST's break between blocks, with its remark *text*."""
    return Hidden(rf"{_BEFORE}\+\+\+[ \t]*{re.escape(text.strip())}[ \t]*$", r"\1+++")


def _restructured_comment(text: str) -> Hidden:
    lines = r"[ \t]*\n[ \t]*".join(re.escape(line.strip()) for line in text.split("\n"))
    return Hidden(rf"{_BEFORE}\.\.[ \t]*\n?[ \t]*{lines}[ \t]*$", r"\1..")


def publishable(
    lines: Sequence[str], hidden: Iterable[Hidden], content: Sequence[nodes.Node]
) -> str | None:
    """Return the source *lines* that became *content* as they may be published.

    *hidden* is what the parser noted of them. ``None`` when something cannot be cut out.
    """
    text = "\n".join(line if line.strip() else "" for line in lines).strip("\n")
    cut = Counter(hidden)
    for node in (one for root in content for one in root.findall()):
        if isinstance(node, nodes.comment) and "block_break" not in node["classes"]:
            if node.astext().strip():
                cut[_restructured_comment(node.astext())] += 1
        elif isinstance(node, (nodes.math, nodes.math_block)):
            for found in LATEX_COMMENT.finditer(node.astext()):
                cut[Hidden(f"()%{re.escape(found[2].rstrip())}[ \t]*$", "%")] += 1
        elif isinstance(node, addnodes.only) or _is_note(node):
            return None
    for one, count in cut.items():
        text, found_times = re.subn(one.pattern, one.kept, text, flags=re.MULTILINE)
        if found_times != count:
            return None
    shown = "\n".join(node.astext() for node in content)
    return _LINK_COMMENT.sub(lambda one: one[0] if one[0].strip() in shown else one[1], text)


def with_definitions(text: str | None, state: object) -> str | None:
    """Return *text* with the definitions of links that it uses and the page has elsewhere.

    *state* is the parser's; of reStructuredText nothing is added.
    """
    if not text or not isinstance(state, MockState):
        return text
    # MyST hands its environment to nobody else
    known: Mapping[str, Mapping[str, str]] = state._renderer.md_env.get("references", {})  # noqa: SLF001
    own = set(map(normalizeReference, _DEFINITION.findall(text)))
    used = dict.fromkeys(map(normalizeReference, _LABEL.findall(text)))
    missing = [label for label in used if label in known and label not in own]
    lines = [_definition(label, known[label]) for label in missing]
    return "\n".join((text, "", *lines)) if lines else text


def _definition(label: str, found: Mapping[str, str]) -> str:
    title = found.get("title", "").replace("\\", "\\\\").replace('"', '\\"')
    return f"[{label}]: <{found['href']}>" + (f' "{title}"' if title else "")


def _is_note(node: nodes.Node) -> bool:
    """Tell whether *node* is a note of an extension that pages may hide."""
    return not isinstance(node, _PLAIN) and is_hidden(node)


#: Hidden nodes that hold nothing of an author's, or whose text is shown in another form.
_PLAIN = (
    Placeholder,
    nodes.comment,
    nodes.raw,
    nodes.system_message,
    nodes.substitution_definition,
    nodes.pending,
    addnodes.index,
    addnodes.toctree,
    addnodes.tabular_col_spec,
)


def talk_source(facts: TalkFacts) -> Source:
    """Return the source of the talk of *facts*."""
    found: Source = facts.get("source", Source())
    return found


def session_source(facts: SessionFacts, heading: nodes.title | None) -> Source:
    """Return the source of the session of *facts*, whose title is in *heading*."""
    found: Source = facts.get("source", Source())
    return found._replace(title=_heading_source(heading) if heading is not None else "")


def _heading_source(heading: nodes.title) -> str | None:
    if heading.rawsource:
        return " ".join(heading.rawsource.split())
    told = heading.parent.next_node(TalkFacts) if heading.parent is not None else None
    # the heading of a talk, which is the only one of its page
    return talk_source(told).title if told is not None and told.parent is heading.parent else None
