"""The files a function of the user's own is made from: its module, and what that imports of the user's own modules."""

import ast
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

_INSTALLED = frozenset({"site-packages", "dist-packages"})


class ModuleFile(Struct, frozen=True):
    """The text of a module, or of a package that holds others."""

    name: str
    path: Path
    is_package: bool


def own_files_of_module_and_its_imports(name: str) -> list[ModuleFile]:
    """The files of a module, the packages it is in, and all that is imported from there, wherever in the text, sorted by name.

    None for an empty name, or where there is no such module. Nothing is run. Of what is installed only the package that is named
    is the user's own; what is imported by a name that is computed, or is no Python in a package, nobody sees here.
    """
    own, seen, found = _top_level_package_of(name), {name}, dict[str, ModuleFile]()
    left = [name] if name else []
    while left:
        for file in _files_of_parent_packages_and_module_unless_installed(left.pop(), own):
            if file.name not in found:
                found[file.name] = file
                imported = set(_imported_names(file)) - seen
                seen |= imported
                left += imported
    return [found[key] for key in sorted(found)]


def _top_level_package_of(name: str) -> str:
    return name.partition(".")[0]


def _files_of_parent_packages_and_module_unless_installed(name: str, own_package: str) -> Iterator[ModuleFile]:
    """The packages a module is in, from the top, and itself."""
    parts = name.split(".")
    if parts[0] == "convert" or parts[0] in sys.stdlib_module_names:
        return
    origin, folders = _origin_and_folders_or_empty(parts[0])
    if parts[0] != own_package and _INSTALLED & {part for place in (origin, *folders) for part in Path(place).parts}:
        return
    if Path(origin).is_file():
        yield ModuleFile(parts[0], Path(origin), bool(folders))
    for end in range(2, len(parts) + 1):
        tries = [Path(folder, parts[end - 1]) for folder in folders]
        for module, is_package in [(place, kind) for place in tries for kind in (True, False)]:
            path = module / "__init__.py" if is_package else module.with_name(f"{module.name}.py")
            if path.is_file():
                yield ModuleFile(".".join(parts[:end]), path, is_package)
                break
        folders = [str(place) for place in tries if place.is_dir()]


def _origin_and_folders_or_empty(top: str) -> tuple[str, list[str]]:
    """The file of a module that is in no package, and where those in it are; empty where there is none."""
    with suppress(ImportError, ValueError, AttributeError):
        if spec := find_spec(top):
            return spec.origin or "", [*(spec.submodule_search_locations or ())]
    return "", []


def _imported_names(file: ModuleFile) -> Iterator[str]:
    """What is imported in a file, with all that may be modules."""
    try:
        tree = ast.parse(file.path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError):
        return
    package = file.name if file.is_package else file.name.rpartition(".")[0]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(part for part in (_package_of_import_empty_if_absolute(package, node.level), node.module) if part)
            yield from (f"{base}.{alias.name}" for alias in node.names if base)


def _package_of_import_empty_if_absolute(package: str, dots: int) -> str:
    """The package that so many dots lead to."""
    parts = package.split(".")
    return ".".join(parts[: len(parts) - dots + 1]) if dots else ""
