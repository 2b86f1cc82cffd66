"""What was published stays reachable: ``ids.lock`` beside conf.py, read and never written.

An id that is no more is told of, unless another session or talk has it for an alias or a
tombstone keeps it. Of a page that is no more, the lock says where its objects are now.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import Finding, FindingKind, Location, nearest
from sphinx_seminar.parsing.idlock import FILENAME, Published, parse_lock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_seminar.domain.domain import SeminarDomain
    from sphinx_seminar.domain.objects import Target

_KEPT_BY_OPTIONS = (":aliases: ID", ":withdrawn: REASON")
_REMOVED_BY_HAND = (f"remove the line from {FILENAME}",)
_WITH_OPTIONS = frozenset({"session", "talk"})


def read_lock(folder: Path) -> tuple[Published, ...]:
    """Return what ``ids.lock`` in *folder* holds; nothing where there is none."""
    try:
        return parse_lock((folder / FILENAME).read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return ()


def vanished_ids(domain: SeminarDomain) -> Iterator[Finding]:
    """Yield the published ids that name nothing any more, each once."""
    published = read_lock(_folder(domain))
    seen: set[tuple[str, str]] = set()
    for entry in published:
        key = (entry.objtype, entry.id)
        if key in seen or entry.objtype not in domain.object_types:
            continue
        seen.add(key)
        if not domain.objects.knows(entry.objtype, entry.id):
            has_options = entry.objtype in _WITH_OPTIONS
            yield Finding(
                FindingKind.ID_VANISHED,
                entry.id,
                _KEPT_BY_OPTIONS if has_options else _REMOVED_BY_HAND,
                _near(domain, entry),
                name=entry.objtype,
                location=Location(FILENAME, entry.line),
            )


def moved_pages(domain: SeminarDomain) -> dict[str, Target]:
    """Return where the first object of each published page is now that is a page no more."""
    moved: dict[str, Target] = {}
    for entry in read_lock(_folder(domain)):
        if entry.docname in domain.env.found_docs or entry.docname in moved:
            continue
        found = domain.objects.find(entry.objtype, entry.id)
        if found is not None:
            moved[entry.docname] = found
    return moved


def _near(domain: SeminarDomain, entry: Published) -> str:
    names = (one[0] for one in domain.objects.shown() if one[2] == entry.objtype)
    return nearest(entry.id, names)


def _folder(domain: SeminarDomain) -> Path:
    return Path(domain.env.srcdir)
