"""The comments round blocks, by which WordPress knows what is what: `<!-- wp:name {"attributes"} -->`.

Everything is spelled as WordPress's own `serialize` does (packages/blocks/src/api/serializer.js), so that a post which is opened
in the editor and saved is the same bytes.
"""

import json
from collections.abc import Mapping
from typing import TypeAlias, Union

from convert import lazy_re as re

AttributeValue: TypeAlias = Union[str, int, bool]
"""What an attribute of a block is."""

BETWEEN = "\n\n"
"""What stands between two blocks."""

_DELIMITER = re.compile(r"\n?<!-- /?wp:[^>]* -->\n?")
_SPELLINGS = {"--": "\\u002d\\u002d", "<": "\\u003c", ">": "\\u003e", "&": "\\u0026", '\\"': "\\u0022"}
"""What would end the comment, or be taken for HTML in it."""


def block(name: str, html: str, attributes: Mapping[str, AttributeValue] = {}) -> str:
    """A block round its HTML. Attributes that are false or empty are not said."""
    return f"<!-- wp:{name}{_attributes_in_comment(attributes)} -->\n{html}\n<!-- /wp:{name} -->"


def void_block(name: str) -> str:
    """A block that is one comment."""
    return f"<!-- wp:{name} /-->"


def without_delimiters(content: str) -> str:
    """What blocks show, as HTML."""
    return _DELIMITER.sub("", content)


def _attributes_in_comment(attributes: Mapping[str, AttributeValue]) -> str:
    said = {name: value for name, value in attributes.items() if value != ""}
    if not said:
        return ""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    for characters, spelled in _SPELLINGS.items():
        text = text.replace(characters, spelled)
    return f" {text}"
