"""What links, pictures and downloads of a document may lead to, once all text is in place.

The check runs when every transform has had its say (substitutions, indirect
targets and translations bring in addresses late) and just before Sphinx collects
the files to copy (``doctree-read``, priority 880) and the domain its records (850).
"""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_seminar.domain.messages import note_finding, report
from sphinx_seminar.domain.trust.files import (
    DOWNLOADS,
    PICTURES,
    FileRefusal,
    resolve_inside,
)
from sphinx_seminar.domain.trust.places import place_of
from sphinx_seminar.domain.trust.policy import policy_of
from sphinx_seminar.domain.trust.replacing import as_text, picture_as_text
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.model.links import (
    ALLOWED_SCHEMES,
    host_of,
    is_small_picture,
    refusal,
    resolved_doi,
    scheme_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from pathlib import Path

    from sphinx_seminar.domain.trust.policy import Policy

    Note = Callable[[nodes.Element, Finding], None]

#: Formats of a picture of which Sphinx takes the one that an output needs (``plot.*``).
_CHOICES = (*PICTURES, ".pdf", ".eps")
#: Schemes that MyST takes for the name of a target, because its own list lacks them.
_UNKNOWN_TO_MYST = ("doi:", "tel:")


class GuardTargets(SphinxTransform):
    """Replaces what may not be linked to, shown or copied, in the read phase."""

    default_priority = 845

    def apply(self, **_kwargs: Any) -> None:
        """Judge every address and file of the document."""
        docname = self.env.docname

        def note(node: nodes.Element, finding: Finding) -> None:
            note_finding(self.env, finding.at(place_of(node, docname)))

        judge = _Judge(policy_of(self.config), note)
        found = list(self.document.findall(nodes.Element))
        for node in found:
            if isinstance(node, nodes.comment):
                node.parent.remove(node)
            elif isinstance(node, addnodes.pending_xref):
                _recognise_address(node)
            else:
                judge.files(node, self.env.srcdir, docname)
                judge.link(node)
        # an address that no link uses is told of as well
        for node in found:
            if isinstance(node, nodes.target):
                judge.target(node)


class GuardResolvedTargets(SphinxPostTransform):
    """Judges the addresses that resolving references brought in.

    It stands behind every resolver (10 to 50) and before pictures are fetched (100).
    """

    default_priority = 90

    def run(self, **_kwargs: Any) -> None:
        """Judge every address once more."""

        def note(node: nodes.Element, finding: Finding) -> None:
            report(finding, node)

        judge = _Judge(policy_of(self.config), note)
        for node in list(self.document.findall(nodes.Element)):
            if isinstance(node, nodes.image):
                judge.resolved_picture(node)
            elif not node.get("internal"):
                judge.link(node)
                judge.unresolved(node, self.document.ids)


class _Judge:
    """Applies a policy to nodes, and tells *note* of what it refuses."""

    def __init__(self, policy: Policy, note: Note) -> None:
        self._policy = policy
        self._note = note
        self._noted: set[str] = set()

    def files(self, node: nodes.Element, srcdir: Path, docname: str) -> None:
        """Judge what *node* would copy or contain."""
        if isinstance(node, addnodes.download_reference):
            self.download(node, srcdir, docname)
        elif isinstance(node, nodes.image):
            self.picture(node, srcdir, docname)
        elif isinstance(node, addnodes.toctree):
            self.contents(node)

    def link(self, node: nodes.Element) -> None:
        """Make a link that is not allowed its text and its address."""
        if "refuri" not in node.attributes or isinstance(node, nodes.target):
            return
        uri = resolved_doi(str(node["refuri"]))
        if refusal(uri) is None:
            node["refuri"] = uri
            return
        self._note_link(node, str(node["refuri"]))
        as_text(node, str(node["refuri"]))

    def unresolved(self, node: nodes.Element, ids: Container[str]) -> None:
        """Make MyST's link to a place that does not exist its text, when it names no place."""
        place = str(node.get("refid", ""))
        if isinstance(node, nodes.reference) and place not in ids and refusal(place) is not None:
            self._note_link(node, place)
            as_text(node, place)

    def target(self, node: nodes.target) -> None:
        """Make an address that is not allowed a mere place; its links were judged before."""
        uri = str(node.get("refuri", ""))
        if refusal(uri) is None:
            return
        if uri not in self._noted:
            self._note_link(node, uri)
        del node["refuri"]

    def download(self, node: addnodes.download_reference, srcdir: Path, docname: str) -> None:
        """Make a download of a file that is not allowed its text and its path."""
        target = str(node["reftarget"])
        if "://" in target:
            node["refuri"] = target
            return
        found = resolve_inside(srcdir, docname, target, DOWNLOADS)
        if isinstance(found, FileRefusal):
            self._note_file(node, "download", target, found, DOWNLOADS)
            as_text(node, target)

    def picture(self, node: nodes.image, srcdir: Path, docname: str) -> None:
        """Make a picture that is not allowed its alternative text and its address."""
        uri = str(node["uri"])
        if _is_remote(uri):
            self.resolved_picture(node)
            return
        problem, suffixes = self._file_problem(uri, srcdir, docname)
        if problem:
            self._note_file(node, "image", uri, problem, suffixes)
            picture_as_text(node, uri, is_link=False)

    def resolved_picture(self, node: nodes.image) -> None:
        """Make a picture from a host that is not allowed a link to it."""
        uri = str(node["uri"])
        if not _is_remote(uri) or is_small_picture(uri):
            return
        problem = refusal(uri)
        if problem is None and host_of(uri) in self._policy.image_hosts:
            return
        if problem is None and host_of(uri):
            hosts = tuple(sorted(self._policy.image_hosts))
            self._note(node, Finding(FindingKind.IMAGE, uri, hosts))
            picture_as_text(node, uri, is_link=True)
            return
        self._note_link(node, uri)
        picture_as_text(node, uri, is_link=False)

    def contents(self, node: addnodes.toctree) -> None:
        """Take addresses that are not allowed out of a table of contents, and show them."""
        kept = []
        for title, target in node["entries"]:
            if "://" not in target or refusal(target) is None:
                kept.append((title, target))
                continue
            self._note_link(node, target)
            text = nodes.inline("", title) if title else nodes.inline()
            paragraph = nodes.paragraph("", "", text, nodes.Text(" "), nodes.literal("", target))
            node.parent.insert(node.parent.index(node) + 1, paragraph)
        node["entries"] = kept

    def _file_problem(
        self, uri: str, srcdir: Path, docname: str
    ) -> tuple[FileRefusal | None, tuple[str, ...]]:
        if not uri.endswith(".*"):
            found = resolve_inside(srcdir, docname, uri, PICTURES)
            return (found if isinstance(found, FileRefusal) else None), PICTURES
        # Sphinx copies whatever the pattern matches
        for path in glob.glob(self._pattern(uri, srcdir, docname)):  # noqa: PTH207 -- as Sphinx does
            found = resolve_inside(srcdir, "", "/" + path[len(str(srcdir)) :].lstrip("/"), _CHOICES)
            if isinstance(found, FileRefusal):
                return found, _CHOICES
        bare = resolve_inside(srcdir, docname, uri.removesuffix(".*"), ("",))
        return (bare if isinstance(bare, FileRefusal) else None), _CHOICES

    @staticmethod
    def _pattern(uri: str, srcdir: Path, docname: str) -> str:
        base = srcdir if uri.startswith("/") else (srcdir / docname).parent
        return str(base / uri.lstrip("/"))

    def _note_link(self, node: nodes.Element, uri: str) -> None:
        self._noted.add(uri)
        detail = str(refusal(uri) or scheme_of(uri))
        self._note(node, Finding(FindingKind.LINK_SCHEME, uri, ALLOWED_SCHEMES, detail=detail))

    def _note_file(
        self,
        node: nodes.Element,
        name: str,
        target: str,
        problem: FileRefusal,
        suffixes: tuple[str, ...],
    ) -> None:
        if problem is FileRefusal.SUFFIX:
            finding = Finding(FindingKind.REFUSED, target, suffixes, name=name)
        elif problem is FileRefusal.OUTSIDE:
            finding = Finding(FindingKind.FILE_OUTSIDE, target, name=name)
        else:
            finding = Finding(FindingKind.REFUSED, target, name=name, detail=problem.value)
        self._note(node, finding)


def _is_remote(uri: str) -> bool:
    return "://" in uri or uri.startswith("//") or bool(scheme_of(uri))


def _recognise_address(node: addnodes.pending_xref) -> None:
    """Make MyST's reference to ``doi:…`` or ``tel:…`` the link it is."""
    target = str(node.get("reftarget", ""))
    if node.get("reftype") != "myst" or not target.lower().startswith(_UNKNOWN_TO_MYST):
        return
    if refusal(target) is None:
        children = list(node.children)
        if not node.astext():
            children = [nodes.Text(target)]
        link = nodes.reference("", "", *children, refuri=resolved_doi(target))
        link.source, link.line = node.source, node.line
        node.replace_self(link)
