"""Templates of announcements: the package's, and the archive's own before them.

A file ``announcements/NAME.j2`` beside conf.py takes the place of the package's template of
that name, and may extend it as ``default/NAME.j2``. Templates are Jinja's, in its sandbox:
what they may read is an announcement and no more. What they show is escaped for their format
unless it is ready; a name that nothing has is an error with the nearest.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from sphinx_seminar.model.finding import nearest
from sphinx_seminar.outputs.announcements.announcement import Announcement

if TYPE_CHECKING:
    from collections.abc import Callable

#: Below the archive's folder.
FOLDER = "announcements"
_OWN = Path(__file__).with_name("templates")
_DEFAULT, _SUFFIX = "default", ".j2"
#: What a template can raise: it is a program, if a small one.
_PROBLEMS = (
    TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError, OSError,
)  # fmt: skip


class Ready(str):
    """A text in the format of the template: it is not escaped again."""

    __slots__ = ()


class AnnouncementTemplateError(Exception):
    """A template that cannot be read or filled: its file, its line and why, in one line."""


class _Undefined(StrictUndefined):
    """A name that nothing has: the message names the nearest that there is."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name, known = self._undefined_name, _names_of(self._undefined_obj)
        if not known or not isinstance(name, str):
            return super()._undefined_message
        near = nearest(name, known)
        hint = f"did you mean {near}?" if near else f"there are {', '.join(known)}"
        return f"unknown name {name}; {hint}"


def _names_of(owner: object) -> list[str]:
    """Return the names that a template may read of *owner*."""
    if owner is missing:
        owner = Announcement
    if is_dataclass(owner):
        return [name for name in dir(owner) if not name.startswith("_")]
    return list(map(str, owner)) if isinstance(owner, dict) else []


class Templates:
    """The templates of the archive in *folder* and of the package, for one format.

    *escape* makes a plain text fit for the format; none is needed for plain text, nor for
    HTML, which Jinja escapes.
    """

    def __init__(
        self, folder: Path | None, *, html: bool = False, escape: Callable[[str], str] | None = None
    ) -> None:
        own = FileSystemLoader(_OWN)
        others = [FileSystemLoader(folder / FOLDER)] if folder else []
        self._environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([*others, own, PrefixLoader({_DEFAULT: own})]),
            autoescape=html,
            finalize=_finalizer(escape) if escape else None,
            undefined=_Undefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def render(self, name: str, announcement: Announcement) -> str:
        """Return the template *name* filled with *announcement*.

        :raises AnnouncementTemplateError: when it cannot be read or filled.
        """
        values = {one.name: getattr(announcement, one.name) for one in fields(announcement)}
        try:
            return self._environment.get_template(name).render(values)
        except TemplateSyntaxError as error:
            place = f"{error.name or name}:{error.lineno}"
            raise AnnouncementTemplateError(f"{place}: {error.message}") from error
        except TemplateNotFound as error:
            place = _place(error, name)
            raise AnnouncementTemplateError(f"{place}: no template {error.name}") from error
        except _PROBLEMS as error:
            raise AnnouncementTemplateError(f"{_place(error, name)}: {error}") from error


def _finalizer(escape: Callable[[str], str]) -> Callable[[object], str]:
    def finalize(value: object) -> str:
        # str() of an unknown name raises
        text = str(value)
        return text if isinstance(value, Ready) else escape(text)

    return finalize


def _place(error: BaseException, name: str) -> str:
    """Return the template and the line that *error* was raised in."""
    places = [
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in extract_tb(error.__traceback__)
        if frame.filename.endswith(_SUFFIX)
    ]
    return places[-1] if places else name
