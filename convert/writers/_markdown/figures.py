"""Figures and galleries with their captions, in the form a target has for these."""

from convert import model
from convert.model import Align, Inlines
from convert.model.walk import plain_text
from convert.sources.evidence import hand_over_left_out_words
from convert.writers._markdown.block_sequence import join_blocks_with_comment_if_lists_merge
from convert.writers._markdown.captions import caption_below_figure_or_empty, gallery_caption_form
from convert.writers._markdown.html_blocks import figure_in_tags
from convert.writers._markdown.images import NO_BLANK, image_or_tag_if_url_or_alt_needs_it
from convert.writers._markdown.inlines import inlines_as_markdown
from convert.writers._markdown.target import Captions, Context


def with_caption_if_any_and_count_notice(inner: str, caption: Inlines, align: Align, form: Captions, context: Context) -> str:
    """What has a caption, and the caption, unless that is said in it."""
    if not caption:
        return inner
    if form == "title":
        context.count_notice("caption-title")
        hand_over_left_out_words(context.report, "caption-title", plain_text(caption))
    elif form != "html":
        context.count_notice("caption")
    text = inlines_as_markdown(caption_below_figure_or_empty(caption, form), context)
    return (
        figure_in_tags(inner, text, align, context) if form == "html" else join_blocks_with_comment_if_lists_merge([inner, text])
    )


def gallery_as_image_lines_and_count_notice(node: model.Gallery, context: Context) -> str:
    """The images of a gallery, each on a line of one paragraph, which browsers show side by side where there is room."""
    context.count_notice("gallery")
    between = "\n" if context.target.dialect.soft_break == "space" else " "
    between = f"{NO_BLANK}{between}" if context.target.dialect.blanks == "dropped" else between
    images = between.join([image_or_tag_if_url_or_alt_needs_it(one, context) for one in node.images])
    return with_caption_if_any_and_count_notice(images, node.caption, "", gallery_caption_form(context.target), context)
