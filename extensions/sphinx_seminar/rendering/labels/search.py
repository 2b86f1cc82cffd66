"""The words of the search page; browsers get them as data, by these names."""

from __future__ import annotations

from sphinx.locale import get_translation

from sphinx_seminar.domain.messages import CATALOG

_ = get_translation(CATALOG)

NEEDS_SCRIPTS = _(
    "The search runs in your browser: it needs JavaScript, and a page that comes from a web server."
)
PLAIN_SEARCH = _("Plain search")
PLAIN_SEARCH_HINT = _("searches whole pages, also when they were opened from disk")
BY_DATE = _("All sessions by date:")
NEWEST_SESSIONS = _("The newest sessions:")
ALL_SESSIONS = _("All sessions")

#: What ``static/seminar-search.js`` says; ``%s`` and ``%t`` are filled in there.
WORDS = {
    "field": _("Search talks, readings and speakers"),
    "hint": _("Also: speaker:name read:author year:2025 topic:word kind:talk"),
    "clear": _("Clear"),
    "loading": _("Searching …"),
    "none": _("Nothing found."),
    "one": _("1 result"),
    "many": _("%s results"),
    "newest_first": _("newest first"),
    "corrected": _("Nothing was found for “%s”. These are the results for “%t”."),
    "sort": _("Sort by"),
    "relevance": _("Relevance"),
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
    "filters": _("Narrow"),
    "clear_filters": _("Clear all"),
    "results": _("Results"),
    "more": _("Show more"),
    "all_values": _("Show all %s"),
    "too_long": _("The query is long: only its beginning is searched."),
    "no_index": _("The search index is missing or broken on this site."),
    "offline": _("The search index could not be loaded. Is the network there?"),
    "failed": _("The search cannot run in this browser."),
    "engine_down": _("The search service cannot be reached."),
    "engine_slow": _("The search service does not answer in time."),
    "engine_busy": _("The search service is overloaded or being repaired."),
    "engine_refused": _("The search service refuses this site."),
    "engine_answer": _("The search service gives an answer that makes no sense."),
    "engine_instead": _("These are the results of the site's own index."),
    "retry": _("Try again"),
    "plain": PLAIN_SEARCH,
    "read_in": _("Reads"),
    "keys": _("/ to search, arrow keys to move between results, Escape to clear"),
    "facet_kind": _("Kind"),
    "facet_year": _("Year"),
    "facet_archive": _("Archive"),
    "facet_series": _("Series"),
    "facet_term": _("Term"),
    "facet_topic": _("Topic"),
    "kind_talk": _("Talk"),
    "kind_session": _("Session"),
    "kind_reading": _("Reading"),
    "kind_speaker": _("Speaker"),
    "kind_page": _("Page"),
}
