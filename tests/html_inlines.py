"""Helper: what stands in a line of the posts of `html_posts`, drawn by lot.

A block is drawn at once, as bytes, and every choice in it is made by the next of them: a strategy for each choice took two thirds of
the time of all laws. The first of what there is to choose from is the simplest, and bytes that are used up are zeros, so that
hypothesis still finds a small post that breaks a law.
"""

from collections.abc import Callable, Sequence
from html import escape

from html_words import (
    ADDRESSES,
    BREAKS,
    CARELESS,
    EDGES,
    IMAGES,
    MARKS,
    STYLES,
    TRICKY,
    WORDS,
)


class Lot:
    """Choices, one byte for each."""

    def __init__(self, data: bytes) -> None:
        self._bytes = iter(data)

    def between(self, least: int, most: int) -> int:
        return least + next(self._bytes, 0) % (most - least + 1)

    def of(self, values: Sequence):
        return values[self.between(0, len(values) - 1)]


Part = Callable[[Lot], str]
"""A kind of text, element or block, drawn by lot."""


def several(lot: Lot, part: Part, least: int = 1, most: int = 3) -> str:
    return "".join([part(lot) for _ in range(lot.between(least, most))])


def attributes(**named):
    return "".join(f' {name.strip("_").replace("_", "-")}="{escape(value)}"' for name, value in named.items() if value)


# Text


def words(lot: Lot) -> str:
    """Characters, not HTML."""
    return several(lot, lambda lot: lot.of(lot.of((WORDS, TRICKY, (*WORDS, " ")))), most=5)


def text(lot: Lot) -> str:
    """Text as HTML spells it, now and then carelessly."""
    return lot.of((spelled_text, careless_text))(lot)


def spelled_text(lot: Lot) -> str:
    return escape(words(lot), quote=False).replace("\xa0", "&nbsp;")


def careless_text(lot: Lot) -> str:
    return lot.of(CARELESS)


# Inlines: each with how deep what is in it may be, and whether that may be what Markdown has no word for


def inline(lot: Lot, depth: int, more: bool) -> str:
    return lot.of(MORE_INLINES if more else INLINES)(lot, depth - 1, more) if depth else text(lot)


def inlines(lot: Lot, depth: int, more: bool) -> str:
    return several(lot, lambda lot: inline(lot, depth, more))


def line(lot: Lot, more: bool = False) -> str:
    return several(lot, lambda lot: inline(lot, 3, more), most=4)


def perhaps(lot: Lot, part: Part) -> str:
    return part(lot) if lot.of((True, False)) else ""


def _text(lot: Lot, depth: int, more: bool) -> str:
    return text(lot)


def _marked(lot: Lot, depth: int, more: bool) -> str:
    mark, before, behind = lot.of(MARKS), lot.of(EDGES), lot.of(EDGES)
    return f"<{mark}>{before}{perhaps(lot, lambda lot: inlines(lot, depth, more))}{behind}</{mark}>"


def _span(lot: Lot, depth: int, more: bool) -> str:
    return f'<span style="{lot.of(STYLES)}">{inlines(lot, depth, more)}</span>'


def _link(lot: Lot, depth: int, more: bool) -> str:
    named = attributes(href=lot.of(ADDRESSES), title=lot.of(("", "", '제"목', "a\\")))
    return f"<a{named}>{lot.of(EDGES)}{inlines(lot, depth, more)}</a>"


def _address(lot: Lot, depth: int, more: bool) -> str:
    url = lot.of(ADDRESSES)
    return f"<a{attributes(href=url)}>{escape(url)}</a>"


def _image(lot: Lot, depth: int, more: bool) -> str:
    return f"<img{attributes(src=lot.of(IMAGES), alt=perhaps(lot, words))}>"


def _beside(lot: Lot, depth: int, more: bool) -> str:
    one, other = lot.of(MARKS), lot.of(MARKS)
    return f"<{one}>{text(lot)}</{one}><{other}>{text(lot)}</{other}>"


def _break(lot: Lot, depth: int, more: bool) -> str:
    return lot.of(BREAKS)


def _ruby(lot: Lot, depth: int, more: bool) -> str:
    return f"<ruby>{text(lot)}<rp>(</rp><rt>{text(lot)}</rt><rp>)</rp></ruby>"


def _font(lot: Lot, depth: int, more: bool) -> str:
    return f'<font color="{lot.of(("red", "#000"))}" size="5">{inlines(lot, depth, more)}</font>'


def _other(lot: Lot, depth: int, more: bool) -> str:
    tag = lot.of(("q", "abbr", "cite", "label", "small", "time", "button"))
    return f"<{tag}>{inlines(lot, depth, more)}</{tag}>"


ISLANDS = (
    "<svg><text>그림</text></svg>", "<math><mi>x</mi></math>", "<select><option>하나</select>", "<textarea>글</textarea>",
)  # fmt: skip


def _island(lot: Lot, depth: int, more: bool) -> str:
    return lot.of(ISLANDS)


INLINES = (_text, _text, _text, _text, _marked, _marked, _span, _link, _beside, _image, _break, _address)
MORE_INLINES = (*INLINES, _ruby, _font, _other, _island)
