"""The year of a reference: ``2019a``, ``1984–1986``, ``ca. 1723?``, ``300 BC``, ``n.d.``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_seminar.rendering.labels import citations as labels

if TYPE_CHECKING:
    from sphinx_seminar.model.partialdate import PartialDate
    from sphinx_seminar.model.reading import Reading

_LAST_MONTH = 12


def year_text(reading: Reading, year_suffix: str = "") -> str:
    """Return the year of *reading* with its suffix; a state (“forthcoming”) when it has none."""
    issued = reading.issued
    if issued is None:
        state = reading.text("year") or reading.text("date") or state_text(reading)
        text = state or str(labels.NO_DATE)
        return f"{text}-{year_suffix}" if year_suffix else text
    text = _year(issued.start)
    if issued.end is None:
        text += "–"
    elif issued.end.year != issued.start.year:
        text += f"–{_year(issued.end)}"
    text += year_suffix
    if issued.uncertain:
        text = str(labels.UNCERTAIN) % text
    return str(labels.CIRCA) % text if issued.approximate else text


def state_text(reading: Reading) -> str:
    """Return the state of publication of *reading*, '' when it names none."""
    state = reading.text("pubstate")
    return str(labels.STATES.get(state, state))


def day_text(reading: Reading) -> str:
    """Return the date of *reading* when it is more than a year, in ISO 8601, or ''."""
    issued = reading.issued
    if issued is None or not 1 <= issued.start.month <= _LAST_MONTH:
        return ""
    if issued.end is None or issued.end == issued.start:
        return issued.start.isoformat()
    return f"{issued.start.isoformat()}/{issued.end.isoformat()}"


def _year(date: PartialDate) -> str:
    # Year 0 is 1 BC (ISO 8601).
    return str(date.year) if date.year > 0 else str(labels.BEFORE_CHRIST) % (1 - date.year)
