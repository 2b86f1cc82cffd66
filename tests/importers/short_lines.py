"""Short invented pages, one for each habit of writing the lines of a meeting."""

from __future__ import annotations

from importers.short_pages import ShortPage

SHORT_LINES = (
    ShortPage(
        "a name in bold before a colon, which is no label",
        "topology.md",
        """
# Topology Seminar 2024

## March 1, 2024
**Ann Lee**: On rain

## March 8, 2024
**Jean d'Alembert:** Strings

## March 15, 2024
**Gerard 't Hooft**, *Black holes*

## March 22, 2024
**Mohammed el-Sayed**: Waves

## March 29, 2024
**Juan C. de los Ríos** : *Cones* ([slides](c.pdf))

## April 5, 2024
**Speaker**: Cy Young
**Title**: On snow
**Key Words**: flakes

## April 12, 2024
- **Dan Fox:** First talk
- **Eve Gold:** Second talk
""",
        (
            "2024-03-01 | scheduled | Ann Lee | On rain",
            "2024-03-08 | scheduled | Jean d'Alembert | Strings",
            "2024-03-15 | scheduled | Gerard 't Hooft | Black holes",
            "2024-03-22 | scheduled | Mohammed el-Sayed | Waves",
            "2024-03-29 | scheduled | Juan C. de los Ríos | Cones | - | slides c.pdf",
            "2024-04-05 | scheduled | Cy Young | On snow",
            "2024-04-12 | scheduled | Dan Fox; Eve Gold | First talk; Second talk",
        ),
    ),
    ShortPage(
        "a name and a title on lines of their own in the source, in either order",
        "groups.md",
        """
# Group Theory Seminar

**2024-03-01**
Amenable groups and their boundaries
Ann Lee (University of Leeds)

**2024-03-08**
Ann Lee
University of Leeds
On the growth of groups

**2024-03-15** – Bo Roy & Ann Wu
Random walks are wet
([paper](https://arxiv.org/abs/1706.03762), [slides](a.pdf))

**2024-03-22** – Cy Young will speak about work with
Ann Wu

**2024-03-29** – Thompson's group is still mysterious, a survey of results of
Bo Roy
""",
        (
            (
                "2024-03-01 | scheduled | Ann Lee (University of Leeds)"
                " | Amenable groups and their boundaries"
            ),
            ("2024-03-08 | scheduled | Ann Lee (University of Leeds) | On the growth of groups"),
            (
                "2024-03-15 | scheduled | Bo Roy; Ann Wu | Random walks are wet"
                " | https://arxiv.org/abs/1706.03762 | slides a.pdf"
            ),
            "2024-03-22 | scheduled",
            (
                "2024-03-29 | scheduled | -"
                " | Thompson's group is still mysterious, a survey of results of Bo Roy"
            ),
        ),
    ),
)
