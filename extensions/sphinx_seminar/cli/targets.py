"""What can be built, from what settings and into which folder; the Makefile says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Target(NamedTuple):
    """A builder with its folders below the archive's, and the file that shows the result."""

    name: str
    builder: str
    out: str
    doctrees: str
    result: str
    settings: tuple[str, ...] = ()

    def arguments(self, folder: Path, options: Sequence[str] = ()) -> list[str]:
        """Return the arguments with which sphinx-build makes the target."""
        settings = [word for setting in self.settings for word in ("-D", setting)]
        places = ["-d", str(folder / self.doctrees), str(folder), str(folder / self.out)]
        return ["-b", self.builder, *settings, *options, *places]


_DOCTREES = "_build/doctrees"
HTML = Target("html", "html", "_build/html", _DOCTREES, "index.html")
PDF = Target("pdf", "seminarpdf", "_build/pdf", _DOCTREES, "archive.pdf")
LATEX = Target("latex", "latex", "_build/latex", _DOCTREES, "archive.pdf")
_FOR_MEMBERS = ("seminar_audience=members",)
MEMBERS = Target(
    "members", "html", "_build/members", "_build/members-doctrees", "index.html", _FOR_MEMBERS
)
#: What a preview leaves out costs most of the time that an edit takes.
_QUICK = ("seminar_exports=0", "seminar_search=sphinx")
PREVIEW = Target(
    "preview", "html", "_build/preview", "_build/preview-doctrees", "index.html", _QUICK
)
