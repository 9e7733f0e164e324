"""The picture that lists show of a post."""

from convert.model import Blocks, Image
from convert.model.walk import walk
from convert.writers._markdown.image_size import is_small_image


def url_of_first_non_icon_picture_or_empty(children: Blocks) -> str:
    """The address of the first picture in a post that is no icon; empty when there is none."""
    shown = (node for node in walk(children) if isinstance(node, Image))
    return next((node.url for node in shown if node.url and not node.url.startswith("data:") and not is_small_image(node)), "")


def is_image_with_same_url_in_post(url: str, children: Blocks) -> bool:
    """Whether a post shows the picture at this address; none is at an empty one."""
    return bool(url) and any(isinstance(node, Image) and node.url == url for node in walk(children))
