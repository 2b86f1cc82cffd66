"""Drives ``pagefind --service``: base64 of JSON in, the same out, each message ended by a comma.

The Python interface of Pagefind 1.5.2 reads ten answers a second, hangs on long ones and
ends before its files are flushed. Here requests are written by one thread and answers read
by another, all of it bounded in time, and the program is only ended when its files are there.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import threading
import time
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_seminar.outputs.search.entries import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A start, and then seconds for each record: measured is 1.5 ms on a slow machine.
PATIENCE = 60.0
PATIENCE_A_RECORD = 0.05
#: Requests without an answer: more only fill the program's memory.
AHEAD = 32
#: How long files may take to be flushed, and how often they are looked at, in seconds.
FLUSH, GLANCE = 10.0, 0.05


class PagefindError(Exception):
    """Pagefind did not do its work; the message is its own, or the system's."""


def find_pagefind() -> Path | None:
    """Return Pagefind's program: of the variable, of its wheel, or on the path."""
    if named := os.environ.get("PAGEFIND_BINARY_PATH"):
        return Path(named)
    for module in ("pagefind_bin", "pagefind_bin_extended"):
        if find_spec(module) is not None:
            try:
                return Path(import_module(module).get_executable())
            except OSError:
                continue
    found = shutil.which("pagefind") or shutil.which("pagefind_extended")
    return Path(found) if found else None


def write_index(
    program: Path,
    folder: Path,
    records: Sequence[dict[str, object]],
    patience: float | None = None,
) -> None:
    """Let *program* index *records* into *folder*; not longer than *patience* seconds.

    :raises PagefindError: when it does not end well.
    """
    limit = PATIENCE + PATIENCE_A_RECORD * len(records) if patience is None else patience
    try:
        process = subprocess.Popen(  # noqa: S603 (the program that was found, no shell)
            [program, "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as problem:
        raise PagefindError(str(problem)) from problem
    timer = threading.Timer(limit, process.kill)
    timer.start()
    requests = list(_requests(folder, records))
    ahead = threading.Semaphore(AHEAD)
    writer = threading.Thread(target=_send, args=(process, requests, ahead), daemon=True)
    writer.start()
    try:
        _receive(process, len(requests), ahead)
        # It answers before the files are flushed: its input stays open until they are.
        _await_files(folder)
    finally:
        process.kill()
        ahead.release(len(requests))
        _end(process, writer, timer)


def _end(
    process: subprocess.Popen[bytes], writer: threading.Thread, timer: threading.Timer
) -> None:
    """Close what is open and leave no process behind."""
    timer.cancel()
    process.kill()
    writer.join()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()


def _await_files(folder: Path) -> None:
    """Wait until no file in *folder* is empty and none grows, :data:`FLUSH` seconds at most."""
    before: list[tuple[str, int]] = []
    for _ in range(round(FLUSH / GLANCE)):
        sizes = sorted(
            (str(path), path.stat().st_size) for path in folder.rglob("*") if path.is_file()
        )
        if sizes and sizes == before and all(size for _name, size in sizes):
            return
        before = sizes
        time.sleep(GLANCE)


def _requests(folder: Path, records: Sequence[dict[str, object]]) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": {"force_language": LANGUAGE}}
    for record in records:
        yield {"type": "AddRecord", "index_id": 0, **record}
    yield {"type": "WriteFiles", "index_id": 0, "output_path": str(folder)}


def _send(
    process: subprocess.Popen[bytes],
    requests: Sequence[dict[str, object]],
    ahead: threading.Semaphore,
) -> None:
    """Write *requests*; a program that is gone is noticed by who reads its answers."""
    if process.stdin is None:
        return
    try:
        for number, request in enumerate(requests):
            ahead.acquire()
            message = json.dumps({"message_id": number, "payload": request})
            process.stdin.write(base64.b64encode(message.encode()) + b",")
        process.stdin.flush()
    except OSError:
        return


def _receive(process: subprocess.Popen[bytes], expected: int, ahead: threading.Semaphore) -> None:
    received = 0
    for message in _messages(process):
        try:
            payload: Any = json.loads(base64.b64decode(message))["payload"]
        except (ValueError, KeyError, TypeError) as problem:
            raise PagefindError(f"not an answer: {message[:80]!r}") from problem
        if payload.get("type") == "Error":
            raise PagefindError(str(payload.get("message", "")))
        received += 1
        ahead.release()
        if received == expected:
            return
    if received < expected:
        raise PagefindError(f"{received} of {expected} answers")


def _messages(process: subprocess.Popen[bytes]) -> Iterator[bytes]:
    rest = b""
    if process.stdout is None:
        return
    while part := os.read(process.stdout.fileno(), 1 << 16):
        *whole, rest = (rest + part).split(b",")
        yield from whole
