"""What is attached to a volume: a file inside its PDF."""

from __future__ import annotations

from typing import NamedTuple


class Attachment(NamedTuple):
    """A file to attach: its name, media type, what it is, and its bytes.

    ``is_data`` is whether it holds what the volume shows, else it adds to it (the relations
    of PDF 2.0, 7.11.3).
    """

    name: str
    media_type: str
    description: str
    data: bytes
    is_data: bool = False
