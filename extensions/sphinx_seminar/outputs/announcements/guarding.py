"""The last look at an announcement: nothing in it lets people into a meeting unasked.

It is searched as the site is, before it is packed into a mail. Where somebody asked for how
to join a session, that is allowed, and the access of every other session is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.outputs.leaks.needles import needles
from sphinx_seminar.outputs.leaks.searching import Search

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sphinx_seminar.outputs.leaks.searching import Hit


def find_leak(
    parts: Iterable[tuple[str, bytes]],
    secrets: Iterable[tuple[str, str]],
    harmless: Collection[str],
    asked: Collection[str] = (),
) -> Hit | None:
    """Return the first access that *parts*, pairs of a name and its bytes, hold.

    *secrets* are pairs of a name and a value of the private file; *asked* are the values that
    may be shown. Where any may, what merely looks like an access is nobody's.
    """
    allowed = "\n".join(asked).encode()
    wanted = [one for one in needles(secrets) if Search([one], ()).known(allowed) is None]
    search = Search(wanted, harmless)
    for name, data in parts:
        found = search.known(data) if asked else search.file(name, data)
        if found is not None:
            return found
    return None
