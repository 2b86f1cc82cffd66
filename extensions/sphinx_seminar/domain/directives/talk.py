"""``talk``: one contribution to a session, with the abstract as its body."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_seminar.domain.directives.base import SeminarDirective
from sphinx_seminar.domain.directives.materials import read_materials
from sphinx_seminar.domain.nodes import TalkFacts, TalkReadings
from sphinx_seminar.domain.privacy.withholding import withhold
from sphinx_seminar.domain.prose import ABSTRACT_CLASS
from sphinx_seminar.domain.states import SESSION, OpenSession
from sphinx_seminar.domain.written import Source, hidden_inside, publishable, with_definitions
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.model.identifiers import parse_doi
from sphinx_seminar.model.identity import is_id, node_id
from sphinx_seminar.model.session import Status
from sphinx_seminar.model.talk import MaterialKind, ReadingUse, Talk, UseRole
from sphinx_seminar.parsing.fields import parse_list, parse_speakers, parse_uses
from sphinx_seminar.parsing.spans import Times, parse_times

if TYPE_CHECKING:
    from datetime import time

    from sphinx_seminar.model.person import Appearance
    from sphinx_seminar.model.talk import Material

_USES = {"readings": UseRole.MAIN, "further-readings": UseRole.FURTHER}


class TalkDirective(SeminarDirective):
    """``{talk} TITLE``, see the manual for the options."""

    has_content = True
    known = (
        "id",
        "speaker",
        "kind",
        "start",
        "end",
        "language",
        "topics",
        "readings",
        "further-readings",
        "slides",
        "recording",
        "notes",
        "code",
        "doi",
        "withdrawn",
        "aliases",
    )

    def run(self) -> list[nodes.Node]:
        """Return the talk as a section: its facts, the abstract, materials and readings."""
        self.check_options()
        state: Any = self.env.current_document
        opened: OpenSession | None = state.get(SESSION)
        if opened is None:
            self.note([Finding(FindingKind.TALK_OUTSIDE, self.argument())])
        else:
            opened.blocks.append((self.lineno, self.block_text))
        if opened is None or opened.session is None:
            return [*self.as_written(), *self.parse_content_to_nodes()]
        opened.talks += 1
        if "withdrawn" in self.options or opened.session.status is Status.WITHDRAWN:
            return [self._tombstone(opened.session.id, opened.talks)]
        talk, materials = self._talk(opened.session.id, opened.talks)
        return [self._section(opened.session.id, talk, materials)]

    def _tombstone(self, session_id: str, number: int) -> nodes.Element:
        """Return what is left of a talk that was withdrawn: its id and the reason."""
        withhold(self.env)
        talk = Talk(
            id=self._id(f"{session_id}-{number}"),
            number=number,
            withdrawn=True,
            reason=self.option("withdrawn"),
            aliases=self.ids("aliases"),
            location=self.location(),
        )
        place = {"session": session_id, "docname": self.env.docname}
        facts = TalkFacts(talk=talk, titled=False, **place)
        self.set_source_info(facts)
        anchor = nodes.target("", "", ids=_anchors(talk))
        return nodes.container("", anchor, facts, classes=["seminar-talk"])

    def _section(self, session_id: str, talk: Talk, materials: list[nodes.Node]) -> nodes.Element:
        place = {"session": session_id, "docname": self.env.docname}
        facts = TalkFacts(talk=talk, titled=bool(self.argument()), **place)
        self.set_source_info(facts)
        with hidden_inside(self.env) as hidden:
            content = self.parse_content_to_nodes()
        text = publishable(list(self.content), hidden, content)
        with hidden_inside(self.env) as hidden:
            heading = self._heading(talk)
        title = publishable([self.argument()], hidden, heading)
        facts["source"] = Source(title, with_definitions(text, self.state))
        parts: list[nodes.Node] = [facts]
        if content:
            parts.append(nodes.container("", *content, classes=[ABSTRACT_CLASS]))
        if materials:
            parts.append(nodes.paragraph("", "", *materials, classes=["seminar-materials"]))
        parts.append(TalkReadings(talk_id=talk.id, **place))
        attributes: dict[str, Any] = {
            "ids": _anchors(talk),
            "classes": ["seminar-talk"],
        }
        if not heading:
            # A container's ids are no anchor in LaTeX; a target's are, everywhere.
            anchor = nodes.target("", "", ids=attributes.pop("ids"))
            return nodes.container("", anchor, *parts, **attributes)
        section = nodes.section("", nodes.title("", "", *heading), *parts, **attributes)
        self.set_source_info(section)
        return section

    def _heading(self, talk: Talk) -> list[nodes.Node]:
        """Return the title, else the speakers' names; a talk with neither has no heading."""
        title = self.argument()
        if title:
            inline, messages = self.parse_inline(title)
            return [*inline, *messages]
        names = ", ".join(speaker.name for speaker in talk.speakers)
        return [nodes.Text(names)] if names else []

    def _talk(self, session_id: str, number: int) -> tuple[Talk, list[nodes.Node]]:
        materials, shown = read_materials(self)
        separated: list[nodes.Node] = []
        for node in shown:
            separated += [nodes.Text(" · "), node] if separated else [node]
        start, end = self._clocks()
        talk = Talk(
            id=self._id(f"{session_id}-{number}"),
            number=number,
            speakers=self._speakers(),
            kind=self.option("kind"),
            start=start,
            end=end,
            language=self.option("language"),
            topics=parse_list(self.option("topics")),
            readings=self._uses(),
            materials=tuple(materials),
            keeps_materials=self._keeps(materials),
            doi=self._doi(),
            aliases=self.ids("aliases"),
            location=self.location(),
        )
        return talk, separated

    def _keeps(self, materials: list[Material]) -> bool:
        """Tell whether a material was given that this build may not publish."""
        published = {material.kind for material in materials}
        return any(self.option(kind) for kind in MaterialKind if kind not in published)

    def _id(self, default: str) -> str:
        chosen = self.option("id")
        if chosen and is_id(chosen):
            return chosen
        if chosen:
            allowed = ("letters, digits, '-', '_' and '.'",)
            self.note([Finding(FindingKind.ID, chosen, allowed)], "id")
        return default

    def _speakers(self) -> tuple[Appearance, ...]:
        speakers, findings = parse_speakers(self.option("speaker"))
        self.note(findings, "speaker")
        return speakers

    def _clocks(self) -> tuple[time | None, time | None]:
        """Return start and end; ``start`` may hold both, as in the argument of a session."""
        start, end = self._times("start"), self._times("end")
        if start is None:
            return None, end.start if end else None
        if end is None:
            return start.start, start.end
        if end.start <= start.start:
            across = f":start: {start.start:%H:%M}-{end.start:%H:%M}+1"
            finding = Finding(FindingKind.TIME_ORDER, self.option("end"), nearest=across)
            self.note([finding], "end")
            return start.start, None
        return start.start, end.start

    def _times(self, name: str) -> Times | None:
        text = self.option(name)
        if not text:
            return None
        times, findings = parse_times(text)
        self.note(findings, name)
        return times

    def _uses(self) -> tuple[ReadingUse, ...]:
        uses: dict[str, ReadingUse] = {}
        for name, role in _USES.items():
            found, findings = parse_uses(self.option(name), role)
            self.note(findings, name)
            for use in found:
                uses.setdefault(use.key, replace(use, location=self.location(name)))
        return tuple(uses.values())

    def _doi(self) -> str:
        text = self.option("doi")
        doi = parse_doi(text) if text else ""
        if text and not doi:
            finding = Finding(FindingKind.OPTION_VALUE, text, ("10.1234/…",), name="doi")
            self.note([finding], "doi")
        return doi


def _anchors(talk: Talk) -> list[str]:
    """Return the anchors of *talk*: its own, and those that it had."""
    return [node_id("talk", one) for one in (talk.id, *talk.aliases)]
