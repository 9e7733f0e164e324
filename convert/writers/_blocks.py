"""Blocks to Markdown, one small function a node. Each gives whole lines without a last line end; containers indent them."""

import re
from typing import assert_never

from msgspec.structs import replace

from convert import model
from convert.model import Block, Blocks, Inlines
from convert.walk import plain_text, walk
from convert.writers import _html as html
from convert.writers import _shortcodes as shortcodes
from convert.writers._complex_tables import as_list, form, html_table
from convert.writers._delimiters import COMMENT
from convert.writers._escape import escape_heading_end, tidy
from convert.writers._footnotes import spelled_label
from convert.writers._inlines import image, line
from convert.writers._tables import box, callout_kind, table
from convert.writers._target import PLAIN, Place
from convert.writers._verbatim import code_block, math_block, raw_block

_BREAK = re.compile(r"(?:\\|  )\n")

_TASK = re.compile(r"\[[ xX]\](?!\()")

_LISTS = (model.BulletList, model.OrderedList)


def blocks(children: Blocks, place: Place) -> str:
    """Blocks one after another, an empty line between two.

    Two lists of a kind in a row would be one, so the second takes the other marker.
    """
    parts: list[str] = []
    before: Block | None = None
    alternate = False
    for child in children:
        if isinstance(child, _LISTS):
            alternate = type(before) is type(child) and not alternate
            part = _list(child, place, alternate)
        else:
            part = block(child, place)
        if part:
            parts.append(part)
            before = child
    return joined(parts)


def joined(parts: list[str]) -> str:
    """Blocks, spelled, with an empty line between two, and a comment as well between lists that would be one."""
    found = [part for part in parts if part]
    for number in range(len(found) - 1, 0, -1):
        if found[number][0] in _LIST_STARTS and _would_join(found[number - 1], found[number]):
            found.insert(number, COMMENT)
    return "\n\n".join(found)


_LIST_STARTS = frozenset("-*+0123456789")
_LIST = re.compile(r"(?:([-*+])|\d{1,9}([.)]))(?:[ \n]|$)")


def _would_join(before: str, after: str) -> bool:
    """Whether two blocks, spelled, end and begin with lists that would be one, such as one in a figure or a description."""
    begins = _LIST.match(after)
    if begins is None or after[:3] == "---":
        return False
    last = next(line for line in reversed(before.split("\n")) if line[:1] not in ("", " "))
    ends = _LIST.match(last)
    return ends is not None and ends.groups() == begins.groups()


def with_footnotes(children: Blocks, place: Place) -> str:
    """The blocks of a whole document, and the texts of its footnotes at the end, where all parsers number them alike."""
    text = blocks(children, place)
    notes = [_definition(node, place) for node in place.notes.whole.values()] if "[^" in text else []
    return joined([text, *notes])


def block(node: Block, place: Place) -> str:
    """One block."""
    match node:
        case model.Paragraph():
            return _paragraph(node, place)
        case model.Heading():
            return _heading(node, place)
        case model.Figure():
            return _figure(node, place)
        case model.BulletList() | model.OrderedList():
            return _list(node, place, False)
        case model.CodeBlock():
            return code_block(node, place)
        case model.Table():
            return _table(node, place)
        case model.ThematicBreak():
            return "___" if place.in_list else "---"
        case model.BlockQuote():
            return _block_quote(node.children, place)
        case model.LinkCard():
            return _link_card(node, place)
        case model.Embed():
            return _embed(node, place)
        case model.Gallery():
            return _gallery(node, place)
        case model.Attachment():
            return _attachment(node, place)
        case model.Details():
            return _details(node, place)
        case model.Callout():
            return _callout(node, place)
        case model.MathBlock():
            return math_block(node, place)
        case model.DefinitionList():
            return _definition_list(node, place)
        case model.FootnoteDefinition():
            return _footnote(node, place)
        case model.RawBlock():
            return raw_block(node, place)
        case _:
            assert_never(node)


def _paragraph(node: model.Paragraph, place: Place) -> str:
    if node.align:
        place.note("alignment")
    return line(node.children, place)


def _heading(node: model.Heading, place: Place) -> str:
    if node.align:
        place.note("alignment")
    text = escape_heading_end(_BREAK.sub(" ", line(node.children, place, starts_line=False)))
    if place.in_list and _TASK.match(text):
        text = f"\\{text}"  # Goldmark looks for tasks in headings too
    anchor = f'<a id="{html.attribute(node.id)}"></a>' if node.id and place.target.html else ""
    explicit = f" {{#{node.id}}}" if node.id and not place.target.html and _is_plain_id(node.id) else ""
    level = node.level if place.target.taste is PLAIN else _shifted(node.level, place)
    return f"{'#' * level} {anchor}{text}{explicit}" if text else ""


def _shifted(level: int, place: Place) -> int:
    shifted = place.target.taste.level(level)
    if shifted != level + place.target.taste.heading_shift:
        place.note("heading-level")
    return shifted


def _is_plain_id(name: str) -> bool:
    return re.fullmatch(r"[\w:.-]+", name) is not None


def _block_quote(children: Blocks, place: Place) -> str:
    inner = blocks(children, replace(place, is_nested=True))
    return "\n".join([f"> {text}" if text else ">" for text in inner.split("\n")]) if inner else ""


def _footnote(node: model.FootnoteDefinition, place: Place) -> str:
    """The text of a footnote nothing refers to stands as text: parsers would drop it. Any other is written at the end."""
    return "" if place.notes.whole.get(node.label) is node else blocks(node.children, place)


def _definition(node: model.FootnoteDefinition, place: Place) -> str:
    inner = blocks(node.children, replace(place, is_nested=True))
    label = f"[^{spelled_label(node.label)}]:"
    if _begins_with_text(node.children, place):
        return _indented(f"{label} ", inner, "    ")
    return (
        _indented(f"{label}\n    ", inner, "    ") if inner else label
    )  # parsers count the columns of a list behind a label in many ways


def _begins_with_text(children: Blocks, place: Place) -> bool:
    """Whether the first of the blocks that show anything is a paragraph."""
    return isinstance(next((child for child in children if block(child, place)), None), model.Paragraph)


def _list(node: model.BulletList | model.OrderedList, place: Place, alternate: bool) -> str:
    inside = replace(place, in_list=True, is_nested=True)
    items = [_item(item, _marker(node, number, alternate, place), inside) for number, item in enumerate(node.items)]
    is_tight = all([_is_tight(item) and _is_one(item, text) for item, text in zip(node.items, items, strict=True)])
    between = "\n" if is_tight else "\n\n"
    if place.in_list and not all([" " in text for text in items]):
        inner = range(1, len(items) - 1) if between == "\n" else ()
        items = [text if " " in text or number in inner else f"{text} {_NOTHING}" for number, text in enumerate(items)]
    return between.join(items)


_WITH_LINES = (*_LISTS, model.CodeBlock, model.BlockQuote, model.Callout, model.RawBlock)
"""Blocks that are one even with an empty line in them."""


def _is_one(item: model.ListItem, text: str) -> bool:
    """Whether an item, which is written as `text`, is read as one block and perhaps a list."""
    return "\n\n" not in text or isinstance(item.children[-1], _WITH_LINES)


_NOTHING = "&nbsp;"
"""What an empty item in a nested list holds, unless it is between others of a tight list. A marker alone would make a heading of
the text above it, or a thematic break with other empty ones, and before an empty line it would end Goldmark's list."""


def _marker(node: model.BulletList | model.OrderedList, number: int, alternate: bool, place: Place) -> str:
    if isinstance(node, model.BulletList):
        bullet = place.target.taste.bullet
        return bullet if not alternate else "-" if bullet == "*" else "*"
    start = min(node.start, _LARGEST_NUMBER - len(node.items) + 1)
    return f"{start + number}{')' if alternate else '.'}"


_LARGEST_NUMBER = 999_999_999
"""A list number has at most nine digits (CommonMark 5.2)."""


def _is_tight(item: model.ListItem) -> bool:
    """Whether nothing in an item needs an empty line: text, then perhaps one list."""
    return len(item.children) < 2 or (
        len(item.children) == 2 and isinstance(item.children[0], model.Paragraph) and isinstance(item.children[1], _LISTS)
    )


def _item(item: model.ListItem, marker: str, place: Place) -> str:
    if item.checked is not None and not _is_text(item, place):
        item = replace(item, checked=None, children=(model.Paragraph((model.Text(box(item)),)), *item.children))
    if len(item.children) == 1:
        inner = block(item.children[0], place)
    elif _is_tight(item):
        parts = [block(child, place) for child in item.children]
        inner = _interrupting(item, [part for part in parts if part])
    else:
        inner = blocks(item.children, place)
    if item.checked is not None:
        inner = f"[{'x' if item.checked else ' '}] {inner}"
    return _indented(f"{marker} ", inner, " " * (len(marker) + 1)).rstrip(" ")


def _is_text(item: model.ListItem, place: Place) -> bool:
    """Whether an item begins with text, as a task must."""
    first = item.children[0] if item.children else None
    return isinstance(first, model.Paragraph) and bool(line(first.children, place))


def _interrupting(item: model.ListItem, parts: list[str]) -> str:
    """Text and the list below it. A number other than 1 cannot follow a paragraph's line directly."""
    last = item.children[-1] if item.children else None
    needs_line = len(parts) == 2 and isinstance(last, model.OrderedList) and last.start != 1
    return ("\n\n" if needs_line else "\n").join(parts)


def _indented(first: str, text: str, indent: str) -> str:
    """Text behind a marker, its other lines below its first."""
    if "\n" not in text:
        return first + text
    lines = text.split("\n")
    return "\n".join([first + lines[0], *[indent + other if other else "" for other in lines[1:]]])


def _figure(node: model.Figure, place: Place) -> str:
    if node.align:
        place.note("alignment")
    inner = blocks(node.children, place)
    if not node.caption:
        return inner
    place.note("caption")
    caption = line(node.caption, place)
    return joined([inner, caption])


def _gallery(node: model.Gallery, place: Place) -> str:
    place.note("gallery")
    parts = ["\n".join([image(one, place) for one in node.images])]
    if node.caption:
        parts.append(line(node.caption, place))
    return "\n\n".join(part for part in parts if part)


def _embed(node: model.Embed, place: Place) -> str:
    if place.target.shortcodes and not place.in_cell and (call := _player(node)):
        return call
    place.note("embed")
    return _one_link(node.title or node.url, node.url, place)


_VIDEO_IDS: dict[str, re.Pattern[str]] = {
    "youtube": re.compile(r"https://www\.youtube\.com/watch\?v=([\w-]+)(?:&t=(\d+))?"),
    "vimeo": re.compile(r"https://vimeo\.com/(\d+)"),
}
"""Addresses whose player Hugo 0.168 has a shortcode for, and what it wants to know."""


def _player(node: model.Embed) -> str:
    pattern = _VIDEO_IDS.get(node.provider)
    match = pattern.fullmatch(node.url) if pattern else None
    if match is None:
        return ""
    if node.provider == "youtube" and match[2]:
        return f"{{{{< youtube id={match[1]} start={match[2]} >}}}}"
    return f"{{{{< {node.provider} {match[1]} >}}}}"


def _one_link(text: str, url: str, place: Place) -> str:
    return line((model.Link((model.Text(text),), url),) if url else (model.Text(text),), place)


def _link_card(node: model.LinkCard, place: Place) -> str:
    """A card is one link of up to three lines, as it was to click on."""
    place.note("link-card")
    texts = [text for text in (node.title, node.description, node.host) if text] or [node.url]
    children: list[model.Inline] = []
    for text in texts:
        children.extend([model.HardBreak(), model.Text(text)] if children else [model.Text(text)])
    return line((model.Link(tuple(children), node.url),), place)


def _attachment(node: model.Attachment, place: Place) -> str:
    place.note("attachment")
    return _one_link(f"{node.name} {node.size}".strip() or node.url, node.url, place)


def _table(node: model.Table, place: Place) -> str:
    match form(node, place.target.taste):
        case "flatten":
            return table(node, place)
        case "html":
            place.note("table-as-html")
            return html_table(node)
        case "list":
            place.note("table-as-list")
            return blocks(as_list(node), place)


def _details(node: model.Details, place: Place) -> str:
    if place.target.html and not place.in_cell:
        inner = blocks(node.children, place)
        head = f"<details>\n<summary>{html.inlines(node.summary)}</summary>"
        return f"{head}\n\n{inner}\n\n</details>" if inner else f"{head}\n</details>"
    # Inside a shortcode Hugo sees no definitions, so links keep their addresses.
    inner = blocks(node.children, replace(place, references=None) if place.references else place)
    argument = _argument(node.summary, place)
    if (
        argument
        and not place.is_nested
        and all(isinstance(inline, _SAID_BY_TEXT) for inline in walk(node.summary))
        and "[^" not in inner  # footnotes break inside it
        and not shortcodes.holds_delimiters(inner)
    ):
        return f"{{{{< details summary=`{argument}` >}}}}\n{inner}\n{{{{< /details >}}}}"
    place.note("fold")
    summary = line((model.Strong(node.summary),), place) if node.summary else ""
    return joined([summary, inner])


_SAID_BY_TEXT = (
    model.Text,
    model.Strong,
    model.Emphasis,
    model.Strikethrough,
    model.Underline,
    model.Highlight,
    model.Span,
    model.Code,
    model.Keyboard,
    model.HardBreak,
)
"""Inlines whose text says nearly everything; a fold's summary is text in Hugo."""


def _argument(summary: Inlines, place: Place) -> str:
    """A shortcode argument as Hugo takes it raw, between backticks. Hugo renders it as Markdown, so it is spelled as such."""
    markdown = line((model.Text(tidy(plain_text(summary))),), place)
    return markdown.replace("\\`", "&#96;").replace("`", "&#96;")


def _callout(node: model.Callout, place: Place) -> str:
    inside = replace(place, is_nested=True)
    title = line(node.title, inside).replace("\\\n", " ")
    inner = "\n\n".join(part for part in (title, blocks(node.children, inside)) if part)
    lines = [f"[!{callout_kind(node)}]", *([] if title or _begins_with_text(node.children, inside) else [""]), *inner.split("\n")]
    return "\n".join([f"> {text}" if text else ">" for text in lines])


def _definition_list(node: model.DefinitionList, place: Place) -> str:
    place.note("definition-list")
    parts: list[str] = []
    for item in node.items:
        parts.append(line(item.term, place))
        parts.extend(blocks(description, place) for description in item.descriptions)
    return joined(parts)
