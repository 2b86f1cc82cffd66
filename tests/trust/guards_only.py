"""An extension of the guards alone: a domain that keeps findings, and their report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.domains import Domain

from sphinx_seminar.domain import trust
from sphinx_seminar.domain.messages import report

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


class OwnDirective(Directive):
    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        box = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, box)
        return [box]


class FindingsDomain(Domain):
    name = "seminar"
    label = "Seminar"
    directives: ClassVar[dict[str, Any]] = {"session": OwnDirective}
    initial_data: ClassVar[dict[str, Any]] = {"findings": {}}

    def clear_doc(self, docname: str) -> None:
        self.data["findings"].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        kept, other = self.data["findings"], otherdata["findings"]
        kept.update((name, other[name]) for name in docnames if name in other)

    def resolve_any_xref(self, *_args: Any) -> list[Any]:
        return []


def report_findings(_app: Sphinx, env: BuildEnvironment) -> None:
    for docname, findings in sorted(env.domaindata["seminar"]["findings"].items()):
        for finding in findings:
            report(finding, f"{env.doc2path(docname)}:{finding.location.line}")


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_config_value("seminar_trust", "safe", "env")
    app.add_config_value("seminar_allowed_directives", [], "env")
    app.add_config_value("seminar_remote_images", [], "env")
    app.add_domain(FindingsDomain)
    trust.register(app)
    app.connect("env-updated", report_findings, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
