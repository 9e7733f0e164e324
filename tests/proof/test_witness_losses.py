"""The witness: what is lost is missing, and what is shown in another way is kept."""

import re
from contextlib import contextmanager
from functools import lru_cache
from unittest.mock import patch

import pytest
from html_posts import plain_posts
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import law
from witnessed import HUGO, SAMPLES, page_of, read, shown

import convert
from convert.batch.check import WITH
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone, reader_and_options_or_raise
from convert.model import Document, Meta
from convert.model.walk import plain_text
from convert.proof.witness import missing_from_page, verdict
from convert.proof.witness.block_matching import without_blocks_shown_alike
from convert.proof.witness.glance import is_plainly_shown
from convert.proof.witness.original_html import html_of_original
from convert.proof.witness.verdict import verdict_on
from convert.proof.witness.visible_page import visible_page_of
from convert.sources.evidence import (
    Evidence,
    Original,
    Testimony,
)
from convert.sources.source import Source

TWICE = {
    "cert-summary.pdf": "the text inside the object leads there, too",
    "미리보기를 지원하지 않는 브라우저입니다. 파일 열기": "the text inside the object, which is seen where that is not",
}
"""Blocks all of which another block says again, or nobody sees."""


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_block_of_a_sample_is_missed(path):
    """Each block that shows anything, left out alone; the page of the rest lacks it."""
    source = Source(str(path), path.read_bytes(), path.name)
    module, options = reader_and_options_or_raise(guess_own_reader_or_foreign_if_sure_or_alone(source).reader)
    evidence = Evidence()
    (document,) = module.read(source, options, evidence)
    for number, block in enumerate(document.children):
        if plain_text((block,)).strip() in TWICE:
            continue
        rest = replace(document, children=(*document.children[:number], *document.children[number + 1 :]))
        assert missing_from_page(evidence.testimony, page_of(rest)), plain_text((block,))


UNUSUAL = (
    '<iframe src="https://www.youtube.com/embed/abcDEF12345"></iframe>',
    "<p>가 <span style='display: block'>나</span> 다</p>",
    '<script async src="https://example.com/ad.js"></script>',
    "<!-- 빈 자리 --><div><p>가</p><!-- > --></div>",
    "<p style='white-space: pre-line'>가\n나</p>",
    "<p>각주<a href='#fn1'>1</a></p><p id='fn1'>글</p>",
    "<style>p { color: red }</style><!-- <p>가</p> -->",
    "<script>document.write('<p>나</p>')</script>",
    "<script type='math/tex'>x < y</script>",
    "<svg><path d='M0 0'/><style/><text>그림</text></svg>",
    "<p title='<b>'>가</p><p title='a > b'>나</p>",
    "<div style='display: none'><p>숨김</p></div>",
    "<div>가 < 나</div> 다<b>라",
    "<b><p>가</b></p><div><p>나</div>",
    "<textarea></p></textarea><pre>가<p>나</pre>",
    "<p>가<div>나</div></p></div>",
    "<table>가<tr><td><p>나</table>",
    "<title/>가<noscript><img src='a.png'></noscript>",
    "<!-- 끝 --><p>가<!-- 나 -->다</p><title>제목</title><style>p { color: red }</style>",
    "<noscript><img src='b.png'></noscript><p title='<!-- '>라</p><p title=' -->'>마</p>",
    "<svg><defs><path d='M0 0'/></defs><title>글</title><text>가</text>\n<text>나</text></svg>",
    "<svg><defs><p>다</p></defs></svg><svg><metadata><a href='b'>라</a></metadata></svg>",
    '<figure><iframe src="https://www.youtube.com/embed/abc_1?rel=0"></iframe></figure><p>https://www.youtube.com/watch?v=abc_1</p>',
    '<p><a href="https://www.youtube.com/watch?v=abc_2">노래</a></p><iframe src="https://youtube.com/embed/abc_2"></iframe>',
    '<iframe src="https://play-tv.kakao.com/embed/player/cliplink/12?service=x"></iframe><p><a href="https://tv.kakao.com/v/12">가</a>',
    "<p><img src='https://example.com/a%20b.png' alt='it\"s'></p><P>가<BR>나</P><!DOCTYPE html>",
    "<p>가<button>나</button>다 <label>라</label></p><bold>마</bold> <한글> </바> <? 사>",
    '<a href="https://example.com/d"><div>가</div>\n<div>나</div></a><a href="https://example.com/d">가</a><ul><li>다</ul>',
    "<p>가\n나</p><pre>다\n라<pre>마\n바</pre>사\n아</pre><p>자\n차</p>",
    '<p style="display:inline">가</p><p style="display:inline">나</p><div style="display:flex"><span>다</span><span>라</span></div>',
    '<p><img src="cfile2.uf.252C1E4D514867F5135B59.png"></p>',
)


def without_some_blocks(blocks):
    """The blocks of a post, and less of them or in another order."""
    half = len(blocks) // 2
    return blocks, blocks[1:], blocks[:-1], blocks[:half] + blocks[half + 1 :], blocks[half:] + blocks[:half]


_HELD = re.compile(r"(<(?:h[1-6]|li|t[dh]|a|pre)\b[^>]*>)([^<]+)(</\w+>)")
_HELD_OUTSIDE_TABLES = re.compile(r"(<(?:h[1-6]|li|a|pre)\b[^>]*>)([^<]+)(</\w+>)")
"""Words between cells a parser puts before the table, where a close look may take them for words it misses there: no loss."""


def pages_of_parts(parts, held=_HELD):
    """The pages of parts of a post, and what is in part hidden of each: those that differ, since few parts of a short post do."""
    return list(dict.fromkeys(page for children in parts for page in in_part_hidden(page_of(Document(Meta(), children)), held)))


@contextmanager
def seeing_each_page_once():
    """A source is compared with some dozens of pages, and each of these several times: what is seen of one is always the same."""
    with patch.object(verdict, "visible_page_of", lru_cache(maxsize=None)(visible_page_of)):
        yield


@given(plain_posts(), st.sampled_from(("", *UNUSUAL)), plain_posts())
@law(200)
def test_what_a_glance_passes_a_close_look_passes(before, unusual, after):
    """Also where a block is gone, or stands elsewhere: a glance may be unsure, but never wrong."""
    document, testimony = read(before + unusual + after)
    with seeing_each_page_once():
        for page in pages_of_parts(without_some_blocks(document.children)):
            if is_plainly_shown(html_of_original(testimony.original), page, testimony.left_out, testimony.moved):
                assert verdict_on(testimony, page).missing == ()


@given(plain_posts(), st.sampled_from(UNUSUAL), plain_posts())
@law(100)
def test_what_block_by_block_is_not_missing_a_close_look_does_not_miss(before, unusual, after):
    """Also where a block is gone. Of blocks that only change places nothing is missing, though a close look may say so."""
    document, testimony = read(before + unusual + after)
    with seeing_each_page_once():
        for page in pages_of_parts(without_some_blocks(document.children)[:-1], _HELD_OUTSIDE_TABLES):
            if missing_from_page(testimony, page) == ():
                assert verdict_on(testimony, page).missing == ()


@given(plain_posts(), st.sampled_from(("", *UNUSUAL)), plain_posts())
@law(50)
def test_a_post_that_is_alone_misses_what_it_misses_among_others(before, unusual, after):
    document, testimony = read(before + unusual + after)
    with seeing_each_page_once():
        for page in pages_of_parts(without_some_blocks(document.children)):
            assert missing_from_page(testimony, page, is_alone=True) == missing_from_page(testimony, page)


def in_part_hidden(page, held=_HELD):
    """A page, and the same of which a browser shows less, or words outside of what held them."""
    yield page
    yield held.sub(r"\1\3\2", page, count=1)
    yield held.sub(r"\2\1\3", page)
    end = page.find("</p>") + len("</p>")
    for begin, close in (
        ("<div hidden>", "</div>"),
        ("<div style='display:none'>", "</div>"),
        ("<!-- ", " -->"),
        ("<p title='", "'>"),
    ):
        yield f"{begin}{page[:end]}{close}{page[end:]}"


BLOCKS = {
    "a block that only the source has": ("<p>가</p>{}<p>나</p>", "<p>가</p>{}", "<p>나</p>"),
    "a block that is said twice": ("<p>가</p>{}<p>가</p>", "<p>가</p>{}", "<p>가</p>"),
    "a picture among players": ('<p>가</p>{}<p><img src="a.png"></p>', "<p>가</p>{}", '<img src="a.png">'),
}


@pytest.mark.parametrize(("source", "page", "gone"), BLOCKS.values(), ids=BLOCKS)
def test_only_unlike_blocks_are_left(source, page, gone):
    player = '<iframe src="https://example.com/1"></iframe>'
    left, shown_ = without_blocks_shown_alike(source.format(player), page.format(player))
    assert gone in left
    assert "가" not in shown_


def test_a_block_in_a_container_is_a_block():
    left, page = without_blocks_shown_alike(
        '<div class="a"><div><p>가</p><p>나</p></div>다</div>', "<p>가</p>\n<p>라</p>\n<p>다</p>"
    )
    assert (left, page) == ("<p></p><p>나</p><p></p>", "<p></p><p>라</p><p></p>")


def test_lines_end_where_blocks_were_that_are_not_looked_at():
    """Words beside a block that is alike on both sides are not words beside each other."""
    player = "https://example.com/1"
    for between in ("<p>&nbsp;</p>", "<p>나</p>"):
        _, testimony = read(f'<iframe src="{player}"></iframe>가{between}다')
        page = f'<p><a href="{player}">{player}</a></p>{between}<p>가다</p>'
        assert ("text", "다") in [(missing.kind, missing.what) for missing in missing_from_page(testimony, page)]


def test_links_with_a_block_between_them_stay_two():
    """Links to one address in a row are one; a block that is alike on both sides keeps them apart, though it is not looked at."""
    link, other = '<a href="https://a.org/1">가</a>', '<p><a href="https://a.org/2">나</a></p>'
    image = '<img src="a.png">'
    _, testimony = read(f"<figure>{image}{link}</figure>{other}<figure>{image}<figcaption>{link}</figcaption></figure>")
    page = f'<p>{image}<a href="https://a.org/1"></a>가</p>{other}<p>{image}</p><p>{link}</p>'
    assert [missing.kind for missing in missing_from_page(testimony, page)] == ["link"]


@pytest.mark.parametrize("address", ["gap:", "gap", "#gap", "g%61p:"])
@pytest.mark.parametrize("words", ["나", "gap"])
@pytest.mark.parametrize("lost", ["address", "paragraph"])
def test_a_link_of_a_source_is_none_that_stands_for_a_block(address, words, lost):
    """What is put where a block with links is not looked at is no link, and no word, that may stand beside it in a post."""
    block, player = '<p><a href="https://a.org/1">가</a></p>', '<iframe src="https://a.org/2"></iframe>'
    link = f'<p><a href="{address}">{words}</a></p>'
    place = '<p id="gap">다</p>'
    testimony = Testimony(Original(f"{block}{link}{block}{player}{place}", "html"))
    page = f'{block}{{}}{block}<p><a href="https://a.org/2">https://a.org/2</a></p>{place}'
    assert missing_from_page(testimony, page.format(link)) == ()
    assert missing_from_page(testimony, page.format(f"<p>{words}</p>" if lost == "address" else ""))


def test_a_dollar_in_a_block_that_is_not_looked_at_begins_no_formula():
    _, testimony = read('<p>가</p>말했다.1$<iframe src="https://a.org/1"></iframe>가<table><th><h5>말했다.1$</table>')
    page = (
        '<p>말했다.1$</p><p><a href="https://a.org/1">https://a.org/1</a></p><p>가</p>'
        "<table><thead><tr><th>말했다.1$</th></tr></thead></table>"
    )
    assert ("text", "가") in [(missing.kind, missing.what) for missing in missing_from_page(testimony, page)]


def test_blocks_that_show_nothing_are_not_looked_at():
    blank, script = '<p data-ke-size="size16">&nbsp;</p><p><br></p>', "<script>draw(1 < 2)</script><style>p{}</style>"
    left, page = without_blocks_shown_alike(f"{blank}<p>가</p>{script}<p>나</p>", "<p>가</p><p>라</p>")
    assert (left, page) == ("<p></p><p>나</p><p></p>", "<p></p><p>라</p><p></p>")


LOST = {
    "a word": ("<p>가 나 다</p>", "<p>가 다</p>", [("text", "나")]),
    "words that are joined": ("<p>가</p><p>나</p>", "<p>가나</p>", [("text", "가"), ("text", "나")]),
    "a line": ("<p>가<br>나</p>", "<p>가 나</p>", [("line", "나")]),
    "a line an inline element has for itself": (
        "<p><span style='display:block'>가 나</span><span style='display:block'>다</span></p>",
        "<p>가 나 다</p>",
        [("line", "다")],
    ),
    "a line white space keeps": ("<p style='white-space: pre-line'>가\n나</p>", "<p>가 나</p>", [("line", "나")]),
    "a picture": ("<p>가 <img src='https://e.kr/a.png'></p>", "<p>가</p>", [("image", "//e.kr/a.png")]),
    "one of two equal pictures": (
        "<img src='a.png'><img src='a.png'>",
        "<p><img src='a.png'></p>",
        [("image", "a.png")],
    ),
    "an address": ("<a href='https://e.kr/1'>가</a>", "<p>가</p>", [("link", "//e.kr/1")]),
    "another address": ("<a href='https://e.kr/1'>가</a>", "<a href='https://e.kr/2'>가</a>", [("link", "//e.kr/1")]),
    "a link to a place": ("<a href='#b'>가</a><p id='b'>나</p>", "<p>가</p><p>나</p>", [("link", "#b")]),
    "a player": ("<iframe src='https://www.youtube.com/embed/AbCdEfG'></iframe><p>가</p>", "<p>가</p>", None),
    "a formula": ("<p>가 <script type='math/tex'>x^2</script></p>", "<p>가</p>", None),
    "code that is text": ("<pre>a\n  b</pre>", "<p>a b</p>", [("line", "b"), ("code", "a\n  b")]),
    "an indent of code": ("<pre>a:\n    b</pre>", "<pre>a:\nb</pre>", [("code", "a:\n    b")]),
    "cells": ("<table><tr><td>가<td>나</table>", "<p>가</p><p>나</p>", [("cell", "가"), ("cell", "나")]),
    "a heading": ("<h2>가</h2><p>나</p>", "<p>가</p><p>나</p>", [("heading", "가")]),
    "the depth of an item": ("<ul><li>가<ul><li>나</ul></ul>", "<ul><li>가<li>나</ul>", [("item", "2 나")]),
    "a rule": ("<p>가</p><hr><p>나</p>", "<p>가</p><p>나</p>", [("rule", "rule")]),
    "a tick": ("<p><input type=checkbox checked> 가</p>", "<p>가</p>", [("text", "☑")]),
}
"""What a source shows, what an output does, and what is missing; None: something, however it is called."""


@pytest.mark.parametrize("case", LOST)
def test_what_is_lost_is_missing(case):
    source, page, expected = LOST[case]
    found = shown(source, page)
    assert found
    assert expected is None or sorted(found) == sorted(expected)


KEPT = {
    "what is hidden": ("<p>가</p><p style='display: none'>나</p><p hidden>다</p><dialog>라</dialog>", "<p>가</p>"),
    "what is invisible": ("<p>가<span style='visibility:hidden'>나</span></p>", "<p>가</p>"),
    "scripts and styles": ("<p>가</p><script>x()</script><style>p {}</style><template>나</template>", "<p>가</p>"),
    "more white space": ("<p>가나</p>", "<p>가 나</p>"),
    "compatibility characters": ("<p>10<sup>2</sup></p>", "<p>10²</p>"),
    "a small minus": ("<p>10<sup>-3</sup> a<sub>-1</sub> 10⁻⁹</p>", "<p>10⁻³ a₋₁ 10⁻⁹</p>"),
    "a small minus that was a long one": ("<p>10<sup>\u2212</sup> 10<sup>\u22123</sup> 10⁻³</p>", "<p>10⁻ 10⁻³ 10\u22123</p>"),
    "characters without a width": ("<p>가\u200b나\ufeff</p>", "<p>가나</p>"),
    "a note at the end": ("<p>가</p><p>나 다</p><p>라</p>", "<p>가</p><p>라</p><p>나 다</p>"),
    "a picture that is loaded late": ("<img src='data:,' data-src='https://e.kr/a.png'>", "<img src='https://e.kr/a.png'>"),
    "a picture with a name for an address, in a part of a row": (
        "<span data-widthpercent='33.33'><img src='a%3Cb%3E'></span>",
        "<img src='a%3Cb%3E'>",
    ),
    "a picture's thumbnail": (
        "<img src='https://img1.daumcdn.net/thumb/R1280x0/?fname=https%3A%2F%2Fe.kr%2Fa.png'>",
        "<img src='https://e.kr/a.png'>",
    ),
    "an address spelled in another way": (
        "<a href='https://e.kr/가 나'>가</a>",
        "<a href='https://e.kr/%EA%B0%80%20%EB%82%98'>가</a>",
    ),
    "a player as a link": (
        "<iframe src='https://www.youtube.com/embed/AbCdEfG'></iframe>",
        "<a href='https://youtu.be/AbCdEfG'>가</a>",
    ),
    "a formula between dollars": ("<p><script type='math/tex'>x^2</script></p>", "<p>$x^2$</p>"),
    "an environment without delimiters": (
        r"<p>가 \begin{align*} a &amp;= b \\[1em]<br>c \end{align*} 나</p>",
        r"<p>가</p><p>$$\begin{align*} a &amp;= b \\[1em] c \end{align*}$$</p><p>나</p>",
    ),
    "a new line behind a formula": (r"<p>\(x_1\) \\[5pt] \(y_1\)</p>", r"<p>$x_1$ \\[5pt] $y_1$</p>"),
    "a formula in brackets on a line of its own": ("<p>\\[x^2\\]</p>", "<p>$$x^2$$</p>"),
    "code in code": ("<pre>a<pre>b</pre></pre>", "<pre>a\nb</pre>"),
    "lines of a cell": ("<table><tr><td>가<br>나<td>다</table>", "<table><tr><td>가 / 나<td>다</table>"),
    "a box of one cell": ("<table><tr><td>가 나</table>", "<blockquote><p>가 나</p></blockquote>"),
    "a link of two lines": ("<a href='/1'><p>가</p><p>나</p></a>", "<a href='/1'>가 나</a>"),
    "a player that begins an item": (
        "<ul><li><iframe src='https://www.youtube.com/embed/AbCdEfG'></iframe><p>가</p></ul>",
        "<ul><li><a href='https://youtu.be/AbCdEfG'>https://youtu.be/AbCdEfG</a><p>가</p></ul>",
    ),
    "nothing": ("", ""),
}
"""What an output may show in its own way."""


@pytest.mark.parametrize("case", KEPT)
def test_what_is_shown_in_another_way_is_kept(case):
    assert shown(*KEPT[case]) == []


@pytest.mark.parametrize("between", ["a", "b", "a href=/x", "div", "span"])
def test_an_item_without_a_mark_and_without_a_list_right_around_it(between, tmp_path):
    html = f"<ol><{between}><li style='list-style: none'>가<li style='list-style:none'><ul><li>나</ul></ol>"
    result = convert.convert(Source("a.html", html.encode(), "a.html"), to="markdown", output=tmp_path / "a.md")
    assert (result.written, result.errors) == (1, ())


def test_numbers_left_out_of_code_in_code_are_looked_for_where_they_are(tmp_path):
    html = '<p>가</p><pre>1<pre class="lnt">1\n2\n</pre></pre>'
    result = convert.convert(Source("a.html", html.encode(), "a.html"), to="markdown", output=tmp_path / "a.md")
    assert (result.written, result.errors) == (1, ())


IN_HUGO = (
    "<p><iframe src='https://www.youtube.com/embed/AbCdEfG'></iframe></p>",
    "<p><a href='#b'>가</a></p><h2 id='b'>나</h2>",
)
"""What Hugo has marks of its own for, which comrak knows nothing of."""


@pytest.mark.parametrize("html", IN_HUGO)
def test_nothing_is_missing_of_what_hugo_has_its_own_marks_for(html, tmp_path):
    result = convert.convert(Source("a.html", html.encode(), "a.html"), to="hugo", output=f"{tmp_path}/")
    assert [notice for _, notices in result.notices for notice in notices if notice.kind == "missing"] == []


PLAYERS = {
    "youtube": "https://www.youtube.com/embed/AbCdEfGhIj1",
    "youtube-start": "https://www.youtube.com/embed/AbCdEfGhIj2?start=30",
    "youtube-nocookie": "https://www.youtube-nocookie.com/embed/-bCdEfGhIj3",
    "vimeo": "https://player.vimeo.com/video/123456789",
}


@pytest.mark.parametrize("address", PLAYERS.values(), ids=PLAYERS)
def test_a_player_called_by_a_shortcode_is_kept(address):
    document, testimony = read(f"<p>가</p><p><iframe src='{address}'></iframe></p>")
    page = page_of(document, HUGO)
    assert page != page_of(document), "no shortcode was written"
    assert missing_from_page(testimony, page) == ()
    (missing,) = missing_from_page(testimony, page.replace('src="', 'src="another'))
    assert missing.kind == "player"


IN_BLOCKS = {
    "an item": "<ul><li>{}<li>가</ul>",
    "an item with text below": "<ol><li>{}<p>가</p></ol>",
    "an item with a list below": "<ul><li>{}<ul><li>가</ul></ul>",
    "an item with code below": "<ul><li>가{}<pre>나</pre></ul>",
    "a quotation": "<blockquote>{}<p>가</p></blockquote>",
    "a definition": "<dl><dt>가<dd>{}<ul><li>나</ul></dl>",
}


@pytest.mark.parametrize("name", IN_BLOCKS)
@pytest.mark.parametrize("with_", WITH)
def test_a_player_in_other_blocks_leaves_them_as_they_are(name, with_):
    html = IN_BLOCKS[name].format(f"<iframe src='{PLAYERS['youtube']}'></iframe>").encode()
    (post,) = convert.check(Source("a.html", html, "a.html"), from_="tistory", with_=with_).posts
    assert post.is_same_without_problems


def test_a_place_that_an_attribute_of_a_heading_names_is_kept(tmp_path):
    source = tmp_path / "a.html"
    source.write_text("<p><a href='#b'>가</a></p><h2 id='b'>나 {#c}</h2><pre># 다 {#d}\n</pre>", encoding="utf-8")
    ((_, notices),) = convert.convert(source, from_="tistory", to="hugo", output=tmp_path / "a").notices
    assert [notice for notice in notices if notice.kind in ("missing", "simplified", "respelled")] == []
    (written,) = (tmp_path / "a").rglob("index.md")
    assert "## 나 \\{#c} {#b}" in written.read_text(encoding="utf-8")
    assert "\n# 다 {#d}\n" in written.read_text(encoding="utf-8")


def test_a_quotation_is_typed_as_the_page_is():
    document, testimony = read("<p>가 <q>나</q></p>")
    assert verdict_on(testimony, page_of(document), undoes_typography=True).missing == ()
