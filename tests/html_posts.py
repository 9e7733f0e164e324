"""Hypothesis strategies for the HTML of posts, as Tistory's editors make it and real life breaks it.

`posts()` holds everything; `plain_posts()` only what Markdown has a word for, so that marks and structure can be compared one to
one; `broken_posts()` has tags missing and tags too many.
"""

import re
from functools import cache, wraps
from html import escape

from hypothesis import strategies as st

WORDS = ("가", "단어", "그는", "말했다.", "기록", "Python", "abc", "제목", "을", "는", "1", "24", "개")
"""What most text is made of."""

TRICKY = (
    '"단어"', "“인용”", "‘강조’", "(설명)", "[참고]", "[x]", "]", "[", "](", "[^1]", "[a]: b", "!", "![", "9시~10시", "11시~12시", "~", "~~",
    "|", "`", "``", "*", "**", "***", "_", "__", "snake_case", "a_b_c", "{", "}", "{#id}", "{{<", "{{%", "{{< x >}}", "{{% y %}}", ">}}", "{{",
    "{{</* z */>}}", "\\", "\\*", "&", "&amp;", "&copy;", "&#39;", "<", "<b>", "</p>", "<!--", "<3", ">", "#", "##", "1.", "2)", "1986.", "-", "+",
    "=", "==", "---", "***", "+++", ":", "::", "$", "$x$", "^", "https://example.com/a_b", "a@b.kr", "한글…", "—", "·", "。", "！", "😀", "👨‍👩‍👧", "①",
    "\xa0", "\u3000", "\u200b", "\ufeff", "   ", "\n", "\t", "~/.bashrc", "$ ls -l", "C:\\x", "‼️", "㎡", "e\u0301",
)  # fmt: skip
"""What means something to some parser, or is read in more than one way."""

ADDRESSES = (
    "https://example.com/", "https://example.com/a?b=1&c=2", "https://example.com/a?b=1&amp;copy=2", "/12", "#here", "https://example.com/(a)",
    "https://example.com/a)b", "https://example.com/가 나", "https://example.com/%EA%B0%80", "https://ex.com/{{<x", "a\\b", 'a"b', "a<b>", "a_b*c*d_e",
    "mailto:a@b.kr", "//ex.com/x", "https://ex.com/[x]", "javascript:alert(1)", " https://example.com/ ", "?q=`a`|b", "",
)  # fmt: skip

IMAGES = ("https://img.example/a.png", "a b.png", "/x(1).jpg", "https://img.example/{{<a.png", "https://img.example/_a_*b*.gif")
STYLES = (
    "color: #ee2323;", "background-color: #f3c000", "font-size: 1.2em; color: red", "font-weight: bold", "font-style: italic",
    "text-decoration: line-through", "text-decoration: underline", "font-family: 'Noto Sans'", "color: #333333", "letter-spacing: 0",
)  # fmt: skip
MARKS = ("b", "strong", "i", "em", "s", "del", "strike", "u", "code", "sub", "sup", "mark", "kbd", "ins", "samp")
LANGUAGES = ("", "python", "bash", "c++", "html")


def some(values):
    return st.sampled_from(tuple(values))


# Text

words = st.lists(some(WORDS) | some(TRICKY) | some(WORDS + (" ",)), min_size=1, max_size=5).map("".join)
"""Characters, not HTML."""

text = words.map(lambda value: escape(value, quote=False).replace("\xa0", "&nbsp;")) | some(
    ("A & B", "1 < 2", "&copy;", "&nbsp;", "a&b;c")
)
"""Text as HTML spells it, now and then carelessly."""

edges = some(("", "", "", "", "", " ", "&nbsp;", "<br>", " <br>", "\u3000", "\u200b", "\n"))
"""What editors leave just inside a tag."""

break_ = some(("<br>", "<br />", "<br><br>", "<br>\n", "<wbr>"))


def attributes(**named):
    return "".join(f' {name.strip("_").replace("_", "-")}="{escape(value)}"' for name, value in named.items() if value)


def joined(parts, least=1, most=3):
    return st.lists(parts, min_size=least, max_size=most).map("".join)


def shared(build):
    """Strategies hold strategies: each is made once, when it is first drawn from."""

    @cache
    def made(*arguments):
        return st.deferred(lambda: build(*arguments))

    return wraps(build)(made)


# Inlines


@shared
def inline(depth, more=False):
    """Inline content; `more` adds what Markdown has no word for."""
    if not depth:
        return text
    inner = joined(inline(depth - 1, more))
    marked = st.tuples(some(MARKS), edges, inner | st.just(""), edges).map(lambda it: f"<{it[0]}>{it[1]}{it[2]}{it[3]}</{it[0]}>")
    span = st.tuples(some(STYLES), inner).map(lambda it: f'<span style="{it[0]}">{it[1]}</span>')
    link = st.tuples(some(ADDRESSES), edges, inner, some(("", "", '제"목', "a\\"))).map(
        lambda it: f"<a{attributes(href=it[0], title=it[3])}>{it[1]}{it[2]}</a>"
    )
    address = some(ADDRESSES).map(lambda url: f"<a{attributes(href=url)}>{escape(url)}</a>")
    image = st.tuples(some(IMAGES), words | st.just("")).map(lambda it: f"<img{attributes(src=it[0], alt=it[1])}>")
    beside = st.tuples(some(MARKS), some(MARKS), text, text).map(
        lambda it: f"<{it[0]}>{it[2]}</{it[0]}><{it[1]}>{it[3]}</{it[1]}>"
    )
    kinds = text | text | marked | marked | span | link | beside | image | break_ | address
    if more:
        ruby = st.tuples(text, text).map(lambda it: f"<ruby>{it[0]}<rp>(</rp><rt>{it[1]}</rt><rp>)</rp></ruby>")
        font = st.tuples(some(("red", "#000")), inner).map(lambda it: f'<font color="{it[0]}" size="5">{it[1]}</font>')
        other = st.tuples(some(("q", "abbr", "cite", "label", "small", "time", "button")), inner).map(
            lambda it: f"<{it[0]}>{it[1]}</{it[0]}>"
        )
        island = some(
            (
                "<svg><text>그림</text></svg>",
                "<math><mi>x</mi></math>",
                "<select><option>하나</select>",
                "<textarea>글</textarea>",
            )
        )
        kinds = kinds | ruby | font | other | island
    return kinds


@shared
def line(more=False):
    return joined(inline(3, more), most=4)


# Blocks


def element(tags, inner, looks=("",)):
    return st.tuples(some(tags), some(looks), inner).map(lambda it: f"<{it[0]}{it[1]}>{it[2]}</{it[0]}>")


@shared
def pre():
    shown = joined(
        text | some(("\n", "\n\n", "  ", "\t", "```\n", "~~~\n", "    ", "<br>", "# 제목\n", "<span>x</span>", "&nbsp;")),
        least=0,
        most=6,
    )
    chosen = some(LANGUAGES).map(lambda language: f' data-ke-type="codeblock" data-ke-language="{language}"' if language else "")
    inside = some(LANGUAGES).map(lambda language: f' class="language-{language}"' if language else "")
    return st.tuples(chosen, shown).map(lambda it: f"<pre{it[0]}>x{it[1]}</pre>") | st.tuples(inside, shown).map(
        lambda it: f"<pre><code{it[0]}>x{it[1]}</code></pre>"
    )


@shared
def item(depth, more=False):
    box = some(("", "", "", "", '<input type="checkbox"> ', '<input type="checkbox" checked disabled>'))
    inner = (
        line(more)
        if not depth
        else line(more) | st.tuples(line(more), lists(depth - 1, more)).map("".join) | blocks(depth - 1, more)
    )
    return st.tuples(box, inner | st.just("")).map(lambda it: f"<li>{it[0] if not it[1].startswith('<') else ''}{it[1]}</li>")


@shared
def lists(depth, more=False):
    items = joined(item(depth, more), most=3)
    tags = some(("ul", "ul", "ol", "ol start=3", 'ul data-ke-list-type="disc"'))
    nested_directly = st.tuples(item(0), items).map(lambda it: f"<ul>{it[0]}<ul>{it[1]}</ul></ul>")
    return st.tuples(tags, items).map(lambda it: f"<{it[0]}>{it[1]}</{it[0].split()[0]}>") | nested_directly


@shared
def cell(depth, more=False):
    inner = line(more) | st.just("") | st.just("&nbsp;")
    if depth:
        inner = inner | blocks(depth - 1, more)
    looks = some(("", "", "", ' align="right"', ' style="text-align: center;"', ' colspan="2"', ' rowspan="2"'))
    return st.tuples(some(("td", "td", "td", "th")), looks, inner).map(lambda it: f"<{it[0]}{it[1]}>{it[2]}</{it[0]}>")


@shared
def table(depth, more=False):
    row = joined(cell(depth, more), most=3).map(lambda cells: f"<tr>{cells}</tr>")
    body = joined(row, most=3)
    head = joined(line(more).map(lambda inner: f"<th>{inner}</th>"), most=3).map(lambda cells: f"<thead><tr>{cells}</tr></thead>")
    return st.tuples(line(more).map(lambda inner: f"<caption>{inner}</caption>") | st.just(""), head | st.just(""), body).map(
        lambda it: f"<table>{it[0]}{it[1]}<tbody>{it[2]}</tbody></table>"
    )


@shared
def blocks(depth, more=False):
    looks = ("", "", ' data-ke-size="size16"', ' style="text-align: center;"', ' align="right"')
    paragraph = element(("p", "p", "div"), line(more), looks)
    heading = element(("h1", "h2", "h3", "h4", "h5", "h6"), line(more), looks)
    spacer = some(("<p>&nbsp;</p>", "<p><br></p>", "<p></p>", "<hr>", '<hr data-ke-style="style1">', "\n"))
    figure = st.tuples(some(IMAGES), line(more)).map(
        lambda it: f'<figure><img src="{it[0]}"><figcaption>{it[1]}</figcaption></figure>'
    )
    kinds = [paragraph, paragraph, paragraph, heading, spacer, pre(), line(more), figure]
    if depth:
        inner = joined(blocks(depth - 1, more))
        kinds += [lists(depth, more), lists(depth, more), table(depth, more), element(("blockquote", "div", "section"), inner)]
        kinds += [element(("b", "i", "s"), inner)]
        kinds += [st.tuples(line(more), inner).map(lambda it: f"<details><summary>{it[0]}</summary>{it[1]}</details>")]
        if more:
            kinds += [curious(depth, inner)]
    return st.one_of(kinds)


def curious(depth, inner):
    """What only a blog has, and what only a browser understands."""
    label = line()
    fold = st.tuples(text, inner).map(
        lambda it: (
            f'<div data-ke-type="moreLess" data-text-more="더보기"><a class="btn-toggle-moreless">{it[0]}</a>'
            f'<div class="moreless-content">{it[1]}</div></div>'
        )
    )
    card = st.tuples(some(ADDRESSES), text, text).map(
        lambda it: (
            f'<figure data-ke-type="opengraph"><a href="{escape(it[0])}"><div class="og-image"></div><div class="og-text">'
            f'<p class="og-title">{it[1]}</p><p class="og-desc">{it[2]}</p><p class="og-host">example.com</p></div></a></figure>'
        )
    )
    image = st.tuples(some(IMAGES), label).map(
        lambda it: (
            f'<figure class="imageblock alignCenter" data-filename="사진.png"><span data-url="{it[0]}"><img src="{it[0]}"></span>'
            f"<figcaption>{it[1]}</figcaption></figure>"
        )
    )
    gallery = st.tuples(st.lists(some(IMAGES), min_size=1, max_size=3), text).map(
        lambda it: (
            '<figure class="imagegridblock"><div class="image-container">'
            + "".join(f'<span><img src="{url}"></span>' for url in it[0])
            + f"</div><figcaption>{it[1]}</figcaption></figure>"
        )
    )
    video = some(
        (
            '<figure data-ke-type="video" data-video-url="https://youtu.be/abcDEF12345"><iframe src="https://youtu.be/abcDEF12345"></iframe>'
            "<figcaption>영상 설명</figcaption></figure>",
            '<iframe src="https://www.youtube.com/embed/abcDEF12345?start=7" width="560"></iframe>',
            '<iframe src="https://player.vimeo.com/video/76979871"></iframe>',
            '<iframe src="https://example.com/{{<x" title="지도 {{< x >}}"></iframe>',
            '<video><source src="a.mp4"></video>',
            '<object><param name="movie" value="https://www.youtube.com/v/abcDEF12345"></object>',
        )
    )
    file = st.tuples(some(ADDRESSES), text).map(
        lambda it: (
            f'<figure class="fileblock"><a href="{escape(it[0])}"><div class="desc"><div class="filename"><span class="name">{it[1]}</span></div>'
            '<div class="size">0.34MB</div></div></a></figure>'
        )
    )
    terms = st.tuples(label, inner).map(lambda it: f"<dl><dt>{it[0]}</dt><dd>{it[1]}</dd><dd>둘째</dd></dl>")
    form = st.tuples(label, text).map(lambda it: f'<form><label>{it[0]}</label><input name="q"><button>{it[1]}</button></form>')
    stray = st.tuples(label, label).map(lambda it: f"<li>{it[0]}</li><li>{it[1]}</li>")
    wrapped = element(("center", "address", "fieldset", "main", "article", "menu", "dir", "hgroup"), inner)
    lines = label.map(lambda it: f'<div style="white-space: pre-wrap">{it}\n둘째 줄\n\n셋째 줄</div>')
    nested = st.tuples(label, label).map(
        lambda it: f"<table><tr><td>{it[0]}<table><tr><td>{it[1]}</td></tr></table></td></tr></table>"
    )
    heavy = inner.map(lambda it: f"<h2>{it}</h2>")
    return st.one_of(fold, card, image, gallery, video, file, terms, form, stray, wrapped, lines, nested, heavy)


# Posts


def posts(depth=2, most=4):
    """Posts with everything in them."""
    return joined(blocks(depth, True), most=most)


def plain_posts(depth=2, most=3):
    """Posts of marks, links, images, headings, lists, tables, quotes, code and rules."""
    return joined(blocks(depth), most=most)


STRAYS = (
    "<b>", "<i>", "<a href='/x'>", "<span style='color:red'>", "</p>", "<p>", "</div>", "<div>", "</b>", "</a>", "<li>", "<ul>", "</ul>", "<td>",
    "<tr>", "<table>", "</table>", "<blockquote>", "</span>", "<h2>", "<pre>", "<code>", "<br/", "<details>", "<!--", "-->", "<![CDATA[", "<?php", "<",
    "&", "<figure>", "<dl>", "<dt>", "<iframe>", "<form>", "<button>", "<font", "</>", "<s", "<title>", "<summary>",
)  # fmt: skip
_TAG = re.compile(r"<[^>]*>")


def broken(post, wounds):
    """A post with tags taken out, and stray ones put in their place."""
    tags = list(_TAG.finditer(post))
    for place, stray in wounds:
        if tags:
            tag = tags[place % len(tags)]
            post = post[: tag.start()] + stray + post[tag.end() :]
            tags = list(_TAG.finditer(post))
    return post


def broken_posts(depth=2):
    """Posts no browser complains about, though it should."""
    wounds = st.lists(st.tuples(st.integers(0, 60), some(STRAYS) | st.just("")), min_size=1, max_size=4)
    return st.builds(broken, posts(depth), wounds)


soup = st.lists(some(STRAYS) | text, max_size=30).map("".join)
"""Tags without any sense."""
