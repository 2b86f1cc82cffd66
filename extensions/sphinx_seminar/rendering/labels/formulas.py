"""Why a formula cannot be set, in words; math-core says the rest in its own."""

from __future__ import annotations

from sphinx.locale import get_translation

_ = get_translation("sphinx_seminar")


def argument_missing(command: str) -> str:
    """Return that a command has not all it needs."""
    return str(_("%s lacks an argument")) % command


def not_closed(opening: str) -> str:
    """Return that what *opening* began has no end."""
    return str(_("%s is never closed")) % opening


def unknown_unit(unit: str) -> str:
    """Return that a unit is not among those of siunitx."""
    return str(_("unknown unit %s")) % unit


def no_number(text: str) -> str:
    """Return that a text stands where a number should."""
    return str(_("not a number: %s")) % text


def no_arrow(text: str) -> str:
    """Return that a diagram holds what is no arrow."""
    return str(_("not an arrow of a diagram: %s")) % text


def unreadable(text: str) -> str:
    """Return that a part of a chemical formula means nothing."""
    return str(_("not a part of a chemical formula: %s")) % text


def macros_loop(macro: str) -> str:
    """Return that a macro calls itself, or grows without end."""
    return str(_("the macro %s has no end")) % macro


def too_many_cells(count: int) -> str:
    """Return that a row has more cells than its table has columns."""
    return str(_("a row of %d cells is wider than its table")) % count


def label_taken(docname: str) -> str:
    """Return that another equation has the label."""
    return str(_("an equation of %s has the label")) % docname
