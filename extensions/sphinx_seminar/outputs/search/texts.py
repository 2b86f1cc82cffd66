"""The text of each document, divided among its talks, its sessions and the page itself.

It is taken from the doctrees when a build has ended: neither the environment nor the
archive carries abstracts. A doctree is opened again only when it was written anew; what
was found is kept in one file beside the doctrees.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_seminar.domain.nodes import SessionFacts, TalkFacts
from sphinx_seminar.domain.rebuild.output import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.environment import BuildEnvironment

FILENAME = "seminar-search-texts.json"
FORMAT = 1
_SILENT = (nodes.Invisible, nodes.raw, nodes.system_message, nodes.substitution_definition)


class DocumentText(NamedTuple):
    """The text of a document: of its talks and sessions by id, and of the rest."""

    talks: Mapping[str, str]
    sessions: Mapping[str, str]
    page: str


def document_text(document: nodes.document) -> DocumentText:
    """Return the text of *document*, one line a paragraph."""
    owners = _owners(document)
    talks: dict[str, list[str]] = {}
    sessions: dict[str, list[str]] = {}
    page: list[str] = []
    title = document.next_node(nodes.title)
    for block in _blocks(document):
        text = " ".join(block.astext().split())
        if not text or block is title:
            continue
        kind, owner = _owner_of(block, owners)
        if kind == "talk":
            talks.setdefault(owner, []).append(text)
        elif kind == "session":
            sessions.setdefault(owner, []).append(text)
        elif kind == "page":
            page.append(text)
    return DocumentText(
        {key: "\n".join(parts) for key, parts in talks.items()},
        {key: "\n".join(parts) for key, parts in sessions.items()},
        "\n".join(page),
    )


def _owners(document: nodes.document) -> dict[int, tuple[str, str]]:
    """Return kind and id of whom an element's text belongs to, by the identity of the element."""
    owners: dict[int, tuple[str, str]] = {}
    session = ""
    for node in document.findall(nodes.Element):
        if isinstance(node, SessionFacts):
            session = node["session"].id
        elif isinstance(node, TalkFacts):
            for sibling in node.parent.children:
                if isinstance(sibling, nodes.Element) and (
                    "seminar-abstract" in sibling["classes"]
                ):
                    owners[id(sibling)] = ("talk", node["talk"].id)
        elif "seminar-session-body" in node["classes"]:
            owners[id(node)] = ("session", session)
        elif "seminar-talk" in node["classes"]:
            # Title and materials: the record of the talk has them already.
            owners[id(node)] = ("", "")
    return owners


def _owner_of(node: nodes.Element, owners: Mapping[int, tuple[str, str]]) -> tuple[str, str]:
    current: nodes.Element | None = node
    while current is not None:
        found = owners.get(id(current))
        if found is not None:
            return found
        current = current.parent
    return "page", ""


def _blocks(node: nodes.Element) -> Iterator[nodes.TextElement]:
    for child in node.children:
        if not isinstance(child, nodes.Element) or isinstance(child, _SILENT):
            continue
        if isinstance(child, nodes.TextElement) and not isinstance(child, nodes.Inline):
            yield child
        else:
            yield from _blocks(child)


def all_texts(env: BuildEnvironment) -> dict[str, DocumentText]:
    """Return the text of every document, opening only doctrees that are new."""
    folder = Path(env.doctreedir)
    kept = _read(folder / FILENAME)
    texts: dict[str, tuple[int, DocumentText]] = {}
    for docname in sorted(env.found_docs):
        try:
            stamp = (folder / f"{docname}.doctree").stat().st_mtime_ns
        except OSError:
            continue
        before = kept.get(docname)
        if before is not None and before[0] == stamp:
            texts[docname] = before
        else:
            texts[docname] = (stamp, document_text(env.get_doctree(docname)))
    if texts != kept:
        _write(folder / FILENAME, texts)
    return {docname: text for docname, (_stamp, text) in texts.items()}


def _read(path: Path) -> dict[str, tuple[int, DocumentText]]:
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != FORMAT:
            return {}
        return {
            str(docname): (int(stamp), DocumentText(dict(talks), dict(sessions), str(page)))
            for docname, (stamp, (talks, sessions, page)) in data["texts"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(path: Path, texts: Mapping[str, tuple[int, DocumentText]]) -> None:
    data = {"format": FORMAT, "texts": texts}
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    replace_file(path, content.encode("utf-8", "surrogatepass"))
