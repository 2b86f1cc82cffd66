from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from privacy.planting import Planted, plant
from seminar_site import EPOCH, Built, Site
from sphinx_seminar.outputs.leaks.needles import squeeze
from sphinx_seminar.outputs.leaks.unpacking import contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILES, PLANTED = plant(5)


def _alone(mark: bytes, text: bytes) -> bool:
    if mark not in text:
        return False
    return re.search(rb"(?<![0-9a-f])%b(?![0-9a-f])" % mark, text) is not None


def leaks(folder: Path, planted: list[Planted]) -> set[str]:
    """Return where the planted secrets are in any file under *folder*."""
    found = set()
    marks = [(one.where, squeeze(mark.encode())) for one in planted for mark in one.marks]
    for path in folder.rglob("*"):
        if path.is_file():
            for part in contents(path.read_bytes()):
                squeezed = squeeze(part) + squeeze(re.sub(rb"<[^<>]*>", b"", part))
                small = part.lower()
                for where, mark in marks:
                    # a few digits occur by chance among coordinates, times and digests
                    if mark in squeezed if len(mark) > 7 else _alone(mark, small):
                        found.add(f"{path.name}: {where}")
    return found


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return one archive that is read once and built by every builder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        yield Site(tmp_path_factory.mktemp("shared"), FILES)


def test_enough_secrets_are_planted() -> None:
    assert len(PLANTED) >= 200
    assert len({mark for one in PLANTED for mark in one.marks}) >= len(PLANTED)


@pytest.mark.parametrize(
    "builder",
    [
        "html",
        "dirhtml",
        "singlehtml",
        "epub",
        "latex",
        "text",
        "man",
        "texinfo",
        "xml",
        "pseudoxml",
        "gettext",
        "seminarpdf",
    ],
)
def test_no_output_and_no_pickle_holds_a_typed_secret(shared: Site, builder: str) -> None:
    doctrees = "catalogues" if builder == "gettext" else "doctrees"
    built = shared.build(builder, doctrees=doctrees, html_copy_source=True)
    assert leaks(built.outdir, PLANTED) == set()
    assert leaks(shared.folder / doctrees, PLANTED) == set()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Site(tmp_path_factory.mktemp("told"), FILES).build("dummy", parallel=2)


def test_every_secret_is_told_with_file_and_line_and_never_repeated(told: Built) -> None:
    said = [one for one in told.messages if one.type in {"seminar.secret", "seminar.join"}]
    assert len(said) >= len(PLANTED)
    for planted in PLANTED:
        for mark in planted.marks:
            assert mark not in told.warnings
    for name, text in FILES.items():
        lines = {one.line for one in said if one.name == name}
        for number, line in enumerate(text.split("\n"), 1):
            assert number in lines or not any(planted.text in line for planted in PLANTED), line


def test_the_way_to_move_it_is_told(make_site: Callable[..., Site]) -> None:
    page = "# Page\n\nhttps://uni.zoom.us/j/81234567890 Passcode: 402817\n"
    built = make_site({"index.md": page}).build()
    said = "access to a meeting is written here, and masked in every output"
    assert [one.text for one in built.messages if one.type == "seminar.secret"] == [
        f'{said}: uni.zoom.us/••• (link); allowed: :join: NAME, [NAME] url = "…" in access.toml',
        f'{said}: ••• (passcode); allowed: :join: NAME, [NAME] passcode = "…" in access.toml',
    ]
    assert "••• Passcode: •••" in built.text("index.html")


def test_the_owner_may_publish_what_only_looks_like_access(make_site: Callable[..., Site]) -> None:
    link = "https://discord.gg/AbCdEf12"
    site = make_site({"index.md": f"# Page\n\n<{link}>\n"})
    built = site.build(seminar_not_secret=[link])
    assert built.messages == []
    assert link in built.text("index.html")


def test_a_secret_removed_from_the_source_is_no_more_told_of(
    make_site: Callable[..., Site],
) -> None:
    site = make_site({"index.md": "# Page\n\nPasscode: 402817\n"})
    assert site.build().messages
    site.write({"index.md": "# Page\n\nNo passcode.\n"})
    assert site.build().messages == []
