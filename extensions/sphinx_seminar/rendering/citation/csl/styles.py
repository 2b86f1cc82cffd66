"""Which file a style's name means, and what is taken out of it.

A reference that stands by itself is not told apart from others: the attributes that do so
cost time that grows with the square of a list, and would print ``1986a`` for a lone work.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from sphinx_seminar.model.finding import Finding, FindingKind, nearest

_FOLDER = Path(__file__).parent / "styles"
#: What people call styles; ids of the CSL project change, these do not.
ALIASES = {
    "acs": "american-chemical-society",
    "aps": "american-physics-society",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
    "mla": "modern-language-association",
    "nlm": "nlm-citation-sequence",
    "springer": "springer-basic-author-date",
    "vancouver": "nlm-citation-sequence",
}
_TELLING_APART = re.compile(
    r"""\s(?:disambiguate-[a-z-]+|givenname-disambiguation-rule|subsequent-author-substitute[a-z-]*)
    \s*=\s*(?:"[^"]*"|'[^']*')""",
    re.VERBOSE,
)
_DEPENDENT = re.compile(r"""rel\s*=\s*["']independent-parent["']""")
_LARGEST = 2_000_000


class Style(NamedTuple):
    """A CSL style, ready for references one by one."""

    name: str
    text: str


def shipped_styles() -> list[str]:
    """Return the ids of the styles that are part of this package."""
    return sorted(path.stem for path in _FOLDER.glob("*.csl"))


def find_style(name: str, srcdir: Path) -> Style | Finding:
    """Return the style *name*: an id, an alias, or a ``.csl`` file inside *srcdir*."""
    if not name.endswith(".csl"):
        style_id = ALIASES.get(name.casefold(), name.casefold())
        known = shipped_styles()
        if style_id not in known:
            choices = [*known, *ALIASES]
            allowed = (*known, *ALIASES, "FILE.csl")
            return _wrong(name, near=nearest(name, choices), allowed=allowed)
        return Style(name, _stripped((_FOLDER / f"{style_id}.csl").read_text("utf-8")))
    return _file_style(name, srcdir)


def _file_style(name: str, srcdir: Path) -> Style | Finding:
    path = (srcdir / name).resolve()
    if not path.is_relative_to(srcdir.resolve()):
        return _wrong(name, detail="outside the source folder")
    try:
        text = path.read_text("utf-8") if path.stat().st_size <= _LARGEST else ""
    except (OSError, UnicodeError) as error:
        return _wrong(name, detail=getattr(error, "strerror", "") or "UTF-8")
    if "<style" not in text:
        return _wrong(name, detail="no <style>")
    if _DEPENDENT.search(text):
        # Its parent would have to be fetched.
        return _wrong(name, detail='rel="independent-parent"')
    return Style(name, _stripped(text))


def _stripped(text: str) -> str:
    return _TELLING_APART.sub("", text)


def _wrong(
    name: str, *, near: str = "", detail: str = "", allowed: tuple[str, ...] = ()
) -> Finding:
    return Finding(
        FindingKind.CITATION_STYLE,
        name,
        allowed,
        near,
        name="seminar_citation_style",
        detail=detail,
    )
