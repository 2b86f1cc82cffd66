"""Tables as nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def text_row(*cells: str | Sequence[nodes.Node]) -> nodes.row:
    """Return a row of *cells*, each a text or inline nodes."""
    row = nodes.row()
    for cell in cells:
        content = [nodes.Text(cell)] if isinstance(cell, str) else cell
        # Quotation marks in these texts are Python's.
        row += nodes.entry("", nodes.paragraph("", "", *content, support_smartquotes=False))
    return row


def titled_table(
    head: Sequence[str], rows: Iterable[nodes.row], widths: Sequence[int]
) -> nodes.table:
    """Return a table with the column titles *head*; *widths* are relative."""
    group = nodes.tgroup("", cols=len(head))
    group += [nodes.colspec(colwidth=width) for width in widths]
    group += nodes.thead("", text_row(*head))
    group += nodes.tbody("", *rows)
    return nodes.table("", group, classes=["manual-table", "colwidths-given"])
