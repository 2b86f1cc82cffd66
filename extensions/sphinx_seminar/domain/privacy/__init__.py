"""Meeting access: kept apart from the sources, shown to members, taken out where it was typed."""

from sphinx_seminar.domain.privacy.registration import register

__all__ = ["register"]
