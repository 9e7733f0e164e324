"""The picture that a paragraph is."""

from convert.model import Block, Image, Link, Paragraph


def lone_image(block: Block) -> Image | Link | None:
    """The picture a paragraph is, alone or as a link, or None."""
    only = block.children[0] if isinstance(block, Paragraph) and len(block.children) == 1 else None
    if isinstance(only, Image):
        return only
    linked = isinstance(only, Link) and len(only.children) == 1 and isinstance(only.children[0], Image)
    return only if isinstance(only, Link) and linked else None
