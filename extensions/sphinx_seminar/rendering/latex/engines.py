"""What the programs can that make a PDF of LaTeX."""

from __future__ import annotations

#: They read Unicode and choose fonts by name.
CHOOSES_FONTS = frozenset({"xelatex", "lualatex"})
