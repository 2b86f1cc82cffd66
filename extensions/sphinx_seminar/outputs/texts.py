"""The text of each document, divided among its talks, its sessions and the page itself.

It is taken from the doctrees when a build has ended: neither the environment nor the
archive carries abstracts, but a digest of each. A doctree is opened again only when it was
written anew; what was found is kept in one file beside the doctrees, and that is read only
when something is to be made of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinx_seminar.domain.headings import heading_of_session
from sphinx_seminar.domain.nodes import SessionFacts, TalkFacts
from sphinx_seminar.domain.passages import abstract_of, body_of, text_of
from sphinx_seminar.domain.pieces import is_hidden
from sphinx_seminar.domain.rebuild.output import replace_file
from sphinx_seminar.domain.written import Source, session_source, talk_source
from sphinx_seminar.model.prose import Prose, as_data, from_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk

FILENAME = "seminar-search-texts.json"
FORMAT = 3


class Text(NamedTuple):
    """What one talk or session says, as data of a prose, and the source of title and text."""

    said: Sequence[Any] = ()
    title: str | None = ""
    written: str | None = ""

    @property
    def prose(self) -> Prose:
        """What it says."""
        return from_data(self.said)

    @property
    def source(self) -> Source:
        """How it was written."""
        return Source(self.title, self.written)


_NOTHING = Text()


class DocumentText(NamedTuple):
    """The text of a document: of its talks and sessions by id, and the rest."""

    talks: Mapping[str, Sequence[Any]]
    sessions: Mapping[str, Sequence[Any]]
    page: str

    def talk(self, talk_id: str) -> Text:
        """Return the abstract of a talk."""
        return Text(*self.talks.get(talk_id, _NOTHING))

    def session(self, session_id: str) -> Text:
        """Return what a session says outside its talks."""
        return Text(*self.sessions.get(session_id, _NOTHING))


class Documents(Mapping[str, DocumentText]):
    """The texts of many documents by docname, each taken apart when it is asked for."""

    def __init__(self, lines: Mapping[str, bytes]) -> None:
        self._lines = lines

    def __getitem__(self, docname: str) -> DocumentText:
        return DocumentText(*json.loads(self._lines[docname]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


class Texts:
    """The texts of one build, read from the disk when the first of them is asked for."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env

    @cached_property
    def _documents(self) -> Documents:
        return all_texts(self._env)

    def find(self, session: Session, talk: Talk | None = None) -> Text:
        """Return the abstract of *talk*, or what *session* says outside its talks."""
        document = self._documents.get(session.docname)
        if document is None:
            return _NOTHING
        return document.session(session.id) if talk is None else document.talk(talk.id)


def document_text(document: nodes.document) -> DocumentText:
    """Return the text of *document*."""
    heading = heading_of_session(document)
    talks: dict[str, Text] = {}
    sessions: dict[str, Text] = {}
    for told in document.findall(TalkFacts):
        text = Text(as_data(abstract_of(told)), *talk_source(told))
        talks.setdefault(told["talk"].id, text)
    for facts in document.findall(SessionFacts):
        text = Text(as_data(text_of(facts)), *session_source(facts, heading))
        sessions.setdefault(facts["session"].id, text)
    return DocumentText(
        {key: text for key, text in talks.items() if any(text)},
        {key: text for key, text in sessions.items() if any(text)},
        _page_text(document),
    )


def _page_text(document: nodes.document) -> str:
    """Return what the page says beside its sessions and talks, a block on a line."""
    title = document.next_node(nodes.title)
    own = {id(one) for facts in document.findall(SessionFacts) for one in body_of(facts)}
    texts = (
        " ".join(block.astext().split()) for block in _blocks(document, own) if block is not title
    )
    return "\n".join(filter(None, texts))


def _blocks(node: nodes.Element, left_out: set[int]) -> Iterator[nodes.TextElement]:
    for child in node.children:
        if not isinstance(child, nodes.Element) or is_hidden(child) or id(child) in left_out:
            continue
        if isinstance(child, nodes.TextElement) and not isinstance(child, nodes.Inline):
            yield child
        elif "seminar-talk" not in child["classes"]:
            yield from _blocks(child, left_out)


def all_texts(env: BuildEnvironment) -> Documents:
    """Return the text of every document, opening only doctrees that are new."""
    folder = Path(env.doctreedir)
    kept = _read(folder / FILENAME)
    texts: dict[str, tuple[int, bytes]] = {}
    for docname in sorted(env.found_docs):
        try:
            stamp = (folder / f"{docname}.doctree").stat().st_mtime_ns
        except OSError:
            continue
        before = kept.get(docname)
        if before is not None and before[0] == stamp:
            texts[docname] = before
        else:
            texts[docname] = (stamp, _encoded(document_text(env.get_doctree(docname))))
    if texts != kept:
        _write(folder / FILENAME, texts)
    return Documents({docname: text for docname, (_stamp, text) in texts.items()})


def _encoded(value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _read(path: Path) -> dict[str, tuple[int, bytes]]:
    """Return what is kept: a line with the format, then two for each document."""
    try:
        lines = path.read_bytes().split(b"\n")
        if json.loads(lines[0]) != FORMAT:
            return {}
        heads = map(json.loads, lines[1:-1:2])
        return {
            str(docname): (int(stamp), text)
            for (docname, stamp), text in zip(heads, lines[2::2], strict=True)
        }
    except (OSError, ValueError, TypeError):
        return {}


def _write(path: Path, texts: Mapping[str, tuple[int, bytes]]) -> None:
    lines = [_encoded(FORMAT)]
    for docname, (stamp, text) in texts.items():
        lines += [_encoded((docname, stamp)), text]
    replace_file(path, b"\n".join((*lines, b"")))
