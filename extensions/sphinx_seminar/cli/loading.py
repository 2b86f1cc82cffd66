"""The archive as a build sees it: Sphinx reads what changed, nothing is written out.

The doctrees are those of the Makefile's builds, so that only what changed since the
last one is read. The environment is not stored: what Sphinx has to say about a page
is said by the next build, and never lost because a command read the page first.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_seminar.cli.folder import DOCTREES
from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.domain.checks import check_archive
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.model.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.finding import Finding

#: Below the archive's folder, as in the Makefile.
OUTPUT = "_build/check"


class Loaded(NamedTuple):
    """An archive with its library, what is wrong in and between its documents, and Sphinx's own."""

    archive: Archive
    library: Library
    findings: tuple[Finding, ...]
    env: BuildEnvironment
    builder: Builder


def load_archive(folder: Path, builder: str = "dummy") -> Loaded:
    """Return the archive in *folder*, with the addresses that *builder* gives its pages.

    :raises CannotError: with one line, when Sphinx cannot read it.
    """
    try:
        with patch_docutils(folder), docutils_namespace():
            app = Sphinx(
                srcdir=folder,
                confdir=folder,
                outdir=folder / OUTPUT,
                doctreedir=folder / DOCTREES,
                buildername=builder,
                status=None,
                warning=StringIO(),
            )
            if "sphinx_seminar" not in app.extensions:
                raise CannotError(f"{folder / 'conf.py'}: extensions lacks 'sphinx_seminar'")
            app.builder.read()
            domain = seminar_domain(app.env)
            shelf = domain.data["shelf"]
            findings = (*(shelf.findings if shelf else ()), *check_archive(domain))
            library = shelf.library if shelf else Library()
            return Loaded(domain.archive, library, findings, app.env, app.builder)
    except (SphinxError, OSError, UnicodeError) as error:
        raise CannotError(f"the archive cannot be read: {one_line(str(error))}") from error
