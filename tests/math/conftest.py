# ruff: noqa: INP001 - a package named math would hide the standard library's
from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONF = """
extensions = ["myst_parser", "formulas_alone"]
myst_enable_extensions = ["dollarmath", "amsmath"]
html_theme = "basic"
"""


class Built(NamedTuple):
    outdir: Path
    warnings: str

    def text(self, name: str) -> str:
        return self.outdir.joinpath(name).read_text(encoding="utf-8")


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Built]:
    def run(files: dict[str, str], builder: str = "html", conf: str = "", jobs: int = 1) -> Built:
        source = tmp_path / "source"
        for name, text in {"conf.py": CONF + conf, **files}.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        warnings = StringIO()
        outdir = tmp_path / builder
        with patch_docutils(source), docutils_namespace():
            app = Sphinx(
                source,
                source,
                outdir,
                tmp_path / f"doctrees-{builder}",
                builder,
                status=None,
                warning=warnings,
                parallel=jobs,
            )
            app.build()
        return Built(outdir, warnings.getvalue())

    return run
