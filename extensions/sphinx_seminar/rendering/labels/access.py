"""The words of a members' site, and of pages that moved."""

from __future__ import annotations

from sphinx.locale import get_translation

from sphinx_seminar.domain.messages import CATALOG

_ = get_translation(CATALOG)

FOR_MEMBERS = _("For members of the seminar only: please do not pass these pages on.")

#: The fields of access.toml that are shown.
FIELDS = {
    "url": _("Join"),
    "meeting-id": _("Meeting ID"),
    "passcode": _("Passcode"),
    "dial-in": _("Dial in"),
    "note": _("How to join"),
}

#: In the place of a page that was renamed, before the link to it.
PAGE_MOVED = _("This page is now here:")
