"""BibTeX and biblatex files as readings.

From the file to the reading: blocks with their lines (:mod:`~.splitting`), values
(:mod:`~.expressions`, :mod:`~.macros`, :mod:`~.entries`), what is inherited
(:mod:`~.inheritance`), and their meaning (:mod:`~.names`, :mod:`~.dates`,
:mod:`~.latex`, :mod:`~.identities`), put together in :mod:`~.readings` and
:mod:`~.library`.
"""

from __future__ import annotations

from sphinx_seminar.parsing.bibtex.decoding import decode_bib
from sphinx_seminar.parsing.bibtex.library import parse_library

__all__ = ["decode_bib", "parse_library"]
