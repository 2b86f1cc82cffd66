"""Dates of a page, decided together: never one by one.

:mod:`~.spotting` finds what looks like a date in a text and reads no more into it than is
there. :mod:`~.order` decides for all of them whether the day or the month comes first,
:mod:`~.years` where the year is from, :mod:`~.checks` what does not fit together.
Nothing here reads a clock: the day as of which a page is read is an input.
"""
