"""``archive.json`` makes the files of an archive whose ``archive.json`` is equal."""

from __future__ import annotations

import ast
import json
import tomllib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from myst_parser.parsers.options import options_to_items

from builders.rich_archive import CONF as RICH_CONF
from builders.rich_archive import site_files
from seminar_site import Site
from sphinx_seminar.importers.archive_json import convert_archive
from sphinx_seminar.importers.archive_json.loading import ArchiveFileError
from sphinx_seminar.importers.archive_json.markup import Markdown

from . import many_ways

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seminar_site import Built

ARCHIVES = {
    "rich": (site_files(), RICH_CONF),
    "many ways": (many_ways.FILES, many_ways.CONF),
    "straight quotes": (many_ways.FILES, f"{many_ways.CONF}\nsmartquotes = False\n"),
    "empty": ({}, ""),
}


def built_of(folder: Path, files: dict[str, Any], conf: str, builder: str) -> Built:
    site = Site(folder, files)
    site.configure(conf)
    return site.build(builder)


def rebuilt(folder: Path, data: str, builder: str = "html") -> Built:
    """Build the files of an ``archive.json`` in an empty folder."""
    site = Site(folder)
    for path in [*site.source.iterdir()]:
        path.unlink()
    # as they are: Site takes indentation away
    site.write({name: text.encode() for name, text in convert_archive(data).files.items()})
    return site.build(builder)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("name", ARCHIVES)
@pytest.mark.usefixtures("fixed_day")
def test_an_archive_made_of_the_file_has_an_equal_file(
    tmp_path: Path, name: str, builder: str
) -> None:
    first = built_of(tmp_path / "first", *ARCHIVES[name], builder).text("archive.json")
    conversion = convert_archive(first)
    assert conversion.incomplete == ()
    second = rebuilt(tmp_path / "second", first, builder).text("archive.json")
    assert second == first
    assert convert_archive(second) == conversion


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, fixed_day: pytest.MonkeyPatch) -> Built:
    del fixed_day
    folder = tmp_path_factory.mktemp("many")
    return built_of(folder, many_ways.FILES, many_ways.CONF, "html")


def changed(data: str, **more: Any) -> dict[str, Any]:
    archive: dict[str, Any] = json.loads(data)
    return {**archive, **more}


def test_nothing_that_is_hidden_is_in_the_file(many: Built) -> None:
    data = many.text("archive.json")
    for word in ("comment", "remark", "not this", "hidden", "why", "Secret", "secret-name"):
        assert word not in data.replace("# no comment", "")


def test_a_source_from_which_nothing_can_be_cut_is_left_out(
    tmp_path: Path, fixed_day: pytest.MonkeyPatch
) -> None:
    del fixed_day
    # the comment cannot be told from the code
    page = (
        "# A\n\n::::{session} 2025-01-17\n:::{talk} T\nText.\n\n% hush\n\n"
        "```text\n% hush\n```\n\n*More* [b].\n:::\n::::\n"
    )
    data = built_of(tmp_path / "first", {"index.md": page}, "", "html").text("archive.json")
    [session] = json.loads(data)["sessions"]
    assert "source" not in session["talks"][0]
    conversion = convert_archive(data)
    assert conversion.incomplete == ("2025-01-17-1",)
    found = rebuilt(tmp_path / "second", data).text("archive.json")
    [again] = json.loads(found)["sessions"]
    assert again["talks"][0]["abstract"] == "Text.\n\n% hush\n\nMore [b]."


def walked(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walked(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walked(inner)


def test_fields_of_a_later_version_are_left_alone(many: Built) -> None:
    data = many.text("archive.json")
    later = changed(data, version="1.99")
    for record in [*walked(later)]:
        record |= {"later": {"nested": [1]}, "another": "text"}
    later["syntax"]["math-macros"] = json.loads(data)["syntax"]["math-macros"]
    assert convert_archive(json.dumps(later)) == convert_archive(data)


def test_a_file_of_the_first_version_is_read(many: Built) -> None:
    archive = changed(many.text("archive.json"), version="1.0")
    for name in ("syntax", "homes", "bibliography"):
        del archive[name]
    for record in walked(archive["sessions"]):
        is_run = set(record) <= {"text", "styles"}
        for name in ("source", "text", "abstract", "aliases", "origin"):
            record.pop(name if not is_run else "", None)
    files = convert_archive(json.dumps(archive)).files
    page = files["sessions/2025/2025-01-17-main.md"]
    assert page.startswith("# A *title* with {code}`code`, {math}`x^2` \\& ")
    assert ":speaker: Ada Lovelace (Uni (A), City)" in page


@pytest.mark.parametrize(
    "data", ["", "[]", "{}", "{", '{"version": "2.0", "sessions": []}', '{"version": "1.0"}']
)
def test_another_file_is_an_error(data: str) -> None:
    with pytest.raises(ArchiveFileError):
        convert_archive(data)


HOSTILE = '"); import os; os.system("x")\n\n```{raw} html\n:::\n\x00\x1b\u2028'


def test_a_hostile_file_makes_values_and_no_paths_outside(many: Built) -> None:
    archive = changed(many.text("archive.json"), id=HOSTILE, title=HOSTILE, language=HOSTILE)

    def spoil(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: spoil(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [spoil(inner) for inner in value]
        return HOSTILE if isinstance(value, str) else value

    spoilt = spoil(archive["sessions"][1])
    for number, path in enumerate(("../up.md", "/etc/x.md", "a/../../b.md", "c:\\d", ".git/x.md")):
        record = {**spoilt, "id": f"id{number}", "date": "2025-01-17"}
        archive["sessions"].append({**record, "source": {"file": path, "format": "markdown"}})
    archive["homes"] = {"speaker": "../../people.md"}
    archive["series"].append({**spoil(archive["series"][0]), "id": "spoilt"})
    archive["people"].append(spoil(archive["people"][0]))
    files = convert_archive(json.dumps(archive)).files
    for path in files:
        parts = PurePosixPath(path).parts
        assert not PurePosixPath(path).is_absolute()
        assert not any(part.startswith(".") for part in parts)
    tree = ast.parse(files["conf.py"])
    for statement in tree.body:
        assert isinstance(statement, ast.Assign)
        ast.literal_eval(statement.value)
    tomllib.loads(files["people.toml"])
    *lines, last = files["sessions/2025/id0.md"].splitlines()
    assert last.strip(":") == ""
    assert [line for line in lines if line.startswith(last)] == [f"{last}{{session}} 2025-01-17"]


@given(st.text())
def test_every_value_of_an_option_is_read_as_it_was(value: str) -> None:
    value = value.strip()
    lines = Markdown(colons=True).directive("session", "2025", [("notice", value)], [])
    assert len(lines) == 3 or "\n" not in value
    assert options_to_items("\n".join(line[1:] for line in lines[1:-1]))[0] == [("notice", value)]


@pytest.mark.parametrize("content", [["::::"], ["```", "~~~~"], ["  ::::::x"], ["> ::::"], []])
@pytest.mark.parametrize("colons", [True, False])
def test_a_fence_is_longer_than_all_inside(content: list[str], colons: bool) -> None:  # noqa: FBT001
    lines = Markdown(colons=colons).directive("talk", "A `title`", [], content)
    mark = lines[-1][0]
    assert set(lines[-1]) == {mark}
    assert all(f"{lines[-1]}" not in line for line in content)
    assert mark != "`"
