"""The listings: a placeholder with a selection, in a real document, filled when all is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sphinx_seminar.domain.directives.base import SeminarDirective
from sphinx_seminar.domain.nodes import Listing
from sphinx_seminar.domain.records import ListingKind, ListingRecord
from sphinx_seminar.domain.states import series_of
from sphinx_seminar.model.federation import ALL, OWN
from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.model.selection import Group, Period, Selection, Sort
from sphinx_seminar.model.session import Status
from sphinx_seminar.parsing.fields import parse_list

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

    from docutils import nodes

    E = TypeVar("E", bound=StrEnum)

FILTERS = ("series", "term", "year", "speaker", "topic", "reading", "kind", "status")
_DEFAULT_SORT = {
    ListingKind.UPCOMING: Sort.OLDEST,
    ListingKind.SESSIONS: Sort.NEWEST,
    ListingKind.SPEAKERS: Sort.NAME,
    ListingKind.TOPICS: Sort.NAME,
    ListingKind.READINGS: Sort.NAME,
    ListingKind.READING_LIST: Sort.NAME,
    ListingKind.SEARCH: Sort.NEWEST,
    ListingKind.SERIES: Sort.NAME,
    ListingKind.TIMELINE: Sort.OLDEST,
}


class ListingDirective(SeminarDirective):
    """``{sessions}``, ``{readings}`` and the other listings, all with the same options."""

    known = (*FILTERS, "archives", "period", "sort", "group", "limit")

    def run(self) -> list[nodes.Node]:
        """Return the placeholder of the listing."""
        self.check_options()
        kind = ListingKind(self.name.rpartition(":")[2])
        filters = {name: parse_list(self.option(name)) for name in FILTERS}
        default = Period.UPCOMING if kind is ListingKind.UPCOMING else Period.ALL
        selection = Selection(
            **filters,
            period=self._choice("period", Period, default),
            sort=self._choice("sort", Sort, _DEFAULT_SORT[kind]),
            group=self._choice("group", Group, Group.NONE),
            limit=self._limit(),
        )
        self._check_values("status", selection.status, [status.value for status in Status])
        archives = self._archives(kind)
        # A series of another archive, NAME:SERIES, is known once that archive is.
        here = [name for name in selection.series if ":" not in name or not archives]
        self._check_values("series", here, self._series_names())
        self._check_years(selection.year)
        is_narrowed = any(filters.values()) or selection.period is not Period.ALL or selection.limit
        record = ListingRecord(
            kind,
            selection,
            self.env.docname,
            is_whole=not is_narrowed and (not archives or bool({OWN, ALL} & set(archives))),
            archives=archives,
            location=self.location(),
        )
        node = Listing(listing=record, docname=self.env.docname)
        self.set_source_info(node)
        return [node]

    def _archives(self, kind: ListingKind) -> tuple[str, ...]:
        """Return which archives to show, () for this one alone."""
        asked = parse_list(self.option("archives"))
        allowed = [OWN]
        if kind is not ListingKind.SEARCH:
            allowed += [ALL, *sorted(map(str, self.config.seminar_federation))]
        self._check_values("archives", asked, allowed)
        found = {one for one in asked if one in allowed}
        if ALL in found:
            return (ALL,)
        return tuple(sorted(found)) if found - {OWN} else ()

    def _series_names(self) -> list[str]:
        return [series.name for series in series_of(self.env)]

    def _choice(self, name: str, choices: type[E], default: E) -> E:
        text = self.option(name).casefold()
        if not text:
            return default
        allowed = [member.value for member in choices]
        self._check_values(name, (text,), allowed)
        return choices(text) if text in allowed else default

    def _check_values(self, name: str, values: Iterable[str], allowed: Iterable[str]) -> None:
        choices = tuple(allowed)
        for value in values:
            if value not in choices:
                near = nearest(value, choices)
                finding = Finding(FindingKind.LISTING, value, choices, near, name=name)
                self.note([finding], name)

    def _check_years(self, years: Iterable[str]) -> None:
        wrong = (year for year in years if not year.isdecimal())
        self.note(
            (Finding(FindingKind.LISTING, one, ("YYYY",), name="year") for one in wrong), "year"
        )

    def _limit(self) -> int:
        text = self.option("limit")
        if text and not text.isdecimal():
            finding = Finding(FindingKind.LISTING, text, ("a whole number",), name="limit")
            self.note([finding], "limit")
        return int(text) if text.isdecimal() else 0
