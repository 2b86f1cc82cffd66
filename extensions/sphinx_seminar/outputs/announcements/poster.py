"""The poster of a session: one page, set by Typst, with a QR code that leads to its page.

The look is ``poster.typ`` beside this module; an archive may have its own in its folder
``announcements``, with pictures beside it. How to join is on no poster: walls are public.
"""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx_seminar.model.prose import Block, BlockKind, Piece
from sphinx_seminar.outputs.announcements.dialects import TEXT, Dialect
from sphinx_seminar.outputs.announcements.prose_typst import TypstWriter, formulas_of
from sphinx_seminar.outputs.announcements.templating import FOLDER
from sphinx_seminar.rendering.labels import announcements as labels
from sphinx_seminar.rendering.math.convert import Formula, Gate
from sphinx_seminar.rendering.math.typst import to_typst
from sphinx_seminar.rendering.typst import compiling, fonts
from sphinx_seminar.rendering.typst.ownfonts import font_folders, unknown_families
from sphinx_seminar.rendering.typst.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx_seminar.model.prose import Prose
    from sphinx_seminar.model.richtext import RichText
    from sphinx_seminar.outputs.announcements.announcement import AnnouncedTalk, Announcement
    from sphinx_seminar.rendering.math.macros import Definition
    from sphinx_seminar.rendering.typst.fonts import FontFolder

PAPERS = ("a4", "a3")
#: Pixels an inch: a page of A4 has 1240 by 1754.
PPI = 150
_OWN = Path(__file__).with_name("poster.typ")
_TEMPLATE, _DEFAULT, _CODE, _MAIN = "poster.typ", "default.typ", "code.svg", "main.typ"
_TAKEN = frozenset({_DEFAULT, _CODE, _MAIN})
#: What may lie beside a template of the archive's own.
_SUFFIXES = frozenset({".typ", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})


@dataclass(frozen=True, slots=True)
class Look:
    """How the poster is set: ``folder`` is the archive's, ``timestamp`` the PDF's date.

    ``fonts`` are folders with fonts of the archive's own, relative to ``folder``.
    """

    folder: Path | None = None
    paper: str = "a4"
    timestamp: int = 0
    macros: Mapping[str, Definition] = field(default_factory=dict)
    fonts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Poster:
    """The poster, its source, and what was not found.

    ``missing`` are characters that no font has; the others are among ``Look.fonts``, and
    families that the archive's own template names.
    """

    pdf: bytes
    png: bytes
    source: str
    missing: str = ""
    absent_folders: tuple[str, ...] = ()
    unknown_families: tuple[str, ...] = ()


def export_poster(
    say: Callable[[Dialect], Announcement],
    title: RichText,
    texts: Sequence[Prose],
    look: Look,
) -> Poster:
    """Return the poster of what *say* says in a dialect.

    *title* and *texts* are the session's title and all its texts, for their formulas.

    :raises VolumeError: when Typst is missing, or cannot set it.
    """
    compiling.require_typst()
    own_fonts, absent = font_folders(look.fonts, look.folder or Path())
    heading = tuple(Piece(run.text, run.styles) for run in title)
    whole = (*(block for text in texts for block in text), Block(BlockKind.PARAGRAPH, heading))
    with TemporaryDirectory(prefix="seminar-poster-") as name:
        root = Path(name)
        writer, needed = _writer(root, whole, say(TEXT), look, own_fonts)
        said = say(Dialect(_array(writer), writer.pieces))
        has_code = _write_code(root, said.sessions[0].address)
        own = _copy_own(root, look.folder)
        values = _values(said, writer, look)
        values["code"] = quoted(_CODE) if has_code else "none"
        values["fonts"] = _fonts(said.language, needed)
        folders = list(dict.fromkeys(font.folder for font in (*own_fonts, *needed)))
        source = _source(values, own=own)
        main = root / _MAIN
        main.write_text(source, encoding="utf-8", newline="\n")
        pdf, png = root / "poster.pdf", root / "poster.png"
        compiled = compiling.compile_volume(main, pdf, folders, look.timestamp, ("ua-1",))
        _must_be_set(compiled)
        _must_be_set(compiling.draw_page(main, png, folders, PPI))
        missing = "".join(map(chr, writer.replacements))
        unknown = tuple(unknown_families(compiled.warnings))
        return Poster(pdf.read_bytes(), png.read_bytes(), source, missing, absent, unknown)


def _must_be_set(outcome: compiling.Compilation) -> None:
    if outcome.error:
        raise compiling.VolumeError(labels.poster_not_set(outcome.diagnostic or outcome.error))


def _writer(
    root: Path,
    whole: Prose,
    plain: Announcement,
    look: Look,
    own_fonts: tuple[FontFolder, ...],
) -> tuple[TypstWriter, tuple[FontFolder, ...]]:
    """Return a writer that knows which formulas and characters can be set, and fonts for these."""
    gate = Gate(look.macros)
    converted: dict[tuple[str, bool], str] = {}
    characters = set(str(plain))
    for latex, display in dict.fromkeys(formulas_of(whole)):
        outcome = gate.convert(latex, display=display)
        if isinstance(outcome, Formula):
            converted[latex, display] = to_typst(outcome.mathml)
            characters.update("".join(outcome.mathml.itertext()))
    wanted = fonts.characters_to_check(characters)
    found = compiling.inspect(root, list(converted.values()), (), wanted, own_fonts)
    good = {
        key: source
        for (key, source), reason in zip(converted.items(), found.formulas, strict=True)
        if not reason
    }
    return TypstWriter(good, fonts.code_points(found.missing)), tuple(found.fonts)


def _array(writer: TypstWriter) -> Callable[[Prose], str]:
    """Return the writer of blocks as an array of Typst, so that the template can count them."""
    return lambda prose: f"({''.join(f'[{block}], ' for block in writer.blocks(prose))})"


def _write_code(root: Path, address: str) -> bool:
    """Write the QR code of *address*; tell whether there is one."""
    if not address:
        return False
    if find_spec("segno") is None:
        raise compiling.VolumeError(labels.missing_segno())
    try:
        code = resolve_name("segno:make")(address, error="m", micro=False)
    except ValueError:
        # longer than any code can hold
        return False
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", border=1, light="white")
    (root / _CODE).write_bytes(drawn.getvalue())
    return True


def _copy_own(root: Path, folder: Path | None) -> bool:
    """Copy the templates into *root*; tell whether the archive has one of its own."""
    shutil.copyfile(_OWN, root / _DEFAULT)
    source = folder / FOLDER if folder else None
    if source is None or not source.is_dir():
        return False
    for path in sorted(source.iterdir()):
        is_wanted = path.suffix.lower() in _SUFFIXES and path.name not in _TAKEN
        if is_wanted and path.is_file() and not path.is_symlink():
            shutil.copyfile(path, root / path.name)
    return (root / _TEMPLATE).is_file()


def _values(said: Announcement, writer: TypstWriter, look: Look) -> dict[str, str]:
    session, plain = said.sessions[0], writer.plain
    code, _dash, region = said.language.partition("-")
    more = str(labels.MORE_AT) % session.address if session.address else "…"
    return {
        "paper": quoted(look.paper),
        "language": quoted(code.lower()),
        "region": quoted(region.upper()) if len(region) == len("XX") else "none",
        "mono": quoted(fonts.MONO),
        "subject": plain(said.subject),
        "series": plain(session.series),
        "remarks": _list(f"[{one}]" for one in session.remarks),
        "title": f"[{session.title}]",
        "day": plain(session.day),
        "times": plain(session.times),
        "zone": plain(session.zone),
        "zones": _list(plain(f"{one.city}: {one.when}") for one in session.zones),
        "place": plain(session.place),
        "online": plain(session.online),
        "notes": session.text or "()",
        "talks": _list(map(_talk(plain), session.talks)),
        "address": plain(session.address),
        "contact": _list(f"[{one}]" for one in said.contact),
        "more": plain(more),
    }


def _talk(plain: Callable[[str], str]) -> Callable[[AnnouncedTalk], str]:
    def write(talk: AnnouncedTalk) -> str:
        title = f"#{plain(talk.withdrawn)};" if talk.withdrawn else talk.title
        return (
            f"(title: [{title}], by: {plain(talk.by)}, times: {plain(talk.times)}, "
            f"abstract: {talk.abstract or '()'})"
        )

    return write


def _list(items: Iterable[str]) -> str:
    return f"({''.join(f'{item}, ' for item in items)})"


def _fonts(language: str, needed: Sequence[FontFolder]) -> str:
    return _list(map(quoted, fonts.families(needed, language.replace("-", "_"))))


def _source(values: Mapping[str, str], *, own: bool) -> str:
    arguments = "".join(f"  {name}: {value},\n" for name, value in values.items())
    lines = [f'#import "{_DEFAULT}": *\n', *([f'#import "{_TEMPLATE}": *\n'] if own else [])]
    return f"{''.join(lines)}#poster(\n{arguments})\n"
