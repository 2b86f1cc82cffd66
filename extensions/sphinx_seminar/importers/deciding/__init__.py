"""From entries to what was found: everything is decided for the page as a whole.

:mod:`~.page` does it in order: secrets and private data are taken out first, so that
nothing after that can repeat them; then dates, times, lines, states, people, links and
readings are decided, each in a module of its own; then what belongs together is joined.
"""
