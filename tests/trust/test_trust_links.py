from __future__ import annotations

import pytest

from sphinx_seminar.model.links import (
    LinkProblem,
    allowed_target,
    host_of,
    is_small_picture,
    refusal,
    resolved_doi,
)


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "#anchor",
        "page.html#x",
        "../up/page.html?a=1&copy=2",
        "/root",
        "./talk 10:30.pdf",
        "https://example.org",
        "HTTPS://example.org:8443/a?b=c#d",
        "http://[2001:db8::1]:80/",
        "https://example.org/a@b:c",
        "mailto:a@example.org",
        "mailto:a@example.org?subject=Talk",
        "tel:+49-30-1234",
        "doi:10.1000/182",
        " https://example.org ",
        "https://exämple.org/ü",
    ],
)
def test_ordinary_links_are_allowed(uri: str) -> None:
    assert refusal(uri) is None
    assert allowed_target(uri)


@pytest.mark.parametrize(
    ("uri", "problem"),
    [
        ("javascript:alert(1)", LinkProblem.SCHEME),
        ("JaVaScRiPt:alert(1)", LinkProblem.SCHEME),
        ("\x01 \u00a0javascript:alert(1)", LinkProblem.SCHEME),
        ("java\tscript:alert(1)", LinkProblem.CONTROL),
        ("java\nscript:alert(1)", LinkProblem.CONTROL),
        ("java script:alert(1)", LinkProblem.SCHEME),
        ("javascript&colon;alert(1)", LinkProblem.SCHEME),
        ("&#106;avascript:alert(1)", LinkProblem.SCHEME),
        ("java&Tab;script:alert(1)", LinkProblem.CONTROL),
        ("vbscript:x", LinkProblem.SCHEME),
        ("data:text/html,<script>", LinkProblem.SCHEME),
        ("file:///etc/passwd", LinkProblem.SCHEME),
        ("smb://host/share", LinkProblem.SCHEME),
        ("ms-word:ofe|u|http://x", LinkProblem.SCHEME),
        ("intent:x", LinkProblem.SCHEME),
        ("foo:x", LinkProblem.SCHEME),
        (":x", LinkProblem.SCHEME),
        ("//evil.example/x", LinkProblem.NETWORK),
        (" //evil.example/x", LinkProblem.NETWORK),
        ("\\\\host\\share", LinkProblem.BACKSLASH),
        ("/\\evil.example", LinkProblem.BACKSLASH),
        ("https:\\\\evil.example", LinkProblem.BACKSLASH),
        ("https://user@evil.example/", LinkProblem.USER),
        ("https://good.example:x@evil.example/", LinkProblem.USER),
        ("https:///path", LinkProblem.HOST),
        ("https:evil.example", LinkProblem.HOST),
        ("https://", LinkProblem.HOST),
        ("https://%65vil.example", LinkProblem.HOST),
        ("https://x:0/", LinkProblem.PORT),
        ("https://x:65536/", LinkProblem.PORT),
        ("https://x:y/", LinkProblem.PORT),
        ("https://x:/", LinkProblem.PORT),
        ("https://x/\u202e", LinkProblem.CONTROL),
        ("https://x/\x00y", LinkProblem.CONTROL),
        ("https://x/" + "a" * 2048, LinkProblem.LENGTH),
        ("mailto:a@x?bcc=b@y", LinkProblem.MAIL),
        ("mailto:a@x?subject=a%0Abcc:b@y", LinkProblem.MAIL),
        ("mailto:a@x%0D%0Abcc:b@y", LinkProblem.MAIL),
        ("tel:javascript", LinkProblem.NUMBER),
        ("doi:evil", LinkProblem.NUMBER),
    ],
)
def test_a_link_that_could_run_or_mislead_is_refused(uri: str, problem: LinkProblem) -> None:
    assert refusal(uri) is problem
    assert not allowed_target(uri)


def test_a_doi_leads_to_its_resolver_and_keeps_its_odd_characters() -> None:
    assert resolved_doi("doi:10.1000/182") == "https://doi.org/10.1000/182"
    sici = "DOI:10.1002/(SICI)1097<1::AID>3.0.CO;2-#"
    assert resolved_doi(sici) == "https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0.CO;2-%23"
    assert resolved_doi("https://x.example/") == "https://x.example/"


def test_the_host_is_the_one_a_browser_asks() -> None:
    assert host_of("https://Good.example:80/x") == "good.example"
    assert host_of("https://good.example@evil.example/") == "evil.example"
    assert host_of("page.html") == ""


def test_only_small_pictures_that_cannot_run_may_stand_in_an_address() -> None:
    assert is_small_picture("data:image/png;base64,iVBORw0KGgo=")
    assert not is_small_picture("data:image/svg+xml;base64,PHN2Zz4=")
    assert not is_small_picture("data:text/html;base64,PHN2Zz4=")
    assert not is_small_picture("data:image/png;base64," + "A" * 20_000)
