"""From a talk to what was read, and from a reading to every session that discussed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_seminar.model.talk import ReadingUse, UseRole

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Built, Site

BIB = """\
@book{book,
  author = {Doe, Ann}, title = {The Book}, year = {2001},
  isbn = {978-0-306-40615-7}, url = {https://example.org/~books/caf%C3%A9/},
}
@article{paper, author = {Roe, Bob}, title = {The Paper}, year = {2002}, doi = {10.1234/Paper}}
@misc{preprint,
  author = {Poe, Cid}, title = {The Preprint}, year = {2003},
  eprint = {2101.00001}, archiveprefix = {arXiv}}
@misc{page, title = {The Page}, url = {https://www.example.com/page?id=7&lang=en}}
"""
INDEX = "# Index\n\n```{toctree}\n:glob:\n\ntalks/*\n```\n\n## Bibliography\n\n```{readings}\n```\n"


def talk_page(body: str, *options: str, day: str = "2025-01-17") -> str:
    typed = "\n".join(options)
    talk = f":::{{talk}} A talk\n{typed}\n\n{body}\n:::\n"
    return f"# Page {day}\n\n::::{{session}} {day}\n\n{talk}::::\n"


def site_with(make_site: Callable[..., Site], *pages: str) -> Site:
    numbered = {f"talks/{number:02}.md": page for number, page in enumerate(pages)}
    return make_site({"refs.bib": BIB, "index.md": INDEX, **numbered})


def keys_used(built: Built) -> list[str]:
    (session,) = built.archive.sessions
    return [use.use.key for use in built.archive.uses_by_session[session.id]]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://doi.org/10.1234/paper", "paper"),
        ("http://dx.doi.org/10.1234/PAPER", "paper"),
        ("doi:10.1234/paper", "paper"),
        ("https://publisher.example/doi/pdf/10.1234/paper", "paper"),
        ("https://publisher.example/doi/abs/10.1234/Paper?utm_source=x&utm_medium=y", "paper"),
        ("https://doi.org/10.1234%2Fpaper", "paper"),
        ("https://arxiv.org/abs/2101.00001", "preprint"),
        ("http://www.arxiv.org/pdf/2101.00001v2.pdf", "preprint"),
        ("https://arxiv.org/html/2101.00001v1", "preprint"),
        ("https://doi.org/10.48550/arXiv.2101.00001", "preprint"),
        ("https://books.example/isbn/9780306406157", "book"),
        ("https://www.amazon.com/dp/0306406152", "book"),
        ("http://www.example.org/%7Ebooks/café", "book"),
        ("https://example.org/~books/caf%c3%a9?utm_campaign=mail#chapter-1", "book"),
        ("https://example.com/page?lang=en&id=7", "page"),
        ("https://example.com/page/?id=7&lang=en&fbclid=abc", "page"),
    ],
)
def test_a_plain_link_is_a_use_of_the_reading_it_leads_to(
    make_site: Callable[..., Site], url: str, key: str
) -> None:
    built = site_with(make_site, talk_page(f"See [this]({url}).")).build("dummy")
    assert not built.warnings
    assert keys_used(built) == [key]
    (link,) = [
        one for one in built.doctree("talks/00").findall(nodes.reference) if one.astext() == "this"
    ]
    assert link["internal"]
    assert link["refuri"].endswith(f"#reading-{key}")


@pytest.mark.parametrize(
    "url", ["https://example.com/page?id=8&lang=en", "https://example.org/", "mailto:a@example.org"]
)
def test_another_link_stays_what_it_is(make_site: Callable[..., Site], url: str) -> None:
    built = site_with(make_site, talk_page(f"See [this]({url}).")).build("dummy")
    assert keys_used(built) == []
    uris = [one["refuri"] for one in built.doctree("talks/00").findall(nodes.reference)]
    assert url in uris


def test_a_plain_link_in_restructuredtext_is_a_use_as_well(make_site: Callable[..., Site]) -> None:
    page = (
        "Page\n====\n\n.. session:: 2025-01-17\n\n   Read `this <https://doi.org/10.1234/paper>`_.\n\n"
        "   .. talk:: A talk\n\n      And https://arxiv.org/abs/2101.00001 too.\n"
    )
    site = make_site({"refs.bib": BIB, "index.md": INDEX, "talks/a.rst": page})
    built = site.build("dummy")
    (session,) = built.archive.sessions
    uses = built.archive.uses_by_session[session.id]
    assert [(use.talk and use.talk.id, use.use.key) for use in uses] == [
        (None, "paper"),
        ("2025-01-17-1", "preprint"),
    ]


@pytest.mark.parametrize(
    ("role", "shown"),
    [
        ("{reading}`book (ch. 2)`", "Doe (2001, ch. 2)"),
        ("{cite}`book`", "(Doe, 2001)"),
        ("{cite}`book (p. 3); paper`", "(Doe, 2001, p. 3; Roe, 2002)"),
        ("{cite-full}`paper`", "Roe, Bob. 2002. “The Paper.”"),
    ],
)
def test_a_role_cites_and_is_a_use(make_site: Callable[..., Site], role: str, shown: str) -> None:
    built = site_with(make_site, talk_page(f"As {role}.")).build("text")
    assert not built.warnings
    assert keys_used(built)[0] in {"book", "paper"}
    assert shown in " ".join(built.text("talks/00.txt").split())


def test_a_locator_in_a_role_is_the_uses(make_site: Callable[..., Site]) -> None:
    built = site_with(make_site, talk_page("As {cite}`book (p. 3)`.")).build("dummy")
    (session,) = built.archive.sessions
    assert session.talks[0].readings == (ReadingUse("book", "p. 3"),)


def test_a_typed_reading_counts_before_a_link_and_a_role(make_site: Callable[..., Site]) -> None:
    body = "{cite}`book (p. 3)`, [paper](https://doi.org/10.1234/paper), {cite}`book`"
    page = talk_page(body, ":readings: paper (sec. 1)", ":further-readings: book")
    built = site_with(make_site, page).build("dummy")
    (session,) = built.archive.sessions
    uses = [use.use for use in built.archive.uses_by_session[session.id]]
    assert uses == [ReadingUse("paper", "sec. 1"), ReadingUse("book", "", UseRole.FURTHER)]


def test_a_link_to_a_material_is_no_reading(make_site: Callable[..., Site]) -> None:
    page = talk_page("Text.", ":recording: https://doi.org/10.1234/paper")
    built = site_with(make_site, page).build("dummy")
    assert keys_used(built) == []
    uris = [one["refuri"] for one in built.doctree("talks/00").findall(nodes.reference)]
    assert "https://doi.org/10.1234/paper" in uris


@pytest.mark.parametrize("parallel", [1, 2])
def test_a_reading_of_forty_pages_stands_once_and_every_link_leads_there(
    make_site: Callable[..., Site], parallel: int
) -> None:
    pages = [
        talk_page(
            "As {cite}`book`, [here](https://doi.org/10.1234/paper).",
            f":readings: book (ch. {n})",
            day=f"2025-{1 + n // 28:02}-{1 + n % 28:02}",
        )
        for n in range(40)
    ]
    built = site_with(make_site, *pages).build("html", parallel=parallel)
    assert not built.warnings
    index = built.text("index.html")
    for key in ("book", "paper"):
        assert index.count(f'id="reading-{key}"') == 1
        for number in range(40):
            page = built.text(f"talks/{number:02}.html")
            assert f'href="../index.html#reading-{key}"' in page
            assert f'id="reading-{key}"' not in page
    for number in range(40):
        assert f"ch. {number}" in index
    assert [len(built.archive.uses_by_reading[key]) for key in ("book", "paper")] == [40, 40]


def test_each_page_lists_its_own_readings_in_full(make_site: Callable[..., Site]) -> None:
    page = talk_page("Text.", ":readings: book (ch. 1-3)", ":further-readings: paper")
    text = site_with(make_site, page).build("text").text("talks/00.txt")
    for shown in ("Readings", "The Book", "[ch. 1-3]", "Further readings", "The Paper"):
        assert shown in text
    assert "The Preprint" not in text


def test_the_bibliography_holds_unread_entries_and_says_where_others_were_read(
    make_site: Callable[..., Site],
) -> None:
    page = talk_page("Text.", ":readings: book (ch. 1-3)", ":speaker: Ada")
    text = site_with(make_site, page).build("text").text("index.txt")
    for title in ("The Book", "The Paper", "The Preprint", "The Page"):
        assert text.count(title) == 1
    assert "Ada, January 17, 2025 (ch. 1-3)" in " ".join(text.split())


def test_without_a_bibliography_page_links_stay_and_nothing_dangles(
    make_site: Callable[..., Site],
) -> None:
    page = talk_page("[here](https://doi.org/10.1234/paper), {cite}`book`", ":readings: preprint")
    site = make_site({"refs.bib": BIB, "index.md": page})
    built = site.build("html")
    assert not built.warnings
    assert 'href="https://doi.org/10.1234/paper"' in built.text("index.html")
    assert keys_used(built) == ["preprint", "book", "paper"]


def test_works_of_one_author_and_year_are_told_apart(make_site: Callable[..., Site]) -> None:
    bib = "".join(
        f"@misc{{{key}, author = {{Doe, Ann}}, title = {{{title}}}, year = {{2001}}}}\n"
        for key, title in (("z", "Alpha"), ("a", "Beta"))
    )
    page = talk_page("See {cite}`z` and {cite}`a`.")
    built = make_site({"refs.bib": bib, "index.md": INDEX, "talks/a.md": page}).build("text")
    text = " ".join(built.text("talks/a.txt").split())
    assert "(Doe, 2001a) and (Doe, 2001b)" in text
