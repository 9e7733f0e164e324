"""A function of the user's own, from document to document."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import cast

import msgspec

from convert.errors import N_, UsageError
from convert.model import Document
from convert.notices import Report
from convert.options import WriterOptions
from convert.plan.places import PostPlan
from convert.transforms._user_function import call_user_function, import_named_object_or_raise, wrong_answer_error

_OPTION = "--filter"


def check_options(options: WriterOptions) -> None:
    """Raise `UsageError` when `options.filter` names no function."""
    if options.filter:
        _load_filter_function_or_raise(options.filter)


def apply(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document:
    """What the function named in `options.filter` makes of the document.

    Raises `UsageError` when it is none, and `UserFunctionError` when it raises anything or gives no document.
    """
    name = options.filter
    function = _load_filter_function_or_raise(name)
    result = call_user_function(_OPTION, name, function, document)
    if not isinstance(result, Document):
        what = N_(f"gave {type(result).__name__}; it must return a convert.Document")
        raise wrong_answer_error(_OPTION, name, function, what)
    try:
        return _with_types_of_model_or_raise(result)
    except (msgspec.ValidationError, TypeError) as error:
        what = N_(f"gave a document that the model does not allow: {error}")
        raise wrong_answer_error(_OPTION, name, function, what) from error


def _with_types_of_model_or_raise(document: Document) -> Document:
    """A document with the types its fields declare, lists become tuples. Raises `msgspec.ValidationError`, `TypeError`.

    What is none would stop the writer, which is then blamed.
    """
    plain = msgspec.to_builtins(document, builtin_types=(datetime, date, time))
    return msgspec.convert(plain, Document)


def _load_filter_function_or_raise(name: str) -> Callable[[Document], object]:
    found = import_named_object_or_raise(_OPTION, name, "function")
    if not callable(found):
        raise UsageError(f"{_OPTION} {name} is no function", hint="it is package.module:function")
    return cast(Callable[[Document], object], found)
