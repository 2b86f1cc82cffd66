"""References to the archive's objects, resolved by the domain like any an author typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.model.links import refusal, scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.model.person import Appearance
    from sphinx_seminar.rendering.context import Context

_MAIL = re.compile(r"[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+")


def link_to(
    objtype: str, target: str, content: Sequence[nodes.Node], docname: str
) -> addnodes.pending_xref:
    """Return a reference in *docname* to the object *target*, shown as *content*."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", "", *content),
        refdomain="seminar",
        reftype=objtype,
        reftarget=target,
        refexplicit=True,
        refdoc=docname,
        refwarn=False,
    )


def link_in(
    context: Context, objtype: str, target: str, content: Sequence[nodes.Node]
) -> nodes.Element:
    """Return a reference to the object *target*, or to its address in another archive."""
    address = context.addresses.get((objtype, target))
    if address is None:
        return link_to(objtype, target, content, context.docname)
    return nodes.reference(
        "", "", *content, refuri=address, internal=False, classes=["seminar-elsewhere"]
    )


def speaker_nodes(
    speakers: Iterable[Appearance], context: Context, *, affiliations: bool = False
) -> list[nodes.Node]:
    """Return the names of *speakers* as links, separated by commas."""
    shown: list[nodes.Node] = []
    for speaker in speakers:
        person = context.archive.person_of(speaker)
        if shown:
            shown.append(nodes.Text(", "))
        shown.append(link_in(context, "speaker", person.id, [nodes.Text(speaker.name)]))
        if affiliations and speaker.affiliation:
            shown.append(
                nodes.inline("", f" ({speaker.affiliation})", classes=["seminar-affiliation"])
            )
    return shown


def contact_node(contact: str) -> nodes.Node:
    """Return *contact* as a link, where it is an address of mail or of the web."""
    uri = f"mailto:{contact}" if _MAIL.fullmatch(contact) else contact
    if scheme_of(uri) and not refusal(uri):
        return nodes.reference("", contact, refuri=uri, internal=False)
    return nodes.Text(contact)


def field(name: str, *content: nodes.Node, css_class: str = "") -> nodes.field:
    """Return one field of a list of facts."""
    return nodes.field(
        "",
        nodes.field_name("", name),
        nodes.field_body("", nodes.paragraph("", "", *content)),
        classes=[css_class] if css_class else [],
    )
