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
