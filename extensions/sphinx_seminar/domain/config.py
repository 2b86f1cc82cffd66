"""The settings in conf.py: everything wrong in them is said in one error, before reading."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from sphinx.errors import ConfigError

from sphinx_seminar.domain.messages import describe
from sphinx_seminar.domain.settings import SETTINGS, wrong_value
from sphinx_seminar.model.finding import Finding, FindingKind, nearest
from sphinx_seminar.parsing.engines import KEY_VARIABLE, parse_engine
from sphinx_seminar.parsing.federation.addresses import parse_addresses
from sphinx_seminar.parsing.settings import parse_series
from sphinx_seminar.parsing.spans import parse_date
from sphinx_seminar.parsing.today import day_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from sphinx.application import Sphinx
    from sphinx.config import Config

    from sphinx_seminar.model.series import Series


class SettingsError(ConfigError):
    """Everything wrong in the settings, as one error and as findings."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        lines = "\n".join(f"  - {describe(finding)}" for finding in findings)
        super().__init__(f"conf.py:\n{lines}")
        self.findings = tuple(findings)


def check_settings(_app: Sphinx, config: Config) -> None:
    """Raise one error that lists everything wrong in the settings.

    :raises sphinx.errors.ConfigError: when there is anything.
    """
    found = (setting.problem(getattr(config, setting.name)) for setting in SETTINGS)
    problems = [finding for finding in found if finding is not None]
    if isinstance(config.seminar_series, dict):
        problems.extend(parse_series(config.seminar_series)[1])
    if isinstance(config.seminar_federation, dict):
        problems.extend(parse_addresses(config.seminar_federation)[1])
    if isinstance(config.seminar_search_engine, dict):
        private_key = os.environ.get(KEY_VARIABLE, "")
        problems.extend(parse_engine(config.seminar_search_engine, private_key)[1])
    if isinstance(config.seminar_today, str) and config.seminar_today:
        day, _findings = parse_date(config.seminar_today)
        if day is None or not day.is_day:
            problems.append(wrong_value("seminar_today", config.seminar_today, ("YYYY-MM-DD",)))
    known = [setting.name for setting in SETTINGS]
    # Sphinx ignores a name that nobody declared: a typing error would change nothing, in silence.
    problems.extend(
        Finding(FindingKind.OPTION_UNKNOWN, name, tuple(known), nearest(name, known), "conf.py")
        for name in config._raw_config  # noqa: SLF001 (no public way to see undeclared names)
        if name.startswith("seminar_") and name not in known
    )
    if problems:
        raise SettingsError(problems)


def build_day(config: Config, series: tuple[Series, ...]) -> date:
    """Return the day of the build: ``seminar_today``, else SOURCE_DATE_EPOCH, else now.

    An instant becomes a day in the first series' zone.
    """
    if config.seminar_today:
        day, _findings = parse_date(config.seminar_today)
        if day is not None:
            return day.first()
    return day_in(series[0].zone if series else "UTC", os.environ)


def register(app: Sphinx) -> None:
    """Declare the settings."""
    for setting in SETTINGS:
        default: Callable[[Config], Any] | object = setting.default
        app.add_config_value(
            setting.name, default, setting.rebuild, setting.types, description=setting.help
        )
    app.connect("config-inited", check_settings)
