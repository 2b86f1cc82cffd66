"""The words of session pages and listings."""

from __future__ import annotations

from sphinx.locale import get_translation

from sphinx_seminar.domain.messages import CATALOG
from sphinx_seminar.model.session import Status
from sphinx_seminar.model.talk import MaterialKind, UseRole

_ = get_translation(CATALOG)

WHEN = _("When")
WHERE = _("Where")
ONLINE = _("Online")
CHAIR = _("Chair")
NUMBER = _("Number")
SERIES = _("Series")
TERM = _("Term")
STATUS = _("Status")
SPEAKER = _("Speaker")
SPEAKERS = _("Speakers")
TOPICS = _("Topics")
LANGUAGE = _("Language")
KIND = _("Kind")
TIME = _("Time")

MEMBERS_GET_THE_LINK = _("members get the link from the organisers")
ALSO_ONLINE = _("people can also take part online")
MOVED_TO = _("moved to")
MOVED_FROM = _("moved from")
TO_BE_ANNOUNCED = _("To be announced")
TIME_TO_BE_ANNOUNCED = _("time to be announced")

READINGS = {UseRole.MAIN: _("Readings"), UseRole.FURTHER: _("Further readings")}
FURTHER_READING = _("further reading")
IN_THE_BIBLIOGRAPHY = _("in the bibliography")
ITS_PAGE = _("notes")
DISCUSSED_IN = _("Discussed in")
AS_OF = _("As of %s.")

BREAKS = _("Breaks")
ORGANISERS = _("Organisers")
CONTACT = _("Contact")
ORCID = _("ORCID %s")
#: The regular day of a series; the third has a list of ordinals.
EVERY_WEEK = _("Every %(day)s")
EVERY_WEEKS = _("Every %(weeks)s weeks on %(day)s")
OF_MONTH = _("Every %(ordinals)s %(day)s of the month")
ORDINALS = {
    1: _("first"),
    2: _("second"),
    3: _("third"),
    4: _("fourth"),
    5: _("fifth"),
    -1: _("last"),
}
#: A break, and its days.
BREAK = _("%(name)s (%(days)s)")

#: The places, then a list of what it means there.
CLOCKS_CHANGED = _("Clocks changed in %(places)s since the last session: %(times)s.")
CLOCK = _("%(time)s in %(place)s is now %(now)s in %(other)s, it was %(before)s")

NAVIGATION = _("The archive")

NOTHING_UPCOMING = _("No session is announced.")
NO_SESSIONS = _("No session yet.")
NO_SPEAKERS = _("No speaker yet.")
NO_TOPICS = _("No topic yet.")
NO_READINGS = _("No reading yet.")
OUTSIDE_TERMS = _("Outside the terms")

STATUSES = {
    Status.SCHEDULED: _("Scheduled"),
    Status.TENTATIVE: _("Tentative"),
    Status.TBA: _("To be announced"),
    Status.CANCELLED: _("Cancelled"),
    Status.POSTPONED: _("Postponed"),
    Status.MOVED: _("Moved"),
    Status.NO_MEETING: _("No meeting"),
    Status.WITHDRAWN: _("Withdrawn"),
}

MATERIALS = {
    MaterialKind.SLIDES: _("Slides"),
    MaterialKind.RECORDING: _("Recording"),
    MaterialKind.NOTES: _("Notes"),
    MaterialKind.CODE: _("Code"),
}

#: On which terms a material is there.
TERMS = {
    "for-members": _("for members"),
    "embargo-until": _("from"),
    "archived": _("archived copy"),
}
