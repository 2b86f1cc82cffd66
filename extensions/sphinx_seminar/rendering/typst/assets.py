"""Images of the volume: copied beside the source, and only from inside the source folder."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_seminar.model.finding import Finding, FindingKind

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.builders import Builder

    from sphinx_seminar.rendering.typst.builder import SeminarPdfBuilder

_FOLDER = "assets"
_UNSAFE = re.compile(r"[^\w.-]+")


def clear_assets(builder: Builder) -> None:
    """Remove the images of an earlier build."""
    shutil.rmtree(Path(builder.outdir, _FOLDER), ignore_errors=True)


def copy_asset(builder: SeminarPdfBuilder, uri: str, node: nodes.Element) -> str:
    """Copy the image at *uri* and return its path below the output folder; '' with a warning.

    A path that leaves the source folder after symbolic links is refused, and nothing
    is fetched.
    """
    if "://" in uri:
        builder.tell(Finding(FindingKind.IMAGE, value=uri), node)
        return ""
    source = _existing(builder.srcdir / uri, builder.srcdir / unquote(uri))
    allowed = (builder.srcdir.resolve(), (builder.doctreedir / "images").resolve())
    if not any(source.is_relative_to(folder) for folder in allowed):
        finding = Finding(FindingKind.FILE_OUTSIDE, value=uri, name="image")
        builder.tell(finding, node)
        return ""
    if not source.is_file():
        builder.tell(Finding(FindingKind.IMAGE, value=uri), node)
        return ""
    # The digest keeps names apart that are one on some systems, or once made safe.
    digest = hashlib.sha256(uri.encode()).hexdigest()[:8]
    name = f"{_UNSAFE.sub('-', source.stem)}-{digest}{_UNSAFE.sub('-', source.suffix)}"
    target = Path(builder.outdir, _FOLDER, name)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return f"{_FOLDER}/{name}"


def _existing(path: Path, decoded: Path) -> Path:
    # Markdown writes a blank in a name as %20.
    return (path if path.exists() else decoded).resolve()
