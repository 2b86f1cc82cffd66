"""Each format is read again by a reader that nobody here wrote, with what went in."""

from __future__ import annotations

import json
import re

import pybtex.database
import pytest
import rispy

from sphinx_seminar.domain.citing import Citing
from sphinx_seminar.model.scope import ListFormat
from sphinx_seminar.outputs.readinglists import Exporter
from sphinx_seminar.parsing.bibtex import parse_library

from .library import HOSTILE, USUAL, library


def exported(form: ListFormat, text: str = USUAL, *keys: str) -> str:
    found = library(text)
    chosen = [one for one in found.readings if not keys or one.key in keys]
    return Exporter(found, Citing()).export(chosen, form).decode()


def test_rispy_reads_what_went_in() -> None:
    records = {one["id"]: one for one in rispy.loads(exported(ListFormat.RIS))}
    assert len(records) == len(library().readings)
    article = records["wang2019machine"]
    assert article["type_of_reference"] == "JOUR"
    assert article["authors"] == [
        "Wang, Jiang",
        "Pérez, Adrià",
        "de Fabritiis, Gianni",
        "King, Martin, Jr.",
    ]
    assert article["title"] == r"Machine Learning of DNA and $\alpha$-helices in E. coli"
    assert article["secondary_title"] == "ACS Central Science"
    assert (article["start_page"], article["end_page"]) == ("755", "767")
    assert (article["year"], article["date"]) == ("2019", "2019/02//")
    assert article["doi"] == "10.1021/acscentsci.8b00913"
    part = records["part"]
    assert part["authors"] == ["World Health Organization,"]
    assert part["secondary_title"] == "The Whole"
    assert records["state"]["year"] == "forthcoming"


def test_a_ris_file_has_crlf_lines_of_its_own_tags_only() -> None:
    text = exported(ListFormat.RIS, USUAL + HOSTILE)
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert not any("\n" in line or "\r" in line for line in lines)
    assert sum(line.startswith("TY  - ") for line in lines) == sum(
        line == "ER  - " for line in lines
    )


def test_no_value_opens_a_ris_record() -> None:
    (record,) = rispy.loads(exported(ListFormat.RIS, HOSTILE))
    assert record["id"] == "evil"
    assert "ER - TY - JOUR TI - Injected" in " ".join(record["title"].split())


def test_pybtex_reads_entries_with_their_macros_and_parents() -> None:
    text = exported(ListFormat.BIBTEX, USUAL, "part", "other")
    read = pybtex.database.parse_string(text, "bibtex")
    assert list(read.entries) == ["part", "other", "whole"]
    assert read.entries["whole"].fields["publisher"] == "Cambridge University Press"
    assert read.entries["other"].persons["author"][0].last_names == ["Gödel"]
    assert "acs" not in text


def test_a_parent_comes_once_and_after_its_children_even_when_listed() -> None:
    text = exported(ListFormat.BIBTEX, USUAL, "whole", "part", "other")
    assert re.findall(r"^@\w+\{(\w+),", text, re.MULTILINE) == ["part", "other", "whole"]


def test_a_macro_is_defined_before_it_is_used() -> None:
    swapped = '@string{univ = "U P"}\n@string{cup = "C " # univ}\n@book{a, publisher = cup}'
    text = exported(ListFormat.BIBTEX, swapped)
    assert text.index("{univ") < text.index("{cup") < text.index("@book")


@pytest.mark.parametrize("form", [ListFormat.BIBTEX, ListFormat.ASCII])
def test_what_is_exported_means_what_was_read(form: ListFormat) -> None:
    before = {one.key: one for one in library().readings}
    again = {one.key: one for one in parse_library([("x.bib", exported(form))]).readings}
    assert again.keys() == before.keys()
    for key, reading in before.items():
        assert again[key].contributors == reading.contributors
        assert again[key].title == reading.title
        assert again[key].issued == reading.issued


def test_the_ascii_form_is_ascii_and_leaves_addresses_working() -> None:
    text = exported(ListFormat.ASCII)
    assert text.isascii()
    assert r"G{\"o}del" in text
    assert r"{\"U}ber -- etwas" in text
    assert "https://example.org/%C3%BC" in text


def test_a_key_beyond_ascii_keeps_its_letters() -> None:
    source = "@book{pöschel, title = {Über}}\n@inbook{b, crossref = {pöschel}, title = {Ä}}"
    text = exported(ListFormat.ASCII, source)
    assert "@book{pöschel," in text
    assert "crossref = {pöschel}" in text
    assert r"{\"U}ber" in text


def test_csl_json_holds_what_went_in() -> None:
    items = {one["id"]: one for one in json.loads(exported(ListFormat.CSL))}
    article = items["wang2019machine"]
    assert article["type"] == "article-journal"
    assert article["author"][1:] == [
        {"family": "Pérez", "given": "Adrià"},
        {"family": "Fabritiis", "given": "Gianni", "non-dropping-particle": "de"},
        {"family": "King", "given": "Martin", "suffix": "Jr."},
    ]
    assert article["issued"] == {"date-parts": [[2019, 2]]}
    assert article["page"] == "755-767"
    assert article["title"] == (
        'Machine Learning of <span class="nocase">DNA</span> and '
        r'<span class="nocase">$\alpha$</span>-helices in <i>E. coli</i>'
    )
    assert items["part"]["author"] == [{"literal": "World Health Organization"}]
    assert items["part"]["container-title"] == "The Whole"
    assert items["thesis"]["issued"] == {"date-parts": [[1903], [1904]]}
    assert items["thesis"]["genre"] == "PhD thesis"
    assert items["state"]["issued"] == {"literal": "forthcoming"}
    assert items["state"]["author"][-1] == {"literal": "others"}
    assert items["season"]["issued"] == {"date-parts": [[1725]], "season": 1, "circa": True}
    assert items["old"]["issued"] == {"date-parts": [[-50]]}


def test_no_text_becomes_markup_of_csl() -> None:
    (item,) = json.loads(exported(ListFormat.CSL, HOSTILE))
    assert "<b>" not in item["title"]
    assert "<\u2060b>bold<\u2060/b>" in item["title"]


def test_plain_text_tells_works_of_one_year_apart() -> None:
    source = (
        "@book{b, author={Doe, J}, title={Beta}, year=2019}"
        "@book{a, author={Doe, J}, title={Alpha $x^2$}, year=2019}"
    )
    assert (
        exported(ListFormat.PLAIN, source)
        == "Doe, J. 2019a. Alpha $x^2$.\n\nDoe, J. 2019b. Beta.\n"
    )


def test_an_empty_list_is_a_valid_file() -> None:
    exporter = Exporter(library(""), Citing())
    assert json.loads(exporter.export([], ListFormat.CSL)) == []
    assert exporter.export([], ListFormat.BIBTEX) == b""


def test_the_digest_knows_macros_and_parents() -> None:
    def digest(text: str) -> str:
        found = library(text)
        return Exporter(found, Citing()).digest(
            [one for one in found.readings if one.key == "part"], ListFormat.BIBTEX
        )

    assert digest(USUAL) == digest(USUAL.replace("Recherches", "Other"))
    assert digest(USUAL) != digest(USUAL.replace("University Press", "UP"))
    assert digest(USUAL) != digest(USUAL.replace("isbn = {978", "isbn = { 978"))
