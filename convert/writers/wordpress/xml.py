"""The elements of WXR as text."""

from html import escape

from convert import lazy_re as re

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters XML 1.0 has none of (section 2.2): WordPress's first parser stops at them."""


def cdata_element(name: str, text: str | int, attributes: str = "") -> str:
    """An element on a line of its own that holds text in CDATA, as WordPress writes it."""
    return f"<{name}{attributes}>{_cdata(_ILLEGAL.sub('', str(text)))}</{name}>\n"


def escaped_text_element(name: str, text: str | int) -> str:
    """An element on a line of its own whose text is escaped."""
    return f"<{name}>{escape(_ILLEGAL.sub('', str(text)), quote=False)}</{name}>\n"


def element(name: str, *inner: str) -> str:
    """An element of elements."""
    return f"<{name}>\n{''.join(inner)}</{name}>\n"


def attribute(name: str, value: str) -> str:
    """An attribute with the space before it."""
    return f' {name}="{escape(_ILLEGAL.sub("", value))}"'


def _cdata(text: str) -> str:
    """Text that is markup nowhere; the end of a section is parted. A carriage return would be read as a line end."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>" if text else ""
