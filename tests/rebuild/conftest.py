"""A small site that is built, changed and built again, beside clean builds of the same."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from sphinx.cmd.build import build_main

HERE = Path(__file__).parent
EXTENSIONS = HERE.parents[1] / "extensions"
sys.path.append(str(HERE))
sys.path.append(str(EXTENSIONS))

CONF = """\
project = "Seminar"
author = "Organisers"
copyright = "2025, Organisers"
extensions = ["myst_parser", "rebuild_alone"]
myst_heading_anchors = 2
html_theme = {theme!r}
html_sidebars = {sidebars!r}
html_static_path = ["_static"]
html_css_files = ["own.css"]
exclude_patterns = ["_build"]
"""
#: A transparent and a black pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c63000100000500010d0a2db40000000049454e44ae426082"
)

PAGES = {
    "index.md": """\
        # Seminar

        ```{toctree}
        :maxdepth: 2
        sessions/2024/index
        sessions/2025/index
        about
        ```
        """,
    "about.md": """\
        # About

        The first session is {doc}`sessions/2024/2024-01-05`; see {ref}`rules`.

        ```{index} single: welcome
        ```

        (rules)=
        ## Rules

        Be kind.
        """,
    "sessions/2024/index.md": """\
        # Year 2024

        ```{toctree}
        :glob:
        :hidden:
        2024-*
        ```
        """,
    "sessions/2025/index.md": """\
        # Year 2025

        ```{toctree}
        :glob:
        :hidden:
        2025-*
        ```
        """,
    "sessions/2024/2024-01-05.md": """\
        # Coarse graining

        ```{index} pair: coarse; graining
        ```

        Homogenisation and xylophones. ![A board](board.png)
        """,
    "sessions/2024/2024-02-02.md": "# Force fields\n\nNetworks and quokkas.\n",
    "sessions/2024/2024-03-01.md": "# Closures\n\nPolymers, see [](#rules).\n",
    "sessions/2025/2025-01-17.md": "# Principles\n\nMultiscale zebras.\n\n## Readings\n\nNone.\n",
    "sessions/2025/2025-01-31.md": "# Fluids\n\nNon-Newtonian; [slides](slides.pdf).\n",
}


class Site:
    """A source folder, an output folder and a doctree folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "source"
        self.doctrees = folder / "doctrees"
        self.clean_builds = 0
        self.apart = False
        self.configure()
        for name, text in PAGES.items():
            self.write(name, text)
        (self.source / "_static").mkdir()
        self.write("_static/own.css", "p { color: black }\n")
        (self.source / "sessions/2024/board.png").write_bytes(PNG)
        (self.source / "sessions/2025/slides.pdf").write_bytes(b"%PDF-1.4\n")

    def configure(self, theme: str = "basic", *, tree: bool = False, more: str = "") -> None:
        sidebars = {"**": ["globaltoc.html"] if tree else []}
        self.write("conf.py", CONF.format(theme=theme, sidebars=sidebars) + more)

    def write(self, name: str, text: str) -> None:
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.source / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def remove(self, name: str) -> None:
        (self.source / name).unlink()

    def out(self, builder: str = "html") -> Path:
        return self.folder / f"out-{builder}"

    def build(self, builder: str = "html", *options: str, out: Path | None = None) -> None:
        self._run(builder, out or self.out(builder), self.doctrees, options)

    def clean(self, builder: str = "html", *options: str) -> Path:
        self.clean_builds += 1
        out = self.folder / f"clean-{self.clean_builds}"
        self._run(builder, out, self.folder / f"clean-doctrees-{self.clean_builds}", options)
        return out

    def _run(self, builder: str, out: Path, doctrees: Path, options: tuple[str, ...]) -> None:
        arguments = ["-q", "-b", builder, "-d", str(doctrees), *options]
        arguments += [str(self.source), str(out)]
        if self.apart:
            # some themes and Sphinx's checksums of assets remember what an earlier build
            # of the same process saw
            environment = dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))
            subprocess.run(
                [sys.executable, "-m", "sphinx", *arguments], check=True, env=environment
            )
        else:
            assert build_main(arguments) == 0

    def rewritten(self, builder: str = "html", *options: str) -> set[str]:
        """Build, and return the documents whose pages were written."""
        out = self.out(builder)
        before = written_times(out)
        self.build(builder, *options)
        return {
            str(Path(name).with_suffix(""))
            for name, time in written_times(out).items()
            if before.get(name) != time
        }


def written_times(out: Path) -> dict[str, int]:
    """Return when each page was written; pages that Sphinx always writes are left out."""
    return {
        path.relative_to(out).as_posix(): path.stat().st_mtime_ns
        for path in out.rglob("*")
        if path.suffix in {".html", ".txt", ".xml"}
        and not {"genindex", "search"} & {path.stem, path.parent.name}
        and not path.relative_to(out).parts[0].startswith("_")
    }


def tree(out: Path) -> dict[str, str]:
    """Return the digests of all files of an output folder."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def differences(first: Path, second: Path) -> list[str]:
    one, two = tree(first), tree(second)
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1737100800")
    return Site(tmp_path)


@pytest.fixture
def built(site: Site) -> Site:
    site.build()
    return site


def set_back(path: Path, seconds: int = 3600) -> None:
    """Make *path* older, as files of an earlier day are."""
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns - seconds * 10**9))
