"""``seminar sync``: copies of other archives, fetched into ``federation.lock``, to be committed.

The file is written once, when all was asked: an archive that does not answer keeps its copy
of before. Nothing else ever fetches it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import click

from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.settings import settings_of
from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.domain.messages import describe
from sphinx_seminar.domain.privacy.typed import harmless_texts
from sphinx_seminar.domain.published import archive_id
from sphinx_seminar.domain.rebuild.output import replace_file
from sphinx_seminar.importers.federation.comparing import compare
from sphinx_seminar.importers.federation.taking import TakingError, TakingProblem, take
from sphinx_seminar.importers.lookup.client import Client
from sphinx_seminar.importers.lookup.failure import FetchError, LookupProblem
from sphinx_seminar.importers.lookup.peers import Peers
from sphinx_seminar.model.finding import nearest
from sphinx_seminar.parsing.federation.addresses import is_loopback, parse_addresses
from sphinx_seminar.parsing.federation.lockfile import (
    FILENAME,
    Copy,
    format_lockfile,
    parse_lockfile,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sphinx.config import Config

    from sphinx_seminar.importers.federation.comparing import Change
    from sphinx_seminar.importers.federation.taking import Taken
    from sphinx_seminar.parsing.federation.addresses import Address

_FOUND = 1
_ACCEPT = "application/json"
#: An archive of 50,000 sessions has about 60 MB.
_LARGEST = 128 * 1024 * 1024
_SHOWN_IDS, _SHOWN_PLACES = 5, 3
#: Ids of these are words that somebody chose.
_NAMED = frozenset({"sessions", "readings"})
_LOOKUP = {
    LookupProblem.NOT_FOUND: "there is nothing",
    LookupProblem.NO_FORMAT: "there is no JSON",
    LookupProblem.HTML: "a web page is there, not an archive.json",
    LookupProblem.BUSY: "the server asks to wait; try again {when}",
    LookupProblem.STATUS: "the server answers with the error {detail}",
    LookupProblem.TIMEOUT: "the server does not answer in time",
    LookupProblem.UNREACHABLE: "the server cannot be reached ({detail})",
    LookupProblem.INSECURE: "it is redirected to {detail}, which is not https",
    LookupProblem.PRIVATE: "it is on a private network ({detail}): --private allows that",
    LookupProblem.REDIRECTS: "it is redirected more than {detail} times, or off the web",
    LookupProblem.TOO_LARGE: "it has more than {detail} bytes",
    LookupProblem.BAD_JSON: "what is there is no JSON",
}
_TAKING = {
    TakingProblem.NOT_AN_ARCHIVE: "what is there is no archive.json ({detail})",
    TakingProblem.VERSION: "its format is {detail}, which this version cannot read",
}


class Job(NamedTuple):
    """What to fetch, how, and what there was before."""

    folder: Path
    config: Config
    addresses: Sequence[Address]
    before: Mapping[str, Copy]
    timeout: float
    private: bool


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--check", is_flag=True, help="Write nothing; tell whether anything is out of date.")
@click.option("--private", is_flag=True, help="Allow machines of a private network, without TLS.")
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 600),
    default=60.0,
    show_default=True,
    help="Seconds to wait for each archive.",
)
@click.pass_context
def sync(
    ctx: click.Context, *, names: tuple[str, ...], check: bool, private: bool, timeout: float
) -> None:
    """Fetch the archives that seminar_federation names.

    What they publish (archive.json) is checked, stripped of what no page shows, and
    written to federation.lock beside conf.py; commit the file. Builds read it and fetch
    nothing. With NAMEs, only these are fetched.

    Exit codes: 0 all is up to date, 1 --check found something new, 2 an archive could
    not be fetched.
    """
    job = _job(folder_of(ctx), names, timeout, private=private)
    copies = dict(job.before)
    failed = False
    for address in job.addresses:
        try:
            taken = _fetch(job, address)
        except (FetchError, TakingError) as error:
            failed = True
            kept = "; the copy of before is kept" if address.name in copies else ""
            _say(f"{address.name}: {address.data}: {_reason(error)}{kept}", err=True)
            continue
        _tell(taken, job.before.get(address.name), archive_id(job.config))
        copies[address.name] = taken.copy
    named = {one.name for one in parse_addresses(job.config.seminar_federation)[0]}
    for name in sorted(copies.keys() - named):
        _say(f"{name}: no longer in seminar_federation, its copy is removed")
        del copies[name]
    changed = _states(copies.values()) != _states(job.before.values())
    if changed and not check:
        _write(job.folder, copies.values())
    ctx.exit(CannotError.exit_code if failed else _FOUND if changed and check else 0)


def _job(folder: Path, names: Sequence[str], timeout: float, *, private: bool) -> Job:
    config = settings_of(folder)
    addresses, findings = parse_addresses(config.seminar_federation)
    if findings:
        raise CannotError(one_line(f"conf.py: {'; '.join(map(describe, findings))}"))
    known = {one.name: one for one in addresses}
    if not known and not (folder / FILENAME).exists():
        raise CannotError("conf.py: seminar_federation names no archive")
    for name in names:
        if name not in known:
            near = nearest(name, known)
            hint = f"; did you mean {near}?" if near else ""
            raise CannotError(one_line(f"seminar_federation has no archive {name!r}{hint}"))
    wanted = [known[name] for name in dict.fromkeys(names)] if names else list(addresses)
    return Job(folder, config, wanted, _before(folder), timeout, private)


def _before(folder: Path) -> dict[str, Copy]:
    try:
        return {one.name: one for one in parse_lockfile((folder / FILENAME).read_text("utf-8"))}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _say(f"{FILENAME} cannot be read and is made anew ({error})", err=True)
        return {}


def _fetch(job: Job, address: Address) -> Taken:
    peers = Peers(loopback=is_loopback(address.data), private=job.private)
    client = Client(job.timeout, _LARGEST, peers)
    data = client.record(address.data, _ACCEPT)
    return take(address, data, harmless_texts(job.config))


def _states(copies: Iterable[Copy]) -> set[tuple[str, str, str, bool]]:
    return {(one.name, one.address, one.sha256, one.is_whole) for one in copies}


def _write(folder: Path, copies: Iterable[Copy]) -> None:
    text = format_lockfile(copies)
    try:
        replace_file(folder / FILENAME, text.encode("utf-8"))
    except OSError as error:
        raise CannotError(f"{FILENAME} cannot be written ({error.strerror})") from error
    _say(f"{FILENAME} is written: commit it, and build")


def _tell(taken: Taken, before: Copy | None, own_id: str) -> None:
    """Say what is new of an archive, and what of it is left out."""
    name = taken.copy.name
    told = [text for one in compare(before, taken.copy) if (text := _change(one))]
    title = "" if taken.title == name else f" ({taken.title})"
    _say(f"{name}{title}: {'; '.join(told) or 'unchanged'}")
    if taken.problems:
        places = ", ".join(taken.places[:_SHOWN_PLACES])
        more = ", …" if taken.problems > _SHOWN_PLACES else ""
        _say(f"{name}: {taken.problems} values left out that are not valid: {places}{more}")
    if taken.masked:
        _say(f"{name}: access to meetings was published there, and is masked: {taken.masked}")
    if taken.copy.archive["id"] == own_id:
        _say(f"{name}: its id is this archive's ({own_id}): builds leave it out", err=True)


def _change(change: Change) -> str:
    parts = []
    for word, ids in (("new", change.new), ("changed", change.changed), ("gone", change.gone)):
        if ids:
            shown = ", ".join(ids[:_SHOWN_IDS]) + (", …" if len(ids) > _SHOWN_IDS else "")
            named = f" ({shown})" if change.records in _NAMED else ""
            parts.append(f"{len(ids)} {word}{named}")
    return f"{change.records}: {', '.join(parts)}, {change.total} in all" if parts else ""


def _reason(error: FetchError | TakingError) -> str:
    detail = error.detail
    if isinstance(error, TakingError):
        return _TAKING[error.problem].format(detail=detail)
    when = f"in {detail} seconds" if detail.isdecimal() else f"after {detail}" if detail else ""
    return _LOOKUP[error.problem].format(detail=detail, when=when or "later")


def _say(text: str, *, err: bool = False) -> None:
    click.echo(one_line(f"seminar: {text}" if err else text), err=err)
