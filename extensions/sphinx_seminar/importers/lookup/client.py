"""HTTP for records: JSON by content negotiation, with bounds on redirects, size and time.

RFC 9110, sections 12 (negotiation), 15.4 (redirection) and 10.2.3 (Retry-After).
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from http.client import HTTPException, HTTPMessage
from ipaddress import ip_address
from typing import IO, TYPE_CHECKING, Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from sphinx_seminar.importers.lookup.failure import FetchError, LookupProblem
from sphinx_seminar.importers.lookup.peers import (
    GuardedHTTPHandler,
    GuardedHTTPSHandler,
    Peers,
    RefusedPeerError,
)
from sphinx_seminar.model.spellings import split_url

if TYPE_CHECKING:
    from http.client import HTTPResponse

#: More than any record of one work; a longer answer is no record.
LARGEST = 2 * 1024 * 1024
MOST_REDIRECTS = 5
_CHUNK = 65_536
_NOT_FOUND = frozenset({404, 410})
_NOT_ACCEPTABLE, _TOO_MANY, _UNAVAILABLE = 406, 429, 503
_REDIRECTIONS = range(300, 400)
_UNCHANGED = 304


class Document(NamedTuple):
    """What an address answers with: its bytes, and the tag of this state of it (ETag)."""

    body: bytes
    tag: str


class _Redirects(HTTPRedirectHandler):
    """Follows a few redirects, and to the web only; or to secure addresses alone."""

    max_redirections = MOST_REDIRECTS

    def __init__(self, peers: Peers | None, *, is_careful: bool = False) -> None:
        self._peers = peers
        self._is_careful = is_careful

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> Request | None:
        """Return the next request; an address that is not http(s) is refused."""
        if split_url(newurl) is None or (self._is_careful and not is_secure(newurl)):
            raise HTTPError(req.full_url, code, msg, headers, fp)
        if self._peers is not None and not self._peers.is_secure(newurl):
            raise FetchError(LookupProblem.INSECURE, req.full_url, newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _NoRedirects(HTTPRedirectHandler):
    """Takes the first answer for the answer."""

    def redirect_request(self, *_answer: Any) -> None:
        """Follow nothing."""


@dataclass(frozen=True, slots=True)
class Client:
    """Asks for records; ``timeout`` (seconds) bounds each wait and the whole answer.

    An answer of more than ``largest`` bytes is refused. ``peers`` says which machines may be
    asked, any when it is None.
    """

    timeout: float = 20.0
    largest: int = LARGEST
    peers: Peers | None = None
    agent: str = "sphinx-seminar (https://github.com/sphinx-seminar/sphinx-seminar)"

    def record(self, url: str, accept: str) -> dict[str, Any]:
        """Return the JSON object at *url*.

        :raises FetchError: whatever else the answer is.
        """
        body = self._body(url, accept)
        if body.lstrip()[:1] == b"<":
            raise FetchError(LookupProblem.HTML, url)
        try:
            value = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise FetchError(LookupProblem.BAD_JSON, url) from error
        if not isinstance(value, dict):
            raise FetchError(LookupProblem.BAD_JSON, url)
        return value

    def document(self, url: str, accept: str, tag: str = "") -> Document | None:
        """Return what is at *url*; None when it is still what had the *tag*.

        Only https is asked, and this machine.

        :raises FetchError: when it cannot be had.
        """
        if not is_secure(url):
            raise FetchError(LookupProblem.INSECURE, url)
        request = self._request(url, accept, "GET")
        if tag:
            request.add_header("If-None-Match", tag)
        ends = time.monotonic() + self.timeout
        try:
            opener = self._opener(_Redirects(self.peers, is_careful=True))
            with opener.open(request, timeout=self.timeout) as answer:
                return Document(self._read(answer, url, ends), answer.headers.get("ETag", ""))
        except HTTPError as error:
            error.close()
            if error.code == _UNCHANGED and tag:
                return None
            raise _of_status(error, url) from error
        except (OSError, HTTPException, ValueError) as error:
            raise _of_transport(error, url) from error

    def resolves(self, url: str) -> bool:
        """Whether the resolver at *url* knows the name: it redirects, or answers itself.

        :raises FetchError: when it cannot be asked.
        """
        request = self._request(url, "*/*", "HEAD")
        try:
            with self._opener(_NoRedirects()).open(request, timeout=self.timeout):
                return True
        except HTTPError as error:
            error.close()
            if error.code in _REDIRECTIONS:
                return True
            if error.code in _NOT_FOUND:
                return False
            raise _of_status(error, url) from error
        except (OSError, HTTPException, ValueError) as error:
            raise _of_transport(error, url) from error

    def _body(self, url: str, accept: str) -> bytes:
        request = self._request(url, accept, "GET")
        ends = time.monotonic() + self.timeout
        try:
            with self._opener(_Redirects(self.peers)).open(request, timeout=self.timeout) as answer:
                if "html" in answer.headers.get_content_type():
                    raise FetchError(LookupProblem.HTML, url)
                return self._read(answer, url, ends)
        except HTTPError as error:
            error.close()
            raise _of_status(error, url) from error
        except (OSError, HTTPException, ValueError) as error:
            raise _of_transport(error, url) from error

    def _request(self, url: str, accept: str, method: str) -> Request:
        if split_url(url) is None:
            raise FetchError(LookupProblem.UNREACHABLE, url)
        if self.peers is not None and not self.peers.is_secure(url):
            raise FetchError(LookupProblem.INSECURE, url, url)
        headers = {"Accept": accept, "User-Agent": self.agent}
        return Request(url, headers=headers, method=method)  # noqa: S310 - http(s), just checked

    def _opener(self, redirects: HTTPRedirectHandler) -> OpenerDirector:
        opener = OpenerDirector()
        peers = self.peers
        for handler in (
            ProxyHandler(),
            GuardedHTTPHandler(peers) if peers else HTTPHandler(),
            GuardedHTTPSHandler(peers) if peers else HTTPSHandler(),
            HTTPDefaultErrorHandler(),
            HTTPErrorProcessor(),
            redirects,
        ):
            opener.add_handler(handler)
        return opener

    def _read(self, answer: HTTPResponse, url: str, ends: float) -> bytes:
        """Return the body; the clock bounds a server that sends a byte at a time."""
        parts: list[bytes] = []
        size = 0
        while chunk := answer.read1(_CHUNK):
            parts.append(chunk)
            size += len(chunk)
            if size > self.largest:
                raise FetchError(LookupProblem.TOO_LARGE, url, str(self.largest))
            if time.monotonic() > ends:
                raise FetchError(LookupProblem.TIMEOUT, url)
        return b"".join(parts)


def is_secure(url: str) -> bool:
    """Tell whether *url* is asked over TLS, or leads to this machine, by its spelling."""
    parts = urlsplit(url)
    if parts.scheme.lower() == "https" or parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _of_status(error: HTTPError, url: str) -> FetchError:
    code = error.code
    if code in _NOT_FOUND:
        return FetchError(LookupProblem.NOT_FOUND, url)
    if code == _NOT_ACCEPTABLE:
        return FetchError(LookupProblem.NO_FORMAT, url)
    if code in {_TOO_MANY, _UNAVAILABLE}:
        return FetchError(LookupProblem.BUSY, url, error.headers.get("Retry-After", ""))
    if code in _REDIRECTIONS:
        return FetchError(LookupProblem.REDIRECTS, url, str(MOST_REDIRECTS))
    return FetchError(LookupProblem.STATUS, url, str(code))


def _of_transport(error: Exception, url: str) -> FetchError:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, RefusedPeerError):
        return FetchError(LookupProblem.PRIVATE, url, str(reason))
    if isinstance(reason, TimeoutError):
        return FetchError(LookupProblem.TIMEOUT, url)
    text = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return FetchError(LookupProblem.UNREACHABLE, url, text)
