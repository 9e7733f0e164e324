"""HTML whose elements are not deeper in each other than a limit, and in which every end is a tag.

Parsers look at the open elements for many a tag, and open formatting elements again in every block: deep pages cost them the
square of their size. So what is too deep loses its tags, and keeps its text, before any of them reads it; and since the elements
that are left end in the order they stand in, with tags of their own, no parser has more of them open than are counted here.
"""

from collections import Counter

from convert import lazy_re as re
from convert.sources.html_tree.names import BLOCKS, ENDED_IN_TABLES, PAGE, VOID
from convert.sources.html_tree.open_elements import OpenElements
from convert.sources.html_tree.tokens import RAW, TAG, end_of_raw_text, has_slash_at_end

_UNNESTED = VOID | PAGE
"""Elements that hold none, or of which there is one only."""

_KEPT = PAGE | {"br", "p"}
"""End tags that say something even where no element ends."""


class Balanced:
    """A pass over HTML. `html` is what it makes of it, `dropped` how many elements lost their tags."""

    def __init__(self, html: str, most: int) -> None:
        self.dropped = 0
        self._most = most
        self._open = OpenElements()
        self._waiting: Counter[str] = Counter()
        """End tags to come of elements that lost their start tags, by name."""
        self.html = "".join(self._balanced_pieces(html))

    def _balanced_pieces(self, html: str) -> list[str]:
        pieces: list[str] = []
        at = 0
        while found := TAG.search(html, at):
            name = (found["name"] or "").lower()
            before, tag = html[at : found.start()], self._balance_tag(name, found)
            is_raw = not found["closing"] and name in RAW and not self._open.is_in_svg_or_mathml
            end = TAG.match(html, end_of_raw_text(html, name, found.end())) if is_raw else found
            at = end.end() if end is not None and name != "plaintext" else len(html)
            if found["section"] and not self._open.is_in_svg_or_mathml:  # where it is a comment
                at = html.find(">", at) + 1 or len(html)
            pieces += (before, tag or _space_or_comment_replacing_tag(name, before), html[found.end() : at])
        return [*pieces, html[at:]]

    def _balance_tag(self, name: str, found: re.Match[str]) -> str:
        if not name:  # what is in a CDATA section of a drawing is text, and tags in it are none
            return " " if found["section"] and self._open.is_in_svg_or_mathml else found[0]
        if found["closing"]:
            return self._balance_end_tag(name, found[0])
        return found[0] if name in RAW and not self._open.is_in_svg_or_mathml else self._balance_start_tag(name, found)

    def _balance_start_tag(self, name: str, found: re.Match[str]) -> str:
        opened = self._open
        ends = _end_tags_in_same_order(opened.close_down_to_depth(opened.depth_kept_by_start_tag(name)))
        is_in_drawing = opened.is_in_svg_or_mathml and name != "br"  # which ends it
        if is_in_drawing and (name in VOID or has_slash_at_end(found)):
            return f"{ends}<{name}{found['attributes'].removesuffix('/')}></{name}>"
        if not is_in_drawing and (name in _UNNESTED or (name in ENDED_IN_TABLES and not opened.is_in_table_or_template)):
            return ends + found[0]
        if opened.depth >= self._most:
            self.dropped += 1
            self._waiting[name] += 1
            return ends
        opened.push(name)
        return ends + found[0]

    def _balance_end_tag(self, name: str, tag: str) -> str:
        if self._waiting[name]:
            self._waiting[name] -= 1
            return ""
        if name in _KEPT and not self._open.has_open(name):
            return tag
        kept = self._open.depth_kept_by_end_tag(name)
        if kept < self._open.depth:
            return _end_tags_in_same_order(self._open.close_down_to_depth(kept))
        return tag if self._open.take_out_formatting_element(name) else ""


def _end_tags_in_same_order(names: list[str]) -> str:
    return "".join([f"</{name}>" for name in names])


def _space_or_comment_replacing_tag(name: str, before: str) -> str:
    """What stands in the place of a tag; what is on both sides of it must not become one."""
    return " " if name in BLOCKS or before.endswith(("<", "/")) else "" if before else "<!---->"
