"""Floor 2: Sphinx collects, stores and resolves."""

from sphinx_seminar.domain.registration import register

__all__ = ["register"]
