"""Which file a style's name means, and what is changed in it before pandoc reads it.

Every citation of an archive stands by itself: what a style says of citations that follow
others of the same work (*ibid.*, shortened lists of names) is resolved for the first one, and
no dash stands for the names of the entry above. Beyond :data:`LARGE` entries a style tells
works apart by letters alone: names, which cost time that grows with the square of a list,
stay as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.parsing.locators import LABELS

_FOLDER = Path(__file__).parent / "styles"
#: What people call styles; ids of the CSL project change, these do not.
ALIASES = {
    "acs": "american-chemical-society",
    "aps": "american-physics-society",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
    "mla": "modern-language-association",
    "nlm": "nlm-citation-sequence",
    "springer": "springer-basic-author-date",
    "vancouver": "nlm-citation-sequence",
}
#: The styles that need no pandoc.
BUILT_IN = ("author-year", "numeric")
#: More entries than these are told apart by letters alone.
LARGE = 300
_LARGEST_FILE = 2_000_000
_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_TESTS = frozenset({
    "disambiguate", "is-numeric", "is-uncertain-date", "locator", "type", "variable",
})  # fmt: skip
_FOLLOWING = ("et-al-subsequent-min", "et-al-subsequent-use-first", "subsequent-author-substitute")
_NAMES_APART = (
    "disambiguate-add-names", "disambiguate-add-givenname", "givenname-disambiguation-rule",
)  # fmt: skip
_LETTERS = "disambiguate-add-year-suffix"
#: A variable that no item has.
_NOTHING = "seminar-nothing"


class Style(NamedTuple):
    """A CSL style, ready for pandoc, and what of it matters here.

    ``large`` is for lists of more than :data:`LARGE` entries, ``lone`` for references each by
    itself. ``has_labels`` is whether numbers stand apart from the references.
    """

    name: str
    text: str
    large: str
    lone: str
    is_note: bool
    is_numeric: bool
    has_labels: bool
    has_locators: bool
    tells_apart: bool


def shipped_styles() -> list[str]:
    """Return the ids of the styles that are part of this package."""
    return sorted(path.stem for path in _FOLDER.glob("*.csl"))


def shipped_text(style_id: str) -> str:
    """Return the file of a style that is part of this package, as its authors wrote it."""
    return (_FOLDER / f"{style_id}.csl").read_text("utf-8")


def locator_word(label: str) -> str:
    """Return the word by which pandoc knows *label* in any language: a term of the style."""
    return f"seminar{label}"


def find_style(name: str, srcdir: Path) -> Style | Finding:
    """Return the style *name*: an id, an alias, or a ``.csl`` file inside *srcdir*."""
    if not name.endswith(".csl"):
        style_id = ALIASES.get(name.casefold(), name.casefold())
        known = shipped_styles()
        if style_id not in known:
            choices = [*BUILT_IN, *known, *ALIASES]
            return _wrong(name, near=nearest(name, choices), allowed=(*choices, "FILE.csl"))
        return _prepared(name, shipped_text(style_id))
    path = (srcdir / name).resolve()
    if not path.is_relative_to(srcdir.resolve()):
        return _wrong(name, detail="outside the source folder")
    try:
        text = path.read_text("utf-8-sig") if path.stat().st_size <= _LARGEST_FILE else ""
    except (OSError, UnicodeError) as error:
        return _wrong(name, detail=getattr(error, "strerror", "") or "UTF-8")
    return _prepared(name, text)


def _prepared(name: str, text: str) -> Style | Finding:
    if "<!" in text.replace("<!--", ""):
        # Entities could name files, or grow without end.
        return _wrong(name, detail="<!DOCTYPE>")
    try:
        root = ET.fromstring(text)  # noqa: S314 (without entities)
    except ET.ParseError as error:
        return _wrong(name, detail=str(error))
    if root.tag != f"{_NAMESPACE}style":
        return _wrong(name, detail="no <style>")
    if any(link.get("rel") == "independent-parent" for link in root.iter(f"{_NAMESPACE}link")):
        # Its parent would have to be fetched.
        return _wrong(name, detail='rel="independent-parent"')
    bibliography = root.find(f"{_NAMESPACE}bibliography")
    if bibliography is None:
        return _wrong(name, detail="no <bibliography>")
    variables = {element.get("variable", "") for element in root.iter()}
    attributes = {attribute for element in root.iter() for attribute in element.attrib}
    _without(root, _FOLLOWING)
    _settle(root)
    return Style(
        name,
        ET.tostring(root, encoding="unicode"),
        ET.tostring(_without(root, _NAMES_APART), encoding="unicode"),
        ET.tostring(_without(root, (_LETTERS,)), encoding="unicode"),
        is_note=root.get("class") == "note",
        is_numeric="citation-number" in variables,
        has_labels="second-field-align" in bibliography.attrib,
        has_locators="locator" in variables,
        tells_apart=not attributes.isdisjoint({*_NAMES_APART, _LETTERS}),
    )


def _without(root: ET.Element, attributes: tuple[str, ...]) -> ET.Element:
    """Return *root*, from which *attributes* are taken out."""
    for element in root.iter():
        for attribute in attributes:
            element.attrib.pop(attribute, None)
    return root


def _settle(root: ET.Element) -> None:
    """Decide what depends on earlier citations, and add the words for locators."""
    for element in root.iter():
        if "position" in element.attrib:
            _settle_position(element)
    terms = ET.SubElement(ET.SubElement(root, f"{_NAMESPACE}locale"), f"{_NAMESPACE}terms")
    for label in LABELS:
        # A form that no style writes locators in.
        term = ET.SubElement(terms, f"{_NAMESPACE}term", {"name": label, "form": "verb-short"})
        term.text = locator_word(label)


def _settle_position(branch: ET.Element) -> None:
    """Decide the test of *branch* (``if``, ``else-if``) for a first citation."""
    tests = [test == "first" for test in branch.attrib.pop("position").split()]
    match = branch.get("match", "all")
    if match == "any":
        decided = True if any(tests) else None
    elif match == "none":
        decided = False if any(tests) else None
    else:
        decided = None if all(tests) else False
    if decided is None:
        if _TESTS & branch.attrib.keys():
            return
        decided = match != "any"
    for attribute in _TESTS & branch.attrib.keys():
        del branch.attrib[attribute]
    branch.set("variable", _NOTHING)
    branch.set("match", "none" if decided else "any")


def _wrong(
    name: str, *, near: str = "", detail: str = "", allowed: tuple[str, ...] = ()
) -> Finding:
    return Finding(
        FindingKind.CITATION_STYLE,
        name,
        allowed,
        near,
        name="seminar_citation_style",
        detail=detail,
    )
