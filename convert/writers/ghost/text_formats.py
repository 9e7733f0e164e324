"""The formats of a text as Ghost's renderer shows them: it closes one too few where three end one after another.

`render` in `TextContent.js` of @tryghost/kg-lexical-html-renderer 1.5.1 (Ghost 6.65), step by step. When a format ends it closes
the innermost tag, whichever that is, so that a text may get a format it has not, or lose one.
"""

from collections.abc import Sequence
from typing import Final

BOLD, ITALIC, STRIKETHROUGH, UNDERLINE, CODE, SUBSCRIPT, SUPERSCRIPT, HIGHLIGHT = (1 << number for number in range(8))

TAGS: Final = {
    BOLD: "strong",
    ITALIC: "em",
    STRIKETHROUGH: "s",
    UNDERLINE: "u",
    CODE: "code",
    SUBSCRIPT: "sub",
    SUPERSCRIPT: "sup",
    HIGHLIGHT: "mark",
}
"""The tag of each format, by its bit, in the order in which the renderer looks at them (`FORMAT_TAG_MAP`)."""

LINK: Final = -1
"""Stands for a link, before which every format is closed."""


def formats_renderer_puts_around_each_text(formats: Sequence[int]) -> list[tuple[int, ...]]:
    """Of each text the formats it is shown in, from the outside in; of a link none. `formats` are texts and links in a row."""
    open_formats: list[int] = []
    shown: list[tuple[int, ...]] = []
    for number, format_bits in enumerate(formats):
        if format_bits == LINK:
            shown.append(())
            continue
        if format_bits:
            open_formats += _formats_to_open_with_soonest_used_again_first(formats, number, open_formats)
        shown.append(tuple(open_formats))
        if format_bits:
            then = formats[number + 1] if number + 1 < len(formats) else LINK
            ending = sum(then == LINK or not then & bit for bit in open_formats)
            del open_formats[len(open_formats) - ending :]
    return shown


def are_formats_shown_as_given(formats: Sequence[int]) -> bool:
    """Whether every text is shown in its own formats and no others."""
    return all(
        [
            format_bits in (LINK, sum(shown))
            for format_bits, shown in zip(formats, formats_renderer_puts_around_each_text(formats), strict=True)
        ]
    )


def _formats_to_open_with_soonest_used_again_first(formats: Sequence[int], number: int, open_formats: Sequence[int]) -> list[int]:
    """Those of a text that are not open, first those that a text behind it, before a link, has soonest."""
    wanted = [bit for bit in TAGS if formats[number] & bit and bit not in open_formats]
    return sorted(wanted, key=lambda bit: _next_place_with_format_or_length(formats, number, bit)) if len(wanted) > 1 else wanted


def _next_place_with_format_or_length(formats: Sequence[int], number: int, bit: int) -> int:
    """The place of the next text in a format; behind all of them where there is none before a link."""
    for place in range(number + 1, len(formats)):
        if formats[place] == LINK:
            break
        if formats[place] & bit:
            return place
    return len(formats)
