"""References and citations in any CSL style, through pandoc; a built-in style serves without it.

Pandoc is called as a program, at most once a build, on items that this package made: never
on an author's BibTeX, which it does not always survive.
"""
