"""Regular expressions as `re` has them, each compiled when it is first used.

There are hundreds, a post needs few, and to compile them all takes longer than all else a command does for one. Modules import
this `as re`, and `re.compile` only notes what is to be compiled: a pattern that is none raises when it is first used, so that a
test uses all.
"""

import re
from re import ASCII, DOTALL, IGNORECASE, MULTILINE, VERBOSE, Match, Pattern, escape, findall, fullmatch, match, split, sub
from typing import Any, AnyStr, cast

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "escape",
    "findall",
    "fullmatch",
    "match",
    "split",
    "sub",
]

_METHODS = ("match", "search", "fullmatch", "sub", "subn", "split", "findall", "finditer")


def compile(pattern: AnyStr, flags: int = 0) -> Pattern[AnyStr]:
    """A pattern, as good as compiled."""
    return cast("Pattern[AnyStr]", LazyPattern(pattern, flags))


class LazyPattern:
    """Stands for a compiled pattern. Once it is asked for a method it has all of them as its own, at no cost for later calls."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """What is not here yet, from the pattern, which is compiled now. Raises `re.error`."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        if name in _METHODS:
            for method in _METHODS:
                setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
