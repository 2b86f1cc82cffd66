from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .site import Site, build

if TYPE_CHECKING:
    from pathlib import Path

BOMB = "\n".join(
    f".. |s{level}| replace:: |s{level + 1}| |s{level + 1}| |s{level + 1}|" for level in range(25)
)
PAGES: dict[str, str | bytes] = {
    "index.rst": """
Index
=====

.. toctree::

   Evil <javascript://%0aalert(0)>
   directives
   links
   bomb
""",
    "directives.rst": """
Directives
==========

.. SECRET1 in a comment

.. raw:: html

   <b>raw text</b>

.. role:: evil(raw)
   :format: html

:evil:`<i>role</i>` and :raw:`x`

.. include:: /etc/passwd

.. csv-table::
   :file: /etc/passwd

.. only:: broken (

   only text

.. note::

   .. meta::
      :http-equiv: refresh

.. default-role:: raw

.. note:: allowed
""",
    "links.rst": """
Links
=====

`one <javascript:alert(1)>`_ and two_ and |three|_ and :download:`four <../../etc/passwd>`

.. _two: chain_
.. _chain: JaVaScript:alert(2)
.. _three: vbscript:x

.. |three| image:: ok.png

.. image:: ok.png
   :target: javascript:alert(4)

.. figure:: ../../../../../../etc/passwd
   :alt: five

   Caption

https://example.org/ and smb://host/share
""",
    "bomb.rst": f"\nBomb\n====\n\n|s0|\n\n{BOMB}\n",
    "ok.png": "png",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder: Path = tmp_path_factory.mktemp("rst") / "site"
    folder.mkdir()
    return build(folder, PAGES)


def test_what_is_refused_is_shown_as_text(site: Site) -> None:
    shown = re.sub(r"<[^>]*>", "", site.page("directives.html"))
    for text in ("raw text", "role", ":raw:`x`", "/etc/passwd", "only text", "refresh", "allowed"):
        assert text in shown
    links = re.sub(r"<[^>]*>", "", site.page("links.html"))
    for text in ("one", "two", "javascript:alert(1)", "four", "five", "Caption", "smb:"):
        assert text in links


def test_no_link_runs_directly_or_through_a_chain_of_targets(site: Site) -> None:
    for name in ("index", "directives", "links", "bomb"):
        page = site.page(f"{name}.html")
        assert not re.search(r'(?:href|src)="(?!(?:https?|mailto|tel):|[^":]*")', page), name
        assert "<b>raw" not in page
        assert "<i>role" not in page


def test_no_file_from_outside_is_copied_or_read(site: Site) -> None:
    assert site.copied() == {"ok.png"}
    assert site.holds("root:x:0") == []
    assert site.holds("SECRET1") == []


def test_every_refusal_is_told_with_its_kind_and_line(site: Site) -> None:
    assert site.found("directives.rst") == [
        ("refused", line) for line in (7, 11, 14, 14, 16, 18, 21, 27, 30)
    ]
    kinds = {kind for kind, _line in site.found("links.rst")}
    assert kinds == {"link-scheme", "file-outside"}
    assert [line for kind, line in site.found("links.rst") if kind == "file-outside"] == [5, 16]
    assert site.found("index.rst") == [("link-scheme", 5)]


def test_a_bomb_of_substitutions_is_never_expanded(site: Site) -> None:
    assert ("refused", 7) in site.found("bomb.rst")
    assert len(site.page("bomb.html")) < 40_000
