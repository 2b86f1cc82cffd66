"""The fields of a document: which are searched and how, which narrow, order and are shown."""

from __future__ import annotations

#: The texts that are searched, with their weight, and whether a word may be misspelt in them.
SEARCHED = {
    "title_words": (8, True),
    "name_words": (6, True),
    "other_words": (3, True),
    "field_words": (3, False),
    "text_words": (1, True),
}
#: What narrows a search: the name on the search page, and the field.
FACETS = {
    "kind": "kind",
    "year": "years",
    "archive": "archives",
    "series": "series",
    "term": "terms",
    "topic": "topics",
}
#: Orders by date, as a number: 20250117, with zeros for what is unknown.
SORTED = "stamp"
LISTS = ("years", "terms", "series", "topics", "archives", "speakers", "readings")
SHOWN = ("url", "title", "text", "date", "language", "detail")
DIGEST = "digest"
