"""``messages-table``: every kind of message, as the package says it, and what to do about it.

A kind without advice here, and advice for a kind that is gone, are warnings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from _extensions.tables import text_row, titled_table
from sphinx_seminar.domain.messages import describe
from sphinx_seminar.model.finding import Finding, FindingKind

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)

_ADVICE = {
    "option-unknown": "Correct the name of the option, or of the setting in conf.py.",
    "option-value": "Use one of the values that the message lists.",
    "date": "Write YYYY-MM-DD, YYYY-MM or YYYY, and a day that exists.",
    "time": "Write HH:MM or HH:MM-HH:MM.",
    "time-order": "Put the end after the start, or add +1 to an end on the next day.",
    "time-gap": "Choose another time: the clocks skip this one.",
    "time-overlap": "Add :occurrence: first or second.",
    "zone": "Use a name of the IANA database, such as Europe/Berlin.",
    "series": "Use a name of seminar_series.",
    "id": "Use ASCII letters, digits, hyphen, underscore and full stop.",
    "id-duplicate": "Give the later one an :id: of its own.",
    "talk-outside": "Move the talk into a session.",
    "session-nested": "Close the outer session first; a fence too short is the usual cause.",
    "speakers": "Write Name (Affiliation), several separated by a semicolon.",
    "locator": "Write {see} key (locator) {and more}, several separated by a semicolon.",
    "moved": "Use the id of a session, or a date.",
    "break": "Choose another day, or correct the break in seminar_series.",
    "room-taken": "Choose another room or time for one of the two, or cancel it.",
    "speaker-taken": "Correct the time of one of the two, or tell two namesakes apart in speaker.",
    "title-missing": "Ask the speaker. Only seminar todo says it.",
    "abstract-missing": "Ask the speaker. Only seminar todo says it.",
    "materials-missing": "Ask for the slides, or give another material. Only seminar todo says it.",
    "readings-missing": "Add what was read, if anything was. Only seminar todo says it.",
    "join": "Write the name of a table in access.toml, never the link itself.",
    "settings": "Correct conf.py or access.toml; only seminar check says it with a line.",
    "reading-unknown": "Add the entry to a bibliography file, or correct the key.",
    "session-unknown": "Correct the id.",
    "talk-unknown": "Correct the id.",
    "speaker-unknown": "Write the name as on the talk, or the id from people.toml.",
    "topic-unknown": "Write the topic as on a talk.",
    "link-unmatched": "Add an entry with this DOI, arXiv id, ISBN or address, if it is a reading.",
    "listing": "Use one of the values that the message lists.",
    "bib-file": "Correct seminar_bibfiles, add the file, or save it as UTF-8.",
    "bib-syntax": "Correct the entry: mostly a brace or a comma is missing.",
    "bib-key": "Give the entry a key without spaces and per cent signs.",
    "bib-duplicate": "Remove one of the two entries, or rename its key.",
    "bib-field": "Correct the field: its text could not be read as name = value.",
    "bib-macro": "Define the macro with @string, or put the value into braces.",
    "bib-crossref": "Correct the key, the field or the number; no entry inherits from itself.",
    "bib-name": "Write Last, First and separate names with and; braces keep an organisation whole.",
    "bib-date": "Write year as a number and month as a macro such as jan, or date = YYYY-MM-DD.",
    "bib-identifier": "Correct the DOI or the ISBN; its check digit may be wrong.",
    "bib-latex": "Nothing, if the text reads well; else write the character itself.",
    "bib-unused": "Nothing: the entry waits in the bibliography.",
    "refused": "See the page on safe content; the text is shown as it was written.",
    "link-scheme": "Use http, https, mailto, tel, doi or a relative address.",
    "file-missing": "Add the file, or correct its path.",
    "file-outside": "Move the file into the source folder.",
    "file-unreadable": "Save the file as UTF-8 text, and not empty.",
    "file-size": "Split the file: the bound is 2 MiB.",
    "nesting": "Nest less deeply.",
    "name-collision": "Rename one of the two files.",
    "name-reserved": "Rename the file.",
    "search": "Install the extra search, or set seminar_search to sphinx.",
    "citation-style": "Name a style that the manual lists, or a .csl file below the sources.",
    "citation-entry": "Correct what the reason names; the entry has its built-in form.",
    "reading-home": "Keep one page as the home of the reading; remove the directive elsewhere.",
    "join-unknown": "Correct the name, or add the table to access.toml.",
    "secret": "Move it to access.toml and name it with join; a false alarm to seminar_not_secret.",
    "access-tracked": "Take the file out of git, and change every passcode that was pushed.",
    "audience": "Build into another folder, or empty this one.",
    "leak": "Take the access out of the file that the message names, and build again.",
    "leak-removed": "Nothing may be published; see the lines below it.",
    "id-vanished": "Give the new id the old one as an alias, or withdraw instead of deleting.",
    "federation-missing": "Run seminar sync, and commit federation.lock.",
    "federation-altered": "Run seminar sync; nobody edits federation.lock.",
    "federation-id": "Ask one of the two archives to set seminar_archive_id, or name one of them.",
    "federation-record": "Run seminar sync, or tell the other archive; the rest of it is there.",
    "front-matter": "Remove the key, the anchor or the tag from the front matter.",
    "math": "Correct the formula; it is shown as its source.",
    "equation": "Give each equation a label of its own, and write it as it is written there.",
    "glyph": "Install the extra cjk for Chinese, Japanese and Korean, or use other characters.",
    "image": "Use PNG, JPEG, GIF, WebP or SVG; list the host of a remote image in conf.py.",
    "font": "Correct the name, or put the font into a folder of seminar_pdf_fonts.",
    "node": "Tell the developers; the text is in the PDF.",
    "volume": "Use a name from the table of parts on the page about the PDF.",
}


class MessagesTable(SphinxDirective):
    """A row for each kind of finding."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        kinds = {kind.value for kind in FindingKind}
        for name in sorted(kinds ^ set(_ADVICE)):
            logger.warning("messages-table: %r stands on one side only", name)
        head = ("Subtype", "Message", "What to do")
        rows = [_row(kind) for kind in FindingKind]
        return [titled_table(head, rows, (20, 45, 35))]


def _row(kind: FindingKind) -> nodes.row:
    finding = Finding(kind, value="VALUE", name="NAME")
    message = [nodes.literal("", describe(finding))]
    advice = _ADVICE.get(kind.value, "")
    if finding.is_information:
        advice = f"Information only. {advice}"
    return text_row([nodes.literal("", kind.value)], message, advice)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive."""
    app.add_directive("messages-table", MessagesTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
