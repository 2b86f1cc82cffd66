"""Search engines outside of the site: what they are given, and how each is set up.

One document serves all (:mod:`.document`), of the same :mod:`.fields`; a module an engine
says how its index is set up and how its bulk file is written (:mod:`.form`). Nothing
here asks the network (:mod:`sphinx_seminar.importers.engines` does).
"""
