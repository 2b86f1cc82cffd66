from __future__ import annotations

import gc
import logging
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_seminar.model.finding import FindingKind, Location
from sphinx_seminar.model.library import Library
from sphinx_seminar.model.reading import Role
from sphinx_seminar.parsing.bibtex import decode_bib, parse_library

if TYPE_CHECKING:
    from sphinx_seminar.model.finding import Finding
    from sphinx_seminar.model.reading import Reading


def parse(text: str) -> Library:
    return parse_library([("refs.bib", text)])


def only(text: str) -> Reading:
    library = parse(text)
    assert library.findings == ()
    (reading,) = library.readings
    return reading


def said(library: Library, kind: FindingKind) -> list[Finding]:
    return [finding for finding in library.findings if finding.kind is kind]


def named(library: Library, key: str) -> Reading:
    return next(reading for reading in library.readings if reading.key == key)


def test_an_entry_becomes_a_reading() -> None:
    source = """@Article{byron:1843,
  AUTHOR = {Byron, Ada and others},
  title  = "Notes on the {Analytical Engine}",
  year   = 1843, month = sep,
  pages  = {666--731},
  doi    = {https://doi.org/10.1000/NOTES},
  url    = {https://example.org/a\\_b},
}"""
    reading = only(source)
    assert reading.key == "byron:1843"
    assert reading.entry_type == "article"
    assert [name for name, _ in reading.fields] == ["title", "pages", "doi", "url"]
    assert reading.text("title") == "Notes on the Analytical Engine"
    assert reading.text("pages") == "666--731"
    assert reading.issued is not None
    assert str(reading.issued.start) == "1843-09"
    authors = reading.of(Role.AUTHOR)
    assert authors is not None
    assert authors.others
    assert reading.identifiers is not None
    assert reading.identifiers.doi == "10.1000/notes"
    assert reading.identifiers.urls == ("https://example.org/a_b",)
    assert reading.raw == source
    assert reading.location == Location("refs.bib", 1)
    assert re.fullmatch("[0-9a-f]{24}", reading.digest)


def test_the_digest_follows_the_value_and_not_the_place() -> None:
    source = "@book{a, title = {X}, year = 2000}"
    first = only(source)
    assert only(f"\n\n{source}").digest == first.digest
    assert only("@book{a, title={X},\n  year={2000}}").digest == first.digest
    for other in (
        "@book{b, title={X}, year=2000}",
        "@misc{a, title={X}, year=2000}",
        "@book{a, title={{X}}, year=2000}",
        "@book{a, title={X}, year=2001}",
        "@book{a, title={X}, year=2000, author={Y}}",
    ):
        assert only(other).digest != first.digest


def test_macros_and_concatenation_are_resolved_in_any_order() -> None:
    library = parse_library(
        [
            ("one.bib", '@book{a, publisher = press # " and " # {Sons}, month = may, year = 2000}'),
            ("two.bib", '@string{PRESS = "The " # name}\n@string{name = {Name}}'),
        ]
    )
    reading = named(library, "a")
    assert reading.text("publisher") == "The Name and Sons"
    assert reading.macros == ("press", "name")
    assert library.strings == (
        ("press", '@string{PRESS = "The " # name}'),
        ("name", "@string{name = {Name}}"),
    )
    assert library.findings == ()


def test_an_undefined_macro_is_said_with_the_nearest_one_and_keeps_its_name() -> None:
    library = parse("@string{jmath = {J. Math.}}\n@article{a,\n  journal = jmaht}")
    (finding,) = library.findings
    assert finding.kind is FindingKind.BIB_MACRO
    assert (finding.value, finding.nearest, finding.name) == ("jmaht", "jmath", "a")
    assert finding.location == Location("refs.bib", 3)
    assert named(library, "a").text("journal") == "jmaht"


def test_circular_and_doubling_macros_are_bounded() -> None:
    circular = parse("@string{a = b}\n@string{b = a}\n@book{k, title = a}")
    assert said(circular, FindingKind.BIB_MACRO)
    lines = [f"@string{{m{i} = m{i - 1} # m{i - 1}}}" for i in range(1, 64)]
    bomb = parse("\n".join(['@string{m0 = "0123456789"}', *lines, "@book{k, title = m63}"]))
    assert len(bomb.readings[0].text("title")) < 100_000
    assert said(bomb, FindingKind.BIB_MACRO)


def test_a_second_key_is_an_error_with_both_places_and_keys_keep_their_case() -> None:
    library = parse("@book{a, title={First}}\n@book{A, title={Other}}\n\n@misc{a, title={Second}}")
    assert [reading.text("title") for reading in library.readings] == ["First", "Other"]
    (finding,) = library.findings
    assert finding.kind is FindingKind.BIB_DUPLICATE
    assert (finding.value, finding.detail) == ("a", "refs.bib:1")
    assert finding.location == Location("refs.bib", 4)


def test_a_second_field_is_said_and_the_first_counts() -> None:
    library = parse("@book{a,\n title={First},\n Title={Second}}")
    assert library.readings[0].text("title") == "First"
    (finding,) = library.findings
    assert (finding.kind, finding.value, finding.detail) == (
        FindingKind.BIB_DUPLICATE,
        "title",
        "refs.bib:2",
    )
    assert finding.location.line == 3


def test_one_doi_under_two_keys_is_said() -> None:
    library = parse("@book{a, doi={10.1000/X}}\n@book{b, url={https://doi.org/10.1000/x}}")
    (finding,) = library.findings
    assert (finding.kind, finding.name, finding.value) == (
        FindingKind.BIB_DUPLICATE,
        "DOI",
        "10.1000/x",
    )
    assert "a, refs.bib:1" in finding.detail


def test_a_missing_comma_is_mended_and_said() -> None:
    library = parse("@book{a,\n title = {X} year = 2000\n publisher = {P}}")
    reading = library.readings[0]
    assert (reading.text("title"), reading.year, reading.text("publisher")) == ("X", 2000, "P")
    assert {finding.location.line for finding in said(library, FindingKind.BIB_FIELD)} == {2}


def test_comments_inside_an_entry_are_said_and_cost_nothing() -> None:
    library = parse(
        "@book{a,\n  title = {X}, % the title, of course\n"
        "% note = {old}, volume = 3,\n  % before the year\n  year = 2000}"
    )
    reading = library.readings[0]
    assert (reading.text("title"), reading.year) == ("X", 2000)
    assert not reading.get("note")
    assert said(library, FindingKind.BIB_FIELD)
    assert not said(library, FindingKind.BIB_SYNTAX)


def test_a_value_that_ends_in_a_line_break_closes() -> None:
    reading = only("@book{a, note = {x\\\\}, title = {Y}}")
    assert (reading.text("note").strip(), reading.text("title")) == ("x", "Y")
    assert reading.raw == "@book{a, note = {x\\\\}, title = {Y}}"


def test_a_broken_entry_is_an_error_that_names_it_and_costs_no_other() -> None:
    library = parse("@book{a, title={X}}\n@book{b, title={Y\n@book{c, title={Z}}")
    assert [reading.key for reading in library.readings] == ["a", "c"]
    (finding,) = library.findings
    assert (finding.kind, finding.name) == (FindingKind.BIB_SYNTAX, "b")
    assert finding.location == Location("refs.bib", 2)
    assert finding.value


def test_entries_swallowed_by_a_broken_one_are_named_too() -> None:
    library = parse("@book{a, title={X @book{b, title={Y}}")
    assert {finding.name for finding in library.findings} == {"a", "b"}


def test_an_entry_without_a_key_is_an_error() -> None:
    library = parse("@book{, title={X}}\n@book{my key, title={Y}}")
    assert [reading.key for reading in library.readings] == ["my key"]
    assert [f.value for f in said(library, FindingKind.BIB_KEY)] == ["@book", "my key"]


@pytest.mark.parametrize("key", ["DBLP:conf/x/Y+Z", "a.b*c", "müller:2019", "文献", "1102917"])
def test_keys_may_hold_signs_and_letters_of_any_script(key: str) -> None:
    assert only(f"@book{{{key}, title={{X}}}}").key == key


@pytest.mark.parametrize("prefix", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_exact_after_backslashes_and_with_any_line_end(prefix: str, newline: str) -> None:
    lines = [
        "% @comment",
        "@book{a, title = {one \\",
        "two \\",
        "three}}",
        "@book{b,",
        "  title = {X},",
        "  year  = {soon}}",
        "@misc{c, title={Z}}",
    ]
    library = parse(prefix + newline.join(lines))
    assert [reading.location.line for reading in library.readings] == [2, 5, 8]
    assert [finding.location.line for finding in library.findings] == [7]


def test_a_part_inherits_from_its_volume() -> None:
    library = parse(
        "@inproceedings{part, title={Part}, author={A B}, crossref={whole}}\n"
        "@proceedings{whole, title={Whole}, subtitle={Sub}, editor={C D}, year=2000,"
        " isbn={0-306-40615-2}, doi={10.1000/whole}}"
    )
    part = named(library, "part")
    assert (part.text("title"), part.text("booktitle")) == ("Part", "Whole")
    assert part.text("booksubtitle") == "Sub"
    assert part.year == 2000
    assert part.of(Role.EDITOR) is not None
    assert part.parents == ("whole",)
    assert part.identifiers is not None
    assert (part.identifiers.doi, part.identifiers.isbns) == ("", ())
    assert library.findings == ()


def test_own_fields_and_an_own_date_are_never_replaced() -> None:
    library = parse(
        "@incollection{part, title={P}, year=1999, publisher={Own}, crossref={whole}}\n"
        "@collection{whole, title={W}, booktitle={As cited}, date={2000-05}, publisher={Other}}"
    )
    part = named(library, "part")
    assert (part.year, part.text("publisher")) == (1999, "Own")
    assert part.text("booktitle") == "As cited"


def test_data_of_xdata_crosses_files_chains_and_aliases() -> None:
    library = parse_library(
        [
            ("one.bib", "@book{a, title={T}, xdata={house, place}}"),
            ("two.bib", "@xdata{press, ids={house}, publisher={P}}\n@xdata{place, xdata={land}}"),
            ("three.bib", "@xdata{land, location={L}}"),
        ]
    )
    reading = named(library, "a")
    assert (reading.text("publisher"), reading.text("location")) == ("P", "L")
    assert reading.parents == ("press", "place", "land")
    assert not named(library, "press").is_work
    assert library.findings == ()


def test_a_missing_and_a_circular_parent_are_findings() -> None:
    library = parse(
        "@book{a, title={A}, crossref={b}}\n@book{b, note={B}, crossref={a}}\n"
        "@book{c, crossref={c}}\n@book{d, crossref={bb}}"
    )
    assert len(library.readings) == 4
    findings = said(library, FindingKind.BIB_CROSSREF)
    assert [(finding.name, finding.value) for finding in findings] == [
        ("b", "a"),
        ("c", "c"),
        ("d", "bb"),
    ]
    assert findings[2].nearest == "b"
    assert named(library, "a").text("note") == "B"


def test_long_chains_and_rings_of_parents_end() -> None:
    size = 400
    ring = "\n".join(f"@book{{k{i}, crossref={{k{(i + 1) % size}}}}}" for i in range(size))
    assert len(parse(ring).readings) == size


def test_invalid_identifiers_and_unknown_commands_are_said_at_their_line() -> None:
    library = parse("@book{a,\n doi={see page},\n isbn={123},\n title={\\zork{X}}}")
    assert [(f.kind, f.value, f.location.line) for f in library.findings] == [
        (FindingKind.BIB_IDENTIFIER, "see page", 2),
        (FindingKind.BIB_IDENTIFIER, "123", 3),
        (FindingKind.BIB_LATEX, "\\zork", 4),
    ]
    assert library.findings[2].is_information


@pytest.mark.parametrize(
    "fields",
    [
        "eprint={2101.00001}, archiveprefix={arXiv}",
        "eprint={2101.00001v2}, eprinttype={arxiv}",
        "journal={arXiv preprint arXiv:2101.00001}",
        "journal={CoRR}, volume={abs/2101.00001}",
        "url={http://arxiv.org/abs/2101.00001}",
        "howpublished={\\url{https://arxiv.org/pdf/2101.00001v1}}",
        "doi={10.48550/arXiv.2101.00001}",
    ],
)
def test_arxiv_is_recognised_as_every_exporter_writes_it(fields: str) -> None:
    identifiers = only(f"@article{{a, title={{X}}, {fields}}}").identifiers
    assert identifiers is not None
    assert identifiers.arxiv == "2101.00001"


def test_dates_that_cannot_be_read_stay_fields() -> None:
    assert only("@book{a, year={forthcoming}}").text("year") == "forthcoming"
    library = parse("@book{a, year=2000, month={smarch}}")
    assert library.readings[0].text("month") == "smarch"
    assert said(library, FindingKind.BIB_DATE)[0].value == "smarch"


def test_comments_preambles_and_addresses_are_no_entries() -> None:
    library = parse(
        '@comment{jabref-meta: x;}\n@preamble{"\\newcommand{\\x}{}"}\n'
        "mail me@example.org or me@example (work)\n@book{a, title={X}}"
    )
    assert [reading.key for reading in library.readings] == ["a"]
    assert library.findings == ()


def test_the_parser_neither_logs_nor_changes_the_collector(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        parse("@book{a, title={X\n@book{a}\n@book{a}")
    assert caplog.records == []
    assert gc.isenabled()


def test_decoding_takes_utf8_with_a_mark_and_says_where_it_is_not() -> None:
    assert decode_bib("é".encode("utf-8-sig")) == ("é", ())
    text, (finding,) = decode_bib(b"one\ntwo \xe9\n", "old.bib")
    assert text == "one\ntwo é\n"
    assert finding.kind is FindingKind.BIB_FILE
    assert finding.location == Location("old.bib", 2)


PIECES = st.sampled_from([
    "@book{", "@article(", "@string{", "@comment{", "key", ",", " title", "=", "{", "}", '"', "#",
    "\n", "\\", "%", "author", " and ", "year", "2000", "crossref", "xdata", "$", "é", "~", "jan",
    "@", ")", "\\emph", "doi", "10.1000/x", "A, B", " ",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_file_raises(text: str) -> None:
    assert isinstance(parse(text), Library)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["{X}", "{X", '"X"', "{X} y=2", "X", "{X\\\\}", "{\\zork}"]),
                  st.sampled_from(["\n", "\\\n", " % note\n"])),
        max_size=8,
    )
)  # fmt: skip
def test_every_entry_is_a_reading_or_a_finding_with_its_line(
    entries: list[tuple[str, str]],
) -> None:
    text = ""
    expected = set()
    for index, (value, end) in enumerate(entries):
        text += "\n" if text and not text.endswith("\n") else ""
        expected.add((f"key{index}", text.count("\n") + 1))
        text += f"@book{{key{index}, title = {value}}}{end}"
    library = parse(text)
    found = {(reading.key, reading.location.line) for reading in library.readings}
    errors = said(library, FindingKind.BIB_SYNTAX)
    assert expected == found | {(finding.name, finding.location.line) for finding in errors}
