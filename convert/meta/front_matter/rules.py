"""What all of front matter reading agrees on: how large and deep it may be, how a problem is told."""

from collections.abc import Callable
from typing import Any, Literal, TypeAlias

from convert import lazy_re as re
from convert.errors import N_

Format: TypeAlias = Literal["yaml", "toml", "json"]
"""The languages of front matter."""

Note: TypeAlias = Callable[[str], None]
"""Takes the detail of a `front-matter` notice."""

MAX_INTEGER = 2**63 - 1
"""What is longer is text: it is somebody's id, and most readers of JSON would round it."""

SURROGATE = re.compile("[\ud800-\udfff]")


class UnreadableError(Exception):
    """Front matter that cannot be read; `line` and `column` count from 1."""

    def __init__(self, problem: str, line: int, column: int = 1, hint: str = N_("correct it in the source")) -> None:
        super().__init__(problem)
        self.problem, self.line, self.column, self.hint = problem, line, column, hint


class AbsentError(Exception):
    """It only looked like front matter. `line` is the first that is no key, where there are keys blogs use below it; else 0."""

    def __init__(self, line: int = 0) -> None:
        super().__init__()
        self.line = line


def replace_lone_surrogates(text: str) -> str:
    """Text without half characters."""
    return SURROGATE.sub("\ufffd", text)


def set_key_moving_earlier_value_aside(data: dict[str, Any], key: str, value: Any, note: Note, line: int = 0) -> None:
    """Add a key. Of several equal ones the last wins, as in every YAML parser that takes them; the others are kept beside it.

    Of those that say who may read a post the strictest wins: nobody is shown what a line of its source says is not for them.
    """
    if key in data:
        from convert.meta.visibility import is_value_stricter_on_visibility

        if is_value_stricter_on_visibility(key, data[key], value):
            data[key], value = value, data[key]
        other = f"original_{key}" if f"original_{key}" not in data else f"original_{key}_{len(data)}"
        kept = data[key] not in (None, "", value)
        if kept:
            data[other] = data[key]
        note(_twice_in_words(key, line, other if kept else ""))
    data[key] = value


def _twice_in_words(key: str, line: int, other: str) -> str:
    if line and other:
        return N_(f"{key} twice, line {line}, the other is {other}")
    if line:
        return N_(f"{key} twice, line {line}")
    return N_(f"{key} twice, the other is {other}") if other else N_(f"{key} twice")
