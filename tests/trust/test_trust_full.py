from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils.parsers.rst import directives, roles

from .site import build

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """---
myst:
  enable_extensions: [substitution]
---
# Page

```{raw} html
<i>raw text</i>
```

<u>markup</u>

<!-- SECRET -->

```{eval-rst}
.. raw:: html

   <b>in rst</b>
```

[evil](../../../../../../../../etc/passwd)
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    source = tmp_path / "site"
    source.mkdir()
    return source


def test_full_trust_opens_markup_and_nothing_else(source: Path) -> None:
    site = build(source, {"page.md": PAGE}, seminar_trust="full")
    page = site.page("page.html")
    for markup in ("<i>raw text</i>", "<u>markup</u>", "<b>in rst</b>"):
        assert markup in page
    assert "SECRET" not in page
    assert site.found("page.md") == [("front-matter", 2), ("file-outside", 21)]
    assert site.copied() == set()


def test_two_sites_in_one_process_do_not_share_their_trust(source: Path) -> None:
    before = directives.directive, roles.role
    for trust, is_open in (("safe", False), ("full", True), ("safe", False)):
        site = build(source, {"page.md": PAGE}, seminar_trust=trust)
        assert ("<i>raw text</i>" in site.page("page.html")) is is_open
    assert (directives.directive, roles.role) == before


def test_the_owner_of_a_site_extends_the_list(source: Path) -> None:
    site = build(source, {"page.md": PAGE}, seminar_allowed_directives=["raw", "eval-rst"])
    page = site.page("page.html")
    assert "<i>raw text</i>" in page
    assert "<b>in rst</b>" in page
    assert "<u>markup</u>" not in page


def test_words_that_stand_for_nothing_unsafe_need_no_setting(source: Path) -> None:
    text = "# P\n\n```{talkk} x\ny\n```\n"
    site = build(source, {"page.md": text, "own.md": "# O\n\n```{session} a\nb\n```\n"})
    assert site.found("page.md") == [("refused", 3)]
    assert site.found("own.md") == [("refused", 3)]
    named = build(source, {}, primary_domain="seminar")
    assert named.found("own.md") == []
