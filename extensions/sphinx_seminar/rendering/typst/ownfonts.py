"""The archive's own fonts: their folders, and what is said of families that nobody has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.volumes import location_in_conf
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.typst.compiling import families_in
from sphinx_seminar.rendering.typst.fonts import FontFolder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.rendering.typst.builder import SeminarPdfBuilder

_SETTING = "seminar_pdf_fonts"
#: What Typst says of a family that nobody has; names are in small letters there.
_UNKNOWN = "unknown font family: "


def own_fonts(builder: SeminarPdfBuilder) -> tuple[FontFolder, ...]:
    """Return the archive's folders of fonts; what is no folder is told of and left out."""
    names = getattr(builder.config, _SETTING, ())
    found, absent = font_folders(names, Path(builder.confdir))
    for name in absent:
        finding = Finding(FindingKind.FILE_MISSING, value=name, name=_SETTING)
        builder.tell(finding, str(location_in_conf(builder.env, finding)))
    return found


def font_folders(
    names: Iterable[str], confdir: Path
) -> tuple[tuple[FontFolder, ...], tuple[str, ...]]:
    """Return the folders *names*, beside conf.py in *confdir*, and those names that are none's."""
    found, absent = [], []
    for name in names:
        folder = confdir / name
        if folder.is_dir():
            found.append(FontFolder(str(folder), tuple(families_in(str(folder)))))
        else:
            absent.append(name)
    return tuple(found), tuple(absent)


def unknown_families(warnings: Iterable[str]) -> list[str]:
    """Return the families that Typst's *warnings* say are unknown."""
    return [one.removeprefix(_UNKNOWN) for one in warnings if one.startswith(_UNKNOWN)]
