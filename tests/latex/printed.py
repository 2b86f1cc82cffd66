"""An archive of one page in LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Built, Site

_CONF = """
latex_engine = "xelatex"
latex_documents = [("index", "archive.tex", "Volume", "Organisers", "manual")]
"""


def built(
    make_site: Callable[..., Site],
    text: str,
    files: dict[str, str | bytes] | None = None,
    conf: str = "",
) -> Built:
    """Build a page with *text* beside *files*, and *conf* at the end of conf.py."""
    site = make_site({"index.md": f"# Volume\n\n{text}\n", **(files or {})})
    site.configure(_CONF)
    site.configure(conf)
    return site.build("latex")
