"""Reading lists beside the pages: every scope in every format."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import publishes_exports
from sphinx_seminar.domain.scopes import all_scopes
from sphinx_seminar.model.scope import ListFormat
from sphinx_seminar.outputs.publishing import Publication, Published
from sphinx_seminar.outputs.readinglists import Exporter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment


def export_publications(
    app: Sphinx, env: BuildEnvironment, builder: Builder, _before: Published
) -> Iterator[Publication]:
    """Yield the files of every scope that has readings (event ``seminar-publications``)."""
    domain = seminar_domain(env)
    shelf = domain.data["shelf"]
    if shelf is None or not publishes_exports(builder):
        return
    exporter = Exporter(shelf.library, domain.citing)
    salt = f"{app.extensions['sphinx_seminar'].version} {app.config.language}"
    for scope in all_scopes(env):
        readings = scope.readings(domain.archive)
        for form in ListFormat:
            digest = exporter.digest(readings, form)
            yield Publication(
                scope.stem + form.suffix,
                f"{digest} {salt}",
                partial(exporter.export, readings, form),
            )
