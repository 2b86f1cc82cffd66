"""Floor 4: the archive as bytes, and the one module that writes them."""

from sphinx_seminar.outputs.registration import register

__all__ = ["register"]
