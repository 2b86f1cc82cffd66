"""The search page asks an engine, and its own index where the engine fails the reader."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from selenium.webdriver.common.by import By

from engines.servers import Fake, Running, as_json, ask, opensearch, page
from search.corpus import CONF, XSS, files
from search.serving import CSP, Server, open_browser
from search.test_search_page import Page
from seminar_site import EPOCH, Site
from sphinx_seminar.outputs.search.engines import opensearch as opensearch_files
from sphinx_seminar.outputs.search.engines import typesense as typesense_files
from sphinx_seminar.outputs.search.engines.document import documents
from sphinx_seminar.outputs.search.record import RECORDS, read_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

    from seminar_site import Built
    from sphinx_seminar.outputs.search.engines.document import Document


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    yield from open_browser()


def build(folder: Path, engine: dict[str, Any], **settings: Any) -> Built:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        site = Site(folder, files())
        site.configure(CONF)
        site.configure(f"seminar_search_engine = {engine!r}\n")
        return site.build(**settings)


def found_in(built: Built) -> list[Document]:
    lines = (built.app.doctreedir / RECORDS).read_bytes()
    return list(documents(read_lines(lines)))


class Visit(Page):
    """The search page of a site that asks an engine."""

    @property
    def warning(self) -> str:
        return self.browser.find_element(By.CSS_SELECTOR, ".seminar-search-warning").text

    def find(self, query: str) -> list[str]:
        self.open(query)
        return self.titles


@pytest.fixture
def visit(browser: Chrome) -> Iterator[Callable[..., Visit]]:
    with ExitStack() as stack:

        def start(built: Built, engine: str) -> Visit:
            browser.get("about:blank")
            server = Server(built.outdir, f"{CSP}; connect-src 'self' {engine}")
            stack.callback(server.close)
            return Visit(browser, server)

        yield start


# -- a real Typesense ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def with_typesense(tmp_path_factory: pytest.TempPathFactory, typesense_server: Running) -> Built:
    url = typesense_server.url
    for one in ask(typesense_server, "GET", "/collections"):
        ask(typesense_server, "DELETE", f"/collections/{one['name']}")
    body = {"description": "page", "actions": ["documents:search"], "collections": ["seminar"]}
    key = ask(typesense_server, "POST", "/keys", body)["value"]
    engine = {"kind": "typesense", "url": url, "key": key, "timeout": 30}
    built = build(tmp_path_factory.mktemp("typesense-site"), engine)
    ask(typesense_server, "POST", "/collections", typesense_files.FORM.settings("seminar"))
    lines = typesense_files.FORM.bulk(found_in(built), "seminar").encode()
    request = Request(  # noqa: S310 (loopback)
        f"{url}/collections/seminar/documents/import",
        lines,
        {"X-TYPESENSE-API-KEY": typesense_server.key},
    )
    with urlopen(request, timeout=30) as answer:  # noqa: S310 (likewise)
        assert b"false" not in answer.read()
    return built


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("?q=Bezier", "Courbes de Bézier et splines"),
        ("?q=Lukasiewicz", "Courbes de Bézier et splines"),
        ("?q=godel ibanez", "Courbes de Bézier et splines"),
        ("?q=speaker:los", "Courbes de Bézier et splines"),
        ("?q=read:loday kind:talk", "Courbes de Bézier et splines"),
        ("?q=zymurg", "Courbes de Bézier et splines"),
        ("?q=beziier", "Courbes de Bézier et splines"),
        ("?q=兰兹", "朗兰兹纲领 and automorphic forms"),
        ("?q=望月", "朗兰兹纲领 and automorphic forms"),
        ("?q=タイヒミュラー", "朗兰兹纲领 and automorphic forms"),
        ("?q=марковские", "Марковские цепи"),
        ("?q=%22double session%22", "A double session"),
        ("?q=platypus", "Home"),
        ("?q=erdos&kind=reading", "On random graphs"),
        ("?q=year:2021 lecture 13", "Lecture 13 on probability"),
        ("?q=qqzzyy", ""),
    ],
)
def test_a_real_typesense_answers_as_the_own_index_would(
    with_typesense: Built,
    typesense_server: Running,
    visit: Callable[..., Visit],
    query: str,
    title: str,
) -> None:
    found = visit(with_typesense, typesense_server.url)
    titles = found.find(query)
    assert found.warning == ""
    assert found.notice == ""
    assert not [one for one in found.server.requests if "/index/" in one]
    if title:
        assert title in titles[:3]
    else:
        assert found.count == "Nothing found."


def test_facets_sorts_and_more_results_work_with_typesense(
    with_typesense: Built, typesense_server: Running, visit: Callable[..., Visit]
) -> None:
    found = visit(with_typesense, typesense_server.url)
    titles = found.find("?q=probability&kind=talk&year=2021&sort=oldest")
    assert (titles[0], found.count) == ("Lecture 12 on probability", "12 results")
    number = found.browser.execute_script(
        "return [...document.querySelectorAll('[data-name=year] .seminar-search-choice')]"
        ".map((one) => one.textContent.trim().replace(/\\s+/g, ' '))"
    )
    assert number == ["2024 1", "2021 12", "2020 12"]
    found.find("?kind=talk")
    before = len(found.titles)
    found.browser.execute_script("document.querySelector('.seminar-search-more').click()")
    found.wait(f"return document.querySelectorAll('.seminar-search-results li').length > {before}")
    assert set(found.titles[:2]) == {"First half", "Second half"}


def test_hostile_titles_stay_text_with_typesense(
    with_typesense: Built, typesense_server: Running, visit: Callable[..., Visit]
) -> None:
    found = visit(with_typesense, typesense_server.url)
    assert f"Hostile {XSS}" in found.find("?q=hostile")
    assert found.browser.execute_script("return window.hacked") is None


# -- an emulator of OpenSearch ---------------------------------------------------------------


def forwarding(target: str) -> Callable[..., tuple[int, str, bytes]]:
    """Return what answers for a server that other sites may not ask."""

    def answer(method: str, path: str, _headers: dict[str, str], body: bytes) -> Any:
        if method == "OPTIONS":
            return 200, "text/plain", b""
        headers = {"Content-Type": "application/json"}
        request = Request(target + path, body, headers, method=method)  # noqa: S310 (loopback)
        try:
            with urlopen(request, timeout=30) as found:  # noqa: S310 (likewise)
                return found.status, "application/json", found.read()
        except HTTPError as error:
            return error.code, "application/json", error.read()

    return answer


ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Content-Type, Authorization",
}


def test_an_emulated_opensearch_answers_as_the_own_index_would(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    with opensearch() as running, Fake(forwarding(running.url), headers=ALLOWED).serving() as front:
        built = build(tmp_path, {"kind": "opensearch", "url": front.url, "timeout": 30})
        ask(running, "PUT", "/seminar", opensearch_files.FORM.settings("seminar"))
        lines = opensearch_files.FORM.bulk(found_in(built), "seminar").encode()
        request = Request(  # noqa: S310 (loopback)
            f"{running.url}/_bulk?refresh=true", lines, {"Content-Type": "application/x-ndjson"}
        )
        with urlopen(request, timeout=60) as answer:  # noqa: S310 (likewise)
            assert not json.loads(answer.read())["errors"]
        found = visit(built, front.url)
        bezier = "Courbes de Bézier et splines"
        for query in ("?q=bez spl", "?q=lukasiewicz", "?q=beziier", "?q=speaker:los"):
            assert bezier in found.find(query), query
        assert found.find("?q=兰兹")[0] == "朗兰兹纲领 and automorphic forms"
        titles = found.find("?q=probability&kind=talk&year=2021&sort=oldest")
        assert (titles[0], found.count) == ("Lecture 12 on probability", "12 results")
        found.wait("return document.querySelectorAll('[data-name=year] input').length === 3")
        found.find("?q=qqzzyy")
        assert (found.count, found.warning) == ("Nothing found.", "")


# -- Meilisearch, as its reference describes it -----------------------------------------------


def test_meilisearch_is_asked_and_read_as_its_reference_says(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    hit = {"kind": "talk", "url": "sessions/x.html", "title": "From Meilisearch", "years": ["2021"]}
    answer = {"hits": [hit], "totalHits": 1, "facetDistribution": {"years": {"2020": 3, "2021": 1}}}

    def respond(method: str, *_asked: object) -> tuple[int, str, bytes]:
        return as_json({} if method == "OPTIONS" else {"results": [answer, answer]})

    with Fake(respond, headers=ALLOWED).serving() as engine:
        built = build(tmp_path, {"kind": "meilisearch", "url": engine.url, "key": "public"})
        found = visit(built, engine.url)
        assert found.find('?q=bezier speaker:los "a b"&year=2021&sort=newest') == [
            "From Meilisearch"
        ]
        found.wait("return document.querySelectorAll('[data-name=year] input').length === 2")
        method, path, body = engine.asked[-1]
    assert (method, path) == ("POST", "/multi-search")
    main, years = json.loads(body)["queries"]
    assert main["q"] == 'bezier qqslos "a b"'
    assert main["filter"] == ['years IN ["2021"]']
    assert (main["sort"], main["page"], main["matchingStrategy"]) == (["stamp:desc"], 1, "all")
    assert (years["filter"], years["facets"]) == ([], ["years"])


# -- engines that fail -----------------------------------------------------------------------


class Fronted(NamedTuple):
    """A site whose engine answers as the test says."""

    built: Built
    engine: Fake


@pytest.fixture(scope="module")
def fronted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fronted]:
    with Fake(lambda *_: page(), headers=dict(ALLOWED)).serving() as engine:
        setting = {"kind": "typesense", "url": engine.url, "key": "public", "timeout": 1.5}
        yield Fronted(build(tmp_path_factory.mktemp("fronted"), setting), engine)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fronted]:
    """A site without an index of its own."""
    with Fake(lambda *_: page(), headers=dict(ALLOWED)).serving() as engine:
        setting = {"kind": "typesense", "url": engine.url, "timeout": 1.5}
        folder = tmp_path_factory.mktemp("alone")
        yield Fronted(build(folder, setting, seminar_search="sphinx"), engine)


def answering(*answers: Any) -> Callable[..., tuple[int, str, bytes]]:
    return lambda *_: as_json({"results": list(answers)})


FAILURES = [
    (lambda *_: page(), "makes no sense"),
    (lambda *_: page(502), "overloaded or being repaired"),
    (lambda *_: as_json({"message": "OUT_OF_DISK"}, 503), "overloaded or being repaired"),
    (lambda *_: as_json({}, 429), "overloaded or being repaired"),
    (lambda *_: as_json({}, 401), "refuses this site"),
    (lambda *_: as_json({}, 404), "makes no sense"),
    (lambda *_: as_json({"results": "none"}), "makes no sense"),
    (lambda *_: as_json([]), "makes no sense"),
    (answering({"found": "many", "hits": []}), "makes no sense"),
    (answering({"found": 3, "hits": None}), "makes no sense"),
    (answering({"code": 503, "error": "Not Ready"}), "overloaded or being repaired"),
    (lambda *_: (0, "", b""), "cannot be reached"),
]


@pytest.mark.parametrize(("answer", "words"), FAILURES)
def test_an_engine_that_fails_is_said_and_the_own_index_answers(
    fronted: Fronted, visit: Callable[..., Visit], answer: Any, words: str
) -> None:
    fronted.engine.answer = answer
    found = visit(fronted.built, fronted.engine.url)
    found.open("?q=bezier")
    found.wait_for_result("Bézier")
    assert words in found.warning
    assert "These are the results of the site's own index." in found.warning
    found.type("platypus")
    found.wait_for_result("Home")
    # The engine is not asked again at every key.
    assert words in found.warning


def test_an_engine_that_hangs_is_left_after_a_while(
    fronted: Fronted, visit: Callable[..., Visit]
) -> None:
    def hang(*_asked: object) -> tuple[int, str, bytes]:
        fronted.engine.released.wait(20)
        return 0, "", b""

    fronted.engine.answer = hang
    found = visit(fronted.built, fronted.engine.url)
    found.open("?q=bezier")
    found.wait_for_result("Bézier")
    assert "does not answer in time" in found.warning


def test_an_engine_that_other_sites_may_not_ask_is_said(
    fronted: Fronted, visit: Callable[..., Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fronted.engine, "headers", {})
    fronted.engine.answer = answering({"found": 0, "hits": []})
    found = visit(fronted.built, fronted.engine.url)
    found.open("?q=bezier")
    found.wait_for_result("Bézier")
    assert "cannot be reached" in found.warning


def test_an_engine_that_the_policy_of_the_site_forbids_is_said(
    fronted: Fronted, visit: Callable[..., Visit]
) -> None:
    fronted.engine.answer = answering({"found": 0, "hits": []})
    found = visit(fronted.built, "'self'")
    found.open("?q=bezier")
    found.wait_for_result("Bézier")
    assert "cannot be reached" in found.warning


def test_after_a_failure_the_engine_is_asked_again_when_the_reader_says_so(
    fronted: Fronted, visit: Callable[..., Visit]
) -> None:
    fronted.engine.answer = lambda *_: page(503)
    found = visit(fronted.built, fronted.engine.url)
    found.open("?q=bezier")
    found.wait_for_result("Bézier")
    hit = {"document": {"kind": "talk", "url": "sessions/x.html", "title": "From the engine"}}
    fronted.engine.answer = answering({"found": 1, "hits": [hit], "facet_counts": []})
    found.browser.execute_script("document.querySelector('.seminar-search-warning button').click()")
    found.wait_for_result("From the engine")
    assert found.warning == ""


def test_a_hostile_engine_gets_no_markup_and_no_address_into_the_page(
    fronted: Fronted, visit: Callable[..., Visit]
) -> None:
    odd: list[Any] = [
        {"url": "javascript:window.hacked=1", "title": XSS, "text": XSS, "kind": XSS},
        {"url": "https://evil.example/", "title": "Away", "speakers": XSS, "topics": 7},
        {"url": "//evil.example/", "title": "Also away", "archives": [XSS], "date": XSS},
        {"url": 7, "title": None, "text": {"a": 1}, "readings": [None, 3]},
    ]
    hits = [{"document": one} for one in odd]
    counts = [{"field_name": "topics", "counts": [{"value": XSS, "count": XSS}] * 2}]
    fronted.engine.answer = answering({"found": 4, "hits": hits, "facet_counts": counts})
    found = visit(fronted.built, fronted.engine.url)
    found.open("?q=anything")
    found.wait_for_result("Also away")
    links = found.browser.find_elements(By.CSS_SELECTOR, ".seminar-search-results a")
    own = found.server.url
    assert all(one.get_attribute("href").startswith(own) for one in links)
    assert found.browser.execute_script("return window.hacked") is None
    bad = "#seminar-search :is(img, script, svg)"
    assert not found.browser.find_elements(By.CSS_SELECTOR, bad)


@pytest.mark.parametrize(("answer", "words"), FAILURES[:3])
def test_without_an_index_of_its_own_the_page_leads_to_the_plain_search(
    alone: Fronted, visit: Callable[..., Visit], answer: Any, words: str
) -> None:
    alone.engine.answer = answer
    found = visit(alone.built, alone.engine.url)
    found.open("?q=bezier")
    found.wait("return document.querySelector('.seminar-search-notice').textContent")
    assert words in found.notice
    plain = found.browser.find_element(By.CSS_SELECTOR, ".seminar-search-notice a")
    assert plain.get_attribute("href").endswith("/search.html?q=bezier")
    assert found.browser.find_element(By.CSS_SELECTOR, ".seminar-search-plain").is_displayed()


def test_without_an_index_of_its_own_the_site_publishes_what_the_page_needs(
    alone: Fronted,
) -> None:
    folder = alone.built.outdir / "seminar-search"
    assert [path.name for path in folder.iterdir()] == ["seminar.json"]
    assert alone.built.warnings == ""


def test_the_page_of_an_engine_changes_with_its_setting(tmp_path: Path) -> None:
    first = build(tmp_path, {"kind": "typesense", "url": "https://one.example"})
    assert "https://one.example" in first.text("browse/search.html")
    again = build(tmp_path, {"kind": "typesense", "url": "https://two.example"})
    assert "https://two.example" in again.text("browse/search.html")
    assert "two.example" not in again.text("index.html")
