"""Whether a text looks like the name of a person: by its shape alone, never by a list of names."""

from __future__ import annotations

import re
from functools import lru_cache

_TITLES = re.compile(
    r"^(?:(?:prof(?:essor(?:in)?)?|dr|doc|doz|mr|mrs|ms|mx|pd|priv\.?-?doz|ing|dipl\.?-?\w+|phd"
    r"|sir|dame|emeritus|assistant|associate|assoc|asst|a/prof|rer|nat|habil|hc|mult|frau|herr"
    r"|mme|sr|sra|dra|univ|h\.?c)\.?[\s,]+)+",
    re.IGNORECASE,
)
_SURE_TITLES = re.compile(r"^(?:prof(?:essor)?|dr|mr|mrs|ms|mme)\b\.?\s+\S", re.IGNORECASE)
_SUFFIXES = re.compile(
    r"(?:,?\s+(?:ph\.?d\.?|m\.?d\.?|jr\.?|sr\.?|m\.?sc\.?|b\.?sc\.?|さん|先生|氏|教授|博士))+$",
    re.IGNORECASE,
)
_PARTICLE_WORDS = (
    "de da do dos das del della di du la le les van von der den ter ten zu zur bin ibn al el e y"
    " af av st mac d' und abu ben los las v v.d 't ’t 's ’s"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
#: "d'Alembert", "al-Sayed", "'t Hooft": small letters before a name's own.
_ELIDED = re.compile(r"(?:(?:d|l|dell|dall|nell|sant)['’]|(?:al|el|ul|ben|bin)[-‐])(?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’.-]+[^\W\d_]*)*")
_HAN = re.compile(r"[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7af・·\s]{2,12}")
_INITIAL = re.compile(r"(?:[^\W\d_]\.?-?){1,3}\.?")
#: Endings and words of titles rather than of names.
_THING_ENDINGS = (
    "tion", "tions", "ing", "ings", "ity", "ities", "ment", "ments", "ness", "ology", "ometry",
    "ical", "ics", "isms", "ism", "ence", "ences", "ance", "works", "work", "systems", "system",
    "models", "model", "ised", "ized", "able", "ible", "ies", "ure", "ures", "graph", "graphs",
)  # fmt: skip
_THING_WORDS = (
    "the an of for in on with and from to by via using how what why when introduction review talk"
    " seminar paper reading group meeting discussion data quantum theory machine deep neural"
    " language space dark energy proof proofs type types logic number numbers algebra algebras"
    " brain cells genes protein proteins week holiday thanksgiving christmas easter zoom room"
    " building online hybrid no tba tbd tutorial workshop lecture part chapter section thesis"
    " defense defence phd slides video recording update updates status project projects methods"
    " method random bayesian gaussian markov linear second dynamic dynamics general open title"
    " author authors speaker topic problem problems question questions session special various"
    " student students faculty everyone all members state news retreat party seminars colloquium"
    " kickoff kick-off orientation lunch dinner poster presentation presentations practice dry"
    " run mock rehearsal break"
)
_THINGS = frozenset(_THING_WORDS.split())
_PLACES = re.compile(
    r"\b(?:univ\w*|institut\w*|college|school|department|dept|lab|labs|laborator\w+|inc|ltd|gmbh"
    r"|academy|centre|center|faculty|hospital|corporation|company|research|technolog\w+"
    r"|max[- ]planck|hochschule|école|ecole|polytech\w*|cnrs|inria|mit|eth|epfl|ucla|ucl|nasa|cern"
    r"|google|microsoft|ibm|facebook|meta|amazon|deepmind|openai|nvidia|intel|apple|society"
    r"|tech|sciences?|systems|group|team|network|national|federal|bureau|clinic|consortium"
    r"|council|bank|museum|observator\w+|foundation|ministry|agency|industries)\b"
    r"|大学|研究所|研究院|学院",
    re.IGNORECASE,
)
_SMALL_WORDS = "of and the for at in de la du des der für di del da e y et und &"
_SMALL = frozenset(_SMALL_WORDS.split())
#: "TBA" and its like are no institutions, nor are initials.
_ACRONYM = re.compile(r"(?!TB[ACD]$|[A-Z]\.(?:-?[A-Z]\.)?$)[A-Z][A-Z&.-]{1,7}")
_SUFFIX = re.compile(r"(?:ph\.?d|m\.?d|jr|sr|m\.?sc|b\.?sc|ii|iii|iv)\.?", re.IGNORECASE)
_MOST_WORDS = 6
#: The likeness from which on a text is taken for a name, and that of one that may be.
NAME, MAYBE_NAME = 0.7, 0.45


def bare_name(name: str) -> str:
    """Return *name* without "Prof.", "Dr." and the like; one that is nothing else stays."""
    bare = _SUFFIXES.sub("", _TITLES.sub("", name.strip())).strip(" ,;")
    return bare or name.strip()


def is_suffix(text: str) -> bool:
    """Tell whether *text* is what follows a name behind a comma: "Jr.", "Ph.D."."""
    return _SUFFIX.fullmatch(text.strip()) is not None


def is_family_name(text: str) -> bool:
    """Tell whether *text* can only be the name of a family: it begins with a particle."""
    first, _, rest = text.partition(" ")
    return first in _PARTICLES and bool(rest)


def is_place(text: str) -> bool:
    """Tell whether *text* names an institution by one of its words, or is an acronym."""
    return _PLACES.search(text) is not None or _ACRONYM.fullmatch(text.strip()) is not None


def is_institution(text: str) -> bool:
    """Tell whether *text* is the name of an institution: one of its words, and capitals.

    >>> is_institution("University of Leeds"), is_institution("Research in progress")
    (True, False)
    """
    words = [word for word in text.split() if word.casefold() not in _SMALL]
    return is_place(text) and all(word[:1].isupper() for word in words)


@lru_cache(maxsize=8_192)
def likeness(text: str) -> float:
    """Return how much *text* looks like a name, from 0 to 1.

    >>> likeness("Mira Lindqvist") > 0.7 > likeness("Channel capacity")
    True
    """
    if _HAN.fullmatch(text.strip()):
        return 0.8 if len(text.strip()) <= 5 else 0.4  # noqa: PLR2004
    titled = _SURE_TITLES.match(text.strip()) is not None
    bare = bare_name(text)
    words = bare.split()
    if not words or len(words) > _MOST_WORDS or any(char.isdigit() for char in bare):
        return 0.0
    if re.search(r"[:?!/=+*#$@\"“”()\[\]]|\.{2,}", bare):
        return 0.0
    scores = [_word_score(word.strip(",")) for word in words]
    if min(scores) < 0:
        return 0.2 if titled else 0.0
    score = sum(scores) / len(scores)
    if len(words) == 1:
        score *= 0.5
    if is_place(bare):
        score *= 0.3
    return min(1.0, score + 0.3 * titled)


def _word_score(word: str) -> float:
    """Return how well *word* stands in a name: below 0 it does not."""
    word = _ELIDED.sub("", word, count=1) or word
    small = word.casefold().strip(".")
    if small in _PARTICLES and not word[:1].isupper():
        return 0.7
    if small in _THINGS:
        return -1.0
    if _INITIAL.fullmatch(word) and word[:1].isupper():
        return 0.9
    if not _WORD.fullmatch(word) or not word[:1].isupper():
        return -1.0
    if small.endswith(_THING_ENDINGS) and len(small) > 6:  # noqa: PLR2004
        return 0.35
    return 1.0


def is_name(text: str, threshold: float = NAME) -> bool:
    """Tell whether *text* is taken for a name."""
    return likeness(text) >= threshold
