"""What a person says of a work: it goes before a record, and stands where there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sphinx_seminar.importers.lookup.entry import Draft, family_of, written_name
from sphinx_seminar.importers.lookup.latextext import bare_text, latex_of
from sphinx_seminar.importers.lookup.record import RecordName, cleaned

#: The field of a stub in which the missing is named: no style of citations shows it.
TODO = "todo"
_NEEDED = ("author", "title", "year")
_FIRST = ("author", "editor", "title")


@dataclass(frozen=True, slots=True)
class Given:
    """Title, authors (``Family, Given``, ``Given Family`` or ``{Body}``), year and entry type.

    ``published`` says where the work appeared, as somebody wrote it; ``remark`` is what is
    known beside all this, for the person who completes a stub.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    entry_type: str = ""
    published: str = ""
    remark: str = ""

    def completed(self, draft: Draft) -> Draft:
        """Return *draft* with what was given instead of what was found."""
        names = tuple(map(_name, self.authors))
        title = cleaned(self.title)
        given = {
            "author": " and ".join(map(written_name, names)),
            "title": latex_of(title, is_title=True),
            "year": str(self.year) if self.year else "",
            "howpublished": latex_of(cleaned(self.published)),
        }
        fields = dict(draft.fields) | {name: value for name, value in given.items() if value}
        if self.year:
            fields.pop("month", None)
        first = {name: fields.pop(name) for name in _FIRST if name in fields}
        return replace(
            draft,
            entry_type=self.entry_type or draft.entry_type,
            fields=tuple({**first, **fields}.items()),
            title=bare_text(title) or draft.title,
            year=self.year or draft.year,
            family=family_of(names[0]) if names else draft.family,
        )


def with_todo(draft: Draft, remark: str = "") -> Draft:
    """Return *draft* with a field that names what is still to be found; nothing is invented."""
    missing = [name for name in _NEEDED if not draft.get(name)]
    if draft.get("editor") and "author" in missing:
        missing.remove("author")
    if not missing:
        return draft
    words = "; ".join(filter(None, (", ".join(missing), latex_of(cleaned(remark)))))
    return replace(draft, fields=(*draft.fields, (TODO, words)))


def _name(text: str) -> RecordName:
    text = cleaned(text)
    if text.startswith("{") and text.endswith("}"):
        return RecordName(literal=text[1:-1].strip(), is_body=True)
    family, comma, given = (part.strip() for part in text.partition(","))
    return RecordName(family, given) if comma and family else RecordName(literal=text)
