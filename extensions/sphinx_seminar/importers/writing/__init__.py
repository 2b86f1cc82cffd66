"""From what was found to files of the archive: a plan first, then all of it or nothing.

:mod:`~.plan` compares what was found with the archive and with what was imported before
(:mod:`~.record`); what a person edited since is never touched. Pages (:mod:`~.session_page`),
entries of the bibliography (:mod:`~.shelf`) and accesses (:mod:`~.accesses`) are made of
what is new. :mod:`~.transaction` puts the files in place.
"""
