"""Where the texts of talks and sessions stand in a document, with the footnotes they need."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.domain.nodes import SessionFacts, TalkFacts
from sphinx_seminar.domain.pieces import NOTE
from sphinx_seminar.domain.prose import ABSTRACT_CLASS, BODY_CLASS, has_class, read_prose
from sphinx_seminar.model.prose import Piece, Prose, in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def abstract_of(facts: TalkFacts) -> Prose:
    """Return the abstract of the talk of *facts*."""
    return _with_notes([one for one in facts.parent.children if has_class(one, ABSTRACT_CLASS)])


def text_of(facts: SessionFacts) -> Prose:
    """Return what the session of *facts* says outside its talks."""
    return _with_notes(body_of(facts))


def _with_notes(found: Sequence[nodes.Node]) -> Prose:
    """Return *found* with its footnotes, which parsers put at the end of the document.

    They are numbered anew: the numbers of a page count what others wrote on it.
    """
    prose = read_prose(found)
    marks = [mark for node in found for mark in node.findall(nodes.footnote_reference)]
    if not marks:
        return prose
    root: nodes.Element = marks[0]
    while isinstance(root.parent, nodes.Element):
        root = root.parent
    notes = {name: one for one in root.findall(nodes.footnote) for name in one["ids"]}
    inside = {id(one) for node in found for one in node.findall(nodes.footnote)}
    wanted = dict.fromkeys(mark.get("refid", "") for mark in marks)
    outside = [notes[name] for name in wanted if name in notes and id(notes[name]) not in inside]
    numbers = {name: str(number) for number, name in enumerate(filter(None, wanted), 1)}
    return in_words((*prose, *read_prose(outside)), partial(_numbered, numbers))


def _numbered(numbers: Mapping[str, str], piece: Piece) -> tuple[Piece, ...]:
    mention = piece.mention
    if mention is None or mention.kind != NOTE:
        return (piece,)
    typed, *names = mention.target
    number = next((numbers[name] for name in names if name in numbers), typed)
    return (piece._replace(text=f"[{number}]", mention=None),)


def body_of(facts: SessionFacts) -> list[nodes.Element]:
    """Return the elements of the session of *facts* that are its text outside the talks."""
    found: list[nodes.Element] = []
    for sibling in facts.parent.children[facts.parent.index(facts) + 1 :]:
        if isinstance(sibling, SessionFacts) or not isinstance(sibling, nodes.Element):
            break
        if has_class(sibling, BODY_CLASS):
            found.append(sibling)
    return found
