"""Tags and categories apart that only signs tell apart: C, C# and C++. By Material's own they have one page."""

import re
import unicodedata
from typing import Any

WORDS = [
    (r"\+", "-plus"),
    (r"#", "-sharp"),
    (r"^\.", "dot-"),
    (r"/", "-"),
    (r"[^\w\s-]", ""),
    (r"\A[-\s]+|[-\s]+\Z", ""),
    (r"[-\s]+", "-"),
]


def slug(text: str, separator: str) -> str:
    """What a tag or category is called in its address."""
    text = unicodedata.normalize("NFKC", text)
    for sign, word in WORDS:
        text = re.sub(sign, word, text)
    return text.lower()


def on_config(config: Any) -> None:
    """Have Material's plugins call it."""
    for plugin, option in (("material/blog", "categories_slugify"), ("material/tags", "tags_slugify")):
        if plugin in config.plugins:
            setattr(config.plugins[plugin].config, option, slug)
