"""What ``seminar search`` shows in a terminal: titles, facts, and places in the texts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sphinx_seminar.cli.failure import one_line
from sphinx_seminar.outputs.search.excerpts import excerpt
from sphinx_seminar.outputs.search.record import RecordKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.outputs.search.asking import Answer, Hit


def show_hits(answer: Answer) -> None:
    """Show *answer*."""
    # A terminal obeys no text of the archive: rich's Text is no markup, and controls are gone.
    console = Console(highlight=False, soft_wrap=not os.isatty(1))
    for wrong, right in answer.corrections.items():
        console.print(
            Text(one_line(f"Nothing for “{wrong}”; these are the results for “{right}”."))
        )
    if answer.query.cut:
        console.print(Text("The query is long: only its beginning is searched."))
    for hit in answer.hits:
        console.print(_hit_text(hit, answer.query.words()))
    more = "" if answer.total <= len(answer.hits) else f", the first {len(answer.hits)} shown"
    results = "1 result" if answer.total == 1 else f"{answer.total} results"
    console.print(Text(f"{results}{more}" if answer.total else "Nothing found."), style="bold")


def _hit_text(hit: Hit, asked: Sequence[str]) -> Text:
    record = hit.record
    shown = Text()
    for piece, marked in excerpt(record["title"], asked, width=10_000):
        shown.append(one_line_kept(piece), style="bold underline" if marked else "bold")
    names = record["speakers"] if record["kind"] != RecordKind.SPEAKER else ""
    facts = " · ".join(
        part for part in (record["kind"], record["date"], names, record["detail"]) if part
    )
    shown.append(f"\n  {one_line(facts)}", style="dim")
    if record["text"]:
        shown.append("\n  ")
        for piece, marked in excerpt(record["text"], asked):
            shown.append(one_line_kept(piece), style="bold" if marked else "")
    shown.append(f"\n  {one_line(record['url'])}\n", style="cyan")
    return shown


def one_line_kept(piece: str) -> str:
    """Return *piece* without characters that a terminal would obey; its spaces stay."""
    return "".join(char for char in piece if char.isprintable())
