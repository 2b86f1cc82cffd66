"""Search: records of the archive, and the indices made of them for the browser and for SQL.

One stream of records (:mod:`.records`) feeds Pagefind (:mod:`.pagefind`), whose files the
search page loads piece by piece, and SQLite (:mod:`.sqlite`), which ``seminar search`` asks.
"""
