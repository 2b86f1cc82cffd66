"""The head of ``archive.typ``: the template and what the title page says."""

from __future__ import annotations

import os
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.util.i18n import format_date

from sphinx_seminar.domain.config import build_day
from sphinx_seminar.rendering.labels import volume
from sphinx_seminar.rendering.typst import fonts
from sphinx_seminar.rendering.typst.quoting import quoted

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.config import Config

    from sphinx_seminar.rendering.typst.builder import SeminarPdfBuilder

#: The site's own template beside the package's.
OWN_TEMPLATE = "own-template.typ"


def own_template(config: Config) -> str:
    """Return the file, beside conf.py, whose definitions go before the template's; '' for none."""
    return str(getattr(config, "seminar_pdf_template", ""))


def preamble(builder: SeminarPdfBuilder, tree: nodes.document) -> str:
    """Return the first lines of the volume."""
    config = builder.config
    language = config.language or "en"
    code, _underscore, region = language.partition("_")
    families = [fonts.SERIF]
    if builder.inspected.font_folders:
        families.append(fonts.cjk_family(language))
    values = {
        "title": quoted(config.project),
        "author": quoted(author_of(config)),
        "version": quoted(volume.version(config.release) if config.release else ""),
        "date": quoted(day_of(config)),
        "language": quoted(code.lower()),
        "region": quoted(region.upper()) if len(region) == len("XX") else "none",
        "fonts": "(" + "".join(f"{quoted(family)}, " for family in families) + ")",
        "mono": quoted(fonts.MONO),
        "contents": quoted(volume.contents()),
        "depth": str(_contents_depth(tree)),
    }
    arguments = ", ".join(f"{name}: {value}" for name, value in values.items())
    before, _percent, after = volume.page_of_reference().partition("%s")
    own = f'#import "{OWN_TEMPLATE}": *\n' if own_template(config) else ""
    return (
        f'#import "template.typ": *\n{own}'
        f"#let page-of(target) = page-after({quoted(before)}, {quoted(after)}, target)\n"
        f"#show: volume.with({arguments})\n"
    )


def author_of(config: Config) -> str:
    """Return who made the volume; '' where nobody is named."""
    return "" if config.author == "Author name not set" else str(config.author)


def day_of(config: Config) -> str:
    """Return the day of the volume as it is shown; '' where no input of the build gives one."""
    # Without a date to reproduce, the clock's would make each day's bytes differ.
    if config.today:
        return str(config.today)
    form = config.today_fmt or "%b %d, %Y"
    if getattr(config, "seminar_today", ""):
        day = datetime.combine(build_day(config, ()), time(), UTC)
        return format_date(form, date=day, language=config.language)
    if "SOURCE_DATE_EPOCH" not in os.environ:
        return ""
    return format_date(form, language=config.language)


def _contents_depth(tree: nodes.document) -> int:
    """Return the level of the deepest document: every document is in the contents."""
    deepest = 1
    for file in tree.findall(addnodes.start_of_file):
        level = 0
        node: nodes.Element = file
        while node.parent is not None:
            node = node.parent
            level += node.tagname == "section"
        deepest = max(deepest, level)
    return deepest
