"""What the last whole build wrote into an output folder: ``.seminar-manifest.json``.

The facts that a page shows belong to the folder that holds the page, not to the
environment: two builders that share their doctrees would fool each other.

The file holds no time and no path of the machine, so equal builds write equal bytes. Its
own time of modification is the record: it is written (or touched) as the last act of a
build that ended well, so a page that is younger was written by a build that did not end,
or by another hand, and a page whose size differs is torn. Neither is trusted.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.domain.rebuild.output import replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.builders import Builder

FILENAME = ".seminar-manifest.json"
FORMAT = 1


def digest(text: str) -> str:
    """Return a short digest of *text*; it tells changes, it guards nothing."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


class Page(NamedTuple):
    """What was written for one document.

    *facts* is the digest of what it shows of other documents, *files* the paths relative
    to the output folder with their sizes in bytes, *entries* its rows of the search
    index's ``indexentries``; *shows_tree* says that the theme put the site's tree on it.
    """

    facts: str
    files: tuple[tuple[str, int], ...]
    shows_tree: bool = False
    entries: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that one builder wrote into one folder.

    *build* is the digest of what every page depends on, *tree* that of the site's tree
    where a page shows it; *index* is the search index and its size; *assets* are copied
    images and downloads. *written_ns* is the time of the file, in nanoseconds.
    """

    build: str = ""
    tree: str = ""
    index: tuple[str, int] = ("", 0)
    pages: Mapping[str, Page] = field(default_factory=dict)
    assets: tuple[str, ...] = ()
    written_ns: int = 0


def manifest_path(builder: Builder) -> Path:
    """Return where the manifest of *builder* and its output folder lies.

    A builder that packs its whole folder into one file (EPUB, help formats: Sphinx calls
    them embedded) would pack the manifest as well, so theirs lies with the doctrees.
    """
    folder = Path(builder.outdir)
    if not getattr(builder, "embedded", False):
        return folder / FILENAME
    return Path(builder.doctreedir) / f"{digest(folder.as_posix())}{FILENAME}"


def is_intact(folder: str, page: Page, read_ns: int, written_ns: int) -> bool:
    """Tell whether the files of *page* are those that the last whole build wrote.

    *read_ns* is the time its document was read last: a page older than that shows an
    older state of it (a changed image or include, another builder's run in between).
    """
    for position, (path, size) in enumerate(page.files):
        try:
            found = os.stat(f"{folder}/{path}")  # noqa: PTH116 (one of 20,000 in a large archive)
        except OSError:
            return False
        if found.st_size != size or found.st_mtime_ns > written_ns:
            return False
        if position == 0 and found.st_mtime_ns < read_ns:
            return False
    return True


def read_manifest(path: Path, builder_name: str) -> Manifest | None:
    """Return the manifest at *path*, or None where there is none that can be trusted.

    A folder that another builder filled is not this builder's.
    """
    try:
        written_ns = path.stat().st_mtime_ns
        data = json.loads(path.read_bytes())
        if data["format"] != FORMAT or data["builder"] != builder_name:
            return None
        pages = {
            docname: Page(
                facts,
                tuple([(name, size) for name, size in files]),
                bool(shows_tree),
                tuple([(text, target, main) for text, target, main in entries]) if entries else (),
            )
            for docname, (facts, files, shows_tree, entries) in data["pages"].items()
        }
        index, size = data["index"]
        assets = tuple(str(asset) for asset in data["assets"])
        return Manifest(
            str(data["build"]), str(data["tree"]), (index, size), pages, assets, written_ns
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def write_manifest(path: Path, builder_name: str, manifest: Manifest) -> None:
    """Write *manifest* to *path*, and make the file younger than all pages in any case."""
    data = {
        "format": FORMAT,
        "builder": builder_name,
        "build": manifest.build,
        "tree": manifest.tree,
        "index": manifest.index,
        "assets": sorted(manifest.assets),
        "pages": {
            docname: (page.facts, page.files, int(page.shows_tree), page.entries)
            for docname, page in sorted(manifest.pages.items())
        },
    }
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    replace_file(path, f"{content}\n".encode("utf-8", "surrogatepass"))
    os.utime(path)
