# Settings of the archive: data only, no logic.

project = "Multiscale Modelling and Machine Learning"
author = "The seminar"
copyright = "the speakers and organisers of the seminar"
version = release = "2025"
language = "en"

extensions = ["sphinx_seminar"]
primary_domain = "seminar"
nitpicky = True

# The repository's root is the source folder: only what is named here is read.
include_patterns = ["index.md", "sessions/**", "browse/**"]

seminar_series = {
    "multiscale": {
        "title": "Multiscale Modelling and Machine Learning",
        "zone": "Asia/Singapore",
        "rhythm": "every 2 weeks on friday since 2025-01-17",
        "time": "14:00-16:00",
        "venue": "S17-0406, S17, NUS, Singapore",
    },
}
seminar_bibfiles = ["refs.bib"]
# Part of the id of every calendar event and feed entry: it never changes.
seminar_archive_id = "multiscale-modelling-and-machine-learning"

myst_enable_extensions = ["colon_fence", "dollarmath", "amsmath", "deflist"]
# PDF and EPUB put footnotes where they belong; a rule above them would be an error there.
myst_footnote_transition = False

html_theme = "sphinx_book_theme"
html_title = "Multiscale Modelling and Machine Learning"
html_math_renderer = "seminar_mathml"
html_copy_source = False
html_show_sourcelink = False
html_last_updated_fmt = None
# The pages in this list have one size however many sessions there are.
html_sidebars = {
    "**": ["navbar-logo.html", "icon-links.html", "search-button-field.html", "seminar-nav.html"],
}
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "navbar_persistent": [],
}

latex_engine = "xelatex"
latex_documents = [
    ("index", "archive.tex", "Multiscale Modelling and Machine Learning", "The seminar", "manual"),
]
latex_elements = {"extraclassoptions": "openany,oneside"}
