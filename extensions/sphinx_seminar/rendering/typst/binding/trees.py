"""Trees of names and of numbers (7.9.6 and 7.9.7 of ISO 32000-1), written without branches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pikepdf import Array, Dictionary, NameTree, String

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pikepdf import Object


def named_in(tree: Object | None) -> dict[str, Object]:
    """Return what the tree of names *tree* holds; nothing where there is none."""
    return {str(name): one for name, one in NameTree(tree).items()} if tree is not None else {}


def name_tree(named: Mapping[str, Object]) -> Dictionary:
    """Return *named* as a tree, which is sorted by the bytes of its names."""
    names = sorted((String(name) for name in named), key=bytes)
    return Dictionary(Names=_flat({name: named[str(name)] for name in names}))


def number_tree(numbered: Mapping[int, Object]) -> Dictionary:
    """Return *numbered* as a tree."""
    return Dictionary(Nums=_flat({number: numbered[number] for number in sorted(numbered)}))


def _flat(pairs: Mapping[Any, Object]) -> Array:
    return Array([one for pair in pairs.items() for one in pair])
