from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_seminar.model.reading import Name, Role
from sphinx_seminar.parsing.bibtex.names import parse_names


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ada Mary Byron", Name("Byron", "Ada Mary")),
        ("Byron, Ada Mary", Name("Byron", "Ada Mary")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
        ("de la Cruz, Juana", Name("Cruz", "Juana", "de la")),
        ("Jolly, III, James", Name("Jolly", "James", suffix="III")),
        ("{Barnes and Noble}", Name("Barnes and Noble", corporate=True)),
        ("Plato", Name("Plato")),
        (r"{\'E}variste Galois", Name("Galois", "Évariste")),
        (r"Vall{\'e}e Poussin, Charles", Name("Vallée Poussin", "Charles")),
        (r"Roger {P.\,G.} van Gompel", Name("Gompel", "Roger P. G.", "van")),
        ("family=Beethoven, given=Ludwig, prefix=van", Name("Beethoven", "Ludwig", "van")),
        ('given="Joan, Jr", family={Smith, Doe}', Name("Smith, Doe", "Joan, Jr")),
        (
            "family=Grey Lund, given=Ann Rita, prefix=von der",
            Name("Grey Lund", "Ann Rita", "von der"),
        ),
        ("O'Brien, Tim", Name("O'Brien", "Tim")),
        ("曹雪芹", Name("曹雪芹")),
        ("Zabalza, V.", Name("Zabalza", "V.")),
        (r"Moreno, I\~naki", Name("Moreno", "Iñaki")),
        (r"\'Angel {Moreno Soto}", Name("Moreno Soto", "Ángel")),
        (r"Zora A. \v{S}ima", Name("Šima", "Zora A.")),
        ("{J}ohn {P}aul {D}oe", Name("Doe", "John Paul")),
        ("Ana {de la} Cruz", Name("Cruz", "Ana de la")),
        ("de Grey", Name("Grey", particle="de")),
        ("Nord, J. -C.", Name("Nord", "J.-C.")),
        ("Weinan E", Name("E", "Weinan")),
        ("E, Weinan", Name("E", "Weinan")),
        ("J. A. Group", Name("Group", "J. A.")),
        ("A.Roe", Name("Roe", "A.")),
        ("R.F.C. Roe", Name("Roe", "R.F.C.")),
    ],
)
def test_a_name_has_its_parts(written: str, expected: Name) -> None:
    contributors, doubtful = parse_names(written, Role.AUTHOR)
    assert contributors is not None
    assert contributors.names == (expected,)
    assert doubtful == ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Wall, W. A.,", Name("Wall", "W. A.")),
        ("Sherry, John F., Jr.", Name("Sherry", "John F.", suffix="Jr.")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("John Smith, Jr.", Name("Smith", "John", suffix="Jr.")),
        ("Example II Collaboration", Name("Example II Collaboration", corporate=True)),
        ("Collaboration, Example", Name("Example Collaboration", corporate=True)),
        ("The Working Group", Name("The Working Group", corporate=True)),
        ("Smith, Jr., Bill, Lee", Name("Smith", "Bill Lee", suffix="Jr.")),
        ("Lund, Rita J., Lund", Name("Lund", "Rita J.")),
        ("Lund, Rita, Jane", Name("Lund", "Rita Jane")),
        ("{TIDE} contributors", Name("TIDE contributors", corporate=True)),
        ("The tides Community", Name("The tides Community", corporate=True)),
        ("University of Newtown", Name("University of Newtown", corporate=True)),
        ("Institute for Tidal Studies", Name("Institute for Tidal Studies", corporate=True)),
        ("Tidal Media, Inc.", Name("Tidal Media, Inc.", corporate=True)),
    ],
)
def test_a_doubtful_name_is_kept_at_its_best_and_reported(written: str, expected: Name) -> None:
    contributors, doubtful = parse_names(written, Role.EDITOR)
    assert contributors is not None
    assert contributors.names == (expected,)
    assert doubtful == (written,)


def test_others_is_no_name() -> None:
    contributors, doubtful = parse_names("Byron, Ada and others", Role.AUTHOR)
    assert contributors is not None
    assert contributors.others
    assert len(contributors.names) == 1
    assert doubtful == ()
    assert parse_names("Ada Byron et al.", Role.AUTHOR).doubtful


def test_and_inside_braces_separates_nothing() -> None:
    contributors, _ = parse_names("{A and B} and C D AND E F", Role.AUTHOR)
    assert contributors is not None
    assert [name.family for name in contributors.names] == ["A and B", "D", "F"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Roe, Rita J.; Hill, Ann", ["Rita J. Roe", "Ann Hill"]),
        ("Roe, Rita nd Hill, Ann", ["Rita Roe", "Ann Hill"]),
        ("Rita Roe, Ann Hill, Max Lind", ["Rita Roe", "Ann Hill", "Max Lind"]),
        ("R. Roe, A.Hill, and M. Lind", ["R. Roe", "A. Hill", "M. Lind"]),
        ("Roe R. T., and Hill A, and Lind M. S.", ["R. T. Roe", "A Hill", "M. S. Lind"]),
        ("Roe, Rita and Hill, Ann et al.", ["Rita Roe", "Ann Hill"]),
    ],
)
def test_names_divided_by_other_means_are_told_apart_and_reported(
    written: str, expected: list[str]
) -> None:
    contributors, doubtful = parse_names(written, Role.AUTHOR)
    assert contributors is not None
    assert [f"{name.given} {name.family}" for name in contributors.names] == expected
    assert doubtful


def test_a_double_family_name_is_no_list() -> None:
    contributors, doubtful = parse_names("Moreno Soto, Ana Maria and Roe, R. T.", Role.AUTHOR)
    assert contributors is not None
    assert [name.family for name in contributors.names] == ["Moreno Soto", "Roe"]
    assert doubtful == ()


PIECES = st.sampled_from([
    "A", "Roe", "de", " ", ",", " and ", ";", "{", "}", "{\\'e}", "\\~n", "~", "Jr.", "J.", "é",
    " Group", " others", " et al", "family=", '"', "-", ".", " nd ", "(", "'",
])  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_names_raise_and_no_name_is_lost(written: str) -> None:
    text = " ".join(written.split())
    contributors, _ = parse_names(text, Role.AUTHOR)
    names = contributors.names if contributors else ()
    shown = "".join(f"{n.given}{n.particle}{n.family}{n.suffix}" for n in names)
    if "=" not in text:
        assert ("Roe" in shown) is ("Roe" in text)


def test_nobody_is_no_contributors() -> None:
    assert parse_names(",", Role.AUTHOR) == (None, (",",))
