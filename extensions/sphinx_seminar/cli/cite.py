"""``seminar cite``: a reading list in one of its formats, the same bytes that the site offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sphinx_seminar.cli.folder import folder_of
from sphinx_seminar.cli.loading import load_archive
from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.domain.citing import Citing
from sphinx_seminar.domain.messages import describe
from sphinx_seminar.domain.scopes import all_scopes
from sphinx_seminar.model.finding import nearest
from sphinx_seminar.model.identity import slug
from sphinx_seminar.model.person import folded
from sphinx_seminar.model.scope import ListFormat, Scope, ScopeKind
from sphinx_seminar.outputs.readinglists import Exporter
from sphinx_seminar.rendering.citation.deciding import citing_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FORMATS = {
    "bib": ListFormat.BIBTEX,
    "bibtex-ascii": ListFormat.ASCII,
    "ris": ListFormat.RIS,
    "csl-json": ListFormat.CSL,
    "text": ListFormat.PLAIN,
}
_EXPORTS = "exports/"


@click.command()
@click.argument("scope", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="bib",
    show_default=True,
    help="The format of the list.",
)
@click.option("--list", "listed", is_flag=True, help="Name every scope that has readings.")
@click.pass_context
def cite(ctx: click.Context, *, scope: str | None, form: str, listed: bool) -> None:
    """Write the reading list of SCOPE to the standard output.

    SCOPE is "archive", "session/2025-01-17", "talk/2025-01-17-1", "speaker/Zhu-Aiqing",
    "topic/…", "series/…", "term/SERIES/TERM", or such an id alone when nothing else has
    it; a name may be typed as it is written in the archive.

    Exit codes: 0 written, 2 unknown scope, or the archive cannot be read.
    """
    if not scope and not listed:
        raise click.UsageError("name a SCOPE, or see them with --list")
    loaded = load_archive(folder_of(ctx))
    scopes = {scope_name(one): one for one in all_scopes(loaded.env)}
    if listed:
        for name, one in scopes.items():
            click.echo(f"{name}\t{len(one.keys)}")
        return
    found = find_scope(scope or "", scopes)
    readings = found.readings(loaded.archive)
    citing = Citing()
    if FORMATS[form] is ListFormat.PLAIN:
        citing = citing_with(loaded.env, [readings])
        for finding in citing.findings:
            click.echo(f"seminar: {one_line(describe(finding))}", err=True)
    click.echo(Exporter(loaded.library, citing).export(readings, FORMATS[form]), nl=False)


def scope_name(scope: Scope) -> str:
    """Return what *scope* is called on the command line: its published stem."""
    if scope.kind is ScopeKind.ARCHIVE:
        return scope.kind.value
    return scope.stem.removeprefix(_EXPORTS)


def find_scope(text: str, scopes: Mapping[str, Scope]) -> Scope:
    """Return the scope that *text* names among *scopes*.

    :raises CannotError: when none or several have that name.
    """
    asked = text.strip().removeprefix(_EXPORTS).strip("/")
    for name in (asked, *_spellings(asked)):
        if name in scopes:
            return scopes[name]
    kinds = [
        name
        for name, one in scopes.items()
        if one.id and one.id in {asked, slug(asked), slug(folded(asked))}
    ]
    if len(kinds) == 1:
        return scopes[kinds[0]]
    raise CannotError(one_line(_unknown(text, kinds, scopes)))


def _spellings(asked: str) -> Iterable[str]:
    """Yield the names of scopes that ``kind/name as written`` may mean."""
    kind, slash, name = asked.partition("/")
    if slash:
        yield f"{kind}/{slug(name)}"
        yield f"{kind}/{slug(folded(name))}"


def _unknown(text: str, several: list[str], scopes: Iterable[str]) -> str:
    if several:
        return f"{text!r} may be {' or '.join(several)}"
    near = nearest(text, scopes)
    hint = f"; did you mean {near}?" if near else ""
    return f"no readings under {text!r}{hint} (see seminar cite --list)"
