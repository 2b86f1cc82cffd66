"""The words of references and citations, for translators: order and punctuation belong to them."""

from __future__ import annotations

from sphinx.locale import get_translation

_ = get_translation("sphinx_seminar")

NO_DATE = _("n.d.")
CIRCA = _("ca. %s")
UNCERTAIN = _("%s?")
BEFORE_CHRIST = _("%s BC")

AND = _("and")
AMPERSAND = _("&")
ET_AL = _("et al.")
#: Quotation marks around a title, and around one within it.
QUOTES = _("“%s”")
INNER_QUOTES = _("‘%s’")

EDITOR = _("ed.")
EDITORS = _("eds.")
TRANSLATOR = _("trans.")
EDITED_BY = _("edited by %s")
TRANSLATED_BY = _("translated by %s")
EDITED_AND_TRANSLATED_BY = _("edited and translated by %s")
INTRODUCED_BY = _("introduction by %s")
FOREWORD_BY = _("foreword by %s")
AFTERWORD_BY = _("afterword by %s")
ANNOTATED_BY = _("annotated by %s")
COMMENTED_BY = _("with a commentary by %s")

IN = _("In")
OF = _("of")
EDITION = _("%s ed.")
#: Editions by number: the first three endings, and the one of all other numbers.
NUMBERED_EDITIONS = (_("%sst ed."), _("%snd ed."), _("%srd ed."))
OTHER_EDITION = _("%sth ed.")
SERIES = _("ser. %s")
NAMED_SERIES = {"newseries": _("n.s."), "oldseries": _("o.s.")}
VOLUME = _("vol. %s")
VOLUMES = _("%s vols.")
NUMBER = _("no. %s")
PART = _("part %s")
CHAPTER = _("chap. %s")
PAGE = _("p. %s")
PAGES = _("pp. %s")
#: How many pages a book has.
PAGE_COUNT = _("%s pp.")
VERSION = _("version %s")
ACCESSED = _("accessed %s")

_PATENT = _("patent")
_PATENT_REQUEST = _("patent application")

#: What biblatex's keys for types, and the types themselves, are called.
TYPES = {
    "phdthesis": _("PhD thesis"),
    "mastersthesis": _("Master’s thesis"),
    "mathesis": _("Master’s thesis"),
    "bathesis": _("Bachelor’s thesis"),
    "bachelorsthesis": _("Bachelor’s thesis"),
    "candthesis": _("Candidate’s thesis"),
    "thesis": _("Thesis"),
    "techreport": _("Technical report"),
    "resreport": _("Research report"),
    "report": _("Report"),
    "software": _("Software"),
    "dataset": _("Data set"),
    "datacd": _("Data CD"),
    "audiocd": _("Audio CD"),
    "patent": _PATENT,
    "patentde": _("German patent"),
    "patenteu": _("European patent"),
    "patentfr": _("French patent"),
    "patentuk": _("British patent"),
    "patentus": _("US patent"),
    "patreq": _PATENT_REQUEST,
    "patreqde": _("German patent application"),
    "patreqeu": _("European patent application"),
    "patreqfr": _("French patent application"),
    "patrequk": _("British patent application"),
    "patrequs": _("US patent application"),
}

#: biblatex's states of publication.
STATES = {
    "inpreparation": _("in preparation"),
    "submitted": _("submitted"),
    "forthcoming": _("forthcoming"),
    "inpress": _("in press"),
    "prepublished": _("prepublished"),
}
