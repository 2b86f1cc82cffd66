from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from federation.published import DOI, answer, archive
from loopback import Answer, Loopback, loopback
from seminar_site import EPOCH, Built, Site
from sphinx_seminar.cli.program import seminar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

REFS = f"""
@article{{ours, author = {{Writer, W.}}, title = {{The Shared Work}}, journal = {{Proceedings}},
  year = 2001, doi = {{{DOI}}}}}
@book{{alone, author = {{Recluse, R.}}, title = {{Read Here Alone}}, year = 1990}}
"""

FILES = {
    "refs.bib": REFS,
    "people.toml": """
[ada-example]
name = "Ada Example"
orcid = "0000-0002-1825-0097"
""",
    "index.md": "# Home\n\n```{toctree}\n:glob:\n\nsessions/*\nbrowse/*\n```\n",
    "sessions/2025-01-17.md": """
# Noise

::::{session} 2025-01-17
:::{talk} Noise
:speaker: Ada Example
:readings: ours; alone
:topics: Noise
Text.
:::
::::
""",
    "sessions/2025-01-24.md": """
# Signals

::::{session} 2025-01-24
:::{talk} Signals
:speaker: John Same
:topics: entropy
Text.
:::
::::
""",
    "browse/sessions.md": "# Sessions\n\n```{sessions}\n:archives: all\n```\n",
    "browse/own.md": "# Own\n\n```{sessions}\n```\n",
    "browse/upcoming.md": "# Upcoming\n\n```{upcoming}\n:archives: all\n```\n",
    "browse/speakers.md": "# Speakers\n\n```{speakers}\n:archives: all\n```\n",
    "browse/readings.md": "# Bibliography\n\n```{readings}\n:archives: all\n```\n",
    "browse/topics.md": "# Topics\n\n```{topics}\n:archives: all\n```\n",
    "browse/search.md": "# Search\n\n```{search}\n```\n",
}


@pytest.fixture
def answers() -> dict[str, Answer]:
    """What the other archive's server answers, by path: a test may change it."""
    return {"/other/archive.json": answer(archive())}


@pytest.fixture
def server(answers: dict[str, Answer], monkeypatch: pytest.MonkeyPatch) -> Iterator[Loopback]:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.setenv(name, "127.0.0.1")
    with loopback(answers) as served:
        yield served


class Federated(Site):
    """A site that is joined with the archive at ``address``."""

    address = ""

    def join(self, **archives: str) -> None:
        self.configure(f"seminar_federation = {archives!r}\n")

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(
            seminar, ["-C", str(self.source), *arguments], catch_exceptions=False
        )

    @property
    def lock(self) -> Path:
        return self.source / "federation.lock"

    def synced(self, **settings: Any) -> Built:
        assert self.run("sync").exit_code == 0
        return self.build(**settings)


@pytest.fixture
def site(tmp_path: Path, server: Loopback, monkeypatch: pytest.MonkeyPatch) -> Federated:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    made = Federated(tmp_path, dict(FILES))
    made.address = f"{server.base}/other/"
    made.join(other=made.address)
    return made


@pytest.fixture
def shifted(
    answers: dict[str, Answer], site: Federated
) -> Callable[[Callable[[dict[str, Any]], None]], None]:
    """Return a function that changes what the other archive publishes, and fetches it."""

    def change(how: Callable[[dict[str, Any]], None]) -> None:
        data = archive()
        how(data)
        answers["/other/archive.json"] = answer(data)
        result = site.run("sync")
        assert result.exit_code == 0, result.output

    return change
