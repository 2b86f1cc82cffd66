"""What the fields of an entry hold: names, dates, text to be typeset, or codes to be left alone.

Names of fields: Patashnik, *BibTeXing*; the biblatex manual, section 2.2.
"""

from __future__ import annotations

from functools import lru_cache

#: Identifiers and addresses: LaTeX's escapes are taken out, nothing else is touched.
ADDRESSES = frozenset({
    "url", "doi", "eprint", "ee", "biburl", "adsurl", "homepage", "link", "pdf", "howpublishedurl",
    "archiveprefix", "primaryclass", "eprinttype", "eprintclass", "arxiv", "arxivid", "urn",
    "remoteurl",
})  # fmt: skip

#: Codes, keys and programs' notes: kept as written.
CODES = frozenset({
    "isbn", "issn", "isrn", "ismn", "isan", "iswc", "isst", "eissn", "pages", "bookpagination",
    "pagination", "file", "localfile", "local-url", "crossref", "xdata", "xref", "related",
    "relatedtype", "entryset", "entrysubtype", "ids", "options", "timestamp", "urldate",
    "eventdate", "origdate", "langid", "langidopts", "hyphenation", "mrnumber", "mrclass", "zbl",
    "zbmath", "zblath", "pmid", "pmcid", "acmid", "coden", "lccn", "gender", "date-added",
    "date-modified", "datestamp", "added-at", "groups", "owner", "issue_date", "sortkey",
    "sortyear", "presort", "refid", "numpages", "rating", "readstatus", "priority", "__markedentry",
    "interhash", "intrahash", "biburl_id", "creationdate", "modificationdate",
})  # fmt: skip

#: Fields that say when the work was published.
DATES = ("date", "year", "month", "day")

#: Lists in which ``and`` separates the items; those of names are in Role.
LISTS = frozenset({
    "publisher", "location", "address", "institution", "school", "organization", "origlocation",
    "origpublisher", "language", "origlanguage", "lista", "listb", "listc", "listd", "liste",
    "listf",
})  # fmt: skip

#: Fields of a parent that describe the parent alone (biblatex manual, appendix B; the
#: identifiers and the abstract of a volume are not those of its chapter).
NOT_INHERITED = frozenset({
    "ids", "crossref", "xref", "entryset", "entrysubtype", "execute", "label", "options",
    "presort", "related", "relatedoptions", "relatedstring", "relatedtype", "shortauthor",
    "shorteditor", "shorthand", "shorttitle", "indextitle", "indexsorttitle", "sortkey",
    "sortname", "sorttitle", "sortyear", "key", "doi", "eprint", "eprinttype", "eprintclass",
    "archiveprefix", "primaryclass", "url", "urldate", "ee", "biburl", "adsurl", "abstract",
    "annotation", "annote", "file", "pages", "pagetotal", "numpages", "keywords", "timestamp",
    "date-added", "date-modified", "mrnumber", "zbl", "pmid", "pmcid", "acmid", "xdata",
})  # fmt: skip


@lru_cache(maxsize=1024)
def is_code(name: str) -> bool:
    """Whether the field *name* (lower case) is no text to be typeset."""
    # BibDesk's bdsk-url-1 and bdsk-file-1, biblatex's annotations (author+an).
    return name in CODES or name.startswith("bdsk-") or name.endswith("+an") or "+an:" in name
