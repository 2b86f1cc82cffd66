"""Other archives in a build: read from ``federation.lock``, verified, and joined with this one.

Nothing is fetched here, and access to meetings was masked before a copy was written. One
that is missing, altered or of another address is left out and told; the rest is built.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.finding import Finding, FindingKind, Location
from sphinx_seminar.parsing.federation.addresses import parse_addresses
from sphinx_seminar.parsing.federation.lockfile import FILENAME, Copy, parse_lockfile
from sphinx_seminar.parsing.federation.partners import parse_partner

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_seminar.model.federation import Partner
    from sphinx_seminar.parsing.federation.addresses import Address

_COMMAND = ("seminar sync",)


class Federation(NamedTuple):
    """The other archives by their names here, and what kept some of them out."""

    partners: tuple[Partner, ...] = ()
    findings: tuple[Finding, ...] = ()


def load_federation(folder: Path, setting: object, own_id: str) -> Federation:
    """Return the archives of *setting*, from the lock file in *folder*.

    *own_id* is this archive's: another one with it would take the place of our events.
    """
    addresses, _problems = parse_addresses(setting)
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
