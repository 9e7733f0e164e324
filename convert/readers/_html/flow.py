"""The walk over an HTML tree: blocks out of a stream of tags. It never recurses on the input, whatever its depth.

For every element a handler gives an outcome: text with a mark, a division that breaks lines, a container that becomes a block of
its own, a finished leaf, or nothing to see. A tag without a handler is transparent: its children count as its parent's.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias, Union

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.model import Align, Anchor, Blocks, Inline, Paragraph
from convert.notices import Notice
from convert.readers._html.frame import Frame
from convert.readers._html.inline import (
    collapse_and_split_into_paragraphs,
    inlines_of_lone_text,
    nest_runs,
    with_kept_space_as_breaks_and_nbsps,
)
from convert.readers._html.linked_places import (
    Places,
    ids_of_linked_or_maybe_hidden_elements,
    linked_places_new_to_page,
    possible_link_targets_in,
)
from convert.readers._html.marks import BREAK, LINE, EndMark, Mark, Marks, Run
from convert.readers._html.outcome import (
    PLAIN,
    Build,
    Container,
    Division,
    FinishedBlocks,
    FinishedInline,
    Marked,
    Outcome,
    Skipped,
)
from convert.readers._html.page import Page
from convert.readers._html.stray import group_stray_items_and_quotations
from convert.readers._html.style import is_hidden
from convert.readers._html.white_space import KeptWhiteSpace
from convert.sources.evidence import Keeper, hand_over_left_out

MAX_OPEN = 42
"""Containers open at once. A list directly in a list gets an item between; with that and every mark there is inside the
innermost, a tree stays under `model.MAX_DEPTH`."""

MAX_WAITING = 10
"""Link targets in a row that wait for the text after them."""


Handler: TypeAlias = Callable[[LexborNode, "Walk"], Outcome]
Handlers: TypeAlias = Mapping[str, Union[Handler, Outcome]]

LISTS = frozenset({"ul", "ol", "menu", "dir"})
_LAYOUT = " \t\n\f\r"
"""White space between tags, which says nothing where no text is before it."""

_SHOWN_ALONE = frozenset({"img", "iframe", "video", "audio", "embed"})
"""Elements that show something without children."""

_MAY_BE_EMPTY = frozenset({"td", "th", "li"})
"""Containers in which white space is no spacer."""


class Walk:
    """Where the walk stands. Handlers read it; only the walk changes it."""

    __slots__ = ("_counts", "_handlers", "_keeping", "_moved", "_stack", "align", "fragments", "frame", "frames", "marks", "page")

    def __init__(self, handlers: Handlers, page: Page) -> None:
        self._handlers = handlers
        self._stack: list[Division | Container | tuple[Marked | Division | Container, Marks, Align] | None] = []
        self._keeping: list[KeptWhiteSpace] = []
        self._counts: dict[tuple[str, str], int] = {}
        self._moved: set[int] = set()
        self.page = page
        self.fragments: set[str] = set()
        """The ids that links on this page lead to."""
        self.frame = Frame("", [], [])
        """The innermost open container."""
        self.frames = [self.frame]
        self.marks: Marks = ()
        self.align: Align = ""

    def report(self, kind: str, detail: str = "") -> None:
        """Count what was odd; it is reported at the end, each oddity once."""
        self._counts[kind, detail] = self._counts.get((kind, detail), 0) + 1

    def report_left_out_and_tell_proof(self, kind: str, node: LexborNode) -> None:
        """Report an element, or a text, that is left out, and name all of it to the proof."""
        self.report(kind)
        hand_over_left_out(self.page.report, kind, node.html or "")

    def tell_proof_element_moved(self, kind: str, node: LexborNode) -> None:
        """Name an element to the proof whose words stand elsewhere, once however often it is found."""
        if isinstance(self.page.report, Keeper) and node.mem_id not in self._moved:
            self._moved.add(node.mem_id)
            hand_over_left_out(self.page.report, kind, node.html or "", words_remain=True)

    def start_applying_preserved_space_marks(self) -> None:
        """Look for the white space that marks preserve from here on."""
        if not self._keeping or self._keeping[0]:
            self._keeping.insert(0, "")

    def finish_blocks_and_report_counts(self) -> Blocks:
        """Everything read, after the last element."""
        self.flush_runs_into_paragraphs(is_last=True)
        for (kind, detail), count in self._counts.items():
            self.page.report(Notice(kind, detail, count))
        return tuple(group_stray_items_and_quotations(self.frame.blocks) if self.frame.has_stray_items else self.frame.blocks)

    def enter_element(self, node: LexborNode, tag: str) -> LexborNode | None:
        """Begin an element. Gives the first of its children when they are to be read, and `leave_element` called after them."""
        outcome = self._handlers.get(tag)
        if callable(outcome):
            outcome = outcome(node, self)
        child = node.child
        if child is None:
            if self._begin_element(outcome, node, tag):
                self.leave_element()
            return None
        # Most elements hold one text and nothing else.
        if (
            child.is_text_node
            and child.next is None
            and self._take_element_of_single_text(outcome, tag, child.text_content or "")
        ):
            return None
        return child if self._begin_element(outcome, node, tag) else None

    def outcome_of(self, node: LexborNode, tag: str) -> Outcome:
        """What an element would be, for a handler of one around it."""
        outcome = self._handlers.get(tag)
        return outcome(node, self) if callable(outcome) else outcome

    def _take_element_of_single_text(self, outcome: Outcome, tag: str, text: str) -> bool:
        """Take an element that is nothing but one visible text, without opening it."""
        if outcome is None:
            if self.frame.runs or text.strip(_LAYOUT):
                self.frame.runs.append((text, self.marks))
            return True
        if type(outcome) is Marked:
            if self.frame.runs or text.strip(_LAYOUT):
                self.frame.runs.append((text, with_marks(self.marks, outcome.marks)))
            if outcome.after:
                self.frame.runs.append((outcome.after, self.marks))
            return True
        is_plain = outcome is PLAIN
        if not is_plain and (type(outcome) is not Container or outcome.inside is not None):
            return False
        frame = self.frame
        if frame.runs:
            self.flush_runs_into_paragraphs()
        if frame.runs or self._keeping or len(self.frames) == MAX_OPEN:
            return False
        line = inlines_of_lone_text(text, self.marks)
        if not line:
            if is_plain:
                self._report_spacer_unless_layout(frame, text)
            return is_plain
        paragraph = Paragraph(line, self.align)
        if type(outcome) is Container:
            frame.blocks.extend(outcome.build(Frame(tag, [], [paragraph])))
        else:
            frame.blocks.append(paragraph)
        return True

    def _report_spacer_unless_layout(self, frame: Frame, text: str) -> None:
        """Say of text that shows nothing that it stood there, unless it is white space that only lays out the source."""
        if text.strip(_LAYOUT) and frame.tag not in _MAY_BE_EMPTY:
            self.report("spacer")

    def enter_with_anchor_if_linked_unless_hidden(self, node: LexborNode, tag: str) -> LexborNode | None:
        """`enter_element` for what may be hidden, or a place links lead to: an id becomes the first thing in its element."""
        attributes = node.attributes
        if self.page.hides and is_hidden(attributes):
            if node.child is not None or tag in _SHOWN_ALONE:
                self.report("hidden")
            return None
        name = attributes.get("id") or (attributes.get("name") if tag == "a" else "")
        if not name or name not in self.page.targets:
            return self.enter_element(node, tag)
        outcome = self.outcome_of(node, tag)
        if not isinstance(outcome, Division | Container | Skipped):
            self.frame.runs.append((Anchor(name), ()))
        begun = self._begin_element(outcome, node, tag)
        if isinstance(outcome, Division | Container):
            self.frame.runs.append((Anchor(name), ()))
        child = node.child
        if begun and child is None:
            self.leave_element()
        return child if begun else None

    def _begin_element(self, outcome: Outcome, node: LexborNode, tag: str) -> bool:
        if outcome is None:
            self._stack.append(None)
        elif type(outcome) is Marked:
            self._stack.append((outcome, self.marks, self.align))
            self.marks = with_marks(self.marks, outcome.marks)
        elif type(outcome) is Division or type(outcome) is Container:
            self._open_block_or_report_too_deep(tag, outcome)
        elif type(outcome) is Skipped:
            if outcome.kind:
                self.report_left_out_and_tell_proof(outcome.kind, node)
            return False
        else:
            self._add_finished(outcome)
            return False
        return True

    def _add_finished(self, outcome: FinishedInline | FinishedBlocks) -> None:
        if type(outcome) is FinishedInline:
            self.frame.runs.append((outcome.node, self.marks))
        elif type(outcome) is FinishedBlocks:
            self.flush_runs_into_paragraphs(is_last=True)
            self.frame.blocks.extend(outcome.blocks)

    def _open_block_or_report_too_deep(self, tag: str, outcome: Division | Container) -> None:
        if self.frame.runs:
            self.flush_runs_into_paragraphs()
        if outcome is PLAIN:
            self._stack.append(outcome)
        elif type(outcome) is Division:
            self._stack.append((outcome, self.marks, self.align))
            self._set_marks_and_align_by_division(outcome)
        elif len(self.frames) < MAX_OPEN:
            self._stack.append(outcome if outcome.inside is None else (outcome, self.marks, self.align))
            if outcome.inside is not None:
                self._set_marks_and_align_by_division(outcome.inside)
            waiting, self.frame.runs = self.frame.runs, []
            self.frame = Frame(tag, waiting, [])
            self.frames.append(self.frame)
        else:
            self.report("too-deep")
            self.frame.blocks.extend(outcome.if_too_deep)
            self._stack.append(PLAIN)

    def _set_marks_and_align_by_division(self, division: Division) -> None:
        self.marks = with_marks(self.marks, division.marks)
        if division.align is not None:
            self.align = division.align
        if division.keeps:
            self._keeping.append(division.keeps)

    def leave_element(self) -> None:
        """End the element entered last."""
        entry = self._stack.pop()
        if entry is None:
            return
        if type(entry) is tuple:
            self._leave_styled_element(*entry)
            return
        if self.frame.runs:
            self.flush_runs_into_paragraphs()
        if type(entry) is Container:
            self._close_container(entry.build)

    def _leave_styled_element(self, outcome: Marked | Division | Container, marks: Marks, align: Align) -> None:
        if type(outcome) is Marked:
            if outcome.after:
                self.frame.runs.append((outcome.after, self.marks))
        else:
            self.flush_runs_into_paragraphs()
            division = outcome.inside if type(outcome) is Container else outcome
            if type(division) is Division and division.keeps:
                self._keeping.pop()
            if type(outcome) is Container:
                self._close_container(outcome.build)
        self.marks = marks
        self.align = align

    def _close_container(self, build: Build) -> None:
        frame = self.frames.pop()
        self.frame = self.frames[-1]
        if frame.has_stray_items:
            frame.blocks = group_stray_items_and_quotations(frame.blocks)
        self.frame.blocks.extend(build(frame))
        self.frame.runs = frame.runs

    def flush_runs_into_paragraphs(self, *, is_last: bool = False) -> None:
        """Make paragraphs of the runs gathered so far.

        A link target without text is no paragraph; unless this `is_last` before something that holds none, it waits for text.
        """
        frame = self.frame
        runs = frame.runs
        if not runs:
            return
        frame.runs = _anchor_runs_if_nothing_else(runs) if self.page.targets and not is_last else []
        if frame.runs:
            return
        if self._keeping:
            runs = with_kept_space_as_breaks_and_nbsps(runs, self._keeping[-1])
        elif len(runs) == 1 and isinstance(leaf := runs[0][0], str):  # the commonest paragraph by far
            alone = inlines_of_lone_text(leaf, runs[0][1])
            if alone:
                frame.blocks.append(Paragraph(alone, self.align))
            else:
                self._report_spacer_unless_layout(frame, leaf)
            return
        lines = collapse_and_split_into_paragraphs(runs)
        for line in lines:
            self.frame.blocks.append(Paragraph(nest_runs(line), self.align))
        seen = [leaf for leaf, _ in runs if _is_more_than_collapsible_white_space(leaf)] if not lines else ()
        if seen and self.frame.tag not in _MAY_BE_EMPTY:
            self.report("spacer")


def _is_more_than_collapsible_white_space(leaf: str | Inline) -> bool:
    """Whether there is anything but the layout of the source, if only room."""
    return bool(leaf.strip(_LAYOUT)) if isinstance(leaf, str) else leaf is not LINE


def _anchor_runs_if_nothing_else(runs: list[Run]) -> list[Run]:
    """The link targets of runs that hold nothing else; of many only the last few are worth waiting."""
    targets = [run for run in runs if isinstance(run[0], Anchor)]
    if not targets or len(targets) > MAX_WAITING:
        return []
    rest = (leaf for leaf, _ in runs if not isinstance(leaf, Anchor))
    return targets if all(leaf == BREAK or (isinstance(leaf, str) and not leaf.strip()) for leaf in rest) else []


def with_marks(marks: Marks, new: Marks) -> Marks:
    """Marks with these on too; a second mark of a kind takes the place of the first."""
    if not marks and len(new) == 1 and type(new[0]) is not EndMark:
        return new
    for mark in new:
        if type(mark) is EndMark:
            marks = tuple([other for other in marks if other is not mark.mark])
        elif mark not in marks:
            marks = (*[other for other in marks if not _replaces_mark(mark, other)], mark)
    return marks


def _replaces_mark(new: Mark, old: Mark) -> bool:
    return type(new) is type(old) and not isinstance(new, type)


class Flow(NamedTuple):
    """The blocks inside an element, and whether links among them lead to places among them."""

    blocks: Blocks
    has_link_targets: bool


def read_flow(root: LexborNode, handlers: Handlers, page: Page) -> Flow:
    """What is inside `root`. Linear in the size of the tree, which is walked again where a link is not read that leads to a place
    in it, or one is read that was not seen before: what is left out leads nowhere.
    """
    links = root.css('a[href^="#"]')
    places = possible_link_targets_in(root) if links or page.targets else {}
    targets = linked_places_new_to_page(places, {(link.attributes.get("href") or "")[1:] for link in links}, page)
    walk = _walk_tree(root, handlers, page, targets, places)
    places = places or (possible_link_targets_in(root) if walk.fragments else places)
    wanted = linked_places_new_to_page(places, walk.fragments, page)
    if wanted != targets:
        walk = _walk_tree(root, handlers, page, wanted, places)
    return Flow(walk.finish_blocks_and_report_counts(), bool(wanted))


def _walk_tree(root: LexborNode, handlers: Handlers, page: Page, targets: set[str], places: Places) -> Walk:
    """A walk over all that is inside `root`, where `targets` too are places that links lead to."""
    walk = Walk(handlers, replace(page, targets=page.targets | targets) if targets else page)
    special = ids_of_linked_or_maybe_hidden_elements(root, walk.page, places)
    enter, leave = walk.enter_element, walk.leave_element
    node = root.child
    depth = 1
    while node is not None:
        tag = node.tag
        if tag == "-text":
            runs = walk.frame.runs
            if runs or not node.is_empty_text_node:
                runs.append((node.text_content or "", walk.marks))
        else:
            is_special = special and node.mem_id in special
            child = walk.enter_with_anchor_if_linked_unless_hidden(node, tag or "") if is_special else enter(node, tag or "")
            if child is not None:
                node = child
                depth += 1
                continue
        following = node.next
        while following is None:
            depth -= 1
            if not depth:
                return walk
            node = node.parent
            assert node is not None
            leave()
            following = node.next
        node = following
    return walk
