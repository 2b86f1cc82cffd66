"""The judged queries, and whether what a search found is what was wanted.

A result is an address below the root of the site. A talk or a session is found by any result
on its page; an entry of the bibliography or of the speakers only by its anchor, unless the
search knows no anchors (``by_page``).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.outputs.search.record import RecordKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_seminar.outputs.search.record import SearchRecord

ARCHIVE = Path(__file__).with_name("judged")
#: Success is a wanted result among as many.
FIRST = 3


class Judged(NamedTuple):
    """A query, its class, the addresses that answer it, and whether it is held out."""

    text: str
    kind: str
    wanted: frozenset[str]
    held_out: bool

    def succeeds(self, found: Sequence[str], *, by_page: bool = False) -> bool:
        first = [_page(url) if by_page else url for url in found[:FIRST]]
        wanted = {_page(url) for url in self.wanted} if by_page else self.wanted
        return any(url in wanted or _page(url) in wanted for url in first)


def _page(url: str) -> str:
    return url.partition("#")[0]


def judged_queries(records: Iterable[SearchRecord]) -> list[Judged]:
    """Return the queries, their targets as addresses of *records*."""
    addresses: dict[str, str] = {}
    for record in records:
        page, _, anchor = record.url.partition("#")
        if record.kind is RecordKind.SPEAKER:
            addresses[f"speaker:{record.title}"] = record.url
        elif record.kind is RecordKind.READING:
            addresses[anchor.replace("reading-", "reading:", 1)] = record.url
        elif record.kind is RecordKind.PAGE:
            addresses[f"page:{page.removesuffix('.html')}"] = page
        else:
            addresses[record.date] = page
    classes = tomllib.loads((ARCHIVE / "judgements.toml").read_text("utf-8"))
    return [
        Judged(text, kind, frozenset(addresses[one] for one in wanted), number % 3 == 2)
        for kind, queries in classes.items()
        for number, (text, wanted) in enumerate(queries.items())
    ]


class Score(NamedTuple):
    """How many queries of a class succeeded, of how many; and those that did not."""

    kind: str
    held_out: bool
    succeeded: int
    asked: int
    failed: tuple[str, ...]


def scores(
    queries: Sequence[Judged], find: Callable[[str], Sequence[str]], *, by_page: bool = False
) -> list[Score]:
    """Return the scores of the search *find*, by class and part."""
    groups: dict[tuple[str, bool], list[tuple[str, bool]]] = {}
    for one in queries:
        succeeded = one.succeeds(find(one.text), by_page=by_page)
        groups.setdefault((one.kind, one.held_out), []).append((one.text, succeeded))
    return [
        Score(
            *group,
            sum(succeeded for _text, succeeded in answers),
            len(answers),
            tuple(text for text, succeeded in answers if not succeeded),
        )
        for group, answers in groups.items()
    ]


def share(found: Iterable[Score], kind: str = "", *, held_out: bool | None = None) -> float:
    """Return success at three, of one class or all, of one part or both."""
    chosen = [
        one
        for one in found
        if kind in {"", one.kind} and (held_out is None or one.held_out is held_out)
    ]
    return sum(one.succeeded for one in chosen) / sum(one.asked for one in chosen)
