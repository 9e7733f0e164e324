"""What CONTRIBUTING promises of the shape of the code: small functions and files, and few rooms."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent.parent
ROOMS = ROOT / "convert"
FILES = [path for folder in ("convert", "tests", "tools") for path in sorted((ROOT / folder).rglob("*.py"))]

LINES_OF_FILE = 400
LINES_OF_FUNCTION = 40
FOLDERS = 12
MODULES = 8


def functions_in(path: Path) -> Iterator[tuple[str, int]]:
    """Each function with its number of lines, decorators apart from it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield f"{path.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def test_no_file_is_long():
    lines = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {name: count for name, count in lines.items() if count > LINES_OF_FILE} == {}


def test_functions_are_short():
    lines = {name: count for path in sorted(ROOMS.rglob("*.py")) for name, count in functions_in(path)}
    assert {name: count for name, count in lines.items() if count > LINES_OF_FUNCTION} == {}
    assert median(lines.values()) < 8


def test_the_house_has_a_dozen_rooms():
    names = [path for path in ROOMS.iterdir() if not path.name.startswith("__")]
    assert len([path for path in names if path.is_dir()]) <= FOLDERS
    assert len([path for path in names if path.suffix == ".py"]) <= MODULES
