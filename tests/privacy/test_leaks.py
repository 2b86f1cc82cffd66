from __future__ import annotations

import base64
import gzip
import io
import pickle
import subprocess
import sys
import time
import zipfile
import zlib
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from sphinx.errors import SphinxError

from sphinx_seminar.domain.privacy.access import AccessError, load_access
from sphinx_seminar.domain.privacy.audience import AudienceError
from sphinx_seminar.outputs.leaks.guarding import LeakError
from sphinx_seminar.outputs.leaks.needles import needles
from sphinx_seminar.outputs.leaks.searching import Search

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Site

URL = "https://video.example.net/room/kq7-81726354-zz?token=Vv9xK2mB4n"
MEETING_ID = "817 2635 4000"
PASSCODE = "Tau/7+pq"
ACCESS = f"""\
[seminar]
url = "{URL}"
meeting-id = "{MEETING_ID}"
passcode = "{PASSCODE}"
"""
VALUES = {"url": URL, "meeting-id": MEETING_ID, "passcode": PASSCODE}
NEEDLES = needles((f"seminar.{name}", value) for name, value in VALUES.items())


def _base64(text: str, before: int) -> bytes:
    return base64.b64encode(b"x" * before + text.encode() + b"yz")


def _zip(data: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("OEBPS/page.xhtml", data)
    return file.getvalue()


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "raw": lambda text: text.encode(),
    "without spaces": lambda text: text.replace(" ", "").encode(),
    "hyphens": lambda text: text.replace(" ", "-").encode(),
    "no-break spaces": lambda text: text.replace(" ", "&nbsp;").encode(),
    "percent": lambda text: quote(text, safe="").encode(),
    "percent small": lambda text: (
        quote(text, safe="").lower().encode() if text.islower() else quote(text).encode()
    ),
    "every byte percent": lambda text: "".join(f"%{b:02x}" for b in text.encode()).encode(),
    "html": lambda text: escape(text).encode(),
    "html numbers": lambda text: "".join(f"&#{ord(c)};" for c in text).encode(),
    "html hexadecimal": lambda text: "".join(f"&#x{ord(c):x};" for c in text).encode(),
    "json": lambda text: text.replace("/", "\\/").encode(),
    "javascript": lambda text: "".join(f"\\u{ord(c):04x}" for c in text).encode(),
    "base64, 0": lambda text: _base64(text, 0),
    "base64, 1": lambda text: _base64(text, 1),
    "base64, 2": lambda text: _base64(text, 2),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(b"abc" + text.encode() + b"d"),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "tags between": lambda text: "".join(f"<b>{c}</b>" for c in text).encode(),
    "highlighted": lambda text: text.replace("/", '<span class="o">/</span>').encode(),
    "latex": lambda text: text.replace(" ", "\\sphinxhyphen{}").replace("_", "\\_").encode(),
    "typst": lambda text: text.replace("/", "\\/").replace("-", "\\-").encode(),
    "gzip": lambda text: gzip.compress(text.encode(), mtime=0),
    "zip": lambda text: _zip(text.encode()),
    "zip in zip": lambda text: _zip(_zip(text.encode())),
    "pickle": lambda text: pickle.dumps({"text": [text]}),
    "inventory": lambda text: (
        b"# Sphinx inventory version 2\n#\n#\n# zlib\n" + zlib.compress(text.encode())
    ),
    "pdf": lambda text: (
        b"%PDF-1.7\n1 0 obj<<>>stream\n"
        + zlib.compress(b"BT [" + b"".join(b"(%b)-2" % c.encode() for c in text) + b"] TJ")
        + b"\nendstream"
    ),
}


@pytest.mark.parametrize("field", VALUES)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(("before", "after"), [("", ""), ("(", ")."), ("<p>at ", " today</p>")])
def test_a_value_is_found_in_every_encoding(
    field: str, encoding: str, before: str, after: str
) -> None:
    data = ENCODINGS[encoding](VALUES[field])
    if encoding not in {"gzip", "zip", "zip in zip", "pickle", "inventory", "pdf"}:
        data = before.encode() + data + after.encode()
    found = Search(NEEDLES, ()).file("page.html", data)
    assert found is not None
    assert found.name.startswith("seminar.") or found.name == "link"


@pytest.mark.parametrize(
    "data",
    [
        b"<p>Room 817, 2635 people, 4000 chairs</p>",
        b"Tau 7 pq",
        b"https://video.example.net/",
        bytes(range(256)) * 40,
    ],
)
def test_what_resembles_a_value_is_not_taken_for_it(data: bytes) -> None:
    assert Search(NEEDLES[1:], ()).file("page.html", data) is None


def test_words_among_the_bytes_of_a_pdf_are_no_access() -> None:
    search = Search((), ())
    line = b"Meeting ID: 884 4123 4567 Passcode: x7Kq92"
    assert search.file("talk.pdf", line) is not None
    binary = bytes(range(256)) * 4
    assert search.afresh().file("talk.pdf", b"%PDF-1.7\n" + binary + line + binary) is None
    stream = b"stream\n" + zlib.compress(line) + b"\nendstream"
    assert search.afresh().file("talk.pdf", b"%PDF-1.7\n" + binary + stream) is not None


def test_a_secret_in_the_name_of_a_file_is_found() -> None:
    assert Search(NEEDLES, ()).file("slides-81726354000.pdf", b"")


# -- whole builds ----------------------------------------------------------------------------


def _leaky(make_site: Callable[..., Site], text: str = "Call us: 8172 6354 000\n") -> Site:
    return make_site({"access.toml": ACCESS, "index.md": f"# Page\n\nWords.\n\n{text}"})


def test_what_looks_like_a_word_among_compressed_bytes_or_pixels_is_none() -> None:
    noise = bytes(range(256)) * 40 + b" PW:u125 " + bytes(range(256)) * 40
    packed = zlib.compress(noise)
    for stream in (packed, b"x\x9c" + noise):
        data = b"%PDF-1.7\n1 0 obj\nstream\n" + stream + b"\nendstream\nendobj\n"
        assert Search((), ()).file("a.pdf", data) is None


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n/Title (Passcode: 402817)\nstream\nx\x9cendstream",
        b"%PDF-1.7\nstream\nx\x9c Passcode: 402817 \nendstream",
        b"%PDF-1.7\nstream\n" + zlib.compress(b"x") + b" Passcode: 402817 \nendstream",
    ],
)
def test_access_beside_compressed_bytes_is_found(data: bytes) -> None:
    assert Search((), ()).file("a.pdf", data)


@pytest.mark.parametrize("builder", ["html", "text", "latex", "epub", "seminarpdf", "gettext"])
def test_a_leak_fails_the_build_and_leaves_nothing_behind(
    make_site: Callable[..., Site], builder: str
) -> None:
    site = _leaky(make_site)
    with pytest.raises(LeakError) as raised:
        site.build(builder)
    message = str(raised.value)
    assert "access.toml: seminar.meeting-id" in message
    assert "(index.md:5)" in message
    assert "8172" not in message
    assert [path for path in (site.folder / builder).rglob("*") if path.is_file()] == []


def test_the_program_exits_with_an_error(make_site: Callable[..., Site]) -> None:
    site = _leaky(make_site)
    out = site.folder / "out"
    command = [sys.executable, "-m", "sphinx", "-q", str(site.source), str(out)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert finished.returncode == 2
    assert "access to a meeting was written" in finished.stderr
    assert [path for path in out.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("files", "settings", "origin"),
    [
        ({"conf.py": None}, {"html_title": f"Room {MEETING_ID}"}, ""),
        (
            {"static/own.js": f"const at = '{URL}';"},
            {"html_static_path": ["static"]},
            "static/own.js:1",
        ),
        ({"extra/f.txt": PASSCODE}, {"html_extra_path": ["extra"]}, "extra/f.txt:1"),
        (
            {"extra/f.txt": "\n\nhttps://uni.zoom.us/j/81234567890"},
            {"html_extra_path": ["extra"]},
            "extra/f.txt:3",
        ),
        ({"slides.txt": URL, "index.md": "# P\n\n{download}`slides.txt`\n"}, {}, ""),
    ],
)  # fmt: skip
def test_every_way_into_the_output_is_guarded(
    make_site: Callable[..., Site],
    files: dict[str, str | None],
    settings: dict[str, object],
    origin: str,
) -> None:
    site = make_site({"access.toml": ACCESS, **{k: v for k, v in files.items() if v is not None}})
    with pytest.raises(LeakError) as raised:
        site.build(**settings)
    assert origin in str(raised.value)
    assert not (site.folder / "html" / "index.html").exists()


def test_a_file_of_somebody_else_is_named_and_kept(make_site: Callable[..., Site]) -> None:
    site = make_site({"access.toml": ACCESS})
    site.build()
    foreign = site.folder / "other" / "CNAME"
    foreign.parent.mkdir()
    foreign.write_text(PASSCODE)
    # older than the build by more than the clock of the files lags behind
    time.sleep(0.05)
    with pytest.raises(LeakError, match="CNAME"):
        site.build(out="other")
    assert [path.name for path in foreign.parent.rglob("*") if path.is_file()] == ["CNAME"]


def test_a_build_heals_when_the_leak_is_gone(make_site: Callable[..., Site]) -> None:
    site = _leaky(make_site)
    with pytest.raises(LeakError):
        site.build()
    site.write({"index.md": "# Page\n\nWords.\n"})
    assert "Words." in site.build().text("index.html")


def test_a_leak_of_a_later_build_removes_the_earlier_pages(make_site: Callable[..., Site]) -> None:
    site = make_site({"access.toml": ACCESS, "other.md": "---\norphan: true\n---\n# Other\n"})
    site.build()
    site.write({"index.md": f"# Page\n\n{PASSCODE}\n"})
    with pytest.raises(LeakError):
        site.build()
    assert [path for path in (site.folder / "html").rglob("*") if path.is_file()] == []


def _searched(built: object) -> int:
    listeners = built.app.events.listeners["build-finished"]  # type: ignore[attr-defined]
    return next(
        guard.searched
        for one in listeners
        if hasattr(guard := getattr(one.handler, "__self__", None), "searched")
    )


def test_a_build_without_changes_searches_nothing(make_site: Callable[..., Site]) -> None:
    site = make_site({"access.toml": ACCESS, "page.md": "---\norphan: true\n---\n# P\n"})
    assert _searched(site.build()) > 5
    assert _searched(site.build()) == 0
    site.write({"page.md": "---\norphan: true\n---\n# P\n\nMore.\n"})
    assert 0 < _searched(site.build()) <= 4


def test_a_new_value_is_looked_for_in_old_pages(make_site: Callable[..., Site]) -> None:
    site = make_site({"index.md": f"# Page\n\n{PASSCODE}\n"})
    site.build()
    site.write({"access.toml": ACCESS})
    with pytest.raises(LeakError):
        site.build()


def test_a_parallel_build_is_guarded_as_well(make_site: Callable[..., Site]) -> None:
    pages = {f"p{n}.md": f"---\norphan: true\n---\n# P{n}\n" for n in range(12)}
    site = make_site({"access.toml": ACCESS, **pages, "p7.md": f"# P7\n\n{URL}\n"})
    with pytest.raises(LeakError, match=r"p7\.md:3"):
        site.build(parallel=2)
    assert [path for path in (site.folder / "html").rglob("*") if path.is_file()] == []


def test_a_value_of_the_environment_is_guarded(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEMINAR_ACCESS_MAIN_ROOM_PASSCODE", "Sigma-77x")
    site = make_site({"index.md": "# Page\n\nSigma-77x\n"})
    with pytest.raises(LeakError, match=r"main-room\.passcode"):
        site.build()


def test_nothing_of_the_private_file_is_kept_with_the_doctrees(
    make_site: Callable[..., Site],
) -> None:
    page = "# P\n\n:::{session} 2025-01-17\n:join: seminar\n:::\n"
    site = make_site({"access.toml": ACCESS, "index.md": page})
    site.build()
    site.build(out="members", seminar_audience="members")
    for path in (site.folder / "doctrees").rglob("*"):
        if path.is_file():
            assert Search(NEEDLES, ()).file(path.name, path.read_bytes()) is None, path


# -- the private file ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[a]\npasscode = "402817\n', "line 2"),
        ('[a]\npassword = "402817"\n', "passcode"),
        ('url = "402817"\n', "[NAME]"),
    ],
)
def test_a_file_that_cannot_be_read_stops_the_build_and_is_not_quoted(
    make_site: Callable[..., Site], text: str, said: str
) -> None:
    site = make_site({"access.toml": text})
    with pytest.raises(AccessError) as raised:
        site.build()
    assert said in str(raised.value)
    assert "402817" not in str(raised.value)


def test_access_is_never_printed(make_site: Callable[..., Site]) -> None:
    site = make_site({"access.toml": ACCESS})
    access = load_access(site.source, {})
    assert PASSCODE not in repr(access)
    assert PASSCODE not in repr(NEEDLES)


def test_a_file_that_git_tracks_is_refused(make_site: Callable[..., Site]) -> None:
    site = make_site({"access.toml": ACCESS})
    subprocess.run(["git", "init", "-q"], cwd=site.source, check=True)
    assert site.build().messages == []
    subprocess.run(["git", "add", "access.toml"], cwd=site.source, check=True)
    with pytest.raises(AccessError, match="git rm --cached"):
        site.build()


def test_an_unknown_name_is_told_with_the_nearest(make_site: Callable[..., Site]) -> None:
    page = "# P\n\n:::{session} 2025-01-17\n:join: semniar\n:::\n"
    site = make_site({"index.md": page})
    assert site.build().messages == []
    site.write({"access.toml": ACCESS})
    told = [(one.line, one.type, one.text) for one in site.build().messages]
    assert told == [
        (3, "seminar.join-unknown", "access.toml has no access 'semniar'; did you mean 'seminar'?")
    ]


# -- members ---------------------------------------------------------------------------------

LISTINGS = "```{sessions}\n```\n\n```{upcoming}\n```\n"
MEETING = f"# P\n\n:::{{session}} 2025-01-24\n:join: seminar\n:::\n\n{LISTINGS}"


def test_members_are_shown_the_access_and_search_engines_nothing(
    make_site: Callable[..., Site],
) -> None:
    site = make_site({"access.toml": ACCESS, "index.md": MEETING})
    built = site.build(out="members", seminar_audience="members")
    page = built.text("index.html")
    assert 'href="https://video.example.net/room/kq7-81726354-zz?token=Vv9xK2mB4n"' in page
    assert MEETING_ID in page
    assert PASSCODE in page
    assert "For members of the seminar only" in page
    for path in built.outdir.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "noindex" in text or "<html" not in text, path


@pytest.mark.parametrize("builder", ["text", "seminarpdf", "latex"])
def test_every_builder_serves_members(make_site: Callable[..., Site], builder: str) -> None:
    site = make_site({"access.toml": ACCESS, "index.md": MEETING})
    built = site.build(builder, seminar_audience="members")
    texts = [p.read_text("utf-8", "ignore") for p in built.outdir.rglob("*") if p.is_file()]
    assert any("For members of the seminar only" in text for text in texts)
    assert any("817 2635 4000" in text for text in texts)


def test_a_members_page_is_written_again_when_the_access_changes(
    make_site: Callable[..., Site],
) -> None:
    site = make_site({"access.toml": ACCESS, "index.md": MEETING})
    site.build(seminar_audience="members")
    site.write({"access.toml": ACCESS.replace(PASSCODE, "Rho-12345")})
    assert "Rho-12345" in site.build(seminar_audience="members").text("index.html")


@pytest.mark.parametrize("first", ["public", "members"])
def test_a_folder_serves_one_audience(make_site: Callable[..., Site], first: str) -> None:
    site = make_site({"access.toml": ACCESS, "index.md": MEETING})
    site.build(seminar_audience=first)
    other = {"public": "members", "members": "public"}[first]
    with pytest.raises(AudienceError, match=f"audience {first!r}"):
        site.build(seminar_audience=other)


def test_the_public_page_says_how_members_get_in(make_site: Callable[..., Site]) -> None:
    site = make_site({"access.toml": ACCESS, "index.md": MEETING})
    page = site.build().text("index.html")
    assert "members get the link" in page
    assert "noindex" not in page


def test_a_build_that_fails_for_another_reason_is_guarded(make_site: Callable[..., Site]) -> None:
    site = _leaky(make_site)
    site.configure(
        """
        def setup(app):
            def fail(app, exception):
                if exception is None:
                    raise RuntimeError("broken")
            app.connect("build-finished", fail, priority=10)
        """
    )
    with pytest.raises(SphinxError, match="broken"):
        site.build()
    assert [path for path in (site.folder / "html").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    "leaky",
    [
        ("a.html", b"<p>Passcode\n 402817</p>"),
        ("b.html", b"<p>Pass<b>code</b>:</p>\n<td>402817</td>"),
        ("c.ics", b"BEGIN:VCALENDAR\r\nDESCRIPTION:https://zoom.u\r\n s/j/81726354000\r\n"),
        ("d.js", b"const room = 'https://zoom.us/j/81726354000'"),
        ("e/81726354000-https-zoom.us/j/81726354000.txt", b"words"),
    ],
)
def test_one_of_many_small_files_is_found(leaky: tuple[str, bytes]) -> None:
    others = [
        ("1.ics", b"BEGIN:VCALENDAR\r\nSUMMARY:A talk on a <\r\nEND:VCALENDAR\r\n"),
        ("2.html", b"<p>Words > words & more, and the passcode"),
        ("3.js", b"let x = '<';"),
        ("4.txt", b"402817 people came =\n"),
    ]
    assert Search((), ()).are_clean(others)
    for place in range(len(others) + 1):
        assert not Search((), ()).are_clean([*others[:place], leaky, *others[place:]]), place
