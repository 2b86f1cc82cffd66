"""Floor 3: doctree to doctree, and the writers of the formats that are ours."""

from sphinx_seminar.rendering.registration import register

__all__ = ["register"]
