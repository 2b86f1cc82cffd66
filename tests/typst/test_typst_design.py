# ruff: noqa: INP001 - a package named typst would hide the real one
from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from volume_case import build_volume, png

from sphinx_seminar.rendering.typst.quoting import markup_text

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
Parts
=====

.. container:: as-grid-row sd-row-cols-2

   .. container:: as-grid-item

      .. container:: as-card

         .. container:: as-card-header

            Head of the card

         Body of the card.

         .. container:: as-card-footer

            Foot of the card

   .. container:: as-grid-item

      .. image:: x.png
         :target: https://example.org/

.. container:: as-tab-set

   .. container:: as-tab-item

      .. rubric:: Label of the tab

      .. container:: as-tab-content

         Content of the tab.

.. container:: as-dropdown

   .. rubric:: Title of the dropdown

   Content of the dropdown.

.. code-block:: python
   :linenos:
   :lineno-start: 7
   :emphasize-lines: 2

   first = 1
   second = 2

.. diagram::

   digraph { a -> b }

.. table:: Wide
   :align: left

   ===== =====
   One   Two
   ===== =====
   1     2
   ===== =====

.. raw:: html

   <input class="task-list-item-checkbox" type="checkbox" checked="checked">
"""


@pytest.fixture(scope="module")
def volume(tmp_path_factory: pytest.TempPathFactory) -> Any:
    built = partial(build_volume, tmp_path_factory.mktemp("design"))
    return built(
        {"index.rst": "Home\n====\n\n.. toctree::\n\n   a\n", "a.rst": PAGE, "x.png": png()}
    )


@pytest.mark.parametrize(
    "call",
    [
        "#card-grid(2,",
        "#card[",
        "#card-header[",
        "#card-footer[",
        "#tab-set[",
        "#tab-item[",
        "#dropdown[",
        "#code(first: 7, emphasised: (2,), raw(",
        "#checkbox(true);",
        "side: left,",
    ],
)
def test_common_parts_of_sphinx_design_have_functions_of_the_template(
    volume: Any, call: str
) -> None:
    assert call in volume.source


def test_no_text_of_them_is_lost(volume: Any) -> None:
    text = " ".join(volume.text().split())
    for part in ("Head", "Body", "Foot"):
        assert f"{part} of the card" in text
    for part in ("Label of the tab", "Content of the tab", "Title of the dropdown"):
        assert part in text


def test_a_diagram_that_is_not_drawn_is_told_of_and_shows_its_code(volume: Any) -> None:
    (found,) = volume.said("node")
    assert "Diagram" in found
    assert "digraph { a -> b }" in volume.text()


def test_an_image_that_is_a_link_by_itself_has_its_own_size(volume: Any) -> None:
    assert "#picture(" in volume.source
    assert "#inline-picture(" not in volume.source


def test_a_word_longer_than_a_line_may_be_broken_and_others_stay() -> None:
    assert markup_text("x" * 70).count("\u200b") == 3
    assert "\u200b" not in markup_text("x" * 59)
    assert "\u200b" not in markup_text("\u6f22" * 70)


def test_a_long_address_is_copied_from_the_page_as_it_is() -> None:
    address = f"https://example.org/{'papers/' * 9}"
    assert markup_text(f"({address}), {address}") == f'#"({address}), {address}";'


def test_a_list_of_file_endings_may_be_broken(tmp_path: Path) -> None:
    endings = ", ".join(f"``.ending{number}``" for number in range(30))
    volume = build_volume(tmp_path, {"index.rst": f"Home\n====\n\n{endings}\n"})
    lines = [line for line in volume.text().splitlines() if ".ending" in line]
    assert len(lines) > 2
    assert max(map(len, lines)) < 120
