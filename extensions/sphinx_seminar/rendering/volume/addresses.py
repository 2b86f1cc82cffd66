"""Addresses on paper: short where they are printed, whole in a QR code beside them."""

from __future__ import annotations

import io
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sphinx_seminar.domain.published import base_address

if TYPE_CHECKING:
    from sphinx.builders import Builder
    from sphinx.config import Config

_FOLDER = "codes"
#: Longer addresses are cut where a code holds them whole.
_LONGEST = 36


def address_of(config: Config) -> str:
    """Return the address of the archive on the web, '' when it is not known."""
    return base_address(config) if "html_baseurl" in config else ""


def draw_code(builder: Builder, address: str) -> str:
    """Draw the QR code of *address*; return its path below the output folder, '' for none.

    There is none where the settings want none, or where the address is too long for any.
    """
    wanted = getattr(builder.config, "seminar_pdf_codes", True)
    if not address or not wanted or find_spec("segno") is None:
        return ""
    name = f"{_FOLDER}/{blake2b(address.encode(), digest_size=8).hexdigest()}.svg"
    path = Path(builder.outdir, name)
    if not path.exists():
        try:
            code = resolve_name("segno:make")(address, error="m", micro=False)
        except ValueError:
            return ""
        drawn = io.BytesIO()
        code.save(drawn, kind="svg", border=0, xmldecl=False)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(drawn.getvalue())
    return name


def is_on_web(uri: str) -> bool:
    """Tell whether *uri* is an address that a browser opens from paper."""
    return uri.lower().startswith(("http:", "https:"))


def short_address(address: str, *, cut: bool) -> str:
    """Return *address* as it is printed: without scheme, and its middle where it may be *cut*."""
    shown = _readable(address).removeprefix("www.").rstrip("/")
    if not cut or len(shown) <= _LONGEST:
        return shown
    host, _slash, path = shown.partition("/")
    room = max(_LONGEST - len(host) - len("/…"), _LONGEST // 3)
    return f"{host}/…{path[-room:]}" if path else shown


def _readable(address: str) -> str:
    """Return *address* without its scheme, letters for their codes where nothing else is coded."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address.partition("://")[2] or address
    if not parts.netloc or parts.query or parts.fragment:
        return address.partition("://")[2] or address
    return f"{parts.netloc}{unquote(parts.path)}"
