"""Which volumes a build makes: those of the settings, or those that were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.messages import describe
from sphinx_seminar.domain.volumes import SETTING
from sphinx_seminar.model.volume import WHOLE, Form, Volume, chosen_volumes, volumes_of

if TYPE_CHECKING:
    from sphinx.builders import Builder

logger = logging.getLogger(__name__)

SCOPE = "seminar_pdf_scope"


def volumes_to_make(builder: Builder) -> list[Volume]:
    """Return the volumes that *builder* makes, the complete one first.

    What the settings name and is no part of the archive was told of when reading ended; what
    was asked for and is none fails the build.
    """
    if "seminar" not in builder.env.domains:
        return [Volume(Form.BOOK, WHOLE, (), ())]
    archive = seminar_domain(builder.env).archive
    asked = builder.config[SCOPE]
    wanted = asked or [WHOLE, *builder.config[SETTING]]
    volumes, sessions = volumes_of(archive), len(archive.sessions)
    found, findings = chosen_volumes(wanted, volumes, sessions, SCOPE if asked else SETTING)
    for finding in findings if asked else ():
        logger.error("%s", describe(finding))
        builder._app.statuscode = 2  # noqa: SLF001 (Sphinx has no other way)
    return sorted(found, key=lambda one: not one.is_whole)
