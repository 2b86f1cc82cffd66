"""What a copy of another archive holds: what pages, calendars and the search show of it.

The schema of the copy is made of the published one, so that a copy is itself such a file.
Homepages and materials stay where they are published.
"""

from __future__ import annotations

import copy
from typing import Any

from sphinx_seminar.parsing.federation.readings import NAMES, VARIABLES

#: What is left out, by the name of the record; ``''`` is the file itself.
_LEFT_OUT = {
    "": ("$schema", "address"),
    "series": ("zones", "start", "end", "venue", "rhythm", "breaks", "organisers"),
    "person": ("homepage",),
    "talk": ("materials", "doi"),
    "venue": ("url",),
}
#: The longest abstract, in characters.
_LONGEST_TEXT = 100_000
#: The one version of the data that is read; a minor one adds keys, which are left out.
MAJOR = "1"
_TEXT = {"type": "string", "minLength": 1}
_NAME_PARTS = ("family", "given", "non-dropping-particle", "suffix", "literal")
_NAME = {"type": "object", "properties": dict.fromkeys(_NAME_PARTS, _TEXT)}
_ISSUED = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "integer"}},
        },
        "season": {"type": "integer", "minimum": 1},
        "circa": {"const": True},
        "literal": _TEXT,
    },
}
_ITEM = {
    "type": "object",
    "properties": {
        "id": _TEXT,
        "type": _TEXT,
        **{name: {"type": "array", "items": _NAME} for name in NAMES},
        "issued": _ISSUED,
        **dict.fromkeys(VARIABLES, _TEXT),
    },
    "required": ["id", "type"],
}


def kept_schema(published: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a copy, made of the *published* one."""
    schema = copy.deepcopy(published)
    records = {"": schema, **schema["$defs"]}
    for name, keys in _LEFT_OUT.items():
        record = records[name]
        for key in keys:
            record["properties"].pop(key, None)
        record["required"] = [key for key in record["required"] if key not in keys]
    schema["properties"]["version"] = {"type": "string", "pattern": rf"^{MAJOR}\.[0-9]{{1,4}}$"}
    schema["$defs"]["text"]["maxLength"] = _LONGEST_TEXT
    schema["$defs"]["reading"]["properties"]["csl"] = _ITEM
    return schema
