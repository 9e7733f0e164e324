"""What a post shows besides text, as the editor's own blocks: pictures, galleries, videos, link cards, files."""

from convert import model
from convert.model import Align, Figure, Image, Inlines, Link, Paragraph
from convert.model.url import is_safe
from convert.model.walk import label_lines_or_url
from convert.writers._lone_image import lone_image
from convert.writers._players import FILES, PLAYERS, player_url_or_empty
from convert.writers.tistory.inlines import image_or_alt_and_count_if_unsafe, inlines, link_attributes_and_count_if_url_unsafe
from convert.writers.tistory.page import Page, attributes, escape_text_leaving_replacers_as_they_are

_PLACES: dict[Align, str] = {"": "", "left": "alignLeft", "center": "alignCenter", "right": "alignRight", "justify": ""}
"""The class that places a figure."""


def image_block(node: Image | Link, caption: Inlines, align: Align, page: Page) -> str:
    """An image block. A picture nobody placed stands in the centre, where the editor puts it."""
    shown = node if isinstance(node, Image) else node.children[0]
    assert isinstance(shown, Image)
    named = attributes(
        class_=f"imageblock {_PLACES[align] or 'alignCenter'}",
        data_ke_mobileStyle="widthOrigin",
        data_filename=shown.name,
        data_origin_width=shown.width,
        data_origin_height=shown.height,
    )
    inner = _image_in_span(shown, page)
    if isinstance(node, Link):
        inner = f"<a{link_attributes_and_count_if_url_unsafe(node.url, page)}{attributes(title=node.title)}>{inner}</a>"
    return f"<figure{named}>{inner}{_caption_or_empty(caption, page)}</figure>"


def _image_in_span(node: Image, page: Page, widths: str = "", *, name: str = "") -> str:
    """The span the editor puts round an `img`; it knows the address the blog's lightbox opens."""
    url = node.url if is_safe(node.url, image=True) else ""
    shown = image_or_alt_and_count_if_unsafe(node, page, data_filename=name)
    return f"<span{attributes(data_url=url, data_phocus=url)}{widths}>{shown}</span>"


def _caption_or_empty(children: Inlines, page: Page) -> str:
    return f"<figcaption>{inlines(children, page)}</figcaption>" if children else ""


def gallery(node: model.Gallery, page: Page) -> str:
    """An image grid of equal widths."""
    share = f"{100 / max(1, len(node.images)):.2f}"
    widths = attributes(data_widthpercent=share, style=f"width: {share}%;")
    shown = "".join(_image_in_span(child, page, widths, name=child.name) for child in node.images)
    caption = _caption_or_empty(node.caption, page)
    return f'<figure class="imagegridblock"><div class="image-container">{shown}</div>{caption}</figure>'


def embed_as_player_or_link_and_count(node: model.Embed, page: Page, caption: Inlines = (), align: Align = "") -> str:
    """A player: the editor's video block where it has one, else a frame; a link where the page would need a script."""
    player = player_url_or_empty(node)
    if not player:
        return _in_figure_if_captioned(_embed_as_link_paragraph_and_count_notice(node, page), caption, align, page)
    size = attributes(width=node.width, height=node.height)
    if node.provider in FILES:
        shown = f"<{node.provider}{attributes(src=player, title=node.title)} controls></{node.provider}>"
        return _in_figure_if_captioned(shown, caption, align, page)
    if not (node.provider in PLAYERS and PLAYERS[node.provider].is_native):
        shown = f'<iframe{attributes(src=player, title=node.title)}{size} frameborder="0" allowfullscreen></iframe>'
        return _in_figure_if_captioned(shown, caption, align, page)
    frame = f'<iframe{attributes(src=player)}{size} frameborder="0" allowfullscreen="true"></iframe>'
    return f"<figure{_video_attributes(node, align)}>{frame}{_caption_or_empty(caption, page)}</figure>"


def _video_attributes(node: model.Embed, align: Align) -> str:
    return attributes(
        class_=_PLACES[align],
        data_ke_type="video",
        data_ke_style=_PLACES[align] or "alignCenter",
        data_ke_mobileStyle="widthContent",
        data_video_host=node.provider,
        data_video_url=node.url,
        data_video_width=node.width,
        data_video_height=node.height,
        data_video_title=node.title,
    )


def _embed_as_link_paragraph_and_count_notice(node: model.Embed, page: Page) -> str:
    page.count_notice("embed")
    label = escape_text_leaving_replacers_as_they_are(*label_lines_or_url(node))
    return f'<p data-ke-size="size16"><a{link_attributes_and_count_if_url_unsafe(node.url, page)}>{label}</a></p>'


def _in_figure_if_captioned(inner: str, caption: Inlines, align: Align, page: Page) -> str:
    return figure(inner, caption, align, page) if caption else inner


def figure(inner: str, caption: Inlines, align: Align, page: Page) -> str:
    """Anything else with a caption."""
    return f"<figure{attributes(class_=_PLACES[align])}>\n{inner}\n{_caption_or_empty(caption, page)}</figure>"


def lone_image_or_player_block_or_empty(node: Figure, page: Page) -> str:
    """A figure the editor has a block for; empty when it has none."""
    only = node.children[0] if len(node.children) == 1 else None
    if isinstance(only, model.Embed) and node.caption:
        return embed_as_player_or_link_and_count(only, page, node.caption, node.align)
    shown = lone_image(only) if isinstance(only, Paragraph) and not only.align else None
    return image_block(shown, node.caption, node.align, page) if shown is not None else ""


def link_card(node: model.LinkCard, page: Page) -> str:
    """A link card, with what the card shows in its attributes too, as the editor keeps it."""
    url = node.url if is_safe(node.url) else ""
    picture_url = node.image if is_safe(node.image, image=True) else ""
    named = attributes(
        contenteditable="false",
        data_ke_type="opengraph",
        data_ke_align="alignCenter",
        data_og_type="website",
        data_og_title=node.title,
        data_og_description=node.description,
        data_og_host=node.host,
        data_og_source_url=url,
        data_og_url=url,
        data_og_image=picture_url,
    )
    leads = link_attributes_and_count_if_url_unsafe(node.url, page) + attributes(data_source_url=url)
    shown = attributes(
        class_="og-image", style=f"background-image: url('{_escape_css_url(picture_url)}');" if picture_url else ""
    )
    lines = (("og-title", node.title), ("og-desc", node.description), ("og-host", node.host))
    words = "\n".join(
        f'<p class="{name}" data-ke-size="size16">{escape_text_leaving_replacers_as_they_are(value)}</p>' for name, value in lines
    )
    return f'<figure{named}><a{leads}>\n<div{shown}>&nbsp;</div>\n<div class="og-text">\n{words}\n</div>\n</a></figure>'


def _escape_css_url(url: str) -> str:
    """An address inside `url('...')`."""
    return url.replace("\\", "%5C").replace("'", "%27").replace("\n", "%0A")


def attachment(node: model.Attachment, page: Page) -> str:
    """A file block."""
    name = f'<div class="filename"><span class="name">{escape_text_leaving_replacers_as_they_are(node.name)}</span></div>'
    size = f'<div class="size">{escape_text_leaving_replacers_as_they_are(node.size)}</div>'
    return (
        f'<figure class="fileblock" data-ke-align="alignCenter"><a{link_attributes_and_count_if_url_unsafe(node.url, page)}>'
        f'<div class="image"></div><div class="desc">{name}{size}</div></a></figure>'
    )
