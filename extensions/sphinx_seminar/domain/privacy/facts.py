"""A members' page shows its session's access: it is written again when that changes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.privacy.access import SHOWN, load_access
from sphinx_seminar.domain.privacy.audience import is_for_members

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_seminar.model.session import Session


def access_facts(app: Sphinx, env: BuildEnvironment, _builder: Builder) -> dict[str, str]:
    """Return what documents show of the private file; nothing in a public build."""
    if not is_for_members(app.config):
        return {}
    access = load_access(Path(app.confdir), os.environ)
    facts = {}
    documents: dict[str, tuple[Session, ...]] = env.domaindata["seminar"]["sessions"]
    for docname, sessions in documents.items():
        shown = [
            access.find(session.join).get(name, "")
            for session in sessions
            if session.join
            for name in SHOWN
        ]
        if shown:
            facts[docname] = repr(shown)
    return facts
