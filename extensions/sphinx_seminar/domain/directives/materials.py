"""What remains of a talk, as links: addresses that are allowed, or files to download.

What is for members, under embargo or never to be published is not linked to, so that Sphinx
does not copy it, and not named: the page says when, or for whom, it is there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.domain.nodes import Label
from sphinx_seminar.domain.privacy.audience import is_for_members
from sphinx_seminar.domain.privacy.withholding import today, withhold
from sphinx_seminar.domain.trust.files import DOWNLOADS, FileRefusal, resolve_inside
from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.model.links import ALLOWED_SCHEMES, refusal, resolved_doi, scheme_of
from sphinx_seminar.model.talk import Material, MaterialKind
from sphinx_seminar.parsing.materials import Openness, Terms, parse_material

if TYPE_CHECKING:
    from sphinx_seminar.domain.directives.base import SeminarDirective

#: Keeps links to materials apart from links to readings.
MATERIAL_CLASS = "seminar-material"
#: Labels of what is not there; their words are rendering's.
MEMBERS_LABEL, EMBARGO_LABEL, ARCHIVED_LABEL = "for-members", "embargo-until", "archived"


def read_materials(directive: SeminarDirective) -> tuple[list[Material], list[nodes.Node]]:
    """Return the materials that may be published in this build, and what is shown of all."""
    materials: list[Material] = []
    shown: list[nodes.Node] = []
    members = is_for_members(directive.config)
    for kind in MaterialKind:
        text = directive.option(kind.value)
        if not text:
            continue
        target, terms, findings = parse_material(text)
        directive.note(findings, kind.value)
        if terms.openness is not Openness.PUBLIC or terms.until is not None:
            withhold(directive.env, terms.until)
        if terms.is_open(today(directive.env), to_members=members):
            material = Material(kind, target, terms.archived)
            materials.append(material)
            shown.append(material_node(directive, material))
        elif terms.openness is not Openness.NEVER:
            shown.append(_notice(directive, kind, terms, to_members=members))
    return materials, shown


def material_node(directive: SeminarDirective, material: Material) -> nodes.Node:
    """Return a link to *material*; one that is wrong becomes its target as text."""
    link = _link(directive, material)
    if not material.archived:
        return link
    label = Label(label=ARCHIVED_LABEL, docname=directive.env.docname)
    copy = nodes.reference(
        "", "", label, refuri=material.archived, internal=False, classes=[MATERIAL_CLASS]
    )
    return nodes.inline("", "", link, nodes.Text(" ("), copy, nodes.Text(")"))


def _notice(
    directive: SeminarDirective, kind: MaterialKind, terms: Terms, *, to_members: bool
) -> nodes.Node:
    """Return that there is something, and for whom or from when."""
    docname = directive.env.docname
    is_closed = terms.openness is Openness.MEMBERS and not to_members
    reason = Label(label=MEMBERS_LABEL if is_closed else EMBARGO_LABEL, docname=docname)
    day = "" if is_closed or terms.until is None else f" {terms.until.isoformat()}"
    label = Label(label=kind.value, docname=docname)
    return nodes.inline("", "", label, nodes.Text(": "), reason, nodes.Text(day))


def _link(directive: SeminarDirective, material: Material) -> nodes.Element:
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
