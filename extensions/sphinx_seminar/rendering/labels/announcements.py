"""The words of announcements: subjects, headings, and what changed."""

from __future__ import annotations

from sphinx.locale import get_translation

from sphinx_seminar.domain.messages import CATALOG
from sphinx_seminar.model.session import Status

_ = get_translation(CATALOG)

#: Before a subject, so that nobody comes for nothing.
SUBJECT_PREFIXES = {
    Status.TENTATIVE: _("TENTATIVE: %s"),
    Status.CANCELLED: _("CANCELLED: %s"),
    Status.POSTPONED: _("POSTPONED: %s"),
    Status.MOVED: _("MOVED: %s"),
    Status.NO_MEETING: _("NO MEETING: %s"),
    Status.WITHDRAWN: _("WITHDRAWN: %s"),
}
SUBJECT = _("%(series)s, %(when)s: %(title)s")
SUBJECT_CHANGED = _("CHANGED: %s")
SUBJECT_WEEK = _("%(series)s, %(days)s")

#: Words that templates take by these names.
HEADINGS = {
    "chair": _("Chair"),
    "contact": _("Contact"),
    "join": _("How to join"),
    "organisers": _("Organisers"),
    "page": _("Page"),
    "when": _("When"),
    "where": _("Where"),
}
CHANGED_SINCE = _("Changed since the announcement of %s:")

#: What may have changed, by the name of the fact.
FACTS = {
    "date": _("Date"),
    "time": _("Time"),
    "zone": _("Time zone"),
    "place": _("Place"),
    "title": _("Title"),
    "speakers": _("Speakers"),
    "status": _("Status"),
    "notice": _("Notice"),
    "abstract": _("Abstract"),
    "readings": _("Readings"),
}
CHANGED = _("%(what)s: %(old)s → %(new)s")
NEW = _("%(what)s: %(new)s (new)")
NO_LONGER = _("%(what)s: no longer %(old)s")
REWORDED = _("%(what)s: changed")
ADDED = _("%(what)s: added")
REMOVED = _("%(what)s: removed")

#: At the end of an abstract that did not fit.
MORE_AT = _("… more at %s")


def poster_not_set(reason: str) -> str:
    """Return the message of a poster that could not be made."""
    return str(_("the poster could not be made: %s")) % reason


def missing_segno() -> str:
    """Return how to get what a poster's QR code needs."""
    return str(
        _("A poster needs the segno package: install the extra, pip install 'sphinx-seminar[pdf]'")
    )
