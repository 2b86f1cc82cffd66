"""One recorded talk a file, as the data of pyvideo.org: https://github.com/pyvideo/data.

``recorded`` is a day, rarely a moment, and once the word None; it is the day of the talk or
of the event. Titles come again ("Lightning Talks"), so the id of a talk is that of its file.
Abstracts are reStructuredText.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_seminar.importers.entries import Entry, Page, Problem, ProblemKind
from sphinx_seminar.importers.marked import Mapping, Scalar, Sequence, Value, text_of
from sphinx_seminar.importers.slots import Slot
from sphinx_seminar.importers.structured.moments import moment_fields, parse_moment
from sphinx_seminar.importers.structured.talks import Fields, mappings, text_at
from sphinx_seminar.importers.structured.wording import html_paragraphs

if TYPE_CHECKING:
    from sphinx_seminar.importers.sources import Source
    from sphinx_seminar.importers.structured.json_text import Lines

_TELLING = frozenset({"recorded", "videos", "speakers"})
_ENOUGH = 2
_LANGUAGES = {
    "eng": "en", "spa": "es", "fra": "fr", "deu": "de", "ita": "it", "por": "pt", "rus": "ru",
    "jpn": "ja", "zho": "zh", "kor": "ko", "pol": "pl", "ces": "cs",
}  # fmt: skip
_LINK = re.compile(r"`([^`<]+?)\s*<(https?://[^>\s]+)>`__?")
_NOBODY = frozenset({"none", "unknown", "various speakers", "various"})


def is_mine(value: Value) -> bool:
    """Tell whether *value* is a talk of the collection."""
    return isinstance(value, Mapping) and len(_TELLING & value.keys()) >= _ENOUGH


def page_of(source: Source, value: Value, lines: Lines) -> Page:
    """Return the page of the talk *value*."""
    del lines
    talk = value if isinstance(value, Mapping) else Mapping()
    fields = Fields(1)
    fields.plain(Slot.ID, _id(source))
    moment = parse_moment(text_at(talk, "recorded"))
    problems: tuple[Problem, ...] = ()
    if moment is not None:
        fields.extend(moment_fields(moment, None, "", 1, "recorded"))
    elif recorded := text_at(talk, "recorded"):
        fields.plain(Slot.DATE, "" if recorded.casefold() in _NOBODY else recorded)
        problems = (Problem(ProblemKind.VALUE, source.name, 1, f"recorded: {recorded}"),)
    fields.plain(Slot.TITLE, talk.get("title"))
    for name in _texts(talk.get("speakers")):
        if name.casefold() not in _NOBODY:
            fields.person(name)
    fields.markdown(Slot.ABSTRACT, _abstract(talk))
    fields.plain(Slot.LANGUAGE, _LANGUAGES.get(text_at(talk, "language"), talk.get("language")))
    fields.plain(Slot.TOPICS, talk.get("tags"))
    _links(fields, talk)
    raw = f"{', '.join(_texts(talk.get('speakers')))}: {text_at(talk, 'title')}"
    entry = Entry(source.name, 1, tuple(fields), raw=raw[:2000])
    return Page(source.name, "pyvideo", (entry,), problems=problems, one_talk=True)


def _id(source: Source) -> str:
    """Return the place of the file among the others: the event's folder, and its own name."""
    folder = source.path.resolve().parent
    event = folder.parent.name if folder.name == "videos" else folder.name
    return f"{event}/{source.path.stem}"


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, Sequence) else [value]
    return [one.strip() for one in values if isinstance(one, Scalar) and one.strip()]


def _abstract(talk: Mapping) -> str:
    summary, whole = (text_at(talk, key).strip() for key in ("summary", "description"))
    if whole.startswith(summary.rstrip(".…")):
        summary = ""
    texts = (html_paragraphs(one) if "</" in one else one for one in (summary, whole) if one)
    return _LINK.sub(r"[\1](\2)", "\n\n".join(texts))


def _links(fields: Fields, talk: Mapping) -> None:
    for video in mappings(talk.get("videos")):
        fields.link(Slot.RECORDING, video.get("url"), text_at(video, "type") or "recording")
    related = talk.get("related_urls")
    for one in related if isinstance(related, Sequence) else ():
        if isinstance(one, Mapping):
            fields.link(Slot.LINK, one.get("url"), text_at(one, "label"))
        else:
            fields.link(Slot.LINK, one)
    if slides := text_of(talk.get("slides_url")):
        fields.link(Slot.SLIDES, slides, "slides")
