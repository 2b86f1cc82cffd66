from __future__ import annotations

import pytest

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
        ("O'Brien, Tim", Name("O'Brien", "Tim")),
        ("曹雪芹", Name("曹雪芹")),
        ("Zabalza, V.", Name("Zabalza", "V.")),
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


def test_nobody_is_no_contributors() -> None:
    assert parse_names(",", Role.AUTHOR) == (None, (",",))
