"""Measure searches in a browser: what the first result costs, and what the index costs to make.

One small archive is built: its pages, and those of its theme, are the ones that are opened. The
indices are those of N sessions, made of generated records by what a build calls, and, for Sphinx's
own search, of the same texts by Sphinx's own indexer. Sphinx fetches the page of every result;
each is served the page of one session of the small archive.

Both searches are asked for a rare word (in two talks) and a common one (in a tenth of them), each
with an empty cache, over a line of 9 Mbit/s and 60 ms. Bytes are those of answers, compressed as
web servers do, until the first result stood there, and until all was quiet. "Of the search" are
those that only a search loads: not the page, and the styles, fonts and scripts of the theme.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "tests"), str(HERE.parent / "extensions")]

from docutils import nodes
from docutils.utils import new_document
from generate import Source, write_archive
from records import generated_records
from run import measure
from sphinx.search import IndexBuilder, js_index
from telephone import Server

from search.serving import open_browser
from sphinx_seminar.outputs.search.normalising import words
from sphinx_seminar.outputs.search.record import RecordKind, as_lines, read_lines

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

    from sphinx_seminar.outputs.search.record import SearchRecord

QUIET, LONGEST = 1.5, 120.0
SMALL = 12
#: Where the first result stands, by page; and what only a search loads.
PAGES = {
    "search page": ("browse/search.html", "#seminar-search .seminar-search-results h3 a"),
    "Sphinx's search": ("search.html", "#search-results ul.search li a"),
}
OF_THE_SEARCH = (
    "seminar-search", "searchtools", "language_data", "searchindex", "stemmer",
    "sphinx_highlight", "/sessions/",
)  # fmt: skip
WATCH = """
new MutationObserver(() => {
  if (!window.firstResult && document.querySelector(%s)) {
    window.firstResult = [performance.now(), performance.timeOrigin + performance.now()];
  }
}).observe(document, { subtree: true, childList: true });
"""
INDEX = """
import sys
from pathlib import Path
from sphinx_seminar.outputs.search.pagefind import find_pagefind
from sphinx_seminar.outputs.search.record import read_lines
from sphinx_seminar.outputs.search.writing import write_search
records = read_lines(Path(sys.argv[1]).read_bytes())
write_search(Path(sys.argv[2]), find_pagefind(), records, "0123456789abcdef")
"""
MAKE = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-c", *sys.argv[1:]], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


class Load(NamedTuple):
    """What one search loaded: until the first result, and in all."""

    seconds: float
    first: int
    first_of_search: int
    requests: int
    requests_of_search: int
    total: int


def build(work: Path) -> Path:
    """Build the small archive with a search page; return its pages."""
    source, out = work / "source", work / "html"
    shutil.rmtree(work, ignore_errors=True)
    write_archive(source, SMALL, "seminar")
    (source / "browse/search.md").write_text("# Search\n\n```{search}\n```\n", "utf-8")
    index = source / "index.md"
    index.write_text(
        index.read_text("utf-8").replace("browse/archive\n", "browse/archive\nbrowse/search\n"),
        "utf-8",
    )
    options = ["-q", "-b", "html", "-D", "seminar_exports=0", "-d", str(work / "doctrees")]
    measure([sys.executable, "-m", "sphinx", *options, str(source), str(out)])
    return out


def write_indices(out: Path, source: Source, *, with_sphinx: bool) -> tuple[float, float, str]:
    """Put the indices of *source* into *out*; return what ours cost, and its files."""
    lines = out.parent / "records.jsonl"
    lines.write_bytes(as_lines(generated_records(source)))
    folder = out / "seminar-search"
    shutil.rmtree(folder, ignore_errors=True)
    # A process of its own for each: the peak is that of the largest child.
    command = [sys.executable, "-c", MAKE, INDEX, str(lines), str(folder)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    cpu, peak = map(float, told.stdout.split())
    sizes = Counter[str]()
    for path in folder.rglob("*"):
        sizes[path.suffix] += path.stat().st_size * path.is_file()
    parts = ("pf_meta", "pf_index", "records", "facets", "words")
    files = " / ".join(f"{sizes[f'.{part}'] / 1000:.0f}" for part in parts)
    if with_sphinx:
        (out / "searchindex.js").write_bytes(sphinx_index(source))
    return cpu, peak, files


def sphinx_index(source: Source) -> bytes:
    """Return the index that Sphinx's indexer makes of the same talks, a document a session."""
    parts = ("titles", "filenames", "mapping", "title_mapping", "all_titles", "index_entries")
    tables = {f"_search_index_{part}": {} for part in (*parts, "objtypes", "objnames")}
    env = SimpleNamespace(domains=SimpleNamespace(sorted=list), version=None, **tables)
    builder = IndexBuilder(env, "en", {}, "")  # type: ignore[arg-type]
    stem = builder.lang.stem
    known: dict[str, str] = {}
    builder.lang.stem = lambda word: known.get(word) or known.setdefault(word, stem(word))  # type: ignore[method-assign]
    for session in source.sessions:
        document = new_document(session.docname)
        section = nodes.section("", nodes.title("", session.title), ids=["a"])
        for talk in session.talks:
            shown = (talk.title, talk.speaker, talk.affiliation, *talk.topics, talk.abstract)
            section += [nodes.paragraph("", text) for text in shown]
        document += section
        builder.feed(session.docname, f"{session.docname}.md", session.title, document)
    return js_index.dumps(builder.freeze()).encode()


def queries(records: list[SearchRecord]) -> dict[str, str]:
    """Return a rare word, in two talks or as few as any, and a common one, in a tenth of them."""
    talks = [set(words(record.text)) for record in records if record.kind is RecordKind.TALK]
    counts = Counter(word for talk in talks for word in talk if len(word) > 5)  # noqa: PLR2004
    rare = min(counts, key=lambda word: (max(counts[word], 2), counts[word] == 1, word))
    common = min(counts, key=lambda word: (abs(counts[word] - len(talks) // 10), word))
    return {"rare": rare, "common": common}


def load(browser: Chrome, server: Server, page: str, query: str, links: str) -> Load:
    """Search on *page* with an empty cache, and wait until nothing is loaded any more."""
    browser.get("about:blank")
    browser.execute_cdp_cmd("Network.clearBrowserCache", {})
    watch = browser.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument", {"source": WATCH % json.dumps(links)}
    )
    sent = server.line.sent
    sent.clear()
    begun = time.time()
    browser.get(f"{server.url}{page}?q={quote(query)}")
    while time.time() - begun < LONGEST and time.time() - max(
        [begun, *(one.at for one in sent)]
    ) < QUIET + 5 * (not browser.execute_script("return window.firstResult")):
        time.sleep(0.1)
    seconds, at = browser.execute_script("return window.firstResult") or (float("nan"),) * 2
    browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", watch)
    ours = [
        one
        for one in sent
        if any(part in one.path for part in OF_THE_SEARCH) and not one.path.endswith("search.html")
    ]
    return Load(
        seconds / 1000,
        sum(one.size for one in sent if one.at * 1000 <= at),
        sum(one.size for one in ours if one.at * 1000 <= at),
        len(sent),
        len(ours),
        sum(one.size for one in sent),
    )


def main() -> None:
    """Measure, and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000])
    parser.add_argument("--without-sphinx", type=int, default=10_000, metavar="N",
                        help="measure Sphinx's search below so many sessions")  # fmt: skip
    parser.add_argument("--work", type=Path, default=HERE / "_work" / "searching")
    arguments = parser.parse_args()
    out = build(arguments.work)
    other = next((out / "sessions").rglob("*-01-*.html"))
    costs, loads = [], []
    browsers = open_browser()
    browser = next(browsers)
    try:
        for sessions in arguments.sizes:
            with_sphinx = sessions < arguments.without_sphinx
            cpu, peak, files = write_indices(out, Source(sessions), with_sphinx=with_sphinx)
            records = read_lines((out.parent / "records.jsonl").read_bytes())
            costs.append(
                f"| {sessions:,} | {len(records):,} | {cpu:.1f} | {1000 * cpu / sessions:.2f} "
                f"| {peak:.0f} | {files} |"
            )
            print(costs[-1], file=sys.stderr, flush=True)
            server = Server(out, other)
            for kind, query in queries(records).items():
                for name in list(PAGES)[: 1 + with_sphinx]:
                    page, links = PAGES[name]
                    one = load(browser, server, page, query, links)
                    loads.append(
                        f"| {sessions:,} | {kind} | {name} | {one.first / 1000:.0f} "
                        f"| {one.first_of_search / 1000:.0f} | {one.seconds:.2f} | {one.requests} "
                        f"| {one.requests_of_search} | {one.total / 1000:.0f} |"
                    )
                    print(loads[-1], file=sys.stderr, flush=True)
            server.close()
    finally:
        browsers.close()
    print("\n| sessions | records | CPU s | ms a session | peak MB | kB of lists / words / records")
    print("/ facets / vocabulary |\n" + "|---" * 6 + "|")
    print("\n".join(costs))
    print("\n| sessions | word | page | kB to first result | of the search | s | requests ")
    print("| of the search | kB in all |\n" + "|---" * 9 + "|")
    print("\n".join(loads))


if __name__ == "__main__":
    main()
