"""Inlines to Markdown, one small function a node; `leaf_inlines` has those of nodes without children."""

from typing import assert_never

from msgspec.structs import replace

from convert import model
from convert.model import Inline, Inlines
from convert.model.walk import plain_text
from convert.writers._html import TAGS, css_of_safe_values_or_empty, escape_attribute
from convert.writers._markdown.delimiters import escape_and_join_pieces, escape_line_of_text
from convert.writers._markdown.destination import can_be_autolink, destination_and_title, link_in_tag, must_be_in_tag
from convert.writers._markdown.emphasis import DELIMITER_TAGS, join_pieces_in_style, with_two_space_line_breaks
from convert.writers._markdown.emphasis_before_brackets import with_empty_span_before_bracket_in_emphasis
from convert.writers._markdown.escape import (
    Escaping,
)
from convert.writers._markdown.footnotes import NO_FOOTNOTES
from convert.writers._markdown.images import (
    in_brackets_with_caret_escaped,
    with_empty_span_to_keep_space_after_picture,
)
from convert.writers._markdown.jsx import with_empty_emphasis_if_only_elements
from convert.writers._markdown.leaf_inlines import (
    append_code_span,
    append_collapsed_text,
    append_leaf_inline,
    as_unicode_script_or_unchanged,
)
from convert.writers._markdown.pieces import (
    BREAK,
    CLOSE,
    COMMENT,
    OPEN,
    RAW,
    TEXT,
    Line,
    join_adjacent_texts,
    split_off_outer_space,
)
from convert.writers._markdown.target import PLAIN, Context


def inlines_as_markdown(children: Inlines, context: Context, *, starts_line: bool = True) -> str:
    """The inlines as one piece of Markdown; hard breaks are line ends where the context allows them."""
    escaping = context.escaping if not context.in_link else context.escaping.inside_brackets()
    if len(children) == 1 and type(children[0]) is model.Text and context.target.style is PLAIN:
        return escape_line_of_text(children[0].value, escaping, starts_line=starts_line)
    pieces: Line = []
    _append_inlines(children, pieces, context, "")
    if pieces and (pieces[0][0] is BREAK or pieces[-1][0] is BREAK or pieces[0][1][:1] == " " or pieces[-1][1][-1:] == " "):
        _, pieces, _ = split_off_outer_space(pieces)
    line = _join_pieces(pieces, context, escaping, starts_line=starts_line)
    if starts_line and context.target.dialect.abbreviations:
        return with_empty_span_before_bracket_in_emphasis(line)
    return with_empty_emphasis_if_only_elements(line) if starts_line and context.target.dialect.tags == "jsx" else line


def _join_pieces(pieces: Line, context: Context, escaping: Escaping, *, starts_line: bool) -> str:
    if context.target.dialect.blanks == "dropped":
        pieces = with_empty_span_to_keep_space_after_picture(pieces)
    if context.target.dialect.hard_break == "spaces":
        pieces = with_two_space_line_breaks(pieces, "<br>\n")
    return (
        escape_and_join_pieces(pieces, escaping, starts_line=starts_line)
        if context.target.style is PLAIN
        else join_pieces_in_style(join_adjacent_texts(pieces), context, escaping, starts_line=starts_line)
    )


def _append_inlines(children: Inlines, pieces: Line, context: Context, open_delimiters: str) -> None:
    for child in children:
        if type(child) is model.Text:  # as most are
            append_collapsed_text(child.value, pieces)
        else:
            _append_inline(child, pieces, context, open_delimiters)


_DELIMITERS: dict[type[Inline], str] = {model.Strong: "**", model.Emphasis: "*"}


def _append_inline(node: Inline, pieces: Line, context: Context, open_delimiters: str) -> None:
    """Append the pieces of one node; `open_delimiters` holds the delimiters already open around it."""
    match node:  # the commonest first, since each that is denied takes time
        case model.Strong() | model.Emphasis():
            _append_delimited_or_bare_if_already_open(_DELIMITERS[type(node)], node.children, pieces, context, open_delimiters)
        case model.Span():
            _append_span_styled_highlighted_or_plain(node, pieces, context, open_delimiters)
        case model.Link():
            _append_link_or_text_if_in_link(node, pieces, context, open_delimiters)
        case model.HardBreak():
            _append_break(pieces, context)
        case (
            model.Image()
            | model.Code()
            | model.Math()
            | model.Anchor()
            | model.FootnoteReference()
            | model.RawInline()
            | model.Text()
        ):
            append_leaf_inline(node, pieces, context)
        case model.Strikethrough():
            _append_strikethrough(node, pieces, context, open_delimiters)
        case model.Underline():
            _append_underline_or_plain_and_count(node, pieces, context, open_delimiters)
        case model.Highlight():
            _append_highlight_or_plain_and_count(node, pieces, context, open_delimiters)
        case model.Subscript() | model.Superscript():
            _append_sub_sup_or_unicode_and_count(TAGS[type(node)], node.children, pieces, context, open_delimiters)
        case model.Keyboard():
            _append_kbd_or_code_and_count(node, pieces, context, open_delimiters)
        case model.Ruby():
            _append_ruby_without_tags_and_count(node, pieces, context, open_delimiters)
        case _:
            assert_never(node)


def _append_ruby_without_tags_and_count(node: model.Ruby, pieces: Line, context: Context, open_delimiters: str) -> None:
    """A text with its reading in brackets."""
    context.count_notice("ruby")
    _append_inlines(node.children, pieces, context, open_delimiters)
    append_collapsed_text(f"({node.annotation})", pieces)


def _append_delimited_or_bare_if_already_open(
    delimiter: str, children: Inlines, pieces: Line, context: Context, open_delimiters: str
) -> None:
    """Emphasis; spaces at its edges stand outside, and empty emphasis is nothing."""
    if delimiter in open_delimiters.split():
        _append_inlines(children, pieces, context, open_delimiters)
        return
    inside: Line = []
    _append_inlines(children, inside, context, f"{open_delimiters} {delimiter}")
    before, inside, after = split_off_outer_space(inside)
    _append_pieces(pieces, before)
    if inside and not context.target.dialect.nested_emphasis and _is_delimiter_ambiguous_with_those_inside(delimiter, inside):
        pieces.extend([(RAW, f"<{DELIMITER_TAGS[delimiter]}>"), *inside, (RAW, f"</{DELIMITER_TAGS[delimiter]}>")])
    elif inside:
        delimiter, inside = _unambiguous_delimiters(delimiter, inside)
        pieces.append((OPEN, delimiter))
        pieces.extend(inside)
        pieces.append((CLOSE, delimiter))
    _append_pieces(pieces, after)


def _is_delimiter_ambiguous_with_those_inside(delimiter: str, inside: Line) -> bool:
    """Whether delimiters of emphasis would be others: three signs, of which two end before the others, and `~~` in code."""
    if delimiter == "~~":
        return any([kind is RAW and "~~" in value for kind, value in inside])
    return inside[0][0] is OPEN and inside.index((CLOSE, inside[0][1])) < len(inside) - 1


def _unambiguous_delimiters(delimiter: str, inside: Line) -> tuple[str, Line]:
    """Emphasis that begins with bold and holds more of it, or the other way round, with underscores for the one that is not bold.

    In `***x**y**z**w*` the third run would end what the first began.
    """
    if delimiter in ("~~", "==") or inside[0] not in ((OPEN, "*"), (OPEN, "**")) or inside[0] not in inside[1:]:
        return delimiter, inside
    if delimiter == "*":
        return "_", inside
    return delimiter, [(kind, "_") if (kind, value) in ((OPEN, "*"), (CLOSE, "*")) else (kind, value) for kind, value in inside]


def _append_span_styled_highlighted_or_plain(node: model.Span, pieces: Line, context: Context, open_delimiters: str) -> None:
    """Text with a look. Tistory's editor highlights with a coloured background, so that is a highlight when those are wanted."""
    style = context.target.style
    if style.color == "html" and (look := css_of_safe_values_or_empty(node.style)):
        _append_in_tags(f'span style="{escape_attribute(look)}"', node.children, pieces, context, open_delimiters)
    elif node.style.background and style.highlight != "drop":
        if node.style != model.Style(background=node.style.background):
            context.count_notice("style")
        _append_highlight_or_plain_and_count(node, pieces, context, open_delimiters)
    else:
        context.count_notice("style")
        _append_inlines(node.children, pieces, context, open_delimiters)


def _append_strikethrough(node: model.Strikethrough, pieces: Line, context: Context, open_delimiters: str) -> None:
    if context.target.dialect.strikethrough == "html":
        _append_in_tags("del", node.children, pieces, context, open_delimiters)
    else:
        _append_delimited_or_bare_if_already_open("~~", node.children, pieces, context, open_delimiters)


def _append_underline_or_plain_and_count(node: model.Underline, pieces: Line, context: Context, open_delimiters: str) -> None:
    if context.target.style.underline == "html":
        _append_in_tags("u", node.children, pieces, context, open_delimiters)
    else:
        context.count_notice("underline")
        _append_inlines(node.children, pieces, context, open_delimiters)


def _append_highlight_or_plain_and_count(
    node: model.Highlight | model.Span, pieces: Line, context: Context, open_delimiters: str
) -> None:
    match context.target.style.highlight:
        case "html":
            _append_in_tags("mark", node.children, pieces, context, open_delimiters)
        case "mark":
            _append_delimited_or_bare_if_already_open("==", node.children, pieces, context, open_delimiters)
        case "drop":
            context.count_notice("highlight")
            _append_inlines(node.children, pieces, context, open_delimiters)


def _append_in_tags(tag: str, children: Inlines, pieces: Line, context: Context, open_delimiters: str) -> None:
    """Tags round inlines. A tag alone on a line would begin an HTML block, so breaks stand outside, and spaces with them."""
    inside: Line = []
    _append_inlines(children, inside, context, open_delimiters)
    before, inside, after = split_off_outer_space(inside)
    _append_pieces(pieces, before)
    if inside:
        name = tag.partition(" ")[0]
        asks = name in context.target.dialect.raw_elements and not all(
            [kind is TEXT and value.isalnum() for kind, value in inside]
        )
        start = f'<{tag} markdown="span">' if asks else f"<{tag}>"
        pieces.extend([(RAW, start), *inside, (RAW, f"</{name}>")])
    _append_pieces(pieces, after)


def _append_pieces(pieces: Line, more: Line) -> None:
    for kind, value in more:
        if kind is TEXT:
            append_collapsed_text(value, pieces)
            continue
        if kind is BREAK and pieces:
            _strip_trailing_space(pieces)
        pieces.append((kind, value))


def _append_break(pieces: Line, context: Context) -> None:
    if context.in_cell:
        _append_pieces(pieces, [(RAW, "<br>") if context.target.dialect.html else (TEXT, " ")])
    else:
        _append_pieces(pieces, [(BREAK, "\\\n")])


def _strip_trailing_space(pieces: Line) -> None:
    kind, value = pieces[-1]
    if kind is TEXT and value[-1] == " ":
        pieces[-1:] = [(TEXT, value.rstrip(" "))] if value != " " else []


def _append_link_or_text_if_in_link(node: model.Link, pieces: Line, context: Context, open_delimiters: str) -> None:
    if context.in_link or not node.url:
        _append_inlines(node.children, pieces, context, open_delimiters)
        return
    inside: Line = []
    if len(node.children) == 1 and type(only := node.children[0]) is model.Text:
        append_collapsed_text(only.value, inside)
    else:
        around = "" if context.target.dialect.nested_emphasis else open_delimiters
        _append_inlines(node.children, inside, replace(context, in_link=True), around)
    before, inside, after = split_off_outer_space(inside)
    _append_pieces(pieces, before)
    if inside:
        pieces.append((RAW, _link_with_inside(join_adjacent_texts(inside), node, context)))
    _append_pieces(pieces, after)


def _link_with_inside(inside: Line, node: model.Link, context: Context) -> str:
    """A link of the pieces of its text."""
    is_text = len(inside) == 1 and inside[0][0] is TEXT
    if is_text and can_be_autolink(inside[0][1], node, context):
        return f"<{node.url}>"
    escaping = context.escaping.inside_brackets()
    if is_text and context.target.style is PLAIN:
        text = escape_line_of_text(inside[0][1], escaping, starts_line=False)
    else:
        text = _join_pieces(inside, context, escaping, starts_line=False)
    if text in ("x", "X") and context.in_list and context.target.dialect.eager_tasks:
        text += COMMENT  # or it would be a task
    return _link(text, node, context)


def _link(text: str, node: model.Link, context: Context) -> str:
    """A link whose text is spelled already."""
    if must_be_in_tag(node.url, context):
        return link_in_tag(text, node)
    address = destination_and_title(node.url, node.title, context)
    where = f"[{context.references.assign_number(address)}]" if context.references else f"({address})"
    return f"{in_brackets_with_caret_escaped(text, context)}{where}"


def _append_sub_sup_or_unicode_and_count(
    tag: str, children: Inlines, pieces: Line, context: Context, open_delimiters: str
) -> None:
    """Superscript and subscript: tags where HTML may stand, else the small characters Unicode has, else plain ones.

    What is no bare text, such as the link of a footnote, stays itself: it must go on working.
    """
    if context.target.dialect.html:
        _append_in_tags(tag, children, pieces, context, open_delimiters)
        return
    context.count_notice("script-position")
    if not all(isinstance(child, model.Text) for child in children):
        _append_inlines(children, pieces, context, open_delimiters)
        return
    append_collapsed_text(as_unicode_script_or_unchanged(tag, plain_text(children)), pieces)


def _append_kbd_or_code_and_count(node: model.Keyboard, pieces: Line, context: Context, open_delimiters: str) -> None:
    if context.target.dialect.html:
        _append_in_tags("kbd", node.children, pieces, replace(context, footnotes=NO_FOOTNOTES), open_delimiters)
    else:
        context.count_notice("keyboard")
        append_code_span(plain_text(node.children), pieces, context)
