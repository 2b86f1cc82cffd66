"""``python -m sphinx_seminar`` is ``seminar``."""

from sphinx_seminar.cli import main

main()
