"""``seminar_federation``: names of other archives, each with the address where it is published."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from sphinx_seminar.model.federation import ALL, OWN
from sphinx_seminar.model.feedpaths import ARCHIVE
from sphinx_seminar.model.finding import Finding, FindingKind
from sphinx_seminar.model.identity import is_id
from sphinx_seminar.model.links import host_of, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTING = "seminar_federation"
_FORM = '{"name": "https://seminar.example.org/"}'
_HTTPS = "an address that begins with https://"


class Address(NamedTuple):
    """Where another archive is: the folder of its pages, and its data."""

    name: str
    folder: str
    data: str


def parse_addresses(setting: object) -> tuple[tuple[Address, ...], tuple[Finding, ...]]:
    """Return the archives that *setting* names, in the order of their names."""
    if not isinstance(setting, Mapping):
        return (), (Finding(FindingKind.OPTION_VALUE, repr(setting), (_FORM,), name=SETTING),)
    found: list[Address] = []
    problems: list[Finding] = []
    for name, value in setting.items():
        wrong = list(_problems(name, value))
        problems += wrong
        if not wrong:
            found.append(_address(name, value.strip()))
    return tuple(sorted(found)), tuple(problems)


def is_loopback(address: str) -> bool:
    """Tell whether *address* leads to this machine, by its spelling."""
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _problems(name: object, value: object) -> Iterator[Finding]:
    if not isinstance(name, str) or not is_id(name) or name in {OWN, ALL}:
        yield Finding(FindingKind.ID, str(name), name=SETTING)
    path = f"{SETTING}[{name!r}]"
    text = value.strip() if isinstance(value, str) else ""
    if refusal(text) or not host_of(text) or not _is_safe(text):
        yield Finding(FindingKind.OPTION_VALUE, repr(value), (_HTTPS,), name=path)


def _is_safe(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    plain = not parts.query and not parts.fragment and ".." not in parts.path
    return plain and (parts.scheme.lower() == "https" or is_loopback(text))


def _address(name: str, text: str) -> Address:
    """Return where the archive at *text* is: a folder, or the file of its data itself."""
    folder, slash, last = text.rpartition("/")
    if last.endswith(".json") and host_of(f"{folder}/"):
        return Address(name, f"{folder}/", text)
    folder = text if slash and not last else f"{text}/"
    return Address(name, folder, f"{folder}{ARCHIVE}")
