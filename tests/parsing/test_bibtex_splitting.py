"""Every entry of a file is accounted for, however the file is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_seminar.parsing.bibtex import parse_library
from sphinx_seminar.parsing.bibtex.plainentries import plain_entry
from sphinx_seminar.parsing.bibtex.splitting import _collect, split_blocks

VALUES = st.recursive(
    st.sampled_from(["a", "B C", "\n  ", "é", "\\'e", '\\"o', "\\emph", "$x$", "=", ",", "#", "%"]),
    lambda inner: st.lists(inner, max_size=4).map(lambda parts: "{" + "".join(parts) + "}"),
    max_leaves=6,
)
BRACED = st.lists(VALUES, max_size=4).map(lambda parts: "{" + "".join(parts) + "}")
QUOTED = st.sampled_from(['"a"', '"a {b} c"', '"{\\"o}"', '""', '"x = {y}, z"'])
WORDS = st.sampled_from(["2000", "jan", "x-y", "a1"])
EXPRESSIONS = st.lists(st.one_of(BRACED, QUOTED, WORDS), min_size=1, max_size=2).map(" # ".join)
FIELDS = st.tuples(st.sampled_from(["title", "Author", "bdsk-url-1", "note+an"]), EXPRESSIONS)
ENDS = st.sampled_from(["}", ",}", ",\n}", "\n  }"])


@st.composite
def entries(draw: st.DrawFn) -> str:
    fields = draw(st.lists(FIELDS, min_size=1, max_size=4))
    space = draw(st.sampled_from(["", " ", "\n  "]))
    equals = draw(st.sampled_from(["=", " = ", "\t=\n"]))
    lines = f",{space}".join(f"{name}{equals}{value}" for name, value in fields)
    head = draw(st.sampled_from(["@book{", "@Article {", "@MISC{ "]))
    return f"{head}{draw(WORDS)}:k,{space}{lines}{draw(ENDS)}"


@settings(max_examples=300)
@given(st.lists(st.tuples(entries(), st.sampled_from(["\n", "\n\n", " ", "\ntext\n"])), max_size=4))
def test_plain_entries_are_split_as_bibtexparser_splits_them(parts: list[tuple[str, str]]) -> None:
    text = "".join(entry + end for entry, end in parts)
    found = split_blocks("x.bib", text)
    assert len(found.entries) == len(parts)
    other = _collect("x.bib", text, 1, may_repair=True)
    assert found == other


@pytest.mark.parametrize(
    "text",
    [
        "@comment{a, b = {c}}",
        "@string{a = {b}}",
        "@book(a, b = {c})",
        "@book{a}",
        "@book{a, b = {c}",
        "@book{a, b = {c} d = {e}}",
        "@book{a, b = {\\{}}",
        "@book{a, b = {c@d}}",
        "@book{a b, c = {d}}",
        "@book{a, % note\n b = {c}}",
    ],
)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    assert plain_entry(text, 0) is None


def test_strings_and_broken_entries_between_plain_ones_keep_their_lines() -> None:
    text = (
        '@string{p = "Press"}\n@book{a, title = {A}}\nme@example.org\n'
        "@book{b, title = {B\n\n@book{c, publisher = p}\n@comment{x\n@book{d, note = {D}}\n}\n"
        "@book{a, note = {x}}\n"
    )
    library = parse_library([("x.bib", text)])
    assert [(one.key, one.location.line) for one in library.readings] == [
        ("a", 2), ("c", 6), ("d", 8),
    ]  # fmt: skip
    assert [(one.name, one.location.line) for one in library.findings] == [
        ("b", 4), ("@comment", 7), ("@book", 10),
    ]  # fmt: skip
    assert library.readings[1].text("publisher") == "Press"


JUNK = st.lists(
    st.sampled_from([
        "{", "}", "(", ")", '"', ",", "=", "#", "%", "\\", "@", " ", "\n", "title", "{X}", '"Y"',
        " = ", "author", "A and B", "@string{s = {t}}", "@comment{", "@preamble{", "é", "~", "$",
        "\\\\}", "crossref", "xdata=", "xdata = ", "key0", "key1", "key0-title", "jan", "2000",
        "url = ", "and",
    ]),
    max_size=12,
).map("".join)  # fmt: skip
START = re.compile(r"^[ \t]*@(?:book|article)[ \t]*[{(](key[0-9]+)", re.MULTILINE)


@settings(max_examples=600)
@given(st.lists(st.tuples(st.sampled_from(["@book{", "@article(", " @book {"]), JUNK), max_size=6))
def test_every_beginning_of_an_entry_is_a_reading_or_a_finding_at_its_line(
    parts: list[tuple[str, str]],
) -> None:
    text = "".join(f"\n{head}key{n}, {junk}" for n, (head, junk) in enumerate(parts))
    library = parse_library([("x.bib", text)])
    expected = {(match[1], text.count("\n", 0, match.end()) + 1) for match in START.finditer(text)}
    found = {(one.key, one.location.line) for one in library.readings}
    said = {(one.name, one.location.line) for one in library.findings}
    assert expected <= found | said


@settings(max_examples=300)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80), JUNK)
def test_any_text_is_a_library(text: str, junk: str) -> None:
    library = parse_library([("x.bib", f"{text}@{junk}{text}")])
    assert all(one.location.line >= 1 for one in library.findings)
