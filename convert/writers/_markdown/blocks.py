"""Blocks to Markdown, one small function a node. Each gives whole lines without a last line end; containers indent them."""

from typing import assert_never

from msgspec.structs import replace

from convert import lazy_re as re
from convert import model
from convert.model import Block, Blocks, Inlines
from convert.model.walk import label_lines_or_url, plain_text
from convert.notices import ignore
from convert.writers import _html as html
from convert.writers._image_descriptions import image_that_is_whole_figure_or_none, with_description_from_name_unless_described
from convert.writers._left_out import tell_proof_cells_became_list_items, tell_proof_list_became_paragraphs
from convert.writers._markdown import shortcodes
from convert.writers._markdown.block_sequence import (
    DEFINITION_MARK,
    is_fenced_code_with_item_like_line,
    join_blocks_with_comment_if_lists_merge,
    pad_marker_if_item_has_rule_below_blank_line,
    with_comment_if_definition_lists_join,
    with_comment_in_front_if_joining,
    with_hanging_indent,
    with_quote_markers,
    would_merge_lists,
)
from convert.writers._markdown.captions import caption_form, figure_content_described_or_titled, without_figure_shortcodes
from convert.writers._markdown.complex_tables import table_as_html, table_as_list, table_form
from convert.writers._markdown.definitions import (
    definition_or_empty,
    is_one_line_term_with_description,
    join_definitions_in_lists_of_bounded_length,
)
from convert.writers._markdown.escape import collapse_white_space, escape_heading_end
from convert.writers._markdown.figure_shortcode import figure_shortcode
from convert.writers._markdown.figures import gallery_as_image_lines_and_count_notice, with_caption_if_any_and_count_notice
from convert.writers._markdown.footnotes_as_html import FOOTNOTES_RULE, footnotes_as_list
from convert.writers._markdown.formulas import with_comment_behind_formula_alone
from convert.writers._markdown.html_blocks import (
    list_in_tags,
    markdown_attribute,
    must_stand_at_margin,
    needs_tags_for_start_or_unindentable_content,
    quotation_in_tags,
)
from convert.writers._markdown.images import image_or_tag_if_url_or_alt_needs_it
from convert.writers._markdown.inlines import inlines_as_markdown
from convert.writers._markdown.interpolation import escape_vue_braces_and_img_theme_traps
from convert.writers._markdown.pieces import COMMENT
from convert.writers._markdown.player_shortcode import is_player_of_obsidian, player_shortcode_or_empty
from convert.writers._markdown.tables import callout_kind_and_fold, check_box_character_or_empty, pipe_table, task_box_or_html
from convert.writers._markdown.target import PLAIN, Context
from convert.writers._markdown.tight_lists import is_tight_item, is_written_tight, join_paragraph_and_list
from convert.writers._markdown.titles import title_as_tags_or_else_markdown
from convert.writers._markdown.unnumberable_lists import (
    LARGEST_NUMBER,
    is_unnumberable_list,
    unnumberable_list_as_paragraphs,
    with_text_before,
)
from convert.writers._markdown.verbatim import code_fence_or_pre_tag, math_in_dollars_or_fence, raw_block_without_empty_lines

_BREAK = re.compile(r"(?:\\|  |<br>)?\n")
"""A line end, where a node is one line; islands have some without a mark."""

_TASK = re.compile(r"\[[ xX]\](?!\()")


def blocks(children: Blocks, context: Context) -> str:
    """Blocks one after another, an empty line between two."""
    return join_blocks_with_comment_if_lists_merge([text for _, text in _blocks_with_markdown(children, context)])


def _blocks_with_markdown(children: Blocks, context: Context) -> list[tuple[Block, str]]:
    """The blocks that show anything, each with what it is in Markdown.

    Two lists of a kind in a row, even if the first is the end of a block such as a fold, would be one, so the second takes the
    other marker.
    """
    parts: list[tuple[Block, str]] = []
    dialect = context.target.dialect
    for child in children:
        if type(child) is model.BulletList or type(child) is model.OrderedList:  # isinstance is slow to deny it
            is_by_marker = dialect.list_neighbours == "marker"
            alternate_marker = (
                bool(parts) and is_by_marker and would_merge_lists(parts[-1][1], f"{_list_marker(child, 0, False, context)} ")
            )
            part = _list_in_any_form(child, context, alternate_marker)
        else:
            part = block(child, context)
        if part and parts and dialect.list_neighbours == "any comment":
            part = with_comment_in_front_if_joining(parts[-1][1], part)
        if dialect.definition_lists and parts and DEFINITION_MARK in part:
            part = with_comment_if_definition_lists_join(parts[-1][1], part)
        if part:
            parts.append((child, part))
    return parts


def blocks_with_footnotes(children: Blocks, context: Context) -> str:
    """The blocks of a whole document, and the texts of its footnotes at the end, where all parsers number them alike."""
    text = blocks(children, context)
    if context.target.dialect.footnotes == "html":
        notes = footnotes_as_list(context.footnotes)
        ends = [FOOTNOTES_RULE, _list_in_any_form(notes, context, False)] if notes.items else []
        return join_blocks_with_comment_if_lists_merge([text, *ends])
    return join_blocks_with_comment_if_lists_merge([text, *_markdown_of_referenced_footnotes(context)]) if "[^" in text else text


def _markdown_of_referenced_footnotes(context: Context) -> list[str]:
    """The texts of footnotes, in the order of their marks where a parser numbers them as the texts stand."""
    found = context.footnotes.referenced_definitions
    labels = context.footnotes.numbers if context.target.dialect.footnote_numbers == "texts" else found
    return [_footnote_definition(found[label], context) for label in labels]


def block(node: Block, context: Context) -> str:
    """One block."""
    match node:
        case model.Paragraph():
            return _paragraph_and_count_lost_alignment(node, context)
        case model.Heading():
            return _heading(node, context)
        case model.Figure():
            return _figure_as_shortcode_or_with_caption(node, context)
        case model.BulletList() | model.OrderedList():
            return _list_in_any_form(node, context, False)
        case model.CodeBlock():
            return code_fence_or_pre_tag(node, context)
        case model.Table():
            return _table_as_pipes_html_or_list_and_count(node, context)
        case model.ThematicBreak():
            return "___" if context.in_list else "---"
        case model.BlockQuote():
            return _block_quote_with_markers_or_tags(node.children, context)
        case model.LinkCard() | model.Embed() | model.Attachment():
            return _player_or_link_and_count_if_link(node, context)
        case model.Gallery():
            return gallery_as_image_lines_and_count_notice(node, context)
        case model.Details():
            return _details_in_tags_shortcode_or_counted_bold(node, context)
        case model.Callout():
            return _callout(node, context)
        case model.MathBlock():
            return math_in_dollars_or_fence(node, context)
        case model.DefinitionList():
            return _definition_list_or_paragraphs_and_count(node, context)
        case model.FootnoteDefinition():
            return _footnote_text_if_unreferenced(node, context)
        case model.RawBlock():
            return raw_block_without_empty_lines(node, context)
        case _:
            assert_never(node)


def _paragraph_and_count_lost_alignment(node: model.Paragraph, context: Context) -> str:
    if node.align:
        context.count_notice("alignment")
    return with_comment_behind_formula_alone(inlines_as_markdown(node.children, context), context.target.dialect)


def _heading(node: model.Heading, context: Context) -> str:
    if node.align:
        context.count_notice("alignment")
    level = node.level if context.target.style is PLAIN else context.shift_heading_level_and_count_if_capped(node.level)
    is_in_tags = level == 1 and context.target.dialect.titles == "html"
    text = title_as_tags_or_else_markdown(node.children, context) if is_in_tags else _heading_text_alone(node, context)
    text = _BREAK.sub(" ", text) if is_in_tags else text
    if context.in_list and _TASK.match(text):
        text = f"\\{text}"  # Goldmark looks for tasks in headings too
    anchor = f'<a id="{html.escape_attribute(node.id)}"></a>' if node.id and context.target.dialect.html else ""
    explicit = f" {{#{node.id}}}" if node.id and not context.target.dialect.html and _is_plain_id(node.id) else ""
    if is_in_tags:
        return f"<h1>{anchor}{text}</h1>" if text else ""
    return f"{'#' * level} {anchor}{text}{explicit}" if text else ""


def _heading_text_alone(node: model.Heading, context: Context) -> str:
    text = inlines_as_markdown(node.children, context, starts_line=False)
    return escape_heading_end(_BREAK.sub(" ", text) if "\n" in text else text, context.target.dialect)


def _is_plain_id(name: str) -> bool:
    return re.fullmatch(r"[\w:.-]+", name) is not None


def _block_quote_with_markers_or_tags(children: Blocks, context: Context) -> str:
    text = blocks(children, replace(context, is_nested=True))
    is_in_tags = text and must_stand_at_margin(children, context.target)
    return quotation_in_tags(text, context) if is_in_tags else with_quote_markers(text)


def _footnote_text_if_unreferenced(node: model.FootnoteDefinition, context: Context) -> str:
    """The text of a footnote nothing refers to stands as text: parsers would drop it. Any other is written at the end."""
    return "" if context.footnotes.referenced_definitions.get(node.label) is node else blocks(node.children, context)


def _footnote_definition(node: model.FootnoteDefinition, context: Context) -> str:
    """The text of a footnote. What does not begin with text begins below its label: parsers count columns there in many ways."""
    parts = _blocks_with_markdown(node.children, replace(context, is_nested=True))
    label = f"[^{context.footnotes.written_labels[node.label]}]:"
    inner = join_blocks_with_comment_if_lists_merge([text for _, text in parts])
    return (
        with_hanging_indent(f"{label} " if _begins_with_paragraph(parts) else f"{label}\n    ", inner, "    ") if inner else label
    )


def _begins_with_paragraph(parts: list[tuple[Block, str]]) -> bool:
    return bool(parts) and isinstance(parts[0][0], model.Paragraph)


def _list_in_any_form(node: model.BulletList | model.OrderedList, context: Context, alternate_marker: bool) -> str:
    if type(node) is model.OrderedList and is_unnumberable_list(node):
        context.count_notice("list-as-text")
        tell_proof_list_became_paragraphs(node, context.report)
        return blocks(unnumberable_list_as_paragraphs(node), context)
    if needs_tags_for_start_or_unindentable_content(node, context):
        return _list_in_tags_with_markdown_items(node, context)
    inside = replace(context, in_list=True, is_nested=True)
    items = [_item(item, _list_marker(node, number, alternate_marker, context), inside) for number, item in enumerate(node.items)]
    is_list_tight = all(
        [is_tight_item(item.children) and is_written_tight(item, text) for item, text in zip(node.items, items, strict=True)]
    )
    between = "\n" if is_list_tight else "\n\n"
    if not all([" " in text for text in items]) and (context.in_list or not context.target.dialect.empty_items):
        inner = range(1, len(items) - 1) if between == "\n" and context.target.dialect.empty_items else ()
        items = [text if " " in text or number in inner else f"{text} {_NOTHING}" for number, text in enumerate(items)]
    return between.join(items)


def _list_in_tags_with_markdown_items(node: model.BulletList | model.OrderedList, context: Context) -> str:
    """A list as tags, with Markdown in each item."""
    inside = replace(context, is_nested=True)
    return list_in_tags(node, [_item_without_marker(item, inside) or _NOTHING for item in node.items], context)


def _item_without_marker(item: model.ListItem, context: Context) -> str:
    """What an item holds; the box of a task is a character, since there are no tasks between tags."""
    return blocks(with_text_before(item.children, check_box_character_or_empty(item)), context)


_NOTHING = "&nbsp;"
"""What an empty item in a nested list holds, unless it is between others of a tight list. A marker alone would make a heading of
the text above it, or a thematic break with other empty ones, and before an empty line it would end Goldmark's list."""


def _list_marker(node: model.BulletList | model.OrderedList, number: int, alternate_marker: bool, context: Context) -> str:
    if type(node) is model.OrderedList:
        # Of all items the first alone says a number (CommonMark 5.3), and the others count from there.
        return f"{min(node.start + number, LARGEST_NUMBER)}{')' if alternate_marker else '.'}"
    bullet = context.target.style.bullet
    return bullet if not alternate_marker else "-" if bullet == "*" else "*"


_NO_TEXT = model.Paragraph(())


def _item(item: model.ListItem, marker: str, context: Context) -> str:
    children, parts = item.children, _blocks_with_markdown(item.children, context)
    is_task = item.checked is not None and bool(parts) and parts[0][0] is children[0] and _begins_with_paragraph(parts)
    if item.checked is not None and not is_task:
        children, parts = (_NO_TEXT, *children), [(_NO_TEXT, check_box_character_or_empty(item)), *parts]
    texts = [text for _, text in parts]
    inner = join_paragraph_and_list(texts) if is_tight_item(children) else join_blocks_with_comment_if_lists_merge(texts)
    if context.target.dialect.list_rules == "column" and is_fenced_code_with_item_like_line(inner):
        inner = f"{COMMENT}\n\n{inner}"
    if is_task:
        inner = f"{task_box_or_html(item, context)} {inner or ('' if context.target.dialect.empty_items else _NOTHING)}"
    marker = f"{marker} "
    if context.target.dialect.list_rules == "column":
        marker = pad_marker_if_item_has_rule_below_blank_line(marker, inner)
    indent = " " * len(marker) if context.target.dialect.item_indent == "marker" else "    "
    return with_hanging_indent(marker, inner, indent).rstrip(" ")


def _figure_as_shortcode_or_with_caption(node: model.Figure, context: Context) -> str:
    form = caption_form(node, context.target)
    content = figure_content_described_or_titled(node, form)
    if form == "figure" and (shown := image_that_is_whole_figure_or_none(replace(node, children=content))) is not None:
        caption = inlines_as_markdown(node.caption, replace(context, references=None))
        return figure_shortcode(with_description_from_name_unless_described(shown), caption, node.align)
    if node.align and form != "html":
        context.count_notice("alignment")
    return with_caption_if_any_and_count_notice(blocks(content, context), node.caption, node.align, form, context)


_LINKED: dict[type[Block], str] = {model.Embed: "embed", model.LinkCard: "link-card", model.Attachment: "attachment"}
"""What is written as a link, and the notice of it."""


def _player_or_link_and_count_if_link(node: model.Embed | model.LinkCard | model.Attachment, context: Context) -> str:
    """One link, as it was to click on, of as many lines as it shows; Hugo and Obsidian have players for some."""
    if isinstance(node, model.Embed) and context.target.dialect.shortcodes and (call := player_shortcode_or_empty(node)):
        return call
    if isinstance(node, model.Embed) and is_player_of_obsidian(node, context.target):
        return image_or_tag_if_url_or_alt_needs_it(model.Image(node.url, node.title), context)
    context.count_notice(_LINKED[type(node)])
    if isinstance(node, model.Attachment) and context.target.dialect.interpolation:
        # Of what is no tag VitePress makes a link to a page.
        return escape_vue_braces_and_img_theme_traps(html.blocks((node,)), context.target)
    children: list[model.Inline] = []
    for text in label_lines_or_url(node):
        children.extend([model.HardBreak(), model.Text(text)] if children else [model.Text(text)])
    return inlines_as_markdown((model.Link(tuple(children), node.url),), context)


def _table_as_pipes_html_or_list_and_count(node: model.Table, context: Context) -> str:
    match table_form(node, context.target):
        case "flatten":
            return pipe_table(node, context)
        case "html":
            context.count_notice("table-as-html")
            return escape_vue_braces_and_img_theme_traps(table_as_html(node), context.target)
        case "list":
            context.count_notice("table-as-list")
            tell_proof_cells_became_list_items(node, context.report)
            return blocks(table_as_list(node), replace(context, report=ignore))  # a browser shows no cells in a cell


def _details_in_tags_shortcode_or_counted_bold(node: model.Details, context: Context) -> str:
    if context.target.dialect.html:
        inner = blocks(node.children, context)
        head = f"<details{markdown_attribute(context)}>\n<summary>{_inner_text_of_summary_tag(node.summary, context)}</summary>"
        return f"{head}\n\n{inner}\n\n</details>" if inner else f"{head}\n</details>"
    # Inside a shortcode Hugo sees no definitions, so links keep their addresses, and no other one.
    inner = blocks(node.children, replace(context, references=None, target=without_figure_shortcodes(context.target)))
    argument = _shortcode_summary_argument(node.summary, context)
    if (
        argument
        and not context.is_nested
        and shortcodes.is_summary_said_by_text_alone(node.summary)
        and "[^" not in inner  # footnotes break inside it
        and not shortcodes.has_shortcode_delimiters(inner)
    ):
        return f"{{{{< details summary=`{argument}` >}}}}\n{inner}\n{{{{< /details >}}}}"
    context.count_notice("fold")
    summary = inlines_as_markdown((model.Strong(node.summary),), context) if node.summary else ""
    return join_blocks_with_comment_if_lists_merge([summary, inner])


def _inner_text_of_summary_tag(children: Inlines, context: Context) -> str:
    """What a fold is called, between its tags: HTML, or Markdown in one line where that is read there."""
    if context.target.dialect.tags == "html":
        return escape_vue_braces_and_img_theme_traps(html.summary_html_with_tex_and_no_empty_line(children), context.target)
    return title_as_tags_or_else_markdown(children, replace(context, in_cell=True, is_nested=True))


def _shortcode_summary_argument(summary: Inlines, context: Context) -> str:
    """A shortcode argument as Hugo takes it raw, between backticks. Hugo renders it as Markdown, so it is spelled as such."""
    markdown = inlines_as_markdown((model.Text(collapse_white_space(plain_text(summary))),), context)
    return markdown.replace("\\`", "&#96;").replace("`", "&#96;")


def _callout(node: model.Callout, context: Context) -> str:
    """An alert. Only Obsidian takes a title and a sign that it folds behind the kind; elsewhere both would be shown."""
    inside = replace(context, is_nested=True)
    title = _BREAK.sub(" ", inlines_as_markdown(node.title, inside, starts_line=not context.target.dialect.wiki))
    parts = _blocks_with_markdown(node.children, inside)
    head = callout_kind_and_fold(node, context.target)
    if context.target.dialect.wiki:
        head, title = f"{head} {title}".rstrip(" "), ""
    elif node.fold:
        context.count_notice("fold")
    inner = "\n\n".join(part for part in (title, join_blocks_with_comment_if_lists_merge([text for _, text in parts])) if part)
    begins = title or (_begins_with_paragraph(parts) and not (context.target.dialect.wiki and node.title))
    is_one_line = context.target.dialect.wiki or context.target.dialect.soft_break != "break"
    apart = "" if begins and is_one_line else "\n"
    text = f"{head}\n{apart}{inner}"
    return quotation_in_tags(text, context) if must_stand_at_margin(node.children, context.target) else with_quote_markers(text)


def _definition_list_or_paragraphs_and_count(node: model.DefinitionList, context: Context) -> str:
    parts = [_text_and_whether_it_is_a_definition(item, context) for item in node.items]
    if not all(is_list for _, is_list in parts):
        context.count_notice("definition-list")
    return join_definitions_in_lists_of_bounded_length([text for text, _ in parts], context.target.dialect)


def _text_and_whether_it_is_a_definition(item: model.DefinitionItem, context: Context) -> tuple[str, bool]:
    """A term and what it means, and whether they are a definition or only paragraphs.

    What is meant is spelled once: spelled again for the other form, lists in lists would take twice the time with each level.
    """
    inside = replace(context, is_nested=True, counts={})
    is_free = not any([must_stand_at_margin(one, context.target) for one in item.descriptions])
    if (
        context.target.dialect.definition_lists
        and is_free
        and is_one_line_term_with_description(item)
        and (term := block(model.Paragraph(item.term), inside))
    ):
        text = definition_or_empty(term, [blocks(one, inside) for one in item.descriptions], context.target.dialect.item_indent)
        for kind, count in inside.counts.items():
            context.count_notice(kind, count)
        return text or term, bool(text)
    descriptions = [blocks(description, context) for description in item.descriptions]
    return join_definitions_in_lists_of_bounded_length(
        [block(model.Paragraph(item.term), context), *descriptions], context.target.dialect
    ), False
