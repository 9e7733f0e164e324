"""`markdown="1"` as sites show it whose Markdown knows it: what is in the element is Markdown, as if behind a blank line."""

from functools import partial

from convert import lazy_re as re

SIGNS = ("arkdown", "ARKDOWN")
"""What is in a text that may have the attribute, however people write it. To make the letters of Hangul small takes longer."""

_OPENING = re.compile(
    r"""<(?P<name>[a-z][\w-]*)\s(?:[^<>]*?\s)??markdown\s*=\s*["']?(?:1|true|block|span)\b[^<>]*>(?P<space>\s*)""", re.IGNORECASE
)
_LINE_OF_TAGS = re.compile(r"[ >]*+<")
_INDENTED = re.compile(r"[ >]*")
_BLOCKS = frozenset(
    """article aside blockquote center details div dl fieldset figcaption figure footer header main menu nav ol section table
    tbody tfoot thead tr ul""".split()
)
_TEXTS = frozenset("address caption dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th".split())


def with_blank_lines_behind_tags_asking_for_markdown(markdown: str) -> str:
    """Markdown, outside of code, in which a blank line says what the attribute says."""
    if not any([sign in markdown for sign in SIGNS]):
        return markdown
    return _OPENING.sub(partial(_with_blank_line_unless_amid_text, markdown=markdown), markdown)


def _with_blank_line_unless_amid_text(tag: re.Match[str], markdown: str) -> str:
    """The tag, with a blank line behind it in the containers of its line; one in the midst of a text is left as it is."""
    line = markdown[markdown.rfind("\n", 0, tag.start()) + 1 : tag.end()]
    name, space = tag["name"].lower(), tag["space"]
    if name not in _BLOCKS | _TEXTS or "\n\n" in space or not _LINE_OF_TAGS.match(line):
        return tag[0]
    found = _INDENTED.match(line)
    prefix = found[0] if found and ">" in found[0] else ""
    # What is indented in an element of blocks is code.
    rest = space.rpartition("\n")[2] if name in _BLOCKS and "\n" in space else ""
    return f"{tag[0][: len(tag[0]) - len(space)]}\n{prefix}\n{prefix}{rest}"
