"""What listings show of other archives: as text, with links that leave this site.

Nothing of another archive becomes an id, a target or a name of this site. Its formulas are
judged here, since no page of this site was read with them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.rendering.math.checking import CHECKED
from sphinx_seminar.rendering.math.commands import refused_command

if TYPE_CHECKING:
    from sphinx_seminar.model.federation import Partner, View
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.rendering.context import Context


def seen_with(view: View, context: Context) -> Context:
    """Return *context* with the archives of *view* in the place of this one."""
    return replace(context, archive=view.archive, view=view)


def archive_label(session: Session, context: Context) -> list[nodes.Node]:
    """Return which archive *session* belongs to; nothing for this one's."""
    partner = context.view.partner_of(session) if context.view else None
    return [_label(partner)] if partner else []


def partner_label(view: View, key: str) -> list[nodes.Node]:
    """Return which archive the reading *key*, which is not this one's, has its name from."""
    partner = view.partners.get(key.partition(":")[0])
    return [_label(partner)] if partner else []


def _label(partner: Partner) -> nodes.inline:
    link = nodes.reference("", partner.title, refuri=partner.address, internal=False)
    return nodes.inline(
        "", "", nodes.Text(" ["), link, nodes.Text("]"), classes=["seminar-archive"]
    )


def tamed(shown: list[nodes.Node]) -> list[nodes.Node]:
    """Return *shown* with every formula that reaches outside itself as text.

    One that cannot be set is shown as its source; nobody here can mend it.
    """
    for node in shown:
        for formula in list(node.findall(nodes.math)):
            latex = formula.astext()
            if refused_command(latex):
                formula.replace_self(nodes.Text(f"${latex}$"))
            else:
                formula[CHECKED] = True
    return shown
