"""Listings of speakers and topics: each once, with all talks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_seminar.domain.titles import rich_nodes
from sphinx_seminar.model.archive import Contribution, topic_id
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.scope import ScopeKind, scope_stem
from sphinx_seminar.model.selection import Sort
from sphinx_seminar.rendering.elsewhere import archive_label
from sphinx_seminar.rendering.exports import export_links
from sphinx_seminar.rendering.labels import exports as labels_of_exports
from sphinx_seminar.rendering.labels import pages as labels
from sphinx_seminar.rendering.links import link_in, speaker_nodes
from sphinx_seminar.rendering.when import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.domain.records import ListingRecord
    from sphinx_seminar.rendering.context import Context


class Entry(NamedTuple):
    """A speaker or a topic with its talks, newest first."""

    id: str
    name: str
    sort_key: tuple[str, str]
    talks: list[Contribution]
    homepage: str = ""
    orcid: str = ""


def render_speakers(listing: ListingRecord, context: Context) -> list[nodes.Node]:
    """Return everybody who spoke in the selected sessions."""
    archive = context.archive
    found: dict[str, list[Contribution]] = {}
    for item in _contributions(listing, context):
        for person_id in dict.fromkeys(archive.person_of(one).id for one in item.talk.speakers):
            found.setdefault(person_id, []).append(item)
    entries = []
    for person_id, talks in found.items():
        person = archive.speakers[person_id]
        ways = person.homepage, person.orcid
        entries.append(Entry(person_id, person.name, person.sort_key, talks, *ways))
    return _render("speaker", entries, listing, context)


def render_topics(listing: ListingRecord, context: Context) -> list[nodes.Node]:
    """Return every topic of the selected sessions."""
    found: dict[str, list[Contribution]] = {}
    for item in _contributions(listing, context):
        for topic in dict.fromkeys(map(topic_id, item.talk.topics)):
            found.setdefault(topic, []).append(item)
    topics = context.archive.topics
    entries = [
        Entry(topic, topics[topic], (topics[topic].casefold(), topic), talks)
        for topic, talks in found.items()
    ]
    return _render("topic", entries, listing, context)


def _contributions(listing: ListingRecord, context: Context) -> Iterator[Contribution]:
    for session in replace(listing.selection, sort=Sort.NEWEST, limit=0).sessions(
        context.archive, context.today
    ):
        for talk in session.talks:
            yield Contribution(session, talk)


def _render(
    objtype: str, entries: list[Entry], listing: ListingRecord, context: Context
) -> list[nodes.Node]:
    if not entries:
        text = labels.NO_SPEAKERS if objtype == "speaker" else labels.NO_TOPICS
        return [nodes.paragraph("", str(text), classes=["seminar-empty"])]
    if listing.selection.sort is Sort.USES:
        entries.sort(key=lambda entry: (-len(entry.talks), entry.sort_key))
    else:
        entries.sort(key=lambda entry: entry.sort_key)
    if limit := listing.selection.limit:
        entries = entries[:limit]
    is_home = context.homes.get(objtype) == listing.docname == context.docname
    items = [_item(objtype, entry, context, is_home=is_home) for entry in entries]
    return [nodes.definition_list("", *items, classes=[f"seminar-{objtype}s"])]


def _item(
    objtype: str, entry: Entry, context: Context, *, is_home: bool
) -> nodes.definition_list_item:
    term = nodes.term("")
    own = context.own.speakers if objtype == "speaker" else context.own.topics
    is_home = is_home and entry.id in own
    if is_home:
        term += nodes.target("", "", ids=[node_id(objtype, entry.id)])
        term += nodes.Text(entry.name)
    else:
        term += link_in(context, objtype, entry.id, [nodes.Text(entry.name)])
    talks = nodes.bullet_list(
        "", *(_talk(objtype, item, context) for item in entry.talks), classes=["seminar-uses"]
    )
    definition = nodes.definition("")
    ways = _ways(entry)
    if ways:
        definition += nodes.paragraph("", "", *ways, classes=["seminar-ways"])
    definition += talks
    if is_home and any(_has_readings(item, context) for item in entry.talks):
        stem = scope_stem(ScopeKind(objtype), entry.id)
        definition += export_links(stem, labels_of_exports.READING_LIST, context)
    return nodes.definition_list_item("", term, definition)


def _ways(entry: Entry) -> list[nodes.Node]:
    """Return the links to a person's homepage and record at ORCID."""
    ways: list[nodes.Node] = []
    if entry.homepage:
        ways.append(nodes.reference("", entry.homepage, refuri=entry.homepage, internal=False))
    if entry.orcid:
        uri, text = f"https://orcid.org/{entry.orcid}", str(labels.ORCID) % entry.orcid
        ways += [nodes.Text(" · ")] if ways else []
        ways.append(nodes.reference("", text, refuri=uri, internal=False))
    return ways


def _has_readings(item: Contribution, context: Context) -> bool:
    uses = context.own.uses_by_session.get(item.session.id, ())
    return any(use.talk is not None and use.talk.id == item.talk.id for use in uses)


def _talk(objtype: str, item: Contribution, context: Context) -> nodes.list_item:
    session, talk = item
    title = talk.title or session.title
    shown = rich_nodes(title) if title else [nodes.Text(str(labels.TO_BE_ANNOUNCED))]
    line = nodes.paragraph("", "", link_in(context, "talk", talk.id, shown))
    if objtype != "speaker" and talk.speakers:
        line += nodes.Text(", ")
        line += speaker_nodes(talk.speakers, context)
    day = format_day(session.span.date, context.language, weekday=False)
    line += nodes.inline("", f", {day}", classes=["seminar-date"])
    line += archive_label(session, context)
    return nodes.list_item("", line)
