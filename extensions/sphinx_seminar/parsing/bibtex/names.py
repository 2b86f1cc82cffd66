"""A field of names as contributors: BibTeX's three forms and biblatex's ``family=…, given=…``.

Names are split before their LaTeX is read, so that braces still protect a body's
name. What is doubtful is kept as well as it can be and returned beside the names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from sphinx_seminar.model.reading import Contributors, Name, Role
from sphinx_seminar.parsing.bibtex.latex import plain_text
from sphinx_seminar.parsing.bibtex.latexmacros import ACCENTS, LETTERS

_AND = re.compile(r" and (?=\S)", re.IGNORECASE)
_EXTENDED = re.compile(
    r"\s*(?:family|given|prefix|suffix|id|useprefix|(?:family|given|prefix|suffix)-i)\s*=",
    re.IGNORECASE,
)
# What needs none of BibTeX's rules: every word begins with a capital letter.
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][^\s,{}\\~]*"
_GIVEN_FIRST = re.compile(rf"({_CAPITAL}(?: {_CAPITAL})*) ({_CAPITAL})")
_FAMILY_FIRST = re.compile(rf"({_CAPITAL}(?: {_CAPITAL})*), ?([^\s,{{}}\\~][^,{{}}\\~]*)")
_BODY = re.compile(
    r"(?:collaborations?|consortium|group|university|team|institutes?|association|society"
    r"|committee|foundation|project|organi[sz]ation|council|agency|commission|department|ministry"
    r"|program(?:me)?|developers|contributors|inc\.?|ltd\.?|llc|gmbh)",
    re.IGNORECASE,
)
# Without "V" and "MD", which are initials more often.
_SUFFIX = re.compile(r"(?:[Jj][Nn]?[Rr]|[Ss][Nn]?[Rr]|I{2,3}|IV)\.?")
_INITIALS = re.compile(r"(?:[A-Z]\.?[- ]?){1,4}")
_OTHERS = re.compile(r"others|et\.? ?al\.?", re.IGNORECASE)
_SPECIAL = re.compile(r"\\([a-zA-Z]+|.)")
_COMMA_OUTSIDE = re.compile(r"[{},]")
_MOST_COMMAS = 2


class ParsedNames(NamedTuple):
    """The contributors of a field (None when it names nobody) and the doubtful names."""

    contributors: Contributors | None
    doubtful: tuple[str, ...] = ()


class _Parsed(NamedTuple):
    name: Name | None
    doubtful: bool = False


@lru_cache(maxsize=65_536)
def parse_names(text: str, role: Role) -> ParsedNames:
    """Return the people and bodies that the field *text* names, white space squeezed."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    written = split_names(text)
    others = bool(written) and _OTHERS.fullmatch(written[-1]) is not None
    doubtful: list[str] = []
    if others and written.pop().lower() != "others":
        doubtful.append(text)
    if written and re.search(r"[ ,]et\.? ?al\.?,?$", written[-1]):
        doubtful.append(written[-1])
        written[-1] = re.sub(r"[ ,]+et\.? ?al\.?,?$", "", written[-1])
        others = True
    names: list[Name] = []
    for one in written:
        name, is_doubtful = _parse_name(one)
        if name is not None:
            names.append(name)
        if is_doubtful:
            doubtful.append(one)
    contributors = Contributors(role, tuple(names), others) if names else None
    return ParsedNames(contributors, tuple(dict.fromkeys(doubtful)))


def split_names(text: str) -> list[str]:
    """Return the names that ``and`` separates outside braces."""
    if "{" in text or "\\" in text:
        names: list[str] = split_multiple_persons_names(text)
    else:
        names = _AND.split(text)
    stripped = (re.sub(r"^(?:and\b\s*)+$", "", name).strip() for name in names)
    return [name for name in stripped if name]


@lru_cache(maxsize=65_536)
def _parse_name(text: str) -> _Parsed:
    if match := _FAMILY_FIRST.fullmatch(text):
        family, given = match.groups()
        if not _SUFFIX.fullmatch(given) and not _is_body(family):
            return _Parsed(Name(family, given.strip()))
    elif match := _GIVEN_FIRST.fullmatch(text):
        given, family = match.groups()
        if _SUFFIX.fullmatch(family) and " " in given:
            given, _, last = given.rpartition(" ")
            return _Parsed(Name(last, given, suffix=family), doubtful=True)
        if not _is_body(family):
            return _Parsed(Name(family, given))
    if _EXTENDED.match(text):
        return _extended(text)
    if body := _braced_body(text):
        return _Parsed(Name(body, corporate=True))
    return _by_rules(text)


def _by_rules(text: str) -> _Parsed:
    """Return the name *text* by BibTeX's rules, mended where they fail."""
    doubtful = False
    if text.endswith(",") or text.startswith(","):
        doubtful, text = True, text.strip(", ")
    if _commas(text) > _MOST_COMMAS:
        doubtful = True
    parts = parse_single_name_into_parts(text, strict=False)
    first, von, last, suffix = (
        _text(" ".join(words)) for words in (parts.first, parts.von, parts.last, parts.jr)
    )
    if suffix and _SUFFIX.fullmatch(first) and not _SUFFIX.fullmatch(suffix):
        # "Sherry, John F., Jr." stands in the order of speech, not of BibTeX.
        return _Parsed(Name(last, suffix, von, first), doubtful=True)
    if not suffix and "," in text and _SUFFIX.fullmatch(first):
        # "John Sherry, Jr."
        name = _by_rules(text.rpartition(",")[0]).name
        if name is not None:
            return _Parsed(Name(name.family, name.given, name.particle, first), doubtful=True)
    if not last:
        whole = " ".join(filter(None, (first, von, suffix)))
        return _Parsed(Name(whole) if whole else None, doubtful=True)
    if first and _is_body(last) and not _INITIALS.fullmatch(first):
        return _Parsed(
            Name(" ".join(filter(None, (first, von, last))), corporate=True), doubtful=True
        )
    return _Parsed(Name(last, first, von, suffix), doubtful)


def _is_body(family: str) -> bool:
    return _BODY.fullmatch(family.rpartition(" ")[2]) is not None


def _commas(text: str) -> int:
    """Return how many commas stand outside braces."""
    depth = count = 0
    for match in _COMMA_OUTSIDE.finditer(text):
        if match[0] == "," and depth <= 0:
            count += 1
        elif match[0] != ",":
            depth += 1 if match[0] == "{" else -1
    return count


def _braced_body(text: str) -> str:
    """Return the name of a body when braces enclose all of *text*, or ''."""
    if not (text.startswith("{") and text.endswith("}")):
        return ""
    depth = 0
    for index, char in enumerate(text):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0 and index < len(text) - 1:
            return ""
    special = _SPECIAL.match(text, 1)
    if special and (special[1] in ACCENTS or special[1] in LETTERS) and " " not in text:
        return ""
    return _text(text)


def _extended(text: str) -> _Parsed:
    """Return a name in biblatex's extended format (biblatex manual, section 3.8)."""
    found: dict[str, str] = {}
    for part in _at_commas(text):
        label, equals, value = part.partition("=")
        if equals:
            found.setdefault(label.strip().lower(), _text(value.strip().strip('"')))
    name = Name(
        found.get("family", ""),
        found.get("given", ""),
        found.get("prefix", ""),
        found.get("suffix", ""),
    )
    if name.family:
        return _Parsed(name)
    return _Parsed(Name(name.given or _text(text)), doubtful=True)


def _at_commas(text: str) -> list[str]:
    """Return the parts of *text* between the commas outside braces and quotation marks."""
    parts, depth, quoted, start = [], 0, False, 0
    for index, char in enumerate(text):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if char == '"' and depth <= 0:
            quoted = not quoted
        elif char == "," and depth <= 0 and not quoted:
            parts.append(text[start:index])
            start = index + 1
    return [*parts, text[start:]]


def _text(latex: str) -> str:
    """Return a part of a name as text; ties and thin spaces are spaces in a name."""
    if not latex:
        return ""
    return " ".join(plain_text(latex).split())
