"""Where a work appeared: journal, book, series, publisher, university — by type of entry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.reading import Role
from sphinx_seminar.rendering.citation.people import heading, name_list
from sphinx_seminar.rendering.citation.runs import render_runs, typographic
from sphinx_seminar.rendering.citation.titles import italic, whole_title
from sphinx_seminar.rendering.labels import citations as labels

if TYPE_CHECKING:
    from sphinx_seminar.model.reading import Reading

_DASH = re.compile(r"\s*(?:-{1,3}|[\u2010-\u2015])\s*")
# biblatex's keys for the countries of patents.
_COUNTRY = re.compile(r"\bcountry([a-z]{2})\b")
_ARTICLES = frozenset({"article", "suppperiodical", "review"})
_THESES = frozenset({"thesis", "phdthesis", "mastersthesis", "bachelorsthesis"})
_PARTS = frozenset({
    "incollection", "inproceedings", "conference", "inreference", "inbook", "bookinbook",
    "suppbook", "suppcollection",
})  # fmt: skip
#: Types whose ``type`` or own name is shown.
_TYPED = frozenset({"techreport", "report", "patent", "software", "dataset", *_THESES})
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
    if reading.entry_type in _ARTICLES:
        return [
            _version(reading),
            _journal(reading),
            _publisher(reading, quiet=True),
        ]
    is_part = reading.entry_type in _PARTS and bool(whole_title(reading, "book"))
    volume = _within_book(reading) if is_part else _volume(reading)
    by = [] if is_part else _by(reading)
    edition = [] if is_part else _text(_edition(reading.text("edition")))
    return [
        *by,
        edition,
        volume,
        _series(reading),
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
    """Return ``*Journal* 12 (3): 1–13``."""
    name = whole_title(reading, "journal") or reading.get("journal")
    shown = italic(name)
    series, volume = reading.text("series"), reading.text("volume")
    number = reading.text("number") or reading.text("issue")
    pages = page_range(reading.text("pages")) or reading.text("eid")
    series = str(labels.NAMED_SERIES.get(series, series))
    text = ", " + _label(labels.SERIES, series) if series.isdecimal() else f", {series}"
    text = text if series else ""
    if volume:
        text += f" {volume}" + (f" ({number})" if number else "")
    elif number:
        text += ", " + _label(labels.NUMBER, number)
    if issue := whole_title(reading, "issue"):
        before = f"{text}, "
        shown += [nodes.Text(before if shown else before.lstrip(" ,:")), *italic(issue)]
        text = ""
    if pages:
        text += f": {pages}" if volume or number else f", {pages}"
    return [*shown, nodes.Text(text if shown else text.lstrip(" ,:"))] if text else shown


def _within_book(reading: Reading) -> Sentence:
    """Return ``In *Book*, edited by A B, vol. 2 of *Work*, chap. 3, 1–13``."""
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
    """Return the volume, of a larger work where there is one, and chapter and pages of a book."""
    main = italic(whole_title(reading, "main"))
    volume = "" if _is_series_volume(reading) else reading.text("volume")
    parts = [_label(labels.VOLUME, volume), _label(labels.PART, reading.text("part"))]
    text = ", ".join(part for part in parts if part)
    shown = [nodes.Text(f"{text} {labels.OF} " if text else ""), *main] if main else _text(text)
    more = [_label(labels.VOLUMES, reading.text("volumes"))]
    if reading.entry_type == "inbook" and not whole_title(reading, "book"):
        pages = page_range(reading.text("pages"))
        label = labels.PAGES if re.search("[–,]", pages) else labels.PAGE
        more += [_label(labels.CHAPTER, reading.text("chapter")), _label(label, pages)]
    rest = ", ".join(part for part in more if part)
    return [*shown, nodes.Text(f", {rest}" if shown else rest)] if rest else shown


def _is_series_volume(reading: Reading) -> bool:
    """Whether ``volume`` counts in the series, as BibTeX has it, and not in a larger work."""
    return bool(
        reading.get("series") and not reading.get("maintitle") and not reading.get("number")
    )


def _series(reading: Reading) -> Sentence:
    shown = render_runs(reading.get("series"))
    if not shown:
        return []
    number = reading.text("number")
    if reading.entry_type in _TYPED:
        number = ""
    elif _is_series_volume(reading):
        number = reading.text("volume")
    return [*shown, nodes.Text(f" {number}")] if number else shown


def _by(reading: Reading) -> list[Sentence]:
    """Return who edited, translated and introduced the work, unless they head the reference."""
    head = heading(reading)
    editors, translators = reading.of(Role.EDITOR), reading.of(Role.TRANSLATOR)
    found: list[str] = []
    if editors and translators and editors.names == translators.names and editors is not head:
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


def _publisher(reading: Reading, *, quiet: bool = False) -> Sentence:
    """Return ``Place: Publisher``; nothing for an article that has a journal (*quiet*)."""
    if quiet and (reading.get("journal") or reading.get("journaltitle")):
        return []
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
