# An invented archive, by which searches are judged: see judgements.toml.

project = "Scales and Data"
author = "The organisers"
copyright = "2025, the organisers"
language = "en"

extensions = ["sphinx_seminar"]
primary_domain = "seminar"
nitpicky = True
myst_enable_extensions = ["colon_fence", "dollarmath"]
include_patterns = ["*.md", "sessions/**", "browse/**"]

seminar_series = {
    "scales": {
        "title": "Seminar on Scales and Data",
        "zone": "Europe/Amsterdam",
        "time": "15:00-16:30",
        "venue": "Lecture hall 2",
    },
    "open": {
        "title": "Open Colloquium",
        "zone": "Europe/Amsterdam",
        "time": "17:00-18:00",
        "venue": "Town library",
    },
}
seminar_bibfiles = ["refs.bib"]
seminar_archive_id = "scales-and-data"
seminar_exports = False

html_theme = "basic"
html_copy_source = False
html_show_sourcelink = False
html_sidebars = {"**": ["seminar-search-field.html"]}
