"""The directives and roles that every document may use, and those refused on purpose.

A name is allowed when all it can do is say something: no file is read, no markup of
the output passes through, no code runs, no expression is evaluated.
"""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Directives of docutils and Sphinx.
_CORE_DIRECTIVES = _names("""
    admonition attention caution danger error hint important note tip warning seealso
    versionadded versionchanged deprecated version-added version-changed version-deprecated
    version-removed versionremoved
    bullet-list list-table table csv-table hlist glossary line-block
    code code-block sourcecode highlight parsed-literal math
    figure image figure-md
    epigraph highlights pull-quote compound container class rst-class rubric topic sidebar
    centered contents local sectnum section-numbering footer header
    toctree index acks sectionauthor codeauthor moduleauthor productionlist
    default-domain title target-notes option envvar program cmdoption
""")

#: Directives of the extensions that seminar sites use.
_COMMON_DIRECTIVES = _names("""
    grid grid-item grid-item-card card card-carousel dropdown div tab-set tab-item
    tab-set-code button-link button-ref article-info
    tabs tab group-tab code-tab toggle margin todo todolist
    bibliography footbibliography
""")

_CORE_ROLES = _names("""
    emphasis strong literal code math sub sup subscript superscript title-reference title t
    abbreviation ac acronym i index pep-reference pep rfc-reference rfc cve cwe
    named-reference anonymous-reference uri-reference footnote-reference
    citation-reference substitution-reference target sub-ref
    any ref doc term numref eq keyword option envvar token confval download
    abbr command dfn file guilabel kbd mailheader makevar manpage menuselection mimetype
    newsgroup program regexp samp
""")

_COMMON_ROLES = _names("""
    cite footcite badge bdg bdg-ref bdg-link octicon fa fas fab far
""")

#: Domains whose roles only refer; the directives of ``seminar`` are all allowed.
REFERRING_DOMAINS = frozenset({"std", "math", "cite", "footcite", "py", "c", "cpp", "js", "rst"})
OWN_DOMAIN = "seminar"

ALLOWED_DIRECTIVES = _CORE_DIRECTIVES | _COMMON_DIRECTIVES
ALLOWED_ROLES = _CORE_ROLES | _COMMON_ROLES
ALLOWED_ROLE_PREFIXES = ("bdg-", "material-", "external+", "external:")

#: Options that are refused although their directive is allowed: they read files and addresses,
#: or evaluate what a page says. Those with values are refused any other value, because a name
#: that sphinxcontrib-bibtex does not know stops the build.
LIMITED_OPTIONS = {
    "csv-table": {"file": frozenset[str](), "url": frozenset[str]()},
    "bibliography": {"filter": frozenset[str](), "style": _names("alpha plain unsrt unsrtalpha")},
}

#: Known names that are refused for what they do; no other name is proposed for them.
REFUSED_ON_PURPOSE = _names("""
    raw include literalinclude eval-rst only ifconfig meta role default-role replace unicode
    date tabularcolumns restructuredtext-test-directive
    automodule autoclass autofunction autodata autoexception automethod autoattribute
    autosummary graphviz graph digraph inheritance-diagram plot
    jupyter-execute jupyter-kernel jupyter-input jupyter-output code-cell execute ipython exec
    program-output command-output
    """)
