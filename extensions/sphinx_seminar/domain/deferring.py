"""Handlers whose modules are imported when they are first called.

Most builds change nothing or little, and many programs only ask what the extension
registers: what a build may not need (calendars, exports, the PDF) is not imported before it
does. The names are texts for that reason alone; tests hold them to the floors all the same.
"""

from __future__ import annotations

from functools import cache
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def deferred(name: str) -> Callable[..., Any]:
    """Return a function that stands for *name*, ``package.module:function``."""
    resolve = cache(resolve_name)

    def call(*args: Any, **options: Any) -> Any:
        return resolve(name)(*args, **options)

    call.__name__ = call.__qualname__ = name.rpartition(":")[2]
    return call
