"""Other archives in a build: read from ``federation.lock``, verified, and joined with this one.

Nothing is fetched here, and access to meetings was masked before a copy was written. One
that is missing, altered or of another address is left out and told; the rest is built.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.domain.published import archive_id
from sphinx_seminar.model.federation import ALL, OWN, joined
from sphinx_seminar.model.finding import Finding, FindingKind, Location
from sphinx_seminar.parsing.federation.addresses import parse_addresses
from sphinx_seminar.parsing.federation.lockfile import FILENAME, Copy, parse_lockfile
from sphinx_seminar.parsing.federation.partners import parse_partner

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinx.config import Config

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.federation import Partner, View
    from sphinx_seminar.parsing.federation.addresses import Address

_COMMAND = ("seminar sync",)


class Federation(NamedTuple):
    """The other archives by their names here, and what kept some of them out."""

    partners: tuple[Partner, ...] = ()
    findings: tuple[Finding, ...] = ()


class Views:
    """Several archives seen as one: *own* and *partners*, each choice of them joined once."""

    def __init__(self, own: Archive, partners: Sequence[Partner]) -> None:
        self._own = own
        self._partners = partners
        self._made: dict[tuple[str, ...], View] = {}

    def of(self, archives: tuple[str, ...]) -> View:
        """Return the *archives*, by their names, as one; this one alone for ``()``."""
        if archives not in self._made:
            chosen = [one for one in self._partners if {one.name, ALL} & set(archives)]
            with_own = not archives or bool({OWN, ALL} & set(archives))
            self._made[archives] = joined(self._own, chosen, with_own=with_own)
        return self._made[archives]


def load_federation(folder: Path, config: Config) -> Federation:
    """Return the archives of the settings, from the lock file in *folder*.

    One with the id of this archive is left out: it would take the place of our events.
    """
    addresses, _problems = parse_addresses(config.seminar_federation)
    own_id = archive_id(config)
    if not addresses:
        return Federation()
    found, findings = _read(folder / FILENAME)
    copies = {one.name: one for one in found}
    partners: dict[str, Partner] = {}
    for address in addresses:
        copy = copies.get(address.name)
        partner, problems = _partner(address, copy)
        findings += problems
        if partner is None:
            continue
        if partner.id == own_id or partner.id in partners:
            where = Location(FILENAME, copy.line if copy else 1)
            kind = FindingKind.FEDERATION_ID
            findings.append(Finding(kind, partner.id, name=address.name, location=where))
            continue
        partners[partner.id] = partner
    return Federation(tuple(partners.values()), tuple(findings))


def _read(path: Path) -> tuple[tuple[Copy, ...], list[Finding]]:
    """Return the copies at *path*; none where there is no such file."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return (), []
    except (OSError, UnicodeError) as problem:
        return (), [_unreadable(str(problem))]
    try:
        return parse_lockfile(text), []
    except ValueError as problem:
        return (), [_unreadable(str(problem))]


def _unreadable(problem: str) -> Finding:
    return Finding(FindingKind.FILE_UNREADABLE, problem, _COMMAND, location=Location(FILENAME, 1))


def _partner(address: Address, copy: Copy | None) -> tuple[Partner | None, list[Finding]]:
    name = address.name
    if copy is None or copy.address != address.folder:
        where = Location(FILENAME, copy.line) if copy else Location("conf.py")
        value = copy.address if copy else address.folder
        kind = FindingKind.FEDERATION_MISSING
        return None, [Finding(kind, value, _COMMAND, name=name, location=where)]
    here = Location(FILENAME, copy.line)
    problem = ""
    if not copy.is_whole:
        problem = "sha256"
    else:
        try:
            partner, left_out = parse_partner(address, copy.archive)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problem = f"{type(error).__name__}: {error}"
    if problem:
        kind = FindingKind.FEDERATION_ALTERED
        return None, [Finding(kind, problem, _COMMAND, name=name, location=here)]
    kind = FindingKind.FEDERATION_RECORD
    return partner, [
        Finding(kind, f"sessions[{at}].{key}", name=name, location=here) for at, key in left_out
    ]
