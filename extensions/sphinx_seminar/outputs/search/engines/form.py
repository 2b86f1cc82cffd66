"""What an engine is given: how its index is set up, and its documents in bulk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_seminar.outputs.search.engines.document import line_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_seminar.outputs.search.engines.document import Document


class Form(NamedTuple):
    """The settings of an index by its name, and what puts documents into it."""

    settings: Callable[[str], dict[str, Any]]
    #: The name of the file that holds the documents in bulk.
    bulk_name: str
    bulk: Callable[[Iterable[Document], str], str]

    def settings_file(self, index: str) -> str:
        """Return the file with the settings of *index*."""
        return json.dumps(self.settings(index), indent=2) + "\n"


def json_lines(documents: Iterable[Document], _index: str) -> str:
    """Return *documents* as JSON lines, which name no index."""
    return "".join(map(line_of, documents))
