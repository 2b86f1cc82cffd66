"""What rendering may know of a document, taken from the build that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain.config import build_day
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.privacy.audience import access_for
from sphinx_seminar.domain.published import (
    base_address,
    page_url,
    publishes_exports,
    publishes_files,
    runs_scripts,
)
from sphinx_seminar.rendering.context import Context

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def context_of(env: BuildEnvironment, docname: str) -> Context:
    """Return the slice of the build that rendering is handed for *docname*."""
    domain = seminar_domain(env)
    builder = env._app.builder  # noqa: SLF001 (as Sphinx's own transforms find it)
    has_files = publishes_files(builder)
    return Context(
        archive=domain.archive,
        docname=docname,
        language=env.config.language,
        today=build_day(env.config, domain.series),
        homes=domain.homes,
        citing=domain.citing,
        is_html=builder.format == "html",
        exports=has_files and publishes_exports(builder),
        page_uri=builder.get_target_uri(docname) if has_files else "",
        page_url=page_url(builder, docname),
        reading_pages=domain.reading_pages,
        is_live=runs_scripts(builder),
        has_files=has_files,
        base=base_address(env.config),
        access=access_for(env),
    )
