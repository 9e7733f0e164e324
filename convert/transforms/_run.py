"""All transforms, in their order."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from convert.model import Document, Embed, Heading, Link, LinkCard, Node, RawBlock, RawInline, Text
from convert.model.gathered_nodes import GatheredNodes
from convert.notices import Report
from convert.options import WriterOptions
from convert.plan.places import PostPlan


class Step(NamedTuple):
    """A transform by its module's name, and what there must be before that is imported.

    It `is_wanted` by the options and the plan; of the `nodes`, if any are named, a document has one. The `user_option`, where
    there is one, names something of the user's own, which the module checks before the work starts.
    """

    name: str
    is_wanted: Callable[[PostPlan, WriterOptions], bool]
    nodes: frozenset[type[Node]] = frozenset()
    user_option: str = ""

    def is_called_for(self, nodes: GatheredNodes, plan: PostPlan, options: WriterOptions) -> bool:
        """Whether it may change a document."""
        return self.is_wanted(plan, options) and (not self.nodes or not self.nodes.isdisjoint(nodes.kinds))


STEPS = (
    Step("boilerplate", lambda plan, options: options.boilerplate == "drop" and bool(plan.repeated)),
    Step("duplicate_cover", lambda plan, options: options.duplicate_cover == "drop"),
    Step("raw_html", lambda plan, options: True, frozenset((RawBlock, RawInline)), "raw_html_converter"),
    Step("schemes", lambda plan, options: True),
    Step("headings", lambda plan, options: options.headings == "close", frozenset((Heading,))),
    Step(
        "unpublished_links",
        lambda plan, options: bool(plan.unpublished),
        frozenset((Link, LinkCard, Embed, RawBlock, RawInline, Text)),
    ),
    Step(
        "post_links",
        # Addresses of a source could be taken for references of ours, wherever links move.
        lambda plan, options: (
            options.post_links == "relref" or (options.post_links != "keep" and bool(plan.book.hosts or plan.book.pages))
        ),
    ),
    Step("filter", lambda plan, options: bool(options.filter), user_option="filter"),
)
"""In the order in which they run: what is left out needs no other change, and the user's own function sees what is written."""


@cache
def _import_transform(name: str) -> ModuleType:
    return import_module(f"convert.transforms.{name}")


def check_transform_options(options: WriterOptions) -> None:
    """Raise `UsageError` for options that no post could be transformed by, such as a filter that is no function."""
    for step in STEPS:
        if step.user_option and getattr(options, step.user_option):
            _import_transform(step.name).check_options(options)


def apply_transforms(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document:
    """The document as the target wants it."""
    return transformed_nodes(GatheredNodes(document), plan, options, report).document


def transformed_nodes(nodes: GatheredNodes, plan: PostPlan, options: WriterOptions, report: Report) -> GatheredNodes:
    """The document as the target wants it, with its nodes. They are gathered anew only where a transform changed something."""
    for step in STEPS:
        if step.is_called_for(nodes, plan, options):
            transform = _import_transform(step.name)
            may_change = getattr(transform, "may_change", None)
            if may_change is None or may_change(nodes):
                nodes = nodes.gathered_anew_if_changed(transform.apply(nodes.document, plan, options, report))
    return nodes
