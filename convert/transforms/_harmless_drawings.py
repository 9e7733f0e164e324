"""Drawings in which nothing can run, seen at a glance: the sanitiser would give them back as they are, and need not be asked.

All that is looked at is how tags are spelled. Where each `<` begins a tag of one of these elements, with attributes in double
quotes and no angle in a value, and none of them lets a parser read on as anything but text and tags (as `script`, `style`,
`textarea` and comments do), every parser finds these tags, these attributes and no others, whatever tree it makes of them (HTML
standard, 13.2.5.1 and 13.2.5.6 to 40). What is spelled in another way is the sanitiser's.
"""

from functools import lru_cache

from convert import lazy_re as re
from convert.transforms._kept_html import DRAWING_TAGS, NEVER_KEPT

_SPACE = r"[ \t\n\r\f]"
_ATTRIBUTES = rf'(?:{_SPACE}++[a-zA-Z][\w:.-]*+="")*+{_SPACE}*+'
_SHAPE = re.compile(
    rf"""<svg{_ATTRIBUTES}>
    (?:[^<]++
    | <(?!svg|title|desc)[a-zA-Z]++{_ATTRIBUTES}/?>
    | </(?!svg)[a-zA-Z]++>
    | <title{_ATTRIBUTES}>[^<]*+</title>
    | <desc{_ATTRIBUTES}>[^<]*+</desc>
    )*+</svg>""",
    re.ASCII | re.VERBOSE,
)
"""One drawing of texts, of labels that hold nothing but text, and of tags, with nothing in their quotes."""

_TAG_OR_VALUE = re.compile(r"</?([a-zA-Z]+)|([\w:.-]*)=?\"\"", re.ASCII)

_TAGS = (DRAWING_TAGS | frozenset(map(str.lower, DRAWING_TAGS)) | {"a"}) - {"foreignObject", "foreignobject"}
"""Elements a drawing goes on in: HTML in it is not one's, and neither are those that would end it."""

_ADDRESS = re.compile(r"(?:.*:)?(?:href|src|action|formaction|cite|poster|background|data|longdesc)", re.IGNORECASE)
_PLAIN_ADDRESS = re.compile(r"\#[\w-]*+ | https?://(?:[a-z0-9]++[.])++[a-z]{2,20}+(?:[/][\w./?=%-]*+)?", re.ASCII | re.VERBOSE)
"""A part of the page, or a page of the web whose address all readers of addresses understand alike."""

_PICTURES = tuple(f"data:image/{kind};base64," for kind in ("png", "jpeg", "gif", "webp"))


def is_harmless_drawing(html: str) -> bool:
    """Whether HTML is one drawing out of which nothing has to be taken. Linear in its length."""
    parts = html.split('"')
    values = parts[1::2]
    if len(parts) % 2 == 0 or any(["<" in value or ">" in value for value in values]):
        return False
    emptied = '""'.join(parts[::2])
    return _SHAPE.fullmatch(emptied) is not None and _has_harmless_tags(emptied, values)


def _has_harmless_tags(html_without_values: str, values: list[str]) -> bool:
    tag = ""
    left = iter(values)
    for name, attribute in _TAG_OR_VALUE.findall(html_without_values):
        tag = name or tag
        if not (tag in _TAGS if name else _is_harmless_attribute(tag, attribute, next(left))):
            return False
    return True


def _is_harmless_attribute(tag: str, name: str, value: str) -> bool:
    return _is_attribute_harmless_whatever_its_value(name) or (
        _ADDRESS.fullmatch(name) is not None and _is_fragment_web_url_or_image_data(tag, value)
    )


@lru_cache(maxsize=512)
def _is_attribute_harmless_whatever_its_value(attribute: str) -> bool:
    """Whether an attribute, whatever its value, neither runs nor leads anywhere."""
    return not _ADDRESS.fullmatch(attribute) and not NEVER_KEPT.fullmatch(attribute)


def _is_fragment_web_url_or_image_data(tag: str, address: str) -> bool:
    return _PLAIN_ADDRESS.fullmatch(address) is not None or (tag in ("image", "use") and address.startswith(_PICTURES))
