"""Announcements of sessions: as text, HTML, Markdown, mail and poster.

Data flows one way: sessions of the archive become what an announcement says
(:mod:`.announcement`, made by :mod:`.saying`), templates make that a text (:mod:`.templating`),
and a text becomes a mail (:mod:`.mail`); the poster is set by Typst (:mod:`.poster`). Nothing
here sends anything, and how to join is said only where it was handed in.
"""
