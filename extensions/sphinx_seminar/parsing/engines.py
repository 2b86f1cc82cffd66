"""``seminar_search_engine``: which engine the search page asks, where, and with which key.

The key stands in every search page: it has to be one that searches and can do nothing else.
What looks like another is refused here; ``seminar export --push`` asks the engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.model.links import host_of, refusal
from sphinx_seminar.parsing.federation.addresses import is_loopback

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTING = "seminar_search_engine"
#: The environment variable that holds the key of who may write.
KEY_VARIABLE = "SEMINAR_ENGINE_KEY"
_KEYS = ("kind", "url", "index", "key", "timeout")
#: Engines' own names of indices agree in these.
INDEX_FORM = "small letters, digits, '-' and '_'"
_INDEX = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
_ADMIN = re.compile(r"admin|master|root|secret|passw", re.IGNORECASE)
_LONGEST_WAIT = 60


class EngineKind(StrEnum):
    """The engines that can be given an archive."""

    OPENSEARCH = "opensearch"
    MEILISEARCH = "meilisearch"
    TYPESENSE = "typesense"


@dataclass(frozen=True, slots=True)
class EngineSetting:
    """An engine, without a slash at the end of its address; ``timeout`` is in seconds."""

    kind: EngineKind
    url: str
    index: str = "seminar"
    key: str = ""
    timeout: float = 8.0

    @property
    def origin(self) -> str:
        """What a Content-Security-Policy has to allow."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


def parse_engine(
    setting: object, private_key: str = ""
) -> tuple[EngineSetting | None, tuple[Finding, ...]]:
    """Return the engine of *setting*, None where there is none or anything is wrong.

    *private_key* is the key of who may write: it must not be the published one.
    """
    if not setting:
        return None, ()
    if not isinstance(setting, Mapping):
        return None, (_wrong("", setting, ('{"kind": "typesense", "url": "https://…"}',)),)
    problems = tuple(_problems(setting, private_key))
    if problems:
        return None, problems
    return EngineSetting(
        EngineKind(setting["kind"]),
        setting["url"].rstrip("/"),
        setting.get("index", "seminar"),
        setting.get("key", ""),
        float(setting.get("timeout", 8.0)),
    ), ()


def _problems(setting: Mapping[object, object], private_key: str) -> Iterator[Finding]:
    for name in setting:
        if name not in _KEYS:
            near = nearest(str(name), _KEYS)
            yield Finding(FindingKind.OPTION_UNKNOWN, str(name), _KEYS, near, name=SETTING)
    kinds = tuple(kind.value for kind in EngineKind)
    if setting.get("kind") not in kinds:
        kind = str(setting.get("kind", ""))
        yield _wrong("kind", kind, kinds, nearest(kind, kinds))
    if not is_engine_address(setting.get("url", "")):
        yield _wrong("url", setting.get("url", ""), ("an address that begins with https://",))
    index = setting.get("index", "seminar")
    if not is_index_name(index):
        yield _wrong("index", index, (INDEX_FORM,))
    timeout = setting.get("timeout", 8)
    if not isinstance(timeout, int | float) or not 0 < timeout <= _LONGEST_WAIT:
        yield _wrong("timeout", timeout, (f"seconds, at most {_LONGEST_WAIT}",))
    key = setting.get("key", "")
    if not isinstance(key, str) or not _may_be_published(key, private_key):
        # Not shown: it may be a secret.
        yield _wrong("key", "…", ("a key that searches and can do nothing else",))


def is_index_name(value: object) -> bool:
    """Tell whether *value* may name an index in every engine."""
    return isinstance(value, str) and _INDEX.fullmatch(value) is not None


def is_engine_address(value: object) -> bool:
    """Tell whether *value* is the address of an engine: by https, or on this machine."""
    if not isinstance(value, str) or refusal(value) or not host_of(value):
        return False
    parts = urlsplit(value)
    plain = not parts.query and not parts.fragment and ".." not in parts.path
    return plain and (parts.scheme.lower() == "https" or is_loopback(value))


def _may_be_published(key: str, private_key: str) -> bool:
    if not key:
        return True
    is_private = bool(private_key) and key == private_key
    # A name with a password, or a whole header, is no key to search with.
    return not (is_private or _ADMIN.search(key) or re.search(r"[\s:]", key) or not key.isascii())


def _wrong(key: str, value: object, allowed: tuple[str, ...], near: str = "") -> Finding:
    name = f"{SETTING}[{key!r}]" if key else SETTING
    shown = value if isinstance(value, str) else repr(value)
    return Finding(FindingKind.OPTION_VALUE, shown, allowed, near, name=name)
