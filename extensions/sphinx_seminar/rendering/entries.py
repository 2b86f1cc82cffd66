"""What stands below a reference in the bibliography: identifiers, uses, abstract, BibTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.identifiers import Identifiers
from sphinx_seminar.rendering.citation.runs import render_runs
from sphinx_seminar.rendering.exports import copyable, details
from sphinx_seminar.rendering.labels import exports as labels
from sphinx_seminar.rendering.listings.uses import render_discussed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.model.archive import Use
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.rendering.context import Context

_BOOKS = "https://openlibrary.org/isbn/"
_NO_IDENTIFIERS = Identifiers()


def render_entry(
    reading: Reading, uses: Iterable[Use], context: Context, *, whole: bool
) -> list[nodes.Node]:
    """Return what the archive knows of *reading* beside its reference.

    The abstract and the entry in BibTeX are there where *whole*: at the reading's home.
    DOI, arXiv id and address end the reference itself, as links.
    """
    shown = [*_isbns(reading), *render_discussed(uses, context)]
    if whole:
        shown += _abstract(reading, context)
        if context.exports:
            entry = copyable(reading.raw.strip())
            shown.append(details(labels.BIBTEX, entry, "seminar-bibtex"))
    return shown


def _isbns(reading: Reading) -> list[nodes.Node]:
    isbns = (reading.identifiers or _NO_IDENTIFIERS).isbns
    if not isbns:
        return []
    line = nodes.paragraph("", classes=["seminar-identifiers"])
    for index, isbn in enumerate(isbns):
        line += nodes.Text(", ") if index else []
        text = nodes.Text(str(labels.ISBN) % isbn)
        line += nodes.reference("", "", text, refuri=f"{_BOOKS}{isbn}", internal=False)
    return [line]


def _abstract(reading: Reading, context: Context) -> list[nodes.Node]:
    """Return the abstract: closed in HTML, where lists are long, a paragraph elsewhere."""
    abstract = reading.get("abstract")
    if not abstract:
        return []
    paragraph = nodes.paragraph("", "", *render_runs(abstract), classes=["seminar-abstract"])
    if not context.is_html:
        return [paragraph]
    return [details(labels.ABSTRACT, [paragraph], "seminar-reading-abstract")]
