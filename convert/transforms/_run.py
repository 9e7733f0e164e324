"""All transforms, in their order."""

from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from types import ModuleType
from typing import NamedTuple, TypeAlias

from convert.model import Document
from convert.notices import Report
from convert.options import WriterOptions
from convert.plan.places import PostPlan
from convert.transforms import ORDER
from convert.transforms._encoding import encode_nodes

MayChange: TypeAlias = Callable[[Document, bytes], bool]


class _Transform(NamedTuple):
    """A transform, when it has anything to do, and which documents, with their nodes encoded, it may change; without it any."""

    apply: Callable[[Document, PostPlan, WriterOptions, Report], Document]
    is_wanted: Callable[[PostPlan, WriterOptions], bool]
    may_change: MayChange | None


@cache
def _load_transforms() -> tuple[_Transform, ...]:
    modules = [import_module(f"convert.transforms.{name}") for name in ORDER]
    return tuple(
        _Transform(module.apply, getattr(module, "is_wanted", lambda plan, options: True), _may_change_of(module))
        for module in modules
    )


def _may_change_of(module: ModuleType) -> MayChange | None:
    names = tuple(kind.__name__.encode() for kind in getattr(module, "NODES", ()))
    return partial(_holds_any, names) if names else getattr(module, "may_change", None)


def _holds_any(names: tuple[bytes, ...], document: Document, encoded: bytes) -> bool:
    return any([name in encoded for name in names])


def apply_transforms(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document:
    """The document as the target wants it."""
    encoded = _EncodedDocument()
    for apply, is_wanted, may_change in _load_transforms():
        if is_wanted(plan, options) and (may_change is None or encoded.is_any_for(document, may_change)):
            document = apply(document, plan, options, report)
    return document


class _EncodedDocument:
    """The document that was looked at last, as bytes: most transforms leave it as it is."""

    def __init__(self) -> None:
        self._document: Document | None = None
        self._encoded: bytes | None = None

    def is_any_for(self, document: Document, may_change: MayChange) -> bool:
        """Whether a transform may change a document. To write it all takes a tenth of the time of a walk."""
        if document is not self._document:
            self._document, self._encoded = document, encode_nodes(document)
        return self._encoded is None or may_change(document, self._encoded)
