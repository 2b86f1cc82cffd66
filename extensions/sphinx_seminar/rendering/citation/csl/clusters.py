"""Citations in pandoc's terms: its clusters of items, their prefixes, locators and suffixes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.citation import CitationForm
from sphinx_seminar.parsing.locators import parse_locator
from sphinx_seminar.rendering.citation.csl.styles import locator_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_seminar.model.citation import Citation, CitationItem
    from sphinx_seminar.rendering.citation.csl.styles import Style


def is_formatted(citation: Citation, positions: Mapping[str, int], style: Style) -> bool:
    """Tell whether *citation* takes the form of *style*.

    A full reference is one of the list, and a style of notes has no form for running text.
    """
    if style.is_note or citation.form is CitationForm.FULL or not citation.items:
        return False
    return all(item.key in positions for item in citation.items)


def clusters_of(
    citation: Citation, positions: Mapping[str, int], style: Style
) -> list[list[dict[str, Any]]]:
    """Return *citation* as clusters: one for each item in running text, else one for all."""
    if citation.form is not CitationForm.TEXTUAL:
        return [[_item(item, positions, style) for item in citation.items]]
    # A style says what stands for "Doe (2019)" only where names are the label.
    mode = "NormalCitation" if style.is_numeric else "AuthorInText"
    items = (_item(item, positions, style) | {"mode": mode} for item in citation.items)
    return [[{name: value for name, value in one.items() if name != "prefix"}] for one in items]


def _item(item: CitationItem, positions: Mapping[str, int], style: Style) -> dict[str, Any]:
    made: dict[str, Any] = {"item": positions[item.key]}
    if item.prefix:
        made["prefix"] = item.prefix
    if item.locator or item.suffix:
        made["suffix"] = _suffix(item, style)
    return made


def _suffix(item: CitationItem, style: Style) -> str:
    """Return what stands behind the key: pandoc reads a locator in braces, and only there."""
    locator = parse_locator(item.locator) if style.has_locators else None
    text = f"{{{locator_word(locator.label)} {locator.value}}}" if locator else "{}"
    if item.locator and not locator:
        # As the author wrote it, where the style has no words for it.
        text += f", {item.locator}"
    if item.suffix:
        text += item.suffix if item.suffix[0] in ".,;:!?" else f", {item.suffix}"
    return text
