"""A field of names as contributors: BibTeX's three forms and biblatex's ``family=…, given=…``.

Names are divided before their LaTeX is read, so that braces still protect a body's
name. What is doubtful is kept as well as it can be and returned beside the names.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.reading import Contributors, Name, Role
from sphinx_seminar.parsing.bibtex.bodies import is_body, is_company
from sphinx_seminar.parsing.bibtex.latex import plain_text
from sphinx_seminar.parsing.bibtex.latexmacros import ACCENTS, LETTERS
from sphinx_seminar.parsing.bibtex.namewords import (
    is_enclosed,
    is_lower,
    split_at_commas,
    split_meant,
    split_names,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXTENDED = re.compile(
    r"\s*(?:family|given|prefix|suffix|id|useprefix|(?:family|given|prefix|suffix)-i)\s*=",
    re.IGNORECASE,
)
# What needs none of BibTeX's rules: every word begins with a capital letter.
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][^\s,{}\\~]*"
_GIVEN_FIRST = re.compile(rf"({_CAPITAL}(?: {_CAPITAL})*) ({_CAPITAL})")
_FAMILY_FIRST = re.compile(rf"({_CAPITAL}(?: {_CAPITAL})*), ?([^\s,{{}}\\~][^,{{}}\\~]*)")
# Without "V" and "MD", which are initials more often.
_SUFFIX = re.compile(r"(?:[Jj][Nn]?[Rr]|[Ss][Nn]?[Rr]|I{2,3}|IV)\.?")
# As catalogues of medicine have it: the family name, then initials and no comma.
_WITH_SMALL = rf"{_CAPITAL}[a-zß-öø-ÿ][^\s,{{}}\\~]*"
_REVERSED = re.compile(rf"({_WITH_SMALL}) ((?:[A-Z]\.?[ -]?){{2,4}}),?")
_PERHAPS_REVERSED = re.compile(rf"({_WITH_SMALL}) ([A-Z]\.?),?")
_BEGINS_WITH_INITIAL = re.compile(r"[A-Z]\.")
#: Where a space is missing after an initial: "A.Roe", but not "A.B. Roe".
_GLUED = re.compile(r"(?<=\b[A-Z]\.)(?=[A-Z][^.\s,-])")
_OTHERS = re.compile(r"others|et\.? ?al\.?", re.IGNORECASE)
_ET_AL = re.compile(r"[ ,]+et\.? ?al\.?,?$")
_SPECIAL = re.compile(r"\\([a-zA-Z]+|.)")
#: How many commas a name holds at most.
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
    written, others, doubtful = _divided(text)
    are_reversed = any("," not in one[:-1] and _REVERSED.fullmatch(one) for one in written)
    names: list[Name] = []
    for one in written:
        name, is_doubtful = (are_reversed and _reversed(one)) or _parse_name(one)
        if name is not None:
            names.append(name)
        if is_doubtful:
            doubtful.append(one)
    contributors = Contributors(role, tuple(names), others) if names else None
    return ParsedNames(contributors, tuple(dict.fromkeys(doubtful)))


def _divided(text: str) -> tuple[list[str], bool, list[str]]:
    """Return the names in *text*, whether others follow them, and what is wrong between them."""
    written: list[str] = []
    doubtful: list[str] = []
    for one in split_names(text):
        apart = [name for meant in split_meant(one) for name in _enumerated(meant)]
        if len(apart) > 1:
            doubtful.append(one)
        written += apart
    if not written:
        return written, False, doubtful
    others = _OTHERS.fullmatch(written[-1]) is not None
    if others and written.pop().lower() != "others":
        doubtful.append(text)
    if written and (shorter := _ET_AL.sub("", written[-1])) != written[-1]:
        doubtful.append(written[-1])
        written[-1], others = shorter, True
    return written, others, doubtful


def _enumerated(text: str) -> list[str]:
    """Return the names in *text* when only commas stand between them, else *text* alone.

    Two parts are family and given name, unless the first one begins with an initial;
    in three parts the second one is a suffix.
    """
    commas = text.count(",")
    is_initial = _BEGINS_WITH_INITIAL.match(text) is not None
    if not commas or (commas < _MOST_COMMAS and not is_initial) or _EXTENDED.match(text):
        return [text]
    parts = split_at_commas(text)
    if len(parts) > 1 and is_initial and not any(map(_is_suffix, parts)):
        return parts
    if len(parts) > _MOST_COMMAS and all(len(words_of(part)) > 1 for part in parts):
        return parts
    return [text]


def _reversed(text: str) -> _Parsed | None:
    """Return ``Roe R. T.`` as a name, None when it is none of this kind."""
    match = _REVERSED.fullmatch(text) or _PERHAPS_REVERSED.fullmatch(text)
    if match is None:
        return None
    return _Parsed(_name(match[1], match[2].strip()), doubtful=True)


@lru_cache(maxsize=65_536)
def _parse_name(text: str) -> _Parsed:
    if match := _FAMILY_FIRST.fullmatch(text):
        family, given = match.groups()
        if not (_is_suffix(given) or is_body(family) or is_company(given)):
            return _Parsed(_name(family, given.strip()))
    elif match := _GIVEN_FIRST.fullmatch(text):
        given, family = match.groups()
        if not (_is_suffix(family) or is_body(f"{given} {family}") or "." in family):
            return _Parsed(_name(family, given))
    if _EXTENDED.match(text):
        return _extended(text)
    if body := _braced_body(text):
        return _Parsed(Name(body, corporate=True))
    return _by_rules(text)


def _by_rules(text: str) -> _Parsed:
    """Return the name *text* by BibTeX's rules, mended where they fail."""
    parts = split_at_commas(text)
    # An empty part is an error to BibTeX too.
    doubtful = text.startswith(",") or text.endswith(",") or len(parts) > _MOST_COMMAS + 1
    if not parts:
        return _Parsed(None, doubtful=True)
    if len(parts) == 1:
        name, is_odd = _spoken(parts[0])
        return _Parsed(name, doubtful or is_odd)
    if is_company(parts[-1]):
        return _Parsed(_body(_text(text)), doubtful=True)
    suffixes = [part for part in parts[1:] if _is_suffix(part)]
    given = [part for part in parts[1:] if part not in suffixes and part != parts[0]]
    suffix = _text(" ".join(suffixes))
    if suffix and not given:
        # "John Sherry, Jr."
        return _Parsed(replace(_spoken(parts[0])[0], suffix=suffix), doubtful=True)
    particle, family = _particle(words_of(parts[0]))
    name = _name(_text(family), _text(" ".join(given)), _text(particle), suffix)
    if name.given and is_body(name.family):
        return _Parsed(_body(name.given, name.particle, name.family), doubtful=True)
    # "von Last, Jr, First" is BibTeX's form; "Sherry, John F., Jr." the order of speech.
    return _Parsed(name, doubtful or (len(parts) > _MOST_COMMAS and not _is_suffix(parts[1])))


def _spoken(text: str) -> tuple[Name, bool]:
    """Return the name *text*, ``First von Last``, and whether it is doubtful."""
    words = words_of(_GLUED.sub(" ", text))
    suffix = ""
    if len(words) > _MOST_COMMAS and _is_suffix(words[-1]):
        suffix = _text(words.pop())
    begins = next((n for n, word in enumerate(words[:-1]) if is_lower(word)), len(words) - 1)
    particle, family = (_text(part) for part in _particle(words[begins:]))
    given = _text(" ".join(words[:begins]))
    if given and is_body(" ".join(filter(None, (given, particle, family)))):
        return _body(given, particle, family, suffix), True
    return _name(family, given, particle, suffix), bool(suffix)


def _particle(words: Sequence[str]) -> tuple[str, str]:
    """Return particle and family name in *words*: small letters end the one, never the other."""
    ends = max((n + 1 for n, word in enumerate(words[:-1]) if is_lower(word)), default=0)
    return " ".join(words[:ends]), " ".join(words[ends:])


def _name(family: str, given: str = "", particle: str = "", suffix: str = "") -> Name:
    # Exports of ADS put a space before the second half of "J.-C."
    return Name(family, given.replace(". -", ".-"), particle, suffix)


def _body(*words: str) -> Name:
    return Name(" ".join(filter(None, words)), corporate=True)


def _is_suffix(text: str) -> bool:
    return _SUFFIX.fullmatch(text) is not None


def _braced_body(text: str) -> str:
    """Return the name of a body when braces enclose all of *text*, or ''."""
    if not is_enclosed(text):
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
    family, given, prefix, suffix = (
        found.get(part, "") for part in ("family", "given", "prefix", "suffix")
    )
    name = Name(family, given, prefix, suffix)
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
