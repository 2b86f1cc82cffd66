"""The visible strings of the PDF volume."""

from __future__ import annotations

from sphinx.locale import get_translation

_ = get_translation("sphinx_seminar")


def contents() -> str:
    """Return the title of the contents."""
    return str(_("Contents"))


def page_of_reference() -> str:
    """Return what stands after a reference; ``%s`` is the page number."""
    return str(_("p. %s"))


def version(number: str) -> str:
    """Return the line of the title page that names the version."""
    return str(_("Version %s")) % number


def image_without_text(name: str) -> str:
    """Return the alternative text of an image whose author gave none."""
    return str(_("Image %s")) % name.rpartition("/")[2]


def formula_without_text() -> str:
    """Return the alternative text of a formula without source."""
    return str(_("formula"))


def missing_typst() -> str:
    """Return how to get what the PDF needs."""
    return str(
        _("The PDF needs the typst package: install the extra, pip install 'sphinx-seminar[pdf]'")
    )


def fonts_in_extra() -> str:
    """Return where fonts for Chinese, Japanese and Korean are."""
    return str(_("fonts for Chinese, Japanese and Korean: pip install 'sphinx-seminar[cjk]'"))


def not_universal(reason: str) -> str:
    """Return the note that the PDF does not claim PDF/UA-1, and why."""
    return str(_("the PDF is tagged but does not claim PDF/UA-1: %s")) % reason


def not_compiled(reason: str) -> str:
    """Return the message of a volume that could not be made."""
    return str(_("the PDF could not be made: %s")) % reason


def finished() -> str:
    """Return the last line of a build; Sphinx fills in the folder."""
    return str(_("The PDF is %(outdir)s/archive.pdf."))
