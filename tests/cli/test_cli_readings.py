from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from seminar_site import Site

REFS = """\
@book{e2011principles,
  author = {E, Weinan}, title = {Principles of Multiscale Modeling}, year = {2011}}
@misc{untitled, author = {Doe, J.}, year = {2000}}
@article{nobody, title = {Nobody wrote this article}, year = {2000}}
@article{undated, author = {Doe, J.}, title = {A work without a year of its own}}
@article{broken, author = {Doe, J.}, title = {With a broken identifier}, year = 2000, doi = {x/y}}
@article{one, author = {Doe, J.}, title = {The one}, year = 2001, doi = {10.5555/loop}}
@article{again, author = {Doe, J.}, title = {Another name}, year = 2001,
  doi = {https://doi.org/10.5555/LOOP}}
@article{typo, author = {Roe, R.}, title = {On the typographical errors of titles}, year = 2001}
@article{typos, author = {Roe, R.}, title = {On the Typographical Error of Titles}, year = 2001}
@misc{preprint, author = {Poe, E.}, title = {The raven and other birds}, year = 2019,
  eprint = {1901.00001}, archivePrefix = {arXiv}}
@article{published, author = {Poe, E.}, title = {The Raven and Other Birds}, year = 2020,
  journal = {Birds}, doi = {10.5555/unknown}}
@article{version, author = {Moe, M.}, title = {Quite another title}, year = 2020,
  related = {twice}, doi = {10.5555/429}}
@book{edition, author = {Loe, L.}, title = {A book in two editions}, year = 1950}
@book{reedition, author = {Loe, L.}, title = {A Book in Two Editions}, year = 2013}
@book{translated, author = {Loe, L.}, title = {Ein Buch in zwei Auflagen}, year = 1960,
  related = {edition}, relatedtype = {translationof}}
@article{twice, author = {Moe, M.}, title = {Read two times}, year = 2018}
@manual{guide, title = {A manual that nobody signed}, year = 2003}
@book{soon, author = {Roe, R.}, title = {A work in print}, year = {forthcoming}}
@book{carried, translator = {Poe, E.}, title = {Carried over}, year = 1999}
@collection{whole, editor = {Koe, K.}, title = {Waves and their many shores}, year = 1998}
@incollection{part, author = {Koe, K.}, title = {Waves and their many shore}, crossref = {whole}}
@book{twice, author = {Doe, J.}, title = {Another work under a key that is taken}, year = 2000}
@article{gone, author = {Doe, J., title = {x
"""

SESSION = """\
# Talks

::::{{session}} {day}
:::{{talk}} About
:speaker: Zhu Aiqing
:readings: {keys}
:::
::::
"""


@pytest.fixture
def report(site: Site, run: Callable[..., Result]) -> Callable[..., dict[str, Any]]:
    site.write(
        {
            "refs.bib": REFS,
            "sessions/a.md": SESSION.format(
                day="2025-01-17", keys="twice; preprint; e2011principle"
            ),
            "sessions/b.md": SESSION.format(day="2025-02-17", keys="twice; one"),
        }
    )

    def make(*arguments: str) -> dict[str, Any]:
        result = run("readings", "--json", *arguments)
        assert result.exit_code in {0, 1}, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    return make


def remarks(report: dict[str, Any], concern: str) -> list[tuple[list[str], str]]:
    return [(one["keys"], one["detail"]) for one in report["remarks"] if one["concern"] == concern]


def test_the_report_names_what_is_wrong(report: Callable[..., dict[str, Any]]) -> None:
    found = report()
    assert remarks(found, "no-title") == [(["untitled"], "")]
    assert remarks(found, "no-names") == [(["nobody"], "")]
    assert remarks(found, "no-year") == [(["undated"], "")]
    assert remarks(found, "bad-doi") == [(["broken"], "x/y")]
    assert remarks(found, "unknown-key") == [(["e2011principle"], "e2011principles")]
    assert [keys for keys, _ in remarks(found, "unreadable")] == [["gone"]]
    assert remarks(found, "duplicate") == [
        (["one", "again"], "doi:10.5555/loop"),
        (["typo", "typos"], ""),
    ]
    assert remarks(found, "alike") == [(["edition", "reedition"], "")]
    assert remarks(found, "same-key") == [(["twice"], "refs.bib:22")]
    assert found["problems"] == 9


def test_versions_of_a_work_count_as_one(report: Callable[..., dict[str, Any]]) -> None:
    found = report()
    assert remarks(found, "preprint") == [
        (["version", "twice"], "related"),
        (["preprint", "published"], ""),
    ]
    never = [keys[0] for keys, _ in remarks(found, "never-read")]
    assert "published" not in never
    assert "version" not in never
    assert "typo" in never
    assert remarks(found, "read-again") == [(["twice"], "2025-01-17, 2025-02-17")]


def test_remarks_say_where(report: Callable[..., dict[str, Any]]) -> None:
    found = report("--only", "bad-doi", "--only", "unknown-key")
    assert [one["place"] for one in found["remarks"]][1] == "refs.bib:6"
    assert {one["concern"] for one in found["remarks"]} == {"bad-doi", "unknown-key"}


def test_the_place_of_an_unknown_key_is_a_file(report: Callable[..., dict[str, Any]]) -> None:
    (found,) = report("--only", "unknown-key")["remarks"]
    assert found["place"].startswith("sessions/a.md:")


def test_the_table_says_what_two_entries_share_and_gathers_what_one_lacks(
    report: Callable[..., dict[str, Any]],
    site: Site,
    run: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del report
    monkeypatch.setenv("COLUMNS", "200")
    site.write(
        {"refs.bib": REFS.replace("@misc{untitled", "@book{nothing, note = {x}}\n@misc{untitled")}
    )
    rows = [" ".join(line.split()) for line in run("readings").output.splitlines()]
    assert "no title, no author or editor, no year nothing refs.bib:3" in rows
    assert "no author or editor nobody “Nobody wrote this article” refs.bib:5" in rows
    assert (
        "one work, two entries typo, typos “On the Typographical Error of Titles”, 2001; 2001 "
        "refs.bib:12" in rows
    )
    assert "versions of one work version, twice joined by related refs.bib:23" in rows
    assert "key taken twice twice the first counts, refs.bib:23 refs.bib:29" in rows
    assert any(row.startswith("never read (") for row in rows)
    assert sum("never read" in row for row in rows) == 1
    listed = run("readings", "--only", "never-read").output.splitlines()
    assert sum(line.startswith("never read") for line in listed) > 5


def test_many_unread_readings_are_counted_and_not_all_named(
    site: Site, run: Callable[..., Result]
) -> None:
    entries = [f"@misc{{k{n}, title = {{Work number {n}}}, year = 2000}}" for n in range(40)]
    site.write({"refs.bib": "\n".join(entries), "sessions/a.md": "# Nothing\n"})
    output = " ".join(run("readings").output.split())
    assert "never read (40): k0, k1," in output
    assert "k30" not in output
    assert output.endswith("40 readings, 0 problems, 40 remarks")


def test_a_resolver_is_asked_only_when_told_to(
    site: Site, report: Callable[..., dict[str, Any]]
) -> None:
    del site
    assert not remarks(report(), "dead-doi")
    found = report("--online")
    assert remarks(found, "dead-doi") == [(["published"], "10.5555/unknown")]
    ((keys, detail),) = remarks(found, "unchecked-doi")
    assert keys == ["version"]
    assert "asks to wait" in detail


def test_the_exit_code_says_whether_there_is_a_problem(
    site: Site, run: Callable[..., Result]
) -> None:
    assert run("readings").exit_code == 0
    site.write({"refs.bib": REFS})
    result = run("readings")
    assert result.exit_code == 1
    assert "not a DOI" in result.output
    assert run("readings", "--only", "never-read").exit_code == 0
