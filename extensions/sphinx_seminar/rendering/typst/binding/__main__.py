"""Binds the volume of the task on standard input."""

from __future__ import annotations

import sys

from sphinx_seminar.rendering.typst.binding.task import Task
from sphinx_seminar.rendering.typst.binding.volume import bind

if __name__ == "__main__":
    bind(Task.loaded(sys.stdin.read()))
