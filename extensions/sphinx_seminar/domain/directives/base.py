"""What all directives share: options that are never lost, findings at the line of the option."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinx_seminar.domain.messages import note_finding
from sphinx_seminar.model.finding import Finding, FindingKind, Location, nearest
from sphinx_seminar.model.identity import is_id
from sphinx_seminar.parsing.fields import parse_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class AnyOption(dict[str, "Callable[[str], Any]"]):
    """An option spec that takes every name, so that an unknown one costs a message only.

    docutils drops a directive with its whole content for an unknown option, and
    MyST reports it in its own words: both ask this mapping first.
    """

    def __bool__(self) -> bool:
        return True

    def __contains__(self, _name: object) -> bool:
        return True

    def __getitem__(self, _name: str) -> Callable[[str], Any]:
        return directives.unchanged


class SeminarDirective(SphinxDirective):
    """A directive whose options are checked against ``known`` and read as text."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = AnyOption()
    known: tuple[str, ...] = ()
    #: Options that may hold a secret by mistake: never shown as they were typed.
    secret: tuple[str, ...] = ()

    def argument(self) -> str:
        """Return the argument on one line, '' when there is none."""
        return " ".join(self.arguments[0].split()) if self.arguments else ""

    def option(self, name: str) -> str:
        """Return the option *name* stripped, '' when it is absent or empty."""
        value = self.options.get(name)
        return "" if value is None else str(value).strip()

    def location(self, option: str = "") -> Location:
        """Return where the directive stands, or its *option*."""
        return Location(self.env.docname, self.lineno + self._offset(option))

    def _offset(self, option: str) -> int:
        """Return how many lines below the directive's first line *option* stands."""
        if option:
            pattern = re.compile(rf"\s*:{re.escape(option)}:(\s|$)")
            for number, line in enumerate(self.block_text.splitlines()):
                if pattern.match(line):
                    return number
        return 0

    def note(self, findings: Iterable[Finding], option: str = "") -> None:
        """Keep *findings* about the argument or about *option*."""
        for finding in findings:
            note_finding(self.env, finding.at(self.location(option)))

    def as_written(self) -> list[nodes.Node]:
        """Return argument and options as text, for a directive that cannot do its work."""
        shown: list[nodes.Node] = []
        if self.argument():
            shown.append(nodes.paragraph("", "", *self.parse_inline(self.argument())[0]))
        fields = [
            nodes.field(
                "", nodes.field_name("", name), nodes.field_body("", nodes.paragraph("", value))
            )
            for name in self.options
            if name not in self.secret and (value := self.option(name))
        ]
        if fields:
            shown.append(nodes.field_list("", *fields))
        return shown

    def ids(self, option: str) -> tuple[str, ...]:
        """Return the ids that *option* lists."""
        found = parse_list(self.option(option))
        allowed = ("letters, digits, '-', '_' and '.'",)
        self.note(
            (Finding(FindingKind.ID, one, allowed) for one in found if not is_id(one)), option
        )
        return tuple(one for one in found if is_id(one))

    def check_options(self) -> None:
        """Report the options that are not ``known``."""
        for name in self.options:
            if name not in self.known:
                near = nearest(name, self.known)
                self.note(
                    [Finding(FindingKind.OPTION_UNKNOWN, name, self.known, near, name=self.name)],
                    name,
                )
