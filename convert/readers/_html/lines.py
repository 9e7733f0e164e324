"""Several lines as one, for places that hold no more: headings, captions, terms. Inlines are taken apart to runs and put together
again, so that what marks the end of one line and the beginning of the next marks both as one.
"""

from collections.abc import Iterable, Iterator

from convert import model
from convert.model import Inline, Inlines, Text
from convert.model.walk import MARKS_AND_LINKS
from convert.readers._html.inline import collapse_and_split_into_paragraphs, nest_runs
from convert.readers._html.marks import BREAK, Leaf, LinkMark, Mark, Marks, Run, SpanMark


def join_lines(lines: Iterable[Inlines], separator: Leaf) -> Inlines:
    """Lines as one, with a space or a break between."""
    runs: list[Run] = []
    for line in lines:
        runs.extend([(separator, ()), *_runs_of(line, ())] if runs else _runs_of(line, ()))
    return _inlines_of_runs(runs)


def without_line_breaks(children: Inlines) -> Inlines:
    """A line in which every break is a space."""
    if not _has_line_break(children):
        return children
    return _inlines_of_runs([(" " if leaf is BREAK else leaf, marks) for leaf, marks in _runs_of(children, ())])


def _has_line_break(children: Inlines) -> bool:
    return any([child is BREAK or _has_line_break(getattr(child, "children", ())) for child in children])


def _inlines_of_runs(runs: list[Run]) -> Inlines:
    return tuple([inline for line in collapse_and_split_into_paragraphs(runs) for inline in nest_runs(line)])


def _runs_of(children: Inlines, marks: Marks) -> Iterator[Run]:
    for child in children:
        if isinstance(child, Text):
            yield child.value, marks
        elif isinstance(child, model.Code):
            yield child.value, (*marks, model.Code)
        elif isinstance(child, MARKS_AND_LINKS):
            yield from _runs_of(child.children, (*marks, _mark_of(child)))
        else:
            yield child, marks


def _mark_of(node: Inline) -> Mark:
    if isinstance(node, model.Link):
        return LinkMark(node.url, node.title)
    return SpanMark(node.style) if isinstance(node, model.Span) else type(node)  # type: ignore[return-value]
