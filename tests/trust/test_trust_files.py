from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_seminar.domain.trust.files import PICTURES, FileRefusal, resolve_inside

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    (root / "sub" / "dir.pdf").mkdir(parents=True)
    (root / ".git").mkdir()
    for name in ("a.pdf", "sub/b.PDF", "conf.py", ".git/c.pdf", "d.svg"):
        (root / name).write_text("x", encoding="utf-8")
    (tmp_path / "out.pdf").write_text("x", encoding="utf-8")
    (root / "leak.pdf").symlink_to(tmp_path / "out.pdf")
    (root / "alias.pdf").symlink_to(root / "conf.py")
    (root / "tohidden.pdf").symlink_to(root / ".git" / "c.pdf")
    (root / "fine.pdf").symlink_to(root / "a.pdf")
    (root / "loop.pdf").symlink_to(root / "loop.pdf")
    return root


@pytest.mark.parametrize(
    ("docname", "target", "expected"),
    [
        ("index", "a.pdf", "a.pdf"),
        ("sub/page", "b.PDF", "sub/b.PDF"),
        ("sub/page", "../a.pdf", "a.pdf"),
        ("sub/page", "/a.pdf", "a.pdf"),
        ("index", "fine.pdf", "a.pdf"),
        ("index", "missing.pdf", "missing.pdf"),
    ],
)
def test_a_file_of_the_site_is_found(root: Path, docname: str, target: str, expected: str) -> None:
    assert resolve_inside(root, docname, target) == (root / expected).resolve()


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("../out.pdf", FileRefusal.OUTSIDE),
        ("/../out.pdf", FileRefusal.OUTSIDE),
        ("../root2/a.pdf", FileRefusal.OUTSIDE),
        ("leak.pdf", FileRefusal.OUTSIDE),
        ("..\\out.pdf", FileRefusal.OUTSIDE),
        ("../../../../../../etc/passwd", FileRefusal.OUTSIDE),
        (".git/c.pdf", FileRefusal.HIDDEN),
        ("tohidden.pdf", FileRefusal.HIDDEN),
        ("conf.py", FileRefusal.SUFFIX),
        ("alias.pdf", FileRefusal.SUFFIX),
        ("d.svg", FileRefusal.SUFFIX),
        ("", FileRefusal.SUFFIX),
        ("sub/dir.pdf", FileRefusal.IRREGULAR),
        ("a\0.pdf", FileRefusal.NAME),
        ("\ud800.pdf", FileRefusal.NAME),
    ],
)
def test_any_other_file_is_refused_with_its_reason(
    root: Path, target: str, reason: FileRefusal
) -> None:
    assert resolve_inside(root, "index", target) is reason


def test_a_drawing_may_be_shown_but_not_offered(root: Path) -> None:
    assert resolve_inside(root, "index", "d.svg", PICTURES) == (root / "d.svg").resolve()
