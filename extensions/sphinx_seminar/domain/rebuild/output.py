"""Which files of an output folder belong to a document, and how one is replaced.

Only builders that write one page for each document take part; those that put all
documents in one file write it anew in every build. Which is which is asked of the
builder, never told by its name.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.builders import Builder


def writes_pages(builder: Builder) -> bool:
    """Tell whether *builder* writes one file for each document."""
    return bool(getattr(builder, "out_suffix", "")) and not isinstance(
        builder.get_outdated_docs(), str
    )


def page_path(builder: Builder, docname: str) -> str:
    """Return the page of *docname*, relative to the output folder, with forward slashes."""
    locate = getattr(builder, "get_outfilename", None)
    if locate is None:
        return f"{docname}{getattr(builder, 'out_suffix', '')}"
    return Path(locate(docname)).relative_to(builder.outdir).as_posix()


def source_path(builder: Builder, docname: str) -> str:
    """Return the published copy of the source of *docname*, or "" where none is published."""
    config = builder.config
    if not getattr(builder, "copysource", False) or not config.html_copy_source:
        return ""
    source = builder.env.doc2path(docname, base=False).as_posix()
    link = config.html_sourcelink_suffix
    return f"_sources/{source}{'' if source[len(docname) :] == link else link}"


def document_files(builder: Builder, docname: str) -> list[str]:
    """Return the files that *builder* writes for *docname*, relative to the output folder."""
    return [path for path in (page_path(builder, docname), source_path(builder, docname)) if path]


def is_inside(folder: Path, path: object) -> bool:
    """Tell whether the relative *path* stays in *folder*, symbolic links followed."""
    if (
        not path
        or not isinstance(path, str)
        or "\\" in path
        or "\0" in path
        or path.startswith("/")
    ):
        return False
    if ".." in path.split("/"):
        return False
    root = os.path.realpath(folder)
    parent = os.path.realpath(os.path.join(root, os.path.dirname(path)))  # noqa: PTH118, PTH120
    return parent == root or parent.startswith(os.path.join(root, ""))  # noqa: PTH118


def replace_file(path: Path, content: bytes) -> None:
    """Make *content* the content of *path* at once; a file that holds it is left alone."""
    try:
        if path.read_bytes() == content:
            return
    except OSError:
        pass
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.write_bytes(content)
    temporary.replace(path)


def remove_file(folder: Path, path: str) -> None:
    """Remove *path* and the folders that it leaves empty, up to *folder*."""
    target = folder / path
    try:
        target.unlink()
        for parent in target.parents:
            if parent == folder:
                return
            os.rmdir(parent)  # noqa: PTH106 (fails on a folder in use, which ends the walk)
    except OSError:
        return
