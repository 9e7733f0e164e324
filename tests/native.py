"""Helper: what the way through Tistory's markup changes in a document, and nothing else: the exceptions `docs/style.md` lists."""

from msgspec.structs import replace

from convert import model
from convert.model.walk import rewrite

PLACES = ("left", "center", "right")
ONLY_LINKS = ("gist", "kakaomap")


def native(children):
    """Blocks as the reader gives them back: pictures are image blocks that stand somewhere, players without a frame are links."""
    document = rewrite(model.Document(model.Meta(), children), _changed)
    return _pictures(document.children)


def _changed(node):
    if isinstance(node, model.Embed) and node.provider in ONLY_LINKS:
        return model.Paragraph((model.Link((model.Text(node.title or node.url),), node.url),))
    placed = isinstance(node, model.Figure) and len(node.children) == 1 and is_picture(node.children[0])
    return replace(node, align=_place(node.align)) if placed and not node.children[0].align else node


def _pictures(blocks):
    """Paragraphs that are one picture, at the top or in a fold."""
    return tuple(_picture(block) for block in blocks)


def _picture(block):
    if is_picture(block):
        return model.Figure((model.Paragraph(block.children),), (), _place(block.align))
    return replace(block, children=_pictures(block.children)) if isinstance(block, model.Details) else block


def _place(align):
    return align if align in PLACES else "center"


def is_picture(block):
    only = block.children[0] if isinstance(block, model.Paragraph) and len(block.children) == 1 else None
    if isinstance(only, model.Link) and len(only.children) == 1:
        only = only.children[0]
    return isinstance(only, model.Image)
