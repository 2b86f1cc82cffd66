"""Names in references: the first one inverted, given names as the file has them.

Initials are never made: the rules differ between languages, and a name that is
written out leads to the person who spoke in a session.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx_seminar.model.reading import Role
from sphinx_seminar.rendering.labels import citations as labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_seminar.model.reading import Contributors, Name, Reading

#: More names than this are cut to the first few (Chicago, 17th ed., 14.76).
MOST_NAMES = 10
SHOWN_NAMES = 7
_TWO = 2


def heading(reading: Reading) -> Contributors | None:
    """Return the names under which *reading* stands: authors, else editors, else translators."""
    for role in (Role.AUTHOR, Role.EDITOR, Role.TRANSLATOR):
        if found := reading.of(role):
            return found
    return None


def inverted(name: Name) -> str:
    """Return *name* family first: ``van Gennep, Arnold``."""
    if _is_east_asian(name):
        return name.family + name.given
    parts = (_family(name), name.given, name.suffix)
    return ", ".join(part for part in parts if part)


def spoken(name: Name) -> str:
    """Return *name* in the order of speech: ``Arnold van Gennep``."""
    if _is_east_asian(name):
        return name.family + name.given
    return " ".join(part for part in (name.given, _family(name), name.suffix) if part)


def family_names(contributors: Contributors, conjunction: str) -> str:
    """Return the family names for a citation, *et al.* after the first of three or more."""
    families = [_family(name) for name in contributors.names]
    if len(families) > _TWO or contributors.others:
        return f"{families[0]} {labels.ET_AL}"
    return f" {conjunction} ".join(families)


def name_list(contributors: Contributors, *, invert_first: bool) -> str:
    """Return the names as one text, at most :data:`MOST_NAMES` of them."""
    names = contributors.names
    cut = len(names) > MOST_NAMES
    shown = names[:SHOWN_NAMES] if cut else names
    texts = [spoken(name) for name in shown]
    if invert_first:
        texts[0] = inverted(shown[0])
    if cut or contributors.others:
        return ", ".join([*texts, str(labels.ET_AL)]) if len(texts) > 1 else _et_al(texts[0])
    return _joined(texts, after_inverted=invert_first and "," in texts[0])


def _et_al(name: str) -> str:
    return f"{name}{',' if ',' in name else ''} {labels.ET_AL}"


def _joined(texts: Sequence[str], *, after_inverted: bool) -> str:
    """Return ``A``, ``A and B``, ``A, B, and C``; a comma also after an inverted name."""
    if len(texts) == 1:
        return texts[0]
    comma = "," if len(texts) > _TWO or after_inverted else ""
    return f"{', '.join(texts[:-1])}{comma} {labels.AND} {texts[-1]}"


def _family(name: Name) -> str:
    # d'Alembert, al-Farabi's "al-": no space after what ends in a mark.
    space = "" if name.particle.endswith(("'", "’", "-")) else " "
    return f"{name.particle}{space}{name.family}" if name.particle else name.family


def _is_east_asian(name: Name) -> bool:
    """Whether family and given name are written together, family first."""
    text = name.family + name.given
    return bool(name.given) and all(
        unicodedata.east_asian_width(char) == "W" or char.isspace() for char in text
    )
