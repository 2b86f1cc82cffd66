"""Asks an engine over HTTP: bounded in time and size, again and later where that may help.

Everything that is asked is idempotent: documents have ids of ours, and sent twice they are
there once. Redirects are not followed, for they would take the key along.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from sphinx_seminar.importers.engines.failure import PushError, PushProblem
from sphinx_seminar.importers.lookup.peers import Peers
from sphinx_seminar.model.spellings import split_url
from sphinx_seminar.parsing.federation.addresses import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from email.message import Message

#: More than the ids and digests of a million documents.
LARGEST = 256 * 1024 * 1024
_CHUNK = 1 << 16
#: The longest that an engine may ask us to wait, in seconds.
_LONGEST_WAIT = 60.0
_FIRST_WAIT = 0.5
_DETAIL = 300
_NOT_FOUND, _TOO_LARGE, _TOO_MANY, _FULL = 404, 413, 429, 507
_REFUSED = frozenset({401, 403})
_SERVER = 500
#: What engines say when their disk or memory is full, whatever the status.
_FULL_WORDS = (
    "out_of_disk",
    "out_of_memory",
    "no_space_left_on_device",
    "no space left on device",
    "flood-stage",
    "read-only-allow-delete",
    "read_only_allow_delete",
)


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_answer: Any) -> None:
        """Follow nothing."""


@dataclass(frozen=True)
class EngineClient:
    """Asks the engine at ``base``; ``headers`` hold the key. ``sleep`` waits between tries."""

    base: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    timeout: float = 60.0
    tries: int = 5
    private: bool = False
    sleep: Callable[[float], None] = time.sleep

    def json(self, method: str, path: str, value: object = None) -> Any:
        """Return what the engine answers to *value*, as JSON."""
        body = None if value is None else json.dumps(value).encode()
        return parsed(self.call(method, path, body))

    def call(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        kind: str = "application/json",
        check: Callable[[bytes], None] | None = None,
    ) -> bytes:
        """Return the answer; *check* may find in it that the engine was busy.

        :raises PushError: for any other answer, or none.
        """
        for attempt in range(1, self.tries + 1):
            try:
                answer = self._once(method, path, body, kind)
                if check is not None:
                    check(answer)
            except PushError as error:
                if attempt == self.tries or not error.problem.may_pass:
                    raise
                self.sleep(min(error.wait or _FIRST_WAIT * 2 ** (attempt - 1), _LONGEST_WAIT))
            else:
                return answer
        raise PushError(PushProblem.UNREACHABLE)

    def _once(self, method: str, path: str, body: bytes | None, kind: str) -> bytes:
        url = self.base + path
        peers = Peers(loopback=is_loopback(self.base), private=self.private)
        if split_url(url) is None:
            raise PushError(PushProblem.UNREACHABLE, self.base)
        if not peers.is_secure(url):
            raise PushError(PushProblem.INSECURE, self.base)
        headers = {"Accept": "application/json", **self.headers}
        if body is not None:
            headers["Content-Type"] = kind
        request = Request(url, data=body, headers=headers, method=method)  # noqa: S310 - http(s), just checked
        ends = time.monotonic() + self.timeout
        try:
            with build_opener(_NoRedirects()).open(request, timeout=self.timeout) as answer:
                data = _read(answer, ends)
                if "html" in answer.headers.get_content_type() or data.lstrip()[:1] == b"<":
                    raise PushError(PushProblem.HTML)
                return data
        except HTTPError as error:
            raise _of_status(error.code, error.headers, _body_of(error)) from error
        except (OSError, HTTPException, ValueError) as error:
            raise _of_transport(error) from error


def parsed(data: bytes) -> Any:
    """Return *data* as JSON.

    :raises PushError: when it is none.
    """
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PushError(PushProblem.NO_JSON) from error


def failed_by(text: str) -> PushProblem | None:
    """Return FULL when the words of an engine say that it is."""
    small = text.lower()
    return PushProblem.FULL if any(word in small for word in _FULL_WORDS) else None


def _read(answer: Any, ends: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    while chunk := answer.read1(_CHUNK):
        parts.append(chunk)
        size += len(chunk)
        if size > LARGEST:
            raise PushError(PushProblem.NO_JSON)
        if time.monotonic() > ends:
            raise PushError(PushProblem.TIMEOUT)
    return b"".join(parts)


def _body_of(error: HTTPError) -> bytes:
    try:
        return error.read(_CHUNK)
    except (OSError, HTTPException):
        return b""
    finally:
        error.close()


def _of_status(code: int, headers: Message, body: bytes) -> PushError:
    is_page = "html" in headers.get_content_type() or body.lstrip()[:1] == b"<"
    words = "" if is_page else " ".join(body.decode("utf-8", "replace").split())[:_DETAIL]
    if code == _FULL or failed_by(words):
        return PushError(PushProblem.FULL, words)
    if code == _TOO_MANY or code >= _SERVER:
        asked = headers.get("Retry-After", "")
        wait = float(asked) if asked.isdecimal() else 0.0
        return PushError(PushProblem.BUSY, words or str(code), wait)
    if code in _REFUSED:
        return PushError(PushProblem.REFUSED, words or str(code))
    if is_page:
        return PushError(PushProblem.HTML, str(code))
    problems = {_NOT_FOUND: PushProblem.NOT_FOUND, _TOO_LARGE: PushProblem.TOO_LARGE}
    return PushError(problems.get(code, PushProblem.STATUS), words or str(code))


def _of_transport(error: Exception) -> PushError:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return PushError(PushProblem.TIMEOUT)
    text = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return PushError(PushProblem.UNREACHABLE, text)
