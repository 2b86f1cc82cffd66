"""The visible strings of the PDF volume."""

from __future__ import annotations

from sphinx.locale import get_translation

_ = get_translation("sphinx_seminar")


def contents() -> str:
    """Return the title of the contents."""
    return str(_("Contents"))


def introduction() -> str:
    """Return the heading of what the home page says first."""
    return str(_("Introduction"))


def bibliography() -> str:
    """Return the heading of the readings of a volume."""
    return str(_("Bibliography"))


def reading_list() -> str:
    """Return what a volume of readings alone is called."""
    return str(_("Reading list"))


def programme() -> str:
    """Return what a list of sessions on one page is called."""
    return str(_("Programme"))


def notes() -> str:
    """Return the heading of the place for notes of a handout."""
    return str(_("Notes"))


def page_of_reference() -> str:
    """Return what stands after a reference; ``%s`` is the page number."""
    return str(_("p. %s"))


def version(number: str) -> str:
    """Return the line of the title page that names the version."""
    return str(_("Version %s")) % number


def indices() -> str:
    """Return the running head of the indices."""
    return str(_("Indices"))


def index_of(objtype: str) -> str:
    """Return the heading of the index of the objects of a type."""
    headings = {
        "speaker": _("Index of speakers"),
        "reading": _("Index of readings"),
        "topic": _("Index of topics"),
    }
    return str(headings[objtype])


def colophon() -> str:
    """Return the heading of the last page, which says what the volume is."""
    return str(_("About this volume"))


def title_word() -> str:
    """Return what stands beside the title of the volume."""
    return str(_("Title"))


def author_word() -> str:
    """Return what stands beside who made the volume."""
    return str(_("Author"))


def version_word() -> str:
    """Return what stands beside the version of the archive."""
    return str(_("Version"))


def date_word() -> str:
    """Return what stands beside the day of the volume."""
    return str(_("Date"))


def address_word() -> str:
    """Return what stands beside the address of the archive on the web."""
    return str(_("Address"))


def citing_word() -> str:
    """Return what stands beside the reference of the volume."""
    return str(_("How to cite"))


def attachments_word() -> str:
    """Return what stands beside the files inside the PDF."""
    return str(_("Attached files"))


def readings_attached() -> str:
    """Return what the attached bibliography is."""
    return str(_("the readings in BibTeX"))


def archive_attached() -> str:
    """Return what the attached archive is."""
    return str(_("the archive as data"))


def made_with() -> str:
    """Return the last line of the volume."""
    return str(_("Made with sphinx-seminar and Typst."))


def image_without_text(name: str) -> str:
    """Return the alternative text of an image whose author gave none."""
    return str(_("Image %s")) % name.rpartition("/")[2]


def code_of(address: str) -> str:
    """Return the alternative text of a QR code."""
    return str(_("QR code of %s")) % address


def formula_without_text() -> str:
    """Return the alternative text of a formula without source."""
    return str(_("formula"))


def missing_typst() -> str:
    """Return how to get what the PDF needs."""
    return str(
        _("The PDF needs typst and pikepdf: install the extra, pip install 'sphinx-seminar[pdf]'")
    )


def fonts_in_extra() -> str:
    """Return where fonts for Chinese, Japanese and Korean are."""
    return str(_("fonts for Chinese, Japanese and Korean: pip install 'sphinx-seminar[cjk]'"))


def not_claimed(standard: str, reason: str) -> str:
    """Return the note that the PDF does not claim a standard, and why."""
    words = str(_("the PDF does not claim %(standard)s: %(reason)s"))
    return words % {"standard": standard, "reason": reason}


def not_compiled(reason: str) -> str:
    """Return the message of a volume that could not be made."""
    return str(_("the PDF could not be made: %s")) % reason


def finished() -> str:
    """Return the last line of a build; Sphinx fills in the folder."""
    return str(_("The PDF is in %(outdir)s."))
