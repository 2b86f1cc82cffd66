"""The preview's server: sphinx-autobuild watches and tells browsers, Sphinx builds.

sphinx-autobuild starts a process for every change. Where processes are forked, that one has
Sphinx and the theme loaded already, which is most of what a small build costs.
"""

from __future__ import annotations

import logging
import socket
import threading
import webbrowser
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
import uvicorn
from sphinx_autobuild.middleware import JavascriptInjectorMiddleware
from sphinx_autobuild.server import RebuildServer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from sphinx_seminar.cli.failure import CannotError, one_line
from sphinx_seminar.cli.running import run_target
from sphinx_seminar.cli.targets import PREVIEW

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Files that editors and programs write beside the sources.
_MADE = ("~", ".swp", ".swx", ".tmp", ".pyc")
_FOLDERS = frozenset({"_build", "node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Rebuild:
    """Builds the preview of the archive in ``folder``; it travels to other processes."""

    folder: Path

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build what changed, and say it."""
        if changed_paths:
            names = sorted({one_line(path.name) for path in changed_paths})
            click.echo(f"changed: {', '.join(names[:5])}{', …' if names[5:] else ''}", err=True)
        code = run_target(PREVIEW, self.folder, (), quiet=bool(changed_paths))
        if code:
            click.echo("The pages are as they were before; mend what is said above.", err=True)


@dataclass(frozen=True, slots=True)
class Ignored:
    """Tells which files below ``folder`` are no sources."""

    folder: Path

    def __call__(self, path: str) -> bool:
        """Tell whether a change of the file at *path* changes no page."""
        try:
            parts = Path(path).relative_to(self.folder).parts
        except ValueError:
            return True
        hidden = any(part in _FOLDERS or part.startswith(".") for part in parts)
        return hidden or path.endswith(_MADE) or not parts


def serve_preview(folder: Path, host: str, port: int, *, opens: bool) -> None:
    """Build the preview and serve it until somebody ends it.

    :raises CannotError: when the port cannot be had.
    """
    listening = _listen(host, port)
    place = f"{host}:{listening.getsockname()[1]}"
    (folder / PREVIEW.out).mkdir(parents=True, exist_ok=True)
    rebuild = Rebuild(folder)
    rebuild(changed_paths=())
    click.echo(f"Preview: http://{place}/  (Ctrl+C ends it)")
    if opens:
        threading.Timer(1, webbrowser.open, (f"http://{place}/",)).start()
    # It tells of each change what is said here.
    logging.getLogger("watchfiles").setLevel(logging.WARNING)
    watcher = RebuildServer([folder], Ignored(folder), change_callback=rebuild)
    app = Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", watcher, name="reload"),
            Mount("/", app=StaticFiles(directory=folder / PREVIEW.out, html=True)),
        ],
        middleware=[Middleware(JavascriptInjectorMiddleware, ws_url=place)],
        lifespan=watcher.lifespan,
    )
    # A browser keeps its line for reloads open for ever.
    config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        # Whoever follows the address that is said next waits until the server answers.
        listening.listen()
    except OSError as error:
        listening.close()
        reason = one_line(error.strerror or str(error))
        raise CannotError(f"cannot serve at {host}:{port}: {reason}") from error
    return listening
