"""What the outputs of a whole archive may know of a build: a slice, never the application."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_seminar.domain.config import build_day
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import base_address
from sphinx_seminar.model.links import host_of
from sphinx_seminar.outputs.cleaning import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.session import Session

_NO_LABEL = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Site:
    """An archive with its name for ever (``id``) and the places where it is shown.

    ``base`` is the address of the output folder, with a slash at its end, '' when unknown;
    ``pages`` holds the addresses of documents below it, ``homes`` the documents where
    speakers, topics and readings stand. ``today`` is the day of the build.
    """

    archive: Archive
    id: str
    title: str
    today: date
    language: str = "en"
    base: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, env: BuildEnvironment, builder: Builder) -> Site:
        """Return the site that *builder* writes."""
        config, domain = env.config, seminar_domain(env)
        shown = {session.docname for session in domain.archive.sessions}
        return cls(
            archive=domain.archive,
            id=archive_id(config),
            title=clean_line(config.html_title or config.project),
            today=build_day(config, domain.series),
            language=(config.language or "en").replace("_", "-"),
            base=base_address(config),
            pages={name: builder.get_target_uri(name) for name in (*shown, *domain.homes.values())},
            homes=domain.homes,
        )

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions, oldest first; of two with one id the earlier alone."""
        by_id = self.archive.session_by_id
        return tuple(one for one in self.archive.sessions if by_id[one.id] is one)

    def page(self, session: Session) -> str:
        """Return where *session* is shown, below the output folder."""
        return f"{self.pages.get(session.docname, session.docname)}#{session.node_id}"

    def address(self, session: Session) -> str:
        """Return where *session* is shown on the web, '' when that is unknown."""
        return f"{self.base}{self.page(session)}" if self.base else ""


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
