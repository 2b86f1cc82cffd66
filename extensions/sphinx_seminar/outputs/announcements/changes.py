"""What an announcement says of a session as facts, and what changed since they were said last.

Facts are kept in ``announced.json``: what is short as it was published, texts and lists as
digests. How to join is no fact.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_seminar.model.richtext import plain
from sphinx_seminar.model.session import Status
from sphinx_seminar.model.venue import Format
from sphinx_seminar.outputs.cleaning import clean_line
from sphinx_seminar.parsing.spans import parse_date
from sphinx_seminar.rendering.labels import announcements as labels
from sphinx_seminar.rendering.labels import pages as page_labels
from sphinx_seminar.rendering.when import format_day, format_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.parsing.announced import Announced

#: Facts of which a digest is kept: that they changed is said, and not what they were.
DIGESTED = frozenset({"abstract", "readings", "notice"})
_DIGEST_SIZE = 12
#: By whether there was something, and whether there is.
_FORMS = {
    (True, True): labels.CHANGED,
    (False, True): labels.NEW,
    (True, False): labels.NO_LONGER,
}
_DIGEST_FORMS = {
    (True, True): labels.REWORDED,
    (False, True): labels.ADDED,
    (True, False): labels.REMOVED,
}


def facts_of(session: Session, archive: Archive) -> dict[str, str]:
    """Return the facts of *session* in no language, without those that are unknown."""
    abstracts = [talk.abstract.digest for talk in session.talks if talk.abstract]
    abstracts += [session.text.digest] if session.text else []
    uses = archive.uses_by_session.get(session.id, ())
    titles = (clean_line(talk.plain_title) for talk in session.talks)
    speakers = (clean_line(one.name) for talk in session.talks for one in talk.speakers)
    facts = {
        "date": str(session.span.date),
        "time": format_times(session.span),
        "zone": session.span.zone if session.span.start else "",
        "place": clean_line(session.venue.name) if session.venue else "",
        "format": session.format.value,
        "title": clean_line(plain(session.title)) or "; ".join(filter(None, titles)),
        "speakers": ", ".join(dict.fromkeys(speakers)),
        "status": session.status.value,
        "notice": _digest(clean_line(session.notice)),
        "abstract": _digest("\n".join(abstracts)),
        "readings": _digest("\n".join(f"{one.use.key} {one.use.locator}" for one in uses)),
    }
    return {name: value for name, value in facts.items() if value}


def changes(before: Announced, now: Mapping[str, str], language: str) -> Iterator[str]:
    """Yield what changed since *before*, each change a line in *language*."""
    for name, label in labels.FACTS.items():
        old, new = (_shown(name, facts, language) for facts in (before.facts, now))
        if old == new:
            continue
        forms = _DIGEST_FORMS if name in DIGESTED else _FORMS
        words = {"what": str(label), "old": old, "new": new}
        yield str(forms[bool(old), bool(new)]) % words


def changed_since(before: Announced, language: str) -> str:
    """Return the heading of the changes since *before*."""
    return str(labels.CHANGED_SINCE) % _day(before.day, language)


def _shown(name: str, facts: Mapping[str, str], language: str) -> str:
    """Return a fact as readers know it."""
    value = clean_line(facts.get(name, ""))
    if name == "date" and value:
        return _day(value, language)
    if name == "status" and value in set(Status):
        return str(page_labels.STATUSES[Status(value)])
    if name == "place" and facts.get("format", Format.IN_PERSON) != Format.IN_PERSON:
        return ", ".join(filter(None, (value, str(page_labels.ONLINE))))
    return value


def _day(text: str, language: str) -> str:
    day, _findings = parse_date(text)
    return format_day(day, language, weekday=False) if day else clean_line(text)


def _digest(text: str) -> str:
    data = text.encode("utf-8", "replace")
    return blake2b(data, digest_size=_DIGEST_SIZE).hexdigest() if text else ""
