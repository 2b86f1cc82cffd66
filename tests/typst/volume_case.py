# ruff: noqa: INP001 - a package named typst would hide the real one
from __future__ import annotations

import os
import shutil
import struct
import subprocess
import zlib
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

import pytest
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from pathlib import Path

CONF = """
project = "Multiscale Seminar"
author = "Organisers"
release = "2025"
extensions = ["myst_parser", "volume_alone"]
myst_enable_extensions = ["dollarmath", "amsmath", "deflist", "colon_fence"]
myst_footnote_transition = False
"""


def require_tool(name: str) -> None:
    """Skip, with the reason, a test whose tool is missing; on CI that fails."""
    if shutil.which(name) is not None:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing")
    pytest.skip(f"{name} is not installed")


class Volume(NamedTuple):
    outdir: Path
    warnings: str

    @property
    def pdf(self) -> Path:
        return self.outdir / "archive.pdf"

    @property
    def source(self) -> str:
        return (self.outdir / "archive.typ").read_text(encoding="utf-8")

    def said(self, kind: str) -> list[str]:
        return [line for line in self.warnings.splitlines() if f"[seminar.{kind}]" in line]

    def text(self) -> str:
        require_tool("pdftotext")
        command = ["pdftotext", "-layout", str(self.pdf), "-"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return text.replace("\u2060", "")

    def attached(self) -> dict[str, bytes]:
        """Return the files inside the PDF, as another program takes them out."""
        require_tool("pdfdetach")
        folder = self.outdir.with_name(f"{self.outdir.name}-attached")
        folder.mkdir(exist_ok=True)
        command = ["pdfdetach", "-saveall", "-o", str(folder), str(self.pdf)]
        subprocess.run(command, check=True, capture_output=True)
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}

    def info(self) -> str:
        require_tool("pdfinfo")
        command = ["pdfinfo", str(self.pdf)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def png(width: int = 20, height: int = 10) -> bytes:
    """Return a small image in one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x30\x60\x90" * width for _row in range(height))
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", header),
            chunk(b"IDAT", zlib.compress(rows)),
            chunk(b"IEND", b""),
        ]
    )


def build_volume(
    root: Path, files: dict[str, str | bytes], conf: str = "", name: str = "out", jobs: int = 1
) -> Volume:
    """Write *files* below *root* and build them with the PDF builder."""
    source = root / "source"
    for path_name, content in {"conf.py": CONF + conf, **files}.items():
        path = source / path_name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    warnings = StringIO()
    # Sphinx words "Fig. %s" before it sets the language: that of the last build would stay
    translators.clear()
    with patch_docutils(source), docutils_namespace():
        app = Sphinx(
            source,
            source,
            root / name,
            root / f"doctrees-{name}",
            "seminarpdf",
            status=None,
            warning=warnings,
            parallel=jobs,
        )
        app.build()
    return Volume(root / name, warnings.getvalue())
