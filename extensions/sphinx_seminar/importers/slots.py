"""The places that a text can take in a session: what a column, a key or a label means.

The values are the words of the mapping file (``import.toml``) and of ``--map``.
"""

from __future__ import annotations

from enum import StrEnum


class Slot(StrEnum):
    """What a text of an entry is for."""

    # when
    DATE = "date"
    END_DATE = "end-date"
    WEEKDAY = "weekday"
    #: A start, a span, or whatever a column of times holds.
    TIME = "time"
    START = "start"
    END = "end"
    #: "HH:MM", minutes as a number, or ISO 8601 ("PT45M").
    DURATION = "duration"
    #: A name of the IANA database, or what the page calls it.
    ZONE = "zone"
    # who
    SPEAKER = "speaker"
    AFFILIATION = "affiliation"
    SPEAKER_URL = "speaker-url"
    CHAIR = "chair"
    # what
    TITLE = "title"
    KIND = "kind"
    ABSTRACT = "abstract"
    LANGUAGE = "language"
    TOPICS = "topics"
    NUMBER = "number"
    #: A word of :class:`~sphinx_seminar.model.session.Status`, or any text that says one.
    STATUS = "status"
    #: Why there is no meeting.
    REASON = "reason"
    # what was read
    READING = "reading"
    READING_URL = "reading-url"
    READING_AUTHORS = "reading-authors"
    PUBLICATION = "publication"
    # where
    VENUE = "venue"
    #: How people get in: these three are secrets.
    MEETING = "meeting"
    MEETING_ID = "meeting-id"
    PASSCODE = "passcode"
    # what remains
    SLIDES = "slides"
    RECORDING = "recording"
    CODE = "code"
    NOTES = "notes"
    #: A link whose role its label and its host tell.
    LINK = "link"
    #: What stands beside all this; kept as a note.
    NOTE = "note"
    #: Something a person should see above the facts ("note the change of room").
    NOTICE = "notice"
    #: A whole line in which date, speaker, title and place are not told apart.
    LINE = "line"
    #: The id by which the export knows the session.
    ID = "id"
    # what is not taken over
    #: E-mail addresses, genders, attendance, host keys: counted, never kept.
    PRIVATE = "private"
    #: Seen and meant to be left out.
    IGNORED = "ignored"
    #: No place is known: a person is asked.
    UNKNOWN = "unknown"


#: What belongs to a talk where a meeting has several.
TALK_SLOTS = frozenset({
    Slot.SPEAKER, Slot.AFFILIATION, Slot.SPEAKER_URL, Slot.TITLE, Slot.KIND, Slot.ABSTRACT,
    Slot.LANGUAGE, Slot.TOPICS, Slot.READING, Slot.READING_URL, Slot.READING_AUTHORS,
    Slot.PUBLICATION, Slot.SLIDES, Slot.RECORDING, Slot.CODE, Slot.NOTES, Slot.LINK, Slot.LINE,
    Slot.START, Slot.END, Slot.DURATION,
})  # fmt: skip
