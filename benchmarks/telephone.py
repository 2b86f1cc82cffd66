"""A web server on this machine at the speed of a telephone, which notes what it sent and when."""

from __future__ import annotations

import gzip
import threading
import time
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

#: A telephone in a town: bytes a second, seconds.
BYTES_A_SECOND, LATENCY = 9_000_000 / 8, 0.06
#: What web servers compress.
PACKED = (".html", ".js", ".css", ".json", ".svg", ".txt")
_PIECE = 16_384


class Sent(NamedTuple):
    """What was sent: its path, the bytes of its body, and when the last of them left."""

    path: str
    size: int
    at: float


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder; a session that is not there looks like ``other``."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, line: Line, other: Path, **kwargs: object) -> None:
        self.line = line
        self.other = other
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file, nothing to be kept."""
        time.sleep(LATENCY)
        path = Path(self.translate_path(self.path))
        if not path.is_file() and "/sessions/" in self.path:
            path = self.other
        if not path.is_file():
            self.send_error(404)
            return
        data = _content(path, path.stat().st_mtime_ns)
        self.send_response(200)
        if path.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        for first in range(0, len(data), _PIECE):
            self.line.wait(len(data[first : first + _PIECE]))
            self.wfile.write(data[first : first + _PIECE])
        self.line.sent.append(Sent(self.path.partition("?")[0], len(data), time.time()))

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@lru_cache(maxsize=4096)
def _content(path: Path, _written: int) -> bytes:
    data = path.read_bytes()
    return gzip.compress(data, 6) if path.suffix in PACKED else data


class Line:
    """A line that all answers share."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self._free = 0.0
        self._lock = threading.Lock()

    def wait(self, size: int) -> None:
        """Wait until *size* bytes have gone through the line."""
        with self._lock:
            self._free = max(self._free, time.monotonic()) + size / BYTES_A_SECOND
            left = self._free - time.monotonic()
        time.sleep(max(0.0, left))


class Server:
    """Serves *folder* until it is closed."""

    def __init__(self, folder: Path, other: Path) -> None:
        self.line = Line()
        handler = partial(Handler, line=self.line, other=other, directory=str(folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/"

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()
