"""Speakers: names as written, affiliations beside them, several people told apart.

``Name (Aff)``, ``Name, Aff``, ``Name - Aff``, "A and B", "A & B", lists. A comma parts
people only where all its sides look like names; "Family, Given" stays one name.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.importers.flags import Flag, FlagKind
from sphinx_seminar.importers.found import FoundPerson
from sphinx_seminar.importers.words.names import (
    bare_name,
    is_family_name,
    is_name,
    is_place,
    is_suffix,
    likeness,
)
from sphinx_seminar.importers.words.placeholders import is_nothing, is_open

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from sphinx_seminar.importers.texts import Linked, Text

_JOINTS = re.compile(
    r"\s*(?:[;\n\x0c\x0b/+]|&|\band\b|\bund\b|\bet\b|(?<=\w)\s+y\s+(?=[A-ZÁÉÍÓÚ])"
    r"|(?:\bjoint(?:ly| work)?\s+)?\bwith\b|、|，|；)\s*"
)
_ROLES = re.compile(
    r"^(?:by|presented by|led by|speakers?|presenters?|hosted by|given by|talk by|lead(?:er)?"
    r"|guest speaker|discussion lead(?:er)?|discussants?|chair|host)\s*[:：]?\s+",
    re.IGNORECASE,
)
_ROLE_BEHIND = re.compile(
    r"\s*[(（\[]\s*(?:discussion lead(?:er)?|lead|leader|chair|host|moderator|presenter"
    r"|speaker|guest|(?:s?he|they|ze|her|him|them|hers|his)(?:\s*/\s*\w+){1,2}"
    r"|(?:(?:via|on|over|by|per) )?(?:online|remote|virtual|in person|zoom|skype|video\w*|teams)"
    r")\s*[)）\]]",
    re.IGNORECASE,
)
#: Signs that part people beyond doubt.
_LIST = re.compile(r"[;；、\n]")
_BREAK = re.compile(r"[\n\x0b\x0c]+")
#: "A (Aff), B (Aff)"
_BEHIND_PARENTHESES = re.compile(r"(?<=[)）\]])\s*,\s*(?=[^\W\d_])")
_PARENTHESES = re.compile(r"\s*[(（\[]([^()（）\[\]]*(?:\([^()]*\)[^()（）\[\]]*)*)[)）\]]\s*")
_DASH = re.compile(r"\s+[-–—|@]\s*|\s*[-–—]\s+|\s+from\s+(?=[A-Z])|\s*@\s*")
#: "(both at Leeds)"
_EACH = re.compile(r"^(?:all|both)\s+(?:(?:at|from|of)\s+)?", re.IGNORECASE)
_ENDS = " \t\n\x0b\x0c,;:.*_|-–—"
#: The stop of "Jr." or of an initial is part of the name (:func:`_made`).
_ENDS_BUT_STOP = _ENDS.replace(".", "")


class People(NamedTuple):
    """The people of a text, whether any is yet to be announced, and what is doubtful."""

    persons: tuple[FoundPerson, ...] = ()
    is_open: bool = False
    flags: tuple[Flag, ...] = ()
    leftover: str = ""


def read_people(text: Text, known: Container[str] = ()) -> People:
    """Return the people that a field of speakers names.

    *known* are names that stand alone elsewhere on the page, in small letters: a comma
    between them parts two people.
    """
    plain = text.words
    if is_nothing(plain):
        return People(is_open=is_open(plain))
    shown = _ROLE_BEHIND.sub("", _with_affiliations_beside(text.plain))
    parts = [part for part in _outside_parentheses(shown) if part.strip(_ENDS)]
    flags: list[Flag] = []
    persons: list[FoundPerson] = []
    is_any_open = False
    for part in parts:
        if is_nothing(part):
            is_any_open = is_any_open or is_open(part)
            continue
        found, doubt = _with_commas(part, known, is_listed=len(parts) > 1)
        flags += [Flag(FlagKind.SPEAKER_DOUBTFUL, plain)] * doubt
        persons += found
    persons = _with_shared_affiliation(persons)
    persons = [_with_link(person, text.links) for person in persons]
    listed = [one for one in _LIST.split(shown) if one.strip(_ENDS)]
    if len(persons) > 1 and len(persons) > len(listed):
        flags.append(Flag(FlagKind.SPEAKERS_SPLIT, plain))
    flags += _doubts(persons)
    return People(tuple(persons), is_any_open and not persons, tuple(dict.fromkeys(flags)))


def _with_affiliations_beside(text: str) -> str:
    """Return *text* with an affiliation on a line of its own behind the name above it."""
    first, *lines = _BREAK.split(text)
    for line in lines:
        if line.lstrip()[:1] in {"(", "（", "["}:
            first += f" {line.lstrip()}"
        elif is_place(line) and not is_name(line) and first.strip():
            first += f", {line.strip()}"
        else:
            first += f"\n{line}"
    return first


def _outside_parentheses(text: str) -> list[str]:
    """Return *text* split at the joints that stand in no parentheses."""
    hidden = list(text)
    depth = 0
    for index, char in enumerate(text):
        if char in "(（[":
            depth += 1
        if depth:
            hidden[index] = "\0"
        if char in ")）]":
            depth = max(0, depth - 1)
    parts, position = [], 0
    shown = "".join(hidden)
    joints = [*_JOINTS.finditer(shown), *_comma_joints(text, shown)]
    for match in sorted(joints, key=re.Match.start):
        if _parts_people(text[position : match.start()], text[match.end() :], match[0]):
            parts.append(text[position : match.start()])
            position = match.end()
    return [*parts, text[position:]]


def _comma_joints(text: str, shown: str) -> Iterator[re.Match[str]]:
    """Yield the commas outside parentheses (hidden in *shown*) with a name on either side."""
    for match in _BEHIND_PARENTHESES.finditer(text):
        following = re.split(r"[(（,;&]", text[match.end() :], maxsplit=1)[0]
        if shown[match.start()] != "\0" and is_name(following) and not is_place(following):
            yield match


def _parts_people(before: str, behind: str, joint: str) -> bool:
    """Whether a joint parts people: "Univ. of A and B" and "TU/e" do not."""
    if joint.strip() in {",", ";", "、", "，", "；"} or joint.strip("\n\x0b\x0c ") == "":
        return True
    last = re.split(r"[,]", before)[-1]
    following = re.split(r"[(,]", behind, maxsplit=1)[0]
    if "," in before and is_place(last) and not is_name(following):
        return False
    return joint.strip() != "/" or is_name(following, 0.5)


def _with_commas(
    part: str, known: Container[str], *, is_listed: bool
) -> tuple[list[FoundPerson], bool]:
    """Return the people of a *part*, and whether the comma in it is in doubt."""
    person = _person(part)
    pieces = _with_suffixes(piece.strip() for piece in person.name.split(",") if piece.strip())
    if len(pieces) < 2:  # noqa: PLR2004
        return [replace(person, name=pieces[0] if pieces else person.name)], False
    is_pair = len(pieces) == 2  # noqa: PLR2004
    if is_pair and is_family_name(pieces[0]) and not is_place(pieces[1]):
        # "van der Berg, Anna"
        return [person], False
    is_pair = is_pair and all(" " not in piece for piece in pieces)
    are_known = [piece.casefold() in known for piece in pieces]
    if all(are_known) or (is_pair and any(are_known)):
        return [_made(piece) for piece in pieces], False
    if is_pair and not is_listed:
        # "Chu, Hua-Rong" is one person
        place = pieces[1] if is_place(pieces[1]) else ""
        whole = _made(pieces[0], place) if place else _made(person.name, person.affiliation)
        return [whole], not place
    shortest = 0.4 if is_listed else 0.7
    if all(is_name(piece, shortest) and not is_place(piece) for piece in pieces):
        # Spelled like names all: people, or a place without a telling word.
        people = [_made(piece) for piece in pieces]
        people[-1] = replace(people[-1], affiliation=person.affiliation)
        return people, True
    rest = ", ".join(pieces[1:])
    affiliation = ", ".join(filter(None, (rest, person.affiliation)))
    return [_made(pieces[0], affiliation)], not is_place(rest)


def _with_suffixes(pieces: Iterable[str]) -> list[str]:
    """Return *pieces* with "Jr." and "Ph.D." at the names that they follow."""
    kept: list[str] = []
    for piece in pieces:
        if kept and is_suffix(piece):
            kept[-1] = f"{kept[-1]}, {piece}"
        else:
            kept.append(piece)
    return kept


def _person(part: str) -> FoundPerson:
    """Return one person: the name and, in parentheses or behind a dash, the affiliation."""
    text = _ROLES.sub("", " ".join(part.split())).lstrip(_ENDS).rstrip(_ENDS_BUT_STOP)
    match = _PARENTHESES.search(text)
    if match and match.start():
        name = text[: match.start()].rstrip(_ENDS_BUT_STOP)
        behind = text[match.end() :].strip(_ENDS)
        affiliation = ", ".join(filter(None, (match[1].strip(), behind)))
        return _made(name, affiliation)
    parted = _DASH.split(text, maxsplit=1)
    if len(parted) == 2 and parted[0].strip() and parted[1].strip():  # noqa: PLR2004
        return _made(parted[0], parted[1])
    return _made(text)


def _made(name: str, affiliation: str = "") -> FoundPerson:
    name = name.strip(_ENDS_BUT_STOP + '"“”')
    if name.endswith(".") and not re.search(r"\b\w\.$|[A-Z]\.$|Jr\.$|Sr\.$", name):
        name = name.rstrip(".")
    affiliation = affiliation.strip(' ,;\n"“”')
    return FoundPerson(name, "" if is_nothing(affiliation) else affiliation, "", bare_name(name))


def _with_shared_affiliation(persons: Sequence[FoundPerson]) -> list[FoundPerson]:
    """Give "A and B (Aff)" to both."""
    *others, last = persons or [FoundPerson("")]
    if last.affiliation and not any(person.affiliation for person in others):
        shared = _EACH.sub("", last.affiliation) if others else last.affiliation
        return [replace(person, affiliation=shared) for person in persons]
    return list(persons)


def _with_link(person: FoundPerson, links: Iterable[Linked]) -> FoundPerson:
    for link in links:
        label = link.label.strip(_ENDS)
        if label and (label in person.name or person.bare == bare_name(label)):
            return replace(person, url=link.url)
    return person


def _doubts(persons: Sequence[FoundPerson]) -> list[Flag]:
    flags = []
    for person in persons:
        words = person.bare.split()
        if len(words) == 1 and person.bare.isascii():
            flags.append(Flag(FlagKind.SPEAKER_SHORT, person.name))
        elif likeness(person.bare) < 0.3:  # noqa: PLR2004
            flags.append(Flag(FlagKind.SPEAKER_DOUBTFUL, person.name))
    return flags


@lru_cache(maxsize=4_096)
def people_likeness(text: Text) -> float:
    """Return how much *text* looks like one person or several, from 0 to 1."""
    people = read_people(text)
    if not people.persons:
        return 0.0
    return min(likeness(person.bare) for person in people.persons)
