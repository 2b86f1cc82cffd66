"""The series as cards: when and where they meet, who runs them, when they pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import contact_node, field, link_to
from sphinx_seminar.rendering.when import (
    format_days,
    format_rhythm,
    format_times,
    format_zone_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.domain.records import ListingRecord
    from sphinx_seminar.model.series import Series
    from sphinx_seminar.rendering.context import Context


def render_series(listing: ListingRecord, context: Context) -> list[nodes.Node]:
    """Return a card for each series, or for those that the listing names."""
    chosen = listing.selection.series
    return [
        _card(series, context)
        for series in context.archive.series
        if not chosen or series.name in chosen
    ]


def _card(series: Series, context: Context) -> nodes.Element:
    card = nodes.container("", classes=["seminar-series"])
    if len(context.archive.series) > 1:
        card += nodes.rubric("", series.title)
    card += nodes.field_list("", *_facts(series, context), classes=["seminar-facts"])
    return card


def _facts(series: Series, context: Context) -> Iterator[nodes.Node]:
    when = ", ".join(filter(None, (_rhythm(series, context), format_times(series))))
    if when:
        zone = f" ({format_zone_name(series.zone, context.language)})" if series.start else ""
        shown = nodes.inline("", zone, classes=["seminar-zone"])
        yield field(str(labels.WHEN), nodes.Text(when), shown, css_class="seminar-when")
    if series.venue is not None:
        place: nodes.Node = nodes.Text(series.venue.name)
        if series.venue.url:
            place = nodes.reference("", "", place, refuri=series.venue.url, internal=False)
        yield field(str(labels.WHERE), place, css_class="seminar-where")
    breaks = [
        str(labels.BREAK)
        % {"name": one.name, "days": format_days(one.first, one.last, context.language)}
        for one in series.breaks_from(context.today)
    ]
    if breaks:
        yield field(str(labels.BREAKS), nodes.Text("; ".join(breaks)))
    if series.organisers:
        yield field(str(labels.ORGANISERS), *_organisers(series, context))
    if series.contact:
        yield field(str(labels.CONTACT), contact_node(series.contact))


def _rhythm(series: Series, context: Context) -> str:
    return format_rhythm(series.rhythm, context.language) if series.rhythm else ""


def _organisers(series: Series, context: Context) -> Iterator[nodes.Node]:
    """Yield the names; one who has talks in the archive leads to them."""
    archive = context.archive
    for position, name in enumerate(series.organisers):
        if position:
            yield nodes.Text(", ")
        person = archive.people.find(name)
        known = person.id in archive.speakers and "speaker" in context.homes
        shown = nodes.Text(name)
        yield link_to("speaker", person.id, [shown], context.docname) if known else shown
