"""A small archive with what search gets wrong: accents, scripts, namesakes, hostile titles."""

from __future__ import annotations

XSS = "<img src=x onerror=window.hacked=1><script>window.hacked=2</script>"

CONF = """
seminar_bibfiles = ["refs.bib"]
# The search box of the basic theme is shown by an inline script.
html_sidebars = {"**": ["seminar-search-field.html"]}
seminar_series = {
    "main": {
        "title": "Main seminar",
        "zone": "Asia/Singapore",
        "time": "14:00-16:00",
        "venue": "Room 1",
        "terms": {"Spring": ("2024-01-01", "2024-06-30"), "Autumn": ("2024-07-01", "2024-12-31")},
    },
    "hidden": {"title": "Other seminar", "zone": "UTC"},
}
"""

BIB = """
@book{loday1998cyclic, author = {Loday, Jean-Louis}, title = {Cyclic Homology}, year = 1998,
  publisher = {Springer}}
@article{erdos1959random, author = {Erd{\\H{o}}s, Paul and R{\\'e}nyi, Alfr{\\'e}d},
  title = {On random graphs}, journal = {Publ. Math.}, year = 1959}
@article{neverread2001, author = {Nemo, N.}, title = {Unread Zeppelin dynamics}, year = 2001}
"""


def page(day: str, talks: list[dict[str, str]], title: str = "", notice: str = "") -> str:
    lines = [f"# {title or talks[0]['title']}", "", f"::::{{session}} {day}", ":series: main"]
    lines += [f":notice: {notice}"] if notice else []
    lines.append("")
    for talk in talks:
        lines.append(f":::{{talk}} {talk['title']}")
        for name in ("speaker", "topics", "readings", "kind", "language"):
            if name in talk:
                lines.append(f":{name}: {talk[name]}")
        lines += [talk.get("text", ""), ":::", ""]
    return "\n".join([*lines, "::::", ""])


def files() -> dict[str, str | bytes]:
    """Return the sources: 24 plain sessions and the special ones."""
    made: dict[str, str | bytes] = {
        "refs.bib": BIB,
        "index.md": "# Home\n\nWelcome to the colloquium about platypus genomics.\n\n"
        "```{toctree}\n:glob:\n\nsessions/*\nbrowse/*\n```\n",
        "browse/search.md": "# Search\n\n```{search}\n```\n",
        "browse/speakers.md": "# Speakers\n\n```{speakers}\n```\n",
        "browse/readings.md": "# Bibliography\n\n```{readings}\n```\n",
        "browse/topics.md": "# Topics\n\n```{topics}\n```\n",
    }
    for number in range(24):
        day = f"20{20 + number // 12:02d}-{number % 12 + 1:02d}-05"
        talk = {
            "title": f"Lecture {number} on probability",
            "speaker": f"Person {chr(65 + number)}ullman (Institute {number % 3})",
            "topics": "probability" if number % 2 else "probability; analysis",
            "text": f"Filler text about stochastic processes number{number}. " * 12,
        }
        made[f"sessions/{day}.md"] = page(day, [talk])
    special = {
        "2024-01-12": {
            "title": "Courbes de Bézier et splines",
            "speaker": "Jerzy Łoś (Wrocław)",
            "topics": "geometry",
            "readings": "loday1998cyclic",
            "text": "Łukasiewicz and Gödel met Ibáñez. The zymurgical needle is isikneedle.",
        },
        "2024-02-09": {
            "title": "朗兰兹纲领 and automorphic forms",
            "speaker": "望月新一",
            "topics": "number theory",
            "language": "zh",
            "text": "宇宙際タイヒミュラー理論 と 매트로이드 이론 입문.",
        },
        "2024-08-02": {
            "title": "Марковские цепи",
            "speaker": "Андрей Колмогоров",
            "topics": "probability",
            "text": "Η θεωρία του Ομήρου. Эргодическая теорема.",
        },
        "2024-09-06": {
            "title": f"Hostile {XSS.replace('<', '&lt;')}",
            "speaker": "Robert' OR 1=1 -- DROP TABLE record",
            "topics": "security & <b>markup</b>",
            "readings": "erdos1959random",
            "text": f'Text with `{XSS}` inside, and "quotes" AND NOT (operators*) ^x.',
        },
    }
    for day, talk in special.items():
        made[f"sessions/{day}.md"] = page(day, [talk])
    made["sessions/2024-10-04.md"] = page(
        "2024-10-04",
        [{"title": "First half", "speaker": "Ada One"}, {"title": "Second half"}],
        "A double session",
        "Bring sandwiches.",
    )
    return made
