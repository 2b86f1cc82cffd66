"""Reading lists beside the pages: every scope in every format."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinx_seminar.domain.config import build_day
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import publishes_exports
from sphinx_seminar.domain.records import ListingKind
from sphinx_seminar.model.scope import ListFormat, Scope, published_scopes, selection_scope
from sphinx_seminar.outputs.publishing import Publication
from sphinx_seminar.outputs.readinglists import Exporter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

LISTS = frozenset({ListingKind.READINGS, ListingKind.READING_LIST})


def export_publications(
    app: Sphinx, env: BuildEnvironment, builder: Builder
) -> Iterator[Publication]:
    """Yield the files of every scope that has readings (event ``seminar-publications``)."""
    domain = seminar_domain(env)
    shelf = domain.data["shelf"]
    if shelf is None or not publishes_exports(builder):
        return
    exporter = Exporter(shelf.library)
    salt = f"{app.extensions['sphinx_seminar'].version} {app.config.language}"
    for scope in all_scopes(env):
        readings = scope.readings(domain.archive)
        digest = exporter.digest(readings)
        for form in ListFormat:
            yield Publication(
                scope.stem + form.suffix,
                f"{digest} {salt}",
                partial(exporter.export, readings, form),
            )


def all_scopes(env: BuildEnvironment) -> Iterator[Scope]:
    """Yield the scopes of the archive, then those of the listings of its pages, each once."""
    domain = seminar_domain(env)
    seen = set()
    for scope in published_scopes(domain.archive):
        seen.add(scope.stem)
        yield scope
    today = build_day(env.config, domain.series)
    for listing in domain.listings():
        if listing.kind in LISTS:
            scope = selection_scope(domain.archive, listing.selection, today)
            if scope.keys and scope.stem not in seen:
                seen.add(scope.stem)
                yield scope
