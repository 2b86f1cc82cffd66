"""References to single fields of @xdata entries; biblatex manual, section 3.13.6."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.model.finding import FindingKind, Location
from sphinx_seminar.model.reading import Reading, Role
from sphinx_seminar.parsing.bibtex import parse_library

if TYPE_CHECKING:
    from sphinx_seminar.model.library import Library

XDATA = """\
@xdata{pool, author = {Byron, Ada and Lind, Mia and {Tide Office}},
  title = {On Tides}, location = {Oslo and Bergen}, doi = {10.1000/tides}}
"""


def parse(text: str) -> Library:
    return parse_library([("x.bib", XDATA + text)])


def one(text: str) -> Reading:
    library = parse(text)
    assert library.findings == ()
    return library.readings[-1]


def families(reading: Reading, role: Role = Role.AUTHOR) -> list[str]:
    people = reading.of(role)
    return [name.family for name in people.names] if people else []


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("xdata=pool-author-2", ["Lind"]),
        ("xdata=pool-author", ["Byron", "Lind", "Tide Office"]),
        ("Moe, Max and xdata=pool-author-3 and Roe, Rita", ["Moe", "Tide Office", "Roe"]),
        ("xdata=pool-author-2 and xdata=pool-author-1", ["Lind", "Byron"]),
        ("xdata=pool-AUTHOR-1 and others", ["Byron"]),
    ],
)
def test_a_name_or_all_of_them_are_taken(written: str, expected: list[str]) -> None:
    assert families(one(f"@book{{a, editor = {{{written}}}}}"), Role.EDITOR) == expected


def test_a_body_stays_one() -> None:
    people = one("@book{a, author = {xdata=pool-author-3}}").of(Role.AUTHOR)
    assert people is not None
    assert people.names[0].corporate


def test_items_of_lists_whole_fields_and_identifiers_are_taken() -> None:
    reading = one(
        "@book{a, title = {xdata=pool-title}, publisher = {xdata=pool-location-2 and Sons},"
        " doi = {xdata=pool-doi}}"
    )
    assert reading.text("title") == "On Tides"
    assert reading.text("publisher") == "Bergen and Sons"
    assert reading.identifiers is not None
    assert reading.identifiers.doi == "10.1000/tides"
    # A lossless export needs the entry that the data come from.
    assert reading.parents == ("pool",)


def test_an_identifier_of_xdata_is_the_entry_s_own() -> None:
    reading = one("@book{a, xdata = {pool}}")
    assert reading.identifiers is not None
    assert reading.identifiers.doi == "10.1000/tides"


def test_keys_with_hyphens_and_further_keys_are_found() -> None:
    reading = one(
        "@xdata{a-b-1, ids = {other-name}, title = {T}}\n"
        "@book{c, title = {xdata=a-b-1-title}, note = {xdata=other-name-title}}"
    )
    assert (reading.text("title"), reading.text("note")) == ("T", "T")


def test_data_come_through_chains_and_what_the_source_inherits() -> None:
    reading = one(
        "@xdata{two, author = {xdata=pool-author-1 and Roe, Rita}}\n"
        "@xdata{three, xdata = {two}}\n"
        "@book{a, author = {xdata=three-author-1}, editor = {xdata=two-author-2}}"
    )
    assert families(reading) == ["Byron"]
    assert families(reading, Role.EDITOR) == ["Roe"]
    assert set(reading.parents) == {"pool", "two", "three"}


def test_a_child_inherits_what_its_parent_was_brought() -> None:
    reading = one(
        "@collection{whole, editor = {xdata=pool-author-1}, title = {xdata=pool-title}}\n"
        "@incollection{part, title = {Part}, crossref = {whole}}"
    )
    assert families(reading, Role.EDITOR) == ["Byron"]
    assert reading.text("booktitle") == "On Tides"


@pytest.mark.parametrize(
    ("field", "written", "nearest", "allowed", "detail"),
    [
        ("title", "xdata=pool", "", ("xdata=KEY-FIELD", "xdata=KEY-FIELD-NUMBER"), ""),
        ("title", "xdata=gone-title", "", ("xdata=KEY-FIELD", "xdata=KEY-FIELD-NUMBER"), ""),
        ("title", "xdata=pool-titel", "title", (), "titel"),
        ("author", "xdata=pool-author-4", "", (), "4 > 3"),
        ("author", "xdata=pool-location-1", "", (), "author ≠ location"),
        ("publisher", "xdata=pool-title", "", (), "publisher ≠ title"),
        ("title", "xdata=work-title", "", ("@xdata",), ""),
    ],
)
def test_what_leads_nowhere_is_said_at_its_line_and_stays(
    field: str, written: str, nearest: str, allowed: tuple[str, ...], detail: str
) -> None:
    library = parse(
        f"@book{{work, title = {{W}}}}\n@book{{a,\n  year = 2000,\n  {field} = {{{written}}}}}"
    )
    (finding,) = library.findings
    assert (finding.kind, finding.name, finding.value) == (FindingKind.BIB_CROSSREF, "a", written)
    assert finding.location == Location("x.bib", 6)
    assert (finding.nearest, finding.allowed, finding.detail) == (nearest, allowed, detail)
    reading = library.readings[-1]
    kept = families(reading) if field == "author" else [reading.text(field)]
    assert kept == [written]


def test_circles_are_said_once_and_end() -> None:
    library = parse(
        "@xdata{one, author = {xdata=two-author-1}}\n"
        "@xdata{two, author = {xdata=one-author-1}}\n"
        "@xdata{self, title = {xdata=self-title}}\n"
        "@book{a, author = {xdata=one-author-1}}"
    )
    assert [(one.name, one.value, one.location.line) for one in library.findings] == [
        ("two", "xdata=one-author-1", 4),
        ("self", "xdata=self-title", 5),
    ]
    assert "two → one" in library.findings[0].detail
    assert families(library.readings[-1]) == ["xdata=one-author-1"]


def test_doubling_is_bounded() -> None:
    lines = ["@xdata{x0, title = {T}, author = {A, B}}"]
    lines += [
        f"@xdata{{x{i}, author = {{xdata=x{i - 1}-author and xdata=x{i - 1}-author}}}}"
        for i in range(1, 40)
    ]
    library = parse("\n".join(lines))
    assert all(len(families(reading)) < 20_000 for reading in library.readings)
    assert any(one.kind is FindingKind.BIB_CROSSREF for one in library.findings)


def test_a_comment_after_the_last_value_is_said_and_not_shown() -> None:
    library = parse("@book{a,\n  title = {Tides} % all of them\n}")
    assert library.readings[-1].text("title") == "Tides"
    (finding,) = library.findings
    assert (finding.kind, finding.value) == (FindingKind.BIB_FIELD, "% all of them")
    kept = parse("@book{a, title = {Tides} 100% sure}").readings[-1]
    assert kept.text("title") == "Tides 100% sure"
