"""Files inside the PDF: what floor 4 makes of the archive, beside ``archive.typ`` first.

Whoever has files to attach answers the event ``seminar-attachments``::

    app.connect("seminar-attachments", attachments)

    def attachments(app, builder) -> Iterable[Attachment]: ...

They lie in a folder of the output, where Typst finds them and the search for secrets does.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_seminar.rendering.typst.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder

EVENT = "seminar-attachments"
_FOLDER = "attachments"


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


def write_attachments(builder: Builder) -> list[Attachment]:
    """Write the files that are attached below the output folder, and return them."""
    folder = Path(builder.outdir, _FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
    answers = builder.events.emit(EVENT, builder)
    attachments = [one for answer in answers for one in answer or ()]
    for one in attachments:
        folder.mkdir(exist_ok=True)
        (folder / one.name).write_bytes(one.data)
    return attachments


def attaching(attachments: Iterable[Attachment]) -> str:
    """Return the Typst source that attaches the files."""
    calls = []
    for one in attachments:
        relationship = "data" if one.is_data else "supplement"
        calls.append(
            f"#pdf.attach({quoted(one.name)}, "
            f"read({quoted(f'{_FOLDER}/{one.name}')}, encoding: none), "
            f"relationship: {quoted(relationship)}, mime-type: {quoted(one.media_type)}, "
            f"description: {quoted(one.description)})\n"
        )
    return "".join(calls)
