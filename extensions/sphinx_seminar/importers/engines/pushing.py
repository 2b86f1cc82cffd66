"""Gives an engine the documents of an archive, and takes away what the archive holds no more.

The engine is asked first what it holds: each document has a digest, and one that is there
in this version is not sent. So a push that was interrupted goes on where it stopped, from
any machine, and one that changes nothing sends nothing. What vanished is removed last, when
all else is there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sphinx_seminar.importers.engines.failure import PushError, PushProblem
from sphinx_seminar.outputs.search.engines.document import line_of
from sphinx_seminar.outputs.search.engines.fields import DIGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sphinx_seminar.outputs.search.engines.document import Document

#: A batch has no more documents, nor bytes.
BATCH, BATCH_BYTES = 500, 4 * 1024 * 1024
_OURS = re.compile(r"(?:talk|session|reading|speaker|page)-[0-9a-f]{32}(?:-[0-9]+)?")


class KeyPower(NamedTuple):
    """What a key may do that is published on a page."""

    searches: bool
    administers: bool


class Refusal(NamedTuple):
    """A document that the engine did not take, and why."""

    id: str
    reason: str


class Engine(Protocol):
    """What a push asks of an engine."""

    def prepare(self, *, recreate: bool) -> None:
        """Make the index, or make sure that it is the one that is needed."""

    def held(self) -> Mapping[str, str]:
        """Return the digest of every document in the index, by id."""

    def send(self, batch: Sequence[Document]) -> Sequence[Refusal]:
        """Put the documents in, in the place of older ones."""

    def remove(self, ids: Sequence[str]) -> None:
        """Take documents out."""

    def finish(self) -> None:
        """Let searches find what was put in."""

    def power_of(self, key: str) -> KeyPower:
        """Return what the key *key* may do."""


class Pushed(NamedTuple):
    """What came of it: how many were sent, were there already, were removed; what was refused."""

    sent: int
    unchanged: int
    removed: int
    refusals: tuple[Refusal, ...]


def push(
    engine: Engine,
    documents: Sequence[Document],
    *,
    batch: int = BATCH,
    recreate: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> Pushed:
    """Make the index of *engine* hold *documents*; *progress* is told what is done, of how much.

    :raises PushError: when the engine stops taking them; what it took, it has.
    """
    engine.prepare(recreate=recreate)
    held = engine.held()
    stranger = next((name for name in held if not _OURS.fullmatch(name)), None)
    if stranger is not None:
        raise PushError(PushProblem.FOREIGN, stranger)
    wanted = {one["id"] for one in documents}
    new = [one for one in documents if held.get(one["id"]) != one[DIGEST]]
    gone = sorted(held.keys() - wanted)
    total, done = len(new) + len(gone), 0
    refusals: list[Refusal] = []
    progress(done, total)
    for part in batches(new, batch):
        refusals += _send(engine, part)
        done += len(part)
        progress(done, total)
    for start in range(0, len(gone), batch):
        part_gone = gone[start : start + batch]
        engine.remove(part_gone)
        done += len(part_gone)
        progress(done, total)
    engine.finish()
    sent = len(new) - len(refusals)
    return Pushed(sent, len(documents) - len(new), len(gone), tuple(refusals))


def batches(
    documents: Iterable[Document], most: int, most_bytes: int = BATCH_BYTES
) -> Iterator[list[Document]]:
    """Yield *documents* in batches of at most *most*, and of at most *most_bytes* but for one."""
    batch: list[Document] = []
    size = 0
    for one in documents:
        length = len(line_of(one).encode())
        if batch and (len(batch) >= most or size + length > most_bytes):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += length
    if batch:
        yield batch


def _send(engine: Engine, batch: list[Document]) -> list[Refusal]:
    """Send *batch*, in halves where it is too large for the engine."""
    try:
        return list(engine.send(batch))
    except PushError as error:
        if error.problem is not PushProblem.TOO_LARGE:
            raise
        if len(batch) == 1:
            return [Refusal(batch[0]["id"], error.detail)]
    middle = len(batch) // 2
    return [*_send(engine, batch[:middle]), *_send(engine, batch[middle:])]
