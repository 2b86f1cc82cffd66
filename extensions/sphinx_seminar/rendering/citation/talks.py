"""The citation of a talk itself: plain, and as BibTeX.

``@misc`` where the talk has a DOI, ``@unpublished`` where it has none, since that type is
what BibTeX has for something held and not published. Names are never split: they stand
in double braces unless ``people.toml`` gives a sort name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.model.csl.talks import series_title, speaker_name, talk_key
from sphinx_seminar.model.richtext import Style
from sphinx_seminar.parsing.bibtex.latexencode import latex_text
from sphinx_seminar.rendering.citation.titles import in_quotes
from sphinx_seminar.rendering.when import format_day

if TYPE_CHECKING:
    from sphinx_seminar.model.archive import Archive
    from sphinx_seminar.model.richtext import RichText
    from sphinx_seminar.model.session import Session
    from sphinx_seminar.model.talk import Talk

_COMMANDS = {
    Style.EMPHASIS: "emph",
    Style.STRONG: "textbf",
    Style.CODE: "texttt",
    Style.SUPERSCRIPT: "textsuperscript",
    Style.SUBSCRIPT: "textsubscript",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def talk_bibtex(archive: Archive, session: Session, talk: Talk, url: str = "") -> str:
    """Return the citation of *talk* as a BibTeX entry; *url* is the talk's address."""
    date = session.span.date
    place = session.venue.name if session.venue else ""
    note = ", ".join(filter(None, (series_title(archive, session), place, date.isoformat())))
    fields = {
        "author": " and ".join(_author(archive, talk)),
        "title": f"{{{_latex(talk.title)}}}",
        "howpublished" if talk.doi else "note": latex_text(note),
        "year": f"{date.year:04d}",
        "doi": _address(talk.doi),
        "url": _address(url),
    }
    lines = [f"  {name:<12} = {{{value}}}," for name, value in fields.items() if value]
    if date.month:
        lines.append(f"  {'month':<12} = {_MONTHS[date.month - 1]},")
    entry_type = "misc" if talk.doi else "unpublished"
    return "\n".join([f"@{entry_type}{{{talk_key(talk)},", *lines, "}"]) + "\n"


def talk_reference(
    archive: Archive, session: Session, talk: Talk, language: str, url: str = ""
) -> list[nodes.Node]:
    """Return the citation of *talk* as a reference in the built-in style."""
    names = ", ".join(speaker.name for speaker in talk.speakers)
    day = format_day(session.span.date, language, weekday=False)
    place = session.venue.name if session.venue else ""
    rest = ", ".join(filter(None, (series_title(archive, session), place, day)))
    shown: list[nodes.Node] = [nodes.Text(f"{names}. {session.span.date.year}. ")]
    shown += [*in_quotes(talk.title), nodes.Text(f" {rest}.")]
    address = f"https://doi.org/{talk.doi}" if talk.doi else url
    if address:
        shown += [nodes.Text(" "), nodes.reference("", address, refuri=address)]
    return shown


def _address(text: str) -> str:
    # A brace of an address would close the field.
    return text.replace("{", "%7B").replace("}", "%7D")


def _author(archive: Archive, talk: Talk) -> list[str]:
    names = []
    for speaker in talk.speakers:
        name = speaker_name(archive, speaker)
        if "literal" in name:
            names.append(f"{{{latex_text(name['literal'])}}}")
        else:
            names.append(f"{latex_text(name['family'])}, {latex_text(name['given'])}")
    return names


def _latex(title: RichText) -> str:
    parts = []
    for run in title:
        if Style.MATH in run.styles:
            # The source of a formula is LaTeX; what could close the field is taken out of it.
            text = run.text.replace("$", "")
            parts.append(f"${text}$" if _is_balanced(text) else latex_text(text))
            continue
        piece = latex_text(run.text)
        for style in run.styles:
            if style in _COMMANDS:
                piece = f"\\{_COMMANDS[style]}{{{piece}}}"
        parts.append(piece)
    return "".join(parts)


def _is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0
