"""For whom a site is built, and that its folder never holds pages for two audiences.

The first build into a folder leaves ``.seminar-audience`` there; a build for others refuses
to write into it. Folders of builders that pack them into one file keep the mark with the
doctrees, as they keep their manifest. The private file is refused while git tracks it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from sphinx_seminar.domain.git import is_tracked
from sphinx_seminar.domain.messages import describe
from sphinx_seminar.domain.privacy import FILENAME
from sphinx_seminar.domain.privacy.access import AccessError, load_access
from sphinx_seminar.domain.rebuild.manifest import FILENAME as MANIFEST
from sphinx_seminar.domain.rebuild.manifest import digest
from sphinx_seminar.domain.rebuild.output import replace_file
from sphinx_seminar.model.finding import Finding, FindingKind

if TYPE_CHECKING:
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.domain.privacy.access import Access

MARK = ".seminar-audience"
PUBLIC, MEMBERS = "public", "members"
_NO_INDEX = '<meta name="robots" content="noindex, nofollow, noarchive">\n'


class AudienceError(ConfigError):
    """The output folder belongs to another audience."""

    category = "seminar_audience"


def is_for_members(config: Config) -> bool:
    """Tell whether the site is built for members."""
    return bool(config.seminar_audience == MEMBERS)


def access_for(env: BuildEnvironment) -> Access | None:
    """Return the access that pages may show: none in a public site."""
    if not is_for_members(env.config):
        return None
    return load_access(Path(env._app.confdir), os.environ)  # noqa: SLF001 (no other way from a transform)


def mark_path(builder: Builder) -> Path:
    """Return where it is noted for whom the builder's output folder is."""
    folder = Path(builder.outdir)
    if not getattr(builder, "embedded", False):
        return folder / MARK
    return Path(builder.doctreedir) / f"{digest(folder.as_posix())}{MARK}"


def guard(app: Sphinx) -> None:
    """Refuse to build into the folder of another audience, or with a tracked private file.

    On ``builder-inited``, before a document is read.
    """
    folder = Path(app.confdir)
    if (folder / FILENAME).is_file() and is_tracked(folder / FILENAME):
        finding = Finding(FindingKind.ACCESS_TRACKED, f"git rm --cached {FILENAME}")
        raise AccessError(describe(finding))
    # what cannot be read cannot be guarded: said now, not after hours of building
    load_access(folder, os.environ)
    wanted, found = str(app.config.seminar_audience), _audience_of(app.builder)
    if found and found != wanted:
        finding = Finding(
            FindingKind.AUDIENCE, os.path.relpath(app.outdir), name=found, detail=wanted
        )
        raise AudienceError(describe(finding))


def mark_folder(app: Sphinx, builder: Builder) -> None:
    """Note for whom the folder is, before a file is written into it (``write-started``)."""
    replace_file(mark_path(builder), f"{app.config.seminar_audience}\n".encode())


def forbid_indexing(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Ask search engines to leave every page of a members' site alone."""
    if is_for_members(app.config):
        context["metatags"] = f"{context.get('metatags', '')}{_NO_INDEX}"


def _audience_of(builder: Builder) -> str:
    """Return for whom the folder was filled, '' where nobody has written into it."""
    try:
        return mark_path(builder).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        # a site of a version that knew no audiences
        return PUBLIC if (Path(builder.outdir) / MANIFEST).is_file() else ""
