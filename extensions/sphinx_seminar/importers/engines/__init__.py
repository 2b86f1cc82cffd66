"""Search engines on the network: given the documents of an archive, by the rules of fetching.

The floor is that of all who ask the network; what is sent is made in
:mod:`sphinx_seminar.outputs.search.engines`.
"""
