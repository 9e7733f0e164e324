"""A function of the user's own, from document to document."""

from collections.abc import Callable
from functools import cache
from importlib import import_module

from convert.errors import UsageError
from convert.model import Document
from convert.notices import Report
from convert.options import WriterOptions
from convert.plan.places import PostPlan


def is_wanted(plan: PostPlan, options: WriterOptions) -> bool:
    """Whether there is a function."""
    return bool(options.filter)


def apply(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document:
    """What the function named in `options.filter` makes of the document. Raises `UsageError` when it is none, or gives none."""
    result = _load_filter_function(options.filter)(document)
    if not isinstance(result, Document):
        raise UsageError(f"--filter {options.filter} gave {type(result).__name__}", hint="it must return a convert.Document")
    return result


@cache
def _load_filter_function(name: str) -> Callable[[Document], object]:
    module, _, function = name.partition(":")
    try:
        found = getattr(import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise UsageError(f"--filter: {error}", hint="it is package.module:function, found on PYTHONPATH") from error
    if not callable(found):
        raise UsageError(f"--filter {name} is no function", hint="it is package.module:function")
    return found  # type: ignore[no-any-return]
