r"""Letters of scripts that TeX's font lacks, or shapes only when it is told the script.

XeLaTeX looks for the fonts where it runs: the source names several, and takes the first
that is there. A character without a glyph is in its log, which ``seminar build latex`` reads.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.deferring import deferred

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Script:
    """A script by the first word of its characters' names, and fonts that have it."""

    name: str
    fonts: tuple[str, ...]

    @property
    def command(self) -> str:
        """The LaTeX command that begins the script's font."""
        return f"\\seminarfont{self.name.lower()}"

    def definition(self) -> str:
        """Return the LaTeX that defines the command; without a font it changes nothing."""
        script = f"Script={self.name.capitalize()},AutoFakeBold=2"
        option = "" if self.name == "EMOJI" else f"[{script}]"
        chosen = ""
        for font in reversed(self.fonts):
            family = f"\\newfontfamily{self.command}{option}{{{font}}}"
            chosen = f"\\IfFontExistsTF{{{font}}}{{{family}}}{{{chosen}}}"
        return f"\\providecommand{{{self.command}}}{{}}\\let{self.command}\\relax{chosen}"


_FREE = ("FreeSerif.otf", "FreeSans.otf")
#: Scripts that FreeSerif has, whose letters go with those of the text, and those that it lacks.
_IN_FREE = """
    Devanagari Bengali Gujarati Gurmukhi Malayalam Sinhala Tamil Thai Georgian Armenian Ethiopic
"""
_NOT_IN_FREE = "Kannada Telugu Lao Khmer Myanmar"
_SCRIPTS = {
    script.name: script
    for script in (
        Script("ARABIC", ("Amiri-Regular.ttf", *_FREE)),
        Script("HEBREW", ("Noto Serif Hebrew", *_FREE)),
        *(Script(name.upper(), (f"Noto Serif {name}", *_FREE)) for name in _IN_FREE.split()),
        *(
            Script(name.upper(), (f"Noto Serif {name}", f"NotoSans{name}.ttf"))
            for name in _NOT_IN_FREE.split()
        ),
        Script("EMOJI", ("NotoEmoji.ttf", "Noto Emoji", "Symbola", "FreeSerif.otf")),
    )
}
_arabic_folder = deferred("sphinx_seminar.rendering.typst.fonts:arabic_folder")
_scripts_folder = deferred("sphinx_seminar.rendering.typst.fonts:scripts_folder")
#: A name begins with the script's: ARABIC LETTER BEH, ARABIC-INDIC DIGIT ONE.
_NAME = re.compile("[ -]")
#: Older signs of this kind are in fonts for text.
_EMOJI = re.compile("[\U0001f000-\U0001faff]")
#: They choose between forms of a sign, of which the fonts here have one.
SELECTORS = frozenset("\ufe0e\ufe0f")
#: They belong to what stands before them.
_JOINERS = SELECTORS | {"\u200d"}
#: No brackets: those of a text from the right are mirrored.
_BETWEEN = frozenset(" \n\t-.,:;!?")
_CJK = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_CJK_FONTS = (
    "Noto Serif CJK SC",
    "Noto Sans CJK SC",
    "Source Han Serif SC",
    "FandolSong-Regular.otf",
)
#: Quotation marks, dashes and the like of Latin text stay narrow.
_LATIN_SIGNS = '{"00B7,"2010 -> "2015,"2018,"2019,"201C,"201D,"2026}'


def preamble_of(used: set[str]) -> list[str]:
    """Return the lines that define the fonts of the scripts *used*."""
    return [_SCRIPTS[name].definition() for name in sorted(used)]


def command(script: str) -> str:
    """Return the LaTeX command that sets what follows in the font of *script*."""
    return _SCRIPTS[script].command


def fonts_of(used: set[str]) -> set[str]:
    """Return the fonts that the definitions of the scripts *used* name."""
    return {font for name in used for font in _SCRIPTS[name].fonts}


def copy_fonts(outdir: Path, fonts: set[str]) -> None:
    """Put those of *fonts* that the extra ``pdf`` has beside the source, where TeX finds them.

    TeX reads brackets in a file's name as options: those of the variable fonts go.
    """
    for font in sorted(fonts):
        path = Path(font)
        if font.startswith("Amiri"):
            source = Path(_arabic_folder(), font)
        elif font.startswith("Noto") and path.suffix:
            source = Path(_scripts_folder(), f"{path.stem}[wght]{path.suffix}")
        else:
            continue
        if source.is_file():
            shutil.copyfile(source, outdir / font)


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the runs of *text*, each with the name of its script, '' for those of any font.

    Blanks and points between two runs of a script belong to them.
    """
    kinds: list[str] = []
    for character in text:
        kinds.append(kinds[-1] if kinds and character in _JOINERS else of(character))
    for start, kind in enumerate(kinds):
        if kind:
            end = start + 1
            while end < len(kinds) and not kinds[end] and text[end] in _BETWEEN:
                end += 1
            if end < len(kinds) and kinds[end] == kind:
                kinds[start:end] = [kind] * (end - start)
    pairs = zip(kinds, text, strict=True)
    for kind, group in groupby(pairs, key=lambda pair: pair[0]):
        yield kind, "".join(character for _kind, character in group)


def of(character: str) -> str:
    """Return the name of the script that needs a font for *character*, '' for none."""
    if character.isascii() or _CJK.match(character):
        return ""
    if _EMOJI.match(character):
        return "EMOJI"
    name = _NAME.split(unicodedata.name(character, ""))[0]
    return name if name in _SCRIPTS else ""


def cjk_preamble(text: str, engine: str) -> list[str]:
    """Return the lines that set the Chinese, Japanese and Korean of *text* in a font that is there.

    They are for XeLaTeX alone.
    """
    if engine != "xelatex" or not _CJK.search(text):
        return []
    chosen = ""
    for font in reversed(_CJK_FONTS):
        chosen = f"\\IfFontExistsTF{{{font}}}{{\\setCJKmainfont{{{font}}}}}{{{chosen}}}"
    signs = f"\\xeCJKDeclareCharClass{{Default}}{_LATIN_SIGNS}"
    return [f"\\IfFileExists{{xeCJK.sty}}{{\\usepackage{{xeCJK}}{chosen}{signs}}}{{}}"]
