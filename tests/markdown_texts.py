"""Helper: what the Markdown reader makes of a text, briefly."""

from convert.model import (
    Paragraph,
    Text,
)


def paragraph(*children):
    return Paragraph(tuple(Text(child) if isinstance(child, str) else child for child in children))


def texts(value):
    return (Text(value),)
