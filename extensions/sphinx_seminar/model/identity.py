"""Ids that are published: how a name becomes part of an address, once and for ever.

An id is ASCII, so that it survives every file system, format and URL; it is
injective, so that two names never share one; and it never depends on what else
stands in the archive.
"""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_KEPT = frozenset(string.ascii_letters + string.digits + "-.")
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,78}[A-Za-z0-9])?")


@lru_cache(maxsize=65_536)
def slug(name: str) -> str:
    """Return *name* as an id: ASCII letters, digits, ``-`` and ``.`` stay, spaces become ``-``.

    Every other character becomes its hexadecimal code point between underscores,
    as ``m_fc_ller``; different names give different ids (apart from spaces and hyphens).
    """
    normal = unicodedata.normalize("NFC", name)
    hyphened = "-".join(normal.split())
    return "".join(char if char in _KEPT else f"_{ord(char):x}_" for char in hyphened)


def is_id(text: str) -> bool:
    """Tell whether an author may choose *text* as an id."""
    return _ID.fullmatch(text) is not None


def node_id(objtype: str, name: str) -> str:
    """Return the anchor of the object *name*: ``session-2025-01-17``.

    The prefix keeps object types apart in one page and lets the anchor begin with a letter,
    as XML ids must. All objects are named by an id, which stays as it is, but readings:
    their keys, chosen in a bibliography file, may hold any character.
    """
    return f"{objtype}-{slug(name) if objtype == 'reading' else name}"


def free_id(wanted: str, taken: Collection[str]) -> str:
    """Return *wanted*, with a letter or a number behind it when it is *taken*.

    They are those that the sessions of one day and file get: ``2025-01-17b``.
    """
    suffixes = ("", *string.ascii_lowercase[1:], *(f".{n}" for n in range(2, len(taken) + 3)))
    return next(free for one in suffixes if (free := f"{wanted}{one}") not in taken)
