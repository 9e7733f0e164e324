"""What a post shows besides text: pictures, galleries, players, files, link cards."""

from typing import NamedTuple

from convert import lazy_re as re
from convert import model
from convert.model import Align, Image, Inlines, Link, Text
from convert.model.url import is_safe
from convert.model.walk import label_lines_or_url
from convert.writers._lone_image import lone_image
from convert.writers._players import player_url_or_empty
from convert.writers.tistory import media as tistory_media
from convert.writers.tistory.page import Page
from convert.writers.wordpress.context import Context
from convert.writers.wordpress.delimiters import BETWEEN, AttributeValue, block
from convert.writers.wordpress.escaping import escape_text_as_one_line
from convert.writers.wordpress.html_block import core_block_or_html, fits_core_block, html_block_or_empty
from convert.writers.wordpress.rich_text import (
    attributes,
    image_src_and_alt_attributes,
    link_attributes_and_count_if_url_unsafe,
    rich_text,
)

__all__ = [
    "caption_or_empty",
    "embed_as_player_or_link_and_count",
    "file_block_or_text_if_unsafe",
    "gallery",
    "image_block_or_paragraph_if_unsafe",
    "link_card_as_html_block",
    "lone_image",
]


def caption_or_empty(words: Inlines, context: Context, names: str = "wp-element-caption") -> str:
    """The words below something; empty where there are none."""
    inner = rich_text(words, context)
    return f'<figcaption class="{names}">{inner}</figcaption>' if inner else ""


def image_block_or_paragraph_if_unsafe(node: Image | Link, words: Inlines, align: Align, context: Context) -> str:
    """A picture, alone or as a link, with the words below it."""
    shown = node if isinstance(node, Image) else node.children[0]
    assert isinstance(shown, Image)
    if not is_safe(shown.url, image=True):
        return _paragraph_or_empty((node, *_with_break_in_front_unless_empty(words)), context)
    place = align if align in ("left", "center", "right") else ""
    size = _size_attributes(shown)
    names = " ".join(filter(None, ("wp-block-image", f"align{place}" if place else "", "is-resized" if size else "")))
    look = attributes(style=";".join([f"{name}:{value}" for name, value in size.items()]), title=shown.title)
    inner = f"<img{image_src_and_alt_attributes(shown)}{look}/>"
    said: dict[str, AttributeValue] = {**size}
    if isinstance(node, Link):
        inner = f"<a{link_attributes_and_count_if_url_unsafe(node, context)}>{inner}</a>"
        said["linkDestination"] = "custom"
    html = f'<figure class="{names}">{inner}{caption_or_empty(words, context)}</figure>'
    if isinstance(node, Link) and (node.title or not is_safe(node.url)):
        return html_block_or_empty(html)
    return core_block_or_html("image", html, {**said, "align": place}, words)


def _size_attributes(node: Image) -> dict[str, AttributeValue]:
    return {name: f"{value}px" for name, value in (("width", node.width), ("height", node.height)) if value}


def _with_break_in_front_unless_empty(words: Inlines) -> Inlines:
    return (model.HardBreak(), *words) if words else ()


def _paragraph_or_empty(words: Inlines, context: Context) -> str:
    inner = rich_text(words, context)
    return core_block_or_html("paragraph", f"<p>{inner}</p>", {}, words) if inner else ""


def gallery(node: model.Gallery, context: Context) -> str:
    """Pictures side by side. Those no browser may load are their words, below."""
    shown = [one for one in node.images if is_safe(one.url, image=True)]
    others = [text for one in node.images if one not in shown and (text := _paragraph_or_empty((one,), context))]
    if not shown:
        return BETWEEN.join([*others, *filter(None, (_paragraph_or_empty(node.caption, context),))])
    inner = BETWEEN.join([image_block_or_paragraph_if_unsafe(one, (), "", context) for one in shown])
    words = caption_or_empty(node.caption, context, "blocks-gallery-caption wp-element-caption")
    html = f'<figure class="wp-block-gallery has-nested-images columns-default is-cropped">{inner}{words}</figure>'
    return BETWEEN.join([core_block_or_html("gallery", html, {"linkTo": "none"}, node.caption), *others])


# Players


class Site(NamedTuple):
    """A site whose pages WordPress makes players of (`WP_oEmbed`), by the slug and the kind its editor has for it."""

    slug: str
    kind: str


_SITES = {
    **{name: Site(name, "video") for name in ("youtube", "vimeo", "dailymotion", "ted", "tiktok")},
    **{name: Site(name, "rich") for name in ("soundcloud", "spotify", "reddit")},
}
_ADDRESS = re.compile(r"""https?://[^\s<>"]+""")


def embed_as_player_or_link_and_count(node: model.Embed, words: Inlines, context: Context) -> str:
    """A player: WordPress's own where it knows the site, else a frame; a link where the page would need a script."""
    site = _SITES.get(node.provider)
    is_line = _ADDRESS.fullmatch(node.url) and fits_core_block(caption_or_empty(words, context), words)
    if site is not None and is_line and not context.is_html:
        return _site_player(node.url, site, words, context)
    player = player_url_or_empty(node)
    if not player:
        return _embed_as_link_above_caption_and_count_notice(node, words, context)
    if node.provider in ("video", "audio"):
        inner = f"<{node.provider} controls{attributes(src=player)}></{node.provider}>"
        html = f'<figure class="wp-block-{node.provider}">{inner}{caption_or_empty(words, context)}</figure>'
        return core_block_or_html(node.provider, html, {}, words)
    size = attributes(title=node.title, width=node.width, height=node.height)
    frame = f'<iframe{attributes(src=player)}{size} frameborder="0" allowfullscreen></iframe>'
    return html_block_or_empty(f'<figure class="wp-block-embed"><div>{frame}</div>{caption_or_empty(words, context)}</figure>')


def _site_player(url: str, site: Site, words: Inlines, context: Context) -> str:
    """The address on a line of its own, for which WordPress puts the player. It is the one that is meant to be run."""
    names = f"wp-block-embed is-type-{site.kind} is-provider-{site.slug} wp-block-embed-{site.slug}"
    shape = "wp-embed-aspect-16-9 wp-has-aspect-ratio" if site.kind == "video" else ""
    said: dict[str, AttributeValue] = {
        "url": url,
        "type": site.kind,
        "providerNameSlug": site.slug,
        "responsive": True,
        "className": shape,
    }
    below = caption_or_empty(words, context)
    before = f'<figure class="{" ".join(filter(None, (names, shape)))}"><div class="wp-block-embed__wrapper">\n'
    return block("embed", f"{before}{escape_text_as_one_line(url)}\n</div>{below}</figure>", said)


def _embed_as_link_above_caption_and_count_notice(node: model.Embed, words: Inlines, context: Context) -> str:
    context.count_notice("embed")
    label = Text(label_lines_or_url(node)[0])
    return _paragraph_or_empty(
        (Link((label,), node.url) if node.url else label, *_with_break_in_front_unless_empty(words)), context
    )


# Files and cards


def file_block_or_text_if_unsafe(node: model.Attachment, context: Context) -> str:
    """A file to download, without the button, whose word would be WordPress's language's."""
    if not node.url or not is_safe(node.url):
        return _paragraph_or_empty((Text(label_lines_or_url(node)[0]),), context)
    size = f" <small>{context.escape_running_text_but_not_shortcodes(node.size)}</small>" if node.size.strip() else ""
    name = context.escape_running_text_but_not_shortcodes(node.name) if node.name.strip() else escape_text_as_one_line(node.url)
    html = f'<div class="wp-block-file"><a{attributes(href=node.url)}>{name}{size}</a></div>'
    return core_block_or_html("file", html, {"href": node.url, "showDownloadButton": False})


def link_card_as_html_block(node: model.LinkCard, context: Context) -> str:
    """A link card as Tistory's editor has it; WordPress shows its lines, and its own block would ask the other site for words."""
    return html_block_or_empty(
        context.keep_typed_characters_of_html_if_asked(tistory_media.link_card(node, Page(context.counts)))
    )
