"""Inlines without children to Markdown, as pieces of a line, and the text in which some with children end."""

from typing import TypeAlias, assert_never

from convert import model
from convert.writers._markdown.code_spans import code_span_or_code_tag
from convert.writers._markdown.escape import collapse_white_space, escape_markdown_in_html
from convert.writers._markdown.footnotes_as_html import footnote_mark
from convert.writers._markdown.formulas import is_free_of_markdown_between_dollars, tex_for_double_dollars_or_empty
from convert.writers._markdown.images import image_in_line_as_tag_if_small
from convert.writers._markdown.interpolation import escape_vue_braces_and_img_theme_traps
from convert.writers._markdown.pieces import BREAK, LONG_TEXT, RAW, TEXT, Line
from convert.writers._markdown.target import Context

LeafInline: TypeAlias = (
    model.Text | model.Image | model.Code | model.Math | model.Anchor | model.FootnoteReference | model.RawInline
)

_RAISED = dict(
    zip(
        "0123456789+-=()nixyaAbcdefghjklmoprstuvwzBDEGHIJKLMNOPRTUVW",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸᵃᴬᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷᶻᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ",
        strict=True,
    )
)
_LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def append_leaf_inline(node: LeafInline, pieces: Line, context: Context) -> None:
    """Append the pieces of one node that has no children."""
    match node:  # the commonest first, since each that is denied takes time
        case model.Image():
            pieces.append((RAW, image_in_line_as_tag_if_small(node, context)))
        case model.Code():
            append_code_span(node.value, pieces, context)
        case model.Math():
            _append_math_in_dollars_or_code(node.value, pieces, context)
        case model.Anchor():
            _append_anchor_or_count_if_no_html(node, pieces, context)
        case model.FootnoteReference():
            _append_footnote_mark_or_plain_label(node.label, pieces, context)
        case model.RawInline():
            _append_raw_html_escaping_markdown(node.value, pieces, context)
        case model.Text():
            append_collapsed_text(node.value, pieces)
        case _:
            assert_never(node)


def append_collapsed_text(value: str, pieces: Line) -> None:
    """Text; behind other text it is one text with it, at once or, where that is long, by `join_adjacent_texts`."""
    value = collapse_white_space(value)
    if pieces:
        kind, last = pieces[-1]
        if kind is TEXT:
            value = value.lstrip(" ") if last[-1] == " " else value
            if len(last) < LONG_TEXT:
                pieces[-1] = (TEXT, last + value)
                return
        elif kind is BREAK:
            value = value.lstrip(" ")
    if value:
        pieces.append((TEXT, value))


def append_code_span(value: str, pieces: Line, context: Context) -> None:
    text = value.replace("\n", " ")
    if not text.strip(" "):
        append_collapsed_text(text, pieces)
        return
    pieces.append((RAW, code_span_or_code_tag(text, context)))


def _append_math_in_dollars_or_code(tex: str, pieces: Line, context: Context) -> None:
    """A formula between dollars; where a parser would read syntax in it, code between them, as GitHub has it, or code alone."""
    if not tex.strip():
        return
    if context.target.dialect.formulas == "double" and (doubled := tex_for_double_dollars_or_empty(tex)):
        pieces.append((RAW, f"$${doubled}$$"))
        return
    would_end_link = context.in_link and "]" in tex.replace("[", "]")
    if not would_end_link and is_free_of_markdown_between_dollars(tex, context.target.dialect):
        bar = "\\|" if context.in_cell and context.target.dialect.table_bars else "|"  # there none gets one later
        pieces.append((RAW, f"${tex.replace('|', bar)}$"))
        return
    code: Line = []
    append_code_span(tex, code, context)
    pieces.extend([(RAW, value if context.target.dialect.formulas == "raw" else f"${value}$") for _, value in code])


def _append_footnote_mark_or_plain_label(label: str, pieces: Line, context: Context) -> None:
    """The mark of a footnote that has a text; any other is only characters."""
    is_html = context.target.dialect.footnotes == "html"
    if is_html and not context.in_link and (number := context.footnotes.numbers.get(label)):
        pieces.append((RAW, footnote_mark(number)))
    elif label in context.footnotes.referenced_definitions and not context.in_link and not is_html:
        pieces.append((RAW, f"[^{context.footnotes.written_labels[label]}]"))
    else:
        append_collapsed_text(f"[^{label}]", pieces)


def _append_anchor_or_count_if_no_html(node: model.Anchor, pieces: Line, context: Context) -> None:
    if context.target.dialect.html:
        tag = "span" if context.in_link else "a"  # an `a` in a link would end it
        pieces.append((RAW, f'<{tag} id="{node.id.replace("&", "&amp;").replace(chr(34), "&quot;")}"></{tag}>'))
    else:
        context.count_notice("anchor")


def _append_raw_html_escaping_markdown(value: str, pieces: Line, context: Context) -> None:
    if value:
        value = escape_vue_braces_and_img_theme_traps(escape_markdown_in_html(value), context.target)
        pieces.append((RAW, value if context.target.dialect.soft_break == "space" else value.replace("\n", " ")))


def as_unicode_script_or_unchanged(tag: str, text: str) -> str:
    """The text of a `sup` or `sub` in Unicode's small characters; where one is missing, as it is: nobody wrote any brackets."""
    table = _RAISED if tag == "sup" else _LOWERED
    small = "".join(table.get(character, "") for character in text)
    return small if len(small) == len(text) else text
