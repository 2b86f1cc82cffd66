"""What the outputs of a whole archive may know of a build: a slice, never the application."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_seminar.domain.config import build_day
from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import archive_id, base_address
from sphinx_seminar.domain.written import Source
from sphinx_seminar.model.library import Library
from sphinx_seminar.model.links import refusal, resolved_doi, scheme_of
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
    from sphinx_seminar.model.federation import Partner
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Material, Talk
    from sphinx_seminar.rendering.math.macros import Definition


@dataclass(frozen=True)
class Syntax:
    """The settings under which sources were read: MyST's extensions, quotes, macros."""

    extensions: tuple[str, ...] = ()
    smart_quotes: bool = True
    macros: Mapping[str, Definition] = field(default_factory=dict)

    @classmethod
    def of(cls, config: Config) -> Syntax:
        """Return what conf.py says."""
        return cls(
            tuple(sorted(config.myst_enable_extensions)),
            bool(config.smartquotes),
            dict(sorted(config.seminar_math_macros.items())),
        )


@dataclass(frozen=True)
class Site:
    """An archive with its name for ever (``id``) and the places where it is shown.

    ``base`` is the address of the output folder, with a slash at its end, '' when unknown;
    ``pages`` holds the addresses of documents below it, ``homes`` the documents where
    speakers, topics and readings stand. ``today`` is the day of the build. ``files`` holds
    the addresses of the source folder's files that are offered to download; ``texts`` the
    abstracts, and ``mentions`` the words for what they mention. ``sources`` are the files of
    documents below the source folder, in the ``syntax`` of the settings; ``library`` holds
    what stands in the bibliography files beside readings. ``origin`` is the title of
    another archive whose site it is.
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
    sources: Mapping[str, str] = field(default_factory=dict)
    syntax: Syntax = field(default_factory=Syntax)
    library: Library = field(default_factory=Library)
    texts: Texts | None = None
    mentions: Mentions | None = None
    origin: str = ""

    @classmethod
    def of(cls, env: BuildEnvironment, builder: Addresses) -> Site:
        """Return the site that *builder* writes, or whose pages it knows."""
        config, domain = env.config, seminar_domain(env)
        shown = {session.docname for session in domain.archive.sessions}
        today = build_day(config, domain.series)
        shown |= set(domain.homes.values())
        shelf = domain.data["shelf"]
        return cls(
            archive=domain.archive,
            id=archive_id(config),
            title=clean_line(config.html_title or config.project),
            today=today,
            language=(config.language or "en").replace("_", "-"),
            base=base_address(config),
            pages={name: builder.get_target_uri(name) for name in shown},
            homes=domain.homes,
            files={str(name): f"_downloads/{one[1]}" for name, one in env.dlfiles.items()},
            sources={name: env.doc2path(name, base=False).as_posix() for name in shown},
            syntax=Syntax.of(config),
            library=shelf.library if shelf else Library(),
            texts=Texts(env),
            mentions=Mentions.of(env, builder, today),
        )

    def of_partner(self, partner: Partner) -> Site:
        """Return the site of another archive, as this one's readers see it."""
        return Site(
            partner.archive,
            partner.id,
            partner.title,
            self.today,
            self.language,
            partner.address,
            origin=partner.title,
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
        found = self.texts.find(session, talk).prose
        return in_words(found, self.mentions.word) if self.mentions else found

    def source(self, session: Session, talk: Talk | None = None) -> Source:
        """Return how *talk*, or *session* outside its talks, was written."""
        if self.texts is None or not (talk or session).written:
            return Source()
        return self.texts.find(session, talk).source

    def material(self, session: Session, material: Material) -> str:
        """Return the address of a *material* on the web, '' when that is unknown."""
        if scheme_of(material.target):
            return "" if refusal(material.target) else resolved_doi(material.target)
        place = self.files.get(material.path(session.docname), "")
        return f"{self.base}{quote(place)}" if self.base and place else ""

    def address(self, session: Session) -> str:
        """Return where *session* is shown on the web, '' when that is unknown."""
        return f"{self.base}{self.page(session)}" if self.base else ""
