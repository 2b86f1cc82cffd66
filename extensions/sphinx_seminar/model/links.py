"""Which addresses a text may link to, decided by their spelling alone.

An address is judged as a browser reads it: white space, control characters and
entities do not hide a scheme (WHATWG URL, 4.4; RFC 3986, 3.1).
"""

from __future__ import annotations

import html
import re
import unicodedata
from enum import StrEnum
from urllib.parse import quote, unquote

#: What a link may start with; a relative address and an anchor have no scheme.
LINK_SCHEMES = ("https", "http", "mailto", "tel", "doi")
#: What an author is told a link may be.
ALLOWED_SCHEMES = (*(f"{scheme}:" for scheme in LINK_SCHEMES), "relative", "#anchor")

#: The longest address that every browser and mail program takes.
LONGEST = 2048
#: The largest picture an address may hold, in characters.
LONGEST_DATA = 16_384

_SCHEME = re.compile(r"([^/?#:]*):(.*)", re.DOTALL)
_AUTHORITY = re.compile(r"//([^/?#]*)")
_HOST = re.compile(r"\[[0-9a-f:.]+\]|[^\s\[\]<>\"^|{}%:@]+", re.IGNORECASE)
_PORT = re.compile(r"[0-9]{1,5}")
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=%\s]*")
_TELEPHONE = re.compile(r"\+?[0-9A-Fa-f().*#\-\s]+(?:;[\w.=+\-]+)*")
_DOI = re.compile(r"10\.[0-9.]+/\S+")
_HIGHEST_PORT = 65_535
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_PADDING = "".join(map(chr, range(0x21))) + "\u00a0"
#: Fields of a message that a mailto address may fill in; others add recipients.
_MAIL_FIELDS = frozenset({"subject", "body"})


class LinkProblem(StrEnum):
    """Why an address is refused."""

    LENGTH = "length"
    CONTROL = "control-character"
    BACKSLASH = "backslash"
    NETWORK = "//"
    SCHEME = "scheme"
    HOST = "host"
    USER = "user"
    PORT = "port"
    MAIL = "mail-header"
    NUMBER = "number"


def refusal(uri: str) -> LinkProblem | None:
    """Return why *uri* may not be linked to, or None when it may.

    >>> refusal("https://example.org/a?b#c")
    >>> refusal(" jAvAsCrIpT&colon;alert(1)")
    <LinkProblem.SCHEME: 'scheme'>
    """
    if len(uri) > LONGEST:
        return LinkProblem.LENGTH
    text = html.unescape(uri).strip(_PADDING)
    if any(unicodedata.category(character) in _HIDDEN_CATEGORIES for character in text):
        # browsers drop tabs and newlines wherever they stand, so they can split a scheme
        return LinkProblem.CONTROL
    if "\\" in text:
        return LinkProblem.BACKSLASH
    if text.startswith("//"):
        return LinkProblem.NETWORK
    split = _SCHEME.fullmatch(text)
    if split is None:
        return None
    scheme = re.sub(r"[\s\u00a0]", "", split[1]).lower()
    check = _CHECKS.get(scheme)
    return check(split[2]) if check else LinkProblem.SCHEME


def allowed_target(uri: str) -> bool:
    """Whether *uri* may be linked to."""
    return refusal(uri) is None


def scheme_of(uri: str) -> str:
    """Return the scheme of *uri* in small letters, '' for a relative address."""
    split = _SCHEME.fullmatch(html.unescape(uri).strip(_PADDING))
    return split[1].lower() if split else ""


def resolved_doi(uri: str) -> str:
    """Return the address of ``doi:NAME``; other addresses stay as they are."""
    text = uri.strip(_PADDING)
    if text[:4].lower() != "doi:":
        return uri
    return "https://doi.org/" + quote(unquote(text[4:]).strip("/ "), safe="/:;().,-_~")


def host_of(uri: str) -> str:
    """Return the host of an http or https address in small letters, '' otherwise."""
    split = _SCHEME.fullmatch(uri.strip(_PADDING))
    if split is None or split[1].lower() not in {"http", "https"}:
        return ""
    authority = _AUTHORITY.match(split[2])
    return authority[1].rpartition("@")[2].partition(":")[0].lower() if authority else ""


def is_small_picture(uri: str) -> bool:
    """Whether *uri* holds a picture itself, of a kind that cannot run, and a small one."""
    return len(uri) <= LONGEST_DATA and _DATA_IMAGE.fullmatch(uri) is not None


def _web_problem(rest: str) -> LinkProblem | None:
    authority = _AUTHORITY.match(rest)
    if authority is None or not authority[1]:
        # "https:evil.example" is a foreign host to a browser
        return LinkProblem.HOST
    if "@" in authority[1]:
        return LinkProblem.USER
    host = _HOST.match(authority[1])
    if host is None:
        return LinkProblem.HOST
    tail = authority[1][host.end() :]
    if not tail:
        return None
    port = _PORT.fullmatch(tail[1:]) if tail.startswith(":") else None
    return None if port and 0 < int(port[0]) <= _HIGHEST_PORT else LinkProblem.PORT


def _mail_problem(rest: str) -> LinkProblem | None:
    recipients, _, fields = rest.partition("?")
    if re.search(r"[\r\n]", unquote(rest)) or "//" in recipients[:2]:
        return LinkProblem.MAIL
    names = {field.partition("=")[0].lower() for field in fields.split("&") if field}
    return None if names <= _MAIL_FIELDS else LinkProblem.MAIL


def _telephone_problem(rest: str) -> LinkProblem | None:
    return None if _TELEPHONE.fullmatch(unquote(rest)) else LinkProblem.NUMBER


def _doi_problem(rest: str) -> LinkProblem | None:
    return None if _DOI.fullmatch(unquote(rest).strip("/ ")) else LinkProblem.NUMBER


_CHECKS = {
    "http": _web_problem,
    "https": _web_problem,
    "mailto": _mail_problem,
    "tel": _telephone_problem,
    "doi": _doi_problem,
}
