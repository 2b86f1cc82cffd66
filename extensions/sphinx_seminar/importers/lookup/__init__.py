"""A reading by its identifier: metadata from doi.org or Open Library, written as a BibTeX entry.

From what was asked for (:mod:`~.target`) over the network (:mod:`~.client`,
:mod:`~.sources`) to a record (:mod:`~.record`, :mod:`~.openlibrary`), an entry
(:mod:`~.entry`) and the file (:mod:`~.layout`, :mod:`~.appending`). Only the
command line comes here: a build never does.
"""
