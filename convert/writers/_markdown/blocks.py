"""Blocks to Markdown, one small function a node. Each gives whole lines without a last line end; containers indent them."""

import re
from typing import assert_never

from msgspec.structs import replace

from convert import model
from convert.model import Block, Blocks, Inlines
from convert.model.walk import plain_text, shown, walk
from convert.notices import ignore
from convert.writers import _html as html
from convert.writers._left_out import name_cells, name_items
from convert.writers._markdown import shortcodes
from convert.writers._markdown.complex_tables import as_list, form, html_table
from convert.writers._markdown.definitions import definition, is_sayable
from convert.writers._markdown.delimiters import COMMENT
from convert.writers._markdown.escape import escape_heading_end, tidy
from convert.writers._markdown.inlines import image, line
from convert.writers._markdown.numbers import as_paragraphs, is_below_zero
from convert.writers._markdown.tables import box, callout_head, table
from convert.writers._markdown.target import PLAIN, Place
from convert.writers._markdown.verbatim import code_block, math_block, raw_block

_BREAK = re.compile(r"(?:\\|  )?\n")
"""A line end, where a node is one line; islands have some without a mark."""

_TASK = re.compile(r"\[[ xX]\](?!\()")

_LISTS = (model.BulletList, model.OrderedList)


def blocks(children: Blocks, place: Place) -> str:
    """Blocks one after another, an empty line between two."""
    return joined([text for _, text in _spelled(children, place)])


def _spelled(children: Blocks, place: Place) -> list[tuple[Block, str]]:
    """The blocks that show anything, each with what it is in Markdown.

    Two lists of a kind in a row, even if the first is the end of a block such as a fold, would be one, so the second takes the
    other marker.
    """
    parts: list[tuple[Block, str]] = []
    for child in children:
        if isinstance(child, _LISTS):
            alternate = bool(parts) and _would_join(parts[-1][1], f"{_marker(child, 0, False, place)} ")
            part = _list(child, place, alternate)
        else:
            part = block(child, place)
        if part:
            parts.append((child, part))
    return parts


def joined(parts: list[str]) -> str:
    """Blocks, spelled, with an empty line between two, and a comment as well between lists that would be one."""
    found = [part for part in parts if part]
    apart = {
        number
        for number in range(1, len(found))
        if found[number][0] in _LIST_STARTS and _would_join(*found[number - 1 : number + 1])
    }
    if apart:
        found = [text for number, part in enumerate(found) for text in ((COMMENT, part) if number in apart else (part,))]
    return "\n\n".join(found)


_LIST_STARTS = frozenset("-*+0123456789")
_LIST = re.compile(r"(?:([-*+])|\d{1,9}([.)]))(?:[ \n]|$)")


def _would_join(before: str, after: str) -> bool:
    """Whether two blocks, spelled, end and begin with lists that would be one, such as one in a figure or a description."""
    begins = _LIST.match(after)
    if begins is None:
        return False
    last = next((line for line in reversed(before.split("\n")) if line[:1] not in ("", " ")), "")
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
        case model.LinkCard() | model.Embed() | model.Attachment():
            return _link(node, place)
        case model.Gallery():
            return _gallery(node, place)
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
    return _quoted(blocks(children, replace(place, is_nested=True)))


def _quoted(text: str) -> str:
    return "\n".join([f"> {one}" if one else ">" for one in text.split("\n")]) if text else ""


def _footnote(node: model.FootnoteDefinition, place: Place) -> str:
    """The text of a footnote nothing refers to stands as text: parsers would drop it. Any other is written at the end."""
    return "" if place.notes.whole.get(node.label) is node else blocks(node.children, place)


def _definition(node: model.FootnoteDefinition, place: Place) -> str:
    """The text of a footnote. What does not begin with text begins below its label: parsers count columns there in many ways."""
    parts = _spelled(node.children, replace(place, is_nested=True))
    label = f"[^{place.notes.spellings[node.label]}]:"
    inner = joined([text for _, text in parts])
    return _indented(f"{label} " if _begin_with_text(parts) else f"{label}\n    ", inner, "    ") if inner else label


def _begin_with_text(parts: list[tuple[Block, str]]) -> bool:
    return bool(parts) and isinstance(parts[0][0], model.Paragraph)


def _list(node: model.BulletList | model.OrderedList, place: Place, alternate: bool) -> str:
    if isinstance(node, model.OrderedList) and node.start < 0:
        place.note("list-as-text")
        name_items(node, place.report)
        return blocks(as_paragraphs(node), place)
    inside = replace(place, in_list=True, is_nested=True)
    items = [_item(item, _marker(node, number, alternate, place), inside) for number, item in enumerate(node.items)]
    is_tight = all([_is_tight(item.children) and _is_one(item, text) for item, text in zip(node.items, items, strict=True)])
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


def _is_tight(children: Blocks) -> bool:
    """Whether nothing in an item needs an empty line: text, then perhaps one list."""
    return len(children) < 2 or (
        len(children) == 2
        and isinstance(children[0], model.Paragraph)
        and isinstance(children[1], _LISTS)
        and not is_below_zero(children[1])
    )


_NO_TEXT = model.Paragraph(())


def _item(item: model.ListItem, marker: str, place: Place) -> str:
    children, parts = item.children, _spelled(item.children, place)
    is_task = item.checked is not None and bool(parts) and parts[0][0] is children[0] and _begin_with_text(parts)
    if item.checked is not None and not is_task:
        children, parts = (_NO_TEXT, *children), [(_NO_TEXT, box(item)), *parts]
    texts = [text for _, text in parts]
    inner = _interrupting(children, texts) if _is_tight(children) else joined(texts)
    if is_task:
        inner = f"[{'x' if item.checked else ' '}] {inner}"
    return _indented(f"{marker} ", inner, " " * (len(marker) + 1)).rstrip(" ")


def _interrupting(children: Blocks, texts: list[str]) -> str:
    """Text and the list below it. A number other than 1 cannot follow a paragraph's line directly."""
    last = children[-1] if children else None
    needs_line = len(texts) == 2 and isinstance(last, model.OrderedList) and last.start != 1
    return ("\n\n" if needs_line else "\n").join(texts)


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


_LINKED: dict[type[Block], str] = {model.Embed: "embed", model.LinkCard: "link-card", model.Attachment: "attachment"}
"""What is written as a link, and the notice of it."""


def _link(node: model.Embed | model.LinkCard | model.Attachment, place: Place) -> str:
    """One link, as it was to click on, of as many lines as it shows; Hugo has players for some."""
    if isinstance(node, model.Embed) and place.target.shortcodes and (call := _player(node)):
        return call
    place.note(_LINKED[type(node)])
    children: list[model.Inline] = []
    for text in shown(node):
        children.extend([model.HardBreak(), model.Text(text)] if children else [model.Text(text)])
    return line((model.Link(tuple(children), node.url),), place)


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


def _table(node: model.Table, place: Place) -> str:
    match form(node, place.target.taste):
        case "flatten":
            return table(node, place)
        case "html":
            place.note("table-as-html")
            return html_table(node)
        case "list":
            place.note("table-as-list")
            name_cells(node, place.report)
            return blocks(as_list(node), replace(place, report=ignore))  # a browser shows no cells in a cell


def _details(node: model.Details, place: Place) -> str:
    if place.target.html:
        inner = blocks(node.children, place)
        head = f"<details>\n<summary>{html.summary(node.summary)}</summary>"
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
    """An alert. Only Obsidian takes a title and a sign that it folds behind the kind; elsewhere both would be shown."""
    inside = replace(place, is_nested=True)
    title = _BREAK.sub(" ", line(node.title, inside, starts_line=not place.target.wiki))
    parts = _spelled(node.children, inside)
    head = callout_head(node, place.target)
    if place.target.wiki:
        head, title = f"{head} {title}".rstrip(" "), ""
    elif node.fold:
        place.note("fold")
    inner = "\n\n".join(part for part in (title, joined([text for _, text in parts])) if part)
    apart = "" if title or (_begin_with_text(parts) and not (place.target.wiki and node.title)) else "\n"
    return _quoted(f"{head}\n{apart}{inner}")


def _definition_list(node: model.DefinitionList, place: Place) -> str:
    parts = [_definition_of(item, place) for item in node.items]
    if not all(is_list for _, is_list in parts):
        place.note("definition-list")
    return joined([text for text, _ in parts])


def _definition_of(item: model.DefinitionItem, place: Place) -> tuple[str, bool]:
    """A term and what it means, and whether they are a definition or only paragraphs.

    What is meant is spelled once: spelled again for the other form, lists in lists would take twice the time with each level.
    """
    inside = replace(place, is_nested=True, counts={})
    if place.target.definition_lists and is_sayable(item) and (term := line(item.term, inside)):
        text = definition(term, [blocks(one, inside) for one in item.descriptions])
        for kind, count in inside.counts.items():
            place.note(kind, count)
        return text or term, bool(text)
    return joined([line(item.term, place), *[blocks(description, place) for description in item.descriptions]]), False
