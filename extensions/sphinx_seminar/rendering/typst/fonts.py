"""The volume's fonts: those inside the typst wheel, CJK from a wheel, and the archive's own.

System fonts are ignored: the same sources give the same bytes on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.volume.choosing import place_in_conf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.rendering.typst.builder import SeminarPdfBuilder

#: Inside the typst wheel: Latin, Greek, Cyrillic; mathematics; code.
SERIF = "Libertinus Serif"
MONO = "DejaVu Sans Mono"

_SETTING = "seminar_pdf_fonts"
_CJK_PACKAGE = "manimgx_fonts_cjk"
_REGIONS = {"ja": "JP", "ko": "KR", "zh_TW": "TC", "zh_HK": "HK"}
#: Characters that hide: no font needs a glyph for them.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"})
#: They choose between forms of the character before them.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180d\u034f\u3164\uffa0]")


#: What Typst says of a family that nobody has; names are in small letters there.
_UNKNOWN = "unknown font family: "


def own_folders(builder: SeminarPdfBuilder) -> tuple[str, ...]:
    """Return the archive's folders of fonts; what is no folder is told of and left out."""
    folders = []
    for name in getattr(builder.config, _SETTING, ()):
        folder = Path(builder.confdir, name)
        if folder.is_dir():
            folders.append(str(folder))
        else:
            finding = Finding(FindingKind.FILE_MISSING, value=name, name=_SETTING)
            builder.tell(finding, place_in_conf(builder, finding))
    return tuple(folders)


def unknown_families(warnings: Iterable[str]) -> list[str]:
    """Return the families that Typst's *warnings* say are unknown."""
    return [one.removeprefix(_UNKNOWN) for one in warnings if one.startswith(_UNKNOWN)]


def cjk_folder() -> str:
    """Return the folder of the Chinese, Japanese and Korean fonts, '' when not installed."""
    spec = find_spec(_CJK_PACKAGE)
    if spec is None or spec.origin is None:
        return ""
    return str(Path(spec.origin).parent)


def cjk_family(language: str) -> str:
    """Return the family with the forms that readers of *language* know."""
    region = _REGIONS.get(language, _REGIONS.get(language.partition("_")[0], "SC"))
    return f"Noto Sans CJK {region}"


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
