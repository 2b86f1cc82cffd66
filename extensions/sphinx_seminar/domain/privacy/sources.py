"""The source of a page that keeps something back is not published beside the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.domain.rebuild.output import source_path
from sphinx_seminar.model.finding import Finding, FindingKind

if TYPE_CHECKING:
    from typing import Any

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_TYPED = frozenset({FindingKind.SECRET, FindingKind.JOIN})


def keeps_back(env: BuildEnvironment, docname: str) -> bool:
    """Tell whether the source of *docname* holds what its page does not show."""
    data = env.domaindata["seminar"]
    findings: tuple[Finding, ...] = data["findings"].get(docname, ())
    return docname in data["withheld"] or any(one.kind in _TYPED for one in findings)


def hide_source(
    app: Sphinx, docname: str, _template: str, context: dict[str, Any], _tree: nodes.document | None
) -> None:
    """Neither copy the source of such a page nor link to it (``html-page-context``)."""
    if not context.get("sourcename") or not keeps_back(app.env, docname):
        return
    context["sourcename"] = ""
    context["has_source"] = False
    old = source_path(app.builder, docname)
    if old:
        Path(app.outdir, old).unlink(missing_ok=True)
