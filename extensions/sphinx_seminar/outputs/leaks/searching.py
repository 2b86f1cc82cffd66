"""Looks for access to meetings in the bytes of a file: known values, and known shapes.

A file is looked at as it is; as text with escapes and entities read and as the text between
its tags, so that neither markup nor encoding hides a thing.
"""

from __future__ import annotations

import html
import re
from itertools import chain
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.secrets import find_secrets, hint
from sphinx_seminar.outputs.leaks.needles import squeeze
from sphinx_seminar.outputs.leaks.pieces import APART, SMALLEST_TEXT, changed_pieces
from sphinx_seminar.outputs.leaks.unpacking import contents, is_packed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sphinx_seminar.outputs.leaks.needles import Needle

#: Programs, styles, drawings and pickles: words beside digits mean nothing in them.
_NO_PROSE = frozenset(
    {".js", ".css", ".map", ".svg", ".pickle", ".doctree", ".inv", ".mo", ".png", ".jpg"}
    | {".jpeg", ".gif", ".webp", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".sqlite"}
    | {".sty", ".cls", ".fpickle", ".wasm", ".pagefind", ".pf_meta", ".pf_index", ".facets"}
    | {".words", ".records"}
)
_TAG = re.compile(r"<[^<>]{0,4000}>")
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([/\-_&%#.:~?=]))")
#: What Sphinx's LaTeX and Texinfo put between the letters of a text.
_FILLER = re.compile(r"\\(?:sphinx\w+|PYGZ\w+|text\w+|allowbreak|discretionary)(?:\s?\{\})*")
#: Lines over which an access may be spread.
_SPREAD = 3
#: Bytes that no text holds; of random ones they are a tenth.
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\f\r\x1b"})
_MOST_CONTROLS = 0.02
_FOLDED = (b"BEGIN:VCALENDAR", b"=\n", b"=\r\n")
_FOLD = re.compile(r"\r?\n[ \t]|=\r?\n")


class Hit(NamedTuple):
    """What was found: where its value is kept or its kind, and a form that may be shown."""

    name: str
    shown: str


class Looked(NamedTuple):
    """What looking into a file gave: the first hit, or the keys of its clean pieces."""

    hit: Hit | None
    pieces: str = ""


class Search:
    """A search through many files for the same things.

    Pages of one site share most of their lines. Lines that were clean are not looked at
    again where they follow the same two lines, for a link or a word and its value may be
    spread over three.
    """

    def __init__(self, needles: Collection[Needle], harmless: Collection[str]) -> None:
        self._needles = needles
        self._harmless = harmless
        self._clean: dict[bool, set[int]] = {False: set(), True: set()}

    def afresh(self) -> Search:
        """Return a search for the same things that has seen no file."""
        return Search(self._needles, self._harmless)

    def file(self, path: str, data: bytes) -> Hit | None:
        """Return the first access that the file *path*, or its name, holds."""
        return self.look(path, data).hit

    def look(self, path: str, data: bytes, pieces: str = "") -> Looked:
        """Look for the first access that the file *path*, or its name, holds.

        *pieces* are the keys of the pieces in which the file was clean before, '' when it is
        not known to have been.
        """
        is_prose = _is_prose(path)
        new, keys = data, ""
        if len(data) >= SMALLEST_TEXT and not is_packed(data):
            new, keys = changed_pieces(data, pieces)
        for part in (path.encode(), *contents(data)):
            looked_at = new if part is data else part
            found = next(self._hits(part, looked_at, is_prose=is_prose), None)
            if found is not None:
                return Looked(found)
        return Looked(None, keys)

    def are_clean(self, files: Iterable[tuple[str, bytes]]) -> bool:
        """Tell whether all *files*, by path, are clean; each must be one that can be joined.

        A site has thousands of small files, and each pattern costs something for each text.
        """
        # what is unfolded in a calendar is not in a page
        texts: dict[tuple[bool, bool], list[bytes]] = {}
        for path, data in files:
            is_folded = any(sign in data for sign in _FOLDED)
            texts.setdefault((_is_prose(path), is_folded), []).extend((path.encode(), data))
        return all(
            next(self._hits(joined, joined, is_prose=is_prose), None) is None
            for (is_prose, _), parts in texts.items()
            if (joined := APART.join(parts))
        )

    def text(self, text: str) -> Hit | None:
        """Return the first access that a source's *text* holds."""
        data = text.encode()
        return next(self._hits(data, data, is_prose=True), None)

    def known(self, data: bytes) -> Hit | None:
        """Return the first value that *data* holds; what merely looks like one is let pass."""
        found = (hit for text in _readings(data) for hit in self._values(text))
        return next(chain(self._forms(data, data), found), None)

    def _hits(self, data: bytes, part: bytes, *, is_prose: bool) -> Iterator[Hit]:
        """Yield what *data* gives away, of which *part* was never looked at."""
        new = self._new_lines(part, self._clean[is_prose])
        is_text = _is_text(new)
        yield from self._forms(data, new)
        for text in _readings(new):
            yield from self._values(text)
            for secret in find_secrets(text, self._harmless, words=is_prose and is_text):
                yield Hit(secret.kind.value, hint(text[secret.start : secret.end]))

    def _forms(self, data: bytes, new: bytes) -> Iterator[Hit]:
        """Yield the values in *data*, of which *new* is what was not looked at before."""
        squeezed = squeeze(data) if self._needles else b""
        for needle in self._needles:
            if needle.squeezed and needle.squeezed in squeezed:
                yield Hit(needle.name, "")
        for needle in self._needles:
            if needle.is_in(new):
                yield Hit(needle.name, "")

    def _values(self, text: str) -> Iterator[Hit]:
        squeezed = squeeze(text.encode("utf-8", "replace")) if self._needles else b""
        for needle in self._needles:
            if needle.squeezed:
                if needle.squeezed in squeezed:
                    yield Hit(needle.name, "")
            elif needle.alone is not None and needle.alone.search(text):
                yield Hit(needle.name, "")

    @staticmethod
    def _new_lines(data: bytes, clean: set[int]) -> bytes:
        """Return the lines of *data* that were not seen before, with the two before them."""
        lines = data.split(b"\n")
        hashes = [0] * (_SPREAD - 1) + [*map(hash, lines)]
        kept: list[bytes] = []
        shown = 0
        followed = zip(*(hashes[offset:] for offset in range(_SPREAD)), strict=False)
        for number, key in enumerate(map(hash, followed)):
            if key in clean:
                continue
            clean.add(key)
            first = max(0, number - _SPREAD + 1)
            if shown < first:
                # lines that do not follow one another are kept apart
                kept.append(APART)
            kept += lines[max(first, shown) : number + 1]
            shown = number + 1
        return b"\n".join(kept)


def can_be_joined(data: bytes) -> bool:
    """Tell whether *data* is a small text, all of which can be read in it."""
    return len(data) < SMALLEST_TEXT and not is_packed(data) and _is_text(data)


def _is_prose(path: str) -> bool:
    return PurePath(path).suffix.lower() not in _NO_PROSE


def _readings(data: bytes) -> Iterator[str]:
    """Yield *data* as text: with escapes and entities read, and then without tags."""
    if b"%" in data:
        data = _PERCENT.sub(lambda found: bytes([int(found[1], 16)]), data)
    text = data.decode("utf-8", "replace")
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, _FILLER.sub("-", text))
    if "&" in text:
        text = html.unescape(text)
    if any(sign.decode() in text for sign in _FOLDED):
        text = _FOLD.sub("", text)
    yield text
    if "<" in text:
        yield _TAG.sub("", text)


def _is_text(data: bytes) -> bool:
    """Tell whether *data* is more likely text than the bytes of a font or a picture."""
    return len(data) - len(data.translate(None, _CONTROLS)) <= _MOST_CONTROLS * len(data)


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else found[3]
