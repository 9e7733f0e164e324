"""Levels of headings without gaps: an outline in which no level is left out."""

from msgspec.structs import replace

from convert.model import Document, Heading, Node
from convert.model.walk import rewrite
from convert.notices import Notice, Report
from convert.options import WriterOptions
from convert.plan.places import PostPlan


def apply(document: Document, plan: PostPlan, options: WriterOptions, report: Report) -> Document:
    """The document with each heading at most one level below the one it stands under.

    The first heading keeps its level; headings that were alike under one heading stay alike.
    """
    open_levels: list[tuple[int, int]] = []

    def close_gap_above_and_report(node: Node) -> Node:
        if type(node) is not Heading:
            return node
        while open_levels and open_levels[-1][0] >= node.level:
            open_levels.pop()
        level = min(node.level, open_levels[-1][1] + 1) if open_levels else node.level
        open_levels.append((node.level, level))
        if level != node.level:
            report(Notice("heading-gap"))
        return replace(node, level=level)

    return rewrite(document, close_gap_above_and_report)
