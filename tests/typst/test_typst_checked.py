# ruff: noqa: INP001 - a package named typst would hide the real one
"""What other programs say of a volume that holds most of what authors write."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from standards import failures
from volume_case import build_volume, png, require_tool

if TYPE_CHECKING:
    from volume_case import Volume

PAGE = r"""# Session of 朱爱清

First paragraph with a [link](https://example.org) and a note[^n].

[^n]: The note.

| Head | Other |
|---|---|
| cell | 漢字 |

$$e = mc^2 \label{eq:energy}$$

By $\eqref{eq:energy}$, office and affluent names are found: Đặng Thị Hồng.

![A blue box](box.png)

## Second heading

- one
- two

مقدمة (2025).
"""


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Volume:
    files: dict[str, str | bytes] = {
        "index.md": "# Home\n\n```{toctree}\npage\n```\n",
        "page.md": PAGE,
        "box.png": png(),
    }
    return build_volume(tmp_path_factory.mktemp("checked"), files)


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_checker_of_standards_has_nothing_to_say(volume: Volume, profile: str) -> None:
    assert failures(volume.pdf, profile) == []


def test_qpdf_finds_no_fault(volume: Volume) -> None:
    require_tool("qpdf")
    command = ["qpdf", "--check", str(volume.pdf)]
    subprocess.run(command, check=True, capture_output=True)


def test_assistive_technology_reads_in_the_order_of_the_source(volume: Volume) -> None:
    require_tool("pdfinfo")
    command = ["pdfinfo", "-struct-text", str(volume.pdf)]
    # poppler writes titles and alternative texts beyond ASCII in UTF-16
    written = subprocess.run(command, check=True, capture_output=True).stdout
    told = written.decode(errors="replace")
    places = [
        told.index(words)
        for words in ("First paragraph", '"Head', '"cell', "Formula", "Figure", '"one', 'H1 "About')
    ]
    assert places == sorted(places)
    headings = re.findall(r'H(\d) "(\w[^"]+)"', told)
    assert headings == [("1", "Contents"), ("2", "Second heading"), ("1", "About this volume")]


def test_names_and_words_with_ligatures_are_found(volume: Volume) -> None:
    text = " ".join(volume.text().split())
    for words in ("朱爱清", "Đặng Thị Hồng", "office and affluent", "مقدمة", "漢字"):
        assert words in text
