"""The citations of the talks themselves: ``exports/citation/<talk id>`` in every format."""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import page_url, publishes_exports
from sphinx_seminar.model.csl.talks import is_citable, talk_item
from sphinx_seminar.model.identity import node_id
from sphinx_seminar.model.scope import ListFormat, citation_stem
from sphinx_seminar.outputs.csl import export_csl
from sphinx_seminar.outputs.publishing import Publication, Published
from sphinx_seminar.outputs.ris import export_ris
from sphinx_seminar.rendering.citation.plain import plain_text
from sphinx_seminar.rendering.citation.talks import talk_bibtex, talk_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.archive import Archive, Contribution

#: One entry is short enough to be typed anew where only ASCII will do.
FORMATS = tuple(form for form in ListFormat if form is not ListFormat.ASCII)


class Cited(NamedTuple):
    """A talk to be cited, with its address ('' when unknown) and the language of the archive."""

    archive: Archive
    item: Contribution
    url: str = ""
    language: str = "en"

    def export(self, form: ListFormat) -> bytes:
        """Return the citation in the format *form*."""
        place = (self.archive, *self.item)
        if form is ListFormat.CSL:
            return export_csl([talk_item(*place, self.url)])
        if form is ListFormat.RIS:
            return export_ris([talk_item(*place, self.url, plain=True)])
        if form is ListFormat.PLAIN:
            text = plain_text(talk_reference(*place, self.language, self.url))
            return f"{text}\n".encode("utf-8", "replace")
        text = talk_bibtex(*place, self.url)
        return text.encode("utf-8", "replace")


def citation_publications(
    app: Sphinx, env: BuildEnvironment, builder: Builder, _before: Published
) -> Iterator[Publication]:
    """Yield the files of every talk that can be cited (event ``seminar-publications``)."""
    if not publishes_exports(builder):
        return
    archive = seminar_domain(env).archive
    salt = f"{app.extensions['sphinx_seminar'].version} {app.config.language}"
    for item in archive.talk_by_id.values():
        session, talk = item
        if not is_citable(session, talk):
            continue
        page = page_url(builder, session.docname)
        url = f"{page}#{node_id('talk', talk.id)}" if page else ""
        cited = Cited(archive, item, url, app.config.language)
        # What the formats show: the entry and the record between them hold all of it.
        shown = talk_bibtex(archive, session, talk, url) + repr(talk_item(archive, *item, url))
        digest = blake2b(shown.encode("utf-8", "replace"), digest_size=16).hexdigest()
        for form in FORMATS:
            path = citation_stem(talk.id) + form.suffix
            yield Publication(path, f"{digest} {salt}", partial(cited.export, form))
