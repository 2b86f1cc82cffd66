"""The package keeps its floors, its names and its measure."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, NamedTuple

import sphinx_seminar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PACKAGE = Path(sphinx_seminar.__file__).parent
NAME = "sphinx_seminar"
FLOORS = ("model", "parsing", "domain", "rendering", "outputs", "importers", "cli")
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
LONGEST_MODULE, LONGEST_FUNCTION = 300, 60


class Module(NamedTuple):
    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(PACKAGE).as_posix()

    @property
    def floor(self) -> int:
        """Return the floor; the package's own ``__init__`` stands above all."""
        first = self.path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        return FLOORS.index(first) if first in FLOORS else len(FLOORS)


class Import(NamedTuple):
    name: str
    line: int
    in_function: bool


def _modules() -> list[Module]:
    found = sorted(PACKAGE.rglob("*.py"))
    return [Module(path, ast.parse(path.read_text("utf-8"))) for path in found]


MODULES = _modules()


def offences(find: Callable[[Module], Iterable[object]], floor: int | None = None) -> list[str]:
    """Return what *find* finds in the modules, of one *floor* or of all."""
    return [
        f"{module.name}: {offence}"
        for module in MODULES
        if floor is None or module.floor == floor
        for offence in find(module)
    ]


def imports(module: Module) -> Iterator[Import]:
    """Yield every import of *module*, ``TYPE_CHECKING`` ones too."""
    yield from _imports(module, module.tree, in_function=False)


def _imports(module: Module, node: ast.AST, *, in_function: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            for alias in child.names:
                yield Import(alias.name, child.lineno, in_function)
        elif isinstance(child, ast.ImportFrom):
            base = _base(module, child)
            for alias in child.names:
                # "from package import floor" imports the floor as much as "import package.floor"
                yield Import(f"{base}.{alias.name}", child.lineno, in_function)
        inner = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _imports(module, child, in_function=in_function or inner)


def _base(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = [NAME, *module.path.relative_to(PACKAGE).parent.parts]
    kept = parts[: len(parts) - node.level + 1]
    return ".".join([*kept, *([node.module] if node.module else [])])


def own(module: Module) -> list[Import]:
    return [one for one in imports(module) if one.name.split(".")[0] == NAME]


def foreign(module: Module) -> set[str]:
    return {one.name.split(".")[0] for one in imports(module)} - {NAME}


def called(module: Module) -> set[str]:
    calls = (node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call))
    return {
        func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "") for func in calls
    }


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_every_part_of_the_package_is_a_floor() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if any(path.glob("*.py"))}
    assert folders <= set(FLOORS)
    assert [path.name for path in sorted(PACKAGE.glob("*.py"))] == ["__init__.py", "__main__.py"]


def test_a_floor_imports_only_lower_floors() -> None:
    def higher(module: Module) -> Iterator[Import]:
        for one in own(module):
            part = one.name.split(".")[1]
            # A name that is no floor is the package's own __init__, above all floors.
            floor = FLOORS.index(part) if part in FLOORS else len(FLOORS)
            if floor > module.floor:
                yield one

    assert offences(higher) == []


def test_what_a_volume_holds_is_decided_without_what_sets_it() -> None:
    def setting(module: Module) -> Iterator[Import]:
        if module.name.startswith("rendering/volume/"):
            yield from (one for one in own(module) if ".typst" in one.name)

    assert offences(setting, FLOORS.index("rendering")) == []


def test_the_own_package_is_never_imported_inside_a_function() -> None:
    assert offences(lambda module: [one for one in own(module) if one.in_function]) == []


def deferred(module: Module) -> Iterator[str]:
    """Yield the texts of *module* that name what is imported later: ``package.module:name``."""
    for node in ast.walk(module.tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and re.fullmatch(rf"{NAME}(\.\w+)+:\w+", text):
            yield text


def test_what_is_imported_later_is_there_and_on_no_higher_floor() -> None:
    def wrong(module: Module) -> Iterator[str]:
        for name in deferred(module):
            part = name.partition(":")[0].split(".")[1]
            if FLOORS.index(part) > module.floor or not callable(resolve_name(name)):
                yield name

    assert offences(wrong) == []
    assert any(True for module in MODULES for _ in deferred(module))


def test_the_model_imports_the_standard_library_only() -> None:
    assert offences(lambda module: foreign(module) - sys.stdlib_module_names, floor=0) == []


def test_parsing_imports_neither_sphinx_nor_docutils() -> None:
    forbidden = {"sphinx", "docutils", "myst_parser"}
    assert offences(lambda module: foreign(module) & forbidden, floor=1) == []


def test_the_model_reads_no_clock_no_file_and_no_locale() -> None:
    reading = {"now", "utcnow", "today", "open", "read_text", "read_bytes", "setlocale", "getenv"}
    assert offences(lambda module: called(module) & reading, floor=0) == []


def _is_builder_name(node: ast.expr) -> bool:
    """Whether *node* reads ``builder.name``, ``app.builder.name`` or ``self.builder.name``."""
    if not (isinstance(node, ast.Attribute) and node.attr == "name"):
        return False
    owner = node.value
    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
    return name.lstrip("_") == "builder"


def test_no_code_compares_the_name_of_a_builder() -> None:
    def compared(module: Module) -> Iterator[int]:
        for node in ast.walk(module.tree):
            sides: list[ast.expr] = []
            if isinstance(node, ast.Compare):
                sides = [node.left, *node.comparators]
            elif isinstance(node, ast.Match):
                sides = [node.subject]
            if any(map(_is_builder_name, sides)):
                yield node.lineno

    assert offences(compared) == []


def test_a_name_says_what_a_module_is_for() -> None:
    def vague(module: Module) -> set[str]:
        parts = module.path.relative_to(PACKAGE).with_suffix("").parts
        return {word for part in parts for word in part.split("_")} & VAGUE

    assert offences(vague) == []


def test_a_module_says_what_it_decides() -> None:
    assert offences(lambda module: [] if ast.get_docstring(module.tree) else ["silent"]) == []


def test_no_module_is_too_long() -> None:
    def too_long(module: Module) -> list[int]:
        lines = len(module.path.read_text("utf-8").splitlines())
        return [lines] if lines > LONGEST_MODULE else []

    assert offences(too_long) == []


def test_no_function_is_too_long() -> None:
    def too_long(module: Module) -> list[str]:
        return [
            one.name
            for one in functions(module)
            if (one.end_lineno or one.lineno) - one.lineno >= LONGEST_FUNCTION
        ]

    assert offences(too_long) == []


def test_no_exception_is_caught_broadly() -> None:
    def broad(module: Module) -> Iterator[int]:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ExceptHandler):
                caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
                names = {getattr(one, "id", None) for one in caught}
                if None in caught or names & {"Exception", "BaseException"}:
                    yield node.lineno

    assert offences(broad) == []
