from __future__ import annotations

from textwrap import dedent

import pytest

from sphinx_seminar.importers.lookup.entry import Draft
from sphinx_seminar.importers.lookup.layout import Layout, learn_layout
from sphinx_seminar.importers.lookup.writing import entry_text
from sphinx_seminar.model.identifiers import Identifiers
from sphinx_seminar.parsing.bibtex import parse_library
from sphinx_seminar.parsing.bibtex.splitting import split_blocks

DRAFT = Draft(
    "doe2001title",
    "article",
    (
        ("author", "Doe, Jane and Roe, Richard"),
        ("title", "A title"),
        ("journal", "The Journal"),
        ("year", "2001"),
        ("month", "feb"),
        ("eprint", "2101.00001"),
        ("archivePrefix", "arXiv"),
    ),
    Identifiers(),
)

# Each file, and the entry as its owner would have written it.
FILES = {
    "aligned braces, comma at the end": (
        """\
        @book{a,
          author    = {A, B},
          title     = {T},
          publisher = {P},
        }

        @article{b,
          author = {A, B},
          title  = {T},
        }
        """,
        """\
        @article{doe2001title,
          author        = {Doe, Jane and Roe, Richard},
          title         = {A title},
          journal       = {The Journal},
          year          = {2001},
          month         = feb,
          eprint        = {2101.00001},
          archivePrefix = {arXiv},
        }
        """,
    ),
    "tabs, quotation marks, capitals, bare numbers, closed on the last line": (
        """\
        @ARTICLE{a,
        \tAUTHOR="A, B",
        \tTITLE="T",
        \tYEAR=1999}

        @BOOK{b,
        \tAUTHOR="A, B",
        \tTITLE="A longer title, in quotation marks",
        \tYEAR=2000}
        """,
        """\
        @ARTICLE{doe2001title,
        \tAUTHOR="Doe, Jane and Roe, Richard",
        \tTITLE="A title",
        \tJOURNAL="The Journal",
        \tYEAR=2001,
        \tMONTH=feb,
        \tEPRINT="2101.00001",
        \tARCHIVEPREFIX="arXiv"}
        """,
    ),
    "biblatex in one fixed column, capitalised, no comma at the end": (
        """\
        @Article{a,
            Author       = {A, B},
            Journaltitle = {J},
            Date         = {1999-01},
            Eprinttype   = {arXiv}
        }
        @Book{b,
            Author       = {A, B},
            Title        = {T},
            Date         = {2000}
        }
        """,
        """\
        @Article{doe2001title,
            Author       = {Doe, Jane and Roe, Richard},
            Title        = {A title},
            Journaltitle = {The Journal},
            Date         = {2001-02},
            Eprint       = {2101.00001},
            Eprinttype   = {arXiv}
        }
        """,
    ),
    "values in one column, signs after the names": (
        """\
        @article{a,
          author =       {A, B},
          title =        {T},
          year =         1999,
        }
        """,
        """\
        @article{doe2001title,
          author =       {Doe, Jane and Roe, Richard},
          title =        {A title},
          journal =      {The Journal},
          year =         2001,
          month =        feb,
          eprint =       {2101.00001},
          archivePrefix = {arXiv},
        }
        """,
    ),
    "nothing to learn from": (
        "% a comment\n",
        """\
        @article{doe2001title,
          author        = {Doe, Jane and Roe, Richard},
          title         = {A title},
          journal       = {The Journal},
          year          = {2001},
          month         = feb,
          eprint        = {2101.00001},
          archivePrefix = {arXiv},
        }
        """,
    ),
}


def layout_of(text: str) -> Layout:
    return learn_layout(split_blocks("x.bib", text).entries)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_entry_looks_like_its_neighbours(name: str, newline: str) -> None:
    file, expected = map(dedent, FILES[name])
    text = entry_text(DRAFT, layout_of(file.replace("\n", newline)))
    assert text + "\n" == expected
    library = parse_library([("x.bib", text)])
    assert library.findings == ()
    assert library.readings[0].year == 2001


def test_long_values_are_broken_where_the_file_breaks_them() -> None:
    words = "word " * 30
    draft = Draft("k", "misc", (("title", words.strip()),), Identifiers())
    broken = layout_of(
        "@misc{a,\n  title = {aaaaaaaa aaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaa"
        "\n           bbbbbbb},\n  year  = {2000}\n}\n"
    )
    assert max(map(len, entry_text(draft, broken).split("\n"))) <= 81
    unbroken = layout_of("@misc{a,\n  title = {" + "word " * 40 + "},\n}\n")
    assert len(entry_text(draft, unbroken).split("\n")) == 3


def test_a_broken_line_never_begins_like_an_entry() -> None:
    value = "x" * 85 + " @article(evil, " + "y " * 40
    draft = Draft("k", "misc", (("title", value.strip()),), Identifiers())
    lines = entry_text(draft, Layout()).split("\n")
    assert len(lines) > 3
    assert not any(line.lstrip().startswith("@") for line in lines[1:])


def test_what_only_looks_like_a_field_teaches_nothing() -> None:
    layout = layout_of(
        '@misc{a,\n  abstract = {x\n\t\tTHIS="y"\n\t\tTHAT="z"},\n  year = {2000},\n}'
    )
    assert (layout.indent, layout.opening, layout.name_case) == ("  ", "{", "lower")


def test_a_type_is_spelt_as_the_file_spells_it_and_an_isbn_is_no_number() -> None:
    source = "@InProceedings{a,\n  year = 1999\n}\n@Book{b,\n  year = 2000\n}\n"
    layout = learn_layout(split_blocks("", source).entries)
    assert layout.typed("inproceedings") == "InProceedings"
    assert layout.typed("article") == "Article"
    draft = Draft("k", "book", (("year", "2001"), ("isbn", "9781107096547")), Identifiers())
    assert entry_text(draft, layout) == ("@Book{k,\n  year = 2001,\n  isbn = {9781107096547}\n}")
