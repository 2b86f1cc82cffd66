"""``session``: one meeting, its facts and the talks inside it."""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from docutils import nodes
from myst_parser.mocking import MockState

from sphinx_seminar.domain.directives.base import SeminarDirective
from sphinx_seminar.domain.nodes import SessionFacts, SessionReadings
from sphinx_seminar.domain.privacy.withholding import withhold
from sphinx_seminar.domain.prose import BODY_CLASS
from sphinx_seminar.domain.states import SESSION, OpenSession, series_of
from sphinx_seminar.domain.written import Source, hidden_inside, publishable, with_definitions
from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.model.identity import is_id, node_id
from sphinx_seminar.model.secrets import MASK
from sphinx_seminar.model.session import Session, Status
from sphinx_seminar.model.venue import Format, Venue
from sphinx_seminar.parsing.fields import parse_choice
from sphinx_seminar.parsing.spans import parse_span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_seminar.model.series import Series
    from sphinx_seminar.model.timespan import TimeSpan

# What an access looks like when it is typed where its name belongs: an address, or digits.
_ACCESS = re.compile(r"[:/?=@]|\d[\d -]{4,}")
_OCCURRENCES = {"first": 0, "second": 1}


class SessionDirective(SeminarDirective):
    """``{session} DATE [START[-END]] [ZONE]``, see the manual for the options."""

    has_content = True
    known = (
        "id",
        "series",
        "status",
        "moved-to",
        "moved-from",
        "reason",
        "format",
        "venue",
        "chair",
        "number",
        "notice",
        "join",
        "occurrence",
        "withdrawn",
        "aliases",
    )

    secret = ("join",)

    def run(self) -> list[nodes.Node]:
        """Return the session's facts, its own text and its talks."""
        self.check_options()
        state: Any = self.env.current_document
        outer: OpenSession | None = state.get(SESSION)
        if outer is not None:
            self.note([Finding(FindingKind.SESSION_NESTED, self.argument())])
            return [*self.as_written(), *self.parse_content_to_nodes()]
        session = self._session()
        opened = OpenSession(session)
        state[SESSION] = opened
        try:
            with hidden_inside(self.env) as hidden:
                content = self.parse_content_to_nodes()
        finally:
            state[SESSION] = None
        if session is not None and session.status is Status.WITHDRAWN:
            # what stood there stays in the source alone
            content = [node for node in content if "seminar-talk" in _classes(node)]
        if session is None:
            return [*self.as_written(), *content]
        facts = SessionFacts(session=session, docname=self.env.docname)
        self.set_source_info(facts)
        talks = [node for node in content if "seminar-talk" in _classes(node)]
        own = [node for node in content if "seminar-talk" not in _classes(node)]
        lines = self._own_lines(opened.blocks)
        text = None if lines is None else publishable(lines, hidden, own)
        facts["source"] = Source(text=with_definitions(text, self.state) if own else "")
        body = nodes.container("", *own, classes=[BODY_CLASS]) if own else None
        readings = SessionReadings(session=session, docname=self.env.docname)
        return [facts, *([body] if body else []), readings, *talks]

    def _own_lines(self, blocks: Iterable[tuple[int, str]]) -> list[str] | None:
        """Return the lines of the content without its talks, ``None`` if they are not found.

        *blocks* holds the first line and the source of each talk, as its parser tells them.
        """
        is_markdown = isinstance(self.state, MockState)
        first = self.content_offset + 1 + (self.lineno if is_markdown else 0)
        lines = list(self.content)
        for line, block in sorted(blocks, reverse=True):
            begin, talk = line - first, block.rstrip("\n").split("\n")
            # Markdown's opening line is rebuilt by its parser, and the closing one may be missing.
            found = talk[1:-1] if is_markdown else talk[1:]
            place = slice(begin + 1, begin + 1 + len(found))
            if begin < 0 or [one.strip() for one in lines[place]] != [one.strip() for one in found]:
                return None
            lines[begin : begin + len(talk)] = [""]
            while lines[begin:] and not "".join(lines[max(begin - 1, 0) : begin + 1]).strip():
                del lines[begin]
        return lines

    def _session(self) -> Session | None:
        """Return the session without its talks; ``None`` when there is no date to know it by."""
        series = self._series()
        span, findings = parse_span(self.argument(), series, fold=self._fold())
        self.note(findings)
        status, join = self._status(), self._join()
        place, found = self._format()
        if span is None:
            return None
        session_id = self._id(span.date.isoformat(), series)
        if status is Status.WITHDRAWN:
            return self._tombstone(session_id, series, span)
        return Session(
            id=session_id,
            docname=self.env.docname,
            node_id=node_id("session", session_id),
            series=series.name,
            span=span,
            status=status,
            reason=self.option("reason"),
            moved_to=self.option("moved-to"),
            moved_from=self.option("moved-from"),
            format=place,
            venue=self._venue(place, series, stated=found),
            chair=self.option("chair"),
            number=self.option("number"),
            notice=self.option("notice"),
            join=join,
            aliases=self.ids("aliases"),
            location=self.location(),
        )

    def _tombstone(self, session_id: str, series: Series, span: TimeSpan) -> Session:
        """Return what is left of a session that was withdrawn: its id, its day and the reason."""
        withhold(self.env)
        return Session(
            id=session_id,
            docname=self.env.docname,
            node_id=node_id("session", session_id),
            series=series.name,
            span=span,
            status=Status.WITHDRAWN,
            reason=self.option("withdrawn") or self.option("reason"),
            aliases=self.ids("aliases"),
            location=self.location(),
        )

    def _series(self) -> Series:
        name = self.option("series")
        known = series_of(self.env)
        names = [series.name for series in known]
        if name in names:
            return known[names.index(name)]
        if name:
            finding = Finding(FindingKind.SERIES, name, tuple(names), nearest(name, names))
            self.note([finding], "series")
        return known[0]

    def _fold(self) -> int | None:
        text = self.option("occurrence")
        if text and text not in _OCCURRENCES:
            allowed = tuple(_OCCURRENCES)
            finding = Finding(
                FindingKind.OPTION_VALUE, text, allowed, nearest(text, allowed), name="occurrence"
            )
            self.note([finding], "occurrence")
        return _OCCURRENCES.get(text)

    def _id(self, day: str, series: Series) -> str:
        """Return the id: as chosen, or the date, where needed with the series and a letter."""
        chosen = self.option("id")
        if chosen and is_id(chosen):
            return chosen
        if chosen:
            allowed = ("letters, digits, '-', '_' and '.'",)
            self.note([Finding(FindingKind.ID, chosen, allowed)], "id")
        stem = f"{day}-{series.name}" if len(series_of(self.env)) > 1 else day
        state: Any = self.env.current_document
        count = state["seminar:counts"] = state.get("seminar:counts", {})
        count[stem] = count.get(stem, 0) + 1
        number = count[stem]
        if number == 1:
            return stem
        return stem + (
            ascii_lowercase[number - 1] if number <= len(ascii_lowercase) else f".{number}"
        )

    def _status(self) -> Status:
        text = self.option("status")
        if "withdrawn" in self.options:
            return Status.WITHDRAWN
        if not text:
            return Status.SCHEDULED
        status, findings = parse_choice(text, Status, Status.SCHEDULED, "status")
        self.note(findings, "status")
        return status

    def _format(self) -> tuple[Format, bool]:
        text = self.option("format")
        if not text:
            return (Format.ONLINE if self._only_joined() else Format.IN_PERSON), False
        place, findings = parse_choice(text, Format, Format.IN_PERSON, "format")
        self.note(findings, "format")
        return place, True

    def _only_joined(self) -> bool:
        return bool(self.option("join")) and not self.option("venue")

    def _venue(self, place: Format, series: Series, *, stated: bool) -> Venue | None:
        if name := self.option("venue"):
            return Venue(name)
        online = place is Format.ONLINE and (stated or self._only_joined())
        return None if online else series.venue

    def _join(self) -> str:
        name = self.option("join")
        if MASK in name:
            # told of when the source was read
            return ""
        if name and _ACCESS.search(name):
            # The value may be a secret: it is not repeated in the message.
            allowed = ("the name of a table in access.toml",)
            self.note([Finding(FindingKind.JOIN, "…", allowed)], "join")
            return ""
        return name


def _classes(node: nodes.Node) -> list[str]:
    return node.get("classes", []) if isinstance(node, nodes.Element) else []
