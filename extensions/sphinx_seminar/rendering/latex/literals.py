r"""Letters and signs in blocks of code, where no command stands before them.

There each of them is a command itself, as ``~`` is. They are set one by one: letters that
other scripts join stand apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_seminar.rendering.latex import scripts, signs

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Sphinx's environments of highlighted and of parsed code.
_ENVIRONMENTS = ("sphinxVerbatim", "sphinxalltt")


def characters_of_code(document: nodes.document) -> str:
    """Return the characters in blocks of code that need a font, each once, sorted."""
    text = "".join(set(_texts(document)))
    return "".join(sorted(one for one in set(text) if _needs_font(one)))


def preamble(characters: str) -> list[str]:
    """Return the lines that make commands of *characters* in blocks of code."""
    lines = [
        f"{{\\catcode`{one}=13 \\protected\\gdef {one}{{{_written(one)}}}}}" for one in characters
    ]
    active = "".join(f"\\catcode`{one}=13 " for one in characters)
    lines += [f"\\AddToHook{{env/{name}/begin}}{{{active}}}" for name in _ENVIRONMENTS]
    return lines if characters else []


def _texts(document: nodes.document) -> Iterator[str]:
    for kind in (nodes.literal_block, nodes.doctest_block):
        for block in document.findall(kind):
            yield block.astext()


def _needs_font(character: str) -> bool:
    return character in scripts.SELECTORS or signs.is_sign(character) or bool(scripts.of(character))


def _written(character: str) -> str:
    if character in scripts.SELECTORS:
        return ""
    if script := scripts.of(character):
        return f'{{{scripts.command(script)}\\char"{ord(character):04X}\\relax}}'
    return signs.written(character)
