"""Which builders have files published beside their pages, and under which name and address."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_seminar.domain.rebuild.output import writes_pages
from sphinx_seminar.model.links import host_of, refusal

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config

_NO_LABEL = re.compile(r"[^a-z0-9]+")


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


def runs_scripts(builder: Builder) -> bool:
    """Tell whether scripts may run on the pages of *builder*: not in a book."""
    return builder.format == "html" and not getattr(builder, "embedded", False)


def base_address(config: Config) -> str:
    """Return ``html_baseurl`` with a slash at its end, '' unless it is an address of the web."""
    base = str(config.html_baseurl or "").strip()
    if not host_of(base) or refusal(base):
        return ""
    return base if base.endswith("/") else f"{base}/"


class SiteAddresses:
    """The addresses of the pages that the builder ``html`` writes, whatever builder asks."""

    def __init__(self, config: Config) -> None:
        self._suffix = config.html_link_suffix or config.html_file_suffix or ".html"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the address of the page of *docname*, below that of the site."""
        del typ
        return f"{quote(docname)}{self._suffix}"


def page_url(builder: Builder, docname: str) -> str:
    """Return the address of the page of *docname* on the web, '' where none is configured."""
    base: str = builder.config.html_baseurl
    if not base or not publishes_files(builder):
        return ""
    return f"{base.rstrip('/')}/{builder.get_target_uri(docname)}"


def publishes_exports(builder: Builder) -> bool:
    """Tell whether *builder* has the files of reading lists beside its pages."""
    return bool(builder.config.seminar_exports) and publishes_files(builder)


def archive_id(config: Config) -> str:
    """Return what makes the ids of this archive's events and entries unlike all others.

    ``seminar_archive_id``, else the host of ``html_baseurl``, else the name of the project:
    always the syntax of a host name, which UIDs (RFC 7986, 5.3) and tags (RFC 4151) share.
    """
    chosen: str = config.seminar_archive_id or host_of(str(config.html_baseurl or "").strip())
    if chosen:
        return chosen
    label = _NO_LABEL.sub("-", str(config.project).casefold()).strip("-")[:60].strip("-")
    # a name without a letter of ASCII is told by its digest
    return label or f"seminar-{blake2b(str(config.project).encode(), digest_size=6).hexdigest()}"
