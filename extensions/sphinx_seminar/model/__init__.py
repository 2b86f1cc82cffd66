"""Floor 0: what a seminar archive is, as frozen data and pure functions.

Nothing here imports Sphinx, reads a clock, a file or a locale.
"""
