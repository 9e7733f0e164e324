"""Figures and captions: which form each takes in a target, and what it becomes there. docs/decisions/0006 has the reasons."""

from msgspec.structs import replace

from convert import model
from convert.model import Figure, Inlines
from convert.model.walk import plain_text, rewrite_nodes, walk
from convert.writers._image_descriptions import (
    figure_content_described_by_caption,
    figure_content_with_image_replaced,
    image_that_is_whole_figure_or_none,
)
from convert.writers._markdown.figure_shortcode import SAID_BY_TEXT, is_figure_shortcode_possible_and_needed
from convert.writers._markdown.target import Captions, Target


def caption_form(node: Figure, target: Target) -> Captions:
    """What becomes of a figure: what its target does with all, or `italic` where that could not say all of this one."""
    match target.captions:
        case "figure":
            return "figure" if is_figure_shortcode_possible_and_needed(node) else "italic"
        case "title":
            return "title" if _can_caption_be_image_title(node) else "italic"
        case "html":
            return "html" if target.dialect.html else "italic"
        case form:
            return form


def gallery_caption_form(target: Target) -> Captions:
    """What becomes of the caption of several images."""
    return "italic" if target.captions in ("title", "figure") else caption_form(_SEVERAL, target)


_SEVERAL = Figure(())


def without_figure_shortcodes(target: Target) -> Target:
    """The target, inside a shortcode, in which Hugo prints no other one."""
    return replace(target, captions="italic") if target.captions == "figure" else target


def figure_content_described_or_titled(node: Figure, form: Captions) -> model.Blocks:
    """What stands in a figure, with the caption as the title of its image where it is one."""
    content = figure_content_described_by_caption(node)
    shown = image_that_is_whole_figure_or_none(replace(node, children=content)) if form == "title" and node.caption else None
    if shown is None:
        return content
    return figure_content_with_image_replaced(
        replace(node, children=content), replace(shown, title=_caption_as_plain_text(node.caption))
    )


def caption_below_figure_or_empty(caption: Inlines, form: Captions) -> Inlines:
    """What is written of a caption below its figure; empty where it is said in the figure, or where there is none."""
    match form:
        case _ if not caption:
            return ()
        case "title" | "figure":
            return ()
        case "italic":
            return _in_italics(caption)
        case _:
            return caption


def _caption_as_plain_text(caption: Inlines) -> str:
    return " ".join(plain_text(caption).split())


def _in_italics(caption: Inlines) -> Inlines:
    """A caption that is emphasis as a whole, and has none inside, which would end it."""
    return (model.Emphasis(rewrite_nodes(caption, _unwrap_emphasis)),)


def _unwrap_emphasis(node: model.Node) -> model.Node | tuple[model.Node, ...]:
    return node.children if isinstance(node, model.Emphasis) else node


def _can_caption_be_image_title(node: Figure) -> bool:
    """Whether a title, which is text, says all of a caption, and there is an image that has none of its own."""
    shown = image_that_is_whole_figure_or_none(node)
    return shown is not None and not shown.title and all([isinstance(one, SAID_BY_TEXT) for one in walk(node.caption)])
