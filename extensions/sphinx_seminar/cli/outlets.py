"""Where a command writes: the standard output, or a file that is replaced at once.

What lets people into a meeting is written only where nobody publishes or commits it by
accident, and for its owner's eyes alone.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sphinx_seminar.cli.wording import CannotError, one_line
from sphinx_seminar.domain.git import is_ignored, is_in_repository, is_tracked
from sphinx_seminar.domain.privacy.audience import MARK
from sphinx_seminar.domain.rebuild.manifest import FILENAME as MANIFEST
from sphinx_seminar.domain.rebuild.output import replace_file
from sphinx_seminar.outputs.publishing import FILENAME as PUBLISHED

if TYPE_CHECKING:
    from pathlib import Path

#: Any of these makes a folder one that a build wrote a site into.
_SITE = (MARK, MANIFEST, PUBLISHED, ".buildinfo")
#: Below the archive's folder: what builds leave, and nobody publishes as it is.
_BUILD = "_build"


def write_file(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write *data* to *path*; a *private* file can be read by its owner alone.

    :raises CannotError: when it cannot be written.
    """
    try:
        if private:
            _write_private(path, data)
        else:
            replace_file(path, data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotError(one_line(f"{path} cannot be written ({reason})")) from error


def must_be_private(path: Path, archive: Path) -> None:
    """Refuse a *path* at which a file might be published, or committed, without a thought.

    :raises CannotError: with the reason.
    """
    real = path.parent.resolve() / path.name
    for folder in real.parents:
        if any((folder / name).exists() for name in _SITE):
            raise CannotError(_refusal(path, f"{folder} holds a site"))
    if is_tracked(real):
        raise CannotError(_refusal(path, "git tracks it"))
    if is_in_repository(real.parent):
        if not is_ignored(real):
            raise CannotError(_refusal(path, "git does not ignore it"))
    elif real.is_relative_to(archive.resolve()) and not real.is_relative_to(
        archive.resolve() / _BUILD
    ):
        raise CannotError(_refusal(path, "it lies in the archive's folder"))


def _refusal(path: Path, reason: str) -> str:
    return one_line(f"{path} is no place for how to join: {reason}; choose one outside")


def _write_private(path: Path, data: bytes) -> None:
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.unlink(missing_ok=True)
    # not replaced where somebody else made it meanwhile
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        with open(os.open(temporary, flags, 0o600), "wb") as file:  # noqa: PTH123 (a descriptor)
            file.write(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
