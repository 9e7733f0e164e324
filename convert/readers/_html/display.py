"""CSS `display` and `white-space` on elements that by themselves are shown otherwise: a `span` that is a block, a `p` that is
none, a `code` that keeps its lines. Only pages whose styles say such a thing pay for the look at every element.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.model import CodeBlock
from convert.readers._html.code import pre_text
from convert.readers._html.code_language import language
from convert.readers._html.code_links import name_addresses
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.inline import LINE, Preserved
from convert.readers._html.outcome import Leaf, Marked, Outcome, Placed, Section, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.style import declarations, read_style
from convert.readers._html.tree import events, is_only_child, is_same
from convert.readers._html.white_space import Keeps

_OUTSIDE = frozenset("block flex grid table list-item flow-root table-row table-caption".split())
"""What `display` begins with where an element begins and ends a line (CSS Display 3, 2); a value may have a second word."""

_INLINE = """a abbr b big cite code del dfn em font i img ins kbd label mark s samp small span strike strong sub sup tt u
    var""".split()
_BLOCKS = "p div section article header footer main aside address center".split()
_CODE = frozenset({"code", "tt", "samp"})

_DISPLAY = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item|flow-root|inline(?![\w-]))")
_WHITE_SPACE = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)")
_LONGEST_TAG = 2000
"""How far in front of a `display` its element is looked for."""


class _Shown(Struct, frozen=True):
    """Whether an element begins and ends a line (None where its style does not say), and the white space it shows."""

    is_block: bool | None
    keeps: Keeps


@lru_cache(maxsize=1024)
def _shown(css: str) -> _Shown | None:
    """What a `style` says of lines; nothing for most."""
    first = declarations(css).get("display", "").partition("!")[0].lower().split()[:1]
    is_block = True if first and first[0] in _OUTSIDE else False if first == ["inline"] else None
    keeps = read_style(css).keeps
    return _Shown(is_block, keeps) if is_block is not None or keeps else None


def _inline(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """An element that stands in a line, unless its style says otherwise."""
    css = node.attributes.get("style")
    shown = _shown(css) if css else None
    if shown is None:
        return below(node, walk)
    if node.tag in _CODE and _is_code_block(node, shown):
        name_addresses(node, walk)
        return Placed((CodeBlock(pre_text(node), language(node, walk)),))
    outcome = below(node, walk)
    if outcome is None:
        outcome = Marked(())
    if type(outcome) is Marked and shown.keeps:
        walk.preserve()
        outcome = replace(outcome, marks=(*outcome.marks, Preserved(shown.keeps)))
    return _on_lines_of_its_own(outcome, walk) if shown.is_block else outcome


def _on_lines_of_its_own(outcome: Outcome, walk: Walk) -> Outcome:
    """A line that ends before and after what an element is."""
    runs = walk.frame.runs
    if type(outcome) is Marked:
        runs.append((LINE, walk.marks))
        return replace(outcome, after=LINE) if not outcome.after else outcome
    if type(outcome) is Leaf:
        runs.extend([(LINE, walk.marks), (outcome.node, walk.marks), (LINE, walk.marks)])
        return Skipped()
    return outcome


def _is_code_block(node: LexborNode, shown: _Shown) -> bool:
    """Whether code shows its lines, and stands on lines of its own."""
    if shown.keeps != "spaces":
        return False
    return bool(shown.is_block) or (is_only_child(node) and "\n" in pre_text(node))


def _block(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """An element that breaks lines, unless it is shown in one."""
    outcome = below(node, walk)
    if not isinstance(outcome, Section):
        return outcome
    shown = _shown(node.attributes.get("style") or "")
    if shown is None or shown.is_block is not False:
        return outcome
    if not outcome.keeps:
        return Marked(outcome.marks)
    walk.preserve()
    return Marked((*outcome.marks, Preserved(outcome.keeps)))


def _pre(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """Code in which elements in a line are lines: what ends them is put there as text."""
    blocks = [child for child in node.css("[style]") if not is_same(child, node) and _begins_line(child)]
    if blocks:
        _end_lines(node, blocks)
    return below(node, walk)


def _begins_line(node: LexborNode) -> bool:
    shown = _shown(node.attributes.get("style") or "")
    return shown is not None and bool(shown.is_block) and node.tag in _INLINE


def _end_lines(root: LexborNode, blocks: list[LexborNode]) -> None:
    """Put a line end before and behind each of these elements, where text is on either side and none ends its line already."""
    places = {node.mem_id for node in blocks}
    ends: list[Callable[[], None]] = []
    text, is_due = "", False
    for entering, tag, node in events(root):
        if tag == "-text":
            content = node.text_content or ""
            if is_due and content and not content.startswith("\n") and not text.endswith("\n"):
                ends.append(partial(node.insert_before, "\n"))
            text, is_due = content or text, is_due and not content
        elif node.mem_id in places:
            if entering and text and not text.endswith("\n"):
                ends.append(partial(node.insert_before, "\n"))
                text = "\n"
            is_due = not entering and bool(text)
        elif tag == "br":
            text, is_due = "\n", False
    for end in ends:
        end()


def _may_be_shown_otherwise(html: str) -> bool:
    """Whether a style on anything but an advertisement's `ins` says what is looked for here."""
    styles = html.lower() if "DISPLAY" in html else html
    if _WHITE_SPACE.search(styles):
        return True
    return any(not _is_advertisement(styles, found.start()) for found in _DISPLAY.finditer(styles))


def _is_advertisement(html: str, place: int) -> bool:
    begin = html.rfind("<", max(0, place - _LONGEST_TAG), place)
    return begin >= 0 and html.startswith("<ins ", begin)


DISPLAY = Overlay(
    (),
    ("display", "DISPLAY", "white-space"),
    {**dict.fromkeys(_INLINE, _inline), **dict.fromkeys(_BLOCKS, _block), "pre": _pre},
    _may_be_shown_otherwise,
)
