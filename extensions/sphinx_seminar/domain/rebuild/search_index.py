"""The search index after an incremental build is the one that a clean build writes.

Sphinx loads its old ``searchindex.js``, takes the rewritten pages out and puts them in
again. Against a clean build it then lacks the ``indexentries`` of all other pages, and
keeps terms that no page holds as empty lists. Both are repaired in the written file, part
by part: the rest is neither parsed nor written again. An index that cannot be loaded loses
every page that is not rewritten, so all are (:func:`is_sound`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx import addnodes
from sphinx.search import js_index
from sphinx.util.index_entries import split_index_msg

from sphinx_seminar.domain.rebuild.kept_terms import KeptTerms
from sphinx_seminar.domain.rebuild.output import replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.domain.rebuild.manifest import Manifest

#: The keys of the index whose values hold terms; unique in the text, since every value of
#: an inner object is a number or a list, and a quotation mark inside a string is escaped.
TERMS = ('"terms":{', '"titleterms":{')
ENTRIES = '"indexentries":{'
#: "alltitles" comes first and may hold a title "docnames", but never after a brace.
DOCNAMES = '},"docnames":['
EMPTY = ":[]"

Entries = tuple[tuple[str, str, str], ...]


def index_path(builder: Builder) -> Path | None:
    """Return the search index that *builder* writes as JavaScript, or None."""
    name = getattr(builder, "searchindex_filename", None)
    if not name or not getattr(builder, "search", False):
        return None
    if not isinstance(getattr(builder, "indexer_format", None), KeptTerms):
        return None
    return Path(builder.outdir, name)


def is_sound(builder: Builder, before: Manifest) -> bool:
    """Tell whether the search index holds all pages that the last whole build wrote.

    It does when its size is the noted one and no other build touched it. One that is
    younger was written by a build that ended while it wrote something else, or it is torn:
    then it is loaded, and must name every page.
    """
    path = index_path(builder)
    if path is None:
        return True
    try:
        found = path.stat()
        if found.st_mtime_ns <= before.written_ns:
            return found.st_size == before.index[1]
        index = js_index.loads(path.read_text(encoding="utf-8"))
        named = set(index["docnames"])
    except (OSError, ValueError, KeyError, TypeError):
        return False
    env = builder.env
    return index.get("envversion") == dict(env.version) and all(
        docname in named for docname, title in env.longtitles.items() if title.astext()
    )


def index_entries(env: BuildEnvironment, doctree: nodes.document, docname: str) -> Entries:
    """Return the index entries of *doctree*, sorted, as Sphinx's search index takes them."""
    if not env.get_domain("index").data.get("entries", {}).get(docname):
        return ()
    title = env.longtitles.get(docname)
    metadata = env.metadata.get(docname, {})
    if title is None or not title.astext() or "no-search" in metadata or "nosearch" in metadata:
        return ()
    entries: set[tuple[str, str, str]] = set()
    for node in doctree.findall(addnodes.index):
        for kind, value, target, main, _ in node["entries"]:
            try:
                parts = split_index_msg(kind, value)
            except ValueError:
                continue
            entries.update((part, target or "", main) for part in parts)
    return tuple(sorted(entries))


def repair(builder: Builder, entries: Mapping[str, Entries]) -> tuple[str, int]:
    """Make the written index what a clean build writes; return its name and size."""
    path = index_path(builder)
    if path is None:
        return "", 0
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return "", 0
    repaired = with_entries(text, entries)
    if EMPTY in repaired:
        for key in TERMS:
            repaired = without_empty(repaired, key)
    if repaired != text:
        replace_file(path, repaired.encode("utf-8"))
        return path.name, len(repaired.encode("utf-8"))
    return path.name, path.stat().st_size


def _dumps(value: Any) -> str:
    """Return *value* as Sphinx writes it."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def _part(text: str, key: str) -> tuple[Any, int, int]:
    """Return the value that follows *key*, and where it begins and ends."""
    begin = text.index(key) + len(key) - 1
    value, end = json.JSONDecoder().raw_decode(text, begin)
    return value, begin, end


def with_entries(text: str, entries: Mapping[str, Entries]) -> str:
    """Put the index *entries* of all documents into the index *text*."""
    rows: dict[str, list[tuple[int, str, bool]]] = {}
    if entries:
        docnames, _, _ = _part(text, DOCNAMES)
        numbers = {docname: number for number, docname in enumerate(docnames)}
        for docname in sorted(entries.keys() & numbers.keys()):
            for entry, target, main in entries[docname]:
                row = (numbers[docname], target, main == "main")
                rows.setdefault(entry.lower(), []).append(row)
    expected = _dumps(rows)
    begin = text.index(ENTRIES) + len(ENTRIES) - 1
    if text.startswith(expected, begin) and text[begin + len(expected)] in ",}":
        return text
    _, begin, end = _part(text, ENTRIES)
    return f"{text[:begin]}{expected}{text[end:]}"


def without_empty(text: str, key: str) -> str:
    """Take terms that no page holds out of the part *key* of the index *text*."""
    terms, begin, end = _part(text, key)
    kept = {term: pages for term, pages in terms.items() if pages != []}
    return f"{text[:begin]}{_dumps(kept)}{text[end:]}"
