"""Helper: documents as a reader would give them for the page they make, so that two that show the same are equal."""

import re

from documents import MARKS
from msgspec.structs import replace

from convert import model


def normal(nodes: model.Blocks) -> model.Blocks:
    """What a reader would give for the same page: a browser shows white space, empty marks, and links in links no other way."""
    return tuple(new for node in nodes for new in _normal(node))


_LINES = ("caption", "summary", "title", "term")
_SPACES = re.compile("[ \t-\r]+")
_CONTROLS = dict.fromkeys([*range(9), *range(14, 32), *range(127, 160)])
_MARKED = (*dict.fromkeys(MARKS), model.Span, model.Ruby, model.Link)


def _normal(node: object) -> tuple:
    if isinstance(node, model.Math | model.MathBlock) and not node.value.strip():
        return ()
    changes = {}
    for field in node.__struct_fields__:
        value = getattr(node, field)
        if isinstance(value, tuple):
            is_line = field in _LINES or isinstance(node, model.Paragraph | model.Heading)
            changes[field] = (
                line(value) if is_line else tuple(normal(part) for part in value) if field == "descriptions" else normal(value)
            )
    new = replace(node, **changes) if changes else node
    return () if _is_blank(new) else (new,)


_HOLDERS = (
    model.Paragraph, model.BlockQuote, model.BulletList, model.OrderedList, model.Table, model.Row, model.Figure, model.Gallery,
    model.DefinitionItem, model.DefinitionList,
)  # fmt: skip
_LABELS = ("url", "title", "description", "host", "name", "size")


def _is_blank(node: object) -> bool:
    """Whether a block shows nothing."""
    if isinstance(node, model.Embed | model.LinkCard | model.Attachment):
        return not any(getattr(node, field, "").strip() for field in _LABELS)
    if isinstance(node, model.Heading):
        return not node.children
    values = (getattr(node, field) for field in node.__struct_fields__)
    return isinstance(node, _HOLDERS) and not any(value for value in values if isinstance(value, tuple))


def line(nodes: model.Inlines) -> model.Inlines:
    """Inlines of one line: texts merged, one space for any number and none at the ends, nothing that is empty, no link in a link."""
    flat = _merged(_flat(nodes, linked=False))
    while flat and _trimmed(flat[0], 0) != (flat[0],):
        flat = _merged((*_trimmed(flat[0], 0), *flat[1:]))
    while flat and _trimmed(flat[-1], -1) != (flat[-1],):
        flat = _merged((*flat[:-1], *_trimmed(flat[-1], -1)))
    return flat


def _flat(nodes: model.Inlines, *, linked: bool) -> model.Inlines:
    found = []
    for node in nodes:
        if isinstance(node, model.Text | model.Code):
            value = (
                _SPACES.sub(" ", node.value.translate(_CONTROLS))
                if isinstance(node, model.Text)
                else node.value.replace("\n", " ")
            )
            shown = type(node)(value) if value.strip(" ") else model.Text(" ")
            found.extend([shown] if value else [])
        elif isinstance(node, model.Link) and (linked or not node.url):
            found.extend(_flat(node.children, linked=linked))
        elif hasattr(node, "children"):
            inner = _merged(_flat(node.children, linked=linked or isinstance(node, model.Link)))
            empty = not inner and not isinstance(node, model.Ruby)
            found.extend([] if empty else [replace(node, children=inner)])
        elif not (isinstance(node, model.Math) and not node.value.strip()):
            found.append(node)
    return tuple(found)


def _merged(nodes: model.Inlines) -> model.Inlines:
    found: list[model.Inline] = []
    for node in nodes:
        if isinstance(node, model.Text) and found and isinstance(found[-1], model.Text):
            found[-1] = model.Text(_SPACES.sub(" ", found[-1].value + node.value))
        else:
            found.append(node)
    return tuple(found)


def _trimmed(node: model.Inline, end: int) -> model.Inlines:
    """An inline without the spaces and breaks at one of its ends."""
    if isinstance(node, model.HardBreak):
        return ()
    if isinstance(node, model.Text):
        value = node.value.rstrip(" ") if end else node.value.lstrip(" ")
        return (model.Text(value),) if value else ()
    if isinstance(node, _MARKED) and node.children and not (end and isinstance(node, model.Ruby)):
        rest = node.children[:-1] if end else node.children[1:]
        edge = _trimmed(node.children[end], end)
        inner = (*rest, *edge) if end else (*edge, *rest)
        return (replace(node, children=inner),) if inner or isinstance(node, model.Ruby) else ()
    return (node,)
