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
    ShortPage(
        "weeks off, hours, and links in French, Spanish and Italian",
        "seminaire.md",
        """
# Séminaire de géométrie 2023-2024

## Mardi 17 octobre 2023

**Claire Le Bris** (ENS), *Feuilletages* ([transparents](t.pdf), [vidéo](v.mp4))

## Mardi 24 octobre 2023

Pas de séminaire

## Mardi 31 octobre 2023

Relâche (Toussaint)

# Seminario de Análisis

* 19 de marzo de 2024: No hay seminario (San José)
* 9 de abril de 2024: María García (BCAM). *Unicidad*. [Diapositivas](d.pdf)

# Seminario di Algebra

* 5 aprile 2024, ore 14:30 – Giulia De Luca (Pisa): Gruppi finiti
* 12 aprile 2024 – nessun seminario
""",
        (
            (
                "2023-10-17 | scheduled | Claire Le Bris (ENS) | Feuilletages | -"
                " | slides t.pdf; video v.mp4"
            ),
            "2023-10-24 | no-meeting",
            "2023-10-31 | no-meeting | - | - | - | - | - | - | Toussaint",
            "2024-03-19 | no-meeting | - | - | - | - | - | - | San José",
            "2024-04-09 | scheduled | María García (BCAM) | Unicidad | - | slides d.pdf",
            "2024-04-05 | scheduled | Giulia De Luca (Pisa) | Gruppi finiti | - | - | 14:30",
            "2024-04-12 | no-meeting",
        ),
    ),
    ShortPage(
        "links with their labels behind the title",
        "colloquium.md",
        """
# Physics Colloquium

**2024-02-07**, 4pm: Lisa Meit (KIT), "Fission revisited". Slides: https://example.org/f.pdf

**2024-02-14**, 4pm: Otto Han (KIT), "Video: an introduction". Video: https://example.org/v.mp4
""",
        (
            (
                "2024-02-07 | scheduled | Lisa Meit (KIT) | Fission revisited | -"
                " | slides https://example.org/f.pdf"
            ),
            (
                "2024-02-14 | scheduled | Otto Han (KIT) | Video: an introduction | -"
                " | video https://example.org/v.mp4"
            ),
        ),
    ),
    ShortPage(
        "parts of several readings",
        "reading-group.md",
        """
| Date | Presenter | Paper |
|---|---|---|
| 2024-03-01 | Ann Lee | [Rain](https://doi.org/10.5555/a) (ch. 2), [Snow](https://doi.org/10.5555/b) |
| 2024-03-08 | Bo Roy | [Rain](https://doi.org/10.5555/a), §3 |
| 2024-03-15 | Cy Fox | [Rain](https://doi.org/10.5555/a) (§§ 3-4) and [Hail](https://doi.org/10.5555/c) (pp. 1-20) |
| 2024-03-22 | Di Orr | [Rain](https://doi.org/10.5555/a) (lecture notes) |
""",  # noqa: E501
        (
            "2024-03-01 | scheduled | Ann Lee | - | | | | | | ch. 2; -",
            "2024-03-08 | scheduled | Bo Roy | - | | | | | | §3",
            "2024-03-15 | scheduled | Cy Fox | - | | | | | | §§ 3-4; pp. 1-20",
            "2024-03-22 | scheduled | Di Orr | - | | | | | | -",
        ),
    ),
    ShortPage(
        "two talks with their hours on one line, or on two behind a date",
        "oberseminar.md",
        """
# Oberseminar WS 2023/24

- **16.11.2023** 16:15 Uhr: Max Muster: Wellen; 17:15 Uhr: Eva Beispiel: Splines
- **23.11.2023** 14:00 Ann Lee: Rain, 15:00 Bo Roy: Snow
- **30.11.2023** 14:00-15:00 Cy Young: Hail, an introduction

**7.12.2023**
14:00 Ann Lee: Fog
15:00 Bo Roy: Dew
""",
        (
            "2023-11-16 | scheduled | Max Muster; Eva Beispiel | Wellen; Splines | | | 16:15 17:15",
            "2023-11-23 | scheduled | Ann Lee; Bo Roy | Rain; Snow | | | 14:00 15:00",
            "2023-11-30 | scheduled | Cy Young | Hail, an introduction | | | 14:00",
            "2023-12-07 | scheduled | Ann Lee; Bo Roy | Fog; Dew | | | 14:00 15:00",
        ),
    ),
    ShortPage(
        "definitions with a name, a title and an abstract on lines of the page",
        "seminaire.html",
        """
<h2>Séminaire 2021-2022</h2>
<dl>
<dt>Lundi 4 octobre 2021, 14h</dt><dd>Jean Dupont (Lyon) : Groupes</dd>
<dt>Lundi 11 octobre 2021, 14h30</dt>
<dd>Marie d'Arc (Paris)<br>Anneaux et corps<br>Résumé. Nous parlons des anneaux.</dd>
<dt>Lundi 8 novembre 2021</dt><dd>Annulé : Paul Leroy (Nice), « Modules »</dd>
</dl>
""",
        (
            "2021-10-04 | scheduled | Jean Dupont (Lyon) | Groupes",
            "2021-10-11 | scheduled | Marie d'Arc (Paris) | Anneaux et corps",
            "2021-11-08 | cancelled | Paul Leroy (Nice) | Modules",
        ),
    ),
    ShortPage(
        "years and centuries that are no rooms, a room in brackets, the label of a way in",
        "talks.md",
        """
# Seminar 2024

- 2024-03-01: Cy Young: Hail in the year 1615, an introduction
- 2024-03-08: Ann Lee: Life in the 1930s
- 2024-03-15: Bo Roy: Snow (Room 1615)
- 2024-03-22: Di Orr: Work in dimension 4, in room 5
- 2024-03-29, 3pm: Eve Gold (ETH), *Fog and dew*, [Zoom link](https://ethz.zoom.us/j/123456789?pwd=abc)
""",
        (
            "2024-03-01 | scheduled | Cy Young | Hail in the year 1615, an introduction",
            "2024-03-08 | scheduled | Ann Lee | Life in the 1930s",
            "2024-03-15 | scheduled | Bo Roy | Snow | | | | Room 1615",
            "2024-03-22 | scheduled | Di Orr | Work in dimension 4 | | | | room 5",
            "2024-03-29 | scheduled | Eve Gold (ETH) | Fog and dew | - | - | 15:00",
        ),
    ),
    ShortPage(
        "days in many languages, whose stop is no number of an item, nor their May a word",
        "seminar.md",
        """
# Oberseminar 2024

- 3. Mai 2024: Ann Lee: Regen
- 10. Mai: Bo Roy: Schnee
- 3. helmikuuta 2024: Matti Virta: Joukot
- 12 stycznia 2024, Anna Nowak (UW): Grupy
- 2 mai 2024 : Zoé Lefort (ENS) : Corps
- jeudi 16 mai : Yves Roc : Droites
- 2 maj 2023: Åsa Berg (KTH): Tal
- 12 mar 2024: Ana Ruiz: Anillos
- 3 июня 2024: Иван Петров (МГУ): Группы

3. Oktober 2024: Cy Day: Hagel
""",
        (
            "2024-05-03 | scheduled | Ann Lee | Regen",
            "2024-05-10 | scheduled | Bo Roy | Schnee",
            "2024-02-03 | scheduled | Matti Virta | Joukot",
            "2024-01-12 | scheduled | Anna Nowak (UW) | Grupy",
            "2024-05-02 | scheduled | Zoé Lefort (ENS) | Corps",
            "2024-05-16 | scheduled | Yves Roc | Droites",
            "2023-05-02 | scheduled | Åsa Berg (KTH) | Tal",
            "2024-03-12 | scheduled | Ana Ruiz | Anillos",
            "2024-06-03 | scheduled | Иван Петров (МГУ) | Группы",
            "2024-10-03 | scheduled | Cy Day | Hagel",
        ),
    ),
    ShortPage(
        "an institution in brackets before a title of one word, a numbered list of months",
        "seminar.md",
        """
## Fall 2022

Sept. 27 — Bo Roy (Univ. of Texas at Austin), *Snow*

Oct. 4 — Cy Day (CUNY) — *Hail*

## Plan

1. March 2024
2. May 2024
""",
        (
            "2022-09-27 | scheduled | Bo Roy (Univ. of Texas at Austin) | Snow",
            "2022-10-04 | scheduled | Cy Day (CUNY) | Hail",
        ),
    ),
    ShortPage(
        "the title of a talk as the heading, its day alone below it",
        "cards.html",
        """
<h1>Talks 2024</h1>
<div class="talk"><h3>Rain and its discontents</h3>
<p class="meta"><span>March 5, 2024</span> &middot; <span>14:00</span> &middot; Room 12</p>
<p>Speaker: <a href="https://a.example.org">Ann Lee</a></p>
<p>We study rain in depth, with tears.</p></div>
<div class="talk"><h3>Snow</h3><p>March 12, 2024</p><p>Speaker: Bo Roy</p></div>
<div class="news"><h3>A new room</h3><p>March 1, 2024</p><p>We have a new room.</p></div>
""",
        (
            (
                "2024-03-05 | scheduled | Ann Lee | Rain and its discontents"
                " | - | - | 14:00 | Room 12"
            ),
            "2024-03-12 | scheduled | Bo Roy | Snow",
        ),
    ),
)
