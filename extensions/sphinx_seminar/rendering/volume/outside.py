"""Where things are that a volume speaks of and does not hold: on the web, and on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sphinx_seminar.domain.domain import seminar_domain
from sphinx_seminar.domain.published import SiteAddresses
from sphinx_seminar.rendering.volume.addresses import address_of
from sphinx_seminar.rendering.when import format_day

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_seminar.model.session import Session


class Outside:
    """Answers for labels of the volume, ``docname#id``."""

    def __init__(self, builder: Builder) -> None:
        env = builder.env
        self._language = builder.config.language
        self._pages = env.found_docs
        self._uri = SiteAddresses(builder.config).get_target_uri
        self._base = address_of(builder.config)
        self._archive = seminar_domain(env).archive if "seminar" in env.domains else None

    def address(self, label: str) -> str:
        """Return the address of *label* on the web, '' when it has none."""
        docname, _hash, node_id = label.partition("#")
        if not self._base or docname not in self._pages:
            return ""
        return f"{self._base}{self._uri(docname)}{f'#{node_id}' if node_id else ''}"

    def download(self, filename: str) -> str:
        """Return where the HTML site has the file that Sphinx calls *filename*; '' if unknown."""
        if not self._base or not filename:
            return ""
        return f"{self._base}_downloads/{quote(filename)}"

    def is_meeting(self, label: str) -> bool:
        """Tell whether *label* is the place of a session or of a talk."""
        return self._session(label) is not None

    def day(self, label: str) -> str:
        """Return the day of the session or talk at *label*, '' when it is something else."""
        session = self._session(label)
        if session is None:
            return ""
        return format_day(session.span.date, self._language, weekday=False)

    def _session(self, label: str) -> Session | None:
        if self._archive is None:
            return None
        kind, _hyphen, name = label.partition("#")[2].partition("-")
        if kind == "session":
            return self._archive.session_of(name)
        found = self._archive.talk_of(name) if kind == "talk" else None
        return found.session if found else None
