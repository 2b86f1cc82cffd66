"""Who speaks: names as written, whole, and beside them where the people are from."""

from __future__ import annotations

import pytest

from sphinx_seminar.importers.deciding.people import read_people
from sphinx_seminar.importers.texts import Text


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("J.-P. Sert Jr.", ["J.-P. Sert Jr."]),
        ("Li W. (NUS).", ["Li W. (NUS)"]),
        ("Ann Lee.", ["Ann Lee"]),
        ("Lee, A.", ["Lee, A."]),
        ("M. L. Rex, Jr.", ["M. L. Rex, Jr."]),
        ("Ann Lee, Ph.D., MIT", ["Ann Lee, Ph.D. (MIT)"]),
        ("van der Berg, Anna (Delft)", ["van der Berg, Anna (Delft)"]),
        ("van der Berg, Delft University", ["van der Berg (Delft University)"]),
        ("Ann Lee and Bo Roy (both at MIT)", ["Ann Lee (MIT)", "Bo Roy (MIT)"]),
        ("Ann Lee (Leeds), joint with Bo Roy (MIT)", ["Ann Lee (Leeds)", "Bo Roy (MIT)"]),
        ("Anna v.d. Berg & Juan de los Ríos", ["Anna v.d. Berg", "Juan de los Ríos"]),
    ],
)
def test_a_name_stays_whole_and_an_institution_apart(text: str, people: list[str]) -> None:
    found = read_people(Text.of(text)).persons
    told = [f"{one.name} ({one.affiliation})" if one.affiliation else one.name for one in found]
    assert told == people
