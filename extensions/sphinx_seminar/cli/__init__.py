"""Floor 6: the command line, ``seminar …``.

Exit codes: 0 all is well, 1 something was found that a person should look at, 2 the
command was called wrongly or cannot do its work.
"""

from sphinx_seminar.cli.program import main

__all__ = ["main"]
