"""Objects in the inventory, and the roles that lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx.util.inventory import InventoryFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from seminar_site import Built, Site

FILES = {
    "refs.bib": "@book{book, author = {Doe, Ann}, title = {The Book}, year = {2001}}\n",
    "people.toml": '[ada]\nname = "Ada Lovelace"\naliases = ["A. Lovelace"]\n',
    "index.md": (
        "# Index\n\n```{toctree}\na\nb\nroles\n```\n\n```{readings}\n```\n\n```{speakers}\n```\n\n"
        "```{topics}\n```\n"
    ),
    "a.md": (
        "# First page\n\n::::{session} 2025-01-17\n\n:::{talk} On *tests*\n:speaker: Ada Lovelace\n"
        ":topics: Machine learning\n:readings: book\n:::\n::::\n"
    ),
    "b.md": (
        "# Second page\n\n::::{session} 2025-01-31\n\n"
        ":::{talk}\n:speaker: A. Lovelace; 朱爱清\n:::\n::::\n"
    ),
    "roles.md": "# Roles\n",
}
ROLES = {
    "{session}`2025-01-17`": ("First page", "a#session-2025-01-17"),
    "{session}`that *day* <2025-01-17>`": ("that *day*", "a#session-2025-01-17"),
    "{talk}`2025-01-17-1`": ("On tests", "a#talk-2025-01-17-1"),
    "{talk}`2025-01-31-1`": ("2025-01-31-1", "b#talk-2025-01-31-1"),
    "{speaker}`Ada Lovelace`": ("Ada Lovelace", "index#speaker-ada"),
    "{speaker}`a. lovelace`": ("Ada Lovelace", "index#speaker-ada"),
    "{speaker}`ada`": ("Ada Lovelace", "index#speaker-ada"),
    "{speaker}`朱爱清`": ("朱爱清", "index#speaker-_6731__7231__6e05_"),
    "{topic}`machine Learning`": ("Machine learning", "index#topic-machine-learning"),
    "{topic}`machine-learning`": ("Machine learning", "index#topic-machine-learning"),
    "{reading}`book`": ("Doe (2001)", "index#reading-book"),
    "{cite}`book`": ("Doe, 2001", "index#reading-book"),
    "{any}`2025-01-17`": ("2025-01-17", "a#session-2025-01-17"),
    "{any}`book`": ("book", "index#reading-book"),
}


def link(built: Built) -> nodes.reference:
    (found,) = built.doctree("roles").findall(nodes.reference)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_a_role_leads_to_its_object(make_site: Callable[..., Site], role: str) -> None:
    built = make_site({**FILES, "roles.md": f"# Roles\n\nText {role}.\n"}).build("html")
    assert not built.warnings
    text, target = ROLES[role]
    docname, _, anchor = target.partition("#")
    found = link(built)
    assert found.astext() == text
    assert found["refuri"] == f"{docname}.html#{anchor}"
    assert f'id="{anchor}"' in built.text(f"{docname}.html")


def test_the_text_of_a_reference_is_no_code(make_site: Callable[..., Site]) -> None:
    roles = "# Roles\n\n{session}`that day <2025-01-17>`\n"
    built = make_site({**FILES, "roles.md": roles}).build("html")
    assert not list(link(built).findall(nodes.literal))


def test_roles_read_the_same_in_restructuredtext(make_site: Callable[..., Site]) -> None:
    site = make_site(FILES)
    (site.source / "roles.md").unlink()
    site.write(
        {"roles.rst": "Roles\n=====\n\n:session:`that day <2025-01-17>`, :cite:`book (p. 7)`.\n"}
    )
    built = site.build("text")
    assert not built.warnings
    assert "*that day*, (Doe, 2001, p. 7)." in built.text("roles.txt")


def test_the_inventory_holds_every_object(make_site: Callable[..., Site]) -> None:
    built = make_site(FILES).build("html")
    assert not built.warnings
    with (built.outdir / "objects.inv").open("rb") as stream:
        inventory = InventoryFile.load(stream, "", lambda base, path: base + path)
    found = {
        objtype.removeprefix("seminar:"): {
            name: (item.uri, item.display_name) for name, item in objects.items()
        }
        for objtype, objects in inventory.items()
        if objtype.startswith("seminar:")
    }
    assert found == {
        "session": {
            "2025-01-17": ("a.html#session-2025-01-17", "First page"),
            "2025-01-31": ("b.html#session-2025-01-31", "Second page"),
        },
        "talk": {
            "2025-01-17-1": ("a.html#talk-2025-01-17-1", "On tests"),
            "2025-01-31-1": ("b.html#talk-2025-01-31-1", "-"),
        },
        "speaker": {
            "ada": ("index.html#speaker-ada", "Ada Lovelace"),
            "_6731__7231__6e05_": ("index.html#speaker-_6731__7231__6e05_", "朱爱清"),
        },
        "topic": {"machine-learning": ("index.html#topic-machine-learning", "Machine learning")},
        "reading": {"book": ("index.html#reading-book", "The Book")},
    }


def test_every_object_of_the_inventory_has_its_anchor(make_site: Callable[..., Site]) -> None:
    built = make_site(FILES).build("html")
    for _name, _shown, _objtype, docname, anchor, _priority in built.domain.get_objects():
        assert built.text(f"{docname}.html").count(f'id="{anchor}"') == 1


@pytest.mark.parametrize("name", ["speakers", "topics", "readings"])
def test_the_indices_hold_the_objects(make_site: Callable[..., Site], name: str) -> None:
    built = make_site(FILES).build("html")
    page = built.text(f"seminar-{name}.html")
    shown = {"speakers": "Ada Lovelace", "topics": "Machine learning", "readings": "The Book"}
    assert shown[name] in page
    assert f'href="index.html#{name.removesuffix("s")}-' in page


# -- what is unknown, taken or nearly right ----------------------------------------------------

WRONG = {
    **FILES,
    "c.md": (
        "# Third page\n\n::::{session} 2025-01-17\n\n:::{talk} Again\n:readings: bok\n:::\n::::\n"
    ),
    "d.md": "# Fourth\n\n::::{session} 2025-03-01\n\n:::{talk} A\n:id: 2025-01-17-1\n:::\n::::\n",
    "e.md": "# Fifth\n\n:::{session} 2025-03-02\n:status: moved\n:moved-to: 2025-13-99\n:::\n",
    "roles.md": (
        "# Roles\n\n{session}`2025-01-117`\n{talk}`2025-01-17-9`\n{speaker}`Ada Lovelance`\n"
        "{topic}`machine lerning`\n{reading}`bouk`\n{cite}`book; nothing-like-it`\n"
    ),
    "index.md": FILES["index.md"].replace("b\n", "b\nc\nd\ne\n", 1)
    + "\n```{sessions}\n:speaker: Ada Lovelance\n:topic: machine lerning\n:reading: bok\n```\n",
}
TOLD = [
    ("c.md", 3, "id-duplicate", "'2025-01-17' of a session", "a.md:3", ":id: 2025-01-17b"),
    ("c.md", 6, "reading-unknown", "'bok'", "did you mean 'book'"),
    ("d.md", 5, "id-duplicate", "'2025-01-17-1' of a talk", "a.md:5", ":id: 2025-01-17-1b"),
    ("e.md", 3, "moved", "moved-to", "'2025-13-99'", "YYYY-MM-DD"),
    ("index.md", 21, "reading-unknown", "'bok'", "did you mean 'book'"),
    ("index.md", 21, "speaker-unknown", "'Ada Lovelance'", "did you mean 'Ada Lovelace'"),
    ("index.md", 21, "topic-unknown", "'machine lerning'", "did you mean 'Machine learning'"),
    ("roles.md", 3, "reading-unknown", "'bouk'", "did you mean 'book'"),
    ("roles.md", 3, "reading-unknown", "'nothing-like-it'"),
    ("roles.md", 3, "session-unknown", "'2025-01-117'", "did you mean '2025-01-17'"),
    ("roles.md", 3, "speaker-unknown", "'Ada Lovelance'", "did you mean 'Ada Lovelace'"),
    ("roles.md", 3, "talk-unknown", "'2025-01-17-9'", "did you mean '2025-01-17-1'"),
    ("roles.md", 3, "topic-unknown", "'machine lerning'", "did you mean 'Machine learning'"),
]


@pytest.mark.parametrize("parallel", [1, 2])
def test_what_is_unknown_or_taken_is_told_with_place_and_nearest(
    make_site: Callable[..., Site], parallel: int
) -> None:
    built = make_site(WRONG).build("html", parallel=parallel)
    told = built.messages
    assert [(one.name, one.line, one.type) for one in told] == [
        (name, line, f"seminar.{kind}") for name, line, kind, *_ in TOLD
    ]
    for one, (*_, value, nearest) in zip(
        told, [(*t, "") if len(t) == 4 else t for t in TOLD], strict=True
    ):
        assert value in one.text
        assert nearest in one.text
    page = built.text("roles.html")
    for typed in ("2025-01-117", "2025-01-17-9", "Ada Lovelance", "machine lerning", "bouk"):
        assert typed in page


def test_an_id_is_proposed_that_is_free(make_site: Callable[..., Site]) -> None:
    page = "# Page\n" + "\n:::{session} 2025-01-17\n:format: online\n:::\n" * 26
    again = "# Again\n\n:::{session} 2025-01-17\n:::\n"
    site = make_site({"a.md": page, "b.md": again, "index.md": "# I\n\n```{toctree}\na\nb\n```\n"})
    (message,) = site.build("dummy").messages
    assert (message.name, message.type) == ("b.md", "seminar.id-duplicate")
    assert ":id: 2025-01-17.2" in message.text
