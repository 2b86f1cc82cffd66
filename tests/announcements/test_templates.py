from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.outputs.announcements import announcement
from sphinx_seminar.outputs.announcements.announcement import Announcement
from sphinx_seminar.outputs.announcements.templating import AnnouncementTemplateError, Templates
from sphinx_seminar.rendering.labels.announcements import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

    from seminar_site import Site

    Announce = Callable[..., Result]

MANUAL = Path(__file__).parents[2] / "docs" / "announcements.md"
CLASSES = [
    announcement.Announcement,
    announcement.AnnouncedSession,
    announcement.AnnouncedTalk,
    announcement.AnnouncedReadings,
    announcement.LocalTime,
    announcement.Speaker,
    announcement.Access,
]


def test_a_template_beside_conf_py_takes_the_place_of_the_package_s(
    site: Site, announce: Announce
) -> None:
    site.write(
        {
            "announcements/subject.txt.j2": "{{ sessions[0].day }}\n\n{{ sessions[0].title }}\n",
            "announcements/announcement.txt.j2": "{% for s in sessions %}{{ s.id }}{% endfor %}\n",
        }
    )
    assert announce("next").stdout == "2025-03-14-group\n"
    eml = announce("next", "--format", "eml").stdout
    assert "Subject: Friday, March 14, 2025 Channel capacity\n" in eml


def test_a_template_may_change_a_part_of_the_package_s(site: Site, announce: Announce) -> None:
    site.write(
        {
            "announcements/announcement.html.j2": (
                '{% extends "default/announcement.html.j2" %}'
                "{% block foot %}<p>See you, {{ organisers[0] }} {{ '<b>' }}</p>{% endblock %}"
            ),
            "announcements/session.md.j2": "Only {{ session.title }}, {{ '*' }}\n",
        }
    )
    html = announce("next", "--format", "html").stdout
    assert "<p>See you, Mira Lindqvist &lt;b&gt;</p>" in html
    assert "mailto:group" not in html
    assert "<em>capacity</em></h1>" in html
    assert "Only Channel *capacity*, \\*\n" in announce("next", "--format", "markdown").stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n{{ sessions[0].titel }}", "2: unknown name titel; did you mean title?"),
        ("{{ session }}", "1: unknown name session; did you mean sessions?"),
        ("{{ labels.wheer }}", "unknown name wheer; did you mean where?"),
        ("{% if sessions[0].qqq %}{% endif %}", "unknown name qqq; there are access, "),
        ("{{ nothing.at_all }}", "unknown name nothing"),
        ("{% for %}", "announcement.txt.j2:1: "),
        ('{% include "lost.j2" %}', "no template lost.j2"),
        ('{% include "../conf.py" %}', "no template ../conf.py"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ sessions[0].title.__init__ }}", "unsafe"),
        ("{{ 1 // 0 }}", "announcement.txt.j2:1: "),
        ("{{ cycler.__init__.__globals__ }}", "unsafe"),
        ('{% include "announcement.txt.j2" %}', "announcement.txt.j2:1: "),
        ("{{ 'x' | nofilter }}", "nofilter"),
    ],
)
def test_a_template_that_is_wrong_is_one_line_with_its_place(
    site: Site, announce: Announce, text: str, said: str
) -> None:
    site.write({"announcements/announcement.txt.j2": text})
    result = announce("next")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "announcement.txt.j2" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_template_that_is_no_utf_8_is_told(site: Site, announce: Announce) -> None:
    site.write({"announcements/announcement.txt.j2": b"\xff\xfe"})
    assert announce("next").exit_code == 2


def test_a_template_changes_nothing_of_what_it_reads() -> None:
    templates = Templates(None)
    with pytest.raises(AnnouncementTemplateError):
        templates.render("lost.j2", Announcement("s", "session", "h", ()))


def test_the_manual_lists_every_name_that_a_template_may_read() -> None:
    text = MANUAL.read_text("utf-8")
    for one in CLASSES:
        names = {name for name in dir(one) if not name.startswith("_")}
        names |= {field.name for field in fields(one)}
        for name in names:
            assert f"`{name}`" in text, f"{one.__name__}.{name}"
    for name in HEADINGS:
        assert f"`{name}`" in text, f"labels.{name}"


def test_every_word_is_used_by_a_template_of_the_package() -> None:
    folder = Path(announcement.__file__).with_name("templates")
    text = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert [name for name in HEADINGS if f"labels.{name}" not in text] == []
