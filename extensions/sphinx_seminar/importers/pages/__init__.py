"""Pages for people: Markdown, HTML, and what is mixed of both.

A parser makes blocks of the file (:mod:`~.blocks`); everything after that is the same for
all of them. :mod:`~.recognising` finds the meetings in the blocks, by headings, bold
paragraphs, lists, lines and tables that begin with dates.
"""
