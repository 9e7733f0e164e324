"""How large an image is shown, as far as the target can say it.

Editors write the size of every image, most often the one it has anyway, so that only a small one says something: an icon in a
line would come out as large as its file.
"""

from convert.model import Image
from convert.writers._markdown.target import Target

SMALL = 100
"""CSS pixels up to which an image is small: no photograph is shown so, and icons, badges and stickers are."""

_COLUMN = 700
"""Width of a column of text (Obsidian's, PaperMod's and our own site's within 40), which holds anything wider to itself."""


def is_small_image(node: Image) -> bool:
    """Whether an image is shown small."""
    return 0 < node.width <= SMALL


def is_narrower_than_column(node: Image) -> bool:
    """Whether an image is shown with a width that says something."""
    return 0 < node.width < _COLUMN


def size_suffix_of_label_or_empty(node: Image, target: Target) -> str:
    """The size as Obsidian has it at the end of the description; the height follows from the width."""
    return f"|{node.width}" if target.image_sizes == "label" and is_narrower_than_column(node) else ""
