"""Readings: the links and citations in places for them; titles as written, no author invented.

A link with a title is a reading. A link that only says what it is ("preprint", "pdf") is
another address of the reading beside it, or takes the words beside it as its title.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.deciding.splits import EMPTY_BRACKETS
from sphinx_seminar.importers.flags import Flag, FlagKind
from sphinx_seminar.importers.found import FoundLink, FoundReading, LinkRole
from sphinx_seminar.importers.words.addresses import is_generic, role_of
from sphinx_seminar.model.identifiers import (
    Identifiers,
    identifiers_of_url,
    parse_arxiv,
    parse_doi,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.importers.slots import Slot
    from sphinx_seminar.importers.texts import Text

_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{6,300})[\"”“»]")
_LOCATOR = re.compile(
    r"[(\[]?((?:\b(?:chapters?|ch\.|chap\.|sections?|sec\.|pages?|pp?\.|part|parts|lectures?"
    r"|appendix|kapitel|kap\.|seiten?)|§+)\s*[\w.,&–—-]*(?:\s*(?:and|to|[-–&,])\s*\d[\w.]*)*)[)\]]?",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"\bet al\b|\(\s*(?:19|20)\d\d[a-z]?\s*\)|,\s*(?:19|20)\d\d[a-z]?\s*\)?\.?$|\barxiv\b"
    r"|\b10\.\d{4,}/|\b(?:chapters?|ch\.|sections?|pp?\.)\s*\d",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?P<authors>[^\W\d_][^\d:“\"]{1,80}?\bet al\b\.?),?[.:]?\s+(?P<title>[^\W_].{8,}?)"
    r"(?:\s*[-–—,(]+\s*(?P<year>(?:19|20)\d\d)\)?)?\.?"
)
_ONLY_AUTHORS = re.compile(
    r"[(\[]?[^\W\d_][\w.'’-]+(?:(?:\s|,\s|\s&\s)[\w.'’-]+){0,8},?\s*"
    r"[(\[]?(?:19|20)\d\d[a-z]?[)\]]*"
)
#: A number, or a letter that is one: "(lecture notes)" names no part.
_NUMBERED = re.compile(r"\d|§|\b(?:[A-Z]|[IVXLC]+|[ivxlc]+)\b")
#: What stands in brackets behind a link.
_ASIDE = re.compile(r"\s*,?\s*[(\[]([^()\[\]]{1,58})[)\]]")
_EDGES = " \t\n\x0b\x0c,;:.|–—-*_"
_QUOTES = "\"“”„«»'‘’"
_CONNECTORS = re.compile(
    r"(?:and|&|or|also|plus|by|on|of|the|paper|papers|book|reading|read|review(?: of)?|discussion"
    r"|discuss(?:ing)?|presents?|presenting|from|main|required|optional|see|in|with|for)?",
    re.IGNORECASE,
)


class Works(NamedTuple):
    """The readings and links of a text, and the words that are neither."""

    readings: tuple[FoundReading, ...] = ()
    links: tuple[FoundLink, ...] = ()
    rest: str = ""
    flags: tuple[Flag, ...] = ()


def read_works(text: Text, slot: Slot) -> Works:
    """Return the readings in a *text* that stands in a place for them."""
    readings: list[FoundReading] = []
    links: list[FoundLink] = []
    flags: list[Flag] = []
    located: list[tuple[int, int]] = []
    position = 0
    for link in text.links:
        role, _ = role_of(link.url, link.label, slot)
        before = text.plain[position : link.start]
        if role is not LinkRole.PAPER and not (slot_is_reading(slot) and role is LinkRole.WEBSITE):
            links.append(FoundLink(role, link.url, link.label, text.line))
            continue
        if not is_generic(link.label):
            readings.append(reading_of(link.url, link.label, text.line))
            position = link.end
        elif _words(before) and (not readings or _words(before).count(" ") > 2):  # noqa: PLR2004
            readings.append(_named_before(link.url, before, text.line))
            position = link.end
        elif readings and not (_is_address(link.label) and not readings[-1].title):
            readings[-1] = with_alternative(readings[-1], link.url)
            position = link.end
        else:
            readings.append(reading_of(link.url, "", text.line))
        if aside := _located(text.plain, link.end):
            readings[-1] = replace(readings[-1], locator=aside[1].strip())
            located.append(aside.span())
    rest = _rest(text, located, readings)
    if readings and not readings[-1].title and _words(rest):
        readings[-1] = replace(readings[-1], title=_unquoted(rest))
        rest = ""
    if readings and not readings[-1].locator and (locator := _locator(rest)):
        readings[-1] = replace(readings[-1], locator=locator)
        rest = ""
    flags += [
        Flag(FlagKind.READING_UNTITLED, one.url) for one in readings if not has_title(one.title)
    ]
    return Works(tuple(readings), tuple(links), rest, tuple(flags))


def _is_address(label: str) -> bool:
    """Whether a link shows its address: two such are two papers, not two ways to one."""
    return "://" in label


def _locator(rest: str) -> str:
    """Return the part that is read, if *rest* tells it and nothing else."""
    bare = rest.strip(_EDGES)
    if _NUMBERED.search(bare) and (found := _LOCATOR.fullmatch(bare)):
        return found[1].strip()
    aside = _located(bare, 0)
    return aside[1].strip() if aside and aside.end() == len(bare) else ""


def _located(plain: str, start: int) -> re.Match[str] | None:
    """Return what stands in brackets at *start* and tells the part that is read."""
    aside = _ASIDE.match(plain, start)
    if aside is None or not _NUMBERED.search(aside[1]):
        return None
    return aside if _LOCATOR.search(aside[1]) else None


def slot_is_reading(slot: Slot) -> bool:
    """Tell whether *slot* is a place for readings."""
    return slot.value.startswith("reading")


def _named_before(url: str, before: str, line: int) -> FoundReading:
    """Return the reading at *url* whose title, in quotes perhaps, stands before the link."""
    quoted = _QUOTED.search(before)
    if quoted is None:
        return reading_of(url, _unquoted(before), line)
    authors = before[: quoted.start()].strip(_EDGES + "([")
    return replace(reading_of(url, quoted[1].strip(" ,."), line), authors=authors)


def cited_work(text: str, line: int) -> FoundReading | None:
    """Return the reading that *text* without a link cites, None when it cites nothing."""
    quoted = _QUOTED.search(text)
    if not quoted and not _CITED.search(text):
        return None
    doi = parse_doi(text)
    arxiv = "" if doi else parse_arxiv(text) if "arxiv" in text.casefold() else ""
    title = quoted[1].strip(" ,.") if quoted else text.strip(_EDGES)
    return FoundReading(title, identifiers=Identifiers(doi, arxiv), line=line)


def reading_of(url: str, title: str, line: int) -> FoundReading:
    """Return the reading behind *url*, called *title* on the page."""
    found = FoundReading(_unquoted(title), url, identifiers=identifiers_of_url(url), line=line)
    labelled = _LABELLED.fullmatch(found.title)
    if labelled:
        year = int(labelled["year"]) if labelled["year"] else None
        return replace(found, authors=labelled["authors"].strip(" ,"), year=year)
    return found


def bare_title(reading: FoundReading) -> str:
    """Return the title without the authors and the year that a label may hold as well."""
    labelled = _LABELLED.fullmatch(reading.title)
    return labelled["title"].strip(_EDGES) if labelled else reading.title


def has_title(title: str) -> bool:
    """Tell whether *title* is one, and not "Lee et al., 2019" alone."""
    return bool(title) and _ONLY_AUTHORS.fullmatch(title.strip()) is None


def with_alternative(reading: FoundReading, url: str) -> FoundReading:
    """Return *reading* with another address; identifiers of both are the work's."""
    other = identifiers_of_url(url)
    own = reading.identifiers
    merged = Identifiers(
        own.doi or other.doi,
        own.arxiv or other.arxiv,
        own.isbns or other.isbns,
        tuple(dict.fromkeys((*own.urls, *other.urls))),
    )
    return replace(reading, alternatives=(*reading.alternatives, url), identifiers=merged)


def unique_readings(readings: Iterable[FoundReading]) -> tuple[FoundReading, ...]:
    """Return *readings* with those of one address or one title as one."""
    kept: list[FoundReading] = []
    for reading in readings:
        same = next((i for i, one in enumerate(kept) if _are_one(one, reading)), None)
        if same is None:
            kept.append(reading)
        elif reading.url and reading.url != kept[same].url:
            kept[same] = with_alternative(kept[same], reading.url)
    return tuple(kept)


def _are_one(one: FoundReading, other: FoundReading) -> bool:
    if one.url and one.url == other.url:
        return True
    return bool(one.title) and one.title.casefold() == other.title.casefold()


def _rest(text: Text, left_out: Iterable[tuple[int, int]], readings: Sequence[FoundReading]) -> str:
    without = text.without(left_out)
    rest = without.without_links(without.links).words
    for reading in readings:
        rest = rest.replace(reading.title, " ") if reading.title else rest
    bare = " ".join(EMPTY_BRACKETS.sub(" ", rest).split()).strip(_EDGES + _QUOTES)
    return "" if _CONNECTORS.fullmatch(bare) or not re.search(r"\w", bare) else bare


def _words(text: str) -> str:
    bare = " ".join(text.split()).strip(_EDGES + _QUOTES + "()[]")
    return "" if _CONNECTORS.fullmatch(bare) else bare


def _unquoted(text: str) -> str:
    bare = " ".join(text.split()).strip()
    quoted = _QUOTED.fullmatch(bare.strip(_EDGES + "([ "))
    if quoted:
        return quoted[1].strip()
    bare = re.sub(r"^[,;:|–—\s-]+|[,;:|–—\s([-]+$", "", bare)
    return bare if bare.count(bare[:1]) > 1 or bare[:1] not in _QUOTES else bare.strip(_QUOTES)
