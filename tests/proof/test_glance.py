"""A glance settles what most posts hold, so that few have to be looked at closely; how it may never be wrong is a law in test_witness."""

import pytest
from html_posts import plain_posts, soup
from hypothesis import given
from hypothesis import strategies as st
from strategies import law

from convert.proof.witness import quick_scan, scanned_elements
from convert.proof.witness.block_matching import split_into_blocks
from convert.proof.witness.glance import is_plainly_shown
from convert.proof.witness.quick_scan import scan_blocks_in_one_parse_or_none_if_unsure, scan_html
from convert.proof.witness.scanned_code import TAKEN_CODE
from convert.proof.witness.scanned_elements import BETWEEN_BLOCKS
from convert.sources.evidence import LeftOut

SIGNS = [value for value in vars(scanned_elements).values() if isinstance(value, str) and len(value) == 1 and value >= "\ud800"]
"""What a scan puts into the text of a page."""

SCRIPT = "<i>광고</i>"
ADVERTISEMENT = f'<ins class="ad" style="display:block">{SCRIPT}</ins>'
FILM = '<iframe src="https://www.youtube.com/embed/abc-1?rel=0" width="8"></iframe>'
PLAIN = {
    "comments and titles": ("<title>제목</title><!-- 앞 --><p>가<!-- 뒤 --></p>", "<p>가</p>"),
    "a comment on the page": ("<p>가나</p>", "<p>가<!-- -->나</p>"),
    "styles": ("<style>p > b { color: red }</style><p>가</p>", "<p>가</p>"),
    "scripts": ("<script type='application/ld+json'>{\"a\": 1 < 2}</script><p>가</p><script src='a.js'></script>", "<p>가</p>"),
    "a page for browsers without scripts": ("<noscript><div><p>가<br></p></div></noscript><p>나</p>", "<p>나</p>"),
    "a drawing that is kept": (
        "<svg><foreignObject><p>가</p></foreignObject></svg>나",
        "<svg><foreignObject><p>가</p></foreignObject></svg>나",
    ),
    "characters that are spelled": ("<p>&amp;lt; &lt;&quot;&#39;&hellip;&nbsp;가</p>", "<p>&amp;lt; &lt;\"'… 가</p>"),
    "a picture for browsers without scripts": ("<noscript><img src='a.png'/></noscript><p>가</p>", "<p>가</p>"),
    "names in capitals": ("<P>가<BR>나</P>", "<p>가<br>나</p>"),
    "elements nobody knows": ("<p><bold>가</bold></p><item-list>나</item-list>", "<p>가</p>나"),
    "words in signs": ("<p>&lt;한글&gt; <한글> 가</p>", "<p>&lt;한글&gt; &lt;한글&gt; 가</p>"),
    "line ends in a paragraph": ("<p>가\n나</p><pre>다\n라</pre>", "<p>가 나</p><pre>다\n라</pre>"),
    "a block in another shape": ('<div style="display: flex"><p>가</p></div>', "<p>가</p>"),
    "words that hide something elsewhere": ("<p>display: none, hidden</p>", "<p>display: none, hidden</p>"),
    "quotation marks of both kinds": ("<p title=\"it's\"><img src='a.png' alt=\"it's\"></p>", '<p><img src="a.png"></p>'),
    "a film": (f"<figure>{FILM}</figure>", '<p><a href="https://www.youtube.com/watch?v=abc-1">노래</a></p>'),
    "a film and a link to it": (
        f'<p><a href="https://www.youtube.com/watch?v=abc-1">노래</a></p>{FILM}',
        '<p><a href="https://www.youtube.com/watch?v=abc-1">노래</a></p><p><a href="https://www.youtube.com/watch?v=abc-1">노래</a></p>',
    ),
    "a noscript in a paragraph": ("<p>가<noscript><img src='a.png'></noscript></p>", "<p>가</p>"),
    "blank lines of code, and spaces behind lines": ("<pre>\n가 \n \n\n나\n</pre>", "<pre>가\n나</pre>"),
    "code with marks and spaces that do not break": ("<pre><b>가</b>&nbsp;\n&nbsp;<span>나</span></pre>", "<pre>가\n 나</pre>"),
    "a link in code that is kept": ("<pre>가<a href='x'>나</a></pre>", "<pre>가<a href='x'>나</a></pre>"),
    "code that is left open": ("<p>가</p><pre>나\n다", "<p>가</p><pre>나\n다</pre>"),
    "empty headings and cells": (
        "<h2></h2><table><tr><td>가</td><td></td></tr></table>",
        "<table><tr><td>가</td><td></td></tr></table>",
    ),
    "a place": ('<a href="#x">가</a><p id="x">나</p>', '<p><a href="#x">가</a></p><p id="x">나</p>'),
    "a place that is named": ('<a href="#x">가</a><a name="x">나</a>', '<p><a href="#x">가</a><a id="x"></a>나</p>'),
    "a card": ('<a href="//a.org/b"><p>가</p><p>나</p></a>', '<p><a href="https://a.org/b">가 나</a></p>'),
    "a page that says more": ("<p>가</p><p>나 다</p>", "<p>가</p><p>더</p><p>나</p><p>다</p>"),
    "a button": ("<p>가<button>나</button></p>", "<p>가 나</p>"),
    "a file of the old servers": (
        '<img src="cfile2.uf.252C1E4D514867F5.png">',
        '<img src="https://cfile2.uf.tistory.com/image/252C1E4D514867F5">',
    ),
    "fields": (
        "<textarea rows='2'>가\n나</textarea><input type='checkbox' checked>다<input type=hidden value='라'>",
        "<pre><code>가\n나\n</code></pre><p>☑ 다</p>",
    ),
    "a field with a hint": ("<p>가</p><textarea placeholder='나'></textarea>", "<p>가</p><p>나</p>"),
    "a field with a text": ("<p>가<input value='나 &amp; 다'>라</p>", "<p>가 나 &amp; 다 라</p>"),
    "a map": (
        '<iframe src="/proxy/plusmapViewer.php?id=maps_1&amp;mapGb=V"></iframe>',
        '<p><a href="https://map.kakao.com/?q=%EA%B0%80">지도: 가</a></p>',
    ),
    "a film from a moment on": (
        '<iframe src="https://www.youtube.com/embed/abc-1?start=90"></iframe>',
        '<p><a href="https://www.youtube.com/watch?v=abc-1&amp;t=90">노래</a></p>',
    ),
    "a player as a link": (
        '<iframe src="https://a.org/b?c=1&amp;d"></iframe>',
        '<p><a href="https://a.org/b?c=1&amp;d">a.org</a></p>',
    ),
    "readings": ("<ruby>漢<rp>(</rp><rt>한</rt><rp>)</rp></ruby>", "<p>漢(한)</p>"),
    "a choice": ("<select><option value='1'>가</option><option>나</option></select>", "<p>가 / 나</p>"),
    "lines of a heading": ("<h2>가<br>나</h2>", "<h2>가 나</h2>"),
    "line ends of code that are elements": ("<pre><p>가&lt;b</p><p> 나</p></pre>", "<pre>가&lt;b\n 나</pre>"),
    "a drawing": (
        '<svg width="9"><defs><path d="M0"/></defs><title>글</title><text x="1">가</text><path d="M0"/></svg>',
        "<svg><text>가</text></svg>",
    ),
    "a comment with an element in it": ("<p>가</p><!-- <p>나</p> -->", "<p>가</p>"),
    "a page without scripts that begins one": ("<noscript><p>가</noscript>나", "나"),
}
CLOSE = {
    "a film as an address": (f"<p>가</p>{FILM}", "<p>가</p><p>https://www.youtube.com/watch?v=abc-1</p>"),
    "a line end behind a link": ('<a href="//a.org"><p>가</p><p>나</p></a>다', '<p><a href="https://a.org">가 나</a> 다</p>'),
    "a line end before a link": ('다<a href="//a.org"><p>가</p></a>', '<p>다 <a href="https://a.org">가</a></p>'),
    "a word less": ("<p>가 나</p>", "<p>가</p>"),
    "a line end less": ("<p>가</p><p>나</p>", "<p>가나</p>"),
    "another order": ("<p>가</p><p>나</p>", "<p>나</p><p>가</p>"),
    "a field that shows a text": ("<input value='가'>", ""),
    "a reading on the page that may be empty": ("<p>가()</p>", "<ruby>가<rt></rt></ruby>"),
    "a field that shows a hint": ("<textarea placeholder='가'></textarea>", ""),
    "a field of blanks with a hint": ("<textarea placeholder='가'>\n </textarea>", "<p>가</p>"),
    "a choice that is called something": ("<select><option label='가'></option></select>", ""),
    "a field with a sign in it": ("<textarea><b>가</b></textarea>", "<p>가</p>"),
    "a word in another": ("<p>가</p><p>나</p>", "<p>가</p><p>나라</p>"),
    "an item less": ("<ul><li>가</li></ul><p>나</p>", "<ul></ul><p>가</p><p>나</p>"),
    "a heading more": ("<p>가</p>", "<h2>가</h2>"),
    "a link to a film without words": (f"<p>가</p>{FILM}", '<p>가<a href="https://www.youtube.com/watch?v=abc-1"></a></p>'),
    "another film": (FILM, '<p><a href="https://www.youtube.com/watch?v=abc-2">노래</a></p>'),
    "a film beside a link to it": (
        f'<p><a href="https://www.youtube.com/watch?v=abc-1">노래</a></p>{FILM}',
        '<p><a href="https://www.youtube.com/watch?v=abc-1">노래</a></p>',
    ),
    "words of a link to a film": (
        f'{FILM}<p><a href="https://www.youtube.com/watch?v=abc-1">노래</a></p>',
        '<p><a href="https://www.youtube.com/watch?v=abc-1">다른 말</a></p>',
    ),
    "what is no comment": ('<p title="<!-- ">가</p><p title=" -->">나</p>', "<p></p>"),
    "an element that ends a drawing": ("<svg><defs><p>가</p></defs></svg>", "<svg></svg>"),
    "a script that holds a formula": ("<script type='math/tex'>x</script>", ""),
    "a script that is embedded": ("<script src='https://gist.github.com/a/1.js'></script>", ""),
    "a page without scripts that ends an element": ("<p><noscript></p>가</noscript>", "<p></p>"),
    "a drawing more": ("<svg><text>가</text></svg><svg><text>가</text></svg>", "<svg><text>가</text></svg>"),
    "a drawing in a comment": ("<svg><text>가</text></svg>", "<!-- <svg><text>가</text></svg> -->"),
    "a hidden page": ("<p>가</p>", "<p hidden>가</p>"),
    "a page hidden in capitals": ("<p>가</p>", '<div STYLE="DISPLAY:none">가</div>'),
    "a page hidden behind a sign": ("<p>가</p>", '<p title="a>b" hidden>가</p>'),
    "an element that begins like a script": ("<script-x>가</script>", ""),
    "an element that begins like a style": ("<style-x>가</style>", ""),
    "a script with a space no parser knows": ("<script\xa0>가</script>", ""),
    "a script that ends in capitals": ("<script>a</SCRIPT>가</script>", ""),
    "a page without scripts that ends a paragraph": ("<p>나<noscript><p>가</p></noscript></p>", "<p>나</p>"),
    "words in a player on the page": ('<iframe src="//a.org"></iframe>가', '<iframe src="//a.org">가</iframe>'),
    "a player without an end on the page": ('<iframe src="//a.org"></iframe>가', '<iframe src="//a.org">가'),
    "a script in a player": ('<iframe src="//a.org"><script></iframe>가</script>', '<iframe src="//a.org"></iframe>'),
    "a page without scripts in a player": (
        '<iframe src="//a.org"><noscript><iframe></iframe>가</noscript>',
        '<iframe src="//a.org"></iframe>',
    ),
    "an empty link on the page": ("<a href='x'>가</a>", '<a href="x"><b></b></a>가'),
    "a link behind the end of something else": ('<b><a href="x"></b>가</a>', "<b>가</b>"),
    "a cell behind the end of something else": (
        "<table><tr><td>나</td><td></p>가</td></tr></table>",
        "<table><tr><td>나</td></tr></table><p>가</p>",
    ),
    "an empty item on the page": ("<ul><li>가</li></ul>", "<ul><li></li></ul><p>가</p>"),
    "another heading": ("<h2>가</h2><p>나</p>", "<p>가</p><h2>나</h2>"),
    "a longer heading": ("<h2>가</h2><p>나</p>", "<h2>가<br>나</h2>"),
    "other cells": (
        "<table><tr><td>가</td><td>나<br>다</td></tr></table>",
        "<table><tr><td>가<br>나</td><td>다</td></tr></table>",
    ),
    "an item in another": ("<ul><li>가</li><li>나</li></ul>", "<ul><li>가<p>나</p></li><li></li></ul>"),
    "an item that begins otherwise": ("<ul><li>가</li></ul>", "<ul><li>더<p>가</p></li></ul>"),
    "a heading that begins otherwise": ("<h2>가</h2>", "<h2>더<br>가</h2>"),
    "a line end that is spelled": ("<p>가</p><p>나</p>", "<p>가&#10;나</p>"),
    "a reference on both sides of a tag": ("<p>&<b></b>lt;</p>", "<p>&lt;</p>"),
    "a type in another attribute": ('<input title=" type=hidden" value="가">', ""),
    "an address in another attribute": ('<img alt=" src=\'b.png\'" src="a.png">', '<img src="b.png">'),
    "quotation marks in a bare value": ('<p a=b" title="x><script>">가</script>', "<p></p>"),
    "quotation marks in quotation marks": ("<p a='\"a' title=\"b'><script>\">가</script>", "<p></p>"),
    "a drawing with an end in capitals": ("<svg><defs></DEFS><text>가</text><defs></defs></svg>", "<svg></svg>"),
    "a drawing with an end too early": ("<svg><g><defs></g><text>가</text></defs></svg>", "<svg></svg>"),
    "a hidden text in a drawing on the page": ("<svg><text>가</text></svg>", "<svg><text hidden>가</text></svg>"),
    "a hidden field on the page": ("<textarea>가</textarea>", "<textarea hidden>가</textarea>"),
    "a field in a line on the page": ("<p>가</p><p>나</p>", "가<textarea>나</textarea>"),
    "lines of a field": ("<textarea>가\n나</textarea>", "<p>가 나</p>"),
    "a style that is spelled by numbers": ('<p style="white-space&#58;pre">가\n나</p>', "<p>가 나</p>"),
    "a formula as a picture": ('<span class="mwe-math-element"><img src="a.png"></span>', '<img src="a.png">'),
    "a formula in code": ('<pre><code class="language-math">x</code></pre>', "<pre><code>x</code></pre>"),
    "a place that is not on the page": ('<a href="#x">가</a><p id="x">나</p>', '<a href="#x">가</a><p>나</p>'),
    "a link to a place less": ('<a href="#x">가</a><a href="#x">나</a><p id="x">나</p>', '<a href="#x">가</a>나<p id="x">나</p>'),
    "a link that ends with its cell": (
        '<table><td><a href="x">가</table><p>나</p><p>다</p>',
        '<table><td><a href="x">가</a></table>나 다',
    ),
    "a link that is called like a heading": ('<a href="h2">가</a>', "<h2>가</h2>"),
    "a film beside its address as text": (
        '<p>https://www.youtube.com/watch?v=abc-1</p><iframe src="https://www.youtube.com/embed/abc-1"></iframe>',
        "<p>https://www.youtube.com/watch?v=abc-1</p>",
    ),
    "a picture that is loaded late": ('<img src="data:image/gif;base64,AA" data-src="real.png">가', "가"),
    "code without an end": ("<pre>가\n나", "<p>가 나</p>"),
    "a link in code": ("<pre>가<a href='x'>나</a></pre>", "<pre>가나</pre>"),
    "an end of a line in code": ("<pre>가<br>나</pre>", "<pre>가나</pre>"),
    "an indented line of code": ("<pre>가\n  나</pre>", "<pre>가\n나</pre>"),
    "code in an attribute": (f'<pre {TAKEN_CODE}="-나">가</pre>', "<pre>나</pre>"),
    "code in an attribute of code in code": (
        f'<pre><p>가</p><pre {TAKEN_CODE}="-나">다</pre></pre>',
        "<pre>가</pre><pre>나</pre>",
    ),
    "a film in code": ("<pre>가<video src='a.mp4'></video></pre>", "<pre>가</pre>"),
    "a choice less": ("<select><option>가</option><option>나</option></select>", "<p>가</p>"),
    "a choice that none is": ("<p>가</p><option>나</option>", "<p>가 / 나</p>"),
    "a heading of two": ("<h2>가</h2><h2>나</h2>", "<h2>가 나</h2>"),
    "code in capitals": ("<PRE>가\n나</PRE>", "<pre>가 나</pre>"),
    "code with a table in it": ("<pre><table></pre>가\n나</table>", "<pre></pre>가 나<table></table>"),
    "the sign of a drawing on the page": ("<svg><text>가</text></svg>", "<p><!svg>가</p>"),
    "the end of another element on the page": ("<p>가</p><p>나</p>", "<p>가</div>나</p>"),
    "zeros before a number": ("<p>가&#0000000039;</p>", "<p>가�</p>"),
    "a table in two": (
        "<table><tr><td>나</td><td>가</td></tr></table>",
        "<table><tr><td>나</td></tr></table><table><tr><td>가</td></tr></table>",
    ),
    "another of two attributes": ('<img SRC="a.png" src="b.png">', '<img src="b.png">'),
    "a name of another file": (
        '<img src="cfile2.uf.252C1E4D514867F5.png">',
        '<img src="cfile3.uf.tistory.com/image/252C1E4D514867F5">',
    ),
    "a number of a character that is none": ("<p>가</p><p>나</p>", "<p>가&#xD801;나</p>"),
}


@pytest.mark.parametrize(("source", "page"), PLAIN.values(), ids=PLAIN)
def test_a_glance_settles(source, page):
    assert is_plainly_shown(source, page)


@pytest.mark.parametrize(("source", "page"), CLOSE.values(), ids=CLOSE)
def test_a_glance_does_not_settle(source, page):
    assert not is_plainly_shown(source, page)


@pytest.mark.parametrize("is_page", [False, True], ids=["sources", "pages"])
def test_blocks_read_at_once_are_what_each_is_alone(is_page):
    blocks = [block for pair in (*PLAIN.values(), *CLOSE.values()) for block in split_into_blocks(pair[is_page])]
    assert scan_blocks_in_one_parse_or_none_if_unsure(blocks, is_page=is_page) == [
        scan_html(block, is_page=is_page) for block in blocks
    ]


def test_many_blocks_are_parsed_once(monkeypatch):
    parsed = []
    parse = quick_scan.parse_html_to_render
    monkeypatch.setattr(quick_scan, "parse_html_to_render", lambda html: parsed.append(html) or parse(html))
    assert (
        scan_blocks_in_one_parse_or_none_if_unsure(["<p>가</p>", "<p style='display:block'>나</p>", "<h2>다</h2>"]).count(None)
        == 0
    )
    assert len(parsed) == 2  # one may be unusual


@pytest.mark.parametrize("block", [BETWEEN_BLOCKS, "<plaintext>나", "<!-- 나"], ids=["a mark of ours", "text", "a comment"])
def test_a_block_that_is_no_block_makes_none_of_others(block):
    blocks = ["<p>가</p>", block, "<p>다</p>"]
    assert scan_blocks_in_one_parse_or_none_if_unsure(blocks) == list(map(scan_html, blocks))


SWALLOWING = ("<plaintext>다", "<!-- 다", "<textarea>다", "<script>다", "<title>다", "<svg><title>다", "<p title='다")
"""What a parser takes the marks behind for a part of."""


@pytest.mark.parametrize("swallowing", SWALLOWING)
@pytest.mark.parametrize(
    "mark", [BETWEEN_BLOCKS, BETWEEN_BLOCKS.upper(), f"<p>{BETWEEN_BLOCKS}</p>", BETWEEN_BLOCKS.replace("><", ">가<")]
)
def test_marks_of_a_source_make_up_for_none_of_ours(mark, swallowing):
    """Where a block has as many marks between blocks as another hides, no block is taken for its neighbour."""
    for blocks in (["<p>가</p>", mark, swallowing, "<p>라</p>"], ["<p>가</p>", swallowing, "<p>라</p>", mark]):
        assert scan_blocks_in_one_parse_or_none_if_unsure(blocks) == list(map(scan_html, blocks))


@given(st.lists(plain_posts() | soup | st.sampled_from((BETWEEN_BLOCKS, *SWALLOWING)), max_size=4), st.booleans())
@law(100)
def test_blocks_of_any_page_read_at_once_are_what_each_is_alone(parts, is_page):
    """But for a byte order mark, which the renderer spells by a number where it begins a text."""
    blocks = split_into_blocks("".join(parts).replace("\ufeff", ""))
    assert scan_blocks_in_one_parse_or_none_if_unsure(blocks, is_page=is_page) == [
        scan_html(block, is_page=is_page) for block in blocks
    ]


def test_what_is_in_a_mark_of_ours_that_a_source_has_is_looked_for():
    assert not is_plainly_shown(BETWEEN_BLOCKS.replace("><", ">가<"), BETWEEN_BLOCKS)


SPELLED = {
    "a sign": "{}",
    "a number": "&#{:d};",
    "a hexadecimal number": "&#x{:x};",
    "a reference twice": "&amp;#x{:x};",
    "octets": "%ED%A0%82",
    "JSON": "\\u{:x}",
}
WITH_SIGNS = (
    "<p>가{0}나{0}다</p>",
    "<h2>{0}가{0}</h2><ul><li>{0}</ul><table><tr><td>{0}<td>가</table>",
    "<pre>{0}가{0}{0}나{0}</pre><pre><p>{0}</p><p>{0}가{0}</p></pre><pre><ul><li>{0}</pre>",
    "<textarea>{0}가</textarea><textarea placeholder='{0}가'></textarea><input value='{0}'><select><option>{0}<option>가</select>",
    "<p><a href='{0}a{0}{0}'>가</a><a href='#{0}'>나</a><img src='{0}a{0}'><iframe src='//a.org/{0}{0}'></iframe></p>",
    "<svg><text>{0}가{0}</text></svg><ruby>가<rt>{0}{0}</rt></ruby><zz {0}='{0}'>{0}</zz><p{0}>가</p{0}>",
)


FORMULA_CLASSES = ("katex", "a-KaTeX", "MathJax_SVG", "MATHJAX", "mwe-math-element", "Language-Math")
STYLES_THAT_SHOW_MORE = (
    "white-space: pre",
    "White-Space:pre-wrap",
    "display: block",
    "DISPLAY:BLOCK",
    "color: red; display: table",
)
STYLES_THAT_MAY_HIDE = (*STYLES_THAT_SHOW_MORE, "visibility: hidden", "Visibility:collapse", "display:none")
ATTRIBUTES_THAT_HIDE = ("hidden", "display='none'", "visibility='hidden'")


@pytest.mark.parametrize("name", FORMULA_CLASSES)
def test_formulas_are_looked_at_closely(name):
    assert scan_html(f"<p>가<span class='x {name}'>나</span></p>") is None
    assert scan_html(f"<p>가<span class='x {name}'>나</span></p>", is_page=True) is None


@pytest.mark.parametrize("style", STYLES_THAT_SHOW_MORE)
def test_an_element_of_a_source_with_other_lines_is_looked_at_closely(style):
    assert scan_html(f"<p>가<span style='{style}'>나\n다</span></p>") is None


@pytest.mark.parametrize("attribute", [*[f"style='{style}'" for style in STYLES_THAT_MAY_HIDE], *ATTRIBUTES_THAT_HIDE])
def test_an_element_of_a_page_that_may_be_hidden_is_looked_at_closely(attribute):
    assert scan_html(f"<p>가<span {attribute}>나</span></p>", is_page=True) is None


@pytest.mark.parametrize("attribute", ["style='letter-spacing: 1px'", "class='latin'"])
@pytest.mark.parametrize("is_page", [False, True])
def test_an_element_with_like_letters_is_as_it_would_be_without(attribute, is_page):
    assert scan_html(f"<p>가<span {attribute}>나</span></p>", is_page=is_page) == scan_html("<p>가나</p>", is_page=is_page)


CODE_WITH_ELEMENTS = {
    "ends of lines": ("<pre>가<br>나</pre>", "<pre>가\n나</pre>"),
    "paragraphs": ("<pre><code>가<p>나</p>다</code></pre>", "<pre>가\n나\n다</pre>"),
    "code in code": ("<pre>가<pre>나</pre></pre>", "<pre>가\n나</pre>"),
    "code in code in code, and beside it": ("<pre>가<pre>나<pre>다</pre></pre><pre>라</pre></pre>", "<pre>가\n나\n다\n라</pre>"),
}


@pytest.mark.parametrize(("html", "plain"), CODE_WITH_ELEMENTS.values(), ids=CODE_WITH_ELEMENTS)
def test_code_with_elements_in_it_has_its_lines_in_a_scan(html, plain):
    scan, other = scan_html(html), scan_html(plain)
    assert scan is not None
    assert other is not None
    assert scan.codes == other.codes


@pytest.mark.parametrize("inside", ["<table><tr><td>나</td></tr></table>", "<pre>나<pre>다<pre>라</pre></pre></pre>"])
def test_code_with_a_table_or_code_deep_in_it_is_looked_at_closely(inside):
    """To end lines in code of twelve thousand characters, each in another, took eight seconds."""
    assert scan_html(f"<pre>가{inside}</pre>") is None


@pytest.mark.parametrize("spelled", SPELLED)
@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
@pytest.mark.parametrize("html", WITH_SIGNS)
def test_signs_of_a_source_are_none_of_ours(html, sign, spelled):
    """However they are spelled: a scan sees what it sees where something else stands, or is unsure."""
    text = SPELLED[spelled].format(sign if spelled == "a sign" else ord(sign))
    scan, other = scan_html(html.format(text)), scan_html(html.format("x"))
    assert scan is None or [_signs_in(part) for part in scan] == [_signs_in(part) for part in other]


def _signs_in(text):
    return [sign for sign in text if sign in SIGNS], text.count("\0")


def test_code_that_a_notice_says_is_none_is_looked_for_as_words():
    source, page = "<pre>가<h2>나</h2><p>다</p>", "<p>가</p><h2>나</h2><p>{}</p>"
    named = [LeftOut("open-code", "<pre>가<h2>나</h2><p>다</p></pre>", words_remain=True)]
    assert is_plainly_shown(source, page.format("다"), named)
    assert not is_plainly_shown(source, page.format("라"), named)
    assert not is_plainly_shown(source, page.format("다"))


def test_what_a_notice_names_is_not_looked_for():
    source = f"<p>가</p>{ADVERTISEMENT}{SCRIPT}{SCRIPT}<p>나</p>"
    named = [
        LeftOut("script", SCRIPT),
        LeftOut("script", SCRIPT),
        LeftOut("advertising", ADVERTISEMENT),
        LeftOut("script", SCRIPT),
    ]
    assert is_plainly_shown(source, "<p>가</p><p>나</p>", named)
    assert not is_plainly_shown(source, "<p>가</p><p>나</p>", named[1:])  # one part more than is named
    assert not is_plainly_shown("<p>가</p><b>나</b>", "<p>가</p>", [LeftOut("link", "<b>나</b>", words_remain=True)])


def test_an_address_that_moved_is_looked_for_where_it_is():
    moves = [("https://a.org/1", "/posts/1/"), ("/posts/1/", "posts/one.html")]
    assert is_plainly_shown('<a href="https://a.org/1">가</a>', '<a href="posts/one.html">가</a>', (), moves)
    assert not is_plainly_shown('<a href="https://a.org/1">가</a>', '<a href="/posts/1/">나</a>', (), moves)


def test_a_link_that_a_notice_names_is_not_looked_for():
    source, page = '<p><a href="x:1">가</a> <a href="//a.org">나</a></p>', '<p>가 <a href="https://a.org">나</a></p>'
    assert is_plainly_shown(source, page, [LeftOut("unsafe-address", '<area href="x:1">')])
    assert not is_plainly_shown(source, page, [LeftOut("unsafe-address", '<area href="x:2">')])
    assert not is_plainly_shown(f"{source}{source}", f"{page}{page}", [LeftOut("unsafe-address", '<area href="x:1">')])
