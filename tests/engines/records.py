"""A few search records with what engines get wrong."""

from __future__ import annotations

from sphinx_seminar.outputs.search.record import RecordKind, SearchRecord

RECORDS = (
    SearchRecord(
        RecordKind.TALK,
        "sessions/a.html#talk-a",
        "Courbes de Bézier",
        "Łukasiewicz met Gödel. <b>Not bold</b>",
        "2025-01-17",
        ("2025",),
        ("Spring",),
        ("Main seminar",),
        ("Jerzy Łoś", "Ada Example"),
        ("geometry", "C++ & `ticks`"),
        ("Loday: Cyclic Homology",),
        "fr",
        "Wrocław",
    ),
    SearchRecord(
        RecordKind.TALK,
        "sessions/b.html#talk-b",
        "朗兰兹纲领 and forms",
        "宇宙際 タイヒミュラー",
        "2024-02-09",
        ("2024",),
        speakers=("望月新一",),
        topics=("number theory",),
        series=("Main seminar",),
    ),
    SearchRecord(
        RecordKind.READING,
        "browse/readings.html#reading-loday",
        "Cyclic Homology",
        date="2025-01-17",
        years=("2024", "2025"),
        series=("Main seminar",),
        readings=("Loday: Cyclic Homology loday",),
        detail="Jean-Louis Loday, 1998",
    ),
    SearchRecord(
        RecordKind.SESSION,
        "https://other.example.org/sessions/c.html#session-c",
        "A month without a day",
        date="2023-05",
        years=("2023",),
        archives=("Other Seminar",),
    ),
    SearchRecord(RecordKind.PAGE, "index.html", "Home", "Welcome"),
)


def many(count: int, text: str = "about probability") -> list[SearchRecord]:
    return [
        SearchRecord(
            RecordKind.TALK,
            f"sessions/{at}.html",
            f"Lecture {at}",
            text,
            f"2024-01-{at % 28 + 1:02d}",
        )
        for at in range(count)
    ]
