"""The way back: what the `tistory` writer prints is the editor's own markup, runs nothing, and is read to an equal document."""

from pathlib import Path

import pytest
from html_posts import broken_posts, posts, soup
from hypothesis import given
from hypothesis import strategies as st
from native import native
from selectolax.lexbor import LexborHTMLParser
from strategies import block_nodes, few, law

import convert
from convert import model
from convert.meta import front_matter_of_meta
from convert.model import walk
from convert.notices import Collected, ignore

SAMPLES = sorted(path for path in (Path(__file__).parent.parent.parent / "samples" / "posts").rglob("*") if path.is_file())


def read(html, report=ignore):
    return convert.loads(html, "tistory", report=report)


def body_of(*blocks, report=ignore):
    return convert.dumps(model.Document(model.Meta(), blocks), "tistory", report=report)


def written(html, report=ignore):
    return convert.dumps(read(html), "tistory", report=report).removesuffix("\n")


def kinds(report):
    return {notice.kind for notice in report.notices()}


# There and back


@given(posts() | broken_posts() | soup)
@law(150)
def test_the_reader_gives_back_an_equal_tree(html):
    document = read(html)
    assert read(convert.dumps(document, "tistory")).children == native(document.children)


@pytest.mark.parametrize("html", ["<code><textarea>가</textarea>나</code>", "가<textarea>나</textarea><code>다</code>"])
def test_a_field_beside_code_comes_back_as_one_piece_of_code(html):
    document = read(html)
    assert read(convert.dumps(document, "tistory")).children == document.children


@given(posts())
@law(40)
def test_what_was_read_back_is_written_the_same(html):
    once = written(html)
    assert written(once) == once


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_come_back(path):
    (document,) = convert.read(path)
    back = read(convert.dumps(document, "tistory", front_matter=True))
    assert back.children == native(document.children)
    assert front_matter_of_meta(back.meta) == front_matter_of_meta(document.meta)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_say_the_same_in_markdown(path):
    (document,) = convert.read(path)
    document = convert.loads(convert.dumps(document, "markdown"), "markdown")
    back = read(convert.dumps(document, "tistory", front_matter=True))
    assert convert.dumps(back, "markdown") == convert.dumps(document, "markdown")


EXCEPTIONS = (
    ("<p><img src='a.png'></p>", "a picture alone in its line becomes an image block in the centre"),
    ("<p style='text-align: right'><a href='/x'><img src='a.png'></a></p>", "on the side it stood on"),
    ("<details><summary>가</summary><img src='a.png'></details>", "in a fold too"),
    ("<figure><img src='a.png'><figcaption>가</figcaption></figure>", "a figure that stands nowhere stands in the centre"),
    ('<iframe data-ke-type="map" mapdata="addr=%EC%84%9C%EC%9A%B8"></iframe>', "a map needs the blog's server"),
)


@pytest.mark.parametrize(("html", "reason"), EXCEPTIONS, ids=[row[1] for row in EXCEPTIONS])
def test_exceptions(html, reason):
    document = read(html)
    back = read(convert.dumps(document, "tistory")).children
    assert back == native(document.children) != document.children
    assert read(convert.dumps(model.Document(model.Meta(), back), "tistory")).children == back


def test_lists_too_deep_for_the_items_between_them_keep_their_text():
    document = read("<ul>" * 41 + "<li>깊은 글</li>")
    back = read(convert.dumps(document, "tistory"))
    assert back.children != native(document.children)
    assert walk.plain_text(back.children) == walk.plain_text(document.children)


KEPT = (
    ("<ul><li><img src='a.png'></li></ul>", "a picture in a list stays in its line"),
    ("<table><tr><td><img src='a.png'></td></tr></table>", "a picture in a table stays in its cell"),
    ("<blockquote><p><img src='a.png'></p></blockquote>", "a picture in a quotation stays in its line"),
    ("<h2>가<br>나</h2>", "the parts of a heading are one text"),
    ("<h2><b>가<br>나</b></h2>", "a break in bold is a space too"),
    ("<h2><p>가</p><p>나 <b>다</b></p><p><b>라</b></p></h2>", "what marks two parts marks them as one"),
    ("<figure class='alignLeft'><img src='a.png'><figcaption><p><b>가</b></p><p><b>나</b></p></figcaption></figure>", "in captions too"),
    ("<svg><font<b>가</svg>", "a tag whose name no one else could read is none"),
    ('<p>가<code>나&nbsp;<img src="a.png"></code></p>', "the space between code and a picture is no code"),
    ("<p><i>가</i><a href='/x'><i>나</i> 다</a></p>", "a link stays one, whatever is marked over its beginning"),
    ("<pre><code>\n\n가\n</code></pre>", "empty lines before code"),
    ('<iframe src="https://codepen.io/u/embed/x"></iframe>', "players know their own addresses"),
    ('<iframe src="https://www.instagram.com/p/x/embed"></iframe>', "players know their own addresses"),
    ('<iframe src="https://tv.naver.com/embed/12"></iframe>', "players know their own addresses"),
    ("<video src='a.mp4' title='가'></video><audio src='a.mp3'></audio>", "films and sounds"),
    ('<p><a href="#b">가</a></p><h2 id="b">나</h2><p><a id="b"></a>다</p>', "places links lead to"),
)  # fmt: skip


@pytest.mark.parametrize(("html", "reason"), KEPT, ids=[row[0] for row in KEPT])
def test_what_comes_back_as_it_was(html, reason):
    document = read(html)
    assert document.children
    assert read(convert.dumps(document, "tistory")).children == document.children, reason


# The editor's markup

NATIVE = (
    ("<p>가&nbsp;나 &lt;</p>", '<p data-ke-size="size16">가&nbsp;나 &lt;</p>'),
    ('<p align="center">가</p>', '<p style="text-align: center;" data-ke-size="size16">가</p>'),
    ("<h2>가</h2>", '<h2 data-ke-size="size26">가</h2>'),
    ("<h3>가</h3>", '<h3 data-ke-size="size23">가</h3>'),
    ("<h4>가</h4>", '<h4 data-ke-size="size20">가</h4>'),
    ("<h1>가</h1>", "<h1>가</h1>"),
    ("<hr>", '<hr contenteditable="false" data-ke-type="horizontalRule" data-ke-style="style5" />'),
    ("<blockquote>가</blockquote>", '<blockquote data-ke-style="style2">\n<p data-ke-size="size16">가</p>\n</blockquote>'),
    (
        '<ol start="3"><li>가<ul><li>나</li></ul></li></ol>',
        '<ol style="list-style-type: decimal;" start="3" data-ke-list-type="decimal">\n<li>가\n'
        '<ul style="list-style-type: disc;" data-ke-list-type="disc">\n<li>나</li>\n</ul></li>\n</ol>',
    ),
    ("<ul><li><input type=checkbox checked>가</li></ul>",
     '<ul style="list-style-type: disc;" data-ke-list-type="disc">\n<li><input type="checkbox" checked="checked" disabled="disabled" /> 가</li>\n</ul>'),
    (
        '<pre data-ke-language="bash">a &lt; b</pre>',
        '<pre class="bash" data-ke-language="bash" data-ke-type="codeblock"><code>a &lt; b</code></pre>',
    ),
    ("<pre>[##_x_##]</pre>", '<pre data-ke-type="codeblock"><code>&#91;##_x_##]</code></pre>'),
    ("<p>[##_Image|kage@x_##]</p>", '<p data-ke-size="size16">[##_Image|kage@x_##]</p>'),
    (
        "<table><tr><th>가</th><th>나</th></tr><tr><td rowspan=2>다</td><td align=right>라</td></tr><tr><td>마</td></tr></table>",
        '<table style="border-collapse: collapse; width: 100%;" border="1" data-ke-align="alignLeft">\n<thead>\n<tr>\n<th>가</th>\n<th>나</th>\n'
        '</tr>\n</thead>\n<tbody>\n<tr>\n<td rowspan="2">다</td>\n<td style="text-align: right;">라</td>\n</tr>\n<tr>\n<td>마</td>\n</tr>\n'
        "</tbody>\n</table>",
    ),
    (
        '<figure class="imageblock alignLeft" data-filename="나.png"><img src="a.png" alt="다" width="9" height="8"><figcaption>라</figcaption></figure>',
        '<figure class="imageblock alignLeft" data-ke-mobileStyle="widthOrigin" data-filename="나.png" data-origin-width="9" data-origin-height="8">'
        '<span data-url="a.png" data-phocus="a.png"><img src="a.png" alt="다" width="9" height="8" /></span><figcaption>라</figcaption></figure>',
    ),
    (
        '<figure class="imagegridblock"><img src="a.png"><img src="b.png" data-filename="b.png"></figure>',
        '<figure class="imagegridblock"><div class="image-container">'
        '<span data-url="a.png" data-phocus="a.png" data-widthpercent="50.00" style="width: 50.00%;"><img src="a.png" alt="" /></span>'
        '<span data-url="b.png" data-phocus="b.png" data-widthpercent="50.00" style="width: 50.00%;">'
        '<img src="b.png" alt="" data-filename="b.png" /></span></div></figure>',
    ),
    (
        '<div data-ke-type="moreLess" data-text-more="더 보기"><div class="moreless-content">가</div></div>',
        '<div data-ke-type="moreLess" data-text-more="더 보기" data-text-less="닫기"><a class="btn-toggle-moreless">더 보기</a>\n'
        '<div class="moreless-content">\n<p data-ke-size="size16">가</p>\n</div>\n</div>',
    ),
    (
        "<details><summary><b>가</b></summary>나</details>",
        '<details>\n<summary><b>가</b></summary>\n<p data-ke-size="size16">나</p>\n</details>',
    ),
    (
        '<figure data-ke-type="opengraph" data-og-image="i.png"><a href="https://ex.com/"><p class="og-title">가</p>'
        '<p class="og-host">ex.com</p></a></figure>',
        '<figure contenteditable="false" data-ke-type="opengraph" data-ke-align="alignCenter" data-og-type="website" data-og-title="가"'
        ' data-og-host="ex.com" data-og-source-url="https://ex.com/" data-og-url="https://ex.com/" data-og-image="i.png">'
        '<a href="https://ex.com/" target="_blank" rel="noopener" data-source-url="https://ex.com/">\n'
        '<div class="og-image" style="background-image: url(&#x27;i.png&#x27;);">&nbsp;</div>\n<div class="og-text">\n'
        '<p class="og-title" data-ke-size="size16">가</p>\n<p class="og-desc" data-ke-size="size16"></p>\n'
        '<p class="og-host" data-ke-size="size16">ex.com</p>\n</div>\n</a></figure>',
    ),
    (
        '<iframe src="https://youtu.be/abcDEF12345?t=7" width="560" height="315"></iframe>',
        '<figure data-ke-type="video" data-ke-style="alignCenter" data-ke-mobileStyle="widthContent" data-video-host="youtube"'
        ' data-video-url="https://www.youtube.com/watch?v=abcDEF12345&amp;t=7" data-video-width="560" data-video-height="315">'
        '<iframe src="https://www.youtube.com/embed/abcDEF12345?start=7" width="560" height="315" frameborder="0" allowfullscreen="true">'
        "</iframe></figure>",
    ),
    (
        '<figure class="fileblock"><a href="./f.pdf"><span class="name">f.pdf</span><div class="size">1MB</div></a></figure>',
        '<figure class="fileblock" data-ke-align="alignCenter"><a href="./f.pdf"><div class="image"></div><div class="desc">'
        '<div class="filename"><span class="name">f.pdf</span></div><div class="size">1MB</div></div></a></figure>',
    ),
)  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), NATIVE, ids=[row[0][:40] for row in NATIVE])
def test_native_markup(html, expected):
    assert written(html) == expected


def test_what_tistory_has_no_markup_for_is_said():
    report = Collected()
    blocks = (
        model.Callout("warning", (), (model.Paragraph((model.Math("x < 1"), model.FootnoteReference("1"))),)),
        model.MathBlock("y"),
        model.FootnoteDefinition("1", (model.Paragraph((model.RawInline("latex", "\\z"),)),)),
        model.RawBlock("latex", "\\w"),
    )
    html = body_of(*blocks, report=report)
    assert kinds(report) == {"callout", "math", "footnote", "raw-format"}
    assert '<blockquote data-ke-style="style3">\n<p data-ke-size="size16"><b>Warning</b></p>' in html
    assert "\\(x &lt; 1\\)" in html
    assert '<sup><a id="fnref-1" href="#fn-1">1</a></sup>' in html
    assert "\\[y\\]" in html
    assert "<code>\\w</code>" in html


# Title, category, tags


def test_the_editor_has_fields_of_its_own():
    report = Collected()
    document = model.Document(model.Meta(title="제목", tags=("가",)), (model.ThematicBreak(),))
    assert convert.dumps(document, "tistory", report=report).startswith("<hr")
    assert [notice.text for notice in report.notices()] == ["left for the fields of Tistory's editor: title, tags"]


def test_front_matter_on_request():
    document = model.Document(model.Meta(title="제목", tags=("가",), categories=(("나", "다"),)), (model.ThematicBreak(),))
    report = Collected()
    html = convert.dumps(document, "tistory", report=report, front_matter=True)
    assert html.startswith("---\ntitle: 제목\n")
    assert read(html).meta == document.meta
    assert report.notices() == ()


# Safety

UNSAFE = (
    "javascript:alert(1)",
    " java\nscript:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
)
RAW = (
    "<script>alert(1)</script>",
    "<script>alert(1)",
    "<SCRIPT/x>alert(1)</SCRIPT >",
    "<p onclick='alert(1)'>가</p>",
    "<p onclick=alert(1)>",
    "<a href='javascript:alert(1)'>가</a>",
    "<a href=\"java&#10;script:alert(1)\">가</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<svg><animate attributeName=href values=javascript:alert(1)></animate></svg>",
    "<style><img title='</style><img src=x onerror=alert(1)>'></style>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<img src=x onerror=alert(1)//>",
    "<img src='x'onerror='alert(1)'>",
    "<img src=x\x0conerror=alert(1)>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>가",
    "<object data='data:text/html,<script>alert(1)</script>'>",
)  # fmt: skip


def runs(html):
    """Whatever in a page could run."""
    page = LexborHTMLParser(html)
    for node in page.css("*"):
        if node.tag in ("script", "base", "meta", "animate") and node.parent is not None and node.parent.tag != "head":
            yield node.tag
        for name, value in node.attributes.items():
            address = "" if name == "class" else "".join((value or "").split()).lower()
            if name.startswith("on") or name == "srcdoc" or address.startswith(("javascript:", "vbscript:", "data:text")):
                yield f"{node.tag} {name}={value}"


@pytest.mark.parametrize("html", RAW)
def test_raw_html_runs_nothing(html):
    block = body_of(model.Paragraph((model.Text("앞"),)), model.RawBlock("html", html), model.Paragraph((model.Text("뒤"),)))
    line = body_of(model.Paragraph((model.RawInline("html", html), model.Text("뒤"))))
    assert list(runs(block)) == list(runs(line)) == []


@given(st.lists(st.sampled_from(RAW + tuple("<>\"'=/! -")), max_size=6).map("".join))
@law(150)
def test_pieces_of_raw_html_run_nothing(html):
    assert list(runs(body_of(model.RawBlock("html", html)))) == []


@pytest.mark.parametrize("url", UNSAFE)
def test_unsafe_addresses_lead_nowhere(url):
    report = Collected()
    line = (model.Text("가"),)
    blocks = (
        model.Paragraph((model.Link(line, url), model.Image(url, "그림"))),
        model.Paragraph((model.Link((model.Image(url, "그림"),), url),)),
        model.Gallery((model.Image(url, "그림"),)),
        model.Embed("youtube", url, "영상"),
        model.Embed("video", url, "영상"),
        model.Embed("어디", url, "영상"),
        model.LinkCard(url, "카드", image=url),
        model.Attachment(url, "파일"),
        model.Paragraph((model.Span(line, model.Style(color=f"red; background: url({url})", size="9px")),)),
    )
    html = body_of(*blocks, report=report)
    assert list(runs(html)) == []
    assert "alert" not in html.replace(UNSAFE[0], "") or url.startswith(" ")
    assert '<span style="font-size: 9px;">가</span>' in html
    assert "scheme" in kinds(report)


@given(few(st.integers(0, 2).flatmap(block_nodes)))
@law(100)
def test_no_document_runs_anything(children):
    assert list(runs(body_of(*children))) == []


def test_half_an_element_stays_half_an_element():
    blocks = (model.RawBlock("html", '<div align="center">'), model.ThematicBreak(), model.RawBlock("html", "</div>"))
    assert body_of(*blocks).splitlines()[::2] == ['<div align="center">', "</div>"]
