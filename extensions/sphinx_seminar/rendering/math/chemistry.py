r"""Chemical formulas as mhchem writes them, ``\ce{2H2 + O2 -> 2H2O}``, as LaTeX.

The rules are those of the manual of mhchem 4: a number after an element is a subscript
and one before it an amount, a sign at the end of a molecule its charge, a lower-case
letter that stands alone a variable.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.labels import formulas
from sphinx_seminar.rendering.math.tex import Reader, TexError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_seminar.rendering.math.expansion import Command, Expand

#: Arrow -> (without words, with words above and below).
_ARROWS = {
    "<=>>": (r"\underset{\leftarrow}{\longrightarrow}", r"\xrightleftharpoons"),
    "<<=>": (r"\overset{\rightarrow}{\longleftarrow}", r"\xrightleftharpoons"),
    "<-->": (r"\rightleftarrows", r"\xrightleftharpoons"),
    "<=>": (r"\rightleftharpoons", r"\xrightleftharpoons"),
    "<->": (r"\longleftrightarrow", r"\xleftrightarrow"),
    "->": (r"\longrightarrow", r"\xrightarrow"),
    "<-": (r"\longleftarrow", r"\xleftarrow"),
}
_BONDS = {
    "-": "{-}",
    "1": "{-}",
    "=": "{=}",
    "2": "{=}",
    "#": r"{\equiv}",
    "3": r"{\equiv}",
    "~": r"{\sim}",
    "...": r"{\cdots}",
    "....": r"{\cdots}",
    "->": r"{\rightarrow}",
    "<-": r"{\leftarrow}",
}
_ARROW = re.compile("|".join(map(re.escape, _ARROWS)))
_BLANK = re.compile(r"\s+")
_STATES = r"\((?:aq|s|l|g|cr|am|sln|vit)\)"
#: What may follow a charge: the end of a molecule, its state, or a bond of ions as in Na+-K+.
_END = r"(?=[\s,;:/|)\]}^_]|\\[})]|-[A-Za-z]|" + _STATES + r"|$)"
_CHARGE = re.compile(r"[+-]" + _END)
_MARK = re.compile(r"(?:\(([\^v])\)|([\^v])(?=\s|$))")
_AMOUNT = re.compile(r"(?:\((\d+)/(\d+)\)|(\d+)/(\d+)|(\d+(?:[.,]\d+)?))\s*")
_DIGITS = re.compile(r"\d+")
_ELEMENT = re.compile(r"[A-Z][a-z]*")
_VARIABLE = re.compile(r"([a-z])(?=[\sA-Z(\[]|$)")
_WORD = re.compile(r"[a-z]+")
_STATE = re.compile(_STATES)
_ADDITION = re.compile(r"[*.](?=[\dA-Z(\[])|·")
_SPACED_ADDITION = re.compile(r"[*.]\s+(?=[\dA-Z(\[])|·\s*")
#: How signs and arrows begin, which no addition follows.
_OPERATORS = (" ", r"\mathrel", r"\x")
#: The dot of a radical, and not that of a number.
_DOT = re.compile(r"(?<!\d)\.|\.(?!\d)")
#: A group that is text: "heat, 5 min".
_TEXT = re.compile(r"[A-Za-z][a-z]+(?:[ ,;:.-]+[A-Za-z0-9]+)*\.?")
_ABOVE = re.compile(r"(?:\d+|[A-Za-z])(?:[+-]+" + _END + r")?|[.*+-]+")
_BELOW = re.compile(r"-?\d+|[A-Za-z]")
_SIGN = re.compile(r"[+=-](?=\s|$)|[+]")
_OPENING, _CLOSING = ("(", "[", r"\{"), (")", "]", r"\}")


def formula(reader: Reader, expand: Expand) -> str:
    r"""Return the argument of ``\ce`` as LaTeX."""
    return "{" + _Formula(reader.argument(), expand).written() + "}"


def bond(reader: Reader, _expand: Expand) -> str:
    r"""Return the argument of ``\bond`` as LaTeX."""
    kind = reader.argument()
    if kind not in _BONDS:
        raise reader.error(formulas.unreadable(kind))
    return _BONDS[kind]


COMMANDS: dict[str, Command] = {r"\ce": formula, r"\cf": formula, r"\bond": bond}


class _Formula:
    """One formula, read from left to right."""

    def __init__(self, text: str, expand: Expand) -> None:
        self._reader = Reader(text)
        self._expand = expand
        self._parts: list[str] = []
        #: After an element or a closing bracket: a number counts it, a sign is its charge.
        self._after = False
        #: After a number above or below that belongs to what follows: a mass, a charge.
        self._before = False
        #: The places above and below of the last sign that are taken.
        self._taken = ""

    def written(self) -> str:
        """Return the formula as LaTeX."""
        steps = (self._arrow, self._mark, self._sign, self._letters, self._number, self._joint)
        while not self._reader.done:
            if self._reader.match(_BLANK):
                self._after = False
            elif not any(step() for step in steps):
                self._other()
        return "".join(self._parts)

    def _add(self, latex: str, *, after: bool = False, before: bool = False) -> bool:
        self._parts.append(latex)
        self._after, self._before, self._taken = after, before, ""
        return True

    def _attach(self, place: str, latex: str) -> bool:
        """Write *latex* above or below what stands before, or before what follows."""
        # TeX stops at a second number in one place.
        is_free = (self._after or self._before) and place not in self._taken
        taken = self._taken + place if is_free else place
        base = "" if is_free else "{}"
        self._add(f"{base}{place}{{{latex}}}", after=self._after, before=not self._after)
        self._taken = taken
        return True

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = self._reader.match(pattern)
        return match[0] if match else ""

    def _arrow(self) -> bool:
        kind = self._take(_ARROW)
        if not kind:
            return False
        above, below = self._word(), self._word()
        plain, stretched = _ARROWS[kind]
        if above is None:
            return self._add(f"\\mathrel{{{plain}}}")
        under = f"[{self._inner(below)}]" if below else ""
        return self._add(f"{stretched}{under}{{{self._inner(above)}}}")

    def _word(self) -> str | None:
        """Read what stands above or below an arrow; a bracket behind a blank is a molecule's."""
        return self._reader.optional() if self._reader.rest.startswith("[") else None

    def _mark(self) -> bool:
        """Read a gas or a precipitate."""
        match = None if self._after else self._reader.match(_MARK)
        if match is None:
            return False
        kind = match[1] or match[2]
        return self._add(r"\,{\uparrow}" if kind == "^" else r"\,{\downarrow}")

    def _sign(self) -> bool:
        charge = self._take(_CHARGE) if self._after else ""
        if charge:
            return self._attach("^", charge)
        opened = self._parts[-1:] in ([one] for one in _OPENING)
        if (self._after or opened) and self._reader.rest[:1] in {"-", "=", "#"}:
            return self._add(_BONDS[self._reader.token()])
        sign = self._take(_SIGN)
        return self._add(f" {sign} ") if sign else False

    def _letters(self) -> bool:
        if element := self._take(_ELEMENT):
            return self._add(f"\\mathrm{{{element}}}", after=True)
        if not (self._after or self._before) and (variable := self._take(_VARIABLE)):
            following = self._reader.rest.lstrip()[:1]
            return self._add(f"{variable}\\," if following.isalpha() else variable, after=True)
        if word := self._take(_WORD):
            return self._add(f"\\mathrm{{{word}}}", after=True)
        return False

    def _number(self) -> bool:
        if self._after:
            count = self._take(_DIGITS)
            return self._attach("_", count) if count else False
        match = self._reader.match(_AMOUNT)
        if match is None:
            return False
        if match[1]:
            return self._add(rf"({match[1]}/{match[2]})\,")
        if match[3]:
            return self._add(rf"\tfrac{{{match[3]}}}{{{match[4]}}}\,")
        return self._add(match[5].replace(",", "{,}") + r"\,")

    def _joint(self) -> bool:
        """Read a bracket, a state of matter or an addition."""
        if state := self._take(_STATE):
            return self._add(f"\\mathrm{{{state}}}")
        addition = _ADDITION if self._after else _SPACED_ADDITION
        begins = not self._parts or self._parts[-1].startswith(_OPERATORS)
        if not begins and self._take(addition):
            return self._add(r"\cdot ")
        for mark in (*_OPENING, *_CLOSING):
            if self._reader.rest.startswith(mark):
                self._reader.at += len(mark)
                return self._add(mark, after=mark in _CLOSING)
        return False

    def _other(self) -> None:
        reader = self._reader
        handlers: dict[str, Callable[[], None]] = {
            "^": lambda: self._script("^", _ABOVE),
            "_": lambda: self._script("_", _BELOW),
            "$": self._formula,
            "{": self._group,
        }
        piece = reader.token()
        if piece in handlers:
            handlers[piece]()
        elif piece == "'":
            self._add(piece, after=self._after)
        elif piece.startswith("\\"):
            self._command(piece)
        elif piece.isalpha() or piece in '-+=#~,;:/|&.<>*@"!':
            self._add({"#": r"{\equiv}", "~": r"\ ", "*": "{*}"}.get(piece, piece))
        else:
            raise TexError(formulas.unreadable(piece))

    def _script(self, place: str, pattern: re.Pattern[str]) -> None:
        reader = self._reader
        if reader.rest.startswith(("{", "$", "\\")):
            content = self._script_content(reader.argument(), place)
        else:
            match = reader.match(pattern)
            if match is None or not match[0]:
                raise TexError(formulas.unreadable(place + reader.rest[:5]))
            content = self._script_content(match[0], place)
        self._attach(place, content)

    def _script_content(self, text: str, place: str) -> str:
        if "\\" in text or "$" in text:
            return self._expand(text.replace("$", ""))
        plain = _DOT.sub(r"\\bullet ", text) if place == "^" else text
        return re.sub(
            r"(?<!\\)(?<![A-Za-z])(?:[A-Z][A-Za-z]*|[a-z]{2,})",
            lambda match: f"\\mathrm{{{match[0]}}}",
            plain,
        )

    def _formula(self) -> None:
        start = self._reader.at
        end, depth = start, 0
        while end < len(self._reader.text) and (depth or self._reader.text[end] != "$"):
            depth += {"{": 1, "}": -1}.get(self._reader.text[end], 0)
            end += 1
        if end >= len(self._reader.text):
            raise TexError(formulas.not_closed("$"))
        self._reader.at = end + 1
        self._add("{" + self._expand(self._reader.text[start:end]) + "}", after=True)

    def _group(self) -> None:
        self._reader.at -= 1
        inner = self._reader.argument()
        if _TEXT.fullmatch(inner):
            self._add(f"\\text{{{inner}}}", after=True)
        else:
            self._add("{" + self._inner(inner) + "}", after=True)

    def _command(self, name: str) -> None:
        parts = [name]
        while self._reader.rest.startswith("{"):
            parts.append("{" + self._reader.argument() + "}")
        latex = self._expand("".join(parts))
        self._add(latex + (" " if len(parts) == 1 else ""), after=len(name) > len(r"\,"))

    def _inner(self, text: str) -> str:
        return _Formula(text, self._expand).written()
