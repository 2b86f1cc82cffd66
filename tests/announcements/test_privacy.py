"""How to join is said on request alone, and is written nowhere by accident."""

from __future__ import annotations

import base64
import html
import json
import quopri
import subprocess
from email import message_from_bytes, policy
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.outputs.announcements.guarding import find_leak
from sphinx_seminar.outputs.leaks.needles import needles
from sphinx_seminar.outputs.leaks.searching import Search

from .conftest import HOST_KEY, MEETING_ID, OTHER, PASSCODE, URL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from seminar_site import Site

    Announce = Callable[..., Result]

VALUES = (URL, MEETING_ID, PASSCODE, HOST_KEY, OTHER)
SHOWN = (URL, MEETING_ID, PASSCODE)
FORMS = ("text", "html", "eml", "markdown")


def contents(data: bytes) -> list[bytes]:
    """Return *data*, and what a mail holds in its parts."""
    found = [data, quopri.decodestring(data)]
    parts = message_from_bytes(data, policy=policy.default).walk()
    return found + [part.get_payload(decode=True) for part in parts if not part.is_multipart()]


def encoded(value: str) -> list[bytes]:
    """Return the forms in which *value* might stand in a file."""
    forms = {value, value.replace(" ", ""), value.replace(" ", "-"), html.escape(value)}
    forms |= {quote(value, safe=""), quote(value), json.dumps(value)[1:-1]}
    forms |= {value.replace("/", "\\/"), "".join(f"&#{ord(char)};" for char in value)}
    found = {form.encode() for form in forms} | {value.encode().hex().encode()}
    found |= {quopri.encodestring(value.encode(), quotetabs=True).replace(b"=\n", b"")}
    for before in range(3):
        whole = base64.b64encode(b"x" * before + value.encode())
        found.add(whole[4 if before else 0 : len(whole) // 4 * 4 - 4])
    return [form for form in found if len(form) > 4]


def holds(data: bytes, value: str) -> bool:
    squeezed = Search(needles([("x.y", value)]), ())
    return any(
        form in one or squeezed.known(one) is not None
        for one in contents(data)
        for form in encoded(value)
    )


def test_the_test_sees_what_it_looks_for(announce: Announce) -> None:
    for form in FORMS:
        said = announce("next", "--join", "--format", form).stdout_bytes
        assert [value for value in VALUES if holds(said, value)] == list(SHOWN), form


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("what", ["next", "week"])
def test_nothing_of_the_private_file_is_said_unasked(
    announce: Announce, what: str, form: str
) -> None:
    result = announce(what, "--format", form, "--record")
    assert result.exit_code == 0
    for value in VALUES:
        assert not holds(result.stdout_bytes, value)
        assert not holds(result.stderr_bytes, value)


def test_the_poster_and_the_note_hold_nothing_of_it(site: Site, announce: Announce) -> None:
    announce("next", "--join", "--record")
    assert announce("next", "--format", "poster", "-o", str(site.folder)).exit_code == 0
    for name in ("2025-03-14-group.pdf", "2025-03-14-group.png"):
        assert not any(holds((site.folder / name).read_bytes(), value) for value in VALUES)
        assert (
            Search(needles(("a.b", value) for value in VALUES), ()).file(
                name, (site.folder / name).read_bytes()
            )
            is None
        )
    note = (site.source / "announced.json").read_bytes()
    assert not any(holds(note, value) for value in VALUES)


def test_values_of_the_environment_are_kept_and_said_alike(
    site: Site, announce: Announce, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site.source / "access.toml").unlink()
    monkeypatch.setenv("SEMINAR_ACCESS_MAIN_PASSCODE", "from-environment-9")
    assert "from-environment-9" not in announce("next").stdout
    assert "- Passcode: from-environment-9\n" in announce("next", "--join").stdout


def test_the_calendar_of_a_mail_never_says_how_to_join(announce: Announce) -> None:
    mail = message_from_bytes(
        announce("next", "--join", "--format", "eml").stdout_bytes, policy=policy.default
    )
    (calendar,) = mail.iter_attachments()  # type: ignore[attr-defined]
    data = calendar.get_payload(decode=True)
    assert not any(holds(data, value) for value in VALUES)


# -- on request ----------------------------------------------------------------------------------


def test_on_request_the_fields_are_said_with_a_warning(announce: Announce) -> None:
    result = announce("next", "--join")
    assert (
        "How to join:\n"
        f"- Join: {URL}\n"
        f"- Meeting ID: {MEETING_ID}\n"
        f"- Passcode: {PASSCODE}\n"
        "- How to join: Please mute yourself.\n"
    ) in result.stdout
    assert "members get the link" not in result.stdout
    assert "this lets people into the meeting" in result.stderr
    page = announce("next", "--join", "--format", "html").stdout
    assert f'<a href="{html.escape(URL)}">' in page


def test_only_the_session_that_is_announced_is_let_into(site: Site, announce: Announce) -> None:
    site.write({"more.md": "# More\n\n:::{session} 2025-03-15\n:join: other\n:::\n"})
    assert OTHER not in announce("next", "--join").stdout
    assert OTHER in announce("week", "--join").stdout
    site.write({"announcements/announcement.txt.j2": f"{{{{ subject }}}} {OTHER}"})
    result = announce("next", "--join")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "access.toml: other.passcode" in result.stderr
    assert OTHER not in result.stderr


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            "# P\n\n:::{session} 2025-03-11\n:join: mian\n:::\n",
            "has no access mian; did you mean main?",
        ),
        ("# P\n\n:::{session} 2025-03-11\n:::\n", "names an access"),
        (
            "# P\n\n:::{session} 2025-03-11\n:join: main\n:status: cancelled\n:::\n",
            "names an access",
        ),
    ],
)
def test_what_cannot_be_joined_is_told(
    site: Site, announce: Announce, page: str, said: str
) -> None:
    site.write({"page.md": page})
    result = announce("2025-03-11", "--join")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_an_access_file_that_cannot_be_read_stops_everything(
    site: Site, announce: Announce
) -> None:
    site.write({"access.toml": f'[main]\nurl = "{URL}'})
    result = announce("next")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "kq7" not in result.stderr


def test_a_poster_never_says_how_to_join(site: Site, announce: Announce) -> None:
    result = announce("next", "--format", "poster", "--join", "-o", str(site.folder / "p.pdf"))
    assert result.exit_code == 2
    assert not (site.folder / "p.pdf").exists()


# -- where it may be written ---------------------------------------------------------------------


def _git(folder: Path, *command: str) -> None:
    subprocess.run(["git", "-C", str(folder), *command], check=True, capture_output=True)


def test_how_to_join_is_written_outside_and_for_its_owner_alone(
    site: Site, announce: Announce
) -> None:
    output = site.folder / "private.txt"
    assert announce("next", "--join", "-o", str(output)).exit_code == 0
    assert PASSCODE in output.read_text("utf-8")
    assert output.stat().st_mode & 0o777 == 0o600
    output.chmod(0o644)
    announce("next", "--join", "-o", str(output))
    assert output.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("place", ["page.txt", "static/page.txt", "_build/html/page.txt"])
def test_how_to_join_is_written_to_no_place_that_is_published(
    site: Site, announce: Announce, place: str
) -> None:
    site.build(out="source/_build/html")
    output = site.source / place
    output.parent.mkdir(exist_ok=True)
    result = announce("next", "--join", "-o", str(output))
    assert (result.exit_code, output.exists()) == (2, False)
    assert "is no place for how to join" in result.stderr
    assert announce("next", "--join", "-o", str(site.source / "_build/p.txt")).exit_code == 0
    # what lets nobody in may be written there
    assert announce("next", "-o", str(output)).exit_code == 0


def test_how_to_join_is_written_to_no_file_that_git_would_take(
    site: Site, announce: Announce
) -> None:
    _git(site.source, "init", "-q")
    site.write({".gitignore": "access.toml\n*.eml\n"})
    tracked = site.source / "tracked.eml"
    tracked.write_text("", encoding="utf-8")
    _git(site.source, "add", "--force", "tracked.eml")
    for name, written in (("new.txt", False), ("tracked.eml", False), ("ignored.eml", True)):
        output = site.source / name
        result = announce("next", "--join", "-o", str(output))
        assert (result.exit_code == 0) is written, name
        assert (PASSCODE in output.read_text("utf-8") if output.exists() else False) is written
    link = site.folder / "link"
    link.symlink_to(site.source)
    assert announce("next", "--join", "-o", str(link / "new.txt")).exit_code == 2


# -- templates, and the last look ----------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_template_with_a_way_in_is_refused(site: Site, announce: Announce, form: str) -> None:
    # a template is text of the archive as well
    suffix = {"text": "txt", "html": "html", "eml": "html", "markdown": "md"}[form]
    name = f"announcements/announcement.{suffix}.j2"
    for text in (URL, html.escape(PASSCODE), "https://uni.zoom.us/j/81234567890"):
        site.write({name: f"{{{{ subject }}}}\nJoin us: {text}\n"})
        result = announce("next", "--format", form)
        assert (result.exit_code, result.stdout) == (2, ""), text
        assert "nothing is written: access to a meeting stands in it" in result.stderr
        assert text not in result.stderr
    site.write({name: "{{ subject }}\nhttps://uni.zoom.us/j/81234567890\n"})
    site.configure('seminar_not_secret = ["https://uni.zoom.us/j/81234567890"]\n')
    result = announce("next", "--format", form)
    assert result.exit_code == 0, result.stderr


def test_what_was_typed_into_a_page_is_masked_in_every_form(site: Site, announce: Announce) -> None:
    page = site.source / "next.md"
    text = page.read_text("utf-8").replace(
        "How much", f"Join {URL}, passcode: {PASSCODE}. How much"
    )
    page.write_text(text.replace("a pen.", "Meeting ID: 817 2635 4000"), encoding="utf-8")
    for form in FORMS:
        result = announce("next", "--format", form)
        assert not any(holds(result.stdout_bytes, value) for value in VALUES), form


secrets = st.text(
    st.sampled_from("abcdefghkmnpqrstuvwxyzABCDEFGHKLMNPQRSTUVWXYZ23456789-/+._~"),
    min_size=8,
    max_size=40,
).filter(lambda text: sum(char.isalnum() for char in text) >= 6)
ENCODERS = (
    lambda text: text.encode(),
    lambda text: html.escape(text).encode(),
    lambda text: quote(text, safe="").encode(),
    lambda text: "".join(f"&#{ord(char)};" for char in text).encode(),
    lambda text: text.replace("/", "\\/").encode(),
    lambda text: base64.b64encode(text.encode()),
    lambda text: text.encode().hex().encode(),
)


@given(secrets, secrets, st.sampled_from(ENCODERS), st.sampled_from(["a.txt", "b.html", "c.ics"]))
def test_no_encoding_hides_a_value_from_the_last_look(
    value: str, other: str, encode: Callable[[str], bytes], name: str
) -> None:
    data = b"Join us: " + encode(value) + b" today"
    kept = [("main.passcode", value), ("other.passcode", other)]
    assert find_leak([(name, data)], kept, ()) is not None
    assert find_leak([(name, b"Come to room 5")], kept, ()) is None
    # another's access is found also where one's own was asked for
    if value not in other and other not in value:
        assert find_leak([(name, data)], kept, (), asked=[other]) is not None
        assert find_leak([(name, data)], kept, (), asked=[value]) is None
