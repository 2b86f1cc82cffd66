from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result

from engines.records import RECORDS
from engines.servers import Running, opensearch, typesense
from sphinx_seminar.cli.loading import DOCTREES
from sphinx_seminar.cli.program import seminar
from sphinx_seminar.outputs.search.record import RECORDS as FILENAME
from sphinx_seminar.outputs.search.record import SearchRecord, as_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@pytest.fixture(scope="session", autouse=True)
def without_proxy() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NO_PROXY", "no_proxy"):
            patch.setenv(name, "127.0.0.1")
        yield


@pytest.fixture(scope="session")
def typesense_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with typesense(tmp_path_factory.mktemp("typesense")) as running:
        yield running


@pytest.fixture
def opensearch_server() -> Iterator[Running]:
    with opensearch() as running:
        yield running


class Exporter:
    """An archive's folder with the records of a build, and the command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records(RECORDS)
        self.configure()

    def records(self, records: Sequence[SearchRecord]) -> None:
        path = self.folder / DOCTREES / FILENAME
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_lines(records))

    def configure(self, **engine: Any) -> None:
        text = f"seminar_search_engine = {engine!r}\n" if engine else ""
        (self.folder / "conf.py").write_text(text)

    def run(self, *arguments: str, key: str = "") -> Result:
        return CliRunner().invoke(
            seminar,
            ["-C", str(self.folder), "export", *arguments],
            env={"SEMINAR_ENGINE_KEY": key or None},
            catch_exceptions=False,
        )


@pytest.fixture
def exporter(tmp_path: Path) -> Exporter:
    return Exporter(tmp_path)
