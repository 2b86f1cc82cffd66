"""The ways to a work: DOI, arXiv, other archives and addresses, each a link at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from docutils import nodes

from sphinx_seminar.model.identifiers import identifiers_of_url, normal_url

if TYPE_CHECKING:
    from sphinx_seminar.model.identifiers import Identifiers
    from sphinx_seminar.model.reading import Reading

_DOI = "https://doi.org/"
_ARXIV = "https://arxiv.org/abs/"
#: Archives that biblatex's ``eprinttype`` names: how they are shown, and their address.
_ARCHIVES = {
    "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "hdl": ("HDL", "https://hdl.handle.net/"),
    "hal": ("HAL", "https://hal.science/"),
    "googlebooks": ("Google Books", "https://books.google.com/books?id="),
}


def render_ways(reading: Reading) -> list[nodes.Node]:
    """Return links to the work: its DOI, its arXiv id, its archive, its address.

    An address that says no more than the DOI or the arXiv id does is left out.
    """
    found: list[nodes.Node] = []
    identifiers = reading.identifiers
    if identifiers is None:
        return found
    if identifiers.doi:
        address = _DOI + quote(identifiers.doi, safe="/:;()._-~@!$&'*+,=")
        found.append(nodes.reference("", _DOI + identifiers.doi, refuri=address))
    if identifiers.arxiv and not identifiers.doi.startswith("10.48550/"):
        address = _ARXIV + identifiers.arxiv
        found.append(nodes.reference("", f"arXiv:{identifiers.arxiv}", refuri=address))
    elif not identifiers.arxiv:
        found.extend(_archived(reading))
    # Where a note has words around its address, the address is shown there.
    told = " ".join(
        reading.text(name) for name in ("note", "addendum") if " " in reading.text(name)
    )
    catalogue = reading.text("adsurl")
    urls = (url for url in identifiers.urls if url != catalogue and _says_more(url, identifiers))
    url = next((url for url in urls if url not in told), "")
    if url and not any(
        isinstance(node, nodes.reference) and normal_url(node["refuri"]) == normal_url(url)
        for node in found
    ):
        found.append(nodes.reference("", url, refuri=url))
    return found


def _archived(reading: Reading) -> list[nodes.Node]:
    eprint = reading.text("eprint")
    archive = reading.text("eprinttype") or reading.text("archiveprefix")
    known = _ARCHIVES.get(archive.lower())
    if not eprint or not archive:
        return []
    if known is None:
        return [nodes.Text(f"{archive}:{eprint}")]
    name, address = known
    uri = address + quote(eprint, safe="/:;()._-~@!$&'*+,=")
    return [nodes.reference("", f"{name}:{eprint}", refuri=uri)]


def _says_more(url: str, identifiers: Identifiers) -> bool:
    if not url.lower().startswith(("http://", "https://")):
        return False
    derived = identifiers_of_url(url)
    if derived.doi and derived.doi == identifiers.doi:
        return False
    return not (derived.arxiv and derived.arxiv == identifiers.arxiv)
