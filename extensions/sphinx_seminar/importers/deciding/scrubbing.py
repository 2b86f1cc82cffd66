"""What is taken out of a page before anything else: ways into meetings, and private data.

Links, ids and passcodes go into the access of their meeting, and nowhere else. E-mail
addresses and columns of private data are counted and dropped; a name beside an address
stays.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sphinx_seminar.importers.entries import Entry, Field
from sphinx_seminar.importers.found import FoundAccess
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.texts import Piece, Text
from sphinx_seminar.importers.words.placeholders import is_nothing
from sphinx_seminar.model.secrets import SecretKind, find_secrets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ACCESS = {Slot.MEETING: "url", Slot.MEETING_ID: "meeting_id", Slot.PASSCODE: "passcode"}
_KINDS = {
    SecretKind.LINK: "url",
    SecretKind.MEETING_ID: "meeting_id",
    SecretKind.PASSCODE: "passcode",
}
#: The longest text that is taken apart.
LONGEST_FIELD = 4_000
_YES = re.compile(r"(?:y|yes|x|true|ja|oui|sí|✓|✔)", re.IGNORECASE)
_NO = re.compile(r"(?:n|no|false|nein|non)", re.IGNORECASE)
_URL = re.compile(r"https?://\S+")
#: What is left of a label when its value is gone.
_LABEL = re.compile(
    r"[\s,;|*_·]*(?:\b(?:zoom|meeting|webinar|teams|join|online|link|url|id|passcode|password|pass"
    r"|pwd|pin|kennwort|code|via|at|on|here|and)\b[\s:：=*_]*)+$",
    re.IGNORECASE,
)
#: What a link into a meeting is called: "Zoom link", "join here"; "Zoom" alone says where.
_JOIN = re.compile(
    r"\W*(?:(?:click|zoom|teams|webex|meeting|webinar|to|the|online)\W+)*(?:link|here|join|url)"
    r"(?:\W+(?:zoom|teams|webex|meeting|webinar|here|the|on|via|online))*\W*",
    re.IGNORECASE,
)
_AROUND = frozenset({"()", "[]", "<>", "**", "__"})
_MAIL = re.compile(
    r"(?:mailto:)?(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[\[({]\s?(?:at|@)\s?[\])}]\s?)[\w-]{1,64}"
    r"(?:(?:\.|\s?[\[({]\s?(?:dot|\.)\s?[\])}]\s?)[\w-]{1,64}){1,6}",
    re.IGNORECASE,
)
_SPACED_MAIL = re.compile(
    r"(?<![\w-])[\w-]{1,64}(?:\s?[\[({]\s?dot\s?[\])}]\s?[\w-]{1,64}){0,4}"
    r"\s?[\[({]\s?at\s?[\])}]\s?[\w-]{1,64}(?:\s?[\[({]\s?dot\s?[\])}]\s?[\w-]{1,64}){1,4}",
    re.IGNORECASE,
)
_MAIL_LINK = re.compile(r"\[([^\]\n]*)\]\(mailto:[^)\s]*\)", re.IGNORECASE)


@dataclass(slots=True)
class Scrubbed:
    """What was taken out: the access of an entry, and how much of what was dropped."""

    access: dict[str, str] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)

    def found(self) -> FoundAccess:
        """Return the access."""
        return FoundAccess(**self.access)


def scrub_entry(entry: Entry, dropped: Counter[str]) -> tuple[Entry, FoundAccess]:
    """Return *entry* without secrets and private data, and the access found in it."""
    scrubbed = Scrubbed(dropped=dropped)
    fields = scrub_fields(entry.fields, scrubbed)
    talks = tuple(
        replace(
            talk, fields=scrub_fields(talk.fields, scrubbed), raw=_masked(talk.raw, talk.fields)
        )
        for talk in entry.talks
    )
    every = [*entry.fields, *(one for talk in entry.talks for one in talk.fields)]
    clean = replace(entry, fields=fields, talks=talks, raw=_masked(entry.raw, every))
    return clean, scrubbed.found()


def scrub_fields(fields: Iterable[Field], scrubbed: Scrubbed) -> tuple[Field, ...]:
    """Return *fields* without what is secret or private."""
    kept: list[Field] = []
    for one in fields:
        if one.slot is Slot.PRIVATE:
            if one.text:
                scrubbed.dropped[one.name or "private"] += 1
        elif one.slot in _ACCESS:
            kept += _access_field(one, scrubbed)
        else:
            slot = one.slot
            if len(one.text.plain) > LONGEST_FIELD and slot is not Slot.ABSTRACT:
                # No title, name or line is that long: text to be kept, and no more.
                slot = Slot.NOTE
            kept.append(replace(one, slot=slot, text=scrub_text(one.text, scrubbed)))
    return tuple(kept)


def scrub_text(text: Text, scrubbed: Scrubbed) -> Text:
    """Return *text* without meeting links, ids, passcodes and e-mail addresses."""
    text = replace(text, pieces=tuple(_scrubbed_piece(one, scrubbed) for one in text.pieces))
    plain = text.plain
    if "mailto:" in plain and (links := _MAIL_LINK.findall(plain)):
        # a link in an abstract, which is Markdown
        scrubbed.dropped["e-mail"] += len(links)
        text = Text.of(_MAIL_LINK.sub(r"\1", plain), text.line)
        plain = text.plain
    spans = [*_secret_spans(plain, scrubbed)]
    for match in _mails(plain):
        if not any(start < match.end() and match.start() < end for start, end in spans):
            scrubbed.dropped["e-mail"] += 1
            spans.append(_bracketed(plain, *match.span()))
    return text.without(spans).trimmed(" \n\t", " \n\t,;(|") if spans else text


def _scrubbed_piece(piece: Piece, scrubbed: Scrubbed) -> Piece:
    """Return *piece* without a link into a meeting or to a mailbox."""
    found = find_secrets(piece.url, words=False) if piece.url else []
    if found:
        if found[0].kind is SecretKind.INVITATION:
            scrubbed.dropped["invitation"] += 1
        else:
            scrubbed.access.setdefault("url", piece.url)
        says_nothing = _JOIN.fullmatch(piece.text) or find_secrets(piece.text, words=False)
        return Piece("" if says_nothing else piece.text, "", piece.marks)
    if piece.url.lower().startswith("mailto:"):
        scrubbed.dropped["e-mail"] += 1
        return Piece("" if "@" in piece.text else piece.text, "", piece.marks)
    return piece


def _secret_spans(plain: str, scrubbed: Scrubbed) -> Iterator[tuple[int, int]]:
    """Yield where secrets stand in *plain*; their values become the access."""
    for secret in find_secrets(plain):
        if secret.kind is SecretKind.INVITATION:
            scrubbed.dropped["invitation"] += 1
        else:
            value = " ".join(plain[secret.start : secret.end].split())
            scrubbed.access.setdefault(_KINDS[secret.kind], value)
        yield _widened(plain, secret.start, secret.end)


def _mails(plain: str) -> Iterator[re.Match[str]]:
    if any(sign in plain for sign in "@(["):
        yield from _SPACED_MAIL.finditer(plain)
        yield from _MAIL.finditer(plain)


def _masked(raw: str, fields: Iterable[Field]) -> str:
    """Return the source text of an entry without what must not be repeated.

    A passcode in a column of its own looks like any number: its *fields* tell it.
    """
    for one in fields:
        if (one.slot in _ACCESS or one.slot is Slot.PRIVATE) and (words := one.text.words):
            raw = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "…", raw)
    return scrub_text(Text.of(raw), Scrubbed()).plain


def _widened(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return where a secret stands, with the words that only announce it."""
    label = _LABEL.search(plain[max(0, start - 60) : start])
    return _bracketed(plain, start - len(label[0]) if label else start, end)


def _bracketed(plain: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with the brackets and marks that stand around nothing but it."""
    while start and end < len(plain) and plain[start - 1] + plain[end] in _AROUND:
        start, end = start - 1, end + 1
    return start, end


def _access_field(one: Field, scrubbed: Scrubbed) -> list[Field]:
    """Note a field that holds an access; what stands beside the value is a notice."""
    plain = one.text.words
    if not plain or is_nothing(plain):
        return []
    name = _ACCESS[one.slot]
    rest = one.text
    if name == "url":
        link = next((link.url for link in one.text.links), "")
        match = _URL.search(plain)
        if not link and match is None and find_secrets(plain) == []:
            # "Online", "via Zoom": a place; "Y" in a column for it says as much
            if _YES.fullmatch(plain):
                return [replace(one, slot=Slot.VENUE, text=Text.of("online", one.text.line))]
            return [] if _NO.fullmatch(plain) else [replace(one, slot=Slot.VENUE)]
        scrubbed.access.setdefault(name, link or (match[0].rstrip(".,;)") if match else plain))
        rest = one.text.without_links(one.text.links)
        rest = rest if link else Text()
    else:
        value, _, behind = plain.partition(" (") if name == "passcode" else (plain, "", "")
        digits = re.match(r"[\d\s-]+", plain) if name == "meeting_id" else None
        scrubbed.access.setdefault(name, (digits[0] if digits else value).strip())
        rest = Text.of(f"({behind}" if behind else "", one.text.line)
    rest = scrub_text(rest, scrubbed)
    return [Field(Slot.NOTICE, rest, one.name)] if rest.words.strip("()[] .,") else []
