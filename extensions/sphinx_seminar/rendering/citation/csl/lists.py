"""Reading lists as text in a CSL style: letters and numbers are those of the list itself.

Most lists are put together from references that were set once, without a run of pandoc for
each: where no two works share a name, nothing in a list needs to be told apart, and a number
is the place in the list. Only the others are set as lists.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from sphinx_seminar.rendering.citation.plain import plain_reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_seminar.domain.citing import Citing
    from sphinx_seminar.model.reading import Reading
    from sphinx_seminar.rendering.citation.csl.styles import Style

#: What stands for the number in the label of a list.
_NUMBER = "{}"
_USUAL_LABEL = "[{}]"


def digest_of(*parts: str) -> str:
    """Return a short digest of *parts*."""
    text = "\x1f".join(parts)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def list_digest(readings: Iterable[Reading]) -> str:
    """Return a digest that changes when the list of *readings*, in any order, does."""
    return digest_of(*sorted(f"{one.key} {one.digest}" for one in readings))


def needs_run(readings: Sequence[Reading], style: Style) -> bool:
    """Tell whether pandoc must set *readings* as a list, so that works are told apart in it."""
    if style.is_numeric:
        return not style.has_labels
    if not style.tells_apart:
        return False
    seen: set[str] = set()
    for reading in readings:
        names = _names(reading)
        if names & seen:
            return True
        seen |= names
    return False


def _names(reading: Reading) -> set[str]:
    """Return the names under which *reading* may be cited; its title where it has none."""
    names = {name.family.casefold() for role in reading.contributors for name in role.names}
    return names or {reading.text("title").casefold()}


def label_of(labels: Mapping[int, str]) -> str:
    """Return the form of *labels*, by the numbers that they show: ``[{}]``; '' for none."""
    if not any(labels.values()):
        return ""
    forms = {label.replace(str(number), _NUMBER, 1) for number, label in labels.items()}
    form = forms.pop()
    return form if not forms and _NUMBER in form else _USUAL_LABEL


def text_of(citing: Citing, readings: Sequence[Reading]) -> list[str]:
    """Return *readings* as a list in the CSL style of *citing*; [] where there is none.

    What pandoc could not set stands at the end, in a built-in form.
    """
    made = citing.lists.get(list_digest(readings)) if citing.lists else None
    if made is not None or not citing.lone:
        return list(made or ())
    ordered = sorted(readings, key=lambda one: citing.place(one.key))
    lines = [citing.lone[one.key] for one in ordered if one.key in citing.lone]
    lines += unset_lines(ordered, citing.lone, is_numeric=citing.is_numbered)
    if not citing.label:
        return lines
    return [f"{citing.label.replace(_NUMBER, str(n), 1)} {line}" for n, line in enumerate(lines, 1)]


def unset_lines(
    readings: Iterable[Reading], known: Mapping[str, object], *, is_numeric: bool
) -> list[str]:
    """Return those of *readings* that are not *known* in a built-in form."""
    return [plain_reference(one, year_last=is_numeric) for one in readings if one.key not in known]
