"""Readers of data: files whose fields have names, and exports of other programs.

Data that people keep by hand (:mod:`~.data`, :mod:`~.front_matter`, :mod:`~.delimited`) have
the names that their authors chose; records (:mod:`~.records`) ask the columns what they
mean. Exports (:mod:`~.ics`, :mod:`~.programmes`, :mod:`~.indico`, :mod:`~.researchseminars`,
:mod:`~.pyvideo`) have one meaning, which is written down in their module.
"""
