"""A web server on the loopback interface, from the start of a block to its end."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.server import BaseHTTPRequestHandler

#: In seconds: so often a server looks for its end.
_GLANCE = 0.02


@contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Have requests answered by *handler* at the address that is yielded."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    # An answer that hangs does not hold up the end.
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(_GLANCE,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
