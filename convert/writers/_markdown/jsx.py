"""Tags of ours as elements of JSX: each is closed, and what shows nothing is an element, since JSX has no comments of HTML.

Text has a backslash before every angle, and code keeps its angles out of sight until this is done, so that no other tag is left.
"""

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
    return (_TAG.sub(_as_element, markdown) if "<" in markdown else markdown).replace(_ANGLE, "<")


def _as_element(match: re.Match[str]) -> str:
    return f"{match[1]}{NOTHING if f'<{match[2]}>' == COMMENT else f'<{match[2]} />'}"


_FENCE = re.compile(r"[ >]*(?:(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:) +>?)*(`{3,})")
_SUMMARY = re.compile(r"^([> ]*)<summary>(.*)</summary>$")
_TITLE = re.compile(r"^([^<`]*)<h1>(.*)</h1>$")


def as_commonmark(markdown: str, target: Target) -> str:
    """Such Markdown for who knows no JSX: what is Markdown between tags on a line stands on lines of its own in HTML."""
    if target.dialect.tags == "html" or ("<summary>" not in markdown and "<h1>" not in markdown):
        return markdown
    lines: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        opened = _FENCE.match(line)
        if opened and (not fence or (opened[1] == fence and line.strip(" >") == fence)):
            fence = "" if fence else opened[1]
        lines.append(line if fence else _TITLE.sub(r"\1# \2", _SUMMARY.sub(r"\1<summary>\n\1\n\1\2\n\1\n\1</summary>", line)))
    return "\n".join(lines)
