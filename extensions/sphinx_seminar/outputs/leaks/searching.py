"""Looks for access to meetings in the bytes of a file: known values, and known shapes.

A file is looked at as it is; as text with escapes and entities read and as the text between
its tags, so that neither markup nor encoding hides a thing.
"""

from __future__ import annotations

import html
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.model.secrets import find_secrets, hint
from sphinx_seminar.outputs.leaks.needles import squeeze
from sphinx_seminar.outputs.leaks.unpacking import contents

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx_seminar.outputs.leaks.needles import Needle

#: Programs, styles, drawings and pickles: words beside digits mean nothing in them.
_NO_PROSE = frozenset(
    {".js", ".css", ".map", ".svg", ".pickle", ".doctree", ".inv", ".mo", ".png", ".jpg"}
    | {".jpeg", ".gif", ".webp", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico", ".sqlite"}
    | {".sty", ".cls", ".fpickle", ".wasm", ".pagefind", ".pf_meta", ".pf_index", ".pf_fragment"}
)
_TAG = re.compile(r"<[^<>]{0,4000}>")
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([/\-_&%#.:~?=]))")
#: What Sphinx's LaTeX and Texinfo put between the letters of a text.
_FILLER = re.compile(r"\\(?:sphinx\w+|PYGZ\w+|text\w+|allowbreak|discretionary)(?:\s?\{\})*")
_FOLD = re.compile(r"\r?\n[ \t]|=\r?\n")


class Hit(NamedTuple):
    """What was found: where its value is kept or its kind, and a form that may be shown."""

    name: str
    shown: str


def search_file(
    path: str, data: bytes, needles: Collection[Needle], harmless: Collection[str]
) -> Hit | None:
    """Return the first access that the file *path*, or its name, holds."""
    is_prose = PurePath(path).suffix.lower() not in _NO_PROSE
    for part in (path.encode(), *contents(data)):
        found = next(_hits(part, needles, harmless, is_prose=is_prose), None)
        if found is not None:
            return found
    return None


def search_text(text: str, needles: Collection[Needle], harmless: Collection[str]) -> Hit | None:
    """Return the first access that a source's *text* holds."""
    return next(_hits(text.encode(), needles, harmless, is_prose=True), None)


def _hits(
    data: bytes, needles: Collection[Needle], harmless: Collection[str], *, is_prose: bool
) -> Iterator[Hit]:
    for needle in needles:
        if needle.is_in(data):
            yield Hit(needle.name, "")
    for text in _readings(data):
        squeezed = squeeze(text.encode("utf-8", "replace"))
        for needle in needles:
            if needle.squeezed:
                if needle.squeezed in squeezed:
                    yield Hit(needle.name, "")
            elif needle.alone is not None and needle.alone.search(text):
                yield Hit(needle.name, "")
        for secret in find_secrets(text, harmless, words=is_prose):
            yield Hit(secret.kind.value, hint(text[secret.start : secret.end]))


def _readings(data: bytes) -> Iterator[str]:
    """Yield *data* as text: with escapes and entities read, and then without tags."""
    if b"%" in data:
        data = _PERCENT.sub(lambda found: bytes([int(found[1], 16)]), data)
    text = data.decode("utf-8", "replace")
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, _FILLER.sub("-", text))
    if "&" in text:
        text = html.unescape(text)
    if "BEGIN:VCALENDAR" in text or "=\n" in text or "=\r\n" in text:
        text = _FOLD.sub("", text)
    yield text
    if "<" in text:
        yield _TAG.sub("", text)


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else found[3]
