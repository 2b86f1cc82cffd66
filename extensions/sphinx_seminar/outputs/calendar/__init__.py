"""Calendars: one for all that is recent and ahead, one for all, one a series, one a session.

Where they lie is said in :mod:`sphinx_seminar.model.feedpaths`.
"""
