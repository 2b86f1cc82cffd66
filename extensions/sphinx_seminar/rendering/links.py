"""References to the archive's objects, resolved by the domain like any an author typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_seminar.domain.titles import rich_nodes
from sphinx_seminar.model.links import refusal, scheme_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.person import Appearance
    from sphinx_seminar.model.richtext import RichText
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk

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


def link_to_session(session: Session, content: Sequence[nodes.Node], docname: str) -> nodes.Node:
    """Return a reference to *session*."""
    return link_to("session", session.id, content, docname)


def link_to_talk(talk: Talk, title: RichText, docname: str) -> nodes.Node:
    """Return a reference to *talk*, shown as *title*."""
    return link_to("talk", talk.id, rich_nodes(title), docname)


def speaker_nodes(
    speakers: Iterable[Appearance], archive: Archive, docname: str, *, affiliations: bool = False
) -> list[nodes.Node]:
    """Return the names of *speakers* as links, separated by commas."""
    shown: list[nodes.Node] = []
    for speaker in speakers:
        person = archive.person_of(speaker)
        if shown:
            shown.append(nodes.Text(", "))
        shown.append(link_to("speaker", person.id, [nodes.Text(speaker.name)], docname))
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
