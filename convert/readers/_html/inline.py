"""Runs to inlines. While the tree is walked, inline content is a list of runs: a leaf, and the marks that were on it.

Flat runs make hard things easy: a mark around two paragraphs is on the runs of both, a mark in the same mark is one mark, and
white space belongs to the marks that both of its neighbours have, so that no emphasis begins or ends with a space.
"""

from collections.abc import Callable, Iterable, Sequence

from convert import model
from convert.model import Inline, Inlines, Text
from convert.readers._html.marks import BREAK, LINE, Leaf, LinkMark, Mark, Marks, PreservedSpace, Run, SimpleMark, SpanMark
from convert.readers._html.white_space import (
    GAP,
    KeptWhiteSpace,
    collapse_nbsp_gaps_except_tree_strokes,
    collapse_white_space,
    is_only_tree_strokes,
    join_as_one_space_unless_both_are_nbsps,
    with_nbsps_if_spaces_are_kept,
)

_BLANK = " \xa0"
_INVISIBLE = " \xa0\u200b\u3000\ufeff\u2060"
_PIECES: tuple[SimpleMark, ...] = (model.Code, model.Keyboard)
"""Marks that end at white space outside of them: `git` `push` are two, while two bold words are one bold text."""


def collapse_and_split_into_paragraphs(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs as a browser shows them: white space collapsed, cut at empty lines (two breaks in a row), edges clean.

    A no-break space alone between two letters stays; beside another space it is a typing artefact of the editor, and one space.
    Several of them in front of a line are an indent, and stay; so they do between the strokes a tree is drawn with.
    """
    done: list[list[Run]] = []
    line: list[Run] = []
    space, breaks = "", 0
    apart: Marks = ()
    core: Leaf
    for leaf, marks in runs:
        if isinstance(leaf, str):
            before, core, after = _collapse_and_split_edge_space(leaf)
            space = join_as_one_space_unless_both_are_nbsps(space, before) if space and before else space or before
            if not core:
                if line and line[-1][1]:
                    apart = _code_marks_ended_or_not_on_space(apart, marks)
                continue
        elif leaf is BREAK:
            breaks += 1
            space = ""
            if line and line[-1][1]:
                apart = _code_marks_ended_or_not_on_space(apart, marks)
            continue
        elif leaf is LINE:
            breaks, space = breaks or 1, ""
            continue
        else:
            core, after = leaf, ""
        if breaks > 1 and line:
            done.append(line)
            line = []
        if GAP in space:
            breaks, space = _add_indent_else_one_space(line, space, (breaks, apart)) if isinstance(core, str) else (breaks, " ")
        _append_leaf(line, core, marks, (space, breaks, apart))
        space, breaks, apart = after, 0, ()
    if line:
        done.append(line)
    return [line for line in done if _is_visible_line(line)]


def _collapse_and_split_edge_space(leaf: str) -> tuple[str, str, str]:
    """White space in front of a text, the text, white space behind it, each collapsed. Of a blank text all is in front."""
    text = leaf if leaf.isprintable() and "  " not in leaf else collapse_white_space(leaf)
    core = text.strip(_BLANK)
    if not core:
        return text, "", ""
    if len(core) == len(text):
        return "", collapse_nbsp_gaps_except_tree_strokes(core) if GAP in core else core, ""
    return (
        text[: text.index(core[0])],
        collapse_nbsp_gaps_except_tree_strokes(core) if GAP in core else core,
        text[len(text.rstrip(_BLANK)) :],
    )


def inlines_of_lone_text(text: str, marks: Marks) -> Inlines:
    """A text that is a paragraph of its own, white space collapsed; nothing when nothing of it is seen."""
    plain = text if text.isprintable() and "  " not in text else collapse_white_space(text)
    if GAP in plain:
        lines = collapse_and_split_into_paragraphs([(plain, marks)])
        return nest_runs(lines[0]) if lines else ()
    text = plain.strip(_BLANK)
    if not text or (text[0] in _INVISIBLE and not text.strip(_INVISIBLE)):
        return ()
    return (wrap_in_marks(text, marks) if marks else Text(text),)


def _add_indent_else_one_space(line: list[Run], space: str, breaks_and_ended: tuple[int, Marks]) -> tuple[int, str]:
    """Put an indent at the beginning of a line, without marks, which hold no white space at their ends. Gives the breaks and the
    space that are left; room in the middle of a line is a space.
    """
    breaks, apart = breaks_and_ended
    if line and not breaks:
        last = line[-1][0]
        return 0, space if len(line) == 1 and isinstance(last, str) and is_only_tree_strokes(last) else " "
    _append_leaf(line, space, (), ("", breaks, apart))
    return 0, ""


def _code_marks_ended_or_not_on_space(already_ended: Marks, space_marks: Marks) -> Marks:
    """The pieces that end at white space with these marks."""
    return tuple([mark for mark in _PIECES if mark in already_ended or mark not in space_marks])


def _append_leaf(line: list[Run], leaf: Leaf, marks: Marks, space_breaks_ended: tuple[str, int, Marks]) -> None:
    """Add a leaf, and before it the space or break between it and the last one, on the marks both have.

    Only text is code: a picture in it is beside it, and so is the space between.
    """
    if marks and model.Code in marks and not isinstance(leaf, str):
        marks = _without_mark(marks, model.Code)
    if line:
        space, breaks, apart = space_breaks_ended
        last, before = line[-1]
        shared = marks if before == marks else tuple([mark for mark in before if mark in marks])
        if apart and shared:
            shared = tuple([mark for mark in shared if mark not in apart])
        if breaks:
            line.append((BREAK, _without_mark(shared, model.Code)))
        else:
            between = " " if breaks else space
            if isinstance(last, str) and isinstance(leaf, str) and before == marks and shared == marks:
                line[-1] = (last + between + leaf, marks)
                return
            if between:
                leaf = _add_space_before_leaf(line, between, shared, leaf, marks)
    line.append((leaf, marks))


def _add_space_before_leaf(line: list[Run], space: str, shared: Marks, leaf: Leaf, marks: Marks) -> Leaf:
    """Put a space where its marks are: on the last run, on this leaf, or between them."""
    last, before = line[-1]
    if isinstance(last, str) and shared == before:
        line[-1] = (last + space, before)
    elif isinstance(leaf, str) and shared == marks:
        return space + leaf
    else:
        line.append((space, shared))
    return leaf


def _is_visible_line(line: list[Run]) -> bool:
    return any([not isinstance(leaf, str) or leaf.strip(_INVISIBLE) for leaf, _ in line])


def nest_runs(line: Sequence[Run]) -> Inlines:
    """The tree for one line of runs; at each point the mark that reaches farthest is the outermost."""
    if len(line) == 1:
        return (wrap_in_marks(*line[0]),)
    result: list[Inline] = []
    start = 0
    while start < len(line):
        leaf, marks = line[start]
        if not marks:
            result.append(Text(leaf) if isinstance(leaf, str) else leaf)
            start += 1
            continue
        mark, end = _farthest_reaching_mark(line, start)
        if mark is None or end == start + 1:
            result.append(wrap_in_marks(leaf, marks))
        else:
            result.append(_node_of_mark(mark, nest_runs([(leaf, _without_mark(marks, mark)) for leaf, marks in line[start:end]])))
        start = max(end, start + 1)
    return tuple(result)


def _farthest_reaching_mark(line: Sequence[Run], start: int) -> tuple[Mark | None, int]:
    best, reach = None, start
    for mark in line[start][1]:
        if mark is model.Code:
            continue
        end = start + 1
        while end < len(line) and mark in line[end][1]:
            end += 1
        if end < len(line) and type(mark) is not LinkMark:
            end = _mark_end_moved_before_cut_link(line, start, end)
        if end > reach:
            best, reach = mark, end
    return best, reach


def _mark_end_moved_before_cut_link(line: Sequence[Run], start: int, end: int) -> int:
    """Where a mark ends that would end inside a link: before it. Half a link would be another link."""
    link = next((mark for mark in line[end][1] if type(mark) is LinkMark), None)
    while link is not None and end > start + 1 and link in line[end - 1][1]:
        end -= 1
    return end


def _without_mark(marks: Marks, mark: Mark) -> Marks:
    return tuple([other for other in marks if other is not mark and other != mark])


def wrap_in_marks(leaf: Leaf, marks: Marks) -> Inline:
    """A leaf inside its marks."""
    if not marks and isinstance(leaf, str):
        return Text(leaf)
    node: Inline
    if not isinstance(leaf, str):
        node = leaf
    elif model.Code in marks:
        node = model.Code(leaf)
    else:
        node = Text(leaf)
    for mark in reversed(marks):
        if mark is not model.Code:
            node = _node_of_mark(mark, (node,))
    return node


def _node_of_mark(mark: Mark, children: Inlines) -> Inline:
    if type(mark) is LinkMark:
        return model.Link(children, mark.url, mark.title)
    if type(mark) is SpanMark:
        return model.Span(children, mark.style)
    wrap: Callable[[Inlines], Inline] = mark  # type: ignore[assignment]
    return wrap(children)


def with_kept_space_as_breaks_and_nbsps(runs: Iterable[Run], default_keeps: KeptWhiteSpace) -> list[Run]:
    """Runs with the white space that is shown as breaks and no-break spaces. `default_keeps` is what is shown of all of them."""
    result: list[Run] = []
    for leaf, marks in runs:
        own = next((mark for mark in marks if type(mark) is PreservedSpace), None)
        rest = _without_mark(marks, own) if own is not None else marks
        keeps = own.keeps if own is not None else default_keeps
        if not isinstance(leaf, str) or not keeps:
            result.append((leaf, rest))
            continue
        for number, text in enumerate(with_nbsps_if_spaces_are_kept(leaf, keeps).split("\n")):
            result.extend([(BREAK, rest), (text, rest)] if number else [(text, rest)])
    return result
