from __future__ import annotations

import pytest

from sphinx_seminar.importers.lookup.target import TargetKind, parse_target


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("10.1021/ACSCENTSCI.8b00913", "doi", "10.1021/acscentsci.8b00913"),
        (" doi:10.1021/acscentsci.8b00913 ", "doi", "10.1021/acscentsci.8b00913"),
        ("<https://doi.org/10.1000/182>", "doi", "10.1000/182"),
        ("https://pubs.acs.org/doi/pdf/10.1021/acscentsci.8b00913", "doi",
         "10.1021/acscentsci.8b00913"),
        ("doi.org/10.1000/182", "doi", "10.1000/182"),
        ("10.48550/arXiv.2101.00001", "arxiv", "2101.00001"),
        ("arXiv:2101.00001v3", "arxiv", "2101.00001"),
        ("2101.00001", "arxiv", "2101.00001"),
        ("math.GT/0309136", "arxiv", "math/0309136"),
        ("https://arxiv.org/pdf/hep-th/9901001v2", "arxiv", "hep-th/9901001"),
        ("https://aclanthology.org/N19-1423.pdf", "doi", "10.18653/v1/n19-1423"),
        ("https://zenodo.org/records/3233118", "doi", "10.5281/zenodo.3233118"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf", "doi",
         "10.1101/2020.01.01.123456"),
        ("978-1-107-09654-7", "isbn", "9781107096547"),
        ("ISBN 1-107-09654-5", "isbn", "9781107096547"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/pdf/x.pdf", "pmc", "PMC1234567"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/#sec-2", "pmc", "PMC1234567"),
        ("https://europepmc.org/article/PMC/PMC1234567", "pmc", "PMC1234567"),
        ("pmc1234567", "pmc", "PMC1234567"),
        ("PMCID: PMC1234567", "pmc", "PMC1234567"),
        ("https://pubmed.ncbi.nlm.nih.gov/31234567/", "pmid", "31234567"),
        ("https://europepmc.org/article/MED/31234567", "pmid", "31234567"),
        ("PMID 31234567", "pmid", "31234567"),
        ("https://papers.ssrn.com/sol3/papers.cfm?abstract_id=123456", "doi",
         "10.2139/ssrn.123456"),
        ("https://www.researchsquare.com/article/rs-12345/v2", "doi", "10.21203/rs.3.rs-12345/v2"),
        ("https://figshare.com/articles/dataset/Tides/1234567/2", "doi",
         "10.6084/m9.figshare.1234567"),
        ("https://osf.io/preprints/psyarxiv/ab1cd", "doi", "10.31234/osf.io/ab1cd"),
        ("https://example.org/pmc/articles/PMC1234567", "url",
         "https://example.org/pmc/articles/PMC1234567"),
        ("https://example.org/book.pdf", "url", "https://example.org/book.pdf"),
    ],
)  # fmt: skip
def test_what_people_paste_is_understood(text: str, kind: str, value: str) -> None:
    target = parse_target(text)
    assert target is not None
    assert (target.kind, target.value) == (TargetKind(kind), value)


@pytest.mark.parametrize(
    "text",
    ["", "word", "978-1-107-09654-8", "10.1/", "see 10.1000/182", "https://a b", "ftp://x/y",
     "javascript:alert(1)", "file:///etc/passwd", "http:/x"],
)  # fmt: skip
def test_what_is_no_identifier_asks_for_nothing(text: str) -> None:
    assert parse_target(text) is None
