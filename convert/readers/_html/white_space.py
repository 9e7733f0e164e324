"""White space as CSS shows it: collapsed, or kept where a style or a row of no-break spaces says so."""

from typing import Literal, TypeAlias

from convert import lazy_re as re

KeptWhiteSpace: TypeAlias = Literal["", "lines", "spaces"]
"""What of its white space an element shows: none, its line ends, or these and its spaces."""

GAP = "\xa0\xa0"
"""How room begins that somebody typed: white space as wide as it is shown, of no-break spaces alone."""

_SPACES = re.compile("[ \t\n\f\r\xa0]+")
_NOT_ONE = re.compile("[ \t\n\f\r\xa0](?:[ \t\n\f\r\xa0]+|(?<![ \xa0]))")
"""White space that is not one space or no-break space, which stay as they are."""

_ORDINARY = re.compile("[ \t\n\f\r]+")
_GAPS = re.compile("\xa0\xa0+")
_WIDE = re.compile("  +")
_TAB = "    "
_STROKES = "\u2500-\u257f|"
_TREE = re.compile(rf"[{_STROKES}][{_STROKES}\xa0 ]*")
"""How the line of a tree begins."""

_WIDEST_TREE = 200


def collapse_white_space(text: str) -> str:
    """Text with white space collapsed. No white space character but the space counts as printable, so most is as it was."""
    if text.isprintable() and "  " not in text:
        return text
    return _NOT_ONE.sub(_keep_nbsps_if_several_else_one_space, text) if "\xa0" in text else _SPACES.sub(" ", text)


def _keep_nbsps_if_several_else_one_space(match: re.Match[str]) -> str:
    found = match[0]
    return "\xa0" * len(_ORDINARY.sub(" ", found).lstrip(" ")) if found.count("\xa0") > 1 else " "


def collapse_nbsp_gaps_except_tree_strokes(text: str) -> str:
    """Text in which room is one space, but between the strokes of a tree."""
    tree = _TREE.match(text)
    end = tree.end() if tree is not None else 0
    return text[:end] + _GAPS.sub(" ", text[end:])


def is_only_tree_strokes(text: str) -> bool:
    """Whether a line so far is nothing but strokes of a tree."""
    return len(text) < _WIDEST_TREE and _TREE.fullmatch(text) is not None


def join_as_one_space_unless_both_are_nbsps(before: str, after: str) -> str:
    """The white space of two neighbours, each collapsed."""
    if before and after:
        return "\xa0" * len(before + after) if before[-1] == after[0] == "\xa0" else " "
    return before or after


def with_nbsps_if_spaces_are_kept(text: str, keeps: KeptWhiteSpace) -> str:
    """Text of which white space is shown: where spaces are, several in a row are no-break spaces."""
    return _WIDE.sub(_nbsp_for_each_character, text.replace("\t", _TAB)) if keeps == "spaces" else text


def _nbsp_for_each_character(match: re.Match[str]) -> str:
    return "\xa0" * len(match[0])
