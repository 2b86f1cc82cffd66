"""The parts of the archive that conf.py wants as PDFs of their own, and what is wrong in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.model.finding import Finding, Location
from sphinx_seminar.model.volume import AUTOMATIC, chosen_volumes, volumes_of
from sphinx_seminar.parsing.confplaces import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.domain.domain import SeminarDomain

SETTING = "seminar_volumes"
_CONF = "conf.py"


def volume_findings(domain: SeminarDomain) -> Iterator[Finding]:
    """Yield the names in ``seminar_volumes`` that are no part of the archive."""
    wanted = [one for one in domain.env.config[SETTING] if one != AUTOMATIC]
    if wanted:
        archive = domain.archive
        volumes = volumes_of(archive)
        _found, findings = chosen_volumes(wanted, volumes, len(archive.sessions), SETTING)
        for finding in findings:
            yield finding.at(location_in_conf(domain.env, finding))


def location_in_conf(env: BuildEnvironment, finding: Finding) -> Location:
    """Return where in conf.py the setting stands that *finding* is about."""
    path = Path(env._app.confdir, _CONF)  # noqa: SLF001 (as Sphinx's own code finds it)
    try:
        source = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        source = ""
    place = place_of(source, finding.name, finding.value)
    return Location(str(path), place.line or 1)
