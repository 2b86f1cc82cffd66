from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.model.session import Status
from sphinx_seminar.outputs.leaks.needles import squeeze
from sphinx_seminar.outputs.leaks.unpacking import contents
from sphinx_seminar.parsing.materials import Openness, Terms, parse_material

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seminar_site import Site

BIB = "@book{doe2001, author = {Doe, Ann}, title = {Known Book}, year = 2001}\n"
LISTINGS = "".join(
    f"\n```{{{name}}}\n```\n" for name in ("sessions", "speakers", "topics", "readings")
)
INDEX = "# Index\n\n```{toctree}\npage\nother\n```\n" + LISTINGS
OTHER = "# Other\n\n:::{session} 2025-02-01\n\n{session}`2025-01-17`\n:::\n"
PAGE = """\
# Quuxology of everything

Prelude by Quuxmaster.

::::{{session}} 2025-01-17
{session}
:notice: Quuxnotice.

Sessiontext of Quuxmaster.

:::{{talk}} Quuxology
{talk}
:speaker: Quentin Quuxmaster
:topics: quuxtopics
:readings: doe2001
:recording: https://video.example/quuxvideo
Quuxabstract, see {{cite}}`doe2001`.
:::
::::
"""


def holding(folder: Path, word: bytes) -> set[str]:
    """Return the files under *folder* that hold *word*, packed or not."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(word in squeeze(part) for part in contents(path.read_bytes()))
    }


def make(make_site: Callable[..., Site], session: str = "", talk: str = "") -> Site:
    page = PAGE.format(session=session, talk=talk)
    return make_site({"refs.bib": BIB, "index.md": INDEX, "page.md": page, "other.md": OTHER})


BUILDERS = ["html", "singlehtml", "epub", "text", "latex", "seminarpdf", "man", "texinfo", "xml"]


@pytest.mark.parametrize("builder", BUILDERS)
def test_a_withdrawn_session_leaves_a_tombstone_everywhere(
    make_site: Callable[..., Site], builder: str
) -> None:
    site = make(make_site, session=":withdrawn: As the speaker wished")
    built = site.build(builder, html_copy_source=True, version="1")
    assert holding(built.outdir, b"quux") == set()
    assert holding(site.folder / "doctrees", b"quux") == set()
    if builder != "seminarpdf":
        assert holding(built.outdir, b"asthespeakerwished")
    assert built.messages == []


def test_a_withdrawn_session_keeps_its_ids(make_site: Callable[..., Site]) -> None:
    built = make(make_site, session=":withdrawn: Gone").build()
    session = built.archive.session_by_id["2025-01-17"]
    assert session.status is Status.WITHDRAWN
    assert (session.reason, session.title) == ("Gone", ())
    assert [talk.id for talk in session.talks] == ["2025-01-17-1"]
    page = built.text("page.html")
    assert 'id="session-2025-01-17"' in page
    assert 'id="talk-2025-01-17-1"' in page
    assert 'href="page.html#session-2025-01-17"' in built.text("other.html")
    assert "STATUS:CANCELLED" in built.text("calendar-all.ics")


@pytest.mark.parametrize("builder", ["html", "text", "latex", "seminarpdf"])
def test_a_withdrawn_talk_leaves_a_tombstone(make_site: Callable[..., Site], builder: str) -> None:
    site = make(make_site, talk=":withdrawn: Retracted")
    built = site.build(builder, html_copy_source=True)
    # what the author wrote around the talk is left
    for word in (b"quuxology", b"quentin", b"quuxabstract", b"quuxvideo", b"quuxtopics"):
        assert holding(built.outdir, word) == set()
    talk = built.archive.talk_by_id["2025-01-17-1"].talk
    assert (talk.withdrawn, talk.reason, talk.speakers) == (True, "Retracted", ())


def test_a_withdrawal_reaches_pages_that_were_built(make_site: Callable[..., Site]) -> None:
    site = make(make_site)
    assert holding(site.build().outdir, b"quux")
    site.write({"page.md": PAGE.format(session=":withdrawn: Gone", talk="")})
    assert holding(site.build().outdir, b"quux") == set()


# -- materials -------------------------------------------------------------------------------

UNTIL = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "target", "terms"),
    [
        ("talk.pdf", "talk.pdf", Terms()),
        ("talk.pdf {members}", "talk.pdf", Terms(Openness.MEMBERS)),
        ("talk.pdf {never}", "talk.pdf", Terms(Openness.NEVER)),
        ("talk.pdf {embargo-until 2026-12-01}", "talk.pdf", Terms(until=UNTIL)),
        (
            "a.pdf {members, embargo-until 2026-12-01}",
            "a.pdf",
            Terms(Openness.MEMBERS, UNTIL),
        ),
        (
            "https://a.example/x {archived https://b.example/y}",
            "https://a.example/x",
            Terms(archived="https://b.example/y"),
        ),
    ],
)
def test_terms_are_read(text: str, target: str, terms: Terms) -> None:
    assert parse_material(text) == (target, terms, ())


@pytest.mark.parametrize(
    "terms",
    ["{membrs}", "{embargo-until soon}", "{embargo-until 2026-13-01}", "{until 2030-01-01}"],
)
def test_terms_that_cannot_be_read_publish_nothing(terms: str) -> None:
    _target, read, findings = parse_material(f"talk.pdf {terms}")
    assert read.openness is Openness.NEVER
    assert findings


def _with_slides(make_site: Callable[..., Site], terms: str) -> Site:
    page = (
        "# P\n\n::::{session} 2025-01-17\n\n:::{talk} T\n"
        f":slides: hidden-talk.pdf {terms}\n:::\n::::\n"
    )
    return make_site({"index.md": page, "hidden-talk.pdf": b"%PDF-1.4 slides of the talk\n"})


def _copied(folder: Path) -> bool:
    return any(folder.rglob("hidden-talk.pdf"))


@pytest.mark.parametrize(
    ("terms", "audience", "published", "said"),
    [
        ("", "public", True, "Slides"),
        ("{public}", "public", True, "Slides"),
        ("{members}", "public", False, "for members"),
        ("{members}", "members", True, "Slides"),
        ("{never}", "public", False, ""),
        ("{never}", "members", False, ""),
        ("{embargo-until 2025-01-20}", "public", True, "Slides"),
        ("{embargo-until 2025-01-21}", "public", False, "from 2025-01-21"),
        ("{embargo-until 2025-01-21}", "members", False, "from 2025-01-21"),
    ],
)
def test_a_material_is_published_on_its_terms(
    make_site: Callable[..., Site], terms: str, audience: str, *, published: bool, said: str
) -> None:
    built = _with_slides(make_site, terms).build(seminar_audience=audience, html_copy_source=True)
    assert _copied(built.outdir) is published
    assert bool(holding(built.outdir, b"hiddentalk")) is published
    assert said in built.text("index.html")


def test_an_embargo_ends_on_its_day_without_an_edit(make_site: Callable[..., Site]) -> None:
    site = _with_slides(make_site, "{embargo-until 2025-02-01}")
    assert not _copied(site.build(seminar_today="2025-01-31").outdir)
    assert _copied(site.build(seminar_today="2025-02-01").outdir)
    assert not _copied(site.build(seminar_today="2025-01-31").outdir)


def test_a_copy_in_an_archive_is_linked_to(make_site: Callable[..., Site]) -> None:
    built = _with_slides(make_site, "{archived https://web.archive.org/web/1/x}").build()
    assert 'href="https://web.archive.org/web/1/x"' in built.text("index.html")
    assert "archived copy" in built.text("index.html")
