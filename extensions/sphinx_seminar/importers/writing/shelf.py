"""Readings become entries of the bibliography, or are recognised as entries that are there.

Title and year are as the page writes them, identifiers come from the addresses. An author
is never invented: without ``--fetch`` an entry is a stub that says what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.deciding.works import bare_title
from sphinx_seminar.importers.lookup.entry import Draft, stub_of
from sphinx_seminar.importers.lookup.failure import FetchError
from sphinx_seminar.importers.lookup.given import Given, with_todo
from sphinx_seminar.importers.lookup.proposing import KnownError, Network, Proposal, Proposer
from sphinx_seminar.importers.lookup.target import Target, TargetKind, parse_target

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_seminar.importers.found import FoundReading


@dataclass(slots=True)
class Shelf:
    """The bibliography while readings are put on it; ``entries`` are the new ones' texts.

    ``failures`` are readings that could not be fetched, with the reason; ``doubts`` those
    taken for an entry with a title like theirs.
    """

    proposer: Proposer
    network: Network | None = None
    say: Callable[[str], None] = lambda _name: None
    entries: list[str] = field(default_factory=list)
    failures: list[tuple[FoundReading, FetchError]] = field(default_factory=list)
    doubts: list[tuple[FoundReading, str]] = field(default_factory=list)
    _keys: dict[tuple[str, str], str] = field(default_factory=dict)

    def key_of(self, reading: FoundReading) -> str:
        """Return the key of *reading*, adding an entry where there is none."""
        if reading.key:
            return reading.key
        identity = (reading.url, reading.title)
        if identity not in self._keys:
            self._keys[identity] = self._new_key(reading)
        return self._keys[identity]

    def _new_key(self, reading: FoundReading) -> str:
        known = self.proposer.known.with_identifiers(reading.identifiers)
        if known:
            return known[0].reading.key
        try:
            proposal = self._fetched(reading) or self.proposer.propose_draft(_stub(reading))
        except KnownError as error:
            duplicate = error.duplicates[0]
            if not duplicate.sameness.is_certain:
                self.doubts.append((reading, duplicate.reading.key))
            return duplicate.reading.key
        self.entries.append(proposal.text)
        return proposal.key

    def _fetched(self, reading: FoundReading) -> Proposal | None:
        """Return the entry that the record of *reading* makes, None where there is none."""
        target = _target(reading)
        if self.network is None or target is None or target.kind is TargetKind.URL:
            return None
        self.say(target.value)
        try:
            return self.proposer.propose(target, Given(), self.network)
        except FetchError as error:
            self.failures.append((reading, error))
            return None


def _target(reading: FoundReading) -> Target | None:
    own = reading.identifiers
    for kind, value in ((TargetKind.DOI, own.doi), (TargetKind.ARXIV, own.arxiv)):
        if value:
            return Target(kind, value, reading.url)
    if own.isbns:
        return Target(TargetKind.ISBN, own.isbns[0], reading.url)
    return parse_target(reading.url) if reading.url else None


def _stub(reading: FoundReading) -> Draft:
    """Return an entry of what the page says."""
    target = _target(reading)
    draft = stub_of(target) if target else Draft.empty()
    own = reading.identifiers
    fields = dict(draft.fields)
    if own.arxiv and "eprint" not in fields:
        # the paper and its preprint are one work
        fields |= {"eprint": own.arxiv, "archivePrefix": "arXiv"}
    draft = replace(draft, fields=tuple(fields.items()), identifiers=own)
    remark = f"as written: {reading.authors}" if reading.authors else ""
    given = Given(bare_title(reading) or reading.url, (), reading.year, "", reading.publication)
    return with_todo(given.completed(draft), remark)
