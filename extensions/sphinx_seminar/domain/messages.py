"""Findings become messages: the one place where a problem gets its words, its type and its line.

Findings of the read phase are kept with the document's other records
(:func:`note_finding`) and reported from ``env-updated`` in every build, so that an
incremental build says what a clean one says, and a parallel one in the same order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation
from sphinx.util import logging

from sphinx_seminar.model.finding import Finding, FindingKind, Location

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.environment import BuildEnvironment

CATALOG = "sphinx_seminar"
#: The ``type`` of every message; ``suppress_warnings`` takes it alone or with a subtype.
WARNING_TYPE = "seminar"

logger = logging.getLogger(__name__)
_ = get_translation(CATALOG)

_TEMPLATES = {
    FindingKind.OPTION_UNKNOWN: _("unknown option %(value)r of %(name)s"),
    FindingKind.OPTION_VALUE: _("%(value)r is not a value of %(name)s"),
    FindingKind.DATE: _("%(value)r is not a date"),
    FindingKind.TIME: _("%(value)r is not a time"),
    FindingKind.TIME_ORDER: _("the end is not after the start: %(value)r"),
    FindingKind.TIME_GAP: _("%(value)s does not exist in %(name)s: the clocks go forward over it"),
    FindingKind.TIME_OVERLAP: _("%(value)s happens twice in %(name)s: the clocks go back over it"),
    FindingKind.ZONE: _("%(value)r is not an IANA time zone"),
    FindingKind.SERIES: _("unknown series %(value)r"),
    FindingKind.ID: _("%(value)r is not an id"),
    FindingKind.ID_DUPLICATE: _("the id %(value)r of a %(name)s is taken"),
    FindingKind.ID_VANISHED: _("the %(name)s %(value)r was published, and is no more"),
    FindingKind.TALK_OUTSIDE: _("a talk outside a session: %(value)r"),
    FindingKind.SESSION_NESTED: _("a session inside another: %(value)r"),
    FindingKind.SPEAKERS: _("speakers cannot be read: %(value)r"),
    FindingKind.LOCATOR: _("a reading cannot be read: %(value)r"),
    FindingKind.MOVED: _("%(name)s names no session: %(value)r"),
    FindingKind.BREAK: _("%(value)s lies in the break %(name)r"),
    FindingKind.ROOM_TAKEN: _("the room %(value)r is taken at that time by the session %(name)s"),
    FindingKind.SPEAKER_TAKEN: _("%(value)s speaks at that time in the session %(name)s"),
    FindingKind.TITLE_MISSING: _("%(name)s %(value)s has no title yet"),
    FindingKind.ABSTRACT_MISSING: _("%(name)s %(value)s has no abstract yet"),
    FindingKind.MATERIALS_MISSING: _("%(name)s %(value)s has no slides, recording, notes or code"),
    FindingKind.READINGS_MISSING: _("%(name)s %(value)s has no readings"),
    FindingKind.JOIN: _("join holds the name of an access, never the access itself: %(value)r"),
    FindingKind.JOIN_UNKNOWN: _("access.toml has no access %(value)r"),
    FindingKind.SECRET: _(
        "access to a meeting is written here, and masked in every output: %(value)s (%(name)s)"
    ),
    FindingKind.ACCESS_TRACKED: _("git tracks access.toml, which is private: %(value)s"),
    FindingKind.AUDIENCE: _("the folder %(value)r holds a site for the audience %(name)r"),
    FindingKind.LEAK: _("%(value)s: access to a meeting was written, %(name)s"),
    FindingKind.LEAK_REMOVED: _("the build is not fit to be published; files removed: %(value)s"),
    FindingKind.SETTINGS: _("the settings cannot be used: %(value)s"),
    FindingKind.READING_UNKNOWN: _("unknown reading %(value)r"),
    FindingKind.SESSION_UNKNOWN: _("unknown session %(value)r"),
    FindingKind.TALK_UNKNOWN: _("unknown talk %(value)r"),
    FindingKind.SPEAKER_UNKNOWN: _("unknown speaker %(value)r"),
    FindingKind.TOPIC_UNKNOWN: _("unknown topic %(value)r"),
    FindingKind.LINK_UNMATCHED: _("a link looks like a reading and matches no entry: %(value)s"),
    FindingKind.LISTING: _("%(value)r is not a value of %(name)s"),
    FindingKind.READING_HOME: _("the reading %(value)r has a page of its own already"),
    FindingKind.CITATION_STYLE: _("references cannot be set in the style %(value)r"),
    FindingKind.CITATION_ENTRY: _("entry %(name)r cannot be set in the style %(value)r"),
    FindingKind.BIB_FILE: _("bibliography file %(value)r"),
    FindingKind.BIB_SYNTAX: _("entry %(name)r cannot be parsed: %(value)s"),
    FindingKind.BIB_KEY: _("entry without a usable key: %(value)r"),
    FindingKind.BIB_DUPLICATE: _("%(name)s %(value)r occurs twice"),
    FindingKind.BIB_FIELD: _("entry %(name)r: %(value)r cannot be read as a field"),
    FindingKind.BIB_MACRO: _("entry %(name)r: undefined macro %(value)r"),
    FindingKind.BIB_CROSSREF: _("entry %(name)r: %(value)r cannot be inherited from"),
    FindingKind.BIB_NAME: _("entry %(name)r: a name is doubtful: %(value)r"),
    FindingKind.BIB_DATE: _("entry %(name)r: %(value)r is not a date"),
    FindingKind.BIB_IDENTIFIER: _("entry %(name)r: %(value)r is not a valid identifier"),
    FindingKind.BIB_LATEX: _("entry %(name)r: unknown LaTeX command %(value)s, its text is kept"),
    FindingKind.BIB_UNUSED: _("entry %(value)r is read in no session"),
    FindingKind.REFUSED: _("%(name)s is not allowed here and is shown as text: %(value)r"),
    FindingKind.LINK_SCHEME: _("a link's target is not allowed: %(value)r"),
    FindingKind.FILE_MISSING: _("%(name)s: no such file %(value)r"),
    FindingKind.FILE_OUTSIDE: _("%(name)s: the file is outside the source folder: %(value)r"),
    FindingKind.FILE_UNREADABLE: _("the file cannot be read: %(value)s"),
    FindingKind.FILE_SIZE: _("the file is too large: %(value)s"),
    FindingKind.NESTING: _("nested too deeply: %(value)s"),
    FindingKind.NAME_COLLISION: _("two files are one on some systems: %(value)r"),
    FindingKind.NAME_RESERVED: _("Sphinx writes a page called %(value)r: the file is left out"),
    FindingKind.SEARCH: _("no search page with Pagefind, Sphinx's own serves: %(value)s"),
    FindingKind.FEDERATION_MISSING: _("no copy of the archive %(name)r, it is left out: %(value)s"),
    FindingKind.FEDERATION_ALTERED: _(
        "the copy of the archive %(name)r is not what was fetched, it is left out: %(value)s"
    ),
    FindingKind.FEDERATION_ID: _("the archive %(name)r has the id of another: %(value)r"),
    FindingKind.FEDERATION_RECORD: _("archive %(name)r: a record cannot be used: %(value)s"),
    FindingKind.FRONT_MATTER: _("front matter: %(value)r is not allowed"),
    FindingKind.MATH: _("a formula cannot be set: %(value)s"),
    FindingKind.EQUATION: _("%(value)r is not the label of one equation"),
    FindingKind.GLYPH: _("no font has the characters %(value)s"),
    FindingKind.FONT: _("no font is called %(value)r, another is taken"),
    FindingKind.IMAGE: _("an image cannot be shown: %(value)r"),
    FindingKind.NODE: _("%(value)s is not supported here, its text is kept"),
    FindingKind.VOLUME: _("%(name)s: no part of the archive is called %(value)r"),
}


def describe(finding: Finding) -> str:
    """Return the message of *finding* in the language of the build, without its location."""
    values = {"value": finding.value, "name": finding.name}
    text = str(_TEMPLATES[finding.kind]) % values
    if finding.detail:
        text += f" ({finding.detail})"
    if finding.allowed:
        text += str(_("; allowed: %s")) % ", ".join(finding.allowed)
    if finding.nearest:
        text += str(_("; did you mean %r?")) % finding.nearest
    return text


def note_finding(env: BuildEnvironment, finding: Finding) -> None:
    """Keep a *finding* of the read phase with the document being read; it is reported later.

    A finding without a location gets the document's.
    """
    located = finding.at(Location(env.docname))
    kept = env.domaindata["seminar"]["findings"]
    kept[env.docname] = (*kept.get(env.docname, ()), located)


def report(
    finding: Finding, location: str | tuple[str | None, int | None] | Node | None = None
) -> None:
    """Say *finding* now, at *location* (a node, a docname or a path) or at its own."""
    where = location
    if where is None and finding.location.source:
        where = (finding.location.source, finding.location.line or None)
    # Whoever collects messages as data (domain/listening.py) gets the finding itself.
    known = {"finding": finding, "place": where}
    if finding.is_information:
        logger.info("%s: %s", location or finding.location, describe(finding), extra=known)
        return
    logger.warning(
        "%s",
        describe(finding),
        location=where,
        type=WARNING_TYPE,
        subtype=finding.kind.value,
        extra=known,
    )
