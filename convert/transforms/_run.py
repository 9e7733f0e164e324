"""All transforms, in their order."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TypeAlias

import msgspec

from convert.model import Document
from convert.notices import Report
from convert.options import WriterOptions
from convert.plan import Plan
from convert.transforms import ORDER

Apply: TypeAlias = Callable[[Document, Plan, WriterOptions, Report], Document]

_ENCODER = msgspec.json.Encoder()


@cache
def _transforms() -> tuple[tuple[Apply, tuple[bytes, ...]], ...]:
    """Each transform with the names of the nodes it is for; one that names none is for every document."""
    modules = [import_module(f"convert.transforms.{name}") for name in ORDER]
    return tuple((module.apply, tuple(kind.__name__.encode() for kind in getattr(module, "NODES", ()))) for module in modules)


def transformed(document: Document, plan: Plan, options: WriterOptions, report: Report) -> Document:
    """The document as the target wants it."""
    for apply, nodes in _transforms():
        if not nodes or _may_hold(document, nodes):
            document = apply(document, plan, options, report)
    return document


def _may_hold(document: Document, nodes: tuple[bytes, ...]) -> bool:
    """Whether one of these nodes may be in a document. To write it all as JSON takes a tenth of the time of a walk."""
    try:
        encoded = _ENCODER.encode(document.children)
    except (UnicodeEncodeError, RecursionError):
        return True
    return any([name in encoded for name in nodes])
