"""doi.org and Open Library on the loopback interface, with everything that they may answer."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from localserver import serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CSL = "application/vnd.citationstyles.csl+json"


class Answer(NamedTuple):
    """One answer; ``hangs`` leaves the client waiting until the server is closed."""

    body: bytes = b""
    status: int = 200
    kind: str = CSL
    headers: tuple[tuple[str, str], ...] = ()
    hangs: bool = False


def record(**values: Any) -> Answer:
    return Answer(json.dumps(values).encode())


def redirect(where: str) -> Answer:
    return Answer(status=302, headers=(("Location", where),))


WANG = record(
    type="journal-article",
    title=[
        "Machine Learning of <i>Coarse-Grained</i> Molecular Dynamics Force Fields &amp; DeePN2"
    ],
    author=[
        {"family": "Wang", "given": "Jiang", "sequence": "first"},
        {"family": "de Fabritiis", "given": "Gianni"},
        {"family": "Noé", "given": "Frank"},
        {"family": "Berg", "given": "Anna", "non-dropping-particle": "van den"},
        {"family": "King", "given": "Martin", "suffix": "Jr."},
        {"name": "Belle II Collaboration"},
    ],
    ISSN=["2374-7943", "2374-7951"],
    **{"container-title": ["ACS Central Science"], "article-number": "1234"},
    volume="5",
    issue="5",
    page="755-767",
    DOI="10.1021/ACSCENTSCI.8B00913",
    URL="https://doi.org/10.1021/acscentsci.8b00913",
    publisher="American Chemical Society (ACS)",
    issued={"date-parts": [[2019, 4, 15]]},
)

ANSWERS: dict[str, Answer] = {
    "/10.1021/acscentsci.8b00913": redirect("/agency/10.1021/acscentsci.8b00913"),
    "/agency/10.1021/acscentsci.8b00913": WANG,
    "/10.48550/arxiv.2101.00001": record(
        type="article",
        title="On $\\alpha$-stable processes: 100% of DNA_x & R\\'enyi",
        author=[{"family": "Rényi", "given": "A. B."}],
        publisher="arXiv",
        DOI="10.48550/ARXIV.2101.00001",
        issued={"date-parts": [["2021", "1"]]},
        URL="https://arxiv.org/abs/2101.00001",
    ),
    "/10.5555/mathml": record(
        type="article-journal",
        title=(
            'Mass of <mml:math xmlns:mml="m"><mml:mi>H</mml:mi><mml:mn>2</mml:mn></mml:math> '
            "in CO<sub>2</sub>, p < 0.05 &amp;amp; {braces} \\ ~ ^"
        ),
        author=[{"literal": "Team A and B, Inc."}],
        issued={"raw": "1999-07-03T00:00:00Z"},
    ),
    "/10.5555/chapter": record(
        type="book-chapter",
        title="A chapter",
        author=[{"family": "Plato"}],
        editor=[{"family": "Roe", "given": "R."}],
        page="S11–S20",
        ISBN=["978-1-107-09654-7"],
        publisher="Press",
        issued={"date-parts": [[2001]]},
        **{"container-title": "The volume"},
    ),
    "/10.5555/nobody": record(type="book", title="Nobody wrote this"),
    "/10.5555/untitled": record(type="book", author=[{"family": "Doe"}], title=[]),
    "/10.5555/odd": record(type=None, title={"a": 1}, author="x", issued=[], DOI=7),
    "/10.5555/html": Answer(b"<!DOCTYPE html><title>x</title>", kind="text/html; charset=utf-8"),
    "/10.5555/hidden-html": Answer(b"  <html>"),
    "/10.5555/406": Answer(status=406),
    "/10.5555/429": Answer(status=429, headers=(("Retry-After", "17"),)),
    "/10.5555/503": Answer(status=503),
    "/10.5555/500": Answer(status=500),
    "/10.5555/broken-json": Answer(b'{"title": '),
    "/10.5555/deep-json": Answer(b"[" * 200_000),
    "/10.5555/list-json": Answer(b"[1]"),
    "/10.5555/latin": Answer(b'{"title": "\xe9"}'),
    "/10.5555/large": Answer(b" " * (2 * 1024 * 1024 + 1)),
    "/10.5555/short": Answer(b"{", headers=(("Content-Length", "100"),)),
    "/10.5555/hangs": Answer(hangs=True),
    "/10.5555/loop": redirect("/10.5555/loop"),
    "/10.5555/file": redirect("file:///etc/passwd"),
    "/10.5555/ftp": redirect("ftp://127.0.0.1/x"),
    **{f"/10.5555/far{n}": redirect(f"/10.5555/far{n + 1}") for n in range(9)},
    "/isbn/9781107096547.json": record(
        title="Principles of Multiscale Modeling",
        publishers=["Cambridge University Press"],
        publish_places=["Cambridge"],
        publish_date="July 2011",
        works=[{"key": "/works/OL1W"}],
    ),
    "/works/OL1W.json": record(
        authors=[{"author": {"key": "/authors/OL2A"}}, {"author": {"key": "/../secret"}}]
    ),
    "/authors/OL2A.json": record(name="Weinan E"),
    **{
        f"/tools/idconv/api/v1/articles/?ids={asked}&format=json": record(
            status="ok", records=found
        )
        for asked, found in {
            "PMC1234567&idtype=pmcid": [{"pmcid": "PMC1234567", "doi": "10.5555/chapter"}],
            "31234567&idtype=pmid": [{"pmid": 31234567, "doi": "10.5555/CHAPTER"}],
            "PMC22&idtype=pmcid": [{"pmcid": "PMC22"}],
            "PMC33&idtype=pmcid": [{"requested-id": "PMC33", "status": "error", "errmsg": "x"}],
            "PMC44&idtype=pmcid": [],
        }.items()
    },
}


class Loopback(NamedTuple):
    base: str
    asked: list[str]


@contextmanager
def loopback(answers: Mapping[str, Answer] = ANSWERS) -> Iterator[Loopback]:
    """Serve *answers* by path until the block ends; anything else is 404."""
    closing = threading.Event()
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(self.path)
            asked.append(f"{self.command} {path} {self.headers['Accept']}")
            answer = answers.get(path, Answer(b"no", 404, "text/plain"))
            if answer.hangs:
                closing.wait(10)
                return
            self.send_response(answer.status)
            headers = {
                "Content-Type": answer.kind,
                "Content-Length": str(len(answer.body)),
                **dict(answer.headers),
            }
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(answer.body)

        do_HEAD = do_GET  # noqa: N815 - the name that http.server asks for

        def log_message(self, *_message: object) -> None:
            pass

    with serving(Handler) as base:
        try:
            yield Loopback(base, asked)
        finally:
            closing.set()
