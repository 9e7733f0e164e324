"""Footnotes that were links: a mark in the text that leads to a note at the end, and the note that leads back.

Textcube and Tistory's plugin, Markdown renderers and Word all write them so, each with names of its own, and so do people by
hand. The names say nothing here: a mark and a note are a pair when each leads to the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from convert import lazy_re as re
from convert import model
from convert.model import Anchor, Block, Blocks, FootnoteDefinition, FootnoteReference, HardBreak, Link, Node, Paragraph, Text
from convert.model.walk import plain_text, rewrite_nodes, walk
from convert.notices import Notice, Report
from convert.sources.evidence import hand_over_left_out, hand_over_left_out_words, hand_over_moved_address

_MARK = re.compile(r"[\[(（【]?\s*(?:주|각주|註|note)?\s*(\d{1,4}|[a-zA-Z]|[ivx]{1,5}|[*†‡§]{1,3})\s*[])）】.]?", re.IGNORECASE)
"""What stands in the text for a note: `[1]`, `1)`, `주1`, `*`."""

_BACK = re.compile(
    r"(?:[\W_]|\d)*|\W*(?:back|return|top|up|jump up|본문|본문으로|돌아가기|본문으로 돌아가기|되돌아가기|위로|원문|원문으로)\W*",
    re.IGNORECASE,
)
"""What leads back from a note and says nothing else: an arrow, a number, `[Back]`."""

_LEADING = re.compile(r"\s*(?:[\[(（【]\s*(\w+|[*†‡§]+)\s*[\])）】]|(\w+)[.)]|([*†‡§]+))[.:]?(?=\s|$)")
"""The same before the text of a note. A number needs brackets or a point: "1 킬로미터" is text."""


class _FootnoteMark(Struct, frozen=True, eq=False):
    """A link in the text that looks like a note's mark: where it leads, what can lead to it, and what it shows."""

    link: Link
    target: str
    anchor_ids: frozenset[str]
    shown: str


class _NoteCandidate(Struct, frozen=True, eq=False):
    """Blocks at the end that may be a note: where they begin, and where their links lead."""

    blocks: Blocks
    anchor_ids: frozenset[str]
    link_targets: frozenset[str]


class _NoteWithMarks(Struct, frozen=True, eq=False):
    """A note with its marks, and what it says besides them."""

    note: _NoteCandidate
    marks: list[_FootnoteMark]
    content: Blocks


def with_footnotes(blocks: Blocks, report: Report) -> Blocks:
    """Blocks with footnotes for marks and notes that lead to each other, the notes behind all their marks; all else as it was.

    What is left out, marks and what leads back, is named to the proof.
    """
    if not _find_footnote_marks(blocks):
        return blocks
    begin = _index_behind_last_later_answered_mark_or_end(blocks)
    groups = [_split_into_note_candidates(block) for block in blocks[begin:]]
    pairs = _pair_groups_whose_every_note_has_mark(_find_footnote_marks(blocks[:begin]), groups)
    if not pairs:
        return blocks
    references: dict[int, FootnoteReference] = {}
    definitions: dict[int, FootnoteDefinition] = {}
    for pair, label in zip(pairs, _footnote_labels_as_shown_or_counted(pairs), strict=True):
        references.update({id(mark.link): FootnoteReference(label) for mark in pair.marks})
        definitions[id(pair.note)] = FootnoteDefinition(label, pair.content)
        _tell_proof_left_out_parts(pair, report)
    hand_over_left_out_words(report, "footnote-mark", *_texts_beside_superscript_references(blocks[:begin], references))
    report(Notice("footnote-mark", count=len(references)))
    text = rewrite_nodes(blocks[:begin], lambda node: references.get(id(node)) or _with_references_out_of_superscripts(node))
    end: list[Block] = []
    for block, group in zip(blocks[begin:], groups, strict=True):
        are_notes = group and id(group[0]) in definitions
        end.extend([definitions[id(note)] for note in group] if are_notes else [block])
    names = {name for pair in pairs for name in pair.note.anchor_ids.union(*(mark.anchor_ids for mark in pair.marks))}
    return _without_unlinked_or_repeated_anchors_of_ids((*text, *end), names)


def _tell_proof_left_out_parts(pair: _NoteWithMarks, report: Report) -> None:
    """Name what a footnote is without: its marks' texts, what leads back, and the mark in front of it.

    Renderers make marks and ways back of their own, which lead to places of their own; one way back for each mark.
    """
    back = frozenset[str]().union(*(mark.anchor_ids for mark in pair.marks))
    backs = [node for node in walk(pair.note.blocks) if isinstance(node, Link) and _is_back_link_showing_only_sign(node, back)]
    for link in [*(mark.link for mark in pair.marks), *backs]:
        hand_over_moved_address(report, link.url, "#")
    hand_over_left_out_words(report, "footnote-mark", *[plain_text([mark.link]) for mark in pair.marks])
    for link in backs:
        hand_over_left_out(report, "footnote-mark", f'<a href="{escape(link.url)}">{escape(plain_text([link]))}</a>')
    before = rewrite_nodes(pair.note.blocks, lambda node: () if _is_back_link_showing_only_sign(node, back) else node)
    said, kept = plain_text(before).strip(), plain_text(pair.content).strip()
    mark, found, brackets = said.partition(kept) if kept else (said, "", "")
    if found or not kept:  # the brackets stood around what leads back, so they are words of their own
        hand_over_left_out_words(report, "footnote-mark", mark, *"".join(brackets.split()))


def _texts_beside_superscript_references(blocks: Blocks, references: Mapping[int, FootnoteReference]) -> Iterator[str]:
    """The texts beside marks in superscripts, which are brackets where they are left out."""
    for node in walk(blocks):
        if isinstance(node, model.Superscript) and any(id(child) in references for child in node.children):
            yield from (child.value for child in node.children if isinstance(child, Text))


def _with_references_out_of_superscripts(node: Node) -> Node:
    """A node whose footnotes' marks, which are raised anyway, stand without the superscripts and brackets around them."""
    children = getattr(node, "children", ())
    if not any([_is_superscript_of_reference_even_with_text(child) for child in children]):
        return node
    result: list[Node] = []
    for child in children:
        if not _is_superscript_of_reference_even_with_text(child):
            result.append(child)
            continue
        opening = _index_of_superscript_before_anchors(result)
        inside = child.children
        if opening is not None and _BRACKETS.fullmatch(f"{plain_text([result[opening]])}{_text_beside_reference(inside)}"):
            del result[opening]
            result.extend([part for part in inside if isinstance(part, FootnoteReference)])
        elif not _text_beside_reference(inside) or _BRACKETS.fullmatch(_text_beside_reference(inside)):
            result.extend([part for part in inside if isinstance(part, FootnoteReference)])
        else:
            result.append(child)
    return replace(node, children=tuple(result))


_BRACKETS = re.compile(r"\s*(?:\[\s*\]|\(\s*\))\s*")


def _is_superscript_of_reference_even_with_text(node: Node) -> bool:
    """Whether a superscript holds one footnote's mark, and text besides at most."""
    if not isinstance(node, model.Superscript):
        return False
    return sum([isinstance(child, FootnoteReference) for child in node.children]) == 1 and all(
        [isinstance(child, FootnoteReference | Text) for child in node.children]
    )


def _text_beside_reference(children: model.Inlines) -> str:
    return "".join([child.value for child in children if isinstance(child, Text)]).strip()


def _index_of_superscript_before_anchors(preceding: list[Node]) -> int | None:
    """Where a superscript stands that a link target cut off from the mark behind it."""
    at = len(preceding) - 1
    while at >= 0 and isinstance(preceding[at], Anchor):
        at -= 1
    return at if 0 <= at < len(preceding) - 1 and isinstance(preceding[at], model.Superscript) else None


def _index_behind_last_later_answered_mark_or_end(blocks: Blocks) -> int:
    """The block behind the last one that has a mark a later block answers; notes that begin before it are none."""
    first: dict[str, int] = {}
    for number, block in enumerate(blocks):
        for name in _anchor_ids_in(block):
            first.setdefault(name, number)
    ends = [
        number + 1
        for number, block in enumerate(blocks)
        for mark in _find_footnote_marks([block])
        if first.get(mark.target, -1) > number and mark.anchor_ids
    ]
    return max(ends, default=len(blocks))


def _anchor_ids_in(block: Block) -> Iterator[str]:
    return (node.id for node in walk([block]) if isinstance(node, Anchor))


def _fragment_of_link(node: Node) -> str:
    """The place in this post where a link leads; nothing for other nodes."""
    return unquote(node.url[1:]) if type(node) is Link and node.url[:1] == "#" else ""


_MARKS_ON_TEXT = frozenset(model.MARKS)
"""As a set: isinstance would deny of each of a page's nodes that it is one of them, which takes long for classes of msgspec."""


def _find_footnote_marks(blocks: Iterable[Block]) -> list[_FootnoteMark]:
    """Links that show a note's mark and nothing else, with the link targets directly before them."""
    found: list[_FootnoteMark] = []
    places: set[str] = set()
    for node in walk(blocks):
        target = _fragment_of_link(node)
        if type(node) is Anchor:
            places.add(node.id)
        elif target and _holds_only_text(node) and (shown := _MARK.fullmatch(plain_text([node]).strip())):
            found.append(_FootnoteMark(node, target, frozenset(places), shown[1]))  # type: ignore[arg-type]
        elif type(node) not in _MARKS_ON_TEXT and not (type(node) is Text and not node.value.strip()):
            places = set()
    return found


def _holds_only_text(link: Node) -> bool:
    """Whether a link holds characters and nothing that would be lost with it, as a picture or a place would."""
    return all(isinstance(node, (Link, Text, *model.MARKS)) for node in walk([link]))


def _split_into_note_candidates(block: Block) -> list[_NoteCandidate]:
    """What a block at the end may be: the items of a list, a paragraph, or its lines when each begins with a link target."""
    match block:
        case model.OrderedList() | model.BulletList():
            return [_note_with_leading_ids_and_link_targets(item.children) for item in block.items]
        case Paragraph():
            lines = [
                _note_with_leading_ids_and_link_targets((replace(block, children=line),)) for line in _split_at_hard_breaks(block)
            ]
            return lines if all(line.anchor_ids for line in lines) else [_note_with_leading_ids_and_link_targets((block,))]
        case _:
            return []


def _split_at_hard_breaks(block: Paragraph) -> list[model.Inlines]:
    lines: list[list[model.Inline]] = [[]]
    for node in block.children:
        if isinstance(node, HardBreak):
            lines.append([])
        else:
            lines[-1].append(node)
    return [tuple(line) for line in lines]


def _note_with_leading_ids_and_link_targets(blocks: Blocks) -> _NoteCandidate:
    nodes = list(walk(blocks))
    places: set[str] = set()
    for node in nodes:
        if isinstance(node, Anchor):
            places.add(node.id)
        elif not isinstance(node, (*model.MARKS, Paragraph)):
            break
    return _NoteCandidate(blocks, frozenset(places), frozenset(filter(None, map(_fragment_of_link, nodes))))


def _pair_groups_whose_every_note_has_mark(
    marks: list[_FootnoteMark], groups: list[list[_NoteCandidate]]
) -> list[_NoteWithMarks]:
    """Each note with its marks, one of which it leads back to. Of a list with anything else in it no item is a note.

    Nor is any of a list in which two notes have the same mark.
    """
    leading: dict[str, list[_FootnoteMark]] = {}
    for mark in marks:
        leading.setdefault(mark.target, []).append(mark)
    pairs: list[_NoteWithMarks] = []
    for group in groups:
        found = [_pair_note_if_mutual(note, leading) for note in group]
        whole = [pair for pair in found if pair is not None]
        answered = [id(mark) for pair in whole for mark in pair.marks]
        if len(whole) == len(found) and len(set(answered)) == len(answered):
            pairs.extend(whole)
            for name in [name for note in group for name in note.anchor_ids]:
                leading.pop(name, None)
    return pairs


def _pair_note_if_mutual(note: _NoteCandidate, marks_by_target: Mapping[str, list[_FootnoteMark]]) -> _NoteWithMarks | None:
    """A note that leads back to one of its marks, and says something besides."""
    marks = [mark for name in note.anchor_ids for mark in marks_by_target.get(name, ())]
    if not any([note.link_targets & mark.anchor_ids for mark in marks]):
        return None
    content = _content_of_note(note, marks)
    return _NoteWithMarks(note, marks, content) if _has_text_or_image(content) else None


def _has_text_or_image(blocks: Blocks) -> bool:
    """Whether there is a text in blocks, or a picture, with words or without."""
    return bool(plain_text(blocks).strip()) or any([isinstance(node, model.Image) for node in walk(blocks)])


def _footnote_labels_as_shown_or_counted(pairs: list[_NoteWithMarks]) -> list[str]:
    """A label for each note: what its mark shows, where that is a number no other has, else its place among the notes."""
    shown = [pair.marks[0].shown for pair in pairs]
    if all(label.isdecimal() for label in shown) and len(set(shown)) == len(shown):
        return shown
    return [str(number) for number in range(1, len(pairs) + 1)]


def _content_of_note(note: _NoteCandidate, marks: list[_FootnoteMark]) -> Blocks:
    """A note without what leads back, and without its mark at the beginning."""
    back = frozenset().union(*(mark.anchor_ids for mark in marks))
    blocks = rewrite_nodes(
        rewrite_nodes(note.blocks, lambda node: _without_brackets_around_back_links(node, back)),
        lambda node: () if _is_back_link_showing_only_sign(node, back) else _drop_if_empty_inline(node),
    )
    return _with_each_paragraph_trimmed(_without_leading_note_mark(blocks, marks[0].shown))


def _is_back_link_showing_only_sign(node: Node, mark_ids: frozenset[str]) -> bool:
    if _fragment_of_link(node) not in mark_ids:
        return False
    shown = plain_text([node]).strip()
    return _BACK.fullmatch(shown) is not None or _MARK.fullmatch(shown) is not None


_AROUND_BACK = ("[]", "()")


def _without_brackets_around_back_links(node: Node, mark_ids: frozenset[str]) -> Node:
    """A node in which what leads back stands without the brackets a plugin puts around it."""
    children = list(getattr(node, "children", ()))
    for at, (before, link, after) in enumerate(zip(children, children[1:], children[2:], strict=False)):
        if not (isinstance(before, Text) and isinstance(after, Text) and _is_back_link_showing_only_sign(link, mark_ids)):
            continue
        if before.value[-1:] + after.value[:1] in _AROUND_BACK:
            children[at], children[at + 2] = Text(before.value[:-1]), Text(after.value[1:])
    return replace(node, children=tuple(children)) if tuple(children) != getattr(node, "children", ()) else node


def _drop_if_empty_inline(node: Node) -> Node | tuple[Node, ...]:
    return () if isinstance(node, model.MARKS) and not node.children else node


def _without_leading_note_mark(blocks: Blocks, label: str) -> Blocks:
    """Blocks without the number they begin with; one without brackets or a point has to stand above the line or be alone."""
    nodes = list(walk(blocks))
    first = next((number for number, node in enumerate(nodes) if isinstance(node, Text)), None)
    if first is None or any(not isinstance(node, (*model.MARKS, Paragraph, Anchor)) for node in nodes[:first]):
        return blocks
    text = nodes[first]
    assert isinstance(text, Text)
    is_raised = isinstance(nodes[first - 1], model.Superscript)
    mark = _LEADING.match(text.value)
    if is_raised and (whole := _MARK.fullmatch(text.value.strip())) and whole[1] == label:
        rest = ""
    elif mark is not None and label in mark.groups():
        rest = text.value[mark.end() :].lstrip()
    else:
        return blocks
    return rewrite_nodes(blocks, lambda node: ((Text(rest),) if rest else ()) if node is text else _drop_if_empty_inline(node))


def _with_each_paragraph_trimmed(blocks: Blocks) -> Blocks:
    """Paragraphs without the spaces and breaks that stood beside what is gone, and without empty ones."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            children = list(block.children)
            _strip_white_space_at_one_end(children, -1)
            _strip_white_space_at_one_end(children, 0)
            if not any(not isinstance(child, Anchor) for child in children) and len(blocks) > 1:
                continue
            result.append(replace(block, children=tuple(children)))
        else:
            result.append(block)
    return tuple(result)


def _strip_white_space_at_one_end(children: list[model.Inline], end: int) -> None:
    """Take white space off one end (0 or -1) of the children, in place; link targets at the beginning are looked past."""
    at = end
    while end == 0 and at < len(children) and isinstance(children[at], Anchor):
        at += 1
    while children and at < len(children):
        child = children[at]
        if isinstance(child, Text):
            value = child.value.rstrip() if end else child.value.lstrip()
            if value:
                children[at] = Text(value)
                return
        elif not isinstance(child, HardBreak):
            return
        del children[at]


def _without_unlinked_or_repeated_anchors_of_ids(blocks: Blocks, ids: set[str]) -> Blocks:
    """Blocks without these link targets, but for the first of each that links still lead to: no link leads to a second."""
    nodes = walk(blocks)
    wanted = ids & {_fragment_of_link(node) for node in nodes}
    first = {node.id: node for node in reversed(nodes) if isinstance(node, Anchor) and node.id in wanted}

    def is_unlinked_or_repeated(node: Node) -> bool:
        return isinstance(node, Anchor) and node.id in ids and first.get(node.id) is not node

    return rewrite_nodes(blocks, lambda node: () if is_unlinked_or_repeated(node) else node)
