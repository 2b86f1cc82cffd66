"""Files inside the PDF: what floor 4 makes of the archive, beside ``archive.typ`` first.

Whoever has files to attach answers the event ``seminar-attachments``::

    app.connect("seminar-attachments", attachments)

    def attachments(app, builder, volume) -> Iterable[Attachment]: ...

They lie in a folder of the output, where Typst finds them and the search for secrets does.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.typst.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder

    from sphinx_seminar.model.volume import Volume
    from sphinx_seminar.rendering.volume.attachments import Attachment

EVENT = "seminar-attachments"
_FOLDER = "attachments"


def write_attachments(builder: Builder, volume: Volume) -> list[Attachment]:
    """Write the files that are attached to *volume* below the output folder, and return them."""
    folder = Path(builder.outdir, _folder(volume))
    shutil.rmtree(folder, ignore_errors=True)
    answers = builder.events.emit(EVENT, builder, volume)
    attachments = [one for answer in answers for one in answer or ()]
    for one in attachments:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / one.name).write_bytes(one.data)
    return attachments


def _folder(volume: Volume) -> str:
    return _FOLDER if volume.is_whole else f"{_FOLDER}/{volume.name}"


def attaching(attachments: Iterable[Attachment], volume: Volume) -> str:
    """Return the Typst source that attaches the files to *volume*."""
    calls = []
    folder = _folder(volume)
    for one in attachments:
        relationship = "data" if one.is_data else "supplement"
        calls.append(
            f"#pdf.attach({quoted(one.name)}, "
            f"read({quoted(f'/{folder}/{one.name}')}, encoding: none), "
            f"relationship: {quoted(relationship)}, mime-type: {quoted(one.media_type)}, "
            f"description: {quoted(one.description)})\n"
        )
    return "".join(calls)
