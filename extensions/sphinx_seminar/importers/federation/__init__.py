"""Other archives: what they publish, fetched once, checked, and kept as a copy.

Builds read the copy alone (:mod:`sphinx_seminar.domain.federation`).
"""
