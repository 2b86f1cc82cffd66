"""The policy of one build, read from its settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.config import Config


@dataclass(frozen=True, slots=True)
class Policy:
    """What the owner of the site grants to documents.

    ``directives`` are names of directives and roles allowed beside the common ones,
    ``image_hosts`` the hosts whose pictures pages may show.
    """

    is_safe: bool = True
    directives: frozenset[str] = frozenset()
    image_hosts: frozenset[str] = frozenset()


def policy_of(config: Config) -> Policy:
    """Return the policy that *config* sets; what it does not set is safe."""
    return Policy(
        is_safe=getattr(config, "seminar_trust", "safe") != "full",
        directives=_names(getattr(config, "seminar_allowed_directives", ())),
        image_hosts=_names(getattr(config, "seminar_remote_images", ())),
    )


def _names(values: object) -> frozenset[str]:
    if not isinstance(values, list | tuple | set | frozenset):
        return frozenset()
    return frozenset(str(value).lower() for value in values)
