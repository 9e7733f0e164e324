"""Hugo's `figure`: a picture with its caption, width and place (gohugo.io/shortcodes/figure). Themes often have their own."""

from convert import lazy_re as re
from convert import model
from convert.model import Figure, Image
from convert.model.walk import walk
from convert.plan.old_addresses import REFERENCE
from convert.writers._hugo.parsable_address import is_readable_by_templates
from convert.writers._image_descriptions import image_that_is_whole_figure_or_none
from convert.writers._markdown.image_size import is_narrower_than_column

SAID_BY_TEXT = (model.Text, model.Strong, model.Emphasis, model.Strikethrough, model.Underline, model.Highlight, model.Span)
"""Inlines whose text says nearly everything."""

_UNFIT = re.compile(r"`|\{\{|\}\}|[{}]$|\n")
"""What no argument of a shortcode can hold, or what would be run in it (Hugo 0.147.8 to 0.168); braces at the end may be followed
by others."""

_SAID_BY_MARKDOWN = (*SAID_BY_TEXT, model.Link, model.Subscript, model.Superscript)
"""What a caption may be made of: Hugo renders it as Markdown of its own, so no footnotes, and code would need backticks."""


def is_figure_shortcode_possible_and_needed(node: Figure) -> bool:
    """Whether Hugo's `figure` shortcode says all of a figure, and more than an image in Markdown would.

    A link on the image is called `link` by Hugo and `href` by themes (Congo 2.9, Blowfish 2.88), and its `title` is a heading.
    """
    shown = image_that_is_whole_figure_or_none(node)
    if shown is None or any([isinstance(one, model.Link) for one in walk(node.children)]):
        return False
    if not (node.caption or is_narrower_than_column(shown) or node.align == "right") or shown.title or not shown.url:
        return False
    if not is_readable_by_templates(_percent_encode_unsafe(shown.url)):
        return False
    return not any([_UNFIT.search(text) for text in (shown.url, shown.alt, shown.name)]) and all(
        [_is_fit_for_argument(one) for one in walk(node.caption)]
    )


def _is_fit_for_argument(node: model.Node) -> bool:
    match node:
        case model.Text():
            return not _UNFIT.search(node.value)
        case model.Link():
            return not (_UNFIT.search(node.url) or _UNFIT.search(node.title) or node.url.startswith(REFERENCE))
        case _:
            return isinstance(node, _SAID_BY_MARKDOWN)


def figure_shortcode(image: Image, caption: str, align: model.Align) -> str:
    """The call for an image, described already, with a caption spelled as Markdown and no arguments that say nothing."""
    arguments = {
        "src": _percent_encode_unsafe(image.url),
        "alt": " ".join(image.alt.split()),
        "caption": caption,
        "width": str(image.width) if is_narrower_than_column(image) else "",
        "align": align,
    }
    said = " ".join([f"{name}={_argument_in_quotes_or_backticks(value)}" for name, value in arguments.items() if value])
    return f"{{{{< figure {said} >}}}}"


_QUOTED = re.compile(r"[^\"\\]*")
_UNSAFE_URL = re.compile('[\x00-\x20\x7f"\\\\]')


def _argument_in_quotes_or_backticks(value: str) -> str:
    """An argument between quotation marks, or between backticks, where a backslash and a quotation mark mean themselves."""
    return f'"{value}"' if _QUOTED.fullmatch(value) else f"`{value}`"


def _percent_encode_unsafe(url: str) -> str:
    return _UNSAFE_URL.sub(lambda match: f"%{ord(match[0]):02X}", url)
