"""The doctree of a volume: of all pages, or of the pages of its sessions and its readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import new_document

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.model.volume import Form
from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.volume.assembly import reparent
from sphinx_seminar.rendering.volume.bibliography import bibliography_home, bibliography_of
from sphinx_seminar.rendering.volume.programme import programme_of
from sphinx_seminar.rendering.volume.titles import chapter_of

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_seminar.model.volume import Volume
    from sphinx_seminar.rendering.volume.documents import Documents

#: Class of the place for notes of a handout.
NOTES_CLASS = "seminar-volume-notes"


def compose(part: Volume, documents: Documents, builder: Builder) -> nodes.document:
    """Return the doctree of *part*."""
    if part.is_whole:
        return documents.whole()
    content = _CONTENT[part.form](part, documents, builder)
    root = builder.config.root_doc
    tree = new_document("")
    tree["docname"] = root
    # the first title of the root is the volume's, which stands on the title page
    tree += nodes.section("", nodes.title("", builder.config.project), *content)
    reparent(tree)
    return tree


def _book(part: Volume, documents: Documents, builder: Builder) -> list[nodes.Node]:
    chapters = chapter_of(part, seminar_domain(builder.env).archive)
    chapter_of_page: dict[str, str] = {}
    for session in part.sessions:
        chapter_of_page.setdefault(session.docname, chapters.get(session.id, ""))
    pages = documents.take(list(chapter_of_page))
    content: list[nodes.Node] = []
    opened = ""
    for page, heading in zip(pages, chapter_of_page.values(), strict=True):
        if heading and heading != opened:
            content.append(nodes.section("", nodes.title("", heading)))
        opened = heading
        target = content[-1] if heading else None
        if isinstance(target, nodes.section):
            target += page
        else:
            content.append(page)
    return [*content, *_bibliography(part, documents, builder)]


def _bibliography(part: Volume, documents: Documents, builder: Builder) -> list[nodes.Node]:
    listed = bibliography_of(part, builder.env)
    if not listed:
        return []
    section = nodes.section("", nodes.title("", volume.bibliography()), *listed)
    page = documents.resolved(bibliography_home(builder.env), [section])
    page["head"] = volume.bibliography()
    return [page]


def _readings(part: Volume, documents: Documents, builder: Builder) -> list[nodes.Node]:
    return [documents.resolved(bibliography_home(builder.env), bibliography_of(part, builder.env))]


def _handout(part: Volume, documents: Documents, builder: Builder) -> list[nodes.Node]:
    del builder
    place = nodes.container("", nodes.rubric("", volume.notes()), classes=[NOTES_CLASS])
    docnames = dict.fromkeys(session.docname for session in part.sessions)
    return [*documents.take(list(docnames)), addnodes.start_of_file("", place, docname="/notes")]


def _programme(part: Volume, documents: Documents, builder: Builder) -> list[nodes.Node]:
    return [documents.resolved("/programme", programme_of(part, builder.env))]


_CONTENT = {
    Form.BOOK: _book,
    Form.HANDOUT: _handout,
    Form.READINGS: _readings,
    Form.PROGRAMME: _programme,
}
