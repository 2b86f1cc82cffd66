"""The head of ``archive.typ``: the template and what the title page says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx import addnodes

from sphinx_seminar.model.volume import Form
from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.typst import fonts
from sphinx_seminar.rendering.typst.quoting import quoted
from sphinx_seminar.rendering.volume.addresses import address_of, draw_code
from sphinx_seminar.rendering.volume.dating import day_of
from sphinx_seminar.rendering.volume.outside import Outside
from sphinx_seminar.rendering.volume.places import label
from sphinx_seminar.rendering.volume.titles import author_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.config import Config

    from sphinx_seminar.model.volume import Volume
    from sphinx_seminar.rendering.typst.builder import SeminarPdfBuilder
    from sphinx_seminar.rendering.volume.titles import Titles

#: The site's own template beside the package's.
OWN_TEMPLATE = "own-template.typ"


def own_template(config: Config) -> str:
    """Return the file, beside conf.py, whose definitions go before the template's; '' for none."""
    return str(getattr(config, "seminar_pdf_template", ""))


#: The function of the template that sets a volume of each form.
_FUNCTIONS = {
    Form.BOOK: "volume",
    Form.HANDOUT: "handout",
    Form.READINGS: "reading-sheet",
    Form.PROGRAMME: "programme-sheet",
}
#: A sheet has no running heads.
_PLAIN = "#let run = plain-run\n#let doc = plain-doc\n"
#: The parts of the template that are looked up by others: a site's own are handed to them.
_PARTS = ("title-page", "contents-page", "running-head", "sheet-head", "programme-head")


class Preamble(NamedTuple):
    """The first lines of a volume: what they define, and the line that begins it."""

    definitions: str
    start: str

    @property
    def text(self) -> str:
        """Both."""
        return self.definitions + self.start


def preamble(
    builder: SeminarPdfBuilder, tree: nodes.document, part: Volume, titles: Titles
) -> Preamble:
    """Return the first lines of the volume of *part*."""
    config = builder.config
    language = config.language or "en"
    code, _underscore, region = language.partition("_")
    families = fonts.families(builder.inspected.fonts, language)
    values = {
        "name": quoted(titles.name),
        "title": quoted(titles.title),
        "subtitle": quoted(titles.subtitle),
        "series": _array(titles.series),
        "author": quoted(author_of(config)),
        "version": quoted(volume.version(config.release) if config.release else ""),
        "date": quoted(day_of(config, builder.moment)),
        "language": quoted(code.lower()),
        "region": quoted(region.upper()) if len(region) == len("XX") else "none",
        "fonts": _array(families),
        "mono": quoted(fonts.MONO),
        "contents": quoted(volume.contents()),
        "depth": str(_contents_depth(tree)),
        "address": quoted(address_of(config)),
        "code": _code(builder, _subject(builder, part)),
        **{name: name for name in _PARTS},
    }
    arguments = ", ".join(f"{name}: {value}" for name, value in values.items())
    before, _percent, after = volume.page_of_reference().partition("%s")
    own = f'#import "/{OWN_TEMPLATE}": *\n' if own_template(config) else ""
    plain = "" if part.form is Form.BOOK else _PLAIN
    return Preamble(
        f'#import "/template.typ": *\n{own}{plain}'
        f"#let page-of(target) = page-after({quoted(before)}, {quoted(after)}, target)\n",
        f"#show: {_FUNCTIONS[part.form]}.with({arguments})\n",
    )


def _subject(builder: SeminarPdfBuilder, part: Volume) -> str:
    """Return the address on the web of what *part* is about: of a session, or of the archive."""
    if part.form is not Form.HANDOUT:
        return address_of(builder.config)
    session = part.sessions[0]
    return Outside(builder).address(label(session.docname, session.node_id))


def _code(builder: SeminarPdfBuilder, address: str) -> str:
    path = draw_code(builder, address)
    return f"code-picture({quoted(path)}, {quoted(volume.code_of(address))})" if path else "none"


def _array(texts: Iterable[str]) -> str:
    return "(" + "".join(f"{quoted(text)}, " for text in texts) + ")"


def _contents_depth(tree: nodes.document) -> int:
    """Return the level of the deepest document: every document is in the contents."""
    deepest = 1
    for file in tree.findall(addnodes.start_of_file):
        level = 0
        node: nodes.Element = file
        while node.parent is not None:
            node = node.parent
            level += node.tagname == "section"
        deepest = max(deepest, level)
    return deepest
