"""``seminar readings``: the health of the bibliography, as a table or as JSON.

Exit code 1 when there is a problem: something missing, unknown, broken or double.
Preprints, readings never read and those read again are told, and are no problem.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.loading import load_archive
from sphinx_seminar.cli.network import network_of
from sphinx_seminar.cli.wording import concern_words, failure_line, one_line
from sphinx_seminar.importers.lookup.failure import FetchError
from sphinx_seminar.model.finding import FindingKind
from sphinx_seminar.model.health import Concern, Health, Remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_seminar.cli.loading import Loaded
    from sphinx_seminar.importers.lookup.proposing import Network
    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.finding import Finding

_FOUND = 1
#: How many of the readings that nobody read are named in passing.
_SHOWN = 20
_GAPS = frozenset({Concern.NO_TITLE, Concern.NO_NAMES, Concern.NO_YEAR})


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Write the report as JSON.")
@click.option("--online", is_flag=True, help="Ask doi.org whether it knows each DOI.")
@click.option(
    "--only",
    multiple=True,
    type=click.Choice([concern.value for concern in Concern]),
    help="Report this concern alone; may be repeated.",
)
@click.pass_context
def readings(ctx: click.Context, *, as_json: bool, online: bool, only: tuple[str, ...]) -> None:
    """Report on the health of the bibliography.

    Missing titles, names and years; entries that cannot be read, or whose key is taken;
    keys that are cited and in no file; DOIs that are none; one work in two entries; a
    preprint and its publication (which count as one); what was never read, and what was
    read again.

    Exit codes: 0 no problem, 1 problems found, 2 the archive cannot be read.
    """
    loaded = load_archive(folder_of(ctx))
    remarks = [*_from_findings(loaded), *Health(loaded.archive).remarks()]
    if online:
        remarks.extend(_dead_dois(loaded.archive, network_of()))
    order = list(Concern)
    remarks.sort(key=lambda remark: order.index(remark.concern))
    shown = [one for one in remarks if not only or one.concern.value in only]
    if as_json:
        click.echo(_json(shown, loaded.archive))
    else:
        _print(shown, loaded.archive, is_choice=bool(only))
    ctx.exit(_FOUND if any(remark.concern.is_problem for remark in shown) else 0)


def _from_findings(loaded: Loaded) -> Iterator[Remark]:
    """Yield the remarks that the build's own messages make."""
    for finding in loaded.findings:
        place = str(finding.location)
        if finding.kind is FindingKind.READING_UNKNOWN:
            where, _, line = place.rpartition(":")
            if where in loaded.env.all_docs:
                place = f"{loaded.env.doc2path(where, base=False)}:{line}"
            yield Remark(Concern.UNKNOWN_KEY, (finding.value,), finding.nearest, place)
        elif finding.kind is FindingKind.BIB_SYNTAX:
            yield Remark(Concern.UNREADABLE, (finding.name,), finding.value, place)
        elif finding.kind is FindingKind.BIB_DUPLICATE and _is_entry(finding):
            yield Remark(Concern.SAME_KEY, (finding.value,), finding.detail, place)


def _is_entry(finding: Finding) -> bool:
    """Whether what stands there twice is an entry, and no field, macro or DOI."""
    return finding.name.startswith("@") and finding.name != "@string"


def _dead_dois(archive: Archive, network: Network) -> Iterator[Remark]:
    """Yield the readings whose DOI the resolver does not know, or could not say."""
    for key, reading in archive.readings.items():
        doi = reading.identifiers.doi if reading.identifiers else ""
        if not doi:
            continue
        place = str(reading.location)
        try:
            known = network.client.resolves(network.sources.doi_address(doi))
        except FetchError as error:
            yield Remark(Concern.UNCHECKED_DOI, (key,), failure_line(error), place)
        else:
            if not known:
                yield Remark(Concern.DEAD_DOI, (key,), doi, place)


def _json(remarks: Sequence[Remark], archive: Archive) -> str:
    report = {
        "readings": sum(reading.is_work for reading in archive.readings.values()),
        "problems": sum(remark.concern.is_problem for remark in remarks),
        "remarks": [
            {
                "concern": remark.concern.value,
                "problem": remark.concern.is_problem,
                "keys": list(remark.keys),
                "detail": remark.detail,
                "place": remark.place,
            }
            for remark in remarks
        ],
    }
    return json.dumps(report, indent=2, ensure_ascii=False)


def _print(remarks: Sequence[Remark], archive: Archive, *, is_choice: bool) -> None:
    """Print the *remarks* as a table; readings that nobody read in one line, unless chosen."""
    console = Console(highlight=False)
    in_passing = frozenset() if is_choice else frozenset({Concern.NEVER_READ})
    unread = [one for one in remarks if one.concern in in_passing]
    rows = [one for one in remarks if one.concern not in in_passing]
    if rows:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading in ("Concern", "Reading", "Detail", "Where"):
            table.add_column(heading, overflow="fold")
        for remark, concerns in _gathered(rows):
            style = "yellow" if remark.concern.is_problem else ""
            table.add_row(
                Text(", ".join(map(concern_words, concerns)), style=style),
                Text(one_line(", ".join(remark.keys))),
                Text(one_line(_detail(remark, archive))),
                Text(remark.place, style="dim"),
            )
        console.print(table)
    if unread:
        keys = ", ".join(one_line(key) for one in unread[:_SHOWN] for key in one.keys)
        more = ", …; --only never-read shows all" if len(unread) > _SHOWN else ""
        console.print(Text(f"{concern_words(Concern.NEVER_READ)} ({len(unread)}): {keys}{more}"))
    count = sum(reading.is_work for reading in archive.readings.values())
    problems = sum(remark.concern.is_problem for remark in remarks)
    console.print(
        f"{_counted(count, 'reading')}, {_counted(problems, 'problem')}, "
        f"{_counted(len(remarks) - problems, 'remark')}"
    )


def _gathered(remarks: Iterable[Remark]) -> Iterator[tuple[Remark, list[Concern]]]:
    """Yield the remarks; what one reading lacks comes together, at its first place."""
    found: dict[object, tuple[Remark, list[Concern]]] = {}
    for number, remark in enumerate(remarks):
        name = remark.keys if remark.concern in _GAPS else number
        found.setdefault(name, (remark, []))[1].append(remark.concern)
    yield from found.values()


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _detail(remark: Remark, archive: Archive) -> str:
    if remark.concern is Concern.UNKNOWN_KEY and remark.detail:
        return f"did you mean {remark.detail}?"
    if remark.concern is Concern.SAME_KEY:
        return f"the first counts, {remark.detail}"
    if remark.detail == "related":
        return "joined by related"
    readings = [archive.readings[key] for key in remark.keys if key in archive.readings]
    if remark.detail or not readings:
        return remark.detail
    title = readings[-1].text("title")
    if len(readings) == 1:
        return f"“{title}”" if title else ""
    years = "; ".join(str(reading.year or "no year") for reading in readings)
    return f"“{title}”, {years}"
