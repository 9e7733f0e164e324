"""A glance settles what most posts hold, so that few have to be looked at closely; how it may never be wrong is a law in test_witness."""

import pytest

from convert.proof.witness.glance import is_plainly_shown
from convert.sources.evidence import LeftOut

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
    "a film as an address": (f"<p>가</p>{FILM}", "<p>가</p><p>https://www.youtube.com/watch?v=abc-1</p>"),
    "a film and a link to it": (
        f'<p><a href="https://www.youtube.com/watch?v=abc-1">노래</a></p>{FILM}',
        '<p><a href="https://www.youtube.com/watch?v=abc-1">노래</a></p><p>https://www.youtube.com/watch?v=abc-1</p>',
    ),
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
    "a choice": ("<select><option value='1'>가</option><option>나</option></select>", "<p>가 나</p>"),
    "a drawing": (
        '<svg width="9"><defs><path d="M0"/></defs><title>글</title><text x="1">가</text><path d="M0"/></svg>',
        "<svg><text>가</text></svg>",
    ),
}
CLOSE = {
    "a word less": ("<p>가 나</p>", "<p>가</p>"),
    "a line end less": ("<p>가</p><p>나</p>", "<p>가나</p>"),
    "another order": ("<p>가</p><p>나</p>", "<p>나</p><p>가</p>"),
    "a field that shows a text": ("<input value='가'>", ""),
    "a reading on the page that may be empty": ("<p>가()</p>", "<ruby>가<rt></rt></ruby>"),
    "a field that shows a hint": ("<textarea placeholder='가'></textarea>", ""),
    "a choice that is called something": ("<select><option label='가'></option></select>", ""),
    "a field with a sign in it": ("<textarea><b>가</b></textarea>", "<p>가</p>"),
    "a word in another": ("<p>가</p><p>나</p>", "<p>가</p><p>나라</p>"),
    "an item less": ("<ul><li>가</li></ul><p>나</p>", "<ul></ul><p>가</p><p>나</p>"),
    "a heading more": ("<p>가</p>", "<h2>가</h2>"),
    "another film": (FILM, '<p><a href="https://www.youtube.com/watch?v=abc-2">노래</a></p>'),
    "a film beside a link to it": (
        f'<p><a href="https://www.youtube.com/watch?v=abc-1">노래</a></p>{FILM}',
        '<p><a href="https://www.youtube.com/watch?v=abc-1">노래</a></p>',
    ),
    "words of a link to a film": (
        f'{FILM}<p><a href="https://www.youtube.com/watch?v=abc-1">노래</a></p>',
        '<p><a href="https://www.youtube.com/watch?v=abc-1">다른 말</a></p>',
    ),
    "a comment with an element in it": ("<p>가</p><!-- <p>나</p> -->", "<p>가</p>"),
    "what is no comment": ('<p title="<!-- ">가</p><p title=" -->">나</p>', "<p></p>"),
    "an element that ends a drawing": ("<svg><defs><p>가</p></defs></svg>", "<svg></svg>"),
    "a script that holds a formula": ("<script type='math/tex'>x</script>", ""),
    "a script that is embedded": ("<script src='https://gist.github.com/a/1.js'></script>", ""),
    "a page without scripts that ends an element": ("<p><noscript></p>가</noscript>", "<p></p>"),
    "a page without scripts that begins one": ("<noscript><p>가</noscript>나", "나"),
    "a drawing more": ("<svg><text>가</text></svg><svg><text>가</text></svg>", "<svg><text>가</text></svg>"),
    "a drawing in a comment": ("<svg><text>가</text></svg>", "<!-- <svg><text>가</text></svg> -->"),
    "a hidden page": ("<p>가</p>", "<p hidden>가</p>"),
    "a page hidden in capitals": ("<p>가</p>", '<div STYLE="DISPLAY:none">가</div>'),
    "a page hidden behind a sign": ("<p>가</p>", '<p title="a>b" hidden>가</p>'),
    "a character that separates": ("<p>가\uffff나</p>", "<p>가\uffff나</p>"),
    "a name of another file": (
        '<img src="cfile2.uf.252C1E4D514867F5.png">',
        '<img src="cfile3.uf.tistory.com/image/252C1E4D514867F5">',
    ),
}


@pytest.mark.parametrize(("source", "page"), PLAIN.values(), ids=PLAIN)
def test_a_glance_settles(source, page):
    assert is_plainly_shown(source, page)


@pytest.mark.parametrize(("source", "page"), CLOSE.values(), ids=CLOSE)
def test_a_glance_does_not_settle(source, page):
    assert not is_plainly_shown(source, page)


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
