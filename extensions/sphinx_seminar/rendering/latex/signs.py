r"""Signs that some fonts have and others lack: ₽, ★, ✓.

Headings, text and code have fonts of their own: for each sign TeX asks the font that it has at
hand, then others, and keeps the first that has it.
"""

from __future__ import annotations

import unicodedata

#: Asked in this order; those that are not there have nothing.
FONTS = ("FreeSerif.otf", "NotoSans.ttf", "NotoSansSymbols.ttf", "NotoEmoji.ttf", "DejaVu Sans")
COMMAND = r"\seminarsign"
#: What the command is in the outline of the PDF.
IN_OUTLINE = rf"\def{COMMAND}{{{COMMAND}inoutline}}"
_CATEGORIES = frozenset({"Sc", "Sm", "So", "No", "Nl"})
#: Up to here all fonts for text have them.
_LATIN = "\u024f"


def is_sign(character: str) -> bool:
    """Whether *character* is a sign that a font for text may lack."""
    return character > _LATIN and unicodedata.category(character) in _CATEGORIES


def written(character: str) -> str:
    """Return the LaTeX of a sign."""
    return f"{COMMAND}{{{ord(character):04X}}}"


def preamble() -> list[str]:
    """Return the lines that define the command of :func:`written`."""
    families = [f"\\seminarsignfont{'abcdefgh'[number]}" for number in range(len(FONTS))]
    lines = [
        f"\\IfFontExistsTF{{{font}}}{{\\newfontfamily{family}{{{font}}}}}{{\\let{family}\\relax}}"
        for font, family in zip(FONTS, families, strict=True)
    ]
    asked = r'\char"#1\relax'
    for family in reversed(["", *families]):
        asked = f'{family}\\iffontchar\\font"#1\\relax\\char"#1\\relax\\else{asked}\\fi'
    return [
        *lines,
        f"\\protected\\def{COMMAND}#1{{{{{asked}}}}}",
        f'\\def{COMMAND}inoutline#1{{\\unichar{{"#1}}}}',
    ]
