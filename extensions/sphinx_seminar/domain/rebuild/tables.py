"""A table in the environment, by docname: forgotten and merged as documents are.

What is noted while documents are read must survive a parallel read and leave with its
document; only what is noted differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.environment.collectors import EnvironmentCollector

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def table_of(env: BuildEnvironment, attribute: str) -> dict[str, Any]:
    """Return the table *attribute* of *env*: the table itself, not a copy."""
    table: dict[str, Any] | None = getattr(env, attribute, None)
    if table is None:
        table = {}
        setattr(env, attribute, table)
    return table


class TableCollector(EnvironmentCollector):
    """Keeps the table ``attribute`` in step with the documents; ``process_doc`` fills it."""

    attribute: ClassVar[str]

    def clear_doc(self, _app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        """Forget what was noted of *docname*."""
        table_of(env, self.attribute).pop(docname, None)

    def merge_other(
        self,
        _app: Sphinx,
        env: BuildEnvironment,
        docnames: AbstractSet[str],
        other: BuildEnvironment,
    ) -> None:
        """Take over what another process read."""
        theirs = table_of(other, self.attribute)
        ours = table_of(env, self.attribute)
        ours.update((docname, theirs[docname]) for docname in docnames if docname in theirs)
