"""Blocks as tags with Markdown between them."""

from collections.abc import Sequence

from convert.writers._markdown.target import Context


def markdown_attribute(context: Context) -> str:
    """What a tag needs so that what is in it is Markdown, where an empty line does not say so."""
    return ' markdown="1"' if context.target.dialect.markdown_in_html == "attribute" else ""


def list_in_tags(start: int, items: Sequence[str], context: Context) -> str:
    """A numbered list whose items are spelled already."""
    asks = markdown_attribute(context)
    return "\n".join([f'<ol start="{start}"{asks}>', *[f"<li{asks}>\n\n{item}\n\n</li>" for item in items], "</ol>"])
