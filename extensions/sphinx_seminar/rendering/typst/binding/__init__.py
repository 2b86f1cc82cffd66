"""Binds the gatherings of a volume, each a PDF by Typst, to one PDF as accessible as they are.

It runs in a process of its own (see ``__main__``), apart from Sphinx and its memory: what it
takes is a :class:`~sphinx_seminar.rendering.typst.binding.task.Task`, and no module of it
imports more of this package.
"""
