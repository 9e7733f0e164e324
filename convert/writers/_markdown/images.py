"""Images as Markdown, or as HTML where it says what Markdown cannot."""

from convert import lazy_re as re
from convert import model
from convert.writers._html import image as html_image
from convert.writers._image_descriptions import with_description_from_name_unless_described
from convert.writers._markdown.destination import destination_and_title, must_be_in_tag
from convert.writers._markdown.dialects.dialect import character_reference
from convert.writers._markdown.escape import Escaping, escape_text
from convert.writers._markdown.image_size import is_small_image, size_suffix_of_label_or_empty
from convert.writers._markdown.picture_traps import escape_picture_traps_in_img_tags, escape_theme_traps_in_description
from convert.writers._markdown.pieces import RAW, TEXT, Piece
from convert.writers._markdown.target import Context, Target

_SIZE = re.compile(r"(?<!\\)((?:\\\\)*)(\|[ \t]*\d+(?:x\d+)?[ \t]*$)")
"""What Obsidian reads as the size of an image, at the end of its description, where its bar has no escape yet."""

_NOTHING_BUT_SIZE = re.compile(r"[0-9]+(?:x[0-9]+)?")
"""A description that would be one, `![250](a.png)` (help.obsidian.md, Embed files)."""


def image_in_line_as_tag_if_small(node: model.Image, context: Context) -> str:
    """An image in text: a small one is a tag, if that can say its size."""
    is_tag = is_small_image(node) and context.target.image_sizes == "tag"
    return _image_tag(node, context.target) if is_tag else image_or_tag_if_url_or_alt_needs_it(node, context)


def _image_tag(node: model.Image, target: Target) -> str:
    """An image as HTML, without backticks and brackets: Python-Markdown looks for code and links in tags, too. A bar would have a
    backslash in a cell, which MDX takes for a part of an attribute.
    """
    tag = _IN_TAGS.sub(lambda match: f"&#{ord(match[0])};", html_image(node))
    return escape_picture_traps_in_img_tags(tag, target.dialect)


_IN_TAGS = re.compile(r"[`\[\]|]")


def image_or_tag_if_url_or_alt_needs_it(node: model.Image, context: Context) -> str:
    """An image that may be as large as its file."""
    node = with_description_from_name_unless_described(node)
    if is_small_image(node) and context.target.image_sizes != "label":
        context.count_notice("image-size")
    if must_be_in_tag(node.url, context):
        return _image_tag(node, context.target)
    dialect = context.target.dialect
    is_bare = dialect.descriptions == "bare"
    alt = escape_text(" ".join(node.alt.split()), _escaping_of_alt(context, brackets=not is_bare))
    if is_bare and not (alt == node.alt and _can_stand_without_escapes(alt, context)):
        return _image_tag(node, context.target)
    if dialect.attributes == "html":
        alt = escape_theme_traps_in_description(alt.replace("\\~", "&#126;"), dialect)
    alt = _SIZE.sub(r"\1\\\2", alt) if "|" in alt and (dialect.wiki or not context.in_cell) else alt
    size = size_suffix_of_label_or_empty(node, context.target)
    if context.target.image_sizes == "label" and not size and _NOTHING_BUT_SIZE.fullmatch(alt):
        alt = character_reference(alt[0]) + alt[1:]
    label = in_brackets_with_caret_escaped(alt + size, context)
    return f"!{label}({destination_and_title(node.url, node.title, context)})"


def _can_stand_without_escapes(alt: str, context: Context) -> bool:
    """Whether nothing in a description is taken for anything else; in a link marked looks for a third pair of brackets in vain.

    What stands in text with something between it, such as an address VitePress would show decoded, has nothing in here.
    """
    if (apart := context.target.dialect.apart) and apart.search(alt):
        return False
    return _PAIRS.fullmatch(alt) is not None and not (context.in_link and "[" in alt)


_PAIRS = re.compile(r"(?:[^\[\]\\]|\[[^\[\]\\^][^\[\]\\]*\](?![(\[:]))*")
"""Brackets side by side, each with its partner, which no parser takes for anything else inside a description."""


def _escaping_of_alt(context: Context, *, brackets: bool) -> Escaping:
    target = context.target
    equals = target.dialect.wiki or target.style.highlight == "mark"
    return Escaping(tildes=True, brackets=brackets, dialect=target.dialect, equals=equals, dollars=True)


NO_BLANK = "<span></span>"
"""What stands between a picture and a space behind it where that would be taken for the layout of tags."""


def with_empty_span_to_keep_space_after_picture(pieces: list[Piece]) -> list[Piece]:
    """Pieces in which no space stands between a picture and whatever is no text."""
    return [
        (RAW, f"{NO_BLANK} ")
        if piece == (TEXT, " ") and number and pieces[number - 1][0] is RAW and pieces[number - 1][1].startswith(_PICTURES)
        else piece
        for number, piece in enumerate(pieces)
    ]


_PICTURES = ("![", "<img ")


def in_brackets_with_caret_escaped(text: str, context: Context) -> str:
    """What a link or image shows; `[^` would begin a footnote."""
    return f"[{_CARET.sub(context.target.dialect.escape, text, 1)}]" if text.startswith("^") else f"[{text}]"


_CARET = re.compile(r"\^")
