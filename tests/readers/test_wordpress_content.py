"""Content of WordPress exports: what the classic editor, blocks, shortcodes and the media library make of a post."""

import json

import pytest
from wordpress_exports import EXPORTS, UPLOADS, notices, read, written

import convert
from convert import model
from convert.model import walk
from convert.model.walk import plain_text
from convert.notices import Collected, ignore
from convert.readers.wordpress.content import Content, read_content_and_hand_original_to_proof
from convert.readers.wordpress.library import Attachment, MediaLibrary
from convert.readers.wordpress.shortcodes import read_attributes


def markdown(content, report=ignore, **text):
    return written(read_content_and_hand_original_to_proof(Content(content, **text), report).blocks)


def test_content_of_the_classic_editor():
    first, uploaded, missing = read("classic")
    assert written(first.children) == (EXPORTS / "classic.md").read_text(encoding="utf-8").strip()
    images = [image.url.rpartition("/")[2] for image in walk.walk(uploaded.children) if isinstance(image, model.Image)]
    assert images == ["early.jpg", "late.jpg"]
    assert [one.url for one in walk.walk(uploaded.children) if isinstance(one, model.Embed)] == [f"{UPLOADS}sound.mp3"]
    assert plain_text(missing.children) == '[gallery ids="901,902"] 뒤'
    told = notices("classic")
    assert told["missing-file", "attachment 901"] == told["missing-file", "attachment 903"] == 1
    assert {detail for kind, detail in told if kind == "shortcode"} == {"gallery", "contact-form-7"}


def test_content_of_the_block_editor():
    (document,) = read("blocks")
    assert written(document.children) == (EXPORTS / "blocks.md").read_text(encoding="utf-8").strip()
    assert "wp:" not in convert.dumps(document, "markdown")
    told = notices("blocks")
    assert {key for key in told if key[0] in ("missing-file", "dynamic-block", "plugin-block")} == {
        ("missing-file", "reusable block 999"),
        ("dynamic-block", "latest-posts"),
        ("plugin-block", "someplugin/quote"),
    }
    names = [resource.name for resource in document.resources]
    assert sorted(names) == ["a.jpg", "alone.pdf", "b.png", "cover.jpg", "song.mp3"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("가\n나\n\n다", "가\\\n나\n\n다"),
        ("가\r\n나\r\n\r\n다", "가\\\n나\n\n다"),
        ("가\n \n\t\n나", "가\n\n나"),
        ("가<br />\n나", "가\\\n나"),
        ("가<br>\n\n나", "가\n\n나"),
        ("<b>가\n\n나</b>", "**가**\n\n**나**"),
        ("<p>가\n나</p>\n<p>다</p>", "가\\\n나\n\n다"),
        ("<h2>가</h2>\n나", "## 가\n\n나"),
        ("가\n<h2>나</h2>", "가\n\n## 나"),
        ("<ul>\n<li>가</li>\n\n<li>나</li>\n</ul>", "- 가\n- 나"),
        ("<pre>가\n\n  나</pre>\n다", "```\n가\n\n  나\n```\n\n다"),
        ("<table>\n<tr>\n<td>가</td>\n</tr>\n</table>", "|  |\n| --- |\n| 가 |"),
        ("가<!--more-->나", "가나"),
        ("가\n<!--more-->\n나", "가\n\n나"),
        ("가<!--nextpage-->나", "가\n\n나"),
        ('<a\nhref="https://e.example.org/"\n>가</a>', "[가](https://e.example.org/)"),
        ('<img alt="a\n\nb" src="https://e.example.org/a.png">', "![a b](https://e.example.org/a.png)"),
        ("가 < 나\n\n다 > 라", "가 < 나\n\n다 > 라"),
        ("&nbsp;\n\n가\n\n&nbsp;\n\n나", "가\n\n나"),
        ("<pre>끝이 없는\n\n글", "```\n끝이 없는\n\n글\n```"),
        ("한 줄", "한 줄"),
        ("", ""),
    ],
)
def test_lines_of_classic_content(content, expected):
    assert markdown(content) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("https://youtu.be/aaaaaaaaaaa", "youtube"),
        ("가\nhttps://youtu.be/aaaaaaaaaaa\n나", "youtube"),
        ("<p>https://youtu.be/aaaaaaaaaaa</p>", "youtube"),
        ("<!-- wp:paragraph -->\n<p>https://youtu.be/aaaaaaaaaaa</p>\n<!-- /wp:paragraph -->", "youtube"),
        ("[embed]https://elsewhere.example.org/v/1[/embed]", "elsewhere.example.org"),
        ("[youtube=https://www.youtube.com/watch?v=aaaaaaaaaaa&amp;w=640]", "youtube"),
        ('[youtube id="aaaaaaaaaaa"]', "youtube"),
        ("[tweet https://twitter.com/a/status/123]", "x"),
        ('[soundcloud url="https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b"]', "soundcloud"),
        ("가 https://youtu.be/aaaaaaaaaaa 나", ""),
        ("<b>가</b>\nhttps://youtu.be/aaaaaaaaaaa<i>나</i>", ""),
        ("<pre>\nhttps://youtu.be/aaaaaaaaaaa\n</pre>", ""),
        ("https://elsewhere.example.org/v/1", ""),
    ],
)
def test_addresses_alone_on_a_line_are_players(content, expected):
    blocks = read_content_and_hand_original_to_proof(Content(content), ignore).blocks
    assert next((one.provider for one in walk.walk(blocks) if isinstance(one, model.Embed)), "") == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('[code lang="php"]a &lt; b[/code]', "```php\na < b\n```"),
        ("[code]\n<b>\n[/code]", "```\n<b>\n```"),
        ("[python]\nx = [1]\n\n    y[0]\n[/python]", "```python\nx = [1]\n\n    y[0]\n```"),
        ('[crayon lang="java" title="A.java"]int a;[/crayon]', "A.java\n\n```java\nint a;\n```"),
        ('<pre class="brush: js; title: ;">a</pre>', "```js\na\n```"),
        ('<pre class="EnlighterJSRAW" data-enlighter-language="generic">a</pre>', "```\na\n```"),
        ("배열은 a[0] 과 [c] 이고 [1] 이다", "배열은 a[0] 과 [c] 이고 [1] 이다"),
        ("[[caption]] 은 이렇게", "[caption] 은 이렇게"),
        ("[[code]a[/code]]", "[code]a[/code]"),
        ("<code>[gallery]</code>", "`[gallery]`"),
        ('<a href="https://e.example.org/[gallery]">가</a>', "[가](https://e.example.org/[gallery])"),
        ("[unknown a=1]가[/unknown]", "[unknown a=1]가[/unknown]"),
        ("[gallery", "\\[gallery"),
        ("[caption]", "[caption]"),
        ('[caption caption="<b>가</b> \'나\'"]<img src="/a.png">[/caption]', "![가 '나'](/a.png)\n\n***가** '나'*"),
        ('[caption]<img src="/a.png"> 가 [latex]x[/latex][/caption]', "![가 x](/a.png)\n\n*가 $x$*"),
        ('[vc_row][vc_column width="1/2"][vc_column_text]가\n\n나[/vc_column_text][/vc_column][/vc_row]', "가\n\n나"),
        ('[et_pb_image src="https://e.example.org/a.png" alt="가" /]', "![가](https://e.example.org/a.png)"),
        ('[iframe src="https://elsewhere.example.org/v"]', "<https://elsewhere.example.org/v>"),
        ("[/vc_row] 와 [/gallery]", "와 [/gallery]"),
        ("[[vc_row]]", "[[vc_row]]"),
        ("[audio http://e.example.org/a.mp3]", "<http://e.example.org/a.mp3>"),
        ("[video width=1 mp4='https://e.example.org/a.mp4'][/video]", "<https://e.example.org/a.mp4>"),
        ("[audio src='https://e.example.org/a.mp3'] 사이 글 [audio src='https://e.example.org/b.mp3'][/audio]", "<https://e.example.org/a.mp3>\n\n사이 글\n\n<https://e.example.org/b.mp3>"),
        ("가[footnote]나[/footnote] 다[footnote]라[/footnote]", "가[^1] 다[^2]\n\n[^1]: 나\n\n[^2]: 라"),
        ("$latex \\frac{1}{2}$ 와 $5", "$\\frac{1}{2}$ 와 \\$5"),
    ],
)  # fmt: skip
def test_shortcodes(content, expected):
    assert markdown(content) == expected


def test_what_is_said_of_shortcodes_is_said_once():
    report = Collected()
    read_content_and_hand_original_to_proof(
        Content("[vc_row][unknown a=1][caption]<img src='/a.png'> [other b=2][/caption][/vc_row] [gallery]"), report
    )
    assert {(notice.kind, notice.detail): notice.count for notice in report.notices()} == {
        ("editor-leftover", "vc_row"): 2,
        ("shortcode", "unknown"): 1,
        ("shortcode", "other"): 1,
        ("shortcode", "gallery"): 1,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a="1" B=\'2\' c=3 "d" e', ({"a": "1", "b": "2", "c": "3"}, ("d", "e"))),
        ("ids=&quot;1,2&quot;", ({"ids": "1,2"}, ())),
        ("ids=”1,2″", ({"ids": "1,2"}, ())),
        ("=https://e.example.org/", ({}, ("https://e.example.org/",))),
        ("", ({}, ())),
    ],
)
def test_attributes_of_shortcodes(text, expected):
    assert read_attributes(text) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<!-- wp:paragraph --><p>가\n나</p><!-- /wp:paragraph -->", "가 나"),
        ("<!-- wp:core/paragraph --><p>가</p><!-- /wp:core/paragraph -->", "가"),
        ("<!-- wp:paragraph {broken --><p>가</p><!-- /wp:paragraph -->", "가"),
        ("<!-- wp:paragraph --><p>가</p>", "가"),
        ("<p>가</p><!-- /wp:paragraph -->\n\n<!-- wp:spacer /-->나\n다", "가\n\n나\\\n다"),
        ("<!-- wp:freeform -->끝이\n없는 블록", "끝이 없는 블록"),
        ("<!-- wp:html --><script>x</script><p>가</p><!-- /wp:html -->", "가"),
        ("<!-- wp:code {\"language\":\"go\"} --><pre class=\"wp-block-code\"><code>a</code></pre><!-- /wp:code -->", "```go\na\n```"),
        ("<!-- wp:loos-hcb/code-block {\"langType\":\"css\"} --><div class=\"hcb_wrap\"><pre class=\"prism\"><code>a</code></pre></div><!-- /wp:loos-hcb/code-block -->", "```css\na\n```"),
        ("<!-- wp:code --><pre class=\"wp-block-code\"><code>&lt;!-- wp:x --&gt;</code></pre><!-- /wp:code -->", "```\n<!-- wp:x -->\n```"),
        ("<!-- wp:group --><div class=\"wp-block-group\"><!-- wp:freeform -->가\n\n나<!-- /wp:freeform --></div><!-- /wp:group -->", "가\n\n나"),
        ("<!-- wp:paragraph --><p>[footnote]나[/footnote]</p><!-- /wp:paragraph -->", "[^1]\n\n[^1]: 나"),
    ],
)  # fmt: skip
def test_blocks(content, expected):
    assert markdown(content) == expected


def test_footnotes_stand_in_a_field_of_the_post():
    content = (
        '<!-- wp:paragraph --><p>가<sup data-fn="a" class="fn"><a href="#a" id="a-link">1</a></sup></p><!-- /wp:paragraph -->'
    )
    notes = json.dumps([{"id": "a", "content": "각주"}, {"id": "b", "content": "표시 없는 각주"}])
    for text in (content, content + "<!-- wp:footnotes /-->"):
        assert markdown(text, notes=notes) == "가[^1]\n\n2. 표시 없는 각주\n\n[^1]: 각주"
    assert markdown(content, notes=json.dumps([{"id": "a", "content": "각주"}])) == "가[^1]\n\n[^1]: 각주"
    for broken in ("{", "3", "[3]", "null"):
        assert "가" in markdown(content, notes=broken)


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://e.example.org/up/a.jpg", True),
        ("http://www.e.example.org/up/a-300x200.jpg", True),
        ("https://i2.wp.com/e.example.org/up/a-1024x768.jpg?resize=3", True),
        ("https://e.example.org/up/a.jpg?w=150", True),
        ("https://e.example.org/up/a-e1361234567890.jpg", True),
        ("https://e.example.org/up/b.jpg", False),
        ("https://other.example.org/up/a.jpg", False),
        ("https://e.example.org/up/a-3x.jpg", False),
        ("http://[broken/a.jpg", False),
    ],
)
def test_pictures_are_the_attachments_they_are_copies_of(url, is_one):
    library = MediaLibrary([Attachment("1", "https://e.example.org/up/a.jpg")])
    read_one = read_content_and_hand_original_to_proof(Content(f'<img src="{url}">', library=library), ignore)
    images = [node.url for node in walk.walk(read_one.blocks) if isinstance(node, model.Image)]
    assert images == ["https://e.example.org/up/a.jpg" if is_one else url]
    assert [one.number for one in read_one.used] == ["1"] * is_one


def test_a_gallery_block_of_numbers_alone():
    library = MediaLibrary(
        [Attachment(str(number), f"https://e.example.org/up/{number}.jpg", alt=f"그림 {number}") for number in (1, 2)]
    )
    content = '<!-- wp:gallery {"ids":[2,1]} /-->'
    assert (
        markdown(content, library=library)
        == "![그림 2](https://e.example.org/up/2.jpg)\n![그림 1](https://e.example.org/up/1.jpg)"
    )


def test_a_library_scales_and_a_copy_of_a_scaled_picture_is_found():
    library = MediaLibrary([Attachment("1", "https://e.example.org/up/a-scaled.jpg")])
    assert library.by_url("https://e.example.org/up/a-300x200.jpg") is not None
    assert library.by_url("https://e.example.org/up/a.jpg") is not None
