"""Markdown in which HTML that blank lines and indentation would part is held together before it is rendered.

CommonMark ends a block of HTML at a blank line and makes code of what is indented behind one, also within a `pre`, a comment or
the value of an attribute. No blogger who pastes HTML means that, and Jekyll shows it whole; so does the reader, by its own rules.
"""

import re
from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_OPENING = re.compile(r"<(?:(!--)|(pre|script|style|textarea)\b|[a-z][\w-]*(?=\s))", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"""(?:\s++[\w:.-]++(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>]++))?)*+\s*/?>""")
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_ELEMENT = re.compile(r"<(/?)(?:div|table|ul|ol|dl|figure|section|article|center|aside|header|footer|main|nav)\b", re.IGNORECASE)
_TAG_LINE = re.compile(r"[ \t]*</?[a-z]", re.IGNORECASE)
_SPLIT = re.compile(r"[ \t]*</?(?:details|blockquote)\b", re.IGNORECASE)
"""Elements in which people write Markdown: a line that begins with one is left where it is."""


def held_together(markdown: str) -> str:
    """The text with blank lines in a piece of HTML as references, and tags inside of elements at the margin, without any."""
    if "<" not in markdown or not _ELEMENT.search(markdown):
        return markdown
    return "\n".join(_lines("".join(_without_blanks(markdown))))


def _without_blanks(markdown: str) -> Iterator[str]:
    """The text with the pieces of HTML outside of fences made one."""
    fence, held = "", ""
    for line in markdown.splitlines(keepends=True):
        found = _FENCE.match(line)
        closes = bool(fence and found and found[1].startswith(fence))
        if found and not fence:
            yield _as_one(held)
            fence, held = found[1], line
            continue
        held += line
        if closes:
            yield held
            fence, held = "", ""
    yield held if fence else _as_one(held)


def _as_one(text: str) -> str:
    """A text in which no blank line stands in a comment, in code, or in a tag."""
    parts: list[str] = []
    lower, never, done = text.lower(), set[str](), 0
    for opening in _OPENING.finditer(text):
        end = _end_of(opening, text, lower, never) if opening.start() >= done else -1
        if end >= 0:
            piece = text[opening.start() : end]
            parts += [text[done : opening.start()], _BLANK.sub(_references, piece) if "\n" in piece else piece]
            done = end
    return "".join([*parts, text[done:]])


def _end_of(opening: re.Match[str], text: str, lower: str, never: set[str]) -> int:
    """Where a piece of HTML ends that no blank line may part, or -1; what was not found once is not looked for again."""
    closing = "-->" if opening[1] else f"</{opening[2].lower()}" if opening[2] else ""
    if not closing:
        tag = _ATTRIBUTES.match(text, opening.end())
        return tag.end() if tag else -1
    found = -1 if closing in never else lower.find(closing, opening.end())
    if found < 0:
        never.add(closing)
    return found


def _references(blank: re.Match[str]) -> str:
    return "&#10;" * (blank[0].count("\n") - 1) + "\n"


def _lines(markdown: str) -> list[str]:
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
