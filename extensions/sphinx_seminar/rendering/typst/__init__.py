"""PDF without TeX: the documents as one Typst source, compiled by the ``typst`` wheel."""
