"""The bytes of a bibliography file as text: UTF-8, or else Latin-1 and a finding with the line."""

from __future__ import annotations

from sphinx_seminar.model.finding import Finding, FindingKind, Location

#: A larger file is a mistake (a database dump): it would cost minutes to read.
LARGEST = 50 * 1024 * 1024


def decode_bib(data: bytes, path: str = "") -> tuple[str, tuple[Finding, ...]]:
    """Return the text of *data*, without its byte order mark, and what is wrong with it.

    What is not UTF-8 is read as Latin-1, which every byte sequence is; the
    finding stands at the first line that is not UTF-8. A file larger than
    :data:`LARGEST` gives no text. *path* is shown in the findings.
    """
    if len(data) > LARGEST:
        detail = f"{len(data)} > {LARGEST}"
        finding = Finding(FindingKind.BIB_FILE, path, detail=detail, location=Location(path))
        return "", (finding,)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        finding = Finding(
            FindingKind.BIB_FILE,
            path,
            allowed=("UTF-8",),
            detail=f"0x{data[error.start]:02X}",
            location=Location(path, line),
        )
        return data.decode("latin-1"), (finding,)
