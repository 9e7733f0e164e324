"""All transforms, in their order."""

from collections.abc import Callable
from functools import cache, partial
from importlib import import_module
from types import ModuleType
from typing import NamedTuple, TypeAlias

from convert.model import Document, Node
from convert.model.gathered_nodes import GatheredNodes
from convert.notices import Report
from convert.options import WriterOptions
from convert.plan.places import PostPlan
from convert.transforms import ORDER

MayChange: TypeAlias = Callable[[GatheredNodes], bool]


class _Transform(NamedTuple):
    """A transform, when it has anything to do, and which documents, by their nodes, it may change; without it any."""

    apply: Callable[[Document, PostPlan, WriterOptions, Report], Document]
    is_wanted: Callable[[PostPlan, WriterOptions], bool]
    may_change: MayChange | None


def _import_transforms() -> list[ModuleType]:
    return [import_module(f"convert.transforms.{name}") for name in ORDER]


@cache
def _load_transforms() -> tuple[_Transform, ...]:
    return tuple(
        _Transform(
            module.apply, getattr(module, "is_wanted", lambda plan, options: True), _may_change_by_node_kinds_or_own(module)
        )
        for module in _import_transforms()
    )


def _may_change_by_node_kinds_or_own(module: ModuleType) -> MayChange | None:
    kinds = frozenset(getattr(module, "NODES", ()))
    return partial(_has_any_node_of_kinds, kinds) if kinds else getattr(module, "may_change", None)


def _has_any_node_of_kinds(kinds: frozenset[type[Node]], nodes: GatheredNodes) -> bool:
    return not kinds.isdisjoint(nodes.kinds)


def check_transform_options(options: WriterOptions) -> None:
    """Raise `UsageError` for options that no post could be transformed by, such as a filter that is no function."""
    for module in _import_transforms():
        if check_options := getattr(module, "check_options", None):
            check_options(options)


def apply_transforms(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document:
    """The document as the target wants it."""
    return transformed_nodes(GatheredNodes(document), plan, options, report).document


def transformed_nodes(nodes: GatheredNodes, plan: PostPlan, options: WriterOptions, report: Report) -> GatheredNodes:
    """The document as the target wants it, with its nodes. They are gathered anew only where a transform changed something."""
    for apply, is_wanted, may_change in _load_transforms():
        if is_wanted(plan, options) and (may_change is None or may_change(nodes)):
            nodes = nodes.gathered_anew_if_changed(apply(nodes.document, plan, options, report))
    return nodes
