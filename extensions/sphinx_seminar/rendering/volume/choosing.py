"""Which volumes a build makes: those of the settings, or those that were asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.messages import describe, report
from sphinx_seminar.model.volume import WHOLE, Form, Volume, chosen_volumes, volumes_of
from sphinx_seminar.parsing.confplaces import place_of

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_seminar.model.finding import Finding

logger = logging.getLogger(__name__)

SETTING, SCOPE = "seminar_volumes", "seminar_pdf_scope"
_CONF = "conf.py"


def volumes_to_make(builder: Builder) -> list[Volume]:
    """Return the volumes that *builder* makes, the complete one first.

    What is no part of the archive is said; the build fails when it was asked for.
    """
    if "seminar" not in builder.env.domains:
        return [Volume(Form.BOOK, WHOLE, (), ())]
    archive = seminar_domain(builder.env).archive
    volumes = volumes_of(archive)
    asked = getattr(builder.config, SCOPE)
    setting = SCOPE if asked else SETTING
    wanted = asked or [WHOLE, *getattr(builder.config, SETTING)]
    found, findings = chosen_volumes(wanted, volumes, len(archive.sessions), setting)
    for finding in findings:
        if asked:
            # nothing else was wanted: a build that makes less has failed
            logger.error("%s", describe(finding))
            builder._app.statuscode = 2  # noqa: SLF001 (Sphinx has no other way)
        else:
            report(finding, place_in_conf(builder, finding))
    return sorted(found, key=lambda one: not one.is_whole)


def place_in_conf(builder: Builder, finding: Finding) -> str:
    """Return the file and line of the setting that *finding* is about."""
    path = Path(builder.confdir, _CONF)
    try:
        source = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        source = ""
    place = place_of(source, finding.name, finding.value)
    return f"{path}:{place.line or 1}"
