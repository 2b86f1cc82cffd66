"""What the outputs of a whole archive may know of a build: a slice, never the application."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_seminar.domain.config import build_day
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import base_address
from sphinx_seminar.model.links import host_of, refusal, resolved_doi, scheme_of
from sphinx_seminar.model.prose import Prose, in_words
from sphinx_seminar.outputs.cleaning import clean_line
from sphinx_seminar.outputs.mentions import Addresses, Mentions
from sphinx_seminar.outputs.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Material, Talk

_NO_LABEL = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Site:
    """An archive with its name for ever (``id``) and the places where it is shown.

    ``base`` is the address of the output folder, with a slash at its end, '' when unknown;
    ``pages`` holds the addresses of documents below it, ``homes`` the documents where
    speakers, topics and readings stand. ``today`` is the day of the build. ``files`` holds
    the addresses of the source folder's files that are offered to download; ``texts`` the
    abstracts, and ``mentions`` the words for what they mention.
    """

    archive: Archive
    id: str
    title: str
    today: date
    language: str = "en"
    base: str = ""
    pages: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    texts: Texts | None = None
    mentions: Mentions | None = None

    @classmethod
    def of(cls, env: BuildEnvironment, builder: Addresses) -> Site:
        """Return the site that *builder* writes, or whose pages it knows."""
        config, domain = env.config, seminar_domain(env)
        shown = {session.docname for session in domain.archive.sessions}
        today = build_day(config, domain.series)
        return cls(
            archive=domain.archive,
            id=archive_id(config),
            title=clean_line(config.html_title or config.project),
            today=today,
            language=(config.language or "en").replace("_", "-"),
            base=base_address(config),
            pages={name: builder.get_target_uri(name) for name in (*shown, *domain.homes.values())},
            homes=domain.homes,
            files={str(name): f"_downloads/{one[1]}" for name, one in env.dlfiles.items()},
            texts=Texts(env),
            mentions=Mentions.of(env, builder, today),
        )

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions, oldest first; of two with one id the earlier alone."""
        by_id = self.archive.session_by_id
        return tuple(one for one in self.archive.sessions if by_id[one.id] is one)

    def page(self, session: Session) -> str:
        """Return where *session* is shown, below the output folder."""
        return f"{self.pages.get(session.docname, session.docname)}#{session.node_id}"

    def prose(self, session: Session, talk: Talk | None = None) -> Prose:
        """Return the abstract of *talk*, or what *session* says outside its talks."""
        passage = talk.abstract if talk else session.text
        if passage is None or self.texts is None:
            return ()
        found = self.texts.find(session, talk)
        return in_words(found, self.mentions.word) if self.mentions else found

    def material(self, session: Session, material: Material) -> str:
        """Return the address of a *material* on the web, '' when that is unknown."""
        if scheme_of(material.target):
            return "" if refusal(material.target) else resolved_doi(material.target)
        place = self.files.get(material.path(session.docname), "")
        return f"{self.base}{quote(place)}" if self.base and place else ""

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
