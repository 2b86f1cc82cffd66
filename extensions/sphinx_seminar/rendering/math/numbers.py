r"""Numbers as siunitx reads them, ``1.2(3)e-4`` or ``2 x 3``, as LaTeX."""

from __future__ import annotations

import re

from sphinx_seminar.rendering.labels import formulas
from sphinx_seminar.rendering.math.tex import TexError

_NUMBER = re.compile(
    r"(?P<sign>[+-]|\\pm|\\mp|\\approx|\\sim|\\leq?|\\geq?|\\ll|\\gg|[<>]=|<|>|~)?\s*"
    r"(?P<whole>\d[\d ]*)?(?:[.,](?P<part>\d[\d ]*)?)?"
    r"\s*(?:\((?P<doubt>[\d.,]+)\)|(?:\\pm|\+-|±)\s*(?P<apart>\d+(?:[.,]\d+)?))?"
    r"\s*(?:[eEdD]\s*(?P<power>[+-]?\d+))?"
)
_SIGNS = {"~": r"\sim ", "<=": r"\leq ", ">=": r"\geq ", "-": "-", "+": "+"}
_PRODUCT = re.compile(r"\s*(?:(?<![A-Za-z])x(?![A-Za-z])|\\times(?![A-Za-z]))\s*")
#: From this many digits on, digits stand in groups of three.
_GROUPED = 5


def number(text: str) -> str:
    """Return a number, or a product of several, as LaTeX."""
    return r" \times ".join(factors(text))


def factors(text: str) -> list[str]:
    """Return the numbers of which *text* is the product, as LaTeX."""
    return [_number(factor.strip()) for factor in _PRODUCT.split(text.strip())]


def _number(text: str) -> str:
    match = _NUMBER.fullmatch(text)
    if match is None or not (match["whole"] or match["part"] or match["power"]):
        raise TexError(formulas.no_number(text))
    sign = _SIGNS.get(match["sign"], f"{match['sign']} ") if match["sign"] else ""
    whole = (match["whole"] or "").replace(" ", "")
    part = (match["part"] or "").replace(" ", "")
    digits = _grouped(whole) if whole else "0" if part else ""
    if part:
        digits += "." + _grouped(part, from_left=True)
    if match["doubt"]:
        digits += f"({match['doubt']})"
    if match["apart"]:
        digits += rf" \pm {match['apart'].replace(',', '.')}"
    power = f"10^{{{int(match['power'])}}}" if match["power"] else ""
    if match["apart"] and power:
        digits = f"({digits})"
    times = r" \times " if digits and power else ""
    return f"{{{sign}{digits}{times}{power}}}"


def _grouped(digits: str, *, from_left: bool = False) -> str:
    if len(digits) < _GROUPED:
        return digits
    first = 0 if from_left else len(digits) % 3
    groups = [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]
    return r"\,".join(group for group in groups if group)
