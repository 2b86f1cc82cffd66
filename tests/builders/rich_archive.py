"""A small archive that holds everything: both syntaxes, all states, listings, roles and scripts."""

from __future__ import annotations

from sphinx_seminar.model.session import Status

CONF = """
seminar_series = {
    "main": {
        "title": "多尺度 Main seminar",
        "zone": "Asia/Singapore",
        "time": "14:00-16:00",
        "venue": {"name": "Room 1", "url": "https://example.org/way"},
        "terms": {"spring": ("2025-01-01", "2025-06-30")},
        "rhythm": "every 2 weeks on friday since 2025-01-17",
        "breaks": {"Easter": ("2025-04-18", "2025-04-21")},
        "organisers": ["Ada Lovelace", "林 & Co"],
        "contact": "seminar@example.org",
        "zones": ["Europe/London"],
    },
    "group": {"title": "Reading group", "zone": "Europe/Berlin", "time": "22:00-01:00+1"},
}
seminar_math_macros = {"RR": r"\\\\mathbb{R}"}
linkcheck_ignore = [".*"]
latex_engine = "xelatex"
man_pages = [("index", "seminar", "Seminar", ["Organisers"], 1)]
texinfo_documents = [
    ("index", "seminar", "Seminar", "Organisers", "seminar", "An archive.", "Miscellaneous"),
]
latex_documents = [("index", "seminar.tex", "Seminar", "Organisers", "manual")]
latex_elements = {"extraclassoptions": "openany,oneside"}
epub_show_urls = "no"
version = release = "1"
"""

BIB = """\
@book{book, author = {Doe, Ann and 朱, 爱清}, title = {The {Book} of $x^2$ \\& more}, year = {2001},
  publisher = {A House}, isbn = {978-0-306-40615-7}}
@article{paper, author = {Roe, Bob}, title = {A Paper}, journal = {J. Tests}, year = {2002},
  doi = {10.1234/paper_1}}
@misc{unread, author = {Roe, Bob}, title = {Unread}, year = {2002}, url = {https://example.org/a_b}}
"""

_RICH_MARKDOWN = """\
# On *testing* of $\\RR^2$

:::::{session} 2025-01-17
:format: hybrid
:join: members
:notice: Mind the `time` & the <room>.
:chair: Cid_Chair
:number: 7

A word before, see {reading}`book (ch. 2)` and [a paper](https://doi.org/10.1234/paper_1).

::::{talk} On *testing* of $\\RR^2$
:speaker: Ada Lovelace (NUS, Singapore); 朱爱清
:kind: review
:start: 14:00
:end: 15:00
:language: en
:topics: Testing; 多尺度
:readings: book (ch. 1-3)
:further-readings: paper (p. 7); unread
:slides: ../slides.pdf
:recording: https://example.org/video
:notes: https://example.org/notes
:code: https://example.org/code
:doi: 10.5281/zenodo.1

An abstract with $e^{i\\pi} = -1$, a list,

- one
- two

and a formula:

$$
\\int_0^1 f(x)\\,dx
$$

```{note}
A note with {cite}`paper`.
```
::::

::::{talk} Second talk
:speaker: Bob
::::

::::{talk}
::::
:::::
"""

_RICH_RST = """\
A night in Berlin
=================

.. session:: 2025-02-21 22:00-01:00+1 Europe/Berlin
   :series: group
   :id: night

   Read :cite:`book; paper (p. 3)` and :cite-full:`paper` before.

   .. talk:: Counting :math:`n`
      :speaker: 陈梦怡 (新加坡国立大学)
      :topics: testing

      Text with `a link <https://example.org/>`__ and a table:

      == ==
      1  2
      == ==

Another
=======

.. session:: 2025-03

   .. talk::
      :speaker: Somebody
"""

#: The heading of the page is that of its only talk.
_ONE_TALK = """\
# One talk

:::::{session} 2025-05-02

::::{talk} One talk
:speaker: Bob
:id: one-talk
Words, see {talk}`one-talk`.
::::
:::::
"""

_ROLES = """\
# Roles

{session}`2025-01-17-main`, {session}`that *day* <night>`, {talk}`2025-01-17-main-1`,
{talk}`2025-01-17-main-3`, {speaker}`Ada Lovelace`, {speaker}`朱爱清`, {topic}`多尺度`,
{topic}`a topic <testing>`, {reading}`paper (p. 1)`, {cite}`book; unread`, {cite-full}`book`,
{any}`night`.
"""

_LISTINGS = {
    "upcoming": ":limit: 3",
    "sessions": ":group: term",
    "speakers": "",
    "topics": "",
    "readings": "",
    "reading-list": ":series: main",
    "series": "",
    "timeline": "",
}


def site_files() -> dict[str, str | bytes]:
    """Return the files of the archive."""
    states = {
        f"states/{status.value}.md": (
            f"# {status.value.title()}\n\n::::{{session}} 2025-04-{day:02}\n"
            f":status: {status.value}\n:reason: why not\n"
            ":moved-to: night\n:moved-from: 2025-04-30\n\n"
            ":::{talk} A talk\n:speaker: Ada Lovelace\n:::\n::::\n"
        )
        for day, status in enumerate(Status, 1)
    }
    listings = {
        f"browse/{kind}.md": f"# Listing {kind}\n\n```{{{kind}}}\n{options}\n```\n"
        for kind, options in _LISTINGS.items()
    }
    groups = "".join(
        f"## By {group}\n\n```{{sessions}}\n:group: {group}\n:limit: 4\n```\n\n"
        for group in ("year", "series", "status")
    )
    return {
        "refs.bib": BIB,
        "slides.pdf": b"%PDF-1.4\n",
        "people.toml": '[ada]\nname = "Ada Lovelace"\nhomepage = "https://example.org/ada"\n'
        'orcid = "0000-0002-1825-0097"\n',
        "talks/rich.md": _RICH_MARKDOWN,
        "talks/night.rst": _RICH_RST,
        "talks/one.md": _ONE_TALK,
        "roles.md": _ROLES,
        "browse/groups.md": f"# Groups\n\n{groups}",
        "index.md": (
            "# Seminar\n\n```{toctree}\n:glob:\n\ntalks/*\nstates/*\nbrowse/*\nroles\n```\n"
        ),
        **states,
        **listings,
    }
