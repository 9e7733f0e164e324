"""All transforms, in their order."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import NamedTuple

from convert.model import Document
from convert.notices import Report
from convert.options import WriterOptions
from convert.plan.places import PostPlan
from convert.transforms import ORDER
from convert.transforms._encoding import encode_nodes


class _Transform(NamedTuple):
    """A transform, when it has anything to do, and the names of the nodes it is for; without any it is for every document."""

    apply: Callable[[Document, PostPlan, WriterOptions, Report], Document]
    is_wanted: Callable[[PostPlan, WriterOptions], bool]
    nodes: tuple[bytes, ...]


@cache
def _load_transforms() -> tuple[_Transform, ...]:
    modules = [import_module(f"convert.transforms.{name}") for name in ORDER]
    return tuple(
        _Transform(
            module.apply,
            getattr(module, "is_wanted", lambda plan, options: True),
            tuple(kind.__name__.encode() for kind in getattr(module, "NODES", ())),
        )
        for module in modules
    )


def apply_transforms(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document:
    """The document as the target wants it."""
    encoded = _EncodedDocument()
    for apply, is_wanted, nodes in _load_transforms():
        if is_wanted(plan, options) and (not nodes or encoded.may_hold_nodes(document, nodes)):
            document = apply(document, plan, options, report)
    return document


class _EncodedDocument:
    """The document that was looked at last, as bytes: most transforms leave it as it is."""

    def __init__(self) -> None:
        self._document: Document | None = None
        self._encoded: bytes | None = None

    def may_hold_nodes(self, document: Document, nodes: tuple[bytes, ...]) -> bool:
        """Whether one of these nodes may be in a document. To write it all takes a tenth of the time of a walk."""
        if document is not self._document:
            self._document, self._encoded = document, encode_nodes(document)
        encoded = self._encoded
        return encoded is None or any([name in encoded for name in nodes])
