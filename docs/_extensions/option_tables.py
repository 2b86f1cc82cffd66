"""Tables of options, written by hand, name every option that the code knows and no other.

A list table with the class ``options-session``, ``options-talk`` or ``options-listing``
is compared with the directive; a difference is a warning, an error with ``-W``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from sphinx_seminar.domain.directives.listing import ListingDirective
from sphinx_seminar.domain.directives.session import SessionDirective
from sphinx_seminar.domain.directives.talk import TalkDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

_KNOWN = {
    "options-session": SessionDirective.known,
    "options-talk": TalkDirective.known,
    "options-listing": ListingDirective.known,
}


def check_option_tables(_app: Sphinx, doctree: nodes.document) -> None:
    """Compare each table of options with its directive."""
    for table in doctree.findall(nodes.table):
        for css_class in table["classes"]:
            if css_class in _KNOWN:
                difference = _options_in(table) ^ set(_KNOWN[css_class])
                if difference:
                    names = ", ".join(sorted(difference))
                    logger.warning("options of %s differ: %s", css_class, names, location=table)


def _options_in(table: nodes.table) -> set[str]:
    names: set[str] = set()
    for body in table.findall(nodes.tbody):
        for row in body.findall(nodes.row):
            names.update(literal.astext() for literal in row[0].findall(nodes.literal))
    return names


def setup(app: Sphinx) -> ExtensionMetadata:
    """Compare the tables of each document when it is read."""
    app.connect("doctree-read", check_option_tables)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
