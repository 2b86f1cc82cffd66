"""Short invented pages, one for each habit of writing, with what a careful reader finds.

A line of the truth is: day, status, speakers, title, addresses of the readings, links with
their roles, hours at which the talks begin (or the session), room, reason, parts of the
readings; "-" is nothing, and what is left away or empty is not looked at.
"""

from __future__ import annotations

from typing import NamedTuple


class ShortPage(NamedTuple):
    """A page under the name of its file, and its truth."""

    habit: str
    file: str
    text: str
    truth: tuple[str, ...]


SHORT_PAGES = (
    ShortPage(
        "a table without pipes at its edges and without a delimiter row",
        "reading-group.md",
        """
## Spring 2024

Date | Presenter | Paper
Jan 19 | Mina | [Deep Residual Rain Models](https://arxiv.org/abs/1906.08936)
 | Ann Wu | [Snow](https://doi.org/10.5555/snow)
Jan 26 | Igor | ~~[Paxos Made Wet](https://doi.org/10.5555/paxos)~~ (cancelled)
Feb 2 | -- | Break
""",
        (
            (
                "2024-01-19 | scheduled | Mina; Ann Wu | - | https://arxiv.org/abs/1906.08936"
                " https://doi.org/10.5555/snow"
            ),
            "2024-01-26 | cancelled | Igor | - | https://doi.org/10.5555/paxos",
            "2024-02-02 | no-meeting | - | - | -",
        ),
    ),
    ShortPage(
        "affiliations, slides and abstracts on lines of their own in a cell",
        "index.md",
        """
# Seminar 2019-2020
<table>
<tr><th>Date</th><th>Speaker</th><th>Title</th></tr>
<tr><td>Oct 3</td><td>Maria Silva<br>(Porto)</td>
<td><b>Quivers</b><br><a href="q.pdf">slides</a></td></tr>
<tr><td>Oct 10</td><td>Nell Park<br>Oregon State University</td>
<td><details><summary>Clusters and you</summary>
We introduce clusters &amp; their friends.</details></td></tr>
<tr><td>Jan 16</td><td colspan="2"><i>No seminar: reading week</i></td></tr>
</table>
""",
        (
            "2019-10-03 | scheduled | Maria Silva (Porto) | Quivers | -",
            "2019-10-10 | scheduled | Nell Park (Oregon State University) | Clusters and you | -",
            "2020-01-16 | no-meeting | - | - | -",
        ),
    ),
    ShortPage(
        "papers whose titles look like names, and topics with an author and a year",
        "journal-club.md",
        """
## 2022

* **Jan 12**: [Denoising Diffusion Models](https://arxiv.org/abs/2006.11239) (presented by Rita)
* **Jan 26**: Double ML [(Chernik et al., 2018)](https://doi.org/10.5555/ectj), led by Lou Dee
* **Feb 9**: *Abstracting Gradual Typing* (Garcia, POPL 2016) [[pdf](https://doi.org/10.5555/agt)]. Presenter: Ben
* **Feb 23**: Guest talk by Tove Lind (KTH), "Graphs at scale"
* **Mar 9**: Quy Roe "TBA"

## Candidate papers
* 2022-12-24: [Nobody read this](https://arxiv.org/abs/2205.06175)
""",  # noqa: E501
        (
            "2022-01-12 | scheduled | Rita | - | https://arxiv.org/abs/2006.11239",
            "2022-01-26 | scheduled | Lou Dee | Double ML | https://doi.org/10.5555/ectj",
            "2022-02-09 | scheduled | Ben |  | https://doi.org/10.5555/agt",
            "2022-02-23 | scheduled | Tove Lind (KTH) | Graphs at scale | -",
            "2022-03-09 | scheduled | Quy Roe | - | -",
        ),
    ),
    ShortPage(
        "bold dates over a name with an institution, a title in italics, and hidden abstracts",
        "page.md",
        """
**Upcoming**

**Friday, March 1, 2024, 3:00-4:00 pm, Room 507**

Ivo Petrov, Sofia University

*Curves over function fields, I*

<details><summary>Abstract</summary>
We discuss curves. On May 3, 1995 a paper appeared.
</details>

**Friday, March 8, 2024**

*Spring Break*

**Past**

**12 Jan 24: Hanna Lis (Warsaw)**
*Colouring the plane* ([slides](h.pdf))
""",
        (
            (
                "2024-03-01 | scheduled | Ivo Petrov (Sofia University)"
                " | Curves over function fields, I | -"
            ),
            "2024-03-08 | no-meeting | - | - | -",
            "2024-01-12 | scheduled | Hanna Lis (Warsaw) | Colouring the plane | -",
        ),
    ),
    ShortPage(
        "records of labels without headings, told apart by a rule",
        "page.md",
        """
## Upcoming talks

**Nina Orr**, University of Utah
*Title*: Mixing times
*Date*: November 5, 2021, 2pm-3pm
*Location*: LCB 225

---

**Olaf Pim**
*Title*: TBA
*Date*: November 12, 2021, 2pm-3pm

## Past talks

- Oct 29, 2021. **Petra Quist** (Rice University). *Cutoff*. [Notes](/n/quist.pdf)
""",
        (
            "2021-11-05 | scheduled | Nina Orr (University of Utah) | Mixing times | -",
            "2021-11-12 | scheduled | Olaf Pim | - | -",
            "2021-10-29 | scheduled | Petra Quist (Rice University) | Cutoff | -",
        ),
    ),
    ShortPage(
        "a post that is one talk, its day in a label below",
        "2023-10-05-post.md",
        """---
layout: post
title: "Quentin Roy: Hecke algebras"
---
**When:** Thursday, October 12, 2023, 11:00
**Where:** Salle 5

Hecke algebras appear.
""",
        ("2023-10-12 | scheduled | Quentin Roy | Hecke algebras | -",),
    ),
    ShortPage(
        "states in other languages, in capitals, beside struck words and in other columns",
        "page.md",
        """
# Séminaire / Seminar 2023-2024

- 12 octobre 2023 : Anaïs Petit (Lyon), titre à préciser
- 19 octobre 2023 : à confirmer
- 26 octobre 2023 : Toussaint
- 9 November 2023: <s>Lena Koch: Matroids</s> cancelled due to illness
- 16 November 2023: Lena Koch: Matroids again CANCELLED
- 23 November 2023: ICML 2021: what we learned

| Date | Orateur | Titre | Salle |
|---|---|---|---|
| 7.12.2023 | — | Relâche | |
| 14.12.2023 | Yves Wolf | Schémas | reporté au 21.12.2023 |
| 21.12.2023 | Yves Wolf | Schémas | 1013 |
""",
        (
            "2023-10-12 | scheduled | Anaïs Petit (Lyon) | - | -",
            "2023-10-19 | tba | - | - | -",
            "2023-10-26 | no-meeting | - | - | -",
            "2023-11-09 | cancelled | Lena Koch | Matroids | -",
            "2023-11-16 | cancelled | Lena Koch | Matroids again | -",
            "2023-11-23 | scheduled | - | ICML 2021: what we learned | -",
            "2023-12-07 | no-meeting | - | - | -",
            "2023-12-14 | postponed | Yves Wolf | Schémas | -",
            "2023-12-21 | scheduled | Yves Wolf | Schémas | -",
        ),
    ),
    ShortPage(
        "lines of a German page, rooms before names, two talks on two lines",
        "page.md",
        """
## Sommersemester 2024

16.04. Jana Winter (Bonn): Spektren auf Graphen \\
23.04. HS 5: Eva Frank (Basel): "Spiegel" \\
30.04. Gemeinsam mit der Physik: Fritz Gold (Jena): "Quanten" \\
21.05. Pfingstferien

#### 28.05.
Flo Gad: Private Daten<br/>Hew Ing: Laute Stimmen

---
© 2024. Zuletzt geändert am 2. September 2019.
""",
        (
            "2024-04-16 | scheduled | Jana Winter (Bonn) | Spektren auf Graphen | -",
            "2024-04-23 | scheduled | Eva Frank (Basel) | Spiegel | -",
            "2024-04-30 | scheduled | Fritz Gold (Jena) | Quanten | -",
            "2024-05-21 | no-meeting | - | - | -",
            "2024-05-28 | scheduled | Flo Gad; Hew Ing | Private Daten; Laute Stimmen | -",
        ),
    ),
    ShortPage(
        "a log of readings: the next one in a sentence, the others as definitions",
        "meeting-log.md",
        """
Next meeting: Friday, 7 June 2024, 10:00, Pia presents [Mamba](https://arxiv.org/abs/2312.00752).

**31 May 2024** (Qing)
: [Hyena](https://arxiv.org/abs/2302.10866)

**24 May 2024** (Ravi)
: Papers: https://arxiv.org/abs/2307.08621, https://arxiv.org/abs/2307.08622
""",
        (
            "2024-06-07 | scheduled | Pia | | https://arxiv.org/abs/2312.00752",
            "2024-05-31 | scheduled | Qing | | https://arxiv.org/abs/2302.10866",
            (
                "2024-05-24 | scheduled | Ravi | | https://arxiv.org/abs/2307.08621"
                " https://arxiv.org/abs/2307.08622"
            ),
        ),
    ),
    ShortPage(
        "several people with affiliations each, and pronouns that are nobody's business",
        "page.md",
        """
# 读书会 2018

#### Tuesday, October 2
**Speakers:** Ed Frey (NYU), Gil Hart (she/her, NYU)
**Title:** Two views of memory

- 10月9日 张三：论文讨论 https://arxiv.org/abs/1706.12345
""",
        ("2018-10-02 | scheduled | Ed Frey (NYU); Gil Hart (she/her, NYU) | Two views of memory",),
    ),
    ShortPage(
        "keys of a data file: author and seminar, a passcode that is a number",
        "talks.yml",
        """
- {date: 2022-12-6, author: Dana Hart, seminar: Learning to rank, room: 12, password: 0929}
- {date: 2022-12-13, author: "Eli Moss", seminar: TBA}
- {date: 2022-12-20, author: , seminar: "no seminar, winter holidays"}
""",
        (
            "2022-12-06 | scheduled | Dana Hart | Learning to rank | -",
            "2022-12-13 | scheduled | Eli Moss | - | -",
            "2022-12-20 | no-meeting | - | - | -",
        ),
    ),
    ShortPage(
        "a spreadsheet with two presenters, a paper beside its address, and remarks",
        "talks.csv",
        """Date,Presenter 1,Presenter 2,Paper Title,Link,Zoom?,Remarks
1/18/2022,Gus Hill,,"Learning, revisited",https://openreview.net/forum?id=abc,Y,
1/25/2022,Hal Ivy,Ida Jay,Scaling laws,arXiv:2001.08361,N,
2/1/2022,,,,,,no meeting
""",
        (
            "2022-01-18 | scheduled | Gus Hill | - | https://openreview.net/forum?id=abc",
            "2022-01-25 | scheduled | Hal Ivy; Ida Jay | - | https://arxiv.org/abs/2001.08361",
            "2022-02-01 | no-meeting | - | - | -",
        ),
    ),
    ShortPage(
        "front matter with the facts in a table of their own, the speaker before the title",
        "ruth.md",
        """+++
title = "Ruth Sims: Adaptive mesh"
date = "2021-02-01"
[extra]
speaker = "Ruth Sims"
affiliation = "LANL"
event_date = "2021-02-17"
+++
Meshes adapt.
""",
        ("2021-02-17 | scheduled | Ruth Sims (LANL) | Adaptive mesh | -",),
    ),
    ShortPage(
        "where people are from, one institution each, and a skipped week",
        "talks.yml",
        """
- {name: Hal Ives, from: University of Exeter, when: 2024-05-07 15:00, what: Waves}
- {name: [Al Bar, Cy Day], from: ETH; MIT, when: 2024-05-14 15:00, what: Cells}
- {name: , when: 2024-05-21 15:00, what: "skipped: strike"}
- {name: Zed Abel - TBD, when: 2024-05-28 15:00, what: TBD}
""",
        (
            "2024-05-07 | scheduled | Hal Ives (University of Exeter) | Waves | -",
            "2024-05-14 | scheduled | Al Bar (ETH); Cy Day (MIT) | Cells | -",
            "2024-05-21 | no-meeting | - | - | -",
            "2024-05-28 | scheduled | Zed Abel | - | -",
        ),
    ),
)
