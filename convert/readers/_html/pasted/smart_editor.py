"""Naver's SmartEditor: ONE (`se-...`) and 3 (`se_...`). A post is a row of components, each a `div` whose class says what it is.

What a script would draw, such as a player, waits as JSON in an attribute: `data-module` of a script, `data-linkdata` of a link.
"""

from collections.abc import Callable, Iterable
from html import escape
from itertools import islice
from typing import Any, TypeAlias
from urllib.parse import quote

from msgspec.structs import replace
from selectolax.lexbor import LexborNode

from convert.model import Align, Attachment, Block, CodeBlock, Embed, Figure, Gallery, Image, Link, LinkCard, Paragraph, Text
from convert.model.url import is_safe
from convert.model.walk import plain_text
from convert.model.walk import walk as walked
from convert.readers._html import elements, media
from convert.readers._html.address import clean_address, loaded_address
from convert.readers._html.code import pre_text
from convert.readers._html.code_language import known_language, language_in
from convert.readers._html.flow import Handler, Walk
from convert.readers._html.inline import LinkMark, wrapped
from convert.readers._html.outcome import Container, Frame, Leaf, Outcome, Placed, Section, Skipped
from convert.readers._html.overlay import Overlay
from convert.readers._html.pasted.smart_editor_data import first_text, read_data
from convert.readers._html.provider import embed
from convert.readers._html.tree import classes, events
from convert.sources.evidence import name_left_out
from convert.sources.html_tree import parse_html

_MOST_EVENTS = 600
"""Parts a component may have. What has more is none, and looking through it at every level of it would take long."""

_LEFT = frozenset(
    """se-placeholder __se_placeholder se-blind se-table-control se-cell-controlbar se-component-toolbar __se-toolbar-slot
    se-set-rep-image-button se-component-edge-button""".split()
)
"""Classes of what the editor draws round the text while it is written."""

Parts: TypeAlias = list[tuple[LexborNode, frozenset[str]]]
"""The elements of a component with their classes."""


def _parts(node: LexborNode) -> Parts | None:
    """The elements of a component; None when they are too many."""
    found = list(islice(events(node), _MOST_EVENTS + 1))
    if len(found) > _MOST_EVENTS:
        return None
    return [(child, frozenset(classes(child))) for entering, tag, child in found if entering and tag[0] != "-"]


def _named(parts: Parts, *names: str) -> LexborNode | None:
    return next((node for node, found in parts if not found.isdisjoint(names)), None)


def _says(parts: Parts, *names: str) -> str:
    found = _named(parts, *names)
    return _shown(found) if found is not None else ""


def _shown(node: LexborNode) -> str:
    """The text of an element without what the editor drew round it; a space between two elements of a list of terms."""
    texts: list[str] = []
    inside = 0
    for entering, tag, child in events(node):
        if tag == "-text" and not inside:
            texts.append(child.text_content or "")
        elif tag[0] != "-" and (inside or not _LEFT.isdisjoint(classes(child))):
            inside += 1 if entering else -1
        elif tag in ("dt", "dd"):
            texts.append(" ")
    return " ".join("".join(texts).split())


def _module(parts: Parts) -> dict[str, Any]:
    """What a component's script knows of it."""
    for node, _ in parts:
        attributes = node.attributes
        if node.tag == "script" and (text := attributes.get("data-module-v2") or attributes.get("data-module")):
            found = read_data(text).get("data")
            return found if isinstance(found, dict) else {}
    return {}


# Images.

_IMAGES = frozenset("se-image-resource se-sticker-image se_mediaImage se-inline-image-resource".split())


_CAPTIONS = frozenset({"se-caption", "se_caption"})
_MOST_CAPTIONS = 12
"""Places for captions images beside each other may have. Looking through many that are in each other would take long."""

_MARKS = frozenset("b strong i em u ins s strike del mark code sub sup font".split())
"""Elements that say how words look, in captions and cards of which only the words would stay."""


def _picture(node: LexborNode) -> Image | None:
    """An `img`: the address in `data-lazy-src` is of the whole picture, the other of a blurred one that is shown before it."""
    made = media.read_image(node)
    attributes = node.attributes
    lazy = clean_address(attributes.get("data-lazy-src"))
    if made is None or not lazy or not is_safe(lazy, image=True):
        return made
    return replace(made, url=lazy)


def _img(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    names = classes(node)
    if _IMAGES.isdisjoint(names):
        return below(node, walk)
    made = _picture(node)
    if made is None:
        return below(node, walk)
    return Leaf(replace(made, alt="스티커") if "se-sticker-image" in names and not made.alt else made)


def _images(node: LexborNode, walk: Walk, parts: Parts) -> Block | None:
    """An image with its caption, or several that stand beside each other."""
    images = [(image, _target(child)) for child, names in parts if names & _IMAGES and (image := _picture(child)) is not None]
    places = [child for child, names in parts if names & _CAPTIONS]
    if len(places) > _MOST_CAPTIONS:
        return None
    captions = [(text, child) for child in places if (text := _shown(child))]
    if not images or len(captions) > 1 or any(tag in _MARKS for _, child in captions for _, tag, _ in events(child)):
        return None
    caption = (Text(captions[0][0]),) if captions else ()
    if len(images) > 1 and not any(target for _, target in images):
        return Gallery(tuple([image for image, _ in images]), caption)
    return Figure(tuple([Paragraph((wrapped(image, (LinkMark(url),) if url else ()),)) for image, url in images]), caption)


def _target(node: LexborNode) -> str:
    """Where a click on an image leads, if not to the image."""
    parent = node.parent
    return _usable(parent.attributes.get("href")) if parent is not None and parent.tag == "a" else ""


# Cards.


def _card(node: LexborNode, walk: Walk, parts: Parts) -> Block | None:
    """A link, a book or a film, with what was known of its page."""
    anchor = next((child for child, _ in parts if child.tag == "a"), None)
    data = read_data(anchor.attributes.get("data-linkdata")) if anchor is not None else {}
    url = _target_in(parts) or _usable(first_text(data, "link", "url"))
    if not url or any(child.tag in _MARKS and not names for child, names in parts):
        return None
    picture = next((image for child, _ in parts if child.tag == "img" and (image := _picture(child)) is not None), None)
    shown = picture.url if picture is not None else _usable(first_text(data, "thumbnail"))
    name_left_out(walk.page.report, "link-card", f'<img src="{escape(shown)}">')
    title = _says(parts, "se-oglink-title", "se_og_tit", "se-material-title") or first_text(data, "title")
    return LinkCard(
        url,
        title,
        description=_says(parts, "se-oglink-summary", "se_og_desc", "se-material-detail", "se-material-detail-list"),
        host=_says(parts, "se-oglink-url", "se_og_cp"),
        image=shown,
    )


def _target_in(parts: Parts) -> str:
    """Where the first link leads that leads anywhere."""
    return next((url for child, _ in parts if child.tag == "a" and (url := _usable(child.attributes.get("href")))), "")


def _usable(url: str | None) -> str:
    url = clean_address(url)
    return url if url and url[0] != "#" and is_safe(url) else ""


def _file(node: LexborNode, walk: Walk, parts: Parts) -> Block | None:
    anchor = _named(parts, "se-file-save-button") or next((child for child, _ in parts if child.tag == "a"), None)
    if anchor is None:
        return None
    url = _usable(anchor.attributes.get("href")) or _usable(
        first_text(read_data(anchor.attributes.get("data-link")), "link", "url")
    )
    name = _says(parts, "se-file-name") + _says(parts, "se-file-extension")
    return Attachment(url, name) if url and name else None


def _place(node: LexborNode, walk: Walk) -> Outcome:
    """A place on a map, which the link knows more of than it shows."""
    data = read_data(node.attributes.get("data-linkdata"))
    parts = _parts(node)
    if parts is None or _usable(node.attributes.get("href")):
        return None
    name = _says(parts, "se-map-title") or first_text(data, "name", "title")
    address = _says(parts, "se-map-address") or first_text(data, "address")
    if not name and not address:
        return None
    number = str(data.get("placeId") or "")
    url = "https://map.naver.com/p/" + (
        f"entry/place/{number}" if number.isascii() and number.isdigit() else f"search/{quote(name or address)}"
    )
    block = Embed("navermap", url, f"지도: {', '.join(filter(None, (name, address)))}")
    if _shows_all(block, node, parts):
        return Placed((block,))
    return Container(lambda frame: [block, *frame.blocks], says=(block,))


# Players.


def _player(node: LexborNode, walk: Walk, parts: Parts) -> Block | None:
    """A film of another site: its script holds the frame it would put there."""
    data = _module(parts)
    frame = parse_html(first_text(data, "html")).css_first("iframe") if first_text(data, "html") else None
    url = loaded_address(frame.attributes) if frame is not None else ""
    url = _usable(url) or _usable(first_text(data, "inputUrl", "originalUrl", "url")) or _target_in(parts)
    return embed(url, first_text(data, "title")) if url else None


def _film(node: LexborNode, walk: Walk, parts: Parts) -> Block | None:
    """A film Naver holds: only a page of its own can show it, so its picture and title are all there is to keep."""
    data = _module(parts)
    about = data.get("mediaMeta")
    title = (first_text(about, "title") if isinstance(about, dict) else "") or first_text(data, "title")
    picture, url = _usable(first_text(data, "thumbnail")), _target_in(parts)
    if url:
        return embed(url, title)
    if not picture:
        return None
    walk.report("broken-embed", title)
    return Figure((Paragraph((Image(picture, title),)),), (Text(title),) if title else ())


def _code(node: LexborNode, walk: Walk, parts: Parts) -> Block | None:
    """Lines of code in an element that nobody else knows to be code."""
    source = _named(parts, "se-code-source")
    is_known = any(child.tag == "pre" or "__se_code_view" in names for child, names in parts)
    if source is None or is_known:
        return None
    return CodeBlock(pre_text(source), known_language(language_in(source.attributes.get("class") or "")))


_LEAVES: dict[str, Callable[[LexborNode, Walk, Parts], Block | None]] = {
    **dict.fromkeys(("image", "imageGroup", "imageStrip"), _images),
    **dict.fromkeys(("oglink", "material"), _card),
    "file": _file,
    "oembed": _player,
    "video": _film,
    "code": _code,
}
"""What a component is made into from its parts; where that is not all it shows, it is read as any other element."""

_SPELLED = {f"{begin}{name}": made for name, made in _LEAVES.items() for begin in ("se-", "se_", "se-section-", "se-module-")}


_FRAMES = frozenset("iframe video audio embed object table svg canvas math picture input select textarea".split())
"""Elements that show what is neither text nor an image, for which no component has a place."""


def _leaf(node: LexborNode, names: Iterable[str], walk: Walk) -> Outcome:
    made = next((_SPELLED[name] for name in names if name in _SPELLED), None)
    parts = _parts(node) if made is not None else None
    if made is None or not parts:
        return None
    block = made(node, walk, parts)
    if block is None and made in (_player, _film) and _shows_all(None, node, parts):
        return Skipped("broken-embed")
    if block is None or not _shows_all(block, node, parts):
        links = _silent_links(node)
        return Container(lambda frame: [*frame.blocks, *links], says=links) if links else None
    for child, found in parts:
        if not found.isdisjoint(_LEFT):
            walk.leave_out("editor-leftover", child)
    return Placed((block,))


def _silent_links(component: LexborNode) -> tuple[Block, ...]:
    """Links with nothing in them, where the editor's styles draw a button. Those of components in this one are said there."""
    urls: list[str] = []
    inside = 0
    for entering, tag, node in events(component):
        if tag == "div" and not _SPELLED.keys().isdisjoint(classes(node)):
            inside += 1 if entering else -1
        elif tag == "a" and entering and not inside and not _holds_anything(node):
            urls.append(_usable(node.attributes.get("href")))
    return tuple([Paragraph((Link((Text(url),), url),)) for url in urls if url])


def _holds_anything(node: LexborNode) -> bool:
    return any(tag == "img" or (tag == "-text" and (child.text_content or "").strip()) for _, tag, child in events(node))


def _shows_all(block: Block | None, node: LexborNode, parts: Parts) -> bool:
    """Whether a block (None: nothing) has every text, picture and link of an element. An `alt` is no text beside a picture."""
    said = iter(_text_in(block))
    if not all(character in said for character in _shown(node) if character not in " \xa0\u200b"):
        return False
    kept = _addresses_in(block)
    for child, _ in parts:
        if child.tag in _FRAMES:
            return False
        if child.tag == "img" and ((image := _picture(child)) is None or image.url not in kept):
            return False
        url = clean_address(child.attributes.get("href")) if child.tag == "a" else ""
        if url and url[0] != "#" and url not in kept and embed(url).url not in kept:
            return False
    return True


def _text_in(block: Block | None) -> str:
    return plain_text(block.caption if isinstance(block, Figure | Gallery) else [block] if block is not None else [])


def _addresses_in(block: Block | None) -> set[str]:
    found = {getattr(inside, name, "") for inside in walked([block] if block is not None else []) for name in ("url", "image")}
    return found - {""}


# The rest.


def _division(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    names = classes(node)
    if not _LEFT.isdisjoint(names):
        return Skipped("editor-leftover")
    leaf = _leaf(node, names, walk)
    if leaf is not None:
        return leaf
    if "se-component" in names or "se_component" in names:
        build = next((_CONTAINERS[name] for name in names if name in _CONTAINERS), None)
        if build is not None:
            return Container(build)
    return below(node, walk)


_CONTAINERS: dict[str, Callable[[Frame], list[Any]]] = {
    **dict.fromkeys(("se-quotation", "se_quotation"), elements.quoted_once),
    **dict.fromkeys(("se-sectionTitle", "se_sectionTitle"), lambda frame: elements.headings(frame, 3, "")),
}


_ALIGNS: dict[str, Align] = {f"se-text-paragraph-align-{align}": align for align in ("center", "right", "justify")}


def _paragraph(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    outcome = below(node, walk)
    align = next((_ALIGNS[name] for name in classes(node) if name in _ALIGNS), None)
    return replace(outcome, align=align) if align is not None and isinstance(outcome, Section) and not outcome.align else outcome


def _pre(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    """`pre`; where the editor's own class is the only one, it is not the name of a language."""
    outcome = below(node, walk)
    if not isinstance(outcome, Placed) or "se-code-source" not in classes(node):
        return outcome
    return Placed(
        tuple([replace(one, lang="") if getattr(one, "lang", "") == "se-code-source" else one for one in outcome.blocks])
    )


def _chrome(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    return below(node, walk) if _LEFT.isdisjoint(classes(node)) else Skipped("editor-leftover")


_OPENERS = frozenset({"__se_sticker_link", "__se_image_link", "se-module-image-link", "se_mediaArea"})
"""Classes of links that opened a picture in the page it was on."""


def _anchor(node: LexborNode, walk: Walk, below: Handler) -> Outcome:
    names = classes(node)
    if node.attributes.get("href") == "#" and not _OPENERS.isdisjoint(names):
        return None
    return ("se-map-info" in names and _place(node, walk)) or below(node, walk)


SMART_EDITOR = Overlay(
    ("se-component", "se-module", "se-text-paragraph", "se_component", "se_textarea", "se_og_box"),
    (),
    {
        "div": _division,
        "p": _paragraph,
        "pre": _pre,
        "img": _img,
        "a": _anchor,
        **dict.fromkeys(("span", "button"), _chrome),
    },
)
