"""XML as elements with their lines; entities and external references are refused."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from sphinx_seminar.importers.sources import Source, SourceError, SourceProblem

#: Deeper than any export nests.
_DEEPEST = 60
_LINE = "\0line"


class _Builder(TreeBuilder):
    """Builds the tree, notes the line of each element and refuses to nest without end."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._depth = 0
        self.parser: DefusedXMLParser | None = None

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise SourceError(SourceProblem.TOO_DEEP, self._name)
        element = super().start(tag, attrs)
        if self.parser is not None:
            element.set(_LINE, str(self.parser.parser.CurrentLineNumber))
        return element

    def end(self, tag: str) -> Element:
        self._depth -= 1
        return super().end(tag)


def load_xml(source: Source) -> Element:
    """Return the root of the file.

    :raises SourceError: for what is no XML, and for XML with entities of its own.
    """
    builder = _Builder(source.name)
    parser = DefusedXMLParser(target=builder)
    builder.parser = parser
    try:
        parser.feed(source.text)
        root: Element = parser.close()
    except ParseError as error:
        line = error.position[0] if hasattr(error, "position") else 0
        raise SourceError(SourceProblem.SYNTAX, source.name, str(error), line) from error
    except DefusedXmlException as error:
        reason = "entities and external references are refused"
        raise SourceError(SourceProblem.SYNTAX, source.name, reason) from error
    return root


def line_of(element: Element) -> int:
    """Return the line on which *element* begins."""
    return int(element.get(_LINE, "0"))


def text_in(element: Element, path: str) -> str:
    """Return the text of the first element at *path*, '' where there is none."""
    found = element.find(path)
    return "".join(found.itertext()).strip() if found is not None else ""
