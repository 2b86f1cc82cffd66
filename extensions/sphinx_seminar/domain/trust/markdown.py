"""Reads Markdown under the policy of the site.

No page sets options of its own parser (the front matter key ``myst`` would run
code: it can switch Jinja on), raw HTML and evaluated substitutions are shown as
text, and comments of either kind are the author's alone: no output holds them.
"""

from __future__ import annotations

import re
from contextlib import nullcontext
from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.mdit_to_docutils.base import token_line
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

from sphinx_seminar.domain.messages import note_finding
from sphinx_seminar.domain.trust.dispatch import AllowListDispatcher, refused
from sphinx_seminar.domain.trust.nesting import limit_nesting, parse_within_bounds
from sphinx_seminar.domain.trust.policy import policy_of
from sphinx_seminar.domain.written import block_break, html_comment, line_comment, note_hidden
from sphinx_seminar.model.finding import Location

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

#: CommonMark 6.6; one that never ends hides the rest of its block.
_COMMENT = re.compile(r"<!-->|<!--->|<!--.*?(?:-->|\Z)", re.DOTALL)
_EVAL_RST = "eval-rst"
#: Our directives that hold others.
_FENCED = frozenset({"{session}", "{talk}", "{seminar:session}", "{seminar:talk}"})


class TrustedMystParser(MystParser):
    """MyST's parser, with the allow list and the bounds in force while it reads."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Parse *inputstring* into *document*, under the options of conf.py alone."""
        env = document.settings.env
        policy = policy_of(env.config)
        guard = AllowListDispatcher(env, policy) if policy.is_safe else nullcontext()
        with guard:
            parse_within_bounds(_parse, inputstring, document)


def _parse(text: str, document: nodes.document) -> None:
    # MystParser.parse without its merge of the page's own options
    parser = create_md_parser(document.settings.env.myst_config, TrustedRenderer)
    limit_nesting(parser)
    parser.options["document"] = document
    parser.render(text)


class TrustedRenderer(SphinxRenderer):
    """Shows as text what a page may not do."""

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        """Drop comments; show other raw HTML as its source."""
        text = self._without_comments(token)
        if not text.strip():
            return
        if not self._is_safe:
            token.token.content = text  # type: ignore[union-attr]
            super().render_html_block(token)
            return
        self._refuse("html", text, token)
        block = nodes.literal_block(text.rstrip("\n"), text.rstrip("\n"), language="html")
        self.add_line_and_source_path(block, token)
        self.current_node.append(block)

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        """Drop comments; show other tags as they are written."""
        text = self._without_comments(token)
        if not text:
            return
        if not self._is_safe:
            super().render_html_block(token)
            return
        if not text.startswith("</"):
            self._refuse("html", text, token)
        self.current_node.append(nodes.Text(text))

    def render_myst_line_comment(self, token: SyntaxTreeNode) -> None:
        """Drop the comment."""
        if token.content.strip():
            note_hidden(self.sphinx_env, line_comment(token.content))

    def render_myst_block_break(self, token: SyntaxTreeNode) -> None:
        """Keep the break, which no output shows."""
        if token.content.strip():
            note_hidden(self.sphinx_env, block_break(token.content))
        super().render_myst_block_break(token)

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """Run a session or talk as it stands, so that its lines are those of the page.

        MyST puts an empty line before a content that begins with a fence, and so shifts it.
        """
        name, _, argument = (token.info or "").strip().partition(" ")
        if name in _FENCED:
            self.render_directive(token, name[1:-1], argument.strip())
        else:
            super().render_colon_fence(token)

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        """Show ``eval-rst`` as its source, unless the site allows it."""
        if not self._is_safe or _EVAL_RST in policy_of(self.sphinx_env.config).directives:
            super().render_restructuredtext(token)
            return
        text = f"{token.markup}{token.info}\n{token.content}{token.markup}"
        self._refuse(_EVAL_RST, text, token)
        block = nodes.literal_block(text, text, language="text")
        self.add_line_and_source_path(block, token)
        self.current_node.append(block)

    def render_substitution(self, token: SyntaxTreeNode, inline: bool) -> None:  # noqa: FBT001 -- the signature is MyST's
        """Insert a value that conf.py names; never evaluate an expression."""
        name = token.content.strip()
        if name != "env" and name in self.md_config.substitutions:
            super().render_substitution(token, inline)
            return
        start, end = self.md_config.sub_delimiters
        text = f"{start * 2}{token.content}{end * 2}"
        self._refuse("substitution", text, token)
        literal = nodes.literal(text, text)
        self.current_node.append(literal if inline else nodes.paragraph("", "", literal))

    @property
    def _is_safe(self) -> bool:
        return policy_of(self.sphinx_env.config).is_safe

    def _refuse(self, name: str, text: str, token: SyntaxTreeNode) -> None:
        env = self.sphinx_env
        location = Location(env.docname, token_line(token, 0))
        note_finding(env, refused(name, text, location, frozenset()))

    def _without_comments(self, token: SyntaxTreeNode) -> str:
        """Return the HTML of *token* without comments, which leave the raw sources as well."""
        kept = token.content
        for comment in _COMMENT.findall(token.content):
            if not comment.endswith("-->"):
                self._refuse("<!--", "<!--", token)
            kept = kept.replace(comment, "", 1)
            if comment.strip("<!-> \n"):
                note_hidden(self.sphinx_env, html_comment(comment))
            node: nodes.Node | None = self.current_node
            while node is not None:
                # a translation catalogue is made from raw sources
                if isinstance(node, nodes.Element) and comment in node.rawsource:
                    node.rawsource = node.rawsource.replace(comment, "")
                node = node.parent
        return kept
