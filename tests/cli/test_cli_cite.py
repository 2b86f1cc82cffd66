from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.cli.cite import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from seminar_site import Site


def test_the_bytes_are_those_of_the_site(site: Site, run: Callable[..., Result]) -> None:
    built = site.build("html")
    for scope, stem in (
        ("archive", "readings"),
        ("session/2025-01-17", "exports/session/2025-01-17"),
        ("speaker/Zhu Aiqing", "exports/speaker/zhu-aiqing"),
        ("Multiscale Modelling", "exports/topic/multiscale-modelling"),
    ):
        for form, kind in FORMATS.items():
            result = run("cite", scope, "--format", form)
            assert result.exit_code == 0, result.output
            assert result.stdout_bytes == (built.outdir / (stem + kind.suffix)).read_bytes()


def test_every_scope_is_listed_and_found(run: Callable[..., Result]) -> None:
    lines = run("cite", "--list").stdout.splitlines()
    assert lines[0] == "archive\t1"
    for line in lines:
        assert run("cite", line.split("\t")[0], "--format", "ris").exit_code == 0


@pytest.mark.parametrize("scope", ["", "session/2025-01-18", "../../etc/passwd", "speaker/"])
def test_an_unknown_scope_is_one_line(run: Callable[..., Result], scope: str) -> None:
    result = run("cite", scope)
    assert result.exit_code == 2
    assert result.stdout == ""
