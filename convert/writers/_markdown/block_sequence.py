"""Blocks that are spelled already, one after another."""

from convert import lazy_re as re
from convert.writers._markdown.pieces import COMMENT


def join_blocks_with_comment_if_lists_merge(parts: list[str]) -> str:
    """Blocks, spelled, with an empty line between two, and a comment as well between lists that would be one."""
    found = [part for part in parts if part]
    apart = {
        number
        for number in range(1, len(found))
        if found[number][0] in _LIST_STARTS and would_merge_lists(*found[number - 1 : number + 1])
    }
    if apart:
        found = [text for number, part in enumerate(found) for text in ((COMMENT, part) if number in apart else (part,))]
    return "\n\n".join(found)


def with_comment_in_front_if_joining(previous: str, block: str) -> str:
    """A block, spelled, behind a comment if it would go on with the list or quotation at the end of the one before it."""
    return f"{COMMENT}\n\n{block}" if _continues_list_or_quotation(previous, block) else block


def join_blocks_with_comment_if_one_continues(parts: list[str]) -> str:
    """Blocks, spelled, for a parser to which a marker of any kind goes on with the list before it: a comment stands between."""
    found: list[str] = []
    for part in parts:
        if part:
            found.append(with_comment_in_front_if_joining(found[-1], part) if found else part)
    return join_blocks_with_comment_if_lists_merge(found)


def _continues_list_or_quotation(previous: str, block: str) -> bool:
    if block[0] == ">":
        return previous.rpartition("\n")[2].startswith(_QUOTATION_ENDS)
    if _LIST.match(block) is None:
        return False
    last = _last_unindented_line_or_empty(previous)
    return last in ("</ol>", "</ul>") or _LIST.match(last) is not None


def _last_unindented_line_or_empty(text: str) -> str:
    return next((line for line in reversed(text.split("\n")) if line[:1] not in ("", " ")), "")


def with_comment_if_definition_lists_join(previous: str, block: str) -> str:
    """A block, spelled, behind a comment if it is a list of definitions that would go on with the one before it: all parsers that
    have them do so.
    """
    is_list = _DEFINITION.match(block) is not None and _last_unindented_line_or_empty(previous).startswith(": ")
    return f"{COMMENT}\n\n{block}" if is_list else block


DEFINITION_MARK = "\n: "
"""What no list of definitions is without, and most blocks are, which need not be looked at by patterns then."""

_DEFINITION = re.compile(rf"[^\n]+\n?{DEFINITION_MARK}")

_QUOTATION_ENDS = (">", "</blockquote>")
"""What the last line of a quotation begins with; to Python-Markdown one in tags is a quotation like any other."""

_LIST_STARTS = frozenset("-*+0123456789")
_LIST = re.compile(r"(?:([-*+])|\d{1,9}([.)]))(?:[ \n]|$)")


def would_merge_lists(before: str, after: str) -> bool:
    """Whether two blocks, spelled, end and begin with lists that would be one, such as one in a figure or a description."""
    begins = _LIST.match(after)
    if begins is None:
        return False
    ends = _LIST.match(_last_unindented_line_or_empty(before))
    return ends is not None and ends.groups() == begins.groups()


_RULE_BELOW_EMPTY_LINE = re.compile(r"\n[ \t]*\n {0,3}([*_-])[ \t]*\1[ \t]*\1(?:\1|[ \t])*$", re.MULTILINE)
_COLUMN_OF_NO_RULE = 4
"""Where kramdown takes a rule, or such a line of code, for one in an item; it ends the list in one of the columns before that."""


def pad_marker_if_item_has_rule_below_blank_line(marker: str, item: str) -> str:
    """The marker of an item, with a space behind it, wide enough for what is in it."""
    return marker.ljust(_COLUMN_OF_NO_RULE) if _RULE_BELOW_EMPTY_LINE.search(item) else marker


_CODE_LIKE_ITEMS = re.compile(r"`{3,}[^`\n]*\n(?:.*\n)*? {0,3}(?:[-+*]|\d+\.)[ \t]")


def is_fenced_code_with_item_like_line(block: str) -> bool:
    """Whether a block is code that kramdown would look for items in, if an item began with it."""
    return _CODE_LIKE_ITEMS.match(block) is not None


def with_quote_markers(text: str) -> str:
    """A quotation of blocks."""
    return "\n".join([f"> {one}" if one else ">" for one in text.split("\n")]) if text else ""


def with_hanging_indent(marker: str, text: str, indent: str) -> str:
    """Text behind a marker, its other lines below its first."""
    if "\n" not in text:
        return marker + text
    lines = text.split("\n")
    return "\n".join([marker + lines[0], *[indent + other if other else "" for other in lines[1:]]])
