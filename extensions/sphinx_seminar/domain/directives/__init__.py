"""Directives: they read what an author typed, and neither register it nor look at other documents."""
