"""What a citation role holds: ``{see} KEY (LOCATOR) {and the references there}; KEY``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.model.citation import CitationItem
from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.parsing.fields import split_outside_brackets
from sphinx_seminar.parsing.locators import parse_locator

if TYPE_CHECKING:
    from collections.abc import Collection

#: What may stand for one reading, for messages.
FORMS = ("key", "key (ch. 1-3)", "{see} key (p. 7) {and more}", "key; key")
#: The name of findings of this module: what is wrong stands in a role.
ROLE = "cite"
_AROUND = r"(?:\s*\((?P<locator>.*)\))?(?:\s*\{(?P<suffix>[^{}]*)\})?"
_ITEM = re.compile(
    rf"(?:\{{(?P<prefix>[^{{}}]*)\}}\s*)?(?P<key>[^\s({{}}][^\s{{}}]*){_AROUND}", re.DOTALL
)
#: A locator in parentheses with words around the key and it that stand in no braces.
_BARE_WORDS = re.compile(
    r"(?P<prefix>[^(){}]*\s)?(?P<key>[^\s(){}]+)\s*\((?P<locator>[^()]+)\)(?P<suffix>[^(){}]*)"
)
#: A key and words behind it, which may be a locator.
_BARE_LOCATOR = re.compile(r"(?P<key>[^\s(){}]+)\s+(?P<locator>[^(){}]+)")
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
        findings.append(Finding(FindingKind.LOCATOR, part, FORMS, near, ROLE))
    return tuple(items), tuple(findings)


def _mended(part: str) -> tuple[CitationItem, str]:
    """Return what *part*, which is wrong, can only mean, and how that is written ('': unsure)."""
    if match := _BARE_WORDS.fullmatch(part):
        item = CitationItem(**_groups(match))
        return item, written(item)
    match = _BARE_LOCATOR.fullmatch(part)
    if match is not None and parse_locator(match["locator"]):
        item = CitationItem(match["key"], " ".join(match["locator"].split()))
        return item, written(item)
    if match := _BROKEN.fullmatch(part):
        rest = match["locator"].strip("(){} \n")
        return CitationItem(match["key"], " ".join(rest.split())), ""
    return CitationItem("", prefix=" ".join(part.split())), ""


def proposed(part: str, keys: Collection[str]) -> str:
    """Return how *part*, words that cannot be read, is written for the one of *keys* in it, or ''.

    Where none of its words is a key, the nearest key to one of them.
    """
    words = part.split()
    for index, word in enumerate(words):
        if word in keys:
            item = CitationItem(
                word, prefix=" ".join(words[:index]), suffix=" ".join(words[index + 1 :])
            )
            return written(item)
    near = (nearest(word, keys) for word in reversed(words))
    return next(filter(None, near), "")


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
