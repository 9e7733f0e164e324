"""Several lines as one, for places that hold no more: headings, captions, terms. Inlines are taken apart to runs and put together
again, so that what marks the end of one line and the beginning of the next marks both as one.
"""

from collections.abc import Iterable, Iterator

from convert import model
from convert.model import Inline, Inlines, Text
from convert.model.walk import MARKS_AND_LINKS
from convert.readers._html.inline import BREAK, Leaf, LinkMark, Mark, Marks, Run, SpanMark, nest, paragraphs


def one_line(lines: Iterable[Inlines], between: Leaf) -> Inlines:
    """Lines as one, with a space or a break between."""
    runs: list[Run] = []
    for line in lines:
        runs.extend([(between, ()), *_runs(line, ())] if runs else _runs(line, ()))
    return _put_together(runs)


def unbroken(children: Inlines) -> Inlines:
    """A line in which every break is a space."""
    if not _is_broken(children):
        return children
    return _put_together([(" " if leaf is BREAK else leaf, marks) for leaf, marks in _runs(children, ())])


def _is_broken(children: Inlines) -> bool:
    return any([child is BREAK or _is_broken(getattr(child, "children", ())) for child in children])


def _put_together(runs: list[Run]) -> Inlines:
    return tuple([inline for line in paragraphs(runs) for inline in nest(line)])


def _runs(children: Inlines, marks: Marks) -> Iterator[Run]:
    for child in children:
        if isinstance(child, Text):
            yield child.value, marks
        elif isinstance(child, model.Code):
            yield child.value, (*marks, model.Code)
        elif isinstance(child, MARKS_AND_LINKS):
            yield from _runs(child.children, (*marks, _mark_of(child)))
        else:
            yield child, marks


def _mark_of(node: Inline) -> Mark:
    if isinstance(node, model.Link):
        return LinkMark(node.url, node.title)
    return SpanMark(node.style) if isinstance(node, model.Span) else type(node)  # type: ignore[return-value]
