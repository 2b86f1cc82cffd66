"""Which source files are read at all: what would stop, hang or mislead a build is kept out.

Sphinx finds documents by name alone and opens each without looking. This module
looks first, between finding and reading (``env-get-outdated``). A file that is kept
out is not part of the build in any way, is reported by every build, and comes back
as soon as it is in order, because it never becomes a known document.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx.errors import NoUri

from sphinx_seminar.domain.messages import report
from sphinx_seminar.domain.trust.listing import name_problems, printable
from sphinx_seminar.domain.trust.reading import Folders, content_problem, kind_problem
from sphinx_seminar.model.finding import Finding, FindingKind, Location

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def keep_out(
    _app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """Take files that cannot be documents out of the build (``env-get-outdated``).

    Returns the documents whose tables of contents name one that was read before.
    """
    found = sorted(env.found_docs)
    problems = dict(name_problems(env, found))
    folders = Folders(os.path.realpath(env.srcdir))
    strays: dict[str, str] = {}
    silent = set()
    for docname in found:
        if docname in problems:
            continue
        path = os.fspath(env.doc2path(docname))
        stray = folders.stray(os.path.split(path)[0])
        if stray and strays.setdefault(stray, docname) != docname:
            # one link of a folder brings in many documents: it is told of once
            silent.add(docname)
            continue
        problem = kind_problem(path, folders)
        if problem is None and (docname in added or docname in changed):
            problem = content_problem(path)
        if problem is not None:
            problems[docname] = problem
    refused = (silent | set(problems)) & set(found)
    known = refused & set(env.all_docs)
    for docname in refused:
        for names in (env.project.docnames, added, changed):
            names.discard(docname)
    removed |= known
    for docname, finding in sorted(problems.items()):
        _report(env, docname, finding)
    return sorted(_naming(env, known) - refused)


def report_collisions(app: Sphinx, env: BuildEnvironment) -> None:
    """Report documents that the builder writes to one and the same place (``env-updated``)."""
    places: dict[str, str] = {}
    for docname in sorted(env.found_docs):
        try:
            place = app.builder.get_target_uri(docname)
        except NoUri:
            # an output of one file for many documents
            return
        if not place or "#" in place:
            continue
        first = places.setdefault(place.casefold(), docname)
        if first != docname:
            _report(env, docname, Finding(FindingKind.NAME_COLLISION, docname, detail=first))


def _naming(env: BuildEnvironment, docnames: set[str]) -> set[str]:
    """Return the documents whose tables of contents name one of *docnames*."""
    if not docnames:
        return set()
    includes: Iterable[tuple[str, list[str]]] = env.toctree_includes.items()
    return {parent for parent, children in includes if docnames.intersection(children)}


def _report(env: BuildEnvironment, docname: str, finding: Finding) -> None:
    path = printable(os.fspath(env.doc2path(docname)))
    location = Location(path, finding.location.line or 1)
    report(finding.at(location), str(Location(path, location.line)))
