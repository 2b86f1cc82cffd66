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

    from sphinx_seminar.importers.lookup.proposing import Network
    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.finding import Finding

_FOUND = 1


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

    Missing titles, names and years; entries that cannot be read; keys that are cited
    and in no file; DOIs that are none; one work in two entries; a preprint and its
    publication (which count as one); what was never read, and what was read again.

    Exit codes: 0 no problem, 1 problems found, 2 the archive cannot be read.
    """
    loaded = load_archive(folder_of(ctx))
    remarks = [*_from_findings(loaded.findings), *Health(loaded.archive).remarks()]
    if online:
        remarks.extend(_dead_dois(loaded.archive, network_of()))
    order = list(Concern)
    remarks.sort(key=lambda remark: order.index(remark.concern))
    shown = [one for one in remarks if not only or one.concern.value in only]
    if as_json:
        click.echo(_json(shown, loaded.archive))
    else:
        _print(shown, loaded.archive)
    ctx.exit(_FOUND if any(remark.concern.is_problem for remark in shown) else 0)


def _from_findings(findings: Iterable[Finding]) -> Iterator[Remark]:
    """Yield the remarks that the build's own messages make."""
    for finding in findings:
        place = str(finding.location)
        if finding.kind is FindingKind.READING_UNKNOWN:
            yield Remark(Concern.UNKNOWN_KEY, (finding.value,), finding.nearest, place)
        elif finding.kind is FindingKind.BIB_SYNTAX:
            yield Remark(Concern.UNREADABLE, (finding.name,), finding.value, place)


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


def _print(remarks: Sequence[Remark], archive: Archive) -> None:
    console = Console(highlight=False)
    if remarks:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading in ("Concern", "Reading", "Detail", "Where"):
            table.add_column(heading, overflow="fold")
        for remark in remarks:
            style = "yellow" if remark.concern.is_problem else ""
            table.add_row(
                Text(concern_words(remark.concern), style=style),
                Text(one_line(", ".join(remark.keys))),
                Text(one_line(_detail(remark))),
                Text(remark.place, style="dim"),
            )
        console.print(table)
    count = sum(reading.is_work for reading in archive.readings.values())
    problems = sum(remark.concern.is_problem for remark in remarks)
    console.print(f"{count} readings, {problems} problems, {len(remarks) - problems} remarks")


def _detail(remark: Remark) -> str:
    if remark.concern is Concern.UNKNOWN_KEY and remark.detail:
        return f"did you mean {remark.detail}?"
    return remark.detail
