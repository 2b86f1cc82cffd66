"""Builds small archives in this process, and shows what came out and what was said."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from io import StringIO
from textwrap import dedent
from typing import TYPE_CHECKING, Any, NamedTuple

import jsonschema
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.search import languages
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_seminar.outputs.archive_json import schema_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes

    from sphinx_seminar.domain.domain import SeminarDomain
    from sphinx_seminar.model.archive import Archive

#: 2025-01-20, 12:00 UTC: the day of every build.
EPOCH = "1737374400"

CONF = """\
project = "Seminar"
author = "Organisers"
copyright = "2025, Organisers"
extensions = ["sphinx_seminar"]
primary_domain = "seminar"
nitpicky = True
exclude_patterns = ["_build"]
myst_enable_extensions = ["colon_fence", "dollarmath"]
html_theme = "basic"
html_copy_source = False
seminar_series = {
    "main": {
        "title": "Main seminar",
        "zone": "Asia/Singapore",
        "time": "14:00-16:00",
        "venue": "Room 1",
    },
}
"""

_VALIDATOR = jsonschema.Draft202012Validator(
    json.loads(schema_bytes()), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_MESSAGE = re.compile(
    r"^(?:(?P<path>[^\n:]*?)(?::(?P<line>\d+))?: )?(?:WARNING|ERROR|CRITICAL): "
    r"(?P<text>(?:.|\n(?!\S*?(?::\d+)?: ?(?:WARNING|ERROR)))*?)(?: \[(?P<type>[\w.-]+)\])?$",
    re.MULTILINE,
)


class Message(NamedTuple):
    """One warning: the file's name below the source folder, its line, the words and the type."""

    name: str
    line: int
    text: str
    type: str


@dataclass(frozen=True)
class Built:
    """What one build left: its folder, its warnings, and the application that made it."""

    source: Path
    outdir: Path
    warnings: str
    app: Sphinx

    @property
    def messages(self) -> list[Message]:
        found = []
        for one in _MESSAGE.finditer(self.warnings):
            name = (one["path"] or "").removeprefix(f"{self.source}/")
            found.append(Message(name, int(one["line"] or 0), one["text"], one["type"] or ""))
        return found

    def text(self, name: str) -> str:
        return (self.outdir / name).read_text(encoding="utf-8")

    @property
    def domain(self) -> SeminarDomain:
        return self.app.env.domains["seminar"]  # type: ignore[return-value]

    @property
    def archive(self) -> Archive:
        return self.domain.archive

    def doctree(self, docname: str) -> nodes.document:
        """Return the document *docname* as this builder's writer gets it."""
        with patch_docutils(None), docutils_namespace():
            return self.app.env.get_and_resolve_doctree(
                docname, self.app.builder, tags=self.app.tags
            )


class Site:
    """A source folder, built as often as wanted into one folder a builder."""

    def __init__(self, folder: Path, files: dict[str, str | bytes] | None = None) -> None:
        self.folder = folder
        self.source = folder / "source"
        self.write({"conf.py": CONF, "refs.bib": "", "index.md": "# Index\n"})
        self.write(files or {})

    def write(self, files: dict[str, str | bytes]) -> None:
        for name, content in files.items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = dedent(content).encode() if isinstance(content, str) else content
            path.write_bytes(data)

    def configure(self, more: str) -> None:
        """Append *more* to conf.py."""
        path = self.source / "conf.py"
        path.write_text(path.read_text("utf-8") + dedent(more), encoding="utf-8")

    def build(
        self,
        builder: str = "html",
        *,
        parallel: int = 1,
        doctrees: str = "doctrees",
        out: str = "",
        **settings: Any,
    ) -> Built:
        # Catalogues of an application before this one would stay in force.
        locale.translators.clear()
        known_languages = dict(languages)
        log = StringIO()
        outdir = self.folder / (out or builder)
        try:
            with patch_docutils(self.source), docutils_namespace():
                app = Sphinx(
                    srcdir=self.source,
                    confdir=self.source,
                    outdir=outdir,
                    doctreedir=self.folder / doctrees,
                    buildername=builder,
                    confoverrides=settings,
                    status=None,
                    warning=log,
                    parallel=parallel,
                )
                app.build()
        finally:
            # The package replaces the stemmers of Sphinx's own table.
            languages.clear()
            languages.update(known_languages)
        data = outdir / "archive.json"
        if data.is_file():
            # every archive of every test is one of the published form
            _VALIDATOR.validate(json.loads(data.read_bytes()))
        return Built(self.source, outdir, _COLOURS.sub("", log.getvalue()), app)
