"""Builds small sites with the guards on, and looks at what came out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from . import guards_only

if TYPE_CHECKING:
    from pathlib import Path

_MESSAGE = re.compile(
    r"^(?P<path>.*?):(?P<line>\d+): WARNING: (?P<text>.*) \[seminar\.(?P<kind>[\w-]+)\]$",
    re.MULTILINE,
)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Message(NamedTuple):
    kind: str
    name: str
    line: int
    text: str


@dataclass(frozen=True)
class Site:
    """A built site: its folders, and everything that the build said."""

    source: Path
    output: Path
    log: str

    @property
    def messages(self) -> list[Message]:
        return [
            Message(one["kind"], one["path"].rpartition("/")[2], int(one["line"]), one["text"])
            for one in _MESSAGE.finditer(self.log)
        ]

    def found(self, name: str) -> list[tuple[str, int]]:
        """Return kind and line of each message about the file *name*."""
        return [(one.kind, one.line) for one in self.messages if one.name == name]

    def page(self, name: str) -> str:
        return (self.output / name).read_text(encoding="utf-8")

    def copied(self) -> set[str]:
        """Return the names of the files copied from the sources."""
        folders = ("_downloads", "_images")
        return {
            path.name
            for folder in folders
            for path in (self.output / folder).rglob("*")
            if path.is_file()
        }

    def holds(self, text: str) -> list[str]:
        """Return the files of the output that hold *text*."""
        wanted = text.encode()
        return [
            str(path.relative_to(self.output))
            for path in sorted(self.output.rglob("*"))
            if path.is_file() and wanted in path.read_bytes()
        ]


def write(source: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        path.write_bytes(data)


def build(
    source: Path,
    files: dict[str, str | bytes],
    builder: str = "html",
    parallel: int = 1,
    **settings: Any,
) -> Site:
    """Build *files* in *source*; what an earlier build left there is used."""
    write(source, files)
    if not (source / "index.md").exists() and not (source / "index.rst").exists():
        write(source, {"index.md": "# Index\n\n```{toctree}\n:glob:\n\n**\n```\n"})
    output = source.parent / f"{source.name}-{builder}"
    log = StringIO()
    overrides = {
        "extensions": ["myst_parser", guards_only.__name__],
        "html_theme": "basic",
        "html_copy_source": False,
        "keep_warnings": True,
        **settings,
    }
    with patch_docutils(None), docutils_namespace():
        app = Sphinx(
            srcdir=source,
            confdir=None,
            outdir=output,
            # translation catalogues version their nodes: no other builder shares them
            doctreedir=source.parent / f"{source.name}-doctrees-{builder == 'gettext'}",
            buildername=builder,
            confoverrides=overrides,
            status=None,
            warning=log,
            parallel=parallel,
        )
        app.build()
    return Site(source, output, _COLOURS.sub("", log.getvalue()))
