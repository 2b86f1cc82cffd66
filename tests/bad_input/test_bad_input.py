"""An author's mistake never raises, loses no text, and is told once with what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from sphinx.errors import ConfigError

from seminar_site import Site
from sphinx_seminar.domain.messages import _TEMPLATES, WARNING_TYPE
from sphinx_seminar.model.finding import FindingKind

from .mistakes import CONF, MISTAKES, Mistake, site_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Built

each_mistake = pytest.mark.parametrize("mistake", MISTAKES, ids=[one.name for one in MISTAKES])


class Builds(NamedTuple):
    clean: Built
    again: Built
    parallel: Built


def broken_site(site: Site) -> Site:
    site.write(site_files())
    site.configure(CONF)
    return site


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory, fixed_day: pytest.MonkeyPatch) -> Builds:
    del fixed_day
    site = broken_site(Site(tmp_path_factory.mktemp("broken")))
    return Builds(
        site.build("text"),
        site.build("text"),
        site.build("text", parallel=2, doctrees="parallel", out="parallel-text"),
    )


@each_mistake
def test_a_mistake_is_told_once_with_its_place_and_what_is_right(
    builds: Builds, mistake: Mistake
) -> None:
    told = [one for one in builds.clean.messages if one.name == mistake.file]
    if mistake.page:
        told = [one for one in told if one.line == mistake.line and mistake.said[0] in one.text]
    assert len(told) == 1, told
    (message,) = told
    assert (message.line, message.type) == (mistake.line, f"{WARNING_TYPE}.{mistake.type}")
    for words in mistake.said:
        assert words in message.text


@each_mistake
def test_a_mistake_loses_no_text(builds: Builds, mistake: Mistake) -> None:
    docname = "index" if mistake.page else mistake.name
    text = " ".join(builds.clean.text(f"{docname}.txt").split())
    for kept in mistake.kept:
        assert kept in text


def test_nothing_else_is_told(builds: Builds) -> None:
    types = {f"{WARNING_TYPE}.{mistake.type}" for mistake in MISTAKES}
    names = {mistake.file for mistake in MISTAKES}
    assert [one for one in builds.clean.messages if one.name not in names] == []
    assert {one.type for one in builds.clean.messages} == types
    assert len(builds.clean.messages) == len(MISTAKES)


def test_a_build_that_reads_nothing_says_the_same(builds: Builds) -> None:
    assert builds.again.warnings == builds.clean.warnings


def test_a_parallel_build_says_the_same(builds: Builds) -> None:
    assert builds.parallel.warnings == builds.clean.warnings


def test_the_pages_of_all_builds_are_the_same(builds: Builds) -> None:
    for page in builds.clean.outdir.glob("*.txt"):
        assert (builds.parallel.outdir / page.name).read_bytes() == page.read_bytes()


@pytest.mark.parametrize("kind", ["date", "option-unknown", "reading-unknown", "bib-macro"])
def test_one_kind_is_silenced_alone(
    make_site: Callable[..., Site], builds: Builds, kind: str
) -> None:
    site = broken_site(make_site())
    silenced = f"{WARNING_TYPE}.{kind}"
    built = site.build("dummy", suppress_warnings=[silenced])

    def told(one: Built) -> list[tuple[str, int, str, str]]:
        return [tuple(message) for message in one.messages if message.type != silenced]

    assert told(built) == told(builds.clean)
    assert silenced not in {message.type for message in built.messages}


def test_all_kinds_are_silenced_together(make_site: Callable[..., Site]) -> None:
    site = broken_site(make_site())
    assert not site.build("dummy", suppress_warnings=[WARNING_TYPE]).warnings


def test_every_kind_has_its_words() -> None:
    assert set(_TEMPLATES) == set(FindingKind)


# -- conf.py -------------------------------------------------------------------------------------

BROKEN_CONF = """
seminar_series = {
    "main": {"title": "Main", "zone": "Asia/Singapur", "tiem": "14:00", "time": "25:00"},
    "a b": {"zone": "UTC", "rhythm": "sometimes", "terms": {"spring": "soon"}},
    "third": 3,
}
seminar_bibfiles = "refs.bib"
seminar_people = 5
seminar_today = "yesterday"
seminar_trust = "ful"
seminar_remote_images = ["example.org", 7]
seminar_bibfile = ["refs.bib"]
"""


def test_everything_wrong_in_the_settings_is_told_at_once(make_site: Callable[..., Site]) -> None:
    site = make_site()
    site.configure(BROKEN_CONF)
    with pytest.raises(ConfigError) as raised:
        site.build("dummy")
    said = str(raised.value)
    for words in (
        *("'Asia/Singapur'", "did you mean 'Asia/Singapore'?", "'tiem'", "did you mean 'time'?"),
        *("'25:00'", "'a b' is not an id", "'sometimes'", "every friday", "'soon'", "'third'"),
        *("seminar_bibfiles", "list", "seminar_people", "'yesterday'", "YYYY-MM-DD"),
        *(
            "'ful'",
            "safe, full",
            "did you mean 'full'?",
            "seminar_remote_images",
            "'seminar_bibfile'",
        ),
        "did you mean 'seminar_bibfiles'?",
    ):
        assert words in said
    assert len(said.splitlines()) == 14


@pytest.mark.parametrize("value", ["None", "[]", "{}", "{'main': None}", "'main'", "{'m': {}}"])
def test_no_value_of_the_series_raises_anything_else(
    make_site: Callable[..., Site], value: str
) -> None:
    site = make_site()
    site.configure(f"seminar_series = {value}\n")
    with pytest.raises(ConfigError, match="seminar_series"):
        site.build("dummy")
