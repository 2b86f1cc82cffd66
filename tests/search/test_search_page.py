from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver import Chrome

    from search.serving import Server
    from seminar_site import Built, Site

AXE = Path(__file__).parents[1] / "node/node_modules/axe-core/axe.min.js"
RESULT = "#seminar-search .seminar-search-results h3 a"


class Page:
    """The search page in a browser, as a reader uses it."""

    def __init__(self, browser: Chrome, server: Server) -> None:
        self.browser = browser
        self.server = server

    def open(self, query: str = "", page: str = "browse/search.html") -> Page:
        self.browser.get(f"{self.server.url}{page}{query}")
        return self.settled()

    def settled(self) -> Page:
        self.wait(
            "const p = document.querySelector('#seminar-search');"
            "return !p.hidden && !p.hasAttribute('aria-busy') &&"
            " (p.querySelector('.seminar-search-count').textContent ||"
            " p.querySelector('.seminar-search-notice').textContent)"
        )
        return self

    def wait_for_count(self, start: str) -> None:
        count = "document.querySelector('.seminar-search-count').textContent"
        self.wait(f"return {count}.startsWith({json.dumps(start)})")

    def wait_for_result(self, text: str) -> None:
        results = "document.querySelector('.seminar-search-results').textContent"
        self.wait(f"return {results}.includes({json.dumps(text)})")

    def wait(self, script: str) -> object:
        return WebDriverWait(self.browser, 30, 0.05).until(
            lambda browser: browser.execute_script(script)
        )

    @property
    def field(self) -> object:
        return self.browser.find_element(By.ID, "seminar-search-field")

    def type(self, text: str) -> Page:
        self.field.clear()  # type: ignore[attr-defined]
        self.field.send_keys(text)  # type: ignore[attr-defined]
        self.wait(f"return new URLSearchParams(location.search).get('q') === {json.dumps(text)}")
        return self.settled()

    @property
    def titles(self) -> list[str]:
        return [one.text for one in self.browser.find_elements(By.CSS_SELECTOR, RESULT)]

    @property
    def urls(self) -> list[str]:
        links = self.browser.find_elements(By.CSS_SELECTOR, RESULT)
        hrefs = [link.get_attribute("href") or "" for link in links]
        return [unquote(href.removeprefix(self.server.url)) for href in hrefs]

    @property
    def count(self) -> str:
        return self.browser.find_element(By.CSS_SELECTOR, ".seminar-search-count").text

    @property
    def notice(self) -> str:
        return self.browser.find_element(By.CSS_SELECTOR, ".seminar-search-notice").text

    @property
    def asked(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.browser.current_url).query)

    def press(self, *keys: str) -> None:
        self.browser.switch_to.active_element.send_keys(*keys)

    def focused(self) -> str:
        return str(
            self.browser.execute_script(
                "const e = document.activeElement; return e.id || e.textContent"
            )
        )


@pytest.fixture
def page(browser: Chrome, built: Built, serve: Callable[[Path], Server]) -> Page:
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get_log("performance")
    return Page(browser, serve(built.outdir))


def test_results_appear_while_typing_and_the_address_holds_the_query(page: Page) -> None:
    page.open().type("bezier")
    assert page.titles[0] == "Courbes de Bézier et splines"
    assert page.asked == {"q": ["bezier"]}
    link = page.browser.find_element(By.CSS_SELECTOR, RESULT).get_attribute("href")
    assert link.endswith("sessions/2024-01-12.html#talk-2024-01-12-main-1")


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("Bezier", "Courbes de Bézier et splines"),
        ("bézier", "Courbes de Bézier et splines"),
        ("Lukasiewicz", "Courbes de Bézier et splines"),
        ("godel ibanez", "Courbes de Bézier et splines"),
        ("speaker:los", "Courbes de Bézier et splines"),
        ("read:loday", "Courbes de Bézier et splines"),
        ("topic:geom kind:talk", "Courbes de Bézier et splines"),
        ("zymurg", "Courbes de Bézier et splines"),
        ("isikneedle", "Courbes de Bézier et splines"),
        ("兰兹", "朗兰兹纲领 and automorphic forms"),
        ("望月", "朗兰兹纲领 and automorphic forms"),
        ("タイヒミュラー", "朗兰兹纲领 and automorphic forms"),
        ("트로이드", "朗兰兹纲领 and automorphic forms"),
        ("speaker:望月新一", "朗兰兹纲领 and automorphic forms"),
        ("автоматы", ""),
        ("марковские", "Марковские цепи"),
        ("ομηρου", "Марковские цепи"),
        ("speaker:колмогоров", "Марковские цепи"),
        ("platypus", "Home"),
        ("kind:reading erdos", "On random graphs"),
        ("sandwiches", "A double session"),
        ("year:2021 lecture 13", "Lecture 13 on probability"),
        ("<script>", "Hostile"),
        ("qqzzyy", ""),
        ("speaker:isikneedle", ""),
        ('"bezier et splines"', "Courbes de Bézier et splines"),
        ('"splines bezier"', ""),
        ("needles zymurgical", "Courbes de Bézier et splines"),
        ("isikneedel", "Courbes de Bézier et splines"),
        ("speaker:lsos", ""),
        ("speaker:kolmogorof", ""),
        ("speaker:колмогороф", "Марковские цепи"),
        ("月新", "朗兰兹纲领 and automorphic forms"),
        ("兹兰", ""),
        ("st", ""),
        ("et", "Courbes de Bézier et splines"),
    ],
)
def test_what_people_ask_for_is_found_first(page: Page, query: str, title: str) -> None:
    page.open().type(query)
    if title:
        assert any(one.startswith(title) for one in page.titles[:3]), (page.titles, page.notice)
    else:
        assert (page.titles, page.count) == ([], "Nothing found.")


def test_a_corrected_word_is_said(page: Page) -> None:
    page.open().type("probabiltiy")
    assert "“probabiltiy”" in page.notice
    assert "“probability”" in page.notice
    assert page.titles


def test_an_empty_query_lists_the_newest_first_without_loading_the_index(page: Page) -> None:
    page.open()
    assert set(page.titles[:2]) == {"First half", "Second half"}
    assert page.count.endswith("results, newest first")
    assert not [one for one in page.server.requests if one.endswith(".pf_index")]


def test_facets_narrow_with_counts_and_the_back_button_returns(page: Page) -> None:
    page.open("?q=probability")
    everything = page.count
    box = page.browser.find_element(By.CSS_SELECTOR, "fieldset[data-name=kind] input[value=talk]")
    number = (
        box.find_element(By.XPATH, "..").find_element(By.CLASS_NAME, "seminar-search-number").text
    )
    page.browser.execute_script("arguments[0].click()", box)
    page.wait_for_count(f"{number} ")
    assert page.asked == {"q": ["probability"], "kind": ["talk"]}
    page.browser.back()
    page.wait_for_count(everything)
    assert page.asked == {"q": ["probability"]}
    page.browser.forward()
    page.wait_for_count(f"{number} ")


def test_one_step_back_from_typing_is_what_was_there_before(page: Page) -> None:
    page.open("?q=platypus")
    page.type("bezier")
    page.browser.back()
    page.wait("return document.querySelector('#seminar-search-field').value === 'platypus'")
    page.settled()
    page.wait_for_result("Home")


def test_an_address_opens_the_search_that_it_holds(page: Page) -> None:
    page.open("?q=probability&kind=talk&year=2021&sort=oldest")
    assert page.titles[0] == "Lecture 12 on probability"
    assert page.count == "12 results"
    page.open("?q=probability&kind=talk&year=2021&sort=newest")
    assert page.titles[0] == "Lecture 23 on probability"


def test_more_results_are_added_and_the_first_new_one_has_the_focus(page: Page) -> None:
    page.open("?q=probability&kind=talk")
    before = len(page.titles)
    page.browser.execute_script("document.querySelector('.seminar-search-more').click()")
    page.wait(f"return document.querySelectorAll('{RESULT}').length > {before}")
    assert page.focused() == page.titles[before]


def test_the_keyboard_alone_suffices(page: Page) -> None:
    page.open()
    page.press("/")
    assert page.focused() == "seminar-search-field"
    assert page.field.get_attribute("value") == ""  # type: ignore[attr-defined]
    page.type("probability")
    page.press(Keys.ARROW_DOWN)
    assert page.focused() == page.titles[0]
    page.press(Keys.ARROW_DOWN)
    assert page.focused() == page.titles[1]
    page.press(Keys.ARROW_UP)
    page.press(Keys.ESCAPE)
    assert page.focused() == "seminar-search-field"
    page.press(Keys.ESCAPE)
    page.wait("return location.search === ''")
    page.settled()
    page.press("bezier", Keys.ENTER)
    page.wait_for_result("Bézier")
    page.press(Keys.ARROW_DOWN, Keys.ENTER)
    page.wait("return location.pathname.endsWith('2024-01-12.html')")


def test_the_count_is_said_in_a_live_region(page: Page) -> None:
    page.open().type("bezier")
    region = "document.querySelector('#seminar-search [role=status]')"
    page.wait(
        f"return {region}.textContent ==="
        " document.querySelector('.seminar-search-count').textContent"
    )


@pytest.mark.parametrize(
    "query",
    [
        "<script>window.hacked=3</script>",
        "<img src=x onerror=window.hacked=4>",
        '"><svg onload=window.hacked=5>',
        "javascript:alert(1)",
        "hostile",
        "operators",
        "drop table",
        "x" * 10_000,
        "a b " * 2_500,
        '"""', "(((", "[a-z]*+?{1,", "a AND NOT b NEAR(c)", "\\",
        "%s %t $&", "year:99999", "kind:", "::", "\u0000\u202e",
    ],
)  # fmt: skip
def test_nothing_typed_or_indexed_becomes_markup_and_no_query_breaks_the_page(
    page: Page, query: str
) -> None:
    page.open()
    page.browser.execute_script(
        "const f = document.querySelector('#seminar-search-field'); f.value = arguments[0];"
        "f.dispatchEvent(new Event('input')); f.form.requestSubmit();",
        query,
    )
    page.wait("return location.search !== ''")
    page.settled()
    assert page.browser.execute_script("return window.hacked") is None
    assert not page.browser.find_elements(By.CSS_SELECTOR, "#seminar-search :is(img, script, svg)")
    assert "failed" not in page.notice
    assert page.count
    page.type("bezier")
    assert page.titles


def test_the_page_works_under_a_strict_policy_and_asks_no_other_host(page: Page) -> None:
    page.open("?q=bezier")
    severe = [
        one["message"]
        for one in page.browser.get_log("browser")
        if one["level"] == "SEVERE" and "favicon" not in one["message"]
    ]
    assert severe == []
    hosts = set()
    for entry in page.browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            hosts.add(urlsplit(message["params"]["request"]["url"]).netloc)
    assert hosts - {""} == {urlsplit(page.server.url).netloc}


@pytest.mark.parametrize(
    ("part", "status", "content", "words"),
    [
        ("seminar.json", 404, b"", "missing or broken"),
        ("seminar.json", 200, b"<!doctype html><title>Sorry</title>", "missing or broken"),
        ("seminar.json", 200, b'{"format": 99}', "missing or broken"),
        ("seminar.json", 200, b'{"format": 3}', "missing or broken"),
        ("pagefind.js", 404, b"", "missing or broken"),
        ("pagefind-entry.json", 500, b"", "missing or broken"),
        (".pf_meta", 200, b"torn", "missing or broken"),
        (".pf_index", 404, b"", "missing or broken"),
        (".records", 500, b"", "missing or broken"),
        (".records", 200, b"torn", "missing or broken"),
        (".records", 200, b"[]", "missing or broken"),
        (".facets", 200, b"torn", "missing or broken"),
        (".facets", 200, gzip.compress(b"kind:talk\t9\t2\n\nx", mtime=0)[:-9], "missing or broken"),
    ],
)
def test_a_broken_index_is_said_and_the_rest_of_the_page_lives(
    page: Page, part: str, status: int, content: bytes, words: str
) -> None:
    page.server.broken = {part: (status, content)}
    page.open("?q=bezier")
    page.wait("return document.querySelector('.seminar-search-notice').textContent")
    assert words in page.notice
    plain = page.browser.find_element(By.CSS_SELECTOR, ".seminar-search-notice a")
    assert plain.get_attribute("href").endswith("/search.html?q=bezier")
    # What was found stays; where nothing was, there is the list of the page.
    listed = page.browser.find_element(By.CSS_SELECTOR, ".seminar-search-plain").is_displayed()
    assert listed == (part != ".facets")
    assert bool(page.titles) == (part == ".facets")


def test_after_a_failure_the_search_can_be_tried_again(page: Page) -> None:
    page.server.broken = {"seminar.json": (503, b"")}
    page.open("?q=bezier")
    page.wait("return document.querySelector('.seminar-search-notice').textContent")
    page.server.broken = {}
    page.browser.execute_script("document.querySelector('.seminar-search-notice button').click()")
    page.wait_for_result("Bézier")
    assert page.notice == ""
    assert not page.browser.find_element(By.CSS_SELECTOR, ".seminar-search-plain").is_displayed()


def test_results_that_cannot_be_added_leave_those_that_are_there(page: Page) -> None:
    page.open("?q=probability&kind=talk")
    before = page.titles
    page.server.broken = {".records": (500, b"")}
    for _ in range(9):
        page.browser.execute_script("document.querySelector('.seminar-search-more').click()")
        page.browser.execute_async_script("setTimeout(arguments[0], 50)")
    page.wait("return document.querySelector('.seminar-search-notice').textContent")
    assert page.titles[: len(before)] == before


def test_an_index_and_records_of_two_builds_are_not_mixed(page: Page) -> None:
    note = json.loads(page.server.folder.joinpath("seminar-search/seminar.json").read_bytes())
    page.server.broken = {"seminar.json": (200, json.dumps({**note, "tag": "other"}).encode())}
    page.open("?q=bezier")
    page.wait("return document.querySelector('.seminar-search-notice').textContent")
    assert "missing or broken" in page.notice
    assert page.titles == []


def test_a_site_that_was_published_anew_is_searched_as_it_is_now(
    browser: Chrome, searched_site: Site, serve: Callable[[Path], Server]
) -> None:
    outdir = searched_site.build().outdir
    page = Page(browser, serve(outdir)).open()
    path = searched_site.source / "sessions/2024-01-12.md"
    path.write_text(path.read_text("utf-8").replace("zymurgical", "brewery"), "utf-8")
    searched_site.build()
    page.type("brewery")
    assert page.titles == ["Courbes de Bézier et splines"]


def test_a_result_leads_to_pages_of_this_site_alone(page: Page) -> None:
    records = gzip.compress(json.dumps([{"kind": "page", "url": url, "title": "t"} for url in (
        "javascript:alert(1)", "//elsewhere.example/", "https://elsewhere.example/", "../../../x",
    )] * 4).encode())  # fmt: skip
    page.server.broken = {".records": (200, records)}
    page.open()
    root = page.server.url
    hrefs = [
        one.get_attribute("href") for one in page.browser.find_elements(By.CSS_SELECTOR, RESULT)
    ]
    assert hrefs
    assert all(href.endswith("#") or href.startswith(root) for href in hrefs)


def test_opened_from_disk_the_page_leads_to_the_plain_search(browser: Chrome, built: Built) -> None:
    browser.get((built.outdir / "browse/search.html").as_uri() + "?q=probability")
    link = browser.find_element(By.CSS_SELECTOR, ".seminar-search-stock a")
    assert link.is_displayed()
    assert link.get_attribute("href").endswith("/search.html?q=probability")
    assert "Lecture 0 on probability" in browser.page_source


def test_without_scripts_the_page_says_so_and_lists_the_sessions(
    browser: Chrome, page: Page
) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(f"{page.server.url}browse/search.html")
        plain = browser.find_element(By.CSS_SELECTOR, ".seminar-search-plain")
        assert plain.is_displayed()
        assert "needs JavaScript" in plain.text
        assert "Lecture 0 on probability" in plain.text
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_browsers_do_with_words_what_python_does(page: Page) -> None:
    page.open()
    vectors = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
    answer = page.browser.execute_async_script(
        """
        const [vectors, done] = arguments;
        (async () => {
          const { Normaliser, corrections } = await import(
            new URL("../_static/seminar-search-words.js", location));
          const note = await (await fetch("../seminar-search/seminar.json")).json();
          const normaliser = new Normaliser(note.normaliser);
          done({ fold: vectors.fold.map(([one]) => normaliser.fold(one)),
                 words: vectors.words.map(([one]) => normaliser.words(one)),
                 stems: vectors.stems.map(([one]) => normaliser.stem(one)),
                 corrections: vectors.corrections.map(([one, known]) => corrections(one, known)) });
        })();
        """,
        vectors,
    )
    assert answer == {name: [one[-1] for one in vectors[name]] for name in vectors}


@pytest.mark.parametrize("query", ["", "?q=probability&kind=talk", "?q=qqzzyy", "?q=probabiltiy"])
def test_axe_finds_nothing_against_wcag(browser: Chrome, page: Page, query: str) -> None:
    if not AXE.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail("make test installs axe-core through npm")
        pytest.skip("needs axe-core: npm ci --prefix tests/node")
    page.open(query)
    browser.execute_script(AXE.read_text("utf-8"))
    found = browser.execute_async_script(
        """
        const [rules, done] = arguments;
        axe.run(document.getElementById("seminar-search"), { runOnly: rules })
          .then(({ violations }) => done(violations.map(({ id, nodes }) => [id, nodes[0].html])));
        """,
        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    )
    assert found == []
