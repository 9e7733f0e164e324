"""A function or class that an option names: imported before the work starts, and blamed for what it raises."""

import sysconfig
import traceback
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

from convert.errors import N_, ConvertError, UsageError, UserFunctionError

Answer = TypeVar("Answer")

_INSTALLED = frozenset({"site-packages", "dist-packages"})

_SPELLED = N_("it is package.module:{kind}, found on PYTHONPATH (PYTHONPATH=. for a file in this folder)")
_TO_MEND = N_("the function is yours: mend it there")


@cache
def import_named_object_or_raise(option: str, name: str, kind: str) -> object:
    """What `name` (`package.module:attribute`) is, for an option that wants a `kind` of thing.

    Raises `UsageError` when there is no such module or attribute, and for a module that cannot be imported, which is named with
    the line that stops it.
    """
    module, _, attribute = name.partition(":")
    hint = _SPELLED.format(kind=kind)
    if not all(part.isidentifier() for part in (*module.split("."), attribute)):
        raise UsageError(f"{option} cannot be {name!r}", hint=hint)
    try:
        found: object = import_module(module)
    except ModuleNotFoundError as error:
        if error.name and f"{module}.".startswith(f"{error.name}."):
            raise UsageError(f"{option} {name}: there is no module {error.name!r}", hint=hint) from error
        raise _failed_import_error(option, name, error) from error
    except (Exception, SystemExit) as error:
        raise _failed_import_error(option, name, error) from error
    if not hasattr(found, attribute):
        raise UsageError(f"{option} {name}: there is no {attribute!r} in the module {module!r}", hint=hint)
    return getattr(found, attribute)


def call_user_function(
    option: str, name: str, function: Callable[..., Answer], *arguments: Any, expected: tuple[type[Exception], ...] = ()
) -> Answer:
    """What a function of the user's own gives.

    Raises `UserFunctionError` for what it raises, also where it calls `sys.exit`: that ends the post and not the run. Errors of
    our own kind, and those the caller has `expected`, come as they are.
    """
    try:
        return function(*arguments)
    except (Exception, SystemExit) as error:
        if isinstance(error, (ConvertError, *expected)):
            raise
        place = _place_of_fault_in_user_code_or_empty(error) or place_of_definition_or_empty(function)
        raise UserFunctionError(f"{option} {name} raised {_error_in_words(error)}", place=place, hint=_TO_MEND) from error


def wrong_answer_error(option: str, name: str, function: Callable[..., object], what: str) -> UserFunctionError:
    """The error for a function of the user's own that gave something it must not."""
    return UserFunctionError(f"{option} {name} {what}", place=place_of_definition_or_empty(function), hint=_TO_MEND)


def place_of_definition_or_empty(function: Callable[..., object]) -> str:
    """The file and line where a function or a callable object begins; empty for one that is not written in Python."""
    code = getattr(function, "__code__", None) or getattr(type(function).__call__, "__code__", None)
    return _place_in_words(code.co_filename, code.co_firstlineno) if code else ""


def _failed_import_error(option: str, name: str, error: BaseException) -> UsageError:
    place = _place_of_fault_in_user_code_or_empty(error)
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        place = _place_in_words(error.filename, error.lineno)
    where = f" ({place})" if place else ""
    return UsageError(f"{option} {name}: its module cannot be imported: {_error_in_words(error)}{where}", hint=_TO_MEND)


def _error_in_words(error: BaseException) -> str:
    said = error.msg if isinstance(error, SyntaxError) else str(error)
    return ": ".join(filter(None, (type(error).__name__, *said.splitlines()[:1])))


def _place_of_fault_in_user_code_or_empty(error: BaseException) -> str:
    """The last line of the user's own code on the way to an error, or of a library's where there is none; empty for neither."""
    foreign = [(frame, line) for frame, line in traceback.walk_tb(error.__traceback__) if not _is_own_or_import_frame(frame)]
    written = [place for place in foreign if not _is_in_library(place[0].f_code.co_filename)]
    for frame, line in (written or foreign[:1])[-1:]:
        return _place_in_words(frame.f_code.co_filename, line)
    return ""


def _place_in_words(file: str, line: int) -> str:
    """A line of a file, which is named as from the current folder where it is below that."""
    path = Path(file)
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return N_(f"{shown.as_posix()}, line {line}")


def _is_own_or_import_frame(frame: FrameType) -> bool:
    """Whether a frame is of this package, or of what imports modules."""
    module = frame.f_globals.get("__name__", "").partition(".")[0]
    return module in (__name__.partition(".")[0], "importlib") or frame.f_code.co_filename.startswith("<frozen ")


def _is_in_library(file: str) -> bool:
    """Whether a file is of Python itself, or of a package that was installed."""
    path = Path(file)
    return path.is_relative_to(sysconfig.get_path("stdlib")) or not _INSTALLED.isdisjoint(path.parts)
