"""A build believes ``federation.lock`` as far as it can be verified, and never stops at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ConfigError

from federation.published import answer, archive

if TYPE_CHECKING:
    from federation.conftest import Federated
    from loopback import Answer, Loopback


def test_a_missing_copy_is_told_and_the_rest_is_built(site: Federated) -> None:
    built = site.build()
    (message,) = built.messages
    assert (message.name, message.type) == ("conf.py", "seminar.federation-missing")
    assert "'other'" in message.text
    assert "seminar sync" in message.text
    assert "Noise" in built.text("browse/sessions.html")


def test_an_altered_copy_is_told_at_its_line_and_left_out(site: Federated) -> None:
    site.run("sync")
    text = site.lock.read_text("utf-8")
    site.lock.write_text(text.replace("Squares", "Circles"), encoding="utf-8")
    built = site.build()
    (message,) = built.messages
    line = text.splitlines().index('    "other": {') + 1
    assert (message.name, message.line, message.type) == (
        "federation.lock",
        line,
        "seminar.federation-altered",
    )
    assert "Other Seminar" not in built.text("browse/sessions.html")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"<<<<<<< HEAD\n{}"])
def test_a_lock_that_cannot_be_read_is_told_and_the_rest_is_built(
    site: Federated, content: bytes
) -> None:
    site.lock.write_bytes(content)
    built = site.build()
    types = {one.type for one in built.messages if one.name == "federation.lock"}
    assert types == {"seminar.file-unreadable"}
    assert "Noise" in built.text("browse/sessions.html")


def test_a_copy_of_another_address_is_none(site: Federated) -> None:
    site.run("sync")
    site.join(other="https://moved.example.org/")
    (message,) = site.build().messages
    assert message.type == "seminar.federation-missing"


def test_an_archive_with_our_id_does_not_replace_our_events(
    site: Federated, answers: dict[str, Answer]
) -> None:
    site.configure('seminar_archive_id = "own.example.org"\n')
    answers["/other/archive.json"] = answer(archive(id="own.example.org"))
    assert "builds leave it out" in site.run("sync").stderr
    built = site.build()
    assert [one.type for one in built.messages] == ["seminar.federation-id"]
    assert not (built.outdir / "calendar-joined.ics").exists()


def test_a_build_asks_nobody(site: Federated, server: Loopback) -> None:
    site.run("sync")
    asked = len(server.asked)
    site.build()
    assert len(server.asked) == asked


def test_a_wrong_setting_stops_the_build_with_one_error(site: Federated) -> None:
    site.configure('seminar_federation = {"a": "http://a.example/"}\n')
    with pytest.raises(ConfigError, match="https://"):
        site.build()
