"""Where a work appeared: journal, book, series, publisher, university — by type of entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.reading import Role
from sphinx_seminar.rendering.citation.people import heading, name_list
from sphinx_seminar.rendering.citation.places import Place, journal_of, place_of
from sphinx_seminar.rendering.citation.runs import render_runs, typographic
from sphinx_seminar.rendering.citation.titles import italic, whole_title
from sphinx_seminar.rendering.labels import citations as labels

if TYPE_CHECKING:
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.model.richtext import RichText

_DASH = re.compile(r"\s*(?:-{1,3}|[\u2010-\u2015])\s*")
# biblatex's keys for the countries of patents.
_COUNTRY = re.compile(r"\bcountry([a-z]{2})\b")
#: Types whose ``type`` or own name is shown.
_TYPED = frozenset({
    "techreport", "report", "patent", "software", "dataset",
    "thesis", "phdthesis", "mastersthesis", "bachelorsthesis",
})  # fmt: skip
#: Types whose pages may be those of the whole.
_COUNTED = frozenset({
    "book", "booklet", "collection", "manual", "mvbook", "proceedings", "reference",
    "techreport", "report", "thesis", "phdthesis", "mastersthesis", "bachelorsthesis",
})  # fmt: skip
_BY = (
    (Role.INTRODUCTION, labels.INTRODUCED_BY),
    (Role.FOREWORD, labels.FOREWORD_BY),
    (Role.AFTERWORD, labels.AFTERWORD_BY),
    (Role.ANNOTATOR, labels.ANNOTATED_BY),
    (Role.COMMENTATOR, labels.COMMENTED_BY),
)

Sentence = list[nodes.Node]


def render_host(reading: Reading) -> list[Sentence]:
    """Return the sentences between title and remarks."""
    place = place_of(reading)
    if place is Place.JOURNAL:
        publisher = [] if journal_of(reading) else _publisher(reading)
        return [*_by(reading), _type(reading), _version(reading), _journal(reading), publisher]
    if place is Place.BOOK:
        work = [_within_book(reading)]
    else:
        work = [*_by(reading), _text(_edition(reading.text("edition"))), _volume(reading)]
    return [
        *work,
        _series(reading),
        _event(reading),
        _type(reading),
        _version(reading),
        _publisher(reading),
    ]


def page_range(text: str) -> str:
    """Return *text*, a ``pages`` field, with en dashes and without LaTeX."""
    pages = _DASH.sub("–", re.sub(r"[{}$]|\\[a-zA-Z]*", "", text)).replace("~", " ").strip()
    first, _, last = pages.partition("–")
    return first if first == last else pages


def _text(text: str) -> Sentence:
    return [nodes.Text(typographic(text))] if text else []


def _label(label: object, value: str) -> str:
    return str(label) % value if value else ""


def _journal(reading: Reading) -> Sentence:
    """Return ``*Journal*, ser. 3, 12 (3), *Issue*: 1–13``, of which any part may be missing."""
    shown = italic(whole_title(reading, "journal") or journal_of(reading))
    volume, number = reading.text("volume"), _number(reading)
    parts = [_named_series(reading.text("series"))]
    if volume:
        before = ", " if parts[0] else " "
        parts.append(f"{before}{volume}" + (f" ({number})" if number else ""))
    elif number:
        parts.append(f", {labels.NUMBER % number}")
    text = "".join(parts)
    if issue := whole_title(reading, "issue"):
        shown = [*_joined(shown, f"{text}, "), *italic(issue)]
        text = ""
    if pages := page_range(reading.text("pages")) or reading.text("eid"):
        text += f"{':' if volume or number else ','} {pages}"
    return _joined(shown, text)


def _joined(shown: Sentence, text: str) -> Sentence:
    """Return *shown* and *text*, which has no mark at its start where nothing is before it."""
    text = text if shown else text.lstrip(" ,:")
    return [*shown, nodes.Text(text)] if text else shown


def _named_series(series: str) -> str:
    if not series:
        return ""
    name = labels.NAMED_SERIES.get(series)
    return f", {name or (labels.SERIES % series if series.isdecimal() else series)}"


def _number(reading: Reading) -> str:
    """Return the number of an issue, or of a work without a series, '' where it counts else."""
    return reading.text("number") or reading.text("issue")


def _within_book(reading: Reading) -> Sentence:
    """Return ``In *Book*, 2nd ed., edited by A B, vol. 2 of *Work*, chap. 3, 1–13``."""
    shown: Sentence = [nodes.Text(f"{labels.IN} "), *italic(whole_title(reading, "book"))]
    host = reading.of(Role.BOOKAUTHOR)
    own = heading(reading)
    if host and (own is None or host.names != own.names):
        shown[0] = nodes.Text(f"{labels.IN} {name_list(host, invert_first=False)}, ")
    if edition := _edition(reading.text("edition")):
        shown.append(nodes.Text(typographic(f", {edition}")))
    by = [str(node) for sentence in _by(reading) for node in sentence]
    if by:
        shown.append(nodes.Text(typographic(f", {', '.join(by)}")))
    if volume := _volume(reading):
        shown += [nodes.Text(", "), *volume]
    rest = (
        _label(labels.CHAPTER, reading.text("chapter")),
        page_range(reading.text("pages")) or reading.text("eid"),
    )
    text = "".join(f", {part}" for part in rest if part)
    return [*shown, nodes.Text(text)] if text else shown


def _volume(reading: Reading) -> Sentence:
    """Return the volume, of a larger work where there is one, and number, chapter and pages."""
    main = italic(whole_title(reading, "main"))
    volume = "" if _is_series_volume(reading) else reading.text("volume")
    parts = [_label(labels.VOLUME, volume), _label(labels.PART, reading.text("part"))]
    if not _series_name(reading) and reading.entry_type not in _TYPED:
        parts.append(_label(labels.NUMBER, _number(reading)))
    text = ", ".join(part for part in parts if part)
    shown = [nodes.Text(f"{text} {labels.OF} " if text else ""), *main] if main else _text(text)
    if issue := whole_title(reading, "issue"):
        shown = [*shown, *([nodes.Text(", ")] if shown else []), *italic(issue)]
    more = [_label(labels.VOLUMES, reading.text("volumes"))]
    if place_of(reading) is Place.ALONE:
        more += [_label(labels.CHAPTER, reading.text("chapter")), _pages(reading)]
    return _joined(shown, "".join(f", {part}" for part in more if part))


def _pages(reading: Reading) -> str:
    """Return the pages of a work by itself: ``p. 7``, ``pp. 7–13``, or ``xii+300 pp.``."""
    pages = page_range(reading.text("pages"))
    if not pages:
        return reading.text("eid")
    if re.search("[–,]", pages):
        return str(labels.PAGES) % pages
    is_count = reading.entry_type in _COUNTED
    return str(labels.PAGE_COUNT if is_count else labels.PAGE) % pages


def _series_name(reading: Reading) -> RichText:
    """Return the series; a journal that a book was given is one."""
    return reading.get("series") or journal_of(reading)


def _is_series_volume(reading: Reading) -> bool:
    """Whether ``volume`` counts in the series, as BibTeX has it, and not in a larger work."""
    return bool(
        _series_name(reading) and not reading.get("maintitle") and not reading.get("number")
    )


def _series(reading: Reading) -> Sentence:
    shown = render_runs(_series_name(reading))
    if not shown:
        return []
    number = reading.text("number")
    if reading.entry_type in _TYPED:
        number = ""
    elif _is_series_volume(reading):
        number = reading.text("volume")
    return [*shown, nodes.Text(f" {number}")] if number else shown


def _event(reading: Reading) -> Sentence:
    """Return the conference with its place, unless the title of the book names it."""
    event = render_runs(reading.get("eventtitle"))
    titles = f"{reading.text('title')} {reading.text('booktitle')}"
    if not event or reading.text("eventtitle") in titles:
        return []
    return _joined(event, f", {venue}" if (venue := reading.text("venue")) else "")


def _by(reading: Reading) -> list[Sentence]:
    """Return who edited, translated and introduced the work, unless they head the reference."""
    head = heading(reading)
    editors, translators = reading.of(Role.EDITOR), reading.of(Role.TRANSLATOR)
    if editors and head and editors.names == head.names:
        editors = None
    found: list[str] = []
    if editors and translators and editors.names == translators.names:
        names = name_list(editors, invert_first=False)
        found.append(str(labels.EDITED_AND_TRANSLATED_BY) % names)
    else:
        for people, label in ((editors, labels.EDITED_BY), (translators, labels.TRANSLATED_BY)):
            if people and people is not head:
                found.append(str(label) % name_list(people, invert_first=False))
    for role, label in _BY:
        if people := reading.of(role):
            found.append(str(label) % name_list(people, invert_first=False))
    return [_text(text) for text in found]


def _edition(text: str) -> str:
    if text.isdecimal():
        ending = 0 if text.endswith(("11", "12", "13")) else int(text[-1])
        numbered = labels.NUMBERED_EDITIONS
        return (
            str(numbered[ending - 1] if 1 <= ending <= len(numbered) else labels.OTHER_EDITION)
            % text
        )
    if " " in text.strip() or re.search(r"\bed", text, re.IGNORECASE):
        return text
    return _label(labels.EDITION, text)


def _type(reading: Reading) -> Sentence:
    """Return ``PhD thesis``, ``Technical report 12``, ``US patent 5668842``."""
    kind = reading.text("type")
    if not kind and reading.entry_type in _TYPED:
        kind = reading.entry_type
    if not kind:
        return []
    text = str(labels.TYPES.get(kind.lower(), kind))
    number = reading.text("number")
    return _text(f"{text} {number}" if number and reading.entry_type in _TYPED else text)


def _version(reading: Reading) -> Sentence:
    return _text(_label(labels.VERSION, reading.text("version")))


def _publisher(reading: Reading) -> Sentence:
    """Return ``Place: Publisher``."""
    holders = reading.of(Role.HOLDER)
    names = ("school", "institution", "organization", "publisher")
    houses = [render_runs(reading.get(name)) for name in names if reading.get(name)]
    if holders:
        houses.insert(0, _text(name_list(holders, invert_first=False)))
    place = _text(_COUNTRY.sub(lambda match: match[1].upper(), reading.text("location")))
    place = place or render_runs(reading.get("address") or reading.get("place"))
    shown: Sentence = []
    for house in houses:
        shown += [nodes.Text(", "), *house] if shown else house
    if not place or not shown:
        return place or shown
    if reading.entry_type in _TYPED:
        return [*shown, nodes.Text(", "), *place]
    return [*place, nodes.Text(": "), *shown]
