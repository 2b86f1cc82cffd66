"""schema.org: a session as an ``EducationEvent``, with what was read as what it is about.

JSON in a script element ends at ``</script>`` wherever that stands: ``<``, ``>``, ``&`` and
the line separators U+2028 and U+2029 are written as escapes. The access to a meeting is no
field here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sphinx_seminar.model.csl.dates import iso_date
from sphinx_seminar.model.csl.talks import series_title
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.session import Status
from sphinx_seminar.model.venue import Format

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.person import Appearance
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk

_SCHEMA = "https://schema.org"
_STATUSES = {
    Status.CANCELLED: "EventCancelled",
    Status.WITHDRAWN: "EventCancelled",
    Status.POSTPONED: "EventPostponed",
    Status.MOVED: "EventRescheduled",
}
_MODES = {
    Format.IN_PERSON: "OfflineEventAttendanceMode",
    Format.ONLINE: "OnlineEventAttendanceMode",
    Format.HYBRID: "MixedEventAttendanceMode",
}
_WORKS = {
    "article-journal": "ScholarlyArticle",
    "paper-conference": "ScholarlyArticle",
    "article": "ScholarlyArticle",
    "review": "Review",
    "book": "Book",
    "chapter": "Chapter",
    "thesis": "Thesis",
    "report": "Report",
    "webpage": "WebPage",
    "software": "SoftwareSourceCode",
    "dataset": "Dataset",
}
_ESCAPES = str.maketrans({
    "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029",
})  # fmt: skip


def script(value: object) -> str:
    """Return *value* as a script element that holds data."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    return f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>\n'


def session_event(
    archive: Archive,
    session: Session,
    items: Mapping[str, dict[str, Any]],
    page_url: str = "",
    abstracts: Mapping[str, str] | None = None,
) -> dict[str, Any] | None:
    """Return *session* as an event, ``None`` when nothing takes place.

    *items* holds what it read as CSL-JSON without markup, by key; *abstracts* the beginnings
    of the abstracts of its talks, by id.
    """
    if session.status is Status.NO_MEETING:
        return None
    series, told = series_title(archive, session), abstracts or {}
    titles = [talk.plain_title for talk in session.talks if talk.title]
    event = {
        "@context": _SCHEMA,
        "@type": "EducationEvent",
        "name": "; ".join(titles) or series,
        "description": "",
        "url": f"{page_url}#{session.node_id}" if page_url else "",
        **_times(session),
        "eventStatus": f"{_SCHEMA}/{_STATUSES.get(session.status, 'EventScheduled')}",
        "eventAttendanceMode": f"{_SCHEMA}/{_MODES[session.format]}",
        "location": _location(session, page_url),
        "superEvent": {"@type": "EventSeries", "name": series},
        "performer": [_person(archive, one) for talk in session.talks for one in talk.speakers],
        "about": [_work(items[key]) for key in _keys(archive, session, None) if key in items],
    }
    if len(session.talks) > 1:
        event["subEvent"] = [
            {
                **_talk(archive, session, talk, items, page_url),
                **_filled({"description": told.get(talk.id, "")}),
            }
            for talk in session.talks
        ]
    elif session.talks:
        event["inLanguage"] = session.talks[0].language
        event["description"] = told.get(session.talks[0].id, "")
    return _filled(event)


def _talk(
    archive: Archive,
    session: Session,
    talk: Talk,
    items: Mapping[str, dict[str, Any]],
    page_url: str,
) -> dict[str, Any]:
    return _filled(
        {
            "@type": "EducationEvent",
            "name": talk.plain_title,
            "url": f"{page_url}#{node_id('talk', talk.id)}" if page_url else "",
            "performer": [_person(archive, speaker) for speaker in talk.speakers],
            "inLanguage": talk.language,
            "identifier": f"https://doi.org/{talk.doi}" if talk.doi else "",
            "about": [_work(items[key]) for key in _keys(archive, session, talk) if key in items],
        }
    )


def _keys(archive: Archive, session: Session, talk: Talk | None) -> Iterable[str]:
    """Return the keys of what *talk* read, or of all that *session* did."""
    uses = archive.uses_by_session.get(session.id, ())
    chosen = (use for use in uses if talk is None or (use.talk and use.talk.id == talk.id))
    return dict.fromkeys(use.use.key for use in chosen)


def _times(session: Session) -> dict[str, str]:
    """Return start and end with the offset of that day, or the date as far as it is known."""
    zone = ZoneInfo(session.span.zone)
    start, end = session.span.starts_at(), session.span.ends_at()
    if start is None:
        return {"startDate": session.span.date.isoformat()}
    times = {"startDate": start.astimezone(zone).isoformat()}
    if end is not None:
        times["endDate"] = end.astimezone(zone).isoformat()
    return times


def _location(session: Session, page_url: str) -> list[dict[str, Any]]:
    places = []
    if session.venue is not None:
        place = {"@type": "Place", "name": session.venue.name, "address": session.venue.name}
        places.append(_filled({**place, "url": session.venue.url}))
    if session.format is not Format.IN_PERSON:
        # The address of the page, never that of the meeting.
        places.append(_filled({"@type": "VirtualLocation", "url": page_url}))
    return places


def _person(archive: Archive, speaker: Appearance) -> dict[str, Any]:
    person = archive.person_of(speaker)
    affiliation = {"@type": "Organization", "name": speaker.affiliation}
    return _filled(
        {
            "@type": "Person",
            "name": speaker.name,
            "affiliation": affiliation if speaker.affiliation else "",
            "sameAs": f"https://orcid.org/{person.orcid}" if person.orcid else "",
            "url": person.homepage,
        }
    )


def _work(item: dict[str, Any]) -> dict[str, Any]:
    container = item.get("container-title", "")
    return _filled(
        {
            "@type": _WORKS.get(item["type"], "CreativeWork"),
            "name": item.get("title", ""),
            "author": [_author(name) for name in item.get("author", ())],
            "datePublished": iso_date(item.get("issued", {})),
            "isPartOf": {"@type": "CreativeWork", "name": container} if container else "",
            "isbn": item.get("ISBN", "").partition(" ")[0],
            "identifier": f"https://doi.org/{item['DOI']}" if "DOI" in item else "",
            "url": item.get("URL", ""),
        }
    )


def _author(name: dict[str, Any]) -> dict[str, Any]:
    if "literal" in name:
        return {"@type": "Organization", "name": name["literal"]}
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    full = " ".join(filter(None, (name.get("given"), family, name.get("suffix"))))
    return _filled(
        {
            "@type": "Person",
            "name": full,
            "familyName": family,
            "givenName": name.get("given", ""),
        }
    )


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in value.items() if one}
