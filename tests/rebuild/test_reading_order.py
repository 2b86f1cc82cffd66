"""Documents that hold toctrees are read last, in an order that only names decide."""

from __future__ import annotations

from sphinx_seminar.domain.rebuild.reading_order import reading_key


def test_holders_come_last_and_the_root_at_the_very_end() -> None:
    names = ["about", "index", "s/2024/a", "s/2024/index", "s/2025/b", "s/index", "z/c"]
    ordered = sorted(names, key=lambda name: reading_key(name, "index"))
    assert ordered == ["about", "s/2024/a", "s/2025/b", "z/c", "s/2024/index", "s/index", "index"]


def test_a_root_of_another_name_comes_last() -> None:
    names = ["contents", "index", "zoo"]
    ordered = sorted(names, key=lambda name: reading_key(name, "contents"))
    assert ordered == ["zoo", "index", "contents"]
