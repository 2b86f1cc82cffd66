"""A source that became another file is read again, even if the new file is the older one.

Sphinx reads a document again when its file is younger than its last reading. An earlier
version put back with its old time (``cp -p``, rsync, tar, a renamed file) is not. So size
and time of each file are noted when it is read, and compared.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from sphinx.environment.collectors import EnvironmentCollector

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: Where the states lie in the environment: docname -> (bytes, nanoseconds).
ATTRIBUTE = "seminar_sources"
State = tuple[int, int]


def noted_states(env: BuildEnvironment) -> dict[str, State]:
    """Return the states of all sources as they were read; the table itself, not a copy."""
    noted = getattr(env, ATTRIBUTE, None)
    if noted is None:
        noted = {}
        setattr(env, ATTRIBUTE, noted)
    return cast("dict[str, State]", noted)


def state_of(env: BuildEnvironment, docname: str) -> State | None:
    """Return size and time of the source of *docname* now, or None where it cannot be seen."""
    try:
        found = os.stat(env.doc2path(docname))  # noqa: PTH116 (one of 10,000 in a large archive)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


class SourceCollector(EnvironmentCollector):
    """Notes the state of each source when it is read."""

    def clear_doc(self, _app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget the source of *docname*."""
        noted_states(env).pop(docname, None)

    def merge_other(
        self,
        _app: Sphinx,
        env: BuildEnvironment,
        docnames: AbstractSet[str],
        other: BuildEnvironment,
    ) -> None:
        """Take over what another process read."""
        theirs = noted_states(other)
        noted_states(env).update((name, theirs[name]) for name in docnames if name in theirs)

    def process_doc(self, app: Sphinx, _doctree: nodes.document) -> None:
        """Note the source of the document that was just read."""
        state = state_of(app.env, app.env.docname)
        if state is not None:
            noted_states(app.env)[app.env.docname] = state

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
        known = (noted.keys() & env.all_docs.keys() & env.found_docs) - added - changed - removed
        return sorted(docname for docname in known if noted[docname] != state_of(env, docname))
