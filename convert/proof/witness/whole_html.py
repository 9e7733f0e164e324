"""Markdown in which HTML that blank lines and indentation would part is held together before it is rendered.

CommonMark ends a block of HTML at a blank line and makes code of what is indented behind one, also within a `pre`, a comment or
the value of an attribute. No blogger who pastes HTML means that, and Jekyll shows it whole; so does the reader, by its own rules.
"""

from convert import lazy_re as re

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NEXT = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})|(?<!`)<(?:(?P<comment>!--)|(?P<code>pre|script|style|textarea)\b|[a-z][\w-]*(?=\s))",
    re.IGNORECASE | re.MULTILINE,
)
"""What no blank line may part: the fence or the tag that begins first holds what would begin another. Prose names tags
in code."""

_ATTRIBUTES = re.compile(r"""(?:\s++[\w:.-]++(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>]++))?)*+\s*/?>""")
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_ELEMENT = re.compile(r"<(/?)(?:div|table|ul|ol|dl|figure|section|article|center|aside|header|footer|main|nav)\b", re.IGNORECASE)
_TAG_LINE = re.compile(r"[ \t]*</?[a-z]", re.IGNORECASE)
_SPLIT = re.compile(r"[ \t]*</?(?:details|blockquote)\b", re.IGNORECASE)
"""Elements in which people write Markdown: a line that begins with one is left where it is."""


def with_html_kept_in_one_piece(markdown: str) -> str:
    """The text with blank lines in a piece of HTML as references, and tags inside of elements at the margin, without any."""
    if "<" not in markdown:
        return markdown
    whole = _replace_blank_lines_in_html_by_references(markdown)
    return "\n".join(_lines_with_tags_in_elements_moved_to_margin(whole)) if _ELEMENT.search(markdown) else whole


def _replace_blank_lines_in_html_by_references(text: str) -> str:
    """The text in which no blank line stands in a comment, in code, or in a tag, outside of fences."""
    parts: list[str] = []
    lower, never, done, at = text.lower(), set[str](), 0, 0
    while found := _NEXT.search(text, at):
        end = _end_of_fence(found, text) if found["fence"] else _end_of_tag_comment_or_code(found, text, lower, never)
        at = max(end, found.end())
        if end >= 0 and not found["fence"]:
            piece = text[found.start() : end]
            parts += [text[done : found.start()], _BLANK.sub(_blank_lines_as_references, piece) if "\n" in piece else piece]
            done = end
    return "".join([*parts, text[done:]])


def _end_of_fence(opening: re.Match[str], text: str) -> int:
    closing = re.compile(rf"^ {{0,3}}{opening['fence']}", re.MULTILINE).search(text, opening.end())
    return closing.end() if closing else len(text)


def _end_of_tag_comment_or_code(opening: re.Match[str], text: str, lower: str, never: set[str]) -> int:
    """Where a piece of HTML ends that no blank line may part, or -1; what was not found once is not looked for again."""
    closing = "-->" if opening["comment"] else f"</{opening['code'].lower()}" if opening["code"] else ""
    if not closing:
        tag = _ATTRIBUTES.match(text, opening.end())
        return tag.end() if tag else -1
    found = -1 if closing in never else lower.find(closing, opening.end())
    if found < 0:
        never.add(closing)
    return found


def _blank_lines_as_references(blank: re.Match[str]) -> str:
    return "&#10;" * (blank[0].count("\n") - 1) + "\n"


def _lines_with_tags_in_elements_moved_to_margin(markdown: str) -> list[str]:
    """The lines, of which tags within an element stand at the margin, next to each other."""
    kept: list[str] = []
    depth, fence = 0, ""
    for line in markdown.split("\n"):
        found = _FENCE.match(line)
        if found and not depth and (not fence or found[1].startswith(fence)):
            fence = "" if fence else found[1]
        inside = not fence and depth > 0 and _TAG_LINE.match(line) is not None
        if inside and not _SPLIT.match(line) and _ends_with_tag(kept):
            while not kept[-1].strip():
                kept.pop()
        kept.append(line.lstrip(" \t") if inside else line)
        if not fence:
            depth = max(0, depth + sum(-1 if tag[1] else 1 for tag in _ELEMENT.finditer(line)))
    return kept


def _ends_with_tag(lines: list[str]) -> bool:
    """Whether the last line that is not blank is one of HTML."""
    last = next((line for line in reversed(lines) if line.strip()), "")
    return last.rstrip().endswith(">")
