"""``people.toml``, when there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.domain.privacy.typed import without_secrets
from sphinx_seminar.model.finding import Finding, FindingKind, Location
from sphinx_seminar.model.person import People
from sphinx_seminar.parsing.settings import parse_people

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


def load_people(
    srcdir: Path, name: str, harmless: Collection[str] = ()
) -> tuple[People, tuple[Finding, ...]]:
    """Return the people that the file *name* describes; nobody when there is no such file.

    Access to meetings in it is masked, but for the *harmless* texts.
    """
    try:
        text = (srcdir / name).read_text("utf-8")
    except FileNotFoundError:
        return People(), ()
    except (OSError, UnicodeError) as error:
        location = Location(name)
        return People(), (Finding(FindingKind.FILE_UNREADABLE, str(error), location=location),)
    text, typed = without_secrets(text, name, harmless)
    people, findings = parse_people(text, name)
    return people, (*typed, *findings)
