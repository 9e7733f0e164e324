"""Helper: the blocks of the posts of `html_posts`: what every page has, what only a blog has, and what only a browser understands."""

from collections.abc import Sequence
from functools import partial
from html import escape

from html_inlines import Lot, Part, careless_text, line, perhaps, several, spelled_text, text
from html_words import ADDRESSES, IMAGES, LANGUAGES


def element(lot: Lot, tags: Sequence[str], inner: Part, looks: Sequence[str] = ("",)) -> str:
    tag, look = lot.of(tags), lot.of(looks)
    return f"<{tag}{look}>{inner(lot)}</{tag}>"


LOOKS = ("", "", ' data-ke-size="size16"', ' style="text-align: center;"', ' align="right"')
SPACERS = ("<p>&nbsp;</p>", "<p><br></p>", "<p></p>", "<hr>", '<hr data-ke-style="style1">', "\n")


def _paragraph(lot: Lot, depth: int, more: bool) -> str:
    return element(lot, ("p", "p", "div"), partial(line, more=more), LOOKS)


def _heading(lot: Lot, depth: int, more: bool) -> str:
    return element(lot, ("h1", "h2", "h3", "h4", "h5", "h6"), partial(line, more=more), LOOKS)


def _spacer(lot: Lot, depth: int, more: bool) -> str:
    return lot.of(SPACERS)


def _line(lot: Lot, depth: int, more: bool) -> str:
    return line(lot, more)


def _figure(lot: Lot, depth: int, more: bool) -> str:
    return f'<figure><img src="{lot.of(IMAGES)}"><figcaption>{line(lot, more)}</figcaption></figure>'


CODE = ("\n", "\n\n", "  ", "\t", "```\n", "~~~\n", "    ", "<br>", "# 제목\n", "<span>x</span>", "&nbsp;")


def code(lot: Lot) -> str:
    return several(lot, lambda lot: lot.of((spelled_text, careless_text, lambda lot: lot.of(CODE)))(lot), least=0, most=6)


def _code_of_the_editor(lot: Lot, depth: int, more: bool) -> str:
    language = lot.of(LANGUAGES)
    named = f' data-ke-type="codeblock" data-ke-language="{language}"' if language else ""
    return f"<pre{named}>x{code(lot)}</pre>"


def _code(lot: Lot, depth: int, more: bool) -> str:
    language = lot.of(LANGUAGES)
    named = f' class="language-{language}"' if language else ""
    return f"<pre><code{named}>x{code(lot)}</code></pre>"


BOXES = ("", "", "", "", '<input type="checkbox"> ', '<input type="checkbox" checked disabled>')


def item(lot: Lot, depth: int, more: bool) -> str:
    box = lot.of(BOXES)
    inner = perhaps(lot, lambda lot: lot.of((_line, _line_and_list, blocks) if depth else (_line,))(lot, depth - 1, more))
    return f"<li>{box if not inner.startswith('<') else ''}{inner}</li>"


def _line_and_list(lot: Lot, depth: int, more: bool) -> str:
    return line(lot, more) + lot.of((_list, _list_in_list))(lot, depth, more)


def _items(lot: Lot, depth: int, more: bool) -> str:
    return several(lot, lambda lot: item(lot, depth, more))


def _list(lot: Lot, depth: int, more: bool) -> str:
    tag = lot.of(("ul", "ul", "ol", "ol start=3", 'ul data-ke-list-type="disc"'))
    return f"<{tag}>{_items(lot, depth, more)}</{tag.split()[0]}>"


def _list_in_list(lot: Lot, depth: int, more: bool) -> str:
    return f"<ul>{item(lot, 0, False)}<ul>{_items(lot, depth, more)}</ul></ul>"


CELLS = ("", "", "", ' align="right"', ' style="text-align: center;"', ' colspan="2"', ' rowspan="2"')


def cell(lot: Lot, depth: int, more: bool) -> str:
    empty = (lambda *_: "", lambda *_: "&nbsp;")
    tag, look = lot.of(("td", "td", "td", "th")), lot.of(CELLS)
    inner = lot.of((_line, *empty, blocks) if depth else (_line, *empty))(lot, depth - 1, more)
    return f"<{tag}{look}>{inner}</{tag}>"


def row(lot: Lot, depth: int, more: bool) -> str:
    return f"<tr>{several(lot, lambda lot: cell(lot, depth, more))}</tr>"


def head(lot: Lot, more: bool) -> str:
    return f"<thead><tr>{several(lot, lambda lot: f'<th>{line(lot, more)}</th>')}</tr></thead>"


def _table(lot: Lot, depth: int, more: bool) -> str:
    caption = perhaps(lot, lambda lot: f"<caption>{line(lot, more)}</caption>")
    rows = perhaps(lot, lambda lot: head(lot, more)), several(lot, lambda lot: row(lot, depth, more))
    return f"<table>{caption}{rows[0]}<tbody>{rows[1]}</tbody></table>"


def inner_blocks(lot: Lot, depth: int, more: bool) -> str:
    return several(lot, lambda lot: blocks(lot, depth - 1, more))


def _box(lot: Lot, depth: int, more: bool) -> str:
    return element(lot, ("blockquote", "div", "section"), lambda lot: inner_blocks(lot, depth, more))


def _marked_blocks(lot: Lot, depth: int, more: bool) -> str:
    return element(lot, ("b", "i", "s"), lambda lot: inner_blocks(lot, depth, more))


def _details(lot: Lot, depth: int, more: bool) -> str:
    return f"<details><summary>{line(lot, more)}</summary>{inner_blocks(lot, depth, more)}</details>"


def _curious(lot: Lot, depth: int, more: bool) -> str:
    return lot.of(CURIOUS)(lot, lambda lot: inner_blocks(lot, depth, more))


BLOCKS = (_paragraph, _paragraph, _paragraph, _heading, _spacer, _code_of_the_editor, _code, _line, _figure)
DEEP = (*BLOCKS, _list, _list_in_list, _table, _box, _marked_blocks, _details)


def blocks(lot: Lot, depth: int, more: bool) -> str:
    """One block."""
    kinds = BLOCKS if not depth else (*DEEP, _curious) if more else DEEP
    return lot.of(kinds)(lot, depth, more)


# What only a blog has, and what only a browser understands: each with what is in it


def _fold(lot: Lot, inner: Part) -> str:
    return (
        f'<div data-ke-type="moreLess" data-text-more="더보기"><a class="btn-toggle-moreless">{text(lot)}</a>'
        f'<div class="moreless-content">{inner(lot)}</div></div>'
    )


def _card(lot: Lot, inner: Part) -> str:
    return (
        f'<figure data-ke-type="opengraph"><a href="{escape(lot.of(ADDRESSES))}"><div class="og-image"></div><div class="og-text">'
        f'<p class="og-title">{text(lot)}</p><p class="og-desc">{text(lot)}</p><p class="og-host">example.com</p></div></a></figure>'
    )


def _image_block(lot: Lot, inner: Part) -> str:
    url = lot.of(IMAGES)
    return (
        f'<figure class="imageblock alignCenter" data-filename="사진.png"><span data-url="{url}"><img src="{url}"></span>'
        f"<figcaption>{line(lot)}</figcaption></figure>"
    )


def _gallery(lot: Lot, inner: Part) -> str:
    images = several(lot, lambda lot: f'<span><img src="{lot.of(IMAGES)}"></span>')
    return (
        f'<figure class="imagegridblock"><div class="image-container">{images}</div><figcaption>{text(lot)}</figcaption></figure>'
    )


PLAYERS = (
    '<figure data-ke-type="video" data-video-url="https://youtu.be/abcDEF12345"><iframe src="https://youtu.be/abcDEF12345"></iframe>'
    "<figcaption>영상 설명</figcaption></figure>",
    '<iframe src="https://www.youtube.com/embed/abcDEF12345?start=7" width="560"></iframe>',
    '<iframe src="https://player.vimeo.com/video/76979871"></iframe>',
    '<iframe src="https://example.com/{{<x" title="지도 {{< x >}}"></iframe>',
    '<video><source src="a.mp4"></video>',
    '<object><param name="movie" value="https://www.youtube.com/v/abcDEF12345"></object>',
)


def _player(lot: Lot, inner: Part) -> str:
    return lot.of(PLAYERS)


def _file(lot: Lot, inner: Part) -> str:
    return (
        f'<figure class="fileblock"><a href="{escape(lot.of(ADDRESSES))}"><div class="desc"><div class="filename"><span class="name">'
        f'{text(lot)}</span></div><div class="size">0.34MB</div></div></a></figure>'
    )


def _terms(lot: Lot, inner: Part) -> str:
    return f"<dl><dt>{line(lot)}</dt><dd>{inner(lot)}</dd><dd>둘째</dd></dl>"


def _form(lot: Lot, inner: Part) -> str:
    return f'<form><label>{line(lot)}</label><input name="q"><button>{text(lot)}</button></form>'


def _stray_items(lot: Lot, inner: Part) -> str:
    return f"<li>{line(lot)}</li><li>{line(lot)}</li>"


def _wrapped(lot: Lot, inner: Part) -> str:
    return element(lot, ("center", "address", "fieldset", "main", "article", "menu", "dir", "hgroup"), inner)


def _lines(lot: Lot, inner: Part) -> str:
    return f'<div style="white-space: pre-wrap">{line(lot)}\n둘째 줄\n\n셋째 줄</div>'


def _table_in_table(lot: Lot, inner: Part) -> str:
    return f"<table><tr><td>{line(lot)}<table><tr><td>{line(lot)}</td></tr></table></td></tr></table>"


def _heavy(lot: Lot, inner: Part) -> str:
    return f"<h2>{inner(lot)}</h2>"


CURIOUS = (
    _fold, _card, _image_block, _gallery, _player, _file, _terms, _form, _stray_items, _wrapped, _lines, _table_in_table, _heavy,
)  # fmt: skip
