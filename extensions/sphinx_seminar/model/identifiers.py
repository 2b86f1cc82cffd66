"""Identifiers of works (DOI, arXiv, ISBN, URL), each in its normal form, and what they match.

A link that an author types and an entry of a bibliography are the same work when
they share a key of :func:`match_keys`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_seminar.model.publishers import ARXIV_DOI, derive_identifiers, is_publication
from sphinx_seminar.model.spellings import (
    normal_url,
    parse_arxiv,
    parse_doi,
    parse_isbn,
    parse_isbns,
    split_url,
)

__all__ = [
    "Identifiers",
    "identifiers_of_url",
    "looks_like_reading",
    "match_keys",
    "match_keys_of_url",
    "normal_url",
    "parse_arxiv",
    "parse_doi",
    "parse_isbn",
    "parse_isbns",
]


@dataclass(frozen=True, slots=True)
class Identifiers:
    """What names a work outside the archive; '' or () when absent.

    The DOI, the arXiv id and the ISBNs are in their normal forms; the URLs are
    http(s) addresses as written, since a normal form of them need not open.
    """

    doi: str = ""
    arxiv: str = ""
    isbns: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()


def match_keys(identifiers: Identifiers) -> tuple[str, ...]:
    """Return the strings by which a work is recognised: two works that share one are the same.

    A DOI of arXiv's own (10.48550) and the arXiv identifier give the same keys.
    """
    keys = []
    arxiv = identifiers.arxiv
    if identifiers.doi:
        keys.append(f"doi:{identifiers.doi}")
        if not arxiv and identifiers.doi.startswith(ARXIV_DOI):
            arxiv = parse_arxiv(identifiers.doi.removeprefix(ARXIV_DOI))
    if arxiv:
        keys.append(f"arxiv:{arxiv}")
    keys += [f"isbn:{isbn}" for isbn in identifiers.isbns]
    keys += [f"url:{url}" for url in map(normal_url, identifiers.urls) if url]
    return tuple(dict.fromkeys(keys))


def identifiers_of_url(url: str) -> Identifiers:
    """Return what the address *url* says about the work behind it, and the address itself."""
    if split_url(url) is None:
        return Identifiers()
    doi, arxiv, isbns = derive_identifiers(url)
    return Identifiers(doi, arxiv, isbns, (url.strip(),))


def match_keys_of_url(url: str) -> tuple[str, ...]:
    """Return the keys by which the work behind *url* is recognised."""
    return match_keys(identifiers_of_url(url))


def looks_like_reading(url: str) -> bool:
    """Whether *url* seems to lead to a work that one reads: an identifier, a publisher or a PDF."""
    return is_publication(url) or any(derive_identifiers(url))
