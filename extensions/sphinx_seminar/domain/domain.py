"""The domain ``seminar``: keeps each document's records and resolves references to them.

Data are kept by document, so that forgetting one costs what it holds, and a
parallel merge loses nothing. What joins documents (the archive) is computed when
reading has ended, and never stored.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.locale import get_translation

from sphinx_seminar.domain.citing import Citing
from sphinx_seminar.domain.collecting import collect_records
from sphinx_seminar.domain.directives.listing import ListingDirective
from sphinx_seminar.domain.directives.reading import ReadingDirective
from sphinx_seminar.domain.directives.session import SessionDirective
from sphinx_seminar.domain.directives.talk import TalkDirective
from sphinx_seminar.domain.federation import Federation, Views, load_federation
from sphinx_seminar.domain.indices import INDICES
from sphinx_seminar.domain.library import Shelf, load_shelf
from sphinx_seminar.domain.messages import CATALOG
from sphinx_seminar.domain.objects import Objects, link_to_target
from sphinx_seminar.domain.people import load_people
from sphinx_seminar.domain.privacy.typed import harmless_texts
from sphinx_seminar.domain.records import HOMES, ListingKind
from sphinx_seminar.domain.roles import ROLES
from sphinx_seminar.domain.shared_roles import shared_role
from sphinx_seminar.model.archive import Archive
from sphinx_seminar.parsing.settings import parse_series

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element, Node
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import RoleFunction

    from sphinx_seminar.domain.records import ListingRecord, ReadingRecord, ReferenceRecord
    from sphinx_seminar.model.citation import Citation
    from sphinx_seminar.model.federation import View
    from sphinx_seminar.model.finding import Finding
    from sphinx_seminar.model.person import People
    from sphinx_seminar.model.series import Series

_ = get_translation(CATALOG)

#: What is made of the records once a build, on first use.
_DERIVED = (
    "archive",
    "homes",
    "reading_pages",
    "objects",
    "federation",
    "_views",
    "_described",
    "_inventory",
)


class SeminarDomain(Domain):
    """Sessions, talks, speakers, topics and readings."""

    name = "seminar"
    label = "Seminar"
    data_version = 7
    object_types: ClassVar[dict[str, ObjType]] = {
        "session": ObjType(_("session"), "session"),
        "talk": ObjType(_("talk"), "talk"),
        "speaker": ObjType(_("speaker"), "speaker"),
        "topic": ObjType(_("topic"), "topic"),
        "reading": ObjType(_("reading"), "reading"),
    }
    directives: ClassVar[dict[str, Any]] = {
        "session": SessionDirective,
        "talk": TalkDirective,
        "reading": ReadingDirective,
        **{kind.value: ListingDirective for kind in ListingKind},
    }
    roles: ClassVar[dict[str, Any]] = dict(ROLES)
    indices: ClassVar[list[Any]] = list(INDICES)
    _by_document: ClassVar = (
        *("sessions", "listings", "references", "readings"),
        *("citations", "findings", "withheld"),
    )
    #: By docname; ``shelf`` is the parsed bibliography, ``citing`` what rendering decided for it.
    initial_data: ClassVar[dict[str, Any]] = {
        **{kind: {} for kind in _by_document},
        "shelf": None,
        "citing": Citing(),
    }

    def role(self, name: str) -> RoleFunction | None:
        """Return the role *name*, which another extension may share."""
        own = super().role(name)
        return own and shared_role(name, own, self.env.config.default_role)

    # -- recording ---------------------------------------------------------------------------

    def clear_doc(self, docname: str) -> None:
        """Forget what *docname* held."""
        for kind in self._by_document:
            self.data[kind].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take the records of *docnames* from a parallel reader."""
        for kind in self._by_document:
            kept, other = self.data[kind], otherdata[kind]
            kept.update((name, other[name]) for name in docnames if name in other)

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:
        """Record the sessions, listings and references of *document*."""
        del env
        records = collect_records(docname, document)
        for kind, found in records._asdict().items():
            if found:
                self.data[kind][docname] = found

    # -- what the records make together ------------------------------------------------------

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """The series of conf.py."""
        return parse_series(self.env.config.seminar_series)[0]

    def assemble(self) -> None:
        """Make the archive anew, once reading has ended."""
        config = self.env.config
        kept: Shelf | None = self.data["shelf"]
        harmless = harmless_texts(config)
        self.data["shelf"] = load_shelf(self.env.srcdir, config.seminar_bibfiles, kept, harmless)
        for derived in _DERIVED:
            self.__dict__.pop(derived, None)

    @cached_property
    def _described(self) -> tuple[People, tuple[Finding, ...]]:
        config = self.env.config
        return load_people(self.env.srcdir, config.seminar_people, harmless_texts(config))

    @property
    def people_findings(self) -> tuple[Finding, ...]:
        """What is wrong in ``people.toml``."""
        return self._described[1]

    @cached_property
    def archive(self) -> Archive:
        """All sessions and readings with their joins; only valid once reading has ended."""
        shelf: Shelf | None = self.data["shelf"]
        sessions = (one for found in self.data["sessions"].values() for one in found)
        readings = (one for one in shelf.library.readings if one.is_work) if shelf else ()
        cited = (one.target for one in self.references() if one.objtype == "reading")
        return Archive.of(self.series, sessions, readings, self._described[0], cited)

    @cached_property
    def federation(self) -> Federation:
        """The other archives that ``federation.lock`` has copies of."""
        return load_federation(Path(self.env.srcdir), self.env.config)

    @cached_property
    def _views(self) -> Views:
        return Views(self.archive, self.federation.partners)

    def view(self, archives: tuple[str, ...]) -> View:
        """Return the *archives*, by their names, as one; this one alone for ``()``."""
        return self._views.of(archives)

    @property
    def citing(self) -> Citing:
        """How readings are cited in this build."""
        citing: Citing = self.data["citing"]
        return citing

    @property
    def citations(self) -> frozenset[Citation]:
        """The citations of all documents, each once."""
        return frozenset(one for found in self.data["citations"].values() for one in found)

    def listings(self) -> Iterator[ListingRecord]:
        """Yield the listings of all documents, by docname."""
        for _docname, found in sorted(self.data["listings"].items()):
            yield from found

    def references(self) -> Iterator[ReferenceRecord]:
        """Yield the references that authors typed, by docname."""
        for _docname, found in sorted(self.data["references"].items()):
            yield from found

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The document where the objects of a type stand: the first whole listing of its kind."""
        homes: dict[str, str] = {}
        by_kind = {kind: objtype for objtype, kind in HOMES.items()}
        for listing in self.listings():
            if listing.is_whole and listing.kind in by_kind:
                homes.setdefault(by_kind[listing.kind], listing.docname)
        return homes

    @property
    def reading_records(self) -> list[ReadingRecord]:
        """The readings with pages of their own, by docname."""
        return [one for _docname, found in sorted(self.data["readings"].items()) for one in found]

    @cached_property
    def reading_pages(self) -> Mapping[str, str]:
        """The pages of readings that have one, by key; of two pages the first counts."""
        return {one.key: one.docname for one in reversed(self.reading_records)}

    @cached_property
    def objects(self) -> Objects:
        """The objects of the archive, by what authors call them."""
        return Objects(self.archive, self.homes, self.reading_pages)

    # -- resolving ---------------------------------------------------------------------------

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Return a link to the object, or the bare text: an unknown one is reported elsewhere."""
        del env
        found = self.objects.find(typ, target)
        content: list[Node] = [contnode]
        if not node.get("refexplicit"):
            named = self.objects.named(typ, target) if typ in HOMES else None
            if found:
                content = found.title
            elif named:
                content = [nodes.Text(named[1])]
        if found is None:
            # Sphinx takes any inline node here; None would make it warn a second time.
            return cast("nodes.reference", nodes.inline("", "", *content))
        return link_to_target(builder, fromdocname, found, content)

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Return every object that *target* names, for the role ``any``.

        A reading that sphinxcontrib-bibtex shows as well is its citation.
        """
        other = env.domains.get("cite")
        is_cited = other and other.resolve_any_xref(
            env, fromdocname, builder, target, node, contnode
        )
        return [
            (
                f"seminar:{objtype}",
                link_to_target(builder, fromdocname, found, [contnode]),
            )
            for objtype in self.object_types
            if not (is_cited and objtype == "reading")
            and (found := self.objects.find(objtype, target))
        ]

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Return every object that is shown somewhere, for objects.inv and the search index."""
        return self._inventory

    @cached_property
    def _inventory(self) -> tuple[tuple[str, str, str, str, str, int], ...]:
        # Asked for by the inventory, the search index and each index of the domain.
        return tuple(self.objects.shown())

    def get_full_qualified_name(self, node: Element) -> str | None:
        """Return the target of a reference node."""
        target: str | None = node.get("reftarget")
        return target


def seminar_domain(env: BuildEnvironment) -> SeminarDomain:
    """Return the domain of *env*."""
    return cast("SeminarDomain", env.domains["seminar"])
