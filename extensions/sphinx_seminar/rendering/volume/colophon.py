"""The last page: what the volume is, of which day, and how to cite it.

The day is that of the title page, an input of the build and never the clock's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.volume.addresses import address_of
from sphinx_seminar.rendering.volume.dating import day_of
from sphinx_seminar.rendering.volume.titles import author_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.config import Config

    from sphinx_seminar.rendering.volume.attachments import Attachment
    from sphinx_seminar.rendering.volume.dating import DatedBuilder
    from sphinx_seminar.rendering.volume.titles import Titles


def colophon(
    builder: DatedBuilder, titles: Titles, attachments: Sequence[Attachment]
) -> nodes.section:
    """Return the colophon of the volume that *builder* makes with *attachments*."""
    config = builder.config
    day = day_of(config, builder.moment)
    release = str(config.release)
    facts: list[tuple[str, list[nodes.Node]]] = [
        (volume.title_word(), [nodes.emphasis("", titles.name)])
    ]
    if author := author_of(config):
        facts.append((volume.author_word(), [nodes.Text(author)]))
    if release:
        facts.append((volume.version_word(), [nodes.Text(release)]))
    if day:
        facts.append((volume.date_word(), [nodes.Text(day)]))
    if base := address_of(config):
        facts.append((volume.address_word(), [_link(base)]))
    facts.append((volume.citing_word(), _citation(config, titles, day)))
    if attachments:
        facts.append((volume.attachments_word(), _files(attachments)))
    fields = nodes.field_list("", *(_field(name, content) for name, content in facts))
    made = nodes.paragraph("", volume.made_with())
    return nodes.section("", nodes.title("", volume.colophon()), fields, made)


def _citation(config: Config, titles: Titles, day: str) -> list[nodes.Node]:
    """Return the volume as a reference: author, title, version, day, address."""
    shown: list[nodes.Node] = []
    if author := author_of(config):
        shown.append(nodes.Text(f"{author.removesuffix('.')}. "))
    shown.append(nodes.emphasis("", titles.name))
    details = [volume.version(str(config.release))] if config.release else []
    if day:
        details.append(day)
    shown.append(nodes.Text(f". {', '.join(details)}." if details else "."))
    if base := address_of(config):
        shown += [nodes.Text(" "), _link(base)]
    return shown


def _files(attachments: Sequence[Attachment]) -> list[nodes.Node]:
    shown: list[nodes.Node] = []
    for one in attachments:
        shown += [nodes.Text("; ")] if shown else []
        shown += [nodes.literal("", one.name), nodes.Text(f" ({one.description})")]
    return shown


def _link(address: str) -> nodes.reference:
    return nodes.reference("", address, refuri=address, internal=False)


def _field(name: str, content: list[nodes.Node]) -> nodes.field:
    body = nodes.field_body("", nodes.paragraph("", "", *content))
    return nodes.field("", nodes.field_name("", name), body)
