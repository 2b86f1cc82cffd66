"""``imported.json``: what was imported from where, so that a second import adds only what is new.

For each session of a source it holds a digest of what was found, the file that it became,
and a digest of that file as it was written: a file that differs was edited by a person.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_seminar.importers.sources import SourceError, SourceProblem

if TYPE_CHECKING:
    from sphinx_seminar.importers.found import FoundSession, FoundTalk

FILENAME = "imported.json"
_FORMAT = 1


class Written(NamedTuple):
    """A session that was imported: what was found, where it is, and the file as written."""

    found: str
    path: str
    file: str


@dataclass(slots=True)
class Record:
    """The imported sessions by source and key."""

    sources: dict[str, dict[str, Written]] = field(default_factory=dict)

    def find(self, source: str, key: str) -> Written | None:
        """Return what was written of the session *key* of *source*."""
        return self.sources.get(source, {}).get(key)

    def note(self, source: str, key: str, written: Written) -> None:
        """Note what is written of a session."""
        self.sources.setdefault(source, {})[key] = written

    def vanished(self, source: str, keys: set[str]) -> list[tuple[str, Written]]:
        """Return what was imported from *source* under none of *keys*."""
        known = self.sources.get(source, {})
        return [(key, one) for key, one in sorted(known.items()) if key not in keys]

    def to_bytes(self) -> bytes:
        """Return the file's content."""
        data = {
            "format": _FORMAT,
            "sources": {
                name: {key: list(one) for key, one in sorted(known.items())}
                for name, known in sorted(self.sources.items())
            },
        }
        return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def read_record(data: bytes | None) -> Record:
    """Return the record in *data*, an empty one for None.

    :raises SourceError: when it is no such record: it would be overwritten otherwise.
    """
    if data is None:
        return Record()
    try:
        read: dict[str, Any] = json.loads(data)
        if read["format"] != _FORMAT:
            raise SourceError(SourceProblem.SYNTAX, FILENAME, f"format {read['format']}")
        sources = {
            str(name): {str(key): Written(*map(str, one)) for key, one in known.items()}
            for name, known in read["sources"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(SourceProblem.SYNTAX, FILENAME, "JSON") from error
    return Record(sources)


def source_name(name: str) -> str:
    """Return the name under which a source is recorded: its file and the folder around it.

    It is the same from whatever folder the source is named, and on another machine.
    """
    return "/".join(Path(os.path.abspath(name)).parts[-2:])  # noqa: PTH100 (links stay links)


def digest_of(data: bytes) -> str:
    """Return a digest of a file's content."""
    return blake2b(data, digest_size=12).hexdigest()


def digest_of_session(session: FoundSession) -> str:
    """Return a digest of what was found: lines and doubts do not count."""
    parts = (
        session.date.date,
        session.date.end,
        session.start,
        session.end,
        session.zone,
        session.status,
        session.reason,
        session.venue,
        session.format,
        session.chair,
        session.number,
        session.notice,
        session.access.url,
        session.access.meeting_id,
        session.access.passcode,
        [note.text for note in session.notes],
        [_of_talk(talk) for talk in session.talks],
    )
    return digest_of(repr(parts).encode("utf-8", "replace"))


def _of_talk(talk: FoundTalk) -> tuple[object, ...]:
    return (
        talk.title.plain,
        talk.kind,
        talk.speakers,
        talk.start,
        talk.end,
        talk.language,
        talk.topics,
        [(one.title, one.url, one.alternatives, one.locator) for one in talk.readings],
        [(one.role, one.url) for one in talk.links],
        talk.abstract,
    )
