"""What remains of a talk, as a link: an address that is allowed, or a file to download."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.domain.nodes import Label
from sphinx_seminar.domain.trust.files import DOWNLOADS, FileRefusal, resolve_inside
from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.model.links import ALLOWED_SCHEMES, refusal, resolved_doi, scheme_of

if TYPE_CHECKING:
    from sphinx_seminar.domain.directives.base import SeminarDirective
    from sphinx_seminar.model.talk import Material

#: Keeps links to materials apart from links to readings.
MATERIAL_CLASS = "seminar-material"


def material_node(directive: SeminarDirective, material: Material) -> nodes.Node:
    """Return a link to *material*; one that is wrong becomes its target as text."""
    name, target = material.kind.value, material.target
    label = Label(label=name, docname=directive.env.docname)
    finding = _problem(directive, name, target)
    if finding is not None:
        directive.note([finding], name)
        return nodes.inline("", "", label, nodes.Text(": "), nodes.literal("", target))
    if scheme_of(target):
        uri = resolved_doi(target)
        return nodes.reference("", "", label, refuri=uri, internal=False, classes=[MATERIAL_CLASS])
    return addnodes.download_reference(
        "",
        "",
        label,
        refdoc=directive.env.docname,
        refdomain="",
        reftype="download",
        refexplicit=True,
        reftarget=target,
        refwarn=False,
        classes=[MATERIAL_CLASS],
    )


def _problem(directive: SeminarDirective, name: str, target: str) -> Finding | None:
    """Return what keeps *target* from being linked to."""
    if refusal(target):
        return Finding(FindingKind.LINK_SCHEME, target, ALLOWED_SCHEMES, name=name)
    if scheme_of(target):
        return None
    path = resolve_inside(directive.env.srcdir, directive.env.docname, target)
    if not isinstance(path, Path):
        outside = path is FileRefusal.OUTSIDE
        kind = FindingKind.FILE_OUTSIDE if outside else FindingKind.REFUSED
        return Finding(kind, target, DOWNLOADS, name=name, detail=path.value)
    if not path.is_file():
        siblings = [one.name for one in path.parent.glob("*") if one.is_file()]
        near = nearest(path.name, siblings)
        return Finding(FindingKind.FILE_MISSING, target, nearest=near, name=name)
    return None
