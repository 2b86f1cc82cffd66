"""``seminar serve``: a preview in the browser that follows every change of the sources."""

from __future__ import annotations

from importlib.util import find_spec
from pkgutil import resolve_name
from typing import TYPE_CHECKING

import click

from sphinx_seminar.cli.failure import CannotError
from sphinx_seminar.cli.folder import folder_of

if TYPE_CHECKING:
    from collections.abc import Callable

_PREVIEW = "sphinx_seminar.cli.preview:serve_preview"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True,
              help="The address to serve at; another than the default shows the preview to "
              "the network.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
              help="The port to serve at; 0: any that is free.")  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Open the preview in a browser.")
@click.pass_context
def serve(ctx: click.Context, /, host: str, port: int, *, opens: bool) -> None:
    """Show the site and build it again at every change.

    Pages in the browser load themselves again. The preview leaves out the files beside
    the pages and has Sphinx's own search; it is built into _build/preview, never into the
    folder that you publish. End it with Ctrl+C.

    Exit codes: 0 ended, 2 the extra "serve" is not installed, or the port is taken.
    """
    folder = folder_of(ctx)
    if find_spec("sphinx_autobuild") is None:
        raise CannotError("serve needs an extra: pip install 'sphinx-seminar[serve]'")
    serve_preview: Callable[..., None] = resolve_name(_PREVIEW)
    serve_preview(folder, host, port, opens=opens)
