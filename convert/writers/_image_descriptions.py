"""What an image is described with where its author described it with nothing: its caption, or the name of its file."""

from msgspec.structs import replace

from convert import lazy_re as re
from convert.model import (
    Blocks,
    Emphasis,
    Figure,
    FootnoteReference,
    Highlight,
    Image,
    Link,
    Math,
    Node,
    Paragraph,
    Span,
    Strikethrough,
    Strong,
    Underline,
)
from convert.model.walk import plain_text, rewrite_nodes


def with_description_from_name_unless_described(node: Image) -> Image:
    """The image, described by what its author called the file; the same object where that says nothing."""
    if not node.name or node.alt.strip():
        return node
    description = description_in_file_name_or_empty(node.name)
    return replace(node, alt=description) if description else node


def image_that_is_whole_figure_or_none(node: Figure) -> Image | None:
    """The image that is all there is in a figure, perhaps in a link or marks, of which an image shows none; None for more."""
    shown: Node | None = node.children[0] if len(node.children) == 1 else None
    while type(shown) is not Image and isinstance(shown, _AROUND_IMAGE):
        shown = shown.children[0] if len(shown.children) == 1 else None
    return shown if isinstance(shown, Image) else None


_AROUND_IMAGE = (Paragraph, Link, Strong, Emphasis, Strikethrough, Underline, Highlight, Span)


def figure_content_described_by_caption(node: Figure) -> Blocks:
    """The content of a figure, in which the image that is all of it is described by the caption if by nothing else."""
    shown = image_that_is_whole_figure_or_none(node) if node.caption else None
    if shown is None or shown.alt.strip():
        return node.children
    words = plain_text(rewrite_nodes(node.caption, _without_footnote_mark_and_blank_formula))
    description = _WHITE_SPACE.sub(" ", _CONTROLS.sub("", words)).strip()
    return figure_content_with_image_replaced(node, replace(shown, alt=description)) if description else node.children


def with_images_described_by_caption_or_name(children: Blocks) -> Blocks:
    """Blocks in which every image that nobody described is described by its caption, else by its name."""
    with_captions = rewrite_nodes(
        children,
        lambda node: replace(node, children=figure_content_described_by_caption(node)) if isinstance(node, Figure) else node,
    )
    return rewrite_nodes(
        with_captions, lambda node: with_description_from_name_unless_described(node) if isinstance(node, Image) else node
    )


_WHITE_SPACE = re.compile("[ \t\n\f\r]+")
"""What browsers collapse."""


_CONTROLS = re.compile("[\x7f-\x9f\u200b\ufeff]")
"""What is nothing in text, and may be white space in an attribute."""


def _without_footnote_mark_and_blank_formula(node: Node) -> Node | tuple[Node, ...]:
    is_blank_formula = isinstance(node, Math) and not node.value.strip()
    return () if isinstance(node, FootnoteReference) or is_blank_formula else node


def figure_content_with_image_replaced(node: Figure, image: Image) -> Blocks:
    """The content of a figure of one image with another one in its place."""
    return rewrite_nodes(node.children, lambda one: image if isinstance(one, Image) else one)


_LONGEST = 120
"""Characters of a name that somebody chose."""

_ENDING = re.compile(r"\.[A-Za-z0-9]{2,5}$")
_SEPARATORS = re.compile(r"[\s_+-]+")
_GENERIC = re.compile(
    r"스크린\s*샷|스크린\s*캡[처쳐]|화면\s*캡[처쳐]|캡[처쳐]|이미지|사진|그림|제목\s*없음|무제|복사본|다운로드|오전|오후|편집"
    r"|\d+\s*[년월일시분초]"
    r"|screen\s*-?\s*(?:shots?|capture|cast)|images?|img|pictures?|pic|photos?|untitled|unnamed|unknown|noname|no\s*name|temp|tmp"
    r"|downloads?|uploads?|captures?|copy|copied|edited|resized|resize|cropped|crop|kakaotalk|chatgpt|clipboard|pasted?|fileid"
    r"|default|blob|file|thumb(?:nail)?s?|dsc[nf]?|pxl|mvimg|collage|gif|png|jpe?g|webp|bmp|am|pm|at|of|the|new|final|test",
    re.IGNORECASE,
)
"""What programs and cameras call any picture, and what says of one only when it was taken."""

_SAYING_WORD = re.compile(r"(?:[^\W\d_]*[가-힣぀-ヿ一-鿿][^\W\d_]*|[^\W\d_]{3,})")
_RANDOM = re.compile(r"[A-Za-z]*\d[A-Za-z]+\d?[A-Za-z\d]*|[0-9a-fA-F]{6,}|(?i:(.)\1+)|[^aeiouyAEIOUY가-힣぀-ヿ一-鿿\d]{5,}")
"""A word that some program drew by lot, or a person typed with one finger. Case is left out where it matters alone: with all
syllables in a set it takes ten times as long to compile."""


def description_in_file_name_or_empty(name: str) -> str:
    """What the name of a picture's file says of it, with spaces for signs; empty when it says nothing.

    A name says something if it holds a word that is not what programs call any picture, nor drawn by lot.
    """
    if len(name) > _LONGEST or "%" in name:
        return ""
    text = " ".join(_SEPARATORS.sub(" ", _ENDING.sub("", name.strip())).split())
    words = _GENERIC.sub(" ", text).split()
    return text if any([_SAYING_WORD.search(word) and not _RANDOM.fullmatch(word) for word in words]) else ""
