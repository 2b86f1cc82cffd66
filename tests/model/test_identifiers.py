from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.identifiers import (
    Identifiers,
    identifiers_of_url,
    looks_like_reading,
    match_keys,
    match_keys_of_url,
    normal_url,
    parse_arxiv,
    parse_doi,
    parse_isbn,
    parse_isbns,
)


@pytest.mark.parametrize(
    "written",
    [
        "10.1000/ABC.1",
        "doi:10.1000/abc.1",
        "DOI 10.1000/abc.1.",
        "https://doi.org/10.1000/ABC.1",
        "http://dx.doi.org/10.1000%2Fabc.1",
        "https://doi.example.org/10.1000/abc.1",
        "(10.1000/abc.1)",
    ],
)
def test_a_doi_has_one_normal_form_in_any_spelling(written: str) -> None:
    assert parse_doi(written) == "10.1000/abc.1"


def test_paired_brackets_and_angles_belong_to_a_sici_doi() -> None:
    written = "https://doi.org/10.1002/(SICI)1097-0000(199806)49:8%3C693::AID-X4%3E3.0.CO;2-O"
    assert parse_doi(written) == "10.1002/(sici)1097-0000(199806)49:8<693::aid-x4>3.0.co;2-o"


@pytest.mark.parametrize("text", ["", "see the appendix", "11.1000/x", "10.1000/", "10.12/x"])
def test_what_is_no_doi_gives_nothing(text: str) -> None:
    assert parse_doi(text) == ""


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2101.00001v3", "2101.00001"),
        ("arXiv:0704.0001 [math.CT]", "0704.0001"),
        ("https://arxiv.org/pdf/2101.00001v3.pdf", "2101.00001"),
        ("abs/1412.1602", "1412.1602"),
        ("10.48550/arXiv.2101.12345", "2101.12345"),
        ("math.GT/0309136v1", "math/0309136"),
        ("hep-th/9711200", "hep-th/9711200"),
        ("2113.00001", ""),
        ("123456.12345", ""),
    ],
)
def test_an_arxiv_id_loses_version_and_subject_class(written: str, expected: str) -> None:
    assert parse_arxiv(written) == expected


def test_isbns_become_thirteen_digits_when_their_check_digit_is_right() -> None:
    assert parse_isbn("0-306-40615-2") == "9780306406157"
    assert parse_isbn("ISBN 978-0-306-40615-7") == "9780306406157"
    assert parse_isbn("0-8044-2957-X") == "9780804429573"
    assert parse_isbn("0-306-40615-3") == ""
    assert parse_isbns("0-306-40615-2, 978-0-306-40615-7; 0-8044-2957-X") == (
        "9780306406157",
        "9780804429573",
    )


@pytest.mark.parametrize(
    "written",
    [
        "http://example.org/a~b/%C3%A9?x=1&y=2",
        "HTTPS://www.Example.org:443/a%7Eb/é/?y=2&x=1#part",
        "https://user@example.org/a~b/%c3%a9/?utm_source=x&x=1&y=2&fbclid=z",
    ],
)
def test_spellings_of_one_address_have_one_key(written: str) -> None:
    assert normal_url(written) == "example.org/a~b/%C3%A9?x=1&y=2"


@pytest.mark.parametrize("text", ["", "ftp://example.org/", "javascript:alert(1)", "https://[x"])
def test_only_http_addresses_have_a_key(text: str) -> None:
    assert normal_url(text) == ""


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://pubs.acs.org/doi/pdf/10.1021/example.8b00001", "10.1021/example.8b00001"),
        ("https://www.tandfonline.com/doi/full/10.1080/0.1?src=x", "10.1080/0.1"),
        ("https://royalsocietypublishing.org/doi/epdf/10.1098/r.1", "10.1098/r.1"),
        ("https://dl.acm.org/doi/abs/10.1145/1.2", "10.1145/1.2"),
        ("https://www.pnas.org/doi/10.1073/pnas.1", "10.1073/pnas.1"),
        ("https://link.springer.com/content/pdf/10.1007/s1-2-3.pdf", "10.1007/s1-2-3"),
        ("https://link.springer.com/chapter/10.1007/978-3-1_5#Sec2", "10.1007/978-3-1_5"),
        ("https://www.nature.com/articles/s41586-000-1.pdf", "10.1038/s41586-000-1"),
        ("https://journals.plos.org/plosone/article?id=10.1371/j.p.1", "10.1371/j.p.1"),
        ("https://iopscience.iop.org/article/10.1088/1/ab/meta", "10.1088/1/ab"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.1v2.full.pdf", "10.1101/2020.01.01.1"),
        ("https://www.medrxiv.org/content/10.1101/2020.01.01.1v3", "10.1101/2020.01.01.1"),
        ("https://www.jstor.org/stable/1234567", "10.2307/1234567"),
        ("https://aclanthology.org/P16-0001.pdf", "10.18653/v1/p16-0001"),
        ("https://aclanthology.org/2020.acl-main.1/", "10.18653/v1/2020.acl-main.1"),
        ("https://elifesciences.org/articles/12345v2", "10.7554/elife.12345"),
        ("https://zenodo.org/records/12345", "10.5281/zenodo.12345"),
        (
            "https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.1.2",
            "10.1103/physrevlett.1.2",
        ),
        ("https://academic.oup.com/j/article/doi/10.1093/j/kxx1/4817524", "10.1093/j/kxx1"),
        ("https://www.degruyter.com/document/doi/10.1515/97/html", "10.1515/97"),
        ("https://aclanthology.org/L08-0001/", ""),
        ("https://example.org/about", ""),
    ],
)
def test_a_publishers_address_gives_the_doi(url: str, doi: str) -> None:
    assert identifiers_of_url(url) == Identifiers(doi=doi, urls=(url,))


def test_addresses_give_arxiv_ids_and_isbns() -> None:
    assert identifiers_of_url("https://arxiv.org/html/2101.00001v3").arxiv == "2101.00001"
    assert identifiers_of_url("https://arxiv.org/abs/math.GT/0309136").arxiv == "math/0309136"
    mit = "https://mitpress.mit.edu/9780306406157/a-title/"
    assert identifiers_of_url(mit).isbns == ("9780306406157",)
    book = identifiers_of_url("https://link.springer.com/book/10.1007/978-0-306-40615-7")
    assert book.doi == "10.1007/978-0-306-40615-7"
    assert book.isbns == ("9780306406157",)


def test_a_link_and_an_entry_match_through_any_spelling() -> None:
    entry = Identifiers(arxiv="2101.00001", urls=("http://www.example.org/x/",))
    for url in (
        "https://arxiv.org/pdf/2101.00001v2",
        "https://doi.org/10.48550/arXiv.2101.00001",
        "https://example.org/x?utm_campaign=y",
    ):
        assert set(match_keys_of_url(url)) & set(match_keys(entry)), url
    assert not set(match_keys_of_url("https://arxiv.org/abs/2101.00002")) & set(match_keys(entry))


def test_arxivs_own_doi_gives_the_key_of_its_identifier() -> None:
    assert match_keys(Identifiers(doi="10.48550/arxiv.2101.00001")) == (
        "doi:10.48550/arxiv.2101.00001",
        "arxiv:2101.00001",
    )


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/paper.pdf", True),
        ("https://openreview.net/forum?id=x", True),
        ("https://doi.org/10.1000/x", True),
        ("https://openreview.net/", False),
        ("https://example.org/room-plan", False),
        ("mailto:someone@example.org", False),
    ],
)
def test_links_to_works_are_told_from_other_links(url: str, *, expected: bool) -> None:
    assert looks_like_reading(url) is expected


@given(st.text(max_size=300))
def test_no_text_makes_the_readers_of_identifiers_raise(text: str) -> None:
    for candidate in (text, f"https://example.org/{text}", f"https://{text}"):
        assert isinstance(match_keys_of_url(candidate), tuple)
        assert isinstance(looks_like_reading(candidate), bool)
        assert isinstance(parse_doi(candidate) + parse_arxiv(candidate), str)
        assert len(parse_isbn(candidate)) in {0, 13}
