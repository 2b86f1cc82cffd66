"""Where in conf.py a setting stands: the line and column of a name, or of a key inside it.

conf.py is parsed, never run. A setting is named as messages name it: ``seminar_trust``, or
``seminar_series['main']['zone']``.
"""

from __future__ import annotations

import ast
import re
from typing import NamedTuple

_KEY = re.compile(r"\[((?:'[^']*'|\"[^\"]*\")|[^\]]*)\]")


class Place(NamedTuple):
    """A line and a column, both counted from 1; 0 when unknown."""

    line: int = 0
    column: int = 0


def place_of(source: str, name: str, value: str = "") -> Place:
    """Return where *name*, or as much of it as there is, stands in *source*.

    *value* is a key of the place, or the name of a setting, when *name* says only to what
    it belongs.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Place()
    base, keys = name.partition("[")[0], [_plain(one) for one in _KEY.findall(name)]
    found = _assigned(tree, base) or _assigned(tree, value)
    if found is None:
        return Place()
    target, held = found
    place = _place(target)
    for key in (*keys, value):
        inner = _entry(held, key)
        if inner is None:
            continue
        place, held = inner
    return place


def syntax_place(source: str | bytes) -> tuple[Place, str] | None:
    """Return where *source* is no Python, and why; None when it is."""
    try:
        ast.parse(source)
    except SyntaxError as error:
        return Place(error.lineno or 0, error.offset or 0), error.msg
    except (ValueError, RecursionError, MemoryError) as error:
        return Place(), str(error)
    return None


def mentioned_place(source: str, message: str) -> Place:
    """Return where the first text of *source* stands that *message* names: a module, a file."""
    words = set(re.findall(r"[\w.-]+", message))
    try:
        found = [
            node
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value in words
        ]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return Place()
    return min((_place(node) for node in found), default=Place())


def _plain(key: str) -> str:
    return key[1:-1] if key[:1] in {"'", '"'} else key


def _place(node: ast.expr) -> Place:
    # The parser counts bytes of UTF-8; keys and names before a value are ASCII in practice.
    return Place(node.lineno, node.col_offset + 1)


def _assigned(tree: ast.Module, name: str) -> tuple[ast.expr, ast.expr | None] | None:
    """Return the last target called *name* at the top of the file, and what it is given."""
    found: tuple[ast.expr, ast.expr | None] | None = None
    for node in tree.body:
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets, value = node.targets, node.value
        elif isinstance(node, ast.AnnAssign):
            targets, value = [node.target], node.value or node.annotation
        for target in targets:
            if isinstance(target, ast.Name) and target.id == name:
                found = (target, value)
    return found


def _entry(held: ast.expr | None, key: str) -> tuple[Place, ast.expr | None] | None:
    """Return the place of *key* in a dictionary or list that is written out, and its value."""
    if isinstance(held, ast.List | ast.Tuple):
        texts = [one for one in held.elts if isinstance(one, ast.Constant) and one.value == key]
        return (_place(texts[0]), None) if texts else None
    if not isinstance(held, ast.Dict):
        return None
    for one, value in zip(held.keys, held.values, strict=True):
        if isinstance(one, ast.Constant) and str(one.value) == key:
            return _place(one), value
    return None
