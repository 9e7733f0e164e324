"""Tags of ours as elements of JSX: each is closed, and what shows nothing is an element, since JSX has no comments of HTML.

Text has a backslash before every angle, and code keeps its angles out of sight until this is done, so that no other tag is left.
"""

from html import unescape
from os import urandom

from convert import lazy_re as re
from convert.writers._markdown.pieces import COMMENT
from convert.writers._markdown.target import Target

NOTHING = "<span></span>"

_ANGLE = f"\ufdd2{urandom(8).hex()}\ufdd2"
"""An angle in code, in a text that is not written yet. Whoever could guess it would have tags in what is to be text."""

_TAG = re.compile(r"(?<!\\)((?:\\\\)*)<(!-- --|(?:br|hr|img|input)\b[^<>]*)>")


def put_placeholders_for_opening_angles_until_jsx(code: str, target: Target) -> str:
    """Code, as it stands in Markdown that `with_tags_as_jsx` will see."""
    return code.replace("<", _ANGLE) if target.dialect.tags == "jsx" else code


def with_tags_as_jsx(markdown: str, target: Target) -> str:
    """A body of Markdown for a target, with its tags as that has them."""
    if target.dialect.tags == "html":
        return markdown
    if "<" in markdown:
        markdown = _TAG.sub(_as_self_closing_element, _TAGS_ALONE.sub(r"<br>\1", markdown))
        markdown = _STYLED.sub(_with_style_object, markdown)
    return markdown.replace(_ANGLE, "<")


_TAGS_ALONE = re.compile(r"\\\n[ >]*((?:</?(?:a|sup|sub|kbd|u|mark|span)\b[^<>]*>)+)$", re.MULTILINE)
"""Tags alone on a line, such as an anchor, behind a break: they would be a block, and the break a backslash."""


EMPTY_EMPHASIS = f"_{NOTHING}_"
"""What shows nothing in MDX and in CommonMark, and is Markdown to both."""

SHOWN_EMPTY_EMPHASIS = f"<em>{NOTHING}</em>"


def with_empty_emphasis_if_only_elements(paragraph: str) -> str:
    """A paragraph, of any number of lines, that is more than elements.

    One of elements alone MDX takes away from around them: two such would be one line, and two elements in one would have a space
    between. Tags of a paragraph would keep it, but CommonMark reads no Markdown between these.
    """
    if paragraph[:1] == "<" and paragraph[-1:] == ">" and _shows_something_all_in_elements(paragraph):
        return EMPTY_EMPHASIS + paragraph
    return paragraph


_ANY_TAG = re.compile(r"(?<!\\)((?:\\\\)*)<(?P<end>/?)(?P<name>!--|\w+)[^<>]*>")
_VOID = frozenset({"!--", "br", "hr", "img", "input"})


def _shows_something_all_in_elements(paragraph: str) -> bool:
    """Whether all of a paragraph is in elements, and shows something."""
    depth, at, shown = 0, 0, False
    for tag in _ANY_TAG.finditer(paragraph):
        between = paragraph[at : tag.start()] + tag[1]
        if not depth and between.strip(" \n"):
            return False
        shown = shown or bool(between.strip(" \n")) or tag["name"] == "img"
        depth += 0 if tag["name"] in _VOID else -1 if tag["end"] else 1
        at = tag.end()
    return not depth and shown and not paragraph[at:].strip(" \n")


_STYLED = re.compile(r'(?<!\\)((?:\\\\)*)<span style="([^"<>]*)">')
_STYLED_IN_JSX = re.compile(r'<span style=\{\{"[a-zA-Z]+": "[^"{}<>]*"(?:, "[a-zA-Z]+": "[^"{}<>]*")*\}\}>')


def _with_style_object(match: re.Match[str]) -> str:
    """A span whose style is an object of JavaScript, as React wants it."""
    pairs = [declaration.partition(": ") for declaration in unescape(match[2]).replace("\\|", "|").split("; ")]
    said = ", ".join(
        [
            f'"{_HYPHEN.sub(_first_group_in_upper_case, name)}": "{_NOT_PLAIN.sub(_as_javascript_escape, value)}"'
            for name, _, value in pairs
        ]
    )
    return f"{match[1]}<span style={{{{{said}}}}}>"


_HYPHEN = re.compile("-([a-z])")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 #%.,()/+-]")
"""What could be syntax in a string of JavaScript, in an attribute or in a cell."""


def _first_group_in_upper_case(match: re.Match[str]) -> str:
    return match[1].upper()


def _as_javascript_escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}" if ord(match[0]) < 0x10000 else " "


def _as_self_closing_element(match: re.Match[str]) -> str:
    return f"{match[1]}{NOTHING if f'<{match[2]}>' == COMMENT else f'<{match[2]} />'}"


_FENCE = re.compile(r"[ >]*(?:(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:) +>?)*(`{3,})")
_SUMMARY = re.compile(r"^([> ]*)<summary>(.*)</summary>$")
_TITLE = re.compile(r"^([^<`]*)<h1>(.*)</h1>$")


_OF_OURS = re.compile("<(?:summary|h1)>|<span style=")


def jsx_as_commonmark(markdown: str, target: Target) -> str:
    """Such Markdown for who knows no JSX: what is Markdown between tags on a line stands on lines of its own in HTML."""
    if target.dialect.tags == "html" or not _OF_OURS.search(markdown):
        return markdown
    lines: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        opened = _FENCE.match(line)
        if opened and (not fence or (opened[1] == fence and line.strip(" >") == fence)):
            fence = "" if fence else opened[1]
        lines.append(line if fence or ">" not in line else _jsx_line_as_commonmark(line))
    return "\n".join(lines)


def _jsx_line_as_commonmark(line: str) -> str:
    line = _STYLED_IN_JSX.sub("<span>", line)
    return _SUMMARY.sub(r"\1<summary>\n\1\n\1\2\n\1\n\1</summary>", _TITLE.sub(r"\1# \2 #", line))
