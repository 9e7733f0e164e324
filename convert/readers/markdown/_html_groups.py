"""Blocks of HTML that are one element with Markdown between its tags: which tokens they are, and the piece of HTML they make.

CommonMark (0.31, section 4.6) ends a block of HTML at a blank line, so that a list in tags with Markdown in its items comes as
many blocks. What its tags mean together is for the HTML reader to say: it gets one piece of HTML, in which an empty element
stands where the Markdown stood.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from convert import lazy_re as re
from convert.readers.markdown._html_tags import TAGS
from convert.sources.html_tree import parse_html

_GROUPED = frozenset(
    """article aside blockquote center details div dl fieldset figure footer h1 h2 h3 h4 h5 h6 header main menu nav ol section
    table ul""".split()
)
"""Elements whose end must be written, and that are more than their text: what stands in them is theirs."""

PLACE = "markdown-between-tags"
"""The name of the empty element that stands where Markdown stood."""

_FORGED = re.compile(rf"(</?){PLACE}", re.IGNORECASE)


class Group(NamedTuple):
    """One piece of HTML made of several, and between which tokens the Markdown stands that belongs at each place in it."""

    html: str
    segments: list[tuple[int, int]]


class _Level:
    """What is open in one container, and the runs of tokens that elements in it span, which are those of the container round it,
    too, where tags are both: the wider takes in the narrower.
    """

    __slots__ = ("_counts", "_open", "spans")

    def __init__(self, spans: list[tuple[int, int]]) -> None:
        self._open: list[tuple[str, int]] = []
        self._counts: Counter[str] = Counter()
        self.spans = spans

    def take_tags(self, html: str, at: int) -> None:
        """Note what the HTML of the token at `at` opens and closes."""
        for found in TAGS.finditer(html):
            name = (found["name"] or "").lower()
            if name in _GROUPED and found["slash"]:
                self._close_element(name, at)
            elif name in _GROUPED:
                self._open_element(name, at)

    def _open_element(self, name: str, at: int) -> None:
        self._open.append((name, at))
        self._counts[name] += 1

    def _close_element(self, name: str, at: int) -> None:
        """End the innermost element of this name, and with it what is open in it."""
        while self._counts[name]:
            inner, start = self._open.pop()
            self._counts[inner] -= 1
            if inner == name:
                self._add_span_unless_in_one_token(start, at)
                return

    def _add_span_unless_in_one_token(self, start: int, at: int) -> None:
        if start == at:
            return
        while self.spans and self.spans[-1][1] >= start:
            start = min(start, self.spans.pop()[0])
        self.spans.append((start, at))


def find_groups(tokens: Sequence[Token], ends: Mapping[int, int]) -> dict[int, int]:
    """The last token of each element that several tokens make, by its first. `ends` says where containers are closed.

    Only an element whose end is written in the same container counts: of any other nobody knows how far it goes.
    """
    if sum([token.type == "html_block" for token in tokens]) < 2:
        return {}
    closings = set(ends.values())
    spans: list[list[tuple[int, int]]] = [[]]
    levels = [_Level(spans[0])]
    for at, token in enumerate(tokens):
        if at in ends:
            if token.type != "html_block":
                spans.append([])
            levels.append(_Level(levels[-1].spans if token.type == "html_block" else spans[-1]))
        elif at in closings:
            levels.pop()
        elif token.type == "html_block":
            levels[-1].take_tags(token.content, at)
    found = dict([span for of_container in spans for span in of_container])
    return {
        first: last
        for first, last in found.items()
        if _has_every_place(group_html_with_placeholders_for_markdown(tokens, ends, first, last))
    }


def group_html_with_placeholders_for_markdown(tokens: Sequence[Token], ends: Mapping[int, int], first: int, last: int) -> Group:
    """The HTML of these tokens, with an empty element in the place of each run of Markdown."""
    pieces: list[str] = []
    segments: list[tuple[int, int]] = []
    at = first
    while at <= last:
        start = at
        while at <= last and tokens[at].type != "html_block":
            at = ends.get(at, at) + 1
        if at > start:
            pieces.append(f'<{PLACE} data-number="{len(segments)}"></{PLACE}>\n')
            segments.append((start, at))
        else:
            pieces.append(_FORGED.sub(rf"\1x-{PLACE}", tokens[at].content))
            at += 1
    return Group("".join(pieces), segments)


def _has_every_place(group: Group) -> bool:
    """Whether a parser finds all of the places: in a text area that nobody closed they are text."""
    root = parse_html(group.html).root
    return root is not None and len(root.css(PLACE)) == len(group.segments)
