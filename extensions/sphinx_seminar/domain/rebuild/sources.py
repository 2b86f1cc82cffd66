"""A source that became another file is read again, even if the new file is the older one.

Sphinx reads a document again when its file is younger than its last reading. An earlier
version put back with its old time (``cp -p``, rsync, tar, a renamed file) is not. So size
and time of each file are noted when it is read, and compared.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_seminar.domain.rebuild.tables import TableCollector, table_of

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Where the states lie in the environment: docname -> (path, bytes, nanoseconds), the path
#: relative to the source folder.
ATTRIBUTE = "seminar_sources"
State = tuple[str, int, int]


def noted_states(env: BuildEnvironment) -> dict[str, State]:
    """Return the states of all sources as they were read; the table itself, not a copy."""
    return table_of(env, ATTRIBUTE)


def state_of(folder: str, path: str) -> State | None:
    """Return the state of the source at *path* in *folder*, or None where it cannot be seen."""
    try:
        found = os.stat(f"{folder}/{path}")  # noqa: PTH116 (one of 10,000 in a large archive)
    except OSError:
        return None
    return path, found.st_size, found.st_mtime_ns


class SourceCollector(TableCollector):
    """Notes the state of each source when it is read."""

    attribute = ATTRIBUTE

    def process_doc(self, app: Sphinx, _doctree: nodes.document) -> None:
        """Note the source of the document that was just read."""
        env = app.env
        state = state_of(os.fspath(env.srcdir), os.fspath(env.doc2path(env.docname, base=False)))
        if state is not None:
            noted_states(env)[env.docname] = state

    def get_outdated_docs(
        self,
        _app: Sphinx,
        env: BuildEnvironment,
        added: set[str],
        changed: set[str],
        removed: set[str],
    ) -> list[str]:
        """Return the documents whose source is not the file that was read."""
        noted = noted_states(env)
        folder = os.fspath(env.srcdir)
        known = (noted.keys() & env.all_docs.keys() & env.found_docs) - added - changed - removed
        return sorted(name for name in known if noted[name] != state_of(folder, noted[name][0]))
