"""References in any CSL style, through pandoc; the built-in style serves without it.

Pandoc is called as a program, at most once for each batch of entries that changed, on
items that this package made: never on an author's BibTeX, which it does not always survive.
"""
