"""The words of calendars and feeds, and of the links to them."""

from __future__ import annotations

from sphinx.locale import get_translation

from sphinx_seminar.domain.messages import CATALOG
from sphinx_seminar.model.session import Status

_ = get_translation(CATALOG)

#: Before the title of an event that does not take place then.
PREFIXES = {
    Status.CANCELLED: _("Cancelled: %s"),
    Status.POSTPONED: _("Postponed: %s"),
    Status.MOVED: _("Moved: %s"),
    Status.NO_MEETING: _("No meeting: %s"),
    Status.WITHDRAWN: _("Withdrawn: %s"),
}
#: Title, then speakers.
SUMMARY = _("%(title)s (%(speakers)s)")
#: A talk's time within its session, then the talk.
TALK_AT = _("%(time)s %(talk)s")
MOVED_TO = _("Moved to %s.")
POSTPONED_TO = _("Postponed to %s.")
MOVED_FROM = _("Moved from %s.")
CHAIR = _("Chair: %s")
TOPICS = _("Topics: %s")
ONLINE = _("Online")
READING = _("Readings:")
FURTHER_READING = _("Further readings:")
#: What a material is, then its address.
MATERIAL = _("%(kind)s: %(address)s")
#: A reading with the part that was read.
LOCATOR = _("%(reading)s [%(locator)s]")

ALL_SESSIONS = _("%s: all sessions")
#: A calendar with the sessions of other archives as well.
JOINED_SESSIONS = _("%s and other seminars")

ADD_TO_CALENDAR = _("Add to calendar")
CALENDAR = _("Calendar")
SUBSCRIBE = _("Subscribe")
SUBSCRIBE_WITH = _("Calendar app")
GOOGLE = _("Google Calendar")
OUTLOOK = _("Outlook.com")
MICROSOFT = _("Microsoft 365")
FILE = _("Calendar file")
FEED = _("News feed")
ADDRESS = _("Address for other calendars:")

#: What the script adds to pages.
NOW = _("now")
SHOW_LOCAL_TIME = _("Show times in my time zone")
LOCAL_TIME = _("your time")
