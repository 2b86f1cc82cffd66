"""What every page of a site depends on, and which pages show the tree of the whole site.

Sphinx writes all pages again when its HTML settings changed, but it notes the new settings
before it starts: killed on the way, it leaves old pages for good. It also forgets the
checksums of style sheets and scripts in the links of every page, and new versions of a
theme. All of these are digested here.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING

import sphinx

from sphinx_seminar.domain.rebuild.manifest import digest
from sphinx_seminar.domain.rebuild.neighbours import contents_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: Static files whose checksum Sphinx puts into each page, templates of them included.
CHECKSUMMED = (".css", ".js", ".css_t", ".js_t", ".css.jinja", ".js.jinja")
#: Documents to which the basic theme links from every page if there are any.
NAMED_BY_THEMES = ("about", "contents", "copyright", "genindex", "search")
#: A list that a document's own toctree directive made; it holds no inner ``div``.
_OWN_TOCTREE = re.compile(rb'<div class="toctree-wrapper[^"]*">.*?</div>', re.DOTALL)
#: What Sphinx's trees, and the header of the PyData themes, look like.
_TREE = re.compile(rb'class="[^"]*\b(?:toctree-l\d|nav-internal\b)')


def build_fingerprint(app: Sphinx) -> str:
    """Return the digest of settings, versions and assets that show in every page."""
    parts = [sphinx.__display_version__]
    parts += sorted(f"{name} {ext.version}" for name, ext in app.extensions.items())
    builder = app.builder
    if builder.format == "html":
        info = getattr(builder, "build_info", None)
        parts += [getattr(info, "config_hash", ""), getattr(info, "tags_hash", "")]
        parts += [name for name in NAMED_BY_THEMES if name in app.env.found_docs]
        parts += _assets(app)
    return digest("\n".join(parts))


def _assets(app: Sphinx) -> Iterator[str]:
    """Yield the paths and checksums of the style sheets and scripts of the project."""
    for entry in app.config.html_static_path:
        folder = Path(app.confdir, entry)
        files = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        for path in files:
            if path.name.endswith(CHECKSUMMED) and path.is_file():
                checksum = hashlib.blake2b(path.read_bytes(), digest_size=12).hexdigest()
                yield f"{path.relative_to(folder.parent).as_posix()} {checksum}"


def shows_tree(builder: Builder, page: Path) -> bool:
    """Tell whether the theme put the tree of the site on *page*, a file just written."""
    if builder.format != "html":
        return False
    try:
        content = page.read_bytes()
    except OSError:
        return False
    return _TREE.search(content) is not None and (
        _TREE.search(_OWN_TOCTREE.sub(b"", content)) is not None
    )


def tree_digest(env: BuildEnvironment) -> str:
    """Return the digest of all that a tree of the whole site can show."""
    parts = []
    for docname in sorted(env.tocs):
        children = env.toctree_includes.get(docname, ())
        parts.append(f"{docname}\x1f{contents_text(env, docname)}\x1f{' '.join(children)}")
    return digest("\x1e".join(parts))
