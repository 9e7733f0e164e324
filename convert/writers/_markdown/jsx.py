"""Tags of ours as elements of JSX: each is closed, and what shows nothing is an element, since JSX has no comments of HTML.

Text has a backslash before every angle, and code keeps its angles out of sight until this is done, so that no other tag is left.
"""

from html import unescape

from convert import lazy_re as re
from convert.writers._markdown.delimiters import COMMENT
from convert.writers._markdown.target import Target

NOTHING = "<span></span>"

_ANGLE = "\ufdd2"
"""What no text holds: an angle in code."""

_TAG = re.compile(r"(?<!\\)((?:\\\\)*)<(!-- --|(?:br|hr|img|input)\b[^<>]*)>")


def hide_angles(code: str, target: Target) -> str:
    """Code, as it stands in Markdown that `with_jsx` will see."""
    return code.replace("<", _ANGLE) if target.dialect.tags == "jsx" else code


def with_jsx(markdown: str, target: Target) -> str:
    """A body of Markdown for a target, with its tags as that has them."""
    if target.dialect.tags == "html":
        return markdown
    if "<" in markdown:
        markdown = _TAG.sub(_as_element, _with_elements_in_paragraphs(_TAGS_ALONE.sub(r"<br>\1", markdown)))
        markdown = _STYLED.sub(_with_style_object, markdown)
    return markdown.replace(_ANGLE, "<")


_TAGS_ALONE = re.compile(r"\\\n[ >]*((?:</?(?:a|sup|sub|kbd|u|mark|span)\b[^<>]*>)+)$", re.MULTILINE)
"""Tags alone on a line, such as an anchor, behind a break: they would be a block, and the break a backslash."""


def _with_elements_in_paragraphs(markdown: str) -> str:
    """Markdown with each paragraph of nothing but elements between tags of its own, since MDX takes those it has away.

    Two such paragraphs would be one line, and two elements in one would have a space between.
    """
    if "</" not in markdown:
        return markdown
    lines = markdown.split("\n")
    for number, line in enumerate(lines):
        found = _ELEMENTS.match(line) if line.endswith(">") and "</" in line else None
        if found and _is_alone(number, lines, found[1]) and _is_elements(found[3]):
            lines[number] = f"{found[1]}<p>{_BOXES.get(found[2], '')}{found[3]}</p>"
    return "\n".join(lines)


_MARKERS = r"[ >]*(?:(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:) +>? *)*"
_ELEMENTS = re.compile(rf"({_MARKERS})(\[[ x]\] )?(<(?!p>|h1>|summary>|/|!).*>)$")
_ANY_TAG = re.compile(r"(?<!\\)((?:\\\\)*)<(?P<end>/?)(?P<name>!--|\w+)[^<>]*>")
_VOID = frozenset({"!--", "br", "hr", "img", "input"})
_BOXES = {"[ ] ": '<input type="checkbox" disabled> ', "[x] ": '<input type="checkbox" checked disabled> '}


def _is_alone(number: int, lines: list[str], markers: str) -> bool:
    """Whether a line is all of its paragraph."""
    before, after = lines[number - 1] if number else "", lines[number + 1] if number + 1 < len(lines) else ""
    begins = not before.strip(" >") or (not markers.isspace() and markers.strip(" >") != "")
    return begins and (not after.strip(" >") or _ITEM.match(after) is not None)


_ITEM = re.compile(r"[ >]*(?:[-*+]|\d+[.)]) ")


def _is_elements(line: str) -> bool:
    """Whether all of a line is in elements, and shows something."""
    depth, at, shown = 0, 0, False
    for tag in _ANY_TAG.finditer(line):
        between = line[at : tag.start()] + tag[1]
        if not depth and between.strip(" "):
            return False
        shown = shown or bool(between.strip(" ")) or tag["name"] == "img"
        depth += 0 if tag["name"] in _VOID else -1 if tag["end"] else 1
        at = tag.end()
    return not depth and shown and not line[at:].strip(" ")


_STYLED = re.compile(r'(?<!\\)((?:\\\\)*)<span style="([^"<>]*)">')
_STYLED_IN_JSX = re.compile(r'<span style=\{\{"[a-zA-Z]+": "[^"{}<>]*"(?:, "[a-zA-Z]+": "[^"{}<>]*")*\}\}>')


def _with_style_object(match: re.Match[str]) -> str:
    """A span whose style is an object of JavaScript, as React wants it."""
    pairs = [declaration.partition(": ") for declaration in unescape(match[2]).replace("\\|", "|").split("; ")]
    said = ", ".join(
        [f'"{_HYPHEN.sub(_in_upper_case, name)}": "{_NOT_PLAIN.sub(_as_escape, value)}"' for name, _, value in pairs]
    )
    return f"{match[1]}<span style={{{{{said}}}}}>"


_HYPHEN = re.compile("-([a-z])")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9 #%.,()/+-]")
"""What could be syntax in a string of JavaScript, in an attribute or in a cell."""


def _in_upper_case(match: re.Match[str]) -> str:
    return match[1].upper()


def _as_escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}" if ord(match[0]) < 0x10000 else " "


def _as_element(match: re.Match[str]) -> str:
    return f"{match[1]}{NOTHING if f'<{match[2]}>' == COMMENT else f'<{match[2]} />'}"


_FENCE = re.compile(r"[ >]*(?:(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:) +>?)*(`{3,})")
_SUMMARY = re.compile(r"^([> ]*)<summary>(.*)</summary>$")
_TITLE = re.compile(r"^([^<`]*)<h1>(.*)</h1>$")
_PARAGRAPH = re.compile(r'^([^<`]*)<p>(<input type="checkbox" (?:checked )?disabled /> )?(.*)</p>$')


_OF_OURS = re.compile("<(?:summary|h1|p)>|<span style=")


def as_commonmark(markdown: str, target: Target) -> str:
    """Such Markdown for who knows no JSX: what is Markdown between tags on a line stands on lines of its own in HTML."""
    if target.dialect.tags == "html" or not _OF_OURS.search(markdown):
        return markdown
    lines: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        opened = _FENCE.match(line)
        if opened and (not fence or (opened[1] == fence and line.strip(" >") == fence)):
            fence = "" if fence else opened[1]
        lines.append(line if fence or ">" not in line else _as_line_of_commonmark(line))
    return "\n".join(lines)


def _as_line_of_commonmark(line: str) -> str:
    line = _STYLED_IN_JSX.sub("<span>", line)
    line = _SUMMARY.sub(r"\1<summary>\n\1\n\1\2\n\1\n\1</summary>", _TITLE.sub(r"\1# \2", line))
    return _PARAGRAPH.sub(_as_paragraph, line)


def _as_paragraph(match: re.Match[str]) -> str:
    box = "" if not match[2] else "[x] " if "checked" in match[2] else "[ ] "
    return f"{match[1]}{box}{match[3]}"
