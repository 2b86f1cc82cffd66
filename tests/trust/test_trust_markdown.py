from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .site import Site, build

if TYPE_CHECKING:
    from pathlib import Path

PAGES: dict[str, str | bytes] = {
    "html.md": """# HTML

<script>alert(1)</script>

Text <b onclick=x>bold</b> <!-- SECRET1 --> end.

<!-- SECRET2

SECRET2 -->

% SECRET3

<div><!-- SECRET4 -->kept</div>

- item <!-- SECRET5 -->
""",
    "directives.md": """# Directives

```{raw} html
<i>raw text</i>
```

{raw}`role text` and {unheard}`of`

```{eval-rst}
.. raw:: html

   <b>in rst</b>
```

````{note}
```{include} /etc/passwd
```
````

```{literalinclude} /etc/passwd
```

```{csv-table}
:file: /etc/passwd
```

```{csv-table}
:url: http://127.0.0.1:9/
```

```{only} broken (
only text
```

```{meta}
:http-equiv: refresh
```

```{automodule} os
```

```{admonitoin} typed
wrong
```

```{csv-table}
:header: left, right

one, two
```

:::{seminar:session} a
own text
:::
""",
    "links.md": """# Links

<smb:share> [user](https://user@evil.example/) [data](<ms-word:x>)

```{image} ok.png
:target: javascript:alert(1)
```

```{figure} ok.png
:target: javascript:alert(2)

Caption
```

[number](doi:10.1000/182) [call](tel:+4930) [mail](mailto:a@example.org?bcc=b@example.org)

```{toctree}
Evil <javascript://%0aalert(3)>
Good <https://example.org/>
```

[good](https://example.org/a) [page](html.md) [anchor](#links)

[![alt](ok.png)](https://u@evil.example/)
""",
    "files.md": """# Files

[slides](../../../../../../../etc/passwd)

![picture](../../../../../../../etc/passwd)

{download}`../../../../../../../etc/passwd`

<path:../../../../../../../etc/passwd>

[settings](conf.py) ![any](conf.*)

[hidden](.hidden.pdf) [access](access.toml) [linked](leak.pdf) [page](page.html)

[fine](ok.pdf) ![fine](ok.png) ![many](ok.*)

![drawing](drawing.svg) [drawing](drawing.svg)
""",
    "remote.md": """# Remote

![tracker](https://evil.example/t.png)

![shown](https://pictures.example/p.png)

```{figure} https://evil.example/f.png
Caption
```

```{image} data:image/svg+xml;base64,PHN2Zz4=
```
""",
    "access.toml": "SECRET6 = 1",
    "conf.py": "SECRET7 = 1",
    "page.html": "SECRET8",
    ".hidden.pdf": "SECRET9",
    "ok.pdf": "pdf",
    "ok.png": "png",
    "drawing.svg": "<svg/>",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("markdown") / "site"
    folder.mkdir()
    (folder.parent / "outside.pdf").write_text("SECRET10", encoding="utf-8")
    (folder / "leak.pdf").symlink_to(folder.parent / "outside.pdf")
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    return build(folder, PAGES, seminar_remote_images=["pictures.example"])


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("html", ["alert", "bold", "onclick=x", "end.", "kept", "item"]),
        (
            "directives",
            ["raw text", "role text", "in rst", "/etc/passwd", "only text", "refresh"],
        ),
        ("directives", ["automodule", "typed", "wrong", "left", "two", "own text", "unheard"]),
        ("links", ["smb:share", "evil.example", "ms-word:x", "javascript:alert(1)", "Caption"]),
        ("files", ["slides", "picture", "/etc/passwd", "settings", "conf.py", "hidden"]),
        ("remote", ["tracker", "https://evil.example/f.png", "data:image", "Caption"]),
    ],
)
def test_what_is_refused_is_shown_as_text(site: Site, name: str, kept: list[str]) -> None:
    shown = re.sub(r"<[^>]*>", "", site.page(f"{name}.html").partition('role="main"')[2])
    for text in kept:
        assert text in shown, text


def test_no_page_holds_markup_or_addresses_that_run(site: Site) -> None:
    for name in ("html", "directives", "links", "files", "remote"):
        page = site.page(f"{name}.html")
        assert not re.search(r'(?:href|src)="(?!(?:https?|mailto|tel):|[^":]*")', page), name
        main = page.partition('role="main"')[2].partition("sphinxsidebar")[0]
        assert "<script" not in main
        assert "onclick=x>" not in main
        assert "<i>raw" not in main
        assert 'http-equiv="refresh"' not in page


def test_files_are_copied_from_the_source_folder_and_of_allowed_kinds_only(site: Site) -> None:
    assert site.copied() == {"ok.pdf", "ok.png", "drawing.svg"}
    assert site.holds("root:x:0") == []


@pytest.mark.parametrize("number", range(1, 11))
def test_no_comment_and_no_secret_file_reaches_an_output(site: Site, number: int) -> None:
    assert site.holds(f"SECRET{number}") == []


def test_remote_pictures_become_links_unless_their_host_is_allowed(site: Site) -> None:
    page = site.page("remote.html")
    assert 'href="https://evil.example/t.png"' in page
    assert re.findall(r'<img[^>]*src="(.*?)"', page) == ["https://pictures.example/p.png"]


def test_good_links_stay_and_a_doi_leads_to_its_resolver(site: Site) -> None:
    page = site.page("links.html")
    for address in ("https://doi.org/10.1000/182", "tel:+4930", "https://example.org/a"):
        assert f'href="{address}"' in page
    assert 'href="html.html"' in page


def test_every_refusal_is_told_with_its_kind_and_line(site: Site) -> None:
    assert site.found("html.md") == [("refused", line) for line in (3, 5, 13)]
    assert site.found("directives.md") == [
        ("refused", line) for line in (3, 7, 7, 9, 16, 20, 23, 27, 31, 35, 39, 42)
    ]
    assert site.found("links.md") == [("link-scheme", line) for line in (3, 3, 5, 9, 15, 17, 24, 3)]
    assert site.found("files.md") == [
        *(("file-outside", line) for line in (3, 5, 7, 9)),
        *(("refused", line) for line in (11, 11, 13, 13)),
        ("file-outside", 13),
        *(("refused", line) for line in (13, 17)),
    ]
    assert site.found("remote.md") == [("image", 3), ("image", 7), ("link-scheme", 11)]


def test_a_mistyped_directive_is_told_the_nearest_and_a_dangerous_one_is_not(
    site: Site,
) -> None:
    texts = {one.line: one.text for one in site.messages if one.name == "directives.md"}
    assert "did you mean 'admonition'" in texts[42]
    assert "did you mean" not in texts[3]
    assert "csv-table :file:" in texts[23]


@pytest.mark.parametrize("builder", ["xml", "text", "latex", "epub", "gettext", "singlehtml"])
def test_every_builder_is_as_safe(folder: Path, site: Site, builder: str) -> None:
    other = build(
        folder,
        {},
        builder,
        seminar_remote_images=["pictures.example"],
        epub_copyright="-",
        version="1",
    )
    for number in range(1, 11):
        assert other.holds(f"SECRET{number}") == []
    assert other.holds("root:x:0") == []
    # the findings of the read phase are told again, in the same words
    assert set(other.messages) == set(site.messages)


def test_a_parallel_build_says_and_writes_the_same(
    tmp_path: Path, site: Site, folder: Path
) -> None:
    source = tmp_path / "site"
    source.mkdir()
    (tmp_path / "outside.pdf").write_text("SECRET10", encoding="utf-8")
    (source / "leak.pdf").symlink_to(tmp_path / "outside.pdf")
    pages: dict[str, str | bytes] = dict(PAGES)
    # Sphinx reads in parallel from six documents on
    pages.update({f"more{number}.md": "# More\n" for number in range(6)})
    other = build(source, pages, parallel=2, seminar_remote_images=["pictures.example"])
    assert other.messages == site.messages
    for name in ("html", "directives", "links", "files", "remote"):
        main = [
            one.page(f"{name}.html").partition('role="main"')[2].partition("</section>")[0]
            for one in (site, other)
        ]
        assert main[0] == main[1].replace(str(source), str(folder))
