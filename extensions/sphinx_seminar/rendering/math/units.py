r"""Units and quantities of siunitx, ``\qty{9.81}{\metre\per\second\squared}``, as LaTeX.

A range is written with a dash and a list with commas, so that no word of a language
stands in a formula. Of siunitx's options ``per-mode`` counts; the others change how a
number looks, not which one it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.labels import formulas
from sphinx_seminar.rendering.math.numbers import factors, number
from sphinx_seminar.rendering.math.tex import Reader, TexError
from sphinx_seminar.rendering.math.unit_names import PREFIXES, SHORT, UNITS

if TYPE_CHECKING:
    from sphinx_seminar.rendering.math.expansion import Command, Expand

_MODES = frozenset({"symbol", "repeated-symbol", "single-symbol", "fraction"})
_PER_MODE = re.compile(r"per-mode\s*=\s*([a-z-]+)")
_PHYSICS = {"(": (")", r"\left(", r"\right)"), "|": ("|", r"\left|", r"\right|")}
#: Letters and signs of a unit, and those of them that no font for formulas has upright.
_LETTERS = re.compile(r"[A-Za-zµμΩÅ°]+")
_SIGNS_OF_UNITS = {
    "µ": r"\text{µ}",
    "μ": r"\text{µ}",
    "Ω": r"\Omega ",
    "Å": r"\text{Å}",
    "°": r"\text{°}",
}
#: Commands that set their argument as text.
_TEXTS = frozenset({"text", "textrm", "mathrm", "mathup"})
#: Units that stand at their number without a space.
_JOINED = re.compile(r"\\text\{°\}(?!\\mathrm\{[CF]\})|\{\}\^\{\\prime")


def unit(text: str, macros: Expand, mode: str = "power") -> str:
    """Return a unit, by names or by letters, as LaTeX; *macros* expands what is no unit."""
    text = text.replace("$", " ").strip()
    if "\\" not in text:
        return _literal(text)
    powers = _Factors(text, macros).read()
    above = [_power(one, power) for one, power in powers if power > 0]
    below = [_power(one, -power) for one, power in powers if power < 0]
    if mode == "power" or not below or (mode == "single-symbol" and len(below) > 1):
        return r"\,".join(_power(one, power) for one, power in powers)
    up, down = r"\,".join(above) or "1", r"\,".join(below)
    if mode == "fraction":
        return f"\\frac{{{up}}}{{{down}}}"
    if mode == "repeated-symbol":
        return "/".join([up, *below])
    return f"{up}/({down})" if len(below) > 1 else f"{up}/{down}"


def _literal(text: str) -> str:
    spaced = re.sub(r"[.~\s]+", r"\\,", text.strip())
    upright = _LETTERS.sub(lambda match: _upright(match[0]), spaced)
    return re.sub(r"\^(-?\d+)", r"^{\1}", upright)


def _upright(letters: str) -> str:
    return "".join(
        _SIGNS_OF_UNITS.get(run, f"\\mathrm{{{run}}}")
        for run in re.findall(r"[A-Za-z]+|.", letters)
    )


def _power(factor: str, power: int) -> str:
    return factor if power == 1 else f"{{{factor}}}^{{{power}}}"


class _Factors:
    """The factors of a unit and their powers, from the names of siunitx."""

    def __init__(self, text: str, macros: Expand) -> None:
        self._reader = Reader(text)
        self._macros = macros
        self._factors: list[tuple[str, int]] = []
        self._prefix, self._power, self._per = "", 1, False

    def read(self) -> list[tuple[str, int]]:
        while not self._reader.done:
            piece = self._reader.token()
            if not (piece.isspace() or piece in {".", "~", r"\,"}):
                self._token(piece, piece.removeprefix("\\"))
        if self._prefix or self._per:
            raise TexError(formulas.unknown_unit(self._reader.text))
        return self._factors

    def _token(self, piece: str, name: str) -> None:
        self._reader.command = piece
        if name == "per":
            self._per = True
        elif name in {"square", "cubic", "raiseto"}:
            self._power = {"square": 2, "cubic": 3}.get(name) or self._exponent()
        elif name in {"squared", "cubed", "tothe"}:
            self._raise({"squared": 2, "cubed": 3}.get(name) or self._exponent())
        elif name == "of":
            symbol, power = self._factors.pop()
            self._factors.append((f"{symbol}_{{\\text{{{self._reader.argument()}}}}}", power))
        elif name in PREFIXES:
            self._prefix += PREFIXES[name]
        else:
            self._add(self._symbol(piece, name))

    def _symbol(self, piece: str, name: str) -> str:
        if not piece.startswith("\\"):
            self._reader.at -= len(piece)
            letters = self._reader.match(_LETTERS)
            if letters is None:
                raise TexError(formulas.unknown_unit(self._reader.text))
            return _upright(letters[0])
        if name in _TEXTS:
            return f"\\text{{{self._reader.argument()}}}"
        if name in UNITS:
            symbol = UNITS[name]
            return symbol if "\\" in symbol else f"\\mathrm{{{symbol}}}"
        if name in SHORT:
            return SHORT[name]
        if (own := self._macros(piece).strip()) != piece:
            return f"\\mathrm{{{own}}}" if own.isalpha() else f"{{{own}}}"
        raise TexError(formulas.unknown_unit(piece))

    def _add(self, symbol: str) -> None:
        prefix = self._prefix
        if prefix:
            prefix = prefix if "\\" in prefix else f"\\mathrm{{{prefix}}}"
        self._factors.append((prefix + symbol, -self._power if self._per else self._power))
        self._prefix, self._power, self._per = "", 1, False

    def _raise(self, power: int) -> None:
        if not self._factors:
            raise TexError(formulas.unknown_unit(self._reader.text))
        symbol, before = self._factors.pop()
        self._factors.append((symbol, before * power))

    def _exponent(self) -> int:
        text = self._reader.argument()
        try:
            return int(text)
        except ValueError:
            raise TexError(formulas.no_number(text)) from None


def _mode(reader: Reader) -> str:
    match = _PER_MODE.search(reader.optional() or "")
    return match[1] if match and match[1] in _MODES else "power"


def _with_unit(amount: str, symbol: str) -> str:
    if not amount:
        return symbol
    if r" \pm " in amount and not amount.startswith("{("):
        amount = f"({amount})"
    return amount + symbol if _JOINED.match(symbol) else rf"{amount}\,{symbol}"


def _num(reader: Reader, expand: Expand) -> str:
    _mode(reader)
    return number(expand(reader.argument()))


def _unit(reader: Reader, expand: Expand) -> str:
    mode = _mode(reader)
    return "{" + unit(reader.argument(), expand, mode) + "}"


def _quantity(reader: Reader, expand: Expand) -> str:
    mode = _mode(reader)
    text = expand(reader.argument()).strip()
    amount = number(text) if text else ""
    before = expand(reader.optional() or "")
    return "{" + before + _with_unit(amount, unit(reader.argument(), expand, mode)) + "}"


def _qty(reader: Reader, expand: Expand) -> str:
    """Read a quantity, or the brackets that the physics package gives this name."""
    opening = reader.rest.lstrip()[:1]
    if opening not in _PHYSICS:
        return _quantity(reader, expand)
    closing, left, right = _PHYSICS[opening]
    reader.take(opening)
    start, depth = reader.at, 0
    while not reader.done:
        piece = reader.token()
        if piece == closing and not depth:
            return f"{left}{expand(reader.text[start : reader.at - 1])}{right}"
        depth += (piece in {"{", "("}) - (piece in {"}", ")"})
    raise reader.error(formulas.not_closed(opening))


def _angle(reader: Reader, _expand: Expand) -> str:
    _mode(reader)
    marks = (r"\text{°}", r"^{\prime}", r"^{\prime\prime}")
    parts = reader.argument().split(";")
    if len(parts) > len(marks):
        raise TexError(formulas.no_number(";".join(parts)))
    return "".join(
        number(part) + mark for part, mark in zip(parts, marks, strict=False) if part.strip()
    )


def _range(reader: Reader, expand: Expand) -> str:
    mode = _mode(reader)
    first, last = (number(expand(reader.argument())) for _end in "ab")
    symbol = unit(reader.argument(), expand, mode)
    return rf"{_with_unit(first, symbol)}\text{{–}}{_with_unit(last, symbol)}"


def _number_range(reader: Reader, expand: Expand) -> str:
    _mode(reader)
    first, last = (number(expand(reader.argument())) for _end in "ab")
    return rf"{first}\text{{–}}{last}"


def _list(reader: Reader, expand: Expand) -> str:
    mode = _mode(reader)
    numbers = [number(part) for part in reader.argument().split(";")]
    symbol = unit(reader.argument(), expand, mode)
    return r",\ ".join(_with_unit(one, symbol) for one in numbers)


def _product(reader: Reader, expand: Expand) -> str:
    mode = _mode(reader)
    numbers = factors(reader.argument())
    symbol = unit(reader.argument(), expand, mode)
    return r" \times ".join(_with_unit(one, symbol) for one in numbers)


def _number_list(reader: Reader, _expand: Expand) -> str:
    _mode(reader)
    return r",\ ".join(number(part) for part in reader.argument().split(";"))


COMMANDS: dict[str, Command] = {
    r"\num": _num,
    r"\ang": _angle,
    r"\si": _unit,
    r"\unit": _unit,
    r"\SI": _quantity,
    r"\qty": _qty,
    r"\SIrange": _range,
    r"\qtyrange": _range,
    r"\numrange": _number_range,
    r"\SIlist": _list,
    r"\qtylist": _list,
    r"\numlist": _number_list,
    r"\qtyproduct": _product,
    r"\numproduct": _num,
}
