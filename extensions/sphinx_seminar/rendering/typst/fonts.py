"""The volume's fonts: those inside the typst wheel, the archive's own, and those of wheels.

System fonts are ignored: the same sources give the same bytes on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Inside the typst wheel: Latin, Greek, Cyrillic; mathematics; code.
SERIF = "Libertinus Serif"
MONO = "DejaVu Sans Mono"
MATHS = ("New Computer Modern Math", "New Computer Modern")

_ARABIC_PACKAGE, _SCRIPTS_PACKAGE, _CJK_PACKAGE = (
    "fontpkg_amiri",
    "manimgx_fonts",
    "manimgx_fonts_cjk",
)
#: Its letters are single glyphs: Noto's Arabic, dots apart, is found by no search of the PDF.
ARABIC = "Amiri"
#: Families of the second, in the order in which they are asked for a character.
SCRIPTS = (
    *(
        f"Noto Sans {script}"
        for script in """
        Arabic Hebrew Devanagari Bengali Gujarati Gurmukhi Kannada Malayalam Oriya Sinhala
        Tamil Telugu Thai Lao Khmer Myanmar Georgian Armenian Ethiopic Symbols
        """.split()  # noqa: SIM905 - a table to read
    ),
    "Noto Emoji",
)
_CJK_NAMES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH")
_REGIONS = {"ja": "JP", "ko": "KR", "zh_TW": "TC", "zh_HK": "HK"}
#: Characters that hide: no font needs a glyph for them.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
#: They choose between forms of the character before them.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d\u034f\u3164\uffa0]")


class FontFolder(NamedTuple):
    """Families of a folder, in the order in which they are asked; '' is what Typst brings."""

    folder: str
    families: tuple[str, ...]


def arabic_folder() -> str:
    """Return the folder of a font for Arabic, '' when not installed."""
    folder = _folder(_ARABIC_PACKAGE)
    return str(Path(folder, "files")) if folder else ""


def scripts_folder() -> str:
    """Return the folder of fonts for Hebrew, Thai, emoji and so on, '' when not installed."""
    return _folder(_SCRIPTS_PACKAGE)


def cjk_folder() -> str:
    """Return the folder of the Chinese, Japanese and Korean fonts, '' when not installed."""
    return _folder(_CJK_PACKAGE)


def _folder(package: str) -> str:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return ""
    return str(Path(spec.origin).parent)


def in_order(own: Iterable[FontFolder] = ()) -> list[FontFolder]:
    """Return what is tried for a character: Typst's fonts, the archive's *own*, the wheels'."""
    wheels = (
        FontFolder(arabic_folder(), (ARABIC,)),
        FontFolder(scripts_folder(), SCRIPTS),
        FontFolder(cjk_folder(), (cjk_family("en"),)),
    )
    return [FontFolder("", (SERIF, *MATHS)), *own, *(one for one in wheels if one.folder)]


def families(needed: Iterable[FontFolder], language: str) -> list[str]:
    """Return the families of text: the usual one, then those *needed* in their order."""
    found = [SERIF]
    for folder, names in needed:
        found += [cjk_family(language)] if folder == cjk_folder() else names
    return found


def need_cjk(characters: str) -> bool:
    """Whether some of *characters* are in fonts that are not installed."""
    names = (unicodedata.name(character, "") for character in characters)
    return not cjk_folder() and any(name.startswith(_CJK_NAMES) for name in names)


def cjk_family(language: str) -> str:
    """Return the family with the forms that readers of *language* know."""
    region = _REGIONS.get(language, _REGIONS.get(language.partition("_")[0], "SC"))
    return f"Noto Sans CJK {region}"


def code_points(missing: str) -> dict[int, str]:
    """Return what is shown instead of the characters *missing*, for ``str.translate``."""
    return {ord(character): f"[U+{ord(character):04X}]" for character in missing}


def characters_to_check(text: set[str]) -> str:
    """Return, sorted, the characters of *text* that need a glyph; ASCII is in every font."""
    return "".join(
        sorted(
            character
            for character in text
            if not character.isascii()
            and unicodedata.category(character) not in _INVISIBLE
            and not _SELECTORS.match(character)
        )
    )
