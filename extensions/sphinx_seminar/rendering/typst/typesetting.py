"""One compilation after the other until a source can be set: what cannot be is given up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.typst import compiling
from sphinx_seminar.rendering.typst.ownfonts import unknown_families
from sphinx_seminar.rendering.typst.pieces import ByLabel, Links, Pieces, piece_at
from sphinx_seminar.rendering.typst.preamble import OWN_TEMPLATE, own_template
from sphinx_seminar.rendering.typst.quoting import markup_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.rendering.typst.builder import SeminarPdfBuilder
    from sphinx_seminar.rendering.typst.pieces import Span

logger = logging.getLogger(__name__)

#: Blocks that are given up, one after the other, before the build fails.
_ATTEMPTS = 30


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is set at once: the pieces ``[start:end]`` between *head* and *tail*, and where to.

    ``places`` selects what tells where something is.
    """

    main: Path
    output: Path
    head: str
    tail: str
    start: int = 0
    end: int | None = None
    places: str = ""


class Compositor:
    """Sets the *pieces* of a volume."""

    def __init__(self, builder: SeminarPdfBuilder, pieces: Pieces) -> None:
        self.pieces = pieces
        self._builder = builder
        needed = (*builder.trials.own_fonts, *builder.inspected.fonts)
        self._folders = list(dict.fromkeys(font.folder for font in needed))

    def set(
        self,
        sheet: Sheet,
        links: Links | None = None,
        standards: Iterable[str] = tuple(compiling.STANDARDS),
    ) -> compiling.Compilation:
        """Write and compile *sheet*; its links are labels unless told."""
        builder = self._builder
        for _attempt in range(_ATTEMPTS):
            written = self._write(sheet, links or ByLabel())
            outcome = compiling.compile_volume(
                sheet.main,
                sheet.output,
                self._folders,
                builder.moment,
                standards,
                root=builder.outdir,
                places=sheet.places,
            )
            if not outcome.error:
                self._tell(outcome)
                return outcome
            index = piece_at(written, outcome.diagnostic, sheet.main.name) - 1
            inside = 0 <= index < len(written) - 2
            span = self.pieces.span_around(sheet.start + index) if inside else None
            if span is None:
                break
            self._give_up(span, outcome.error)
        raise _not_compiled(builder, outcome.diagnostic)

    def draft(self, sheet: Sheet, links: Links) -> compiling.Compilation:
        """Write *sheet*, and ask only where its places are: with a PDF if something is wrong."""
        self._write(sheet, links)
        outcome = compiling.locate(sheet.main, self._folders, self._builder.outdir, sheet.places)
        return self.set(sheet, links) if outcome.error else outcome

    def _write(self, sheet: Sheet, links: Links) -> list[str]:
        written = self.written(sheet, links)
        sheet.main.write_text("".join(written), encoding="utf-8", newline="\n")
        return written

    def written(self, sheet: Sheet, links: Links) -> list[str]:
        """Return the source of *sheet*: its head, each of its pieces, its tail."""
        return [sheet.head, *self.pieces.written(links, sheet.start, sheet.end), sheet.tail]

    def _give_up(self, span: Span, error: str) -> None:
        """Let the block of *span* be its text, and say so."""
        finding = Finding(FindingKind.NODE, value=type(span.node).__name__, detail=error)
        self._builder.tell(finding, span.node)
        text = markup_text(span.node.astext().translate(self._builder.inspected.replacements))
        self.pieces.replace(span, f"\n\n{text}\n\n")

    def _tell(self, outcome: compiling.Compilation) -> None:
        """Say which standards are not claimed, and which fonts of the site's do not exist."""
        builder = self._builder
        template = Path(builder.confdir, own_template(builder.config) or "conf.py")
        for family in unknown_families(outcome.warnings):
            builder.tell(Finding(FindingKind.FONT, value=family), f"{template}:1")
        for standard, reason in outcome.refused.items():
            logger.info(volume.not_claimed(compiling.STANDARDS[standard], reason))


def _not_compiled(builder: SeminarPdfBuilder, diagnostic: str) -> compiling.VolumeError:
    """Return the error that says where the compiler stopped: mostly in the site's template."""
    own = own_template(builder.config)
    return compiling.VolumeError(volume.not_compiled(diagnostic.replace(OWN_TEMPLATE, own)))
