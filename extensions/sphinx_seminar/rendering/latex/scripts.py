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
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.deferring import deferred

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Engines that choose fonts by name.
_ENGINES = frozenset({"xelatex", "lualatex"})


@dataclass(frozen=True, slots=True)
class Script:
    """A script by the first word of its characters' names, and fonts that have it."""

    name: str
    fonts: tuple[str, ...]
    right_to_left: bool = False

    @property
    def command(self) -> str:
        """The LaTeX command that begins the script's font."""
        return f"\\seminarfont{self.name.lower()}"

    def definition(self) -> str:
        """Return the LaTeX that defines the command; without a font it changes nothing."""
        option = "" if self.name == "EMOJI" else f"[Script={self.name.capitalize()}]"
        chosen = ""
        for font in reversed(self.fonts):
            family = f"\\newfontfamily{self.command}{option}{{{font}}}"
            chosen = f"\\IfFontExistsTF{{{font}}}{{{family}}}{{{chosen}}}"
        return f"\\providecommand{{{self.command}}}{{}}\\let{self.command}\\relax{chosen}"


_FREE = ("FreeSerif.otf", "FreeSans.otf")
_OTHERS = """
    DEVANAGARI BENGALI GUJARATI GURMUKHI KANNADA MALAYALAM SINHALA TAMIL TELUGU
    THAI LAO KHMER MYANMAR GEORGIAN ARMENIAN ETHIOPIC
"""
_SCRIPTS = {
    script.name: script
    for script in (
        Script("ARABIC", ("Amiri-Regular.ttf", *_FREE), right_to_left=True),
        Script("HEBREW", ("Noto Serif Hebrew", *_FREE), right_to_left=True),
        *(Script(name, (f"Noto Serif {name.capitalize()}", *_FREE)) for name in _OTHERS.split()),
        Script("EMOJI", ("NotoEmoji.ttf", "Noto Emoji", "Symbola", "FreeSerif.otf")),
    )
}
#: Script -> the folder of a font of the extra ``pdf``, its file, and the name of the copy.
_IN_WHEELS = {
    "ARABIC": (
        deferred("sphinx_seminar.rendering.typst.fonts:arabic_folder"),
        "Amiri-Regular.ttf",
        "Amiri-Regular.ttf",
    ),
    "EMOJI": (
        deferred("sphinx_seminar.rendering.typst.fonts:scripts_folder"),
        "NotoEmoji[wght].ttf",
        "NotoEmoji.ttf",
    ),
}
#: Older signs of this kind are in fonts for text.
_EMOJI = re.compile("[\U0001f000-\U0001faff]")
#: They join or choose, and belong to what stands before them.
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
#: No brackets, which are mirrored.
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


class LettersOfScripts(SphinxPostTransform):
    """Sets each run of letters of such a script in a font that has it."""

    # After formulas (100), whose text stays as it is.
    default_priority = 120
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:
        """Mark the runs and name the fonts in the preamble."""
        del kwargs
        if self.config.latex_engine not in _ENGINES:
            return
        used: set[str] = set()
        for text in list(self.document.findall(nodes.Text)):
            if text.isascii() or isinstance(text.parent, _LEFT_ALONE):
                continue
            used.update(found := {script for script, _run in runs(text.astext())} - {""})
            if found and text.parent is not None:
                text.parent.replace(text, list(_marked(text.astext())))
        if used & set(_IN_WHEELS):
            _copy_fonts(Path(self.env._app.outdir), used)  # noqa: SLF001 - as in Sphinx itself
        lines = [_SCRIPTS[name].definition() for name in sorted(used)]
        if any(_SCRIPTS[name].right_to_left for name in used):
            lines.append(r"\ifdefined\TeXXeTstate\TeXXeTstate=1\fi")
        if _CJK.search(self.document.astext()):
            lines += cjk_preamble(self.config.latex_engine)
        self._add(lines)

    def _add(self, lines: list[str]) -> None:
        context: dict[str, Any] = getattr(self.env._app.builder, "context", {})  # noqa: SLF001 - as in Sphinx itself
        known = str(context.get("preamble", ""))
        new = [line for line in lines if line not in known]
        if new:
            context["preamble"] = "\n".join([known, *new])


def _copy_fonts(outdir: Path, used: set[str]) -> None:
    """Put the fonts that come in wheels beside the source, where XeLaTeX finds them first."""
    for name in sorted(used & set(_IN_WHEELS)):
        folder, file, copy = _IN_WHEELS[name]
        source = Path(folder(), file)
        if source.is_file():
            shutil.copyfile(source, outdir / copy)


_LEFT_ALONE = (nodes.literal_block, nodes.literal, nodes.math, nodes.math_block, nodes.raw)


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the runs of *text*, each with the name of its script, '' for those of any font.

    Blanks and points between two runs that are read from the right belong to them (rule N1 of
    UAX 9).
    """
    kinds: list[str] = []
    for character in text:
        kinds.append(kinds[-1] if kinds and character in _JOINERS else _script(character))
    for start, kind in enumerate(kinds):
        if kind and _SCRIPTS[kind].right_to_left:
            end = start + 1
            while end < len(kinds) and not kinds[end] and text[end] in _BETWEEN:
                end += 1
            if end < len(kinds) and kinds[end] == kind:
                kinds[start:end] = [kind] * (end - start)
    pairs = zip(kinds, text, strict=True)
    for kind, group in groupby(pairs, key=lambda pair: pair[0]):
        yield kind, "".join(character for _kind, character in group)


def _script(character: str) -> str:
    if character.isascii() or _CJK.match(character):
        return ""
    if _EMOJI.match(character):
        return "EMOJI"
    name = unicodedata.name(character, "").partition(" ")[0]
    return name if name in _SCRIPTS else ""


def _marked(text: str) -> Iterator[nodes.Node]:
    for name, run in runs(text):
        if not name:
            yield nodes.Text(run)
            continue
        script = _SCRIPTS[name]
        begin, end = ("\\beginR ", "\\endR") if script.right_to_left else ("", "")
        yield nodes.raw("", f"{{{script.command} {begin}", format="latex")
        yield nodes.Text(run)
        yield nodes.raw("", f"{end}}}", format="latex")


def cjk_preamble(engine: str) -> list[str]:
    """Return the lines that set Chinese, Japanese and Korean in the first font that is there."""
    if engine != "xelatex":
        return []
    chosen = ""
    for font in reversed(_CJK_FONTS):
        chosen = f"\\IfFontExistsTF{{{font}}}{{\\setCJKmainfont{{{font}}}}}{{{chosen}}}"
    signs = f"\\xeCJKDeclareCharClass{{Default}}{_LATIN_SIGNS}"
    return [f"\\IfFileExists{{xeCJK.sty}}{{\\usepackage{{xeCJK}}{chosen}{signs}}}{{}}"]
