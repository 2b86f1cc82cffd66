"""The words around reading lists to take away, and around the citation of a talk."""

from __future__ import annotations

from sphinx.locale import get_translation

from sphinx_seminar.domain.messages import CATALOG
from sphinx_seminar.model.scope import ListFormat

_ = get_translation(CATALOG)

#: Before the links to the files of a reading list, and of all lists of a session.
READING_LIST = _("Reading list:")
#: The same, beside a list that shows the readings of other archives as well.
OWN_READING_LIST = _("Reading list of this archive:")
ALL_READINGS = _("All readings:")
FORMATS = {
    ListFormat.BIBTEX: _("BibTeX"),
    ListFormat.ASCII: _("BibTeX (ASCII)"),
    ListFormat.RIS: _("RIS"),
    ListFormat.CSL: _("CSL-JSON"),
    ListFormat.PLAIN: _("Text"),
}


def missing_engine() -> str:
    """Return how to get what a citation style needs, and what happens without it."""
    return str(
        _("pandoc is not installed: pip install 'sphinx-seminar[csl]'; the built-in style is used")
    )


def old_engine(version: str) -> str:
    """Return which pandoc a citation style needs, and what happens with an older one."""
    text = _("%s is too old: pip install 'sphinx-seminar[csl]'; the built-in style is used")
    return str(text) % version


COPY = _("Copy")
COPIED = _("Copied")
CITE_TALK = _("Cite this talk")
CITATION_FILES = _("Citation:")
BIBTEX = _("BibTeX")
ABSTRACT = _("Abstract")
ISBN = _("ISBN %s")
