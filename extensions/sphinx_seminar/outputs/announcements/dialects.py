"""How a format shows what is more than plain text: abstracts, references, lines with links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from sphinx_seminar.model.prose import Block, BlockKind, Piece, plain_prose
from sphinx_seminar.outputs.announcements.prose_markdown import pieces_markdown, prose_markdown
from sphinx_seminar.outputs.announcements.templating import Ready
from sphinx_seminar.outputs.prose_html import pieces_html, prose_html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_seminar.model.prose import Prose

_ADDRESS = re.compile(r"(https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]])")


class Dialect(NamedTuple):
    """The writers of a format: of blocks, and of pieces in a line; what they return is ready."""

    prose: Callable[[Prose], str]
    pieces: Callable[[Iterable[Piece]], str]

    def line(self, text: str) -> str:
        """Return a plain *text*, in which addresses become links."""
        return self.pieces(
            Piece(part, url=part if index % 2 else "")
            for index, part in enumerate(_ADDRESS.split(text))
            if part
        )


def _plain_pieces(pieces: Iterable[Piece]) -> str:
    return plain_prose((Block(BlockKind.PARAGRAPH, tuple(pieces)),))


TEXT = Dialect(plain_prose, _plain_pieces)
# What these return was escaped piece by piece.
HTML = Dialect(
    lambda prose: Markup(prose_html(prose)),  # noqa: S704
    lambda pieces: Markup(pieces_html(pieces)),  # noqa: S704
)
MARKDOWN = Dialect(
    lambda prose: Ready(prose_markdown(prose)), lambda pieces: Ready(pieces_markdown(pieces))
)
