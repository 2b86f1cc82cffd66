# Settings of the manual: a Sphinx project of its own, built with the extension that it describes.

import sys
from pathlib import Path

from sphinx_seminar import __version__

sys.path.insert(0, str(Path(__file__).parent))

project = "sphinx-seminar"
author = "The sphinx-seminar developers"
project_copyright = "the sphinx-seminar developers"
version = release = __version__
language = "en"

extensions = [
    "sphinx_seminar",
    "_extensions.live_example",
    "_extensions.settings_table",
    "_extensions.styles_table",
    "_extensions.messages_table",
    "_extensions.option_tables",
    "_extensions.allowed_names",
]
primary_domain = "seminar"
nitpicky = True
include_patterns = ["*.md", "example/**"]

# The manual's own small archive, so that every example is live.
seminar_series = {
    "group": {
        "title": "Reading group",
        "zone": "Europe/Berlin",
        "rhythm": "every friday since 2025-02-07",
        "time": "14:00-15:30",
        "venue": {"name": "Room 101", "url": "https://example.org/room-101"},
        "terms": {"Spring 2025": ("2025-02-01", "2025-04-30")},
        "organisers": ["Mira Lindqvist", "Tomás Aragão"],
        "contact": "group@example.org",
    },
    "colloquium": {
        "title": "Colloquium",
        "zone": "America/New_York",
        "time": "16:00-17:00",
        "venue": "Great Hall",
    },
}
seminar_bibfiles = ["refs.bib"]
# The day stands still, so that "upcoming" shows the same in every build of the manual.
seminar_today = "2025-03-10"
seminar_math_macros = {"RR": r"\mathbb{R}"}
# Directives of the manual itself, beside those that every page may use.
seminar_allowed_directives = [
    "example",
    "settings-table",
    "styles-table",
    "messages-table",
    "allowed-names",
]

myst_enable_extensions = ["colon_fence", "dollarmath", "deflist"]
myst_heading_anchors = 3

html_theme = "sphinx_book_theme"
html_title = "sphinx-seminar"
html_math_renderer = "seminar_mathml"
html_static_path = ["_static"]
html_css_files = ["manual.css"]
html_copy_source = False
html_show_sourcelink = False
html_last_updated_fmt = None
html_theme_options = {
    "use_download_button": False,
    "use_fullscreen_button": False,
    "navbar_persistent": [],
}
