"""CSS `display` and `white-space` on elements that by themselves are shown otherwise: a `span` that is a block, a `p` that is
none, a `code` that keeps its lines. Only pages whose styles say such a thing pay for the look at every element.
"""

from collections.abc import Callable
from functools import lru_cache, partial

from msgspec import Struct
from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert import lazy_re as re
from convert.model import CodeBlock
from convert.readers._html.code import pre_text
from convert.readers._html.code_language import stated_language_or_empty_reporting_guess
from convert.readers._html.code_links import report_links_in_code_unless_url_shown
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.marks import LINE, PreservedSpace
from convert.readers._html.outcome import Division, FinishedBlocks, FinishedInline, Marked, Outcome, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.style import parse_declarations, read_style_as_marks_and_align
from convert.readers._html.tree import is_alone_but_for_white_space, is_same_node, tree_events
from convert.readers._html.white_space import KeptWhiteSpace

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


class _LineDisplay(Struct, frozen=True):
    """Whether an element begins and ends a line (None where its style does not say), and the white space it shows."""

    is_block: bool | None
    keeps: KeptWhiteSpace


@lru_cache(maxsize=1024)
def _line_display_and_kept_space_or_none(css: str) -> _LineDisplay | None:
    """What a `style` says of lines; nothing for most."""
    first = parse_declarations(css).get("display", "").lower().split()[:1]
    is_block = True if first and first[0] in _OUTSIDE else False if first == ["inline"] else None
    keeps = read_style_as_marks_and_align(css).keeps
    return _LineDisplay(is_block, keeps) if is_block is not None or keeps else None


def _handle_inline_element_by_css_display_and_white_space(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """An element that stands in a line, unless its style says otherwise."""
    css = node.attributes.get("style")
    shown = _line_display_and_kept_space_or_none(css) if css else None
    if shown is None:
        return fallback(node, walk)
    if node.tag in _CODE and _keeps_spaces_on_own_lines(node, shown):
        report_links_in_code_unless_url_shown(node, walk)
        return FinishedBlocks((CodeBlock(pre_text(node), stated_language_or_empty_reporting_guess(node, walk)),))
    outcome = fallback(node, walk)
    if outcome is None:
        outcome = Marked(())
    if type(outcome) is Marked and shown.keeps:
        walk.start_applying_preserved_space_marks()
        outcome = replace(outcome, marks=(*outcome.marks, PreservedSpace(shown.keeps)))
    return _put_on_own_lines(outcome, walk) if shown.is_block else outcome


def _put_on_own_lines(outcome: Outcome, walk: Walk) -> Outcome:
    """A line that ends before and after what an element is."""
    runs = walk.frame.runs
    if type(outcome) is Marked:
        runs.append((LINE, walk.marks))
        return replace(outcome, after=LINE) if not outcome.after else outcome
    if type(outcome) is FinishedInline:
        runs.extend([(LINE, walk.marks), (outcome.node, walk.marks), (LINE, walk.marks)])
        return Skipped()
    return outcome


def _keeps_spaces_on_own_lines(node: LexborNode, line_display: _LineDisplay) -> bool:
    """Whether code shows its lines, and stands on lines of its own."""
    if line_display.keeps != "spaces":
        return False
    return bool(line_display.is_block) or (is_alone_but_for_white_space(node) and "\n" in pre_text(node))


def _handle_block_element_displayed_inline(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """An element that breaks lines, unless it is shown in one."""
    outcome = fallback(node, walk)
    if not isinstance(outcome, Division):
        return outcome
    shown = _line_display_and_kept_space_or_none(node.attributes.get("style") or "")
    if shown is None or shown.is_block is not False:
        return outcome
    if not outcome.keeps:
        return Marked(outcome.marks)
    walk.start_applying_preserved_space_marks()
    return Marked((*outcome.marks, PreservedSpace(outcome.keeps)))


def _handle_pre_with_lines_by_css_display(node: LexborNode, walk: Walk, fallback: Handler) -> Outcome:
    """Code in which elements in a line are lines: what ends them is put there as text."""
    blocks = [child for child in node.css("[style]") if not is_same_node(child, node) and _is_inline_shown_as_block(child)]
    if blocks:
        _insert_line_ends_around(node, blocks)
    return fallback(node, walk)


def _is_inline_shown_as_block(node: LexborNode) -> bool:
    shown = _line_display_and_kept_space_or_none(node.attributes.get("style") or "")
    return shown is not None and bool(shown.is_block) and node.tag in _INLINE


def _insert_line_ends_around(root: LexborNode, blocks: list[LexborNode]) -> None:
    """Put a line end before and behind each of these elements, where text is on either side and none ends its line already."""
    places = {node.mem_id for node in blocks}
    ends: list[Callable[[], None]] = []
    text, is_due = "", False
    for entering, tag, node in tree_events(root):
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


def _may_set_display_or_white_space(html: str) -> bool:
    """Whether a style on anything but an advertisement's `ins` says what is looked for here."""
    styles = html.lower() if "DISPLAY" in html else html
    if "white-space" in styles and _WHITE_SPACE.search(styles):
        return True
    return "display" in styles and any(not _is_in_ins_start_tag(styles, found.start()) for found in _DISPLAY.finditer(styles))


def _is_in_ins_start_tag(html: str, position: int) -> bool:
    begin = html.rfind("<", max(0, position - _LONGEST_TAG), position)
    return begin >= 0 and html.startswith("<ins ", begin)


DISPLAY = Overlay(
    (),
    ("display", "DISPLAY", "white-space"),
    {
        **dict.fromkeys(_INLINE, _handle_inline_element_by_css_display_and_white_space),
        **dict.fromkeys(_BLOCKS, _handle_block_element_displayed_inline),
        "pre": _handle_pre_with_lines_by_css_display,
    },
    _may_set_display_or_white_space,
)
