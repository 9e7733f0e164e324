"""What CSS says that a document model can keep: marks, alignment, colour, size, and what is hidden."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from convert import lazy_re as re
from convert import model
from convert.model import Align, Style
from convert.readers._html.marks import EndMark, Mark, Marks, SimpleMark, SpanMark
from convert.readers._html.white_space import KeptWhiteSpace

_DECLARATION = re.compile(r"(?<![a-zA-Z-])([a-zA-Z-]+)\s*:\s*([^;]+)")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_IMPORTANT = re.compile(r"\s*!\s*important\Z", re.IGNORECASE)
_ALIGNS: dict[str, Align] = {"center": "center", "right": "right", "end": "right", "justify": "justify", "left": "left"}
_BOLD = re.compile(r"bold|bolder|[6-9]00")
_NOT_BOLD = re.compile(r"normal|lighter|[1-5]00")
_NO_LONGER_BOLD, _UPRIGHT = EndMark(model.Strong), EndMark(model.Emphasis)
_DECORATIONS: dict[str, SimpleMark] = {"line-through": model.Strikethrough, "underline": model.Underline}
_POSITIONS: dict[str, SimpleMark] = {"super": model.Superscript, "sub": model.Subscript}
_KEPT: dict[str, KeptWhiteSpace] = {"pre": "spaces", "pre-wrap": "spaces", "break-spaces": "spaces", "pre-line": "lines"}
"""The values of `white-space` that show more than one space for all there is (CSS Text 3, 3)."""

_NO_COLOR = {"inherit", "initial", "unset", "currentcolor", "#000", "#000000", "#333", "#333333", "black"}
"""The colours of ordinary text: what the editor writes when nobody chose one."""

_NO_BACKGROUND = {"inherit", "initial", "unset", "transparent", "none", "#fff", "#ffffff", "#fafafa", "white"}
"""The colours of ordinary paper."""


class ParsedStyle(NamedTuple):
    """A `style` attribute, understood."""

    marks: Marks = ()
    align: Align | None = None
    is_hidden: bool = False
    keeps: KeptWhiteSpace = ""


PLAIN = ParsedStyle()


def parse_declarations(css: str) -> dict[str, str]:
    """The values of a `style` attribute by their names in small letters; the last of a name counts.

    Comments and `!important` are no part of a value (CSS Syntax 3, 4.3.2 and 5.4.6).
    """
    if "/*" in css:
        css = _COMMENT.sub(" ", css)
    values = {name.lower(): value.strip() for name, value in _DECLARATION.findall(css)}
    return values if "!" not in css else {name: _IMPORTANT.sub("", value) for name, value in values.items()}


@lru_cache(maxsize=4096)
def read_style_as_marks_and_align(css: str) -> ParsedStyle:
    """The look a `style` attribute gives; declarations without a meaning for the model are left out."""
    values = parse_declarations(css)
    weight = values.get("font-weight", "").lower()
    return ParsedStyle(
        marks=_marks_of_declarations(values, weight),
        align=_ALIGNS.get(values.get("text-align", "").lower()),
        is_hidden=values.get("display", "").lower() == "none",
        keeps=_KEPT.get(values.get("white-space", "").lower(), ""),
    )


def vertical_align_marks(css: str) -> Marks:
    """How a `style` raises or lowers text in its line."""
    mark = _POSITIONS.get(parse_declarations(css).get("vertical-align", "").lower()) if "vertical-align" in css else None
    return (mark,) if mark is not None else ()


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element with these attributes is not shown, whatever is in it."""
    css = attributes.get("style")
    return "hidden" in attributes or (css is not None and read_style_as_marks_and_align(css).is_hidden)


def _marks_of_declarations(values: dict[str, str], weight: str) -> Marks:
    simple: list[Mark] = []
    if _BOLD.fullmatch(weight):
        simple.append(model.Strong)
    elif _NOT_BOLD.fullmatch(weight):
        simple.append(_NO_LONGER_BOLD)
    slant = values.get("font-style", "").lower()
    if slant in ("italic", "oblique"):
        simple.append(model.Emphasis)
    elif slant == "normal":
        simple.append(_UPRIGHT)
    decoration = (values.get("text-decoration", "") + values.get("text-decoration-line", "")).lower()
    simple.extend(mark for word, mark in _DECORATIONS.items() if word in decoration)
    style = Style(
        color=_value_unless_ordinary(values.get("color", ""), _NO_COLOR),
        background=_value_unless_ordinary(
            values.get("background-color", "") or _background_if_single_color_word(values), _NO_BACKGROUND
        ),
        size=values.get("font-size", ""),
        font=values.get("font-family", ""),
    )
    return (*simple, SpanMark(style)) if style != Style() else tuple(simple)


def is_page_background(color: str) -> bool:
    """Whether a background is what pages have anyway."""
    return not _value_unless_ordinary(color, _NO_BACKGROUND)


def _value_unless_ordinary(value: str, ordinary: set[str]) -> str:
    return "" if value.lower() in ordinary else value


def _background_if_single_color_word(values: dict[str, str]) -> str:
    value = values.get("background", "")
    return value if value and " " not in value and "(" not in value else ""
