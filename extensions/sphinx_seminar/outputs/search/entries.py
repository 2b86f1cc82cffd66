"""What Pagefind indexes of a record: its words, folded and divided here, and nothing else.

Pagefind holds one index for each language and a browser loads that of its page, so all records
go into one. It is given neither what is shown nor what narrows or sorts: the files of
:mod:`.files` hold that, and a number leads from the one to the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_seminar.outputs.search.normalising import field_words
from sphinx_seminar.outputs.search.parts import FIELDS as PARTS
from sphinx_seminar.outputs.search.parts import NAMING, SEARCHED, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_seminar.outputs.search.record import SearchRecord

LANGUAGE = "en"
#: Prefixes of the words of fields: ``speaker:zhu`` asks for ``qqszhu``.
FIELDS = {"speaker": "qqs", "read": "qqr", "topic": "qqt"}
#: Prefix of a common word that stands in a title or name.
NAMED = "qqc"

Words = dict[str, list[str]]


def words_by_part(record: SearchRecord) -> Words:
    """Return the folded words of each part of *record* that is searched."""
    return {part: words_of(record, part) for part in SEARCHED}


def pagefind_record(words: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return a record of these *words* as Pagefind's ``AddRecord`` takes it, but its name."""
    meta = {part: " ".join(found) for part, found in words.items() if found and part != "text"}
    if named := _field_words(words):
        meta["fields"] = " ".join(named)
    content = words["text"] or words["title"]
    # Pagefind drops a record without words.
    return {
        "content": " ".join(content) or NAMED,
        "language": LANGUAGE,
        "meta": meta,
    }


def without_common(entry: dict[str, Any], common: frozenset[str]) -> dict[str, Any]:
    """Return *entry* without the words that nobody finds a record by.

    They are left out of phrases too, here as in queries. In what names the record they stay,
    as words that no text holds: a query of nothing else finds these.
    """
    meta = {part: _kept(text, common) for part, text in entry["meta"].items()}
    said = (word for part in NAMING for word in entry["meta"].get(part, "").split())
    named = dict.fromkeys(f"{NAMED}{word}" for word in said if word in common)
    if named:
        meta["fields"] = " ".join((*filter(None, [meta.get("fields")]), *named))
    content = _kept(entry["content"], common) or NAMED
    return {
        **entry,
        "content": content,
        "meta": {part: text for part, text in meta.items() if text},
    }


def _kept(text: str, common: frozenset[str]) -> str:
    return " ".join(word for word in text.split(" ") if word not in common)


def _field_words(words: Mapping[str, Sequence[str]]) -> list[str]:
    found = (
        word
        for field, parts in PARTS.items()
        for part in parts
        for word in field_words(FIELDS[field], words[part])
    )
    return list(dict.fromkeys(found))
