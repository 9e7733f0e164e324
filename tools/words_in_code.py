"""What the code says by itself: texts given to gettext's functions, to errors, and to notices as their details."""

import ast
import builtins
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from convert.report.words.data_in_words import literals_between_placeholders

_TAKING_TEXTS = {"_": 1, "N_": 1, "ngettext": 2}
"""Functions of gettext, and how many of their arguments are texts."""

_TAKING_DATA = re.compile(
    r"\w*Error|\w+_error|\w*Notice|\w+_notice|note|Missing|DownloadFailure|Piece|unfinished_piece|keep_problem_to_raise_later"
    r"|_report_link_to_unpublished|_refuse_new_folder_called_like_file"
)
"""Calls whose arguments are data with words: what says something to a person in them is a text with a blank."""

_HOLDING_DATA = frozenset({"hint", "message", "problem", "reason", "what", "why", "lost", "wrong", "left_open", "detail"})
"""Variables by which such texts come to these calls."""

_SAYS_SOMETHING = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True)
class Said:
    """A text, where it is said, and its plural where it has one."""

    text: str
    place: str
    plural: str = ""

    @property
    def has_placeholders(self) -> bool:
        """Whether something is put into it."""
        return len(literals_between_placeholders(self.text)) > 1


def texts_of_code(package: Path) -> Iterator[Said]:
    """Every text the modules of a package say."""
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package.parent).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield from _texts_of_call(node, place)
            elif isinstance(node, ast.Assign) and not _HOLDING_DATA.isdisjoint(_names_in(node.targets)):
                yield from (Said(text, place) for text in _texts_of_branches(node.value) if is_worded(text))


def _names_in(targets: list[ast.expr]) -> set[str]:
    return {name.id for name in targets if isinstance(name, ast.Name)}


def _texts_of_call(call: ast.Call, place: str) -> Iterator[Said]:
    name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if name == "ngettext":
        singular, plural = (text_of_expression(argument) for argument in call.args[:2])
        yield Said(singular, place, plural)
    elif name in _TAKING_TEXTS:
        yield from (Said(text, place) for text in _texts_of_branches(call.args[0]) if text)
    elif _TAKING_DATA.fullmatch(name) and not hasattr(builtins, name):
        for argument in (*call.args, *(keyword.value for keyword in call.keywords)):
            yield from (Said(text, place) for text in _texts_of_branches(argument) if is_worded(text))


def is_worded(text: str) -> bool:
    """Whether a text is a sentence or a part of one, and no name."""
    said = " ".join(literals_between_placeholders(text))
    return " " in text.strip() and _SAYS_SOMETHING.search(said) is not None


def _texts_of_branches(expression: ast.expr) -> Iterator[str]:
    if isinstance(expression, ast.IfExp):
        yield from _texts_of_branches(expression.body)
        yield from _texts_of_branches(expression.orelse)
    elif isinstance(expression, ast.Constant | ast.JoinedStr):
        yield text_of_expression(expression)


def text_of_expression(expression: ast.expr) -> str:
    """A literal as it stands, an f-string with a name in each placeholder; empty for what is neither."""
    if isinstance(expression, ast.Constant):
        return expression.value if isinstance(expression.value, str) else ""
    if not isinstance(expression, ast.JoinedStr):
        return ""
    names: dict[str, str] = {}
    text = ""
    for part in expression.values:
        if isinstance(part, ast.Constant):
            text += str(part.value).replace("{", "{{").replace("}", "}}")
        elif isinstance(part, ast.FormattedValue):
            spelled = ast.dump(part)
            if spelled not in names:
                names[spelled] = _free_name(_name_of(part.value), names.values())
            text += f"{{{names[spelled]}}}"
    return text


def _free_name(name: str, taken: Iterable[str]) -> str:
    count = 1
    free = name
    while free in taken:
        count += 1
        free = f"{name}{count}"
    return free


def _name_of(expression: ast.expr) -> str:
    """What a value is called where it is put into a text."""
    match expression:
        case ast.Name(name):
            return name.strip("_").lower() or "value"
        case ast.Attribute(_, name):
            return name.strip("_").lower()
        case ast.Subscript(value) | ast.Starred(value):
            return _name_of(value)
        case ast.Call(ast.Attribute(ast.Name("structs" | "os" | "re"), name), []):
            return name
        case ast.Call(ast.Attribute(ast.Constant(), "join"), [first]) | ast.Call(_, [first, *_]):
            return _name_of(first)
        case ast.Call(function, []):
            return _name_of(function.value if isinstance(function, ast.Attribute) else function)
        case ast.GeneratorExp(_, [generator, *_]) | ast.ListComp(_, [generator, *_]):
            return _name_of(generator.iter)
        case ast.BinOp(left, _, _):
            return _name_of(left)
        case _:
            return "value"
