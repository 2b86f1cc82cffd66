"""An archive that says things in unusual ways, for programs that must say them again."""

from __future__ import annotations

CONF = """
html_title = "An “archive” of 'ways'"
language = "de"
html_baseurl = "https://seminar.example.org/a/"
seminar_archive_id = "ways.example.org"
seminar_bibfiles = ["one.bib", "two.bib"]
seminar_series = {
    "main": {
        "title": "Main “series”",
        "zone": "Europe/Berlin",
        "zones": ["Asia/Singapore", "UTC"],
        "time": "14:00-16:00",
        "venue": {"name": "Room 1", "url": "https://example.org/way"},
        "rhythm": "every 2 weeks on friday since 2025-01-17",
        "terms": {"Spring 'A'": ("2025-01-01", "2025-06-30"), "Autumn": ("2025-09-01", "2025-12")},
        "breaks": {"Easter": ("2025-04-18", "2025-04-21")},
        "organisers": ["Ada Lovelace", "O'Neil \\\\ Sons"],
        "contact": "seminar@example.org",
    },
    "night": {
        "zone": "Asia/Singapore",
        "time": "22:00-01:00+1",
        "rhythm": "second and last friday of the month since 2025-01-01",
    },
}
myst_enable_extensions = ["colon_fence", "dollarmath", "deflist", "attrs_inline"]
seminar_math_macros = {"RR": r"\\\\mathbb{R}", "power": ["#2^{#1}", 2, "n"]}
"""

ONE = """\
% a comment
@comment{also one}
@string{journal = {Journal of } # {Ways}}
@xdata{shared, publisher = {A House}, location = {Berlin}}
@article{paper, author = {Müller, Jörg and de la Cruz, Ana}, title = {On {W}ays \\& means of $x^2$},
  journal = journal, year = 2002, doi = {10.1234/paper_1}}
"""
TWO = """\
@book{book, author = {Doe, Ann}, title = {The Book}, year = {2001}, xdata = {shared}}
@incollection{part, author = {Roe, Bob}, title = {A Part}, crossref = {whole}}
@collection{whole, editor = {Doe, Ann}, title = {The Whole}, date = {2001-05}}
@misc{key:with/marks, title = {A title, with "quotes" and 'others'}}
"""

PEOPLE = """\
["ada"]
name = "Ada Lovelace"
sort = "Lovelace, Ada"
aliases = ["A. Lovelace", "Ada \\"Byron\\""]
orcid = "0000-0002-1825-0097"
homepage = "https://example.org/~ada"
[silent]
name = "Never Spoke"
"""

FULL = """\
---
note: front matter
---
# A *title* with `code`, $x^2$ & "quotes" <!-- not this -->

Text of the page alone.

::::::{session} 2025-01-17 10:00-11:30
---
notice: |
    First line: "quoted" # no comment
    second line
chair: "'Chair' #1"
number: 9&10
---

Own text before,@
with a hard break and a note[^n].

% a remark
% of two lines

:::::{talk} Title with [a link](https://doi.org/10.1234/paper_1) and *stress*
:speaker: Ada Lovelace (Uni (A), City); O'Neil; "Zoë; (X)"
:kind: "| odd"
:start: 10:00
:end: 11:00
:topics: a-b, "c"; d (e; f)
:readings: key:with/marks (pp. 1--3, "x"); part
:further-readings: book
:slides: ../files/the slides.pdf {archived https://archive.example/1}
:recording: doi:10.1234/video
:notes: /notes.txt
:aliases: old-talk

````{note}
Inside, <!-- hidden --> see {cite}`paper (p. 3)`.
:::{tip}
Deeper.
:::
````

- one

      indented code
- "two" -- and three...

+++ a break

Term
: What it *means*[^m].

~~~python
x = "~~~"  % y
::::
~~~

$$
a = b % why
$$

[//]: # (also a comment)

[^m]: Meaning.
:::::

Own text between.

:::{talk}
:speaker: A. Lovelace
:end: 12:00
Only a [text][Page  One], [page one] and [two].

[two]: https://example.org/2
:::

:::{talk} Third `code` # 3
:withdrawn: on request
Secret.
:::

[^n]: Noted.
::::::

More of the page.

[page one]: https://example.org/1 "A \\"title\\""
[unused]: https://example.org/secret
""".replace("@", "  ")

SEVERAL = """\
# Several

~~~{session} 2025-10-26 02:30-03:30
:occurrence: second
~~~

~~~{session} 2025-10-26 02:30
:id: again
:status: cancelled
~~~

~~~{session} 2025-03-28
:series: night
:format: online
:aliases: older; oldest
~~~

~~~{session} 2025-03-28 21:00-01:00+1 Europe/London
:series: night
:venue: Room 1
:status: moved
:moved-to: 2025-04-04
:reason: "# yes"
~~~

~~~{session} 2024
:join: secret-name
~~~

~~~{session} 2025-02
:join: secret-name
:format: hybrid
~~~
"""

WITHDRAWN = """\
# Gone

::::{session} 2025-05-02
:withdrawn: As wished
:::{talk} Gone
:id: gone
Secret.
:::
::::
"""

RST = """\
The *title* in ``rst`` and H\\ :sub:`2`\\ O
=========================================

.. session:: 2025-06-06 09:00
   :notice: Two
      lines: "here" # too

   Own text.

   .. a comment
      of two lines

   .. talk:: A :math:`x` and |s| with *stress*
      :speaker: 陈梦怡 (新加坡国立大学)
      :readings: book

      :field: A list of fields.

      .. note:: Inside `a link`__.

      __ https://example.org/

      .. |s| replace:: substitution

      ..

         A quotation [#]_.

      .. [#] A note.

   .. talk::
      :speaker: Somebody

      Without a title.
"""

UNTITLED = """\
:::{session} 2025-06-13

```{talk} It's the "talk's" own
Unclosed:

~~~text
code
```
:::
"""

FILES: dict[str, str | bytes] = {
    "one.bib": ONE,
    "two.bib": TWO,
    "people.toml": PEOPLE,
    "notes.txt": "Notes\n",
    "files/the slides.pdf": b"%PDF-1.4\n",
    "index.md": "# Start\n\n:::{session} 2025-09-05\nOn the first page.\n:::\n\n"
    "```{toctree}\n:glob:\n\ns/*\nt/u/*\nbrowse/*\n```\n",
    "s/full.md": FULL,
    "s/several.md": SEVERAL,
    "s/gone.md": WITHDRAWN,
    "t/u/2025.06.06.rst": RST,
    "t/u/untitled.md": UNTITLED,
    "browse/people.md": "# People\n\n```{speakers}\n```\n\n```{topics}\n```\n",
    "browse/works.rst": "Works\n=====\n\n.. readings::\n",
}
