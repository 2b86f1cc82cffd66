"""Meeting access: kept apart from the sources, shown to members, taken out where it was typed."""

#: The private file of meeting access, beside conf.py. Its name alone needs no Sphinx.
FILENAME = "access.toml"
