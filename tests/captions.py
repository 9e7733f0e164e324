"""Helper: what Markdown says of pictures with captions in posts of `html_posts`: captions in italics, which describe pictures, too."""

import re
from html import escape

from visible import visible_text

_PICTURE = re.compile(r'<img src="([^"]*)">(</span>)?<figcaption>(.*?)</figcaption>', re.DOTALL)
_NO_WIDTH = re.compile("[\u200b\ufeff]")
_CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)
_BREAK = re.compile(r"<br\b[^>]*>")
_IMAGE = re.compile(r'<img\b(?:[^>]*\balt="([^"]*)")?[^>]*>')
_CELL, _CELL_END = re.compile(r"<t[dh]\b"), re.compile(r"</t[dh]\b")
_NO_TEXT = re.compile(r"<(?=[A-Za-z/])(?!/?(?:b|strong|i|em|s|strike|del|u|span|mark)\b)")


def as_written(html: str, captions: str = "italic", *, has_cells: bool = True) -> str:
    """A post with what its Markdown says besides, under an option `captions`; without cells where tables of blocks become lists."""
    described = _PICTURE.sub(lambda match: _described(match, captions == "title", has_cells), html)
    return described if captions in ("paragraph", "html") else in_italics(described, has_cells=has_cells)


def _described(match: re.Match[str], is_title: bool, has_cells: bool) -> str:
    spelled = _IMAGE.sub(lambda image: image[1] or "", _BREAK.sub(" ", match[3]))
    words = escape(" ".join(_NO_WIDTH.sub("", visible_text(spelled)).split()))
    label = (
        ""
        if is_title and not _NO_TEXT.search(match[3]) and not (has_cells and _is_in_cell(match))
        else f"<figcaption>{match[3]}</figcaption>"
    )
    return f'<img src="{match[1]}" alt="{words}">{match[2] or ""}{label}'


def in_italics(html: str, *, has_cells: bool = True) -> str:
    """A page with its captions in italics, as they are wherever there is no element for them; in cells they are lines."""
    return _CAPTION.sub(
        lambda match: match[0] if has_cells and _is_in_cell(match) else f"<figcaption><em>{match[1]}</em></figcaption>", html
    )


def _is_in_cell(match: re.Match[str]) -> bool:
    before = match.string[: match.start()]
    return len(_CELL.findall(before)) > len(_CELL_END.findall(before))
