"""Readings as items of CSL-JSON, the pivot of every export and the input of every CSL style.

Citation Style Language 1.0.2, csl-data.json; *CSL-JSON* section of the citeproc-js manual
for the markup inside of strings.
"""

from sphinx_seminar.model.csl.items import csl_item, plain_item

__all__ = ["csl_item", "plain_item"]
