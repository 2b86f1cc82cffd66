"""Pages in the place of pages that were renamed: they lead on without a script."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from sphinx.util.osutil import relative_uri

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.permanence import moved_pages
from sphinx_seminar.domain.published import base_address
from sphinx_seminar.domain.rebuild.manifest import digest
from sphinx_seminar.domain.rebuild.output import is_inside, page_path
from sphinx_seminar.outputs.publishing import Publication, Published
from sphinx_seminar.rendering.labels import access as labels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta http-equiv="refresh" content="0; url={address}">
<link rel="canonical" href="{canonical}">
</head>
<body><p>{moved} <a href="{address}">{title}</a></p></body>
</html>
"""


def redirect_publications(
    _app: Sphinx, env: BuildEnvironment, builder: Builder, _before: Published
) -> Iterator[Publication]:
    """Yield a page for each published page that is no more."""
    moved = moved_pages(seminar_domain(env))
    if not moved:
        return
    folder: Path = builder.outdir
    pages = {page_path(builder, docname) for docname in env.found_docs}
    for docname, target in sorted(moved.items()):
        uri = builder.get_target_uri(target.docname)
        address = f"{relative_uri(builder.get_target_uri(docname), uri)}#{target.node_id}"
        canonical = f"{base_address(env.config)}{uri}" if base_address(env.config) else ""
        text = _PAGE.format(
            language=escape(env.config.language),
            title=escape("".join(node.astext() for node in target.title)),
            address=escape(address),
            canonical=escape(canonical or urldefrag(address).url),
            moved=escape(str(labels.PAGE_MOVED)),
        )
        path = page_path(builder, docname)
        # a path of the lock is a path of this folder, and no page of today
        if path not in pages and ".." not in docname and is_inside(folder, path):
            yield Publication(path, digest(text), text.encode)
