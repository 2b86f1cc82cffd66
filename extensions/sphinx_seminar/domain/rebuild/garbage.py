"""Python looks for garbage less often while a build runs.

A build makes millions of nodes that live until their page is written. Python's collector
visits them again and again: an eighth of the time of a cold build, a fifth of one in which
nothing changed, since loading the environment makes as many objects. What is there before
the build is put out of its sight, and it is called about once a page.
When the build ends, all is as it was.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: New objects before a collection, about those of one page (Python: 700 to 2,000).
OBJECTS = 20_000


class Restraint:
    """The thresholds that held before a build of one application."""

    def __init__(self) -> None:
        self._before: tuple[int, int, int] | None = None

    def begin(self, _app: Sphinx, _config: Config) -> None:
        """Collect less often from here on (``config-inited``)."""
        if self._before is None and gc.isenabled():
            self._before = gc.get_threshold()
            gc.freeze()
            gc.set_threshold(OBJECTS, *self._before[1:])

    def end(self, _app: Sphinx, _exception: Exception | None) -> None:
        """Collect as before (``build-finished``)."""
        if self._before is not None:
            gc.set_threshold(*self._before)
            gc.unfreeze()
            self._before = None
