"""The reading lists of an archive: those of its parts, and those that its pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain.config import build_day
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.records import ListingKind
from sphinx_seminar.model.scope import Scope, published_scopes, selection_scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

LISTS = frozenset({ListingKind.READINGS, ListingKind.READING_LIST})


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
