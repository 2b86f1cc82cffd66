"""``seminar sync`` fetches what other archives publish, and nothing else ever does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from federation.published import answer, archive, session
from loopback import Answer, redirect
from sphinx_seminar.importers.lookup.client import Client
from sphinx_seminar.importers.lookup.failure import FetchError, LookupProblem
from sphinx_seminar.importers.lookup.peers import Peers

if TYPE_CHECKING:
    from federation.conftest import Federated
    from loopback import Loopback


def test_the_lock_is_written_once_and_then_up_to_date(site: Federated) -> None:
    first = site.run("sync")
    assert first.exit_code == 0
    assert "other (Other Seminar): sessions: 3 new (2025-01-10, 2025-02-14, 2025-03)" in (
        first.stdout
    )
    assert "federation.lock is written" in first.stdout
    before = site.lock.read_bytes()
    again = site.run("sync")
    assert again.exit_code == 0
    assert again.stdout == "other (Other Seminar): unchanged\n"
    assert site.lock.read_bytes() == before
    assert not list(site.source.glob("*.tmp"))


def test_check_writes_nothing_and_tells(site: Federated, answers: dict[str, Answer]) -> None:
    result = site.run("sync", "--check")
    assert (result.exit_code, site.lock.exists()) == (1, False)
    site.run("sync")
    assert site.run("sync", "--check").exit_code == 0
    before = site.lock.read_bytes()
    data = archive()
    data["sessions"][1]["status"] = "cancelled"
    data["sessions"][2] = session("2025-03-07", "2025-03-07")
    answers["/other/archive.json"] = answer(data)
    result = site.run("sync", "--check")
    assert result.exit_code == 1
    assert (
        "sessions: 1 new (2025-03-07), 1 changed (2025-02-14), 1 gone (2025-03), 3 in all"
        in result.stdout
    )
    assert site.lock.read_bytes() == before


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (Answer(status=404), "there is nothing"),
        (Answer(status=500), "the error 500"),
        (Answer(status=503, headers=(("Retry-After", "9"),)), "try again in 9 seconds"),
        (Answer(b"<!doctype html><p>no", kind="text/html"), "a web page is there"),
        (Answer(b"{", kind="application/json"), "no JSON"),
        (Answer(b"[" * 100_000, kind="application/json"), "no JSON"),
        (answer({"version": "2.0"}), "its format is 2.0"),
        (answer({"hello": 1}), "no archive.json"),
        (Answer(hangs=True), "does not answer in time"),
        (redirect("/other/archive.json"), "redirected more than 5 times"),
        (redirect("ftp://127.0.0.1/x"), "redirected more than 5 times, or off the web"),
    ],
)
def test_an_archive_that_fails_keeps_its_copy_and_stops_no_other(
    site: Federated, answers: dict[str, Answer], bad: Answer, words: str
) -> None:
    answers["/second/archive.json"] = answer(archive(id="second.example.org"))
    site.join(other=site.address, second=site.address.replace("other", "second"))
    site.run("sync")
    before = json.loads(site.lock.read_text("utf-8"))["archives"]
    answers["/other/archive.json"] = bad
    answers["/second/archive.json"] = answer(archive(id="second.example.org", title="Renamed"))
    result = site.run("sync", "--timeout", "1")
    assert result.exit_code == 2
    assert words in result.stderr
    assert "the copy of before is kept" in result.stderr
    assert "\x1b" not in result.output
    after = json.loads(site.lock.read_text("utf-8"))["archives"]
    assert after["other"] == before["other"]
    assert after["second"]["archive"]["title"] == "Renamed"


def test_names_narrow_what_is_fetched(site: Federated, answers: dict[str, Answer]) -> None:
    answers["/second/archive.json"] = answer(archive(id="second.example.org"))
    site.join(other=site.address, second=site.address.replace("other", "second"))
    assert site.run("sync", "second").exit_code == 0
    assert list(json.loads(site.lock.read_text("utf-8"))["archives"]) == ["second"]
    result = site.run("sync", "secnd")
    assert (result.exit_code, "did you mean second?" in result.stderr) == (2, True)


def test_an_archive_that_is_named_no_more_is_removed(site: Federated) -> None:
    site.run("sync")
    site.join()
    result = site.run("sync")
    assert (result.exit_code, "no longer in seminar_federation" in result.stdout) == (0, True)
    assert json.loads(site.lock.read_text("utf-8"))["archives"] == {}


def test_without_a_setting_there_is_nothing_to_do(site: Federated) -> None:
    site.join()
    result = site.run("sync")
    assert (result.exit_code, "names no archive" in result.stderr) == (2, True)


def test_a_lock_that_cannot_be_read_is_made_anew(site: Federated) -> None:
    site.lock.write_text("<<<<<<< HEAD\n")
    result = site.run("sync")
    assert (result.exit_code, "made anew" in result.stderr) == (0, True)
    assert json.loads(site.lock.read_text("utf-8"))["archives"]["other"]["sha256"]


def test_a_copy_that_was_altered_is_replaced(site: Federated) -> None:
    site.run("sync")
    good = site.lock.read_bytes()
    site.lock.write_bytes(good.replace(b"Squares", b"Circles"))
    assert site.run("sync", "--check").exit_code == 1
    assert site.run("sync").exit_code == 0
    assert site.lock.read_bytes() == good


def test_what_is_masked_is_counted_and_never_shown(
    site: Federated, answers: dict[str, Answer]
) -> None:
    secret = session("a", "2025-01-10", notice="https://zoom.us/j/91234567890?pwd=abcDEF123")
    answers["/other/archive.json"] = answer(archive(sessions=[secret]))
    result = site.run("sync")
    assert "is masked: 1" in result.stdout
    assert "91234567890" not in result.output + site.lock.read_text("utf-8")


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"own": "https://a.example/"}, "'own' is not an id"),
        ({"all": "https://a.example/"}, "'all' is not an id"),
        ({"a b": "https://a.example/"}, "'a b' is not an id"),
        ({"a": "http://a.example/"}, "https://"),
        ({"a": "ftp://a.example/"}, "https://"),
        ({"a": "javascript:alert(1)"}, "https://"),
        ({"a": "https://user:secret@a.example/"}, "https://"),
        ({"a": "https://a.example/?x=1"}, "https://"),
        ({"a": "https://a.example/../b/"}, "https://"),
        ({"a": 7}, "https://"),
    ],
)
def test_a_setting_that_is_wrong_is_one_line(
    site: Federated, setting: dict[str, object], words: str
) -> None:
    site.configure(f"seminar_federation = {setting!r}\n")
    result = site.run("sync")
    assert (result.exit_code, words in result.stderr) == (2, True), result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("number", "allowed", "with_loopback", "with_private"),
    [
        ("93.184.216.34", True, True, True),
        ("2606:2800:220:1:248:1893:25c8:1946", True, True, True),
        ("127.0.0.1", False, True, False),
        ("::1", False, True, False),
        ("::ffff:127.0.0.1", False, True, False),
        ("10.1.2.3", False, False, True),
        ("::ffff:10.1.2.3", False, False, True),
        ("192.168.0.1", False, False, True),
        ("169.254.169.254", False, False, True),
        ("100.64.0.1", False, False, True),
        ("fe80::1%eth0", False, False, True),
        ("fd00::1", False, False, True),
        ("0.0.0.0", False, False, True),  # noqa: S104 (an address to be refused)
    ],
)
def test_private_machines_are_asked_only_when_somebody_says_so(
    number: str, *, allowed: bool, with_loopback: bool, with_private: bool
) -> None:
    assert Peers().allows(number) is allowed
    assert Peers(loopback=True).allows(number) is with_loopback
    assert Peers(private=True).allows(number) is with_private


@pytest.mark.parametrize(
    ("url", "secure"),
    [
        ("https://a.example/", (True, True, True)),
        ("http://a.example/", (False, False, True)),
        ("http://127.0.0.1:8000/", (False, True, True)),
        ("http://[::1]/", (False, True, True)),
        ("http://127.0.0.1.a.example/", (False, False, True)),
    ],
)
def test_only_this_machine_is_asked_without_tls(url: str, secure: tuple[bool, ...]) -> None:
    peers = (Peers(), Peers(loopback=True), Peers(private=True))
    assert tuple(one.is_secure(url) for one in peers) == secure


def test_the_machine_that_answers_is_what_counts(server: Loopback) -> None:
    client = Client(2, peers=Peers(private=True))
    with pytest.raises(FetchError) as caught:
        client.record(f"{server.base}/other/archive.json", "*/*")
    assert (caught.value.problem, caught.value.detail) == (LookupProblem.PRIVATE, "127.0.0.1")
    assert server.asked == []


def test_a_redirect_off_this_machine_without_tls_is_refused(
    site: Federated, answers: dict[str, Answer]
) -> None:
    answers["/other/archive.json"] = redirect("http://a.example/archive.json")
    result = site.run("sync")
    assert (result.exit_code, "is not https" in result.stderr) == (2, True)
