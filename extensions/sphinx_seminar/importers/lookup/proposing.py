"""From what was asked for to entries to be written: looked up, completed, not there yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_seminar.importers.lookup.entry import Draft, draft_of, stub_of
from sphinx_seminar.importers.lookup.failure import FetchError, LookupProblem
from sphinx_seminar.importers.lookup.foreign import draft_of_reading, raw_text, renamed
from sphinx_seminar.importers.lookup.given import Given, with_todo
from sphinx_seminar.importers.lookup.sources import Sources, look_up
from sphinx_seminar.importers.lookup.writing import entry_text
from sphinx_seminar.parsing.bibtex import parse_library

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.importers.lookup.client import Client
    from sphinx_seminar.importers.lookup.duplicates import Duplicate, Known
    from sphinx_seminar.importers.lookup.layout import Layout
    from sphinx_seminar.importers.lookup.target import Target
    from sphinx_seminar.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Network:
    """How records are asked for."""

    client: Client
    sources: Sources = field(default_factory=Sources)


class KnownError(Exception):
    """The work is in the bibliography already."""

    def __init__(self, duplicates: tuple[Duplicate, ...]) -> None:
        super().__init__(", ".join(one.reading.key for one in duplicates))
        self.duplicates = duplicates


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry to be added: its key and its text, with newlines."""

    key: str
    text: str


@dataclass(slots=True)
class Proposer:
    """Makes proposals for one bibliography; each counts as there for those after it.

    ``allow_known`` proposes a work that seems to be there already,
    ``allow_nameless`` one whose record names nobody.
    """

    known: Known
    layout: Layout
    allow_known: bool = False
    allow_nameless: bool = False

    def propose(self, target: Target | None, given: Given, network: Network | None) -> Proposal:
        """Return the entry for *target*; without a *network* it is made of what was *given*.

        :raises KnownError: when the work is there already.
        :raises FetchError: when there is no record of it, or one without title or names.
        """
        if target is not None:
            # Asked before the network is.
            self._refuse_known(self.known.with_identifiers(target.identifiers))
        draft = self._draft(target, given, network)
        return self.propose_draft(draft)

    def propose_draft(self, draft: Draft) -> Proposal:
        """Return the entry *draft* with a key of its own.

        :raises KnownError: when the work is there already.
        """
        self._refuse_known(self.known.duplicates(draft))
        draft = draft.keyed(self.known.labels)
        return self._accepted(Proposal(draft.key, entry_text(draft, self.layout)))

    def propose_foreign(self, reading: Reading) -> Proposal:
        """Return the entry of *reading* as it is written elsewhere.

        :raises KnownError: when the work is there already.
        """
        self._refuse_known(self.known.duplicates(draft_of_reading(reading)))
        key = renamed(reading, self.known.labels).key
        return self._accepted(Proposal(key, raw_text(reading, key)))

    def _draft(self, target: Target | None, given: Given, network: Network | None) -> Draft:
        record = look_up(target, network.client, network.sources) if target and network else None
        if target is None or record is None:
            stub = stub_of(target) if target else Draft.empty()
            return with_todo(given.completed(stub), given.remark)
        draft = given.completed(draft_of(record, target))
        if not draft.get("title"):
            raise FetchError(LookupProblem.NO_TITLE, target.value)
        if not (draft.get("author") or draft.get("editor") or self.allow_nameless):
            raise FetchError(LookupProblem.NO_NAMES, target.value)
        return draft

    def _refuse_known(self, duplicates: tuple[Duplicate, ...]) -> None:
        if duplicates and not self.allow_known:
            raise KnownError(duplicates)

    def _accepted(self, proposal: Proposal) -> Proposal:
        self.known.add(_readings_of(proposal.text))
        return proposal


def _readings_of(text: str) -> Iterable[Reading]:
    return parse_library([("", text)]).readings
