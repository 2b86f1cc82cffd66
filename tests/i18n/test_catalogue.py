"""Every visible word is in the catalogue, and one translation is complete."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

import sphinx_seminar

if TYPE_CHECKING:
    from collections.abc import Callable

    from babel.messages.catalog import Catalog

    from seminar_site import Site

PACKAGE = Path(sphinx_seminar.__file__).parent
LOCALE = PACKAGE / "locale"
CHINESE = LOCALE / "zh_CN" / "LC_MESSAGES"
_PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Names and marks, the same in every language.
SAME = {
    *("“%s”", "‘%s’", "&", "BibTeX", "RIS", "CSL-JSON", "ISBN %s", "Outlook.com", "Microsoft 365"),
    *(
        "%(time)s %(talk)s",
        "%(kind)s: %(address)s",
        "%(reading)s [%(locator)s]",
        "%(title)s (%(speakers)s)",
        "%s?",
    ),
    *("BibTeX (ASCII)", "ORCID %s", "%(name)s (%(days)s)"),
    *("%(series)s, %(days)s", "%(series)s, %(when)s: %(title)s", "%(what)s: %(old)s → %(new)s"),
}


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as stream:
        return read_po(stream)


def messages(path: Path) -> dict[str, str]:
    return {str(one.id): str(one.string) for one in catalogue(path) if one.id}


@pytest.fixture(scope="module")
def template() -> dict[str, str]:
    return messages(LOCALE / "sphinx_seminar.pot")


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    return messages(CHINESE / "sphinx_seminar.po")


def test_the_template_holds_every_message_of_the_package(template: dict[str, str]) -> None:
    found = {message for _file, _line, message, _comments, _context in extract_from_dir(PACKAGE)}
    assert set(template) == found, "run `make messages`"


def test_a_translation_is_complete(template: dict[str, str], chinese: dict[str, str]) -> None:
    assert set(chinese) == set(template), "run `make messages`"
    assert [one for one, text in chinese.items() if not text] == []


def test_no_translation_is_doubtful() -> None:
    found = catalogue(CHINESE / "sphinx_seminar.po")
    assert [one.id for one in found if one.id and one.fuzzy] == []


def test_a_translation_has_the_placeholders_of_its_message(chinese: dict[str, str]) -> None:
    wrong = {
        one: text
        for one, text in chinese.items()
        if sorted(_PLACEHOLDER.findall(one)) != sorted(_PLACEHOLDER.findall(text))
    }
    assert wrong == {}


def test_a_translation_is_chinese(chinese: dict[str, str]) -> None:
    assert {one for one, text in chinese.items() if not _CHINESE.search(text)} <= SAME


def test_the_compiled_catalogue_is_the_translation() -> None:
    compiled = BytesIO()
    write_mo(compiled, catalogue(CHINESE / "sphinx_seminar.po"))
    compiled.seek(0)
    with (CHINESE / "sphinx_seminar.mo").open("rb") as stream:
        found = {one.id: one.string for one in read_mo(stream) if one.id}
    assert found == {one.id: one.string for one in read_mo(compiled) if one.id}, (
        "run `make messages`"
    )


# -- in a build ----------------------------------------------------------------------------------

FILES = {
    "refs.bib": "@book{book, author = {Doe, A.}, title = {Book}, year = {2001}, edition = {2}}\n",
    "index.md": (
        "# Index\n\n```{toctree}\na\nb\n```\n\n```{upcoming}\n```\n\n```{readings}\n```\n\n"
        "```{sessions}\n:group: status\n```\n\n```{topics}\n```\n"
    ),
    "a.md": (
        "# A\n\n::::{session} 2025-01-24\n:status: postponed\n:chair: Cid\n:format: online\n\n"
        ":::{talk} Title\n:readings: book (ch. 1)\n:slides: https://example.org/s\n:::\n::::\n"
    ),
    "b.md": "# B\n\n:::{session} 2025-01-31\n:status: tbaa\n:::\n",
}
SHOWN = (
    *(
        "已延期",
        "时间",
        "主持人",
        "Cid",
        "阅读文献",
        "幻灯片",
        "截至 2025年1月20日。",
        "暂无主题。",
    ),
    *("2025年1月24日星期五", "讨论于", "第 2 版", "已安排", "见文献目录"),
)


def test_a_site_in_chinese_says_everything_in_chinese(make_site: Callable[..., Site]) -> None:
    built = make_site(FILES).build("text", language="zh_CN")
    text = built.text("index.txt") + built.text("a.txt")
    assert [one for one in SHOWN if one not in text] == []
    (message,) = built.messages
    assert message.type == "seminar.option-value"
    assert "'tbaa' 不是 status 的有效值；允许的值：scheduled" in message.text
    assert "是否想写 'tba'？" in message.text


def test_a_site_in_english_after_it_says_nothing_in_chinese(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    site.build("text", language="zh_CN", doctrees="zh")
    built = site.build("text", out="english")
    text = built.text("index.txt") + built.text("a.txt") + built.warnings
    assert not _CHINESE.search(text)
    assert "Postponed" in text


def test_a_language_without_a_translation_is_read_in_english(
    make_site: Callable[..., Site],
) -> None:
    built = make_site(FILES).build("text", language="de")
    text = built.text("a.txt")
    assert "Postponed" in text
    assert "Freitag, 24. Januar 2025" in text
