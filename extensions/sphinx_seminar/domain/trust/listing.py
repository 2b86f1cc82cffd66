"""What is wrong with the names of source files, seen all together.

Case-blind and normalising file systems (Windows, macOS) hold only one of
``Talk.md`` and ``talk.md``; Sphinx overwrites a page called ``search`` in silence.
"""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import Finding, FindingKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.environment import BuildEnvironment

#: Pages that Sphinx writes itself, in some builder.
RESERVED = frozenset({"search", "genindex"})
#: Bytes of a name that leave room for the suffixes of outputs (255 is the common limit).
LONGEST_NAME = 230


def name_problems(env: BuildEnvironment, docnames: Sequence[str]) -> Iterator[tuple[str, Finding]]:
    """Yield each document whose name keeps it out, with the reason."""
    spelled: dict[str, str] = {}
    for docname in docnames:
        problem = _name_problem(docname)
        if problem is None:
            folded = docname.casefold()
            first = spelled.setdefault(unicodedata.normalize("NFKC", folded), docname)
            if first != docname:
                problem = _collision(docname, first)
        if problem is not None:
            yield docname, problem
    yield from _overlooked(env, docnames)


def printable(text: str) -> str:
    """Return *text* with everything that a terminal or a log cannot show spelled out."""
    shown = text.encode("utf-8", "backslashreplace").decode()
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in shown
    )


def _name_problem(docname: str) -> Finding | None:
    parts = docname.split("/")
    if any(part.startswith(".") for part in parts):
        return _unreadable(docname, "hidden")
    if not docname.isprintable():
        return _unreadable(docname, "name")
    if any(len(os.fsencode(part)) > LONGEST_NAME for part in parts):
        return _unreadable(docname[:60] + "…", f"> {LONGEST_NAME}")
    if docname in RESERVED:
        return Finding(FindingKind.NAME_RESERVED, docname)
    return None


def _overlooked(env: BuildEnvironment, docnames: Sequence[str]) -> Iterator[tuple[str, Finding]]:
    """Yield files beside documents that Sphinx itself passes over without a word."""
    suffixes = env.project.source_suffix
    folders = {"", *(docname.rpartition("/")[0] for docname in docnames)}
    for folder in sorted(folders):
        try:
            names = {path.name for path in (env.srcdir / folder).iterdir()}
        except OSError:
            continue
        for name in sorted(name for name in names if name.endswith(suffixes)):
            docname = f"{folder}/{name}".lstrip("/")
            composed = unicodedata.normalize("NFC", name)
            if "\n" in name:
                yield docname, _unreadable(docname, "name")
            elif composed != name and composed in names:
                yield docname, _collision(docname, composed)


def _unreadable(docname: str, detail: str) -> Finding:
    return Finding(FindingKind.FILE_UNREADABLE, printable(docname), detail=detail)


def _collision(docname: str, first: str) -> Finding:
    return Finding(FindingKind.NAME_COLLISION, docname, detail=first)
