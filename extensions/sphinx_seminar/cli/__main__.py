"""``python -m sphinx_seminar.cli`` is ``seminar``."""

from sphinx_seminar.cli.program import main

main()
