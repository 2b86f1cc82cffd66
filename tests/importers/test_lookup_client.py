from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loopback import CSL, Loopback
from sphinx_seminar.importers.lookup.client import Client
from sphinx_seminar.importers.lookup.failure import FetchError, LookupProblem
from sphinx_seminar.importers.lookup.sources import Sources, look_up
from sphinx_seminar.importers.lookup.target import parse_target

if TYPE_CHECKING:
    from sphinx_seminar.importers.lookup.proposing import Network


@pytest.mark.parametrize(
    ("name", "problem", "detail"),
    [
        ("unknown", LookupProblem.NOT_FOUND, ""),
        ("406", LookupProblem.NO_FORMAT, ""),
        ("html", LookupProblem.HTML, ""),
        ("hidden-html", LookupProblem.HTML, ""),
        ("429", LookupProblem.BUSY, "17"),
        ("503", LookupProblem.BUSY, ""),
        ("500", LookupProblem.STATUS, "500"),
        ("broken-json", LookupProblem.BAD_JSON, ""),
        ("deep-json", LookupProblem.BAD_JSON, ""),
        ("list-json", LookupProblem.BAD_JSON, ""),
        ("latin", LookupProblem.BAD_JSON, ""),
        ("large", LookupProblem.TOO_LARGE, "2097152"),
        ("hangs", LookupProblem.TIMEOUT, ""),
        ("loop", LookupProblem.REDIRECTS, "5"),
        ("far0", LookupProblem.REDIRECTS, "5"),
        ("file", LookupProblem.REDIRECTS, "5"),
        ("ftp", LookupProblem.REDIRECTS, "5"),
    ],
)
def test_every_failure_has_its_own_name(
    network: Network, name: str, problem: LookupProblem, detail: str
) -> None:
    target = parse_target(f"10.5555/{name}")
    assert target is not None
    with pytest.raises(FetchError) as caught:
        look_up(target, network.client, network.sources)
    assert (caught.value.problem, caught.value.detail) == (problem, detail)


def test_a_body_that_ends_early_is_no_record(network: Network, server: Loopback) -> None:
    with pytest.raises(FetchError) as caught:
        network.client.record(f"{server.base}/10.5555/short", CSL)
    assert caught.value.problem in {LookupProblem.BAD_JSON, LookupProblem.UNREACHABLE}


@pytest.mark.parametrize("base", ["http://127.0.0.1:1", "http://[::", "nonsense", "ftp://x"])
def test_a_resolver_that_is_not_there_is_unreachable(base: str) -> None:
    with pytest.raises(FetchError) as caught:
        Client(timeout=0.3).record(f"{base}/10.5555/x", CSL)
    assert caught.value.problem is LookupProblem.UNREACHABLE


def test_the_format_is_negotiated_across_redirects(network: Network, server: Loopback) -> None:
    target = parse_target("10.1021/acscentsci.8b00913")
    assert target is not None
    assert look_up(target, network.client, network.sources) is not None
    assert server.asked[-2:] == [
        f"GET /10.1021/acscentsci.8b00913 {CSL}",
        f"GET /agency/10.1021/acscentsci.8b00913 {CSL}",
    ]


@pytest.mark.parametrize("text", ["PMC1234567", "pmid:31234567"])
def test_a_number_of_pubmed_s_leads_through_its_doi_to_the_record(
    network: Network, server: Loopback, text: str
) -> None:
    target = parse_target(text)
    assert target is not None
    found = look_up(target, network.client, network.sources)
    assert found is not None
    assert found.text("title") == "A chapter"
    assert server.asked[-1] == f"GET /10.5555/chapter {CSL}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("PMC22", LookupProblem.NO_DOI),
        ("PMC33", LookupProblem.NOT_FOUND),
        ("PMC44", LookupProblem.NOT_FOUND),
        ("PMC55", LookupProblem.NOT_FOUND),
    ],
)
def test_a_number_without_a_doi_has_no_record(
    network: Network, text: str, problem: LookupProblem
) -> None:
    target = parse_target(text)
    assert target is not None
    with pytest.raises(FetchError) as caught:
        look_up(target, network.client, network.sources)
    assert caught.value.problem is problem


def test_an_author_s_path_is_taken_from_records_only_when_it_is_one(
    network: Network, server: Loopback
) -> None:
    target = parse_target("9781107096547")
    assert target is not None
    look_up(target, network.client, network.sources)
    assert not any("secret" in asked for asked in server.asked)


def test_a_mere_address_is_never_fetched(network: Network, server: Loopback) -> None:
    target = parse_target(f"{server.base}/book.pdf")
    assert target is not None
    before = len(server.asked)
    assert look_up(target, network.client, network.sources) is None
    assert len(server.asked) == before


def test_a_resolver_is_asked_whether_it_knows_a_doi(network: Network) -> None:
    sources: Sources = network.sources
    knows = {
        name: network.client.resolves(sources.doi_address(f"10.5555/{name}"))
        for name in ("loop", "html", "unknown")
    }
    assert knows == {"loop": True, "html": True, "unknown": False}
    with pytest.raises(FetchError):
        network.client.resolves(sources.doi_address("10.5555/429"))


def test_a_doi_with_odd_characters_makes_one_path() -> None:
    address = Sources("https://x/").doi_address("10.1002/(sici)1097<4::a>3.0;2-#?%é")
    assert address == "https://x/10.1002/(sici)1097%3C4::a%3E3.0;2-%23%3F%25%C3%A9"
