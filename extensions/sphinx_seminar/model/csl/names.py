"""Names as CSL's name variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_seminar.model.reading import Role

if TYPE_CHECKING:
    from sphinx_seminar.model.reading import Contributors, Name, Reading

_VARIABLES = {
    Role.AUTHOR: "author",
    Role.EDITOR: "editor",
    Role.TRANSLATOR: "translator",
    Role.BOOKAUTHOR: "container-author",
    Role.DIRECTOR: "director",
}
#: What biblatex's ``editortype`` makes of an editor.
_EDITORS = {
    "compiler": "compiler",
    "director": "director",
    "organizer": "organizer",
    "founder": "series-creator",
    "redactor": "editor",
    "editor": "editor",
}
_EDITOR_ROLES = (Role.EDITOR, Role.EDITORA, Role.EDITORB, Role.EDITORC)
#: The literal that CSL processors and Zotero know for names left out.
OTHERS = {"literal": "others"}


def csl_names(reading: Reading) -> dict[str, list[dict[str, Any]]]:
    """Return the name variables of *reading*; a holder is its publisher, no name."""
    found: dict[str, list[dict[str, Any]]] = {}
    for contributors in reading.contributors:
        if contributors.role is not Role.HOLDER:
            names = found.setdefault(_variable(reading, contributors), [])
            names += [csl_name(name) for name in contributors.names]
            if contributors.others:
                names.append(OTHERS)
    return {variable: names for variable, names in found.items() if names}


def _variable(reading: Reading, contributors: Contributors) -> str:
    role = contributors.role
    if role in _EDITOR_ROLES:
        return _EDITORS.get(reading.text(f"{role.value}type"), "editor")
    return _VARIABLES.get(role, "contributor")


def csl_name(name: Name) -> dict[str, Any]:
    """Return *name*; a particle stays with its family name (“van Gennep”)."""
    if name.corporate or not (name.given or name.particle or name.suffix):
        key = "literal" if name.corporate else "family"
        return {key: name.family}
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}
