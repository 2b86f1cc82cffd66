"""Calendars, feeds and the archive's data beside the pages of a site that is built and changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest
from sphinx.errors import ConfigError

from seminar_site import Site

from .calendars import read_with_icalendar
from .test_feed import check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {
    "refs.bib": "@book{e2011, author={E, Weinan}, title={Principles}, year=2011}\n",
    "s/1.md": """\
        # First

        ````{session} 2025-01-17
        :join: zoom-fridays
        :format: hybrid

        ```{talk} Scales
        :speaker: Zhu Aiqing
        :readings: e2011 (ch. 1)
        ```
        ````
        """,
    "s/2.md": "# Second\n\n```{session} 2025-01-31\n```\n",
    "browse.md": "# Browse\n\n```{speakers}\n```\n\n```{readings}\n```\n",
}
BASE = "https://seminar.example.org/"


def own(outdir: Path) -> dict[str, Path]:
    found = [*outdir.rglob("*.ics"), *outdir.rglob("*.atom"), *outdir.glob("archive*.json")]
    return {path.relative_to(outdir).as_posix(): path for path in found}


def contents(outdir: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in own(outdir).items()}


def times(outdir: Path) -> dict[str, int]:
    return {name: path.stat().st_mtime_ns for name, path in own(outdir).items()}


def test_a_site_has_the_files_of_the_layout(make_site: Callable[..., Site]) -> None:
    built = make_site(FILES).build(html_baseurl=BASE)
    assert set(own(built.outdir)) == {
        "archive.json", "archive.schema.json", "calendar.ics", "calendar-all.ics", "feed.atom",
        "feeds/main.atom", "calendars/series/main.ics", "calendars/session/2025-01-17.ics",
        "calendars/session/2025-01-31.ics",
    }  # fmt: skip
    [event, _second] = read_with_icalendar((built.outdir / "calendar.ics").read_bytes())
    assert event.uid == "2025-01-17@seminar.example.org"
    assert "- E, Weinan. 2011. Principles. [ch. 1]" in event.description
    check((built.outdir / "feed.atom").read_bytes())
    schema = json.loads(built.text("archive.schema.json"))
    jsonschema.validate(json.loads(built.text("archive.json")), schema)
    assert {one.type for one in built.messages} <= {"toc.not_included"}


def test_pages_that_the_data_name_are_there(make_site: Callable[..., Site]) -> None:
    built = make_site(FILES).build()
    data = json.loads(built.text("archive.json"))
    named = [one["page"] for kind in ("sessions", "people", "readings") for one in data[kind]]
    assert len(named) == 4
    for place in named:
        page, _, anchor = place.partition("#")
        assert f'id="{anchor}"' in built.text(page)


def test_nothing_is_written_again_when_nothing_changed(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    before = times(site.build().outdir)
    assert times(site.build().outdir) == before


def test_an_edit_writes_what_it_touches(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    before = times(site.build().outdir)
    site.write({"s/2.md": "# Second\n\n```{session} 2025-01-31\n:chair: Li\n```\n"})
    after = times(site.build().outdir)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {
        "archive.json", "calendar.ics", "calendar-all.ics", "feed.atom", "feeds/main.atom",
        "calendars/series/main.ics", "calendars/session/2025-01-31.ics",
    }  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"s/2.md": "# Second\n\n```{session} 2025-02-07\n:status: cancelled\n```\n"},
        {"s/3.md": "# Third\n\n```{session} 2025-02-07\n```\n"},
        {"refs.bib": "@book{e2011, author={E, Weinan}, title={Other}, year=2012}\n"},
        {"browse.md": "# Browse\n\n```{speakers}\n```\n"},
        {"s/1.md": "# Gone\n"},
    ],
)
def test_an_incremental_build_equals_a_clean_one(
    make_site: Callable[..., Site], tmp_path: Path, change: dict[str, str]
) -> None:
    site = make_site(FILES)
    site.build()
    site.write(change)
    incremental = contents(site.build().outdir)
    clean = site.build(doctrees="doctrees-clean", out="clean")
    assert incremental == contents(clean.outdir)
    elsewhere = Site(tmp_path / "elsewhere", {**FILES, **change})
    assert incremental == contents(elsewhere.build(parallel=2).outdir)


def test_a_session_that_is_gone_leaves_no_calendar(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    site.build()
    (site.source / "s/2.md").unlink()
    assert "calendars/session/2025-01-31.ics" not in own(site.build().outdir)


def test_a_torn_calendar_is_made_again(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    path = site.build().outdir / "calendar.ics"
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    site.build()
    assert path.read_bytes() == whole


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text"])
def test_other_builders_publish_none(make_site: Callable[..., Site], builder: str) -> None:
    assert own(make_site(FILES).build(builder).outdir) == {}


def test_the_id_of_the_archive_is_a_setting(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    site.configure('seminar_archive_id = "multiscale.example.net"\n')
    built = site.build(html_baseurl=BASE)
    assert "UID:2025-01-17@multiscale.example.net" in built.text("calendar.ics")
    assert "tag:multiscale.example.net,2025:feed" in built.text("feed.atom")


def test_without_address_and_setting_the_id_is_the_projects_name(
    make_site: Callable[..., Site],
) -> None:
    assert (
        "UID:2025-01-17@seminar\r"
        in (make_site(FILES).build().outdir / "calendar.ics").read_bytes().decode()
    )


@pytest.mark.parametrize("wrong", ["A B", "a@b", "a\\nb", "-a", "a" * 130, "é.org"])
def test_an_id_that_is_no_host_name_is_an_error(make_site: Callable[..., Site], wrong: str) -> None:
    site = make_site(FILES)
    site.configure(f'seminar_archive_id = "{wrong}"\n')
    with pytest.raises(ConfigError, match="host name"):
        site.build()


def test_how_to_join_is_nowhere(make_site: Callable[..., Site]) -> None:
    built = make_site(FILES).build(html_baseurl=BASE)
    assert not [name for name, data in contents(built.outdir).items() if b"zoom-fridays" in data]
