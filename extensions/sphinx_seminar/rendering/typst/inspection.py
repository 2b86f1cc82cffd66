"""What is learnt of the volume before it is translated: formulas, images, characters, footnotes.

Each formula and image is tried by itself, equal ones once, so that a bad one costs
itself and a located warning, never the volume.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.math.checking import judged
from sphinx_seminar.rendering.math.convert import Formula
from sphinx_seminar.rendering.math.typst import to_typst
from sphinx_seminar.rendering.typst import fonts
from sphinx_seminar.rendering.typst.assets import copy_asset
from sphinx_seminar.rendering.volume.assembly import with_docnames

if TYPE_CHECKING:
    from sphinx_seminar.rendering.typst.builder import SeminarPdfBuilder
    from sphinx_seminar.rendering.typst.fonts import FontFolder


@dataclass(frozen=True, slots=True)
class SetFormula:
    """A formula as Typst math, and the tag its author gave it."""

    source: str
    tag: str
    characters: frozenset[str]


@dataclass(slots=True)
class Inspected:
    """The facts the translator asks for."""

    #: (LaTeX, whether displayed) -> the formula; bad ones are absent
    formulas: dict[tuple[str, bool], SetFormula] = field(default_factory=dict)
    #: uri of an image node -> its path below the output folder; bad ones are absent
    assets: dict[str, str] = field(default_factory=dict)
    #: (docname, id) -> the note
    footnotes: dict[tuple[str, str], nodes.footnote] = field(default_factory=dict)
    #: fonts beside Typst's own that have some of the characters
    fonts: tuple[FontFolder, ...] = ()
    #: characters without a glyph -> what is shown instead
    replacements: dict[int, str] = field(default_factory=dict)
    #: documents that hold a session
    meetings: set[str] = field(default_factory=set)
    #: document -> who speaks there, for the contents
    speakers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Found:
    maths: dict[tuple[str, bool], nodes.Element] = field(default_factory=dict)
    images: dict[str, nodes.Element] = field(default_factory=dict)
    characters: dict[str, nodes.Node] = field(default_factory=dict)


def inspect(builder: SeminarPdfBuilder, tree: nodes.document) -> Inspected:
    """Return what is known of *tree*, every problem said."""
    result = Inspected()
    found = _find(tree, result)
    candidates = _convert(builder, found)
    copied = {
        uri: path for uri, node in found.images.items() if (path := copy_asset(builder, uri, node))
    }
    characters = fonts.characters_to_check(set(found.characters))
    inspection = builder.trials.inspect(
        [formula.source for formula in candidates.values()],
        list(copied.values()),
        characters,
    )
    for (key, formula), reason in zip(candidates.items(), inspection.formulas, strict=True):
        if reason:
            finding = Finding(FindingKind.MATH, value=key[0], detail=reason)
            builder.tell(finding, found.maths[key])
        else:
            result.formulas[key] = formula
    for (uri, path), reason in zip(copied.items(), inspection.images, strict=True):
        if reason:
            finding = Finding(FindingKind.IMAGE, value=uri, detail=reason)
            builder.tell(finding, found.images[uri])
        else:
            result.assets[uri] = path
    result.fonts = tuple(inspection.fonts)
    if inspection.missing:
        _replace(builder, inspection.missing, found, result)
    for key, formula in candidates.items():
        if any(ord(character) in result.replacements for character in formula.characters):
            result.formulas.pop(key, None)
    return result


def _find(tree: nodes.document, result: Inspected) -> _Found:
    found = _Found()
    for node, docname in with_docnames(tree):
        if isinstance(node, nodes.math | nodes.math_block):
            key = (node.astext(), isinstance(node, nodes.math_block))
            found.maths.setdefault(key, node)
        elif isinstance(node, nodes.image):
            found.images.setdefault(str(node["uri"]), node)
        elif isinstance(node, nodes.footnote):
            result.footnotes.update({(docname, node_id): node for node_id in node["ids"]})
        elif isinstance(node, nodes.container) and "seminar-session" in node["classes"]:
            result.meetings.add(docname)
        elif isinstance(node, nodes.Text):
            for character in set(node.astext()):
                found.characters.setdefault(character, node)
    return found


def _convert(builder: SeminarPdfBuilder, found: _Found) -> dict[tuple[str, bool], SetFormula]:
    candidates = {}
    for key, node in found.maths.items():
        formula = judged(builder.config, node)
        if isinstance(formula, Formula):
            characters = frozenset("".join(formula.mathml.itertext()))
            candidates[key] = SetFormula(to_typst(formula.mathml), formula.tag, characters)
            for character in characters:
                found.characters.setdefault(character, node)
    return candidates


def _replace(builder: SeminarPdfBuilder, missing: str, found: _Found, result: Inspected) -> None:
    result.replacements = fonts.code_points(missing)
    names = " ".join(f"{character} (U+{ord(character):04X})" for character in missing)
    first = found.characters[missing[0]]
    detail = volume.fonts_in_extra() if fonts.need_cjk(missing) else ""
    where = first if isinstance(first, nodes.Element) else first.parent
    builder.tell(Finding(FindingKind.GLYPH, value=names, detail=detail), where)
