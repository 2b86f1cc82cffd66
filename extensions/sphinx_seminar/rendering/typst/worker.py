"""Runs in a process of its own: Typst never gives back the memory of a compilation.

A JSON task is read from standard input and a JSON answer written to standard output.
The module is started by its path and imports nothing of this package.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from typing import Any

import typst

_LINE = re.compile(r"\.typ:(\d+):")
_PAGE = "#set page(width: auto, height: auto)\n"


def check_formula(compiler: typst.Compiler, source: str) -> str:
    """Return why *source* (Typst math) cannot be set, '' when it can."""
    try:
        compiler.compile(f"{_PAGE}${source}$".encode(), format="svg")
    except typst.TypstError as error:
        return str(error.message)
    return ""


def check_image(compiler: typst.Compiler, path: str) -> str:
    """Return why the image at *path* below the root cannot be shown, '' when it can."""
    source = f"{_PAGE}#image({json.dumps(path, ensure_ascii=False)})"
    try:
        compiler.compile(source.encode(), format="pdf")
    except typst.TypstError as error:
        return str(error.message)
    return ""


def missing_characters(compiler: typst.Compiler, characters: str, families: list[str]) -> str:
    """Return the *characters* that *families*, or without any no font, lack.

    PDF/A refuses a text without glyphs. Each character stands on a line of its own, so the
    diagnostic's lines name them; one that combines stands on a letter.
    """
    names = "".join(f"{json.dumps(family)}, " for family in families)
    lines = [f"#set text(font: ({names}), fallback: false)" if families else ""]
    for character in characters:
        base = "o" if unicodedata.category(character).startswith("M") else ""
        lines.append(f'#"{base}\\u{{{ord(character):x}}}";')
    try:
        compiler.compile("\n\n".join(lines).encode(), format="pdf", pdf_standards=["a-2b"])
    except typst.TypstError as error:
        found = {int(number) for number in _LINE.findall(error.diagnostic)}
        return "".join(characters[number // 2 - 1] for number in sorted(found))
    return ""


def found_in_order(task: dict[str, Any]) -> tuple[list[str], str]:
    """Return the characters that each of the task's fonts is needed for, and those of none.

    Each font is asked for what those before it lack. What none has may be in another of
    Typst's own, as letters for code.
    """
    missing: str = task["characters"]
    found = []
    for folder, families in task["fonts"]:
        left = ""
        if missing:
            compiler = typst.Compiler(
                font_paths=[folder] if folder else [], ignore_system_fonts=True
            )
            left = missing_characters(compiler, missing, families)
        found.append("".join(one for one in missing if one not in left))
        missing = left
    compiler = typst.Compiler(ignore_system_fonts=True)
    return found, missing_characters(compiler, missing, []) if missing else ""


def families_in(task: dict[str, Any]) -> dict[str, Any]:
    """Return the families of fonts in the task's folder."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[task["folder"]]
    )
    return {"families": fonts.families()}


def inspect(task: dict[str, Any]) -> dict[str, Any]:
    """Return what of the task's formulas, images and characters cannot be set."""
    compiler = typst.Compiler(root=task["root"], ignore_system_fonts=True)
    found, missing = found_in_order(task)
    return {
        "formulas": [check_formula(compiler, source) for source in task["formulas"]],
        "images": [check_image(compiler, path) for path in task["images"]],
        "missing": missing,
        "fonts": found,
    }


def compile_volume(task: dict[str, Any]) -> dict[str, Any]:
    """Write the volume by those of the task's standards that accept it.

    Typst says which standard refuses by its name in the message; one that refuses is given up.
    """
    compiler = _compiler(task)
    claimed: dict[Any, str] = dict(task["standards"])
    refused: dict[str, str] = {}
    while True:
        try:
            _pages, warnings = compiler.compile_with_warnings(
                output=task["output"],
                format="pdf",
                timestamp=task["timestamp"],
                pdf_standards=list(claimed),
                pdf_tags=True,
            )
        except typst.TypstError as error:
            if not claimed or not error.message.startswith("PDF/"):
                return {"error": error.message, "diagnostic": error.diagnostic}
            named = [one for one in claimed if error.message.startswith(claimed[one])]
            for standard in named or list(claimed):
                refused[standard] = error.diagnostic
                del claimed[standard]
        else:
            said = dict.fromkeys(one.message for one in warnings)
            # Typst remembers the pages, so that asking costs nothing
            places = _places(compiler, task["places"]) if task["places"] else None
            return {"refused": refused, "warnings": list(said), "places": places}


def locate(task: dict[str, Any]) -> dict[str, Any]:
    """Return what the task's document says of its places; no file is written.

    Of what cannot be set, a query tells the reason and not where it is.
    """
    compiler = _compiler(task)
    try:
        return {"places": _places(compiler, task["places"])}
    except RuntimeError as error:
        return {"error": str(error)}


def _compiler(task: dict[str, Any]) -> typst.Compiler:
    """Return the compiler of the task's document."""
    return typst.Compiler(
        task["main"], root=task["root"], font_paths=task["fonts"], ignore_system_fonts=True
    )


def _places(compiler: typst.Compiler, selector: str) -> Any:
    return json.loads(compiler.query(selector, field="value", one=True))


def draw(task: dict[str, Any]) -> dict[str, Any]:
    """Write the task's one page as a picture."""
    compiler = _compiler(task)
    try:
        compiler.compile(output=task["output"], format="png", ppi=task["ppi"])
    except typst.TypstError as error:
        return {"error": error.message, "diagnostic": error.diagnostic}
    except RuntimeError as error:
        # more than one page
        return {"error": str(error)}
    return {}


TASKS = {
    "inspect": inspect,
    "families": families_in,
    "compile": compile_volume,
    "locate": locate,
    "draw": draw,
}


def main() -> None:
    """Answer one task."""
    task = json.load(sys.stdin)
    json.dump(TASKS[task["task"]](task), sys.stdout)


if __name__ == "__main__":
    main()
