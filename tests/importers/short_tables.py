"""Short invented pages, one for each habit of laying out a table."""

from __future__ import annotations

from importers.short_pages import ShortPage

SHORT_TABLES = (
    ShortPage(
        "a day over the rows of its talks, an hour for several days, a title over two columns",
        "geometry.html",
        """
<h1>Geometry Seminar, Fall 2023</h1>
<table>
<tr><th>Date</th><th>Time</th><th>Speaker</th><th>Title</th><th>Slides</th></tr>
<tr><td rowspan="2">Sep 12, 2023</td><td>14:00</td><td>Anna van der Berg (TU Delft)</td>
<td>Flat connections</td><td><a href="s1.pdf">pdf</a></td></tr>
<tr><td>15:30</td><td>J.-P. Sert</td><td>Curved spaces</td><td></td></tr>
<tr><td>Sep 19, 2023</td><td colspan="4">No seminar (conference week)</td></tr>
<tr><td>Sep 26, 2023</td><td rowspan="2">14:00</td><td>Li Wei</td><td>Minimal surfaces</td>
<td><a href="s3.pdf">slides</a></td></tr>
<tr><td>Oct 3, 2023</td><td>Rosa D'Angelo</td><td>Knots</td><td></td></tr>
<tr><td>Oct 10, 2023</td><td>14:00</td><td colspan="2">Discussion of open problems</td>
<td><a href="s4.pdf">slides</a></td></tr>
</table>
""",
        (
            (
                "2023-09-12 | scheduled | Anna van der Berg (TU Delft); J.-P. Sert"
                " | Flat connections; Curved spaces | - | slides s1.pdf | 14:00 15:30"
            ),
            "2023-09-19 | no-meeting | - | - | - | - | -",
            "2023-09-26 | scheduled | Li Wei | Minimal surfaces | - | slides s3.pdf | 14:00",
            "2023-10-03 | scheduled | Rosa D'Angelo | Knots | - | - | 14:00",
            "2023-10-10 | scheduled | - | Discussion of open problems | - | slides s4.pdf | 14:00",
        ),
    ),
    ShortPage(
        "names of columns in two rows, end tags left out, a room for a month, two talks by one",
        "weather.html",
        """
<h1>Seminar 2024</h1>
<table>
<tr><th rowspan=2>Date</th><th rowspan=2>Room</th><th colspan=2>Talk</th></tr>
<tr><th>Speaker</th><th>Title</th></tr>
<tr><td colspan=4>Spring 2024</td></tr>
<tr><td>1 March 2024<td rowspan=3>Room 5<td>Ann Lee<td>On rain
<tr><td>8 March 2024<td>Bo Roy<td>On snow
<tr><td>15 March 2024<td colspan=2>No seminar
<tr><td rowspan=0>22 March 2024<td rowspan=2>Room 7<td rowspan=2>Cy Young<td>Hail I
<tr><td>Hail II
</table>
""",
        (
            "2024-03-01 | scheduled | Ann Lee | On rain | - | - | - | Room 5",
            "2024-03-08 | scheduled | Bo Roy | On snow | - | - | - | Room 5",
            "2024-03-15 | no-meeting | - | - | - | - | - | Room 5",
            "2024-03-22 | scheduled | Cy Young; Cy Young | Hail I; Hail II | - | - | - | Room 7",
        ),
    ),
    ShortPage(
        "a grid of reStructuredText with cells over rows and columns",
        "seminar.rst",
        """
Seminar 2024
============

+------------+-----------+---------------+
| Date       | Speaker   | Title         |
+============+===========+===============+
| 2024-03-01 | Ann Lee   | On rain       |
|            +-----------+---------------+
|            | Bo Roy    | On snow       |
+------------+-----------+---------------+
| 2024-03-08 | No seminar (Easter)       |
+------------+-----------+---------------+
| 2024-03-15 | Cy Young  | On hail       |
+------------+-----------+---------------+
""",
        (
            "2024-03-01 | scheduled | Ann Lee; Bo Roy | On rain; On snow | -",
            "2024-03-08 | no-meeting | - | - | -",
            "2024-03-15 | scheduled | Cy Young | On hail | -",
        ),
    ),
    ShortPage(
        "names of columns in a row that is not marked, a remark in brackets below a title",
        "past.html",
        """
<h2>Past seminars</h2>
<table border=1>
<caption>Autumn 2023</caption>
<tr><td><b>Date</b></td><td><b>Speaker</b></td><td><b>Title</b></td><td><b>Abstract</b></td></tr>
<tr><td>13/10/2023</td><td><a href="https://x.example.org">Ann Lee</a>, Oslo</td><td>Rain</td>
<td>We study rain in some depth and detail.</td></tr>
<tr><td>20/10/2023</td><td>Bo Roy<br/>Leeds</td><td>Snow<br/>(special lecture)</td><td></td></tr>
<tr><td>27/10/2023</td><td colspan="3">no seminar</td></tr>
</table>
""",
        (
            "2023-10-13 | scheduled | Ann Lee (Oslo) | Rain",
            "2023-10-20 | scheduled | | Snow (special lecture)",
            "2023-10-27 | no-meeting",
        ),
    ),
    ShortPage(
        "links with their labels below a title",
        "talks.md",
        """
| Date | Speaker | Title |
|---|---|---|
| 2024-04-09 | Mia Noé | Dew<br>Slides: [here](d.pdf)<br>Video: <https://example.org/v.mp4> |
| 2024-04-16 | Al Bar | Ice<br>Part II: the melting |
""",
        (
            (
                "2024-04-09 | scheduled | Mia Noé | Dew | -"
                " | slides d.pdf; video https://example.org/v.mp4"
            ),
            "2024-04-16 | scheduled | Al Bar | Ice Part II: the melting | - | -",
        ),
    ),
)
