"""Tags as text, for readers that put HTML in the place of other markup."""

from collections.abc import Mapping
from html import escape


def start_tag(name: str, attributes: Mapping[str, str]) -> str:
    """A tag of HTML."""
    spelled = "".join([f' {key}="{escape(value)}"' for key, value in attributes.items()])
    return f"<{name}{spelled}>"
