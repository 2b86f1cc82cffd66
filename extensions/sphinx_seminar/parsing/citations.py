"""What a citation role holds: ``{see} KEY (LOCATOR) {and the references there}; KEY``."""

from __future__ import annotations

import re

from sphinx_seminar.model.citation import CitationItem
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.parsing.fields import split_outside_brackets
from sphinx_seminar.parsing.locators import parse_locator

#: What may stand for one reading, for messages.
FORMS = ("key", "key (ch. 1-3)", "{see} key (p. 7) {and more}", "key; key")
_AROUND = r"(?:\s*\((?P<locator>.*)\))?(?:\s*\{(?P<suffix>[^{}]*)\})?"
_ITEM = re.compile(
    rf"(?:\{{(?P<prefix>[^{{}}]*)\}}\s*)?(?P<key>[^\s({{}}][^\s{{}}]*){_AROUND}", re.DOTALL
)
#: Words before a key, or behind its locator, that stand in no braces.
_BARE_WORDS = re.compile(
    rf"(?P<prefix>[^(){{}}]*\s)?(?P<key>[^\s(){{}}]+)"
    rf"(?:{_AROUND}|\s*\((?P<place>[^()]+)\)\s+(?P<tail>[^(){{}}]+))",
    re.DOTALL,
)
#: A key, and brackets that are empty or not closed.
_BROKEN = re.compile(r"(?P<key>[^\s(){}]+)\s*[({](?P<locator>.*)", re.DOTALL)


def parse_citation(text: str) -> tuple[tuple[CitationItem, ...], tuple[Finding, ...]]:
    """Return the readings cited in *text*, separated by ``;`` or ``,``; a line break is a space.

    A part that cannot be read is kept as the prefix of an item without a key.
    """
    items: list[CitationItem] = []
    findings: list[Finding] = []
    for part in split_outside_brackets(text, ";,", "({", ")}"):
        match = _ITEM.fullmatch(part)
        if match is not None and _is_whole(part, match):
            items.append(_item(match))
            continue
        item, near = _mended(part)
        items.append(item)
        findings.append(Finding(FindingKind.LOCATOR, part, FORMS, near))
    return tuple(items), tuple(findings)


def _mended(part: str) -> tuple[CitationItem, str]:
    """Return what *part*, which is wrong, can only mean, and how that is written ('': unsure)."""
    match = _BARE_WORDS.fullmatch(part)
    if match is not None and _is_whole(part, match):
        found = _groups(match)
        locator = found["locator"] or found["place"]
        suffix = found["suffix"] or found["tail"]
        item = CitationItem(found["key"], locator, found["prefix"], suffix)
        return item, written(item)
    if match := _BROKEN.fullmatch(part):
        rest = match["locator"].strip("(){} \n")
        return CitationItem(match["key"], " ".join(rest.split())), ""
    return CitationItem("", prefix=" ".join(part.split())), ""


def written(item: CitationItem) -> str:
    """Return *item* as an author writes it."""
    parts = (
        f"{{{item.prefix}}}" if item.prefix else "",
        item.key,
        f"({item.locator})" if item.locator else "",
        f"{{{item.suffix}}}" if item.suffix else "",
    )
    return " ".join(filter(None, parts))


def _is_whole(part: str, match: re.Match[str]) -> bool:
    return match["locator"] != "" and part.count("(") == part.count(")")


def _item(match: re.Match[str]) -> CitationItem:
    found = _groups(match)
    if not found["locator"] and parse_locator(found["suffix"]):
        # "{see}key{ch. 1}", as sphinxcontrib-bibtex has it
        found["locator"], found["suffix"] = found["suffix"], ""
    return CitationItem(**found)


def _groups(match: re.Match[str]) -> dict[str, str]:
    return {name: " ".join((value or "").split()) for name, value in match.groupdict().items()}
