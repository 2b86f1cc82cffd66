"""Reads reStructuredText under the policy of the site."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from sphinx.parsers import RSTParser

from sphinx_seminar.domain.trust.dispatch import AllowListDispatcher
from sphinx_seminar.domain.trust.nesting import parse_within_bounds
from sphinx_seminar.domain.trust.policy import policy_of

if TYPE_CHECKING:
    from docutils import nodes
    from docutils.statemachine import StringList


class TrustedRSTParser(RSTParser):
    """Sphinx's parser, with the allow list in force while it reads."""

    def parse(self, inputstring: str | StringList, document: nodes.document) -> None:
        """Parse *inputstring* into *document*."""
        env = document.settings.env
        policy = policy_of(env.config)
        guard = AllowListDispatcher(env, policy) if policy.is_safe else nullcontext()
        with guard:
            if isinstance(inputstring, str):
                parse_within_bounds(super().parse, inputstring, document)
            else:
                # nested content, already within the bounds of its document
                super().parse(inputstring, document)
