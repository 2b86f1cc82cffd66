"""Which builders have files published beside their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain.rebuild.output import writes_pages

if TYPE_CHECKING:
    from sphinx.builders import Builder


def publishes_files(builder: Builder) -> bool:
    """Tell whether *builder* writes a folder of HTML pages that is served as it is.

    A builder that puts all pages into one file (Sphinx's ``embedded``) would pack or lose
    what lies beside them; one that writes a single page has no page for each list.
    """
    return (
        builder.format == "html"
        and not getattr(builder, "embedded", False)
        and writes_pages(builder)
    )


def page_url(builder: Builder, docname: str) -> str:
    """Return the address of the page of *docname* on the web, '' where none is configured."""
    base: str = builder.config.html_baseurl
    if not base or not publishes_files(builder):
        return ""
    return f"{base.rstrip('/')}/{builder.get_target_uri(docname)}"


def publishes_exports(builder: Builder) -> bool:
    """Tell whether *builder* has the files of reading lists beside its pages."""
    return bool(builder.config.seminar_exports) and publishes_files(builder)
