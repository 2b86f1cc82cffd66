"""Ask the judged queries: of the search page, of ``seminar search`` and of Sphinx's own search.

The queries and what should be found stand in ``tests/search/judged/judgements.toml``. A talk
is found when its page is among the first three results; an entry of a list only by its anchor,
but for Sphinx's search the page of the list counts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "tests"), str(HERE.parent / "extensions")]

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from search.judging import ARCHIVE, judged_queries, scores, share
from search.serving import Server, open_browser
from sphinx_seminar.outputs.search.asking import Wanted, ask
from sphinx_seminar.outputs.search.record import RECORDS, read_lines
from sphinx_seminar.outputs.search.sqlite import write_database

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver import Chrome

    from search.judging import Score

CLASSES = ("exact", "partial", "misspelt", "accented", "cjk", "fielded", "")
#: The day of the build, after the last session.
DAY = "1745000000"
#: When a page has its results, and where their links are.
OURS = (
    (
        "const p = document.querySelector('#seminar-search'); return p && !p.hidden &&"
        " !p.hasAttribute('aria-busy') && p.querySelector('.seminar-search-count').textContent"
    ),
    "#seminar-search .seminar-search-results h3 a",
)
SPHINX = (
    (
        "const p = document.querySelector('.search-summary');"
        " return p && /finished|did not match|found/i.test(p.textContent)"
    ),
    "#search-results ul.search li > a",
)


def asker(
    browser: Chrome, server: Server, page: str, signs: tuple[str, str]
) -> Callable[[str], list[str]]:
    """Return a function that asks the search *page* and returns the first addresses."""
    ready, links = signs
    root = urlsplit(server.url).path

    def find(text: str) -> list[str]:
        browser.get(f"{server.url}{page}?q={quote(text)}")
        WebDriverWait(browser, 60, 0.05).until(lambda one: one.execute_script(ready))
        found = [one.get_attribute("href") for one in browser.find_elements(By.CSS_SELECTOR, links)]
        parts = [urlsplit(href or "") for href in found[:10]]
        return [
            unquote(one.path.removeprefix(root))
            + (f"#{unquote(one.fragment)}" * bool(one.fragment))
            for one in parts
        ]

    return find


def build(work: Path) -> Path:
    """Build the archive of the judged queries; return its pages."""
    out = work / "html"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(work / "doctrees")]
    environment = dict(
        os.environ, PYTHONPATH=str(HERE.parent / "extensions"), SOURCE_DATE_EPOCH=DAY
    )
    subprocess.run([*command, str(ARCHIVE), str(out)], env=environment, check=True)
    return out


def print_table(columns: dict[str, list[Score]]) -> None:
    """Print success at three, by class, of the two parts of the queries."""
    print("| class | " + " | ".join(f"{name}, open / held out" for name in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for kind in CLASSES:
        cells = [
            " / ".join(f"{share(one, kind, held_out=part):.2f}" for part in (False, True))
            for one in columns.values()
        ]
        print(f"| {kind or 'all'} | " + " | ".join(cells) + " |")


def main() -> None:
    """Measure all three, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--failed", action="store_true", help="show the open queries that failed")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="seminar-judged-") as folder:
        work = Path(folder)
        out = build(work)
        records = read_lines((work / "doctrees" / RECORDS).read_bytes())
        queries = judged_queries(records)
        database = work / "archive.sqlite"
        write_database(database, records, "judged")
        server = Server(out)
        browsers = open_browser()
        browser = next(browsers)
        try:
            columns = {
                "search page": scores(queries, asker(browser, server, "browse/search.html", OURS)),
                "seminar search": scores(
                    queries,
                    lambda text: [one.record["url"] for one in ask(database, text, Wanted()).hits],
                ),
                "Sphinx's search": scores(
                    queries, asker(browser, server, "search.html", SPHINX), by_page=True
                ),
            }
        finally:
            browsers.close()
            server.close()
    print_table(columns)
    if arguments.failed:
        for name, found in columns.items():
            for one in found:
                if not one.held_out and one.failed:
                    print(f"{name}, {one.kind}: {', '.join(one.failed)}")


if __name__ == "__main__":
    main()
