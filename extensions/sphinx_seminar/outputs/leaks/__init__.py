"""The last guard: no file that a public build wrote holds access to a meeting."""

from sphinx_seminar.outputs.leaks.registration import register

__all__ = ["register"]
