"""Short posts that show notices, one for each kind that a single post can show; a test holds that each gives its notice."""

from typing import Any, NamedTuple


class Example(NamedTuple):
    """A post as a reader gets it, and what it is written as."""

    source: str
    reader: str = "tistory"
    writer: str = "markdown"
    options: tuple[tuple[str, Any], ...] = ()


def _backup(
    inside: str = "", *, setting: str = "<setting><name>bada</name></setting>", content: str = "&lt;p&gt;글&lt;/p&gt;"
) -> str:
    """The XML of a blog with one post, and what is in that besides its text."""
    head = "<id>1</id><visibility>syndicated</visibility><title>바다</title>"
    return f"<blog>{setting}\n<post>{head}\n<content>{content}</content>{inside}</post></blog>\n"


def _export(content: str, *, status: str = "publish", inside: str = "") -> str:
    """WordPress's export of one post."""
    spaces = 'xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return (
        f'<rss version="2.0" {spaces}>\n<channel><wp:wxr_version>1.2</wp:wxr_version>\n<item><title>바다</title>'
        f"<wp:post_type>post</wp:post_type><wp:status>{status}</wp:status>\n"
        f"<content:encoded><![CDATA[{content}]]></content:encoded>{inside}</item>\n</channel></rss>\n"
    )


def _comment_in_backup(name: str, text: str, more: str = "") -> str:
    return f"\n<comment><commenter><name>{name}</name></commenter><content>{text}</content>{more}</comment>"


def _comment_in_export(name: str, text: str, approved: int = 1, kind: str = "comment") -> str:
    return (
        f"\n<wp:comment><wp:comment_author>{name}</wp:comment_author><wp:comment_content>{text}</wp:comment_content>"
        f"<wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type></wp:comment>"
    )


EXAMPLES: dict[str, Example] = {
    "advertising": Example('<p>글</p><ins class="adsbygoogle"></ins><p>이어지는 글</p>'),
    "sanitised": Example('<svg><a xlink:href="app:x"><text>글</text></a></svg>'),
    "script": Example("<p>방문자 수</p><script>count()</script>"),
    "furniture": Example('<p>글</p><div class="container_postbtn">공감</div>'),
    "editor-leftover": Example("<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><p>글</p>"),
    "line-number": Example(
        '<table><tr><td class="gutter"><pre>1\n2</pre></td><td class="code"><pre><code>a = 1\nb = 2</code>'
        "</pre></td></tr></table>",
    ),
    "footnote-mark": Example(
        '<p>바다<sup><a href="#fn1" id="ref1">1</a></sup></p><ol><li id="fn1">협재 <a href="#ref1">↩</a></li></ol>',
    ),
    "list-mark": Example(
        '<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>바다</p>',
    ),
    "alert-title": Example(
        "<div class='markdown-alert markdown-alert-warning'><p class='markdown-alert-title'>Warning</p><p>조심</p></div>",
    ),
    "spacer": Example("<p>첫 문단</p><p>&nbsp;</p><p>다음 문단</p>"),
    "hidden": Example('<p>보이는 글</p><p style="display: none">숨긴 글</p>'),
    "control-character": Example("<p>제어\b 문자</p>"),
    "guessed-language": Example('<pre class="routeros" data-ke-type="codeblock"><code>ls -l</code></pre>'),
    "duplicate-cover": Example(
        "---\ntitle: 바다\ncover: sea.jpg\n---\n\n![바다](sea.jpg)\n\n글\n",
        reader="markdown",
        options=(("duplicate_cover", "drop"),),
    ),
    "secret-comment": Example(
        _backup(_comment_in_backup("손님", "둘만 아는 이야기", "<secret>1</secret>")), reader="ttxml", writer="comments"
    ),
    "personal-data": Example(
        _backup(_comment_in_backup("손님", "잘 봤어요").replace("</name>", "</name><ip>203.0.113.7</ip>")),
        reader="ttxml",
        writer="comments",
    ),
    "spam": Example(
        _backup(
            _comment_in_backup("손님", "잘 봤어요") + _comment_in_backup("광고", "싸게 팝니다", "<isFiltered>1</isFiltered>")
        ),
        reader="ttxml",
        writer="comments",
    ),
    "unapproved-comment": Example(
        _export("<p>글</p>", inside=_comment_in_export("손님", "잘 봤어요") + _comment_in_export("광고", "싸게 팝니다", 0)),
        reader="wordpress",
        writer="comments",
    ),
    "trackback": Example(
        _export("<p>글</p>", inside=_comment_in_export("하늘 블로그", "바다를 다녀와서", kind="pingback")), reader="wordpress"
    ),
    "dynamic-block": Example(_export("<p>글</p>\n<!-- wp:latest-posts /-->"), reader="wordpress"),
    "unsafe-address": Example('<p><a href="javascript:go()">열기</a></p>'),
    "no-post": Example(
        "<feed><entry><id>b.layout</id></entry><entry><title>글</title></entry></feed>",
        reader="blogger",
    ),
    "template-tag": Example("{% raw %}\n글\n{% endraw %}\n", reader="markdown"),
    "title-from-heading": Example("# 제주 여행\n\n첫째 날.\n", reader="markdown"),
    "found-by": Example(
        '<html><body><main><h1>바다</h1><div class="post-meta"><span>2024. 5. 6.</span></div><article><p>블'
        "로그를 옮긴 글.</p></article></main></body></html>",
        reader="page",
    ),
    "furniture-content": Example(
        '<html><body><div class="contents_style"><p>글</p><div class="tt_box_namecard"><img src="https://example.com/map.png"></div>'
        "</div></body></html>",
        reader="page",
    ),
    "time-zone": Example("---\ntitle: 제주\ndate: 2024-07-22 10:00\n---\n\n글\n", reader="markdown"),
    "front-matter-as-text": Example("---\n오늘 장을 본 것들\ntitle: 감자 한 상자\n---\n\n감자를 쪘다.\n", reader="markdown"),
    "unlikely-date": Example("---\ntitle: 옛날\ndate: 1970-01-01\n---\n\n글\n", reader="markdown"),
    "scheduled-post": Example("---\ntitle: 글\nstatus: future\n---\n\n글\n", reader="markdown"),
    "unknown-visibility": Example(_export("<p>글</p>", status="wc-hidden"), reader="wordpress"),
    "box": Example("<p>여행 첫날</p><fieldset><legend>준비물</legend>물과 모자</fieldset>"),
    "preformatted": Example('<pre class="wp-block-verse">산길을 걸었다.\n바람이 불었다.</pre>'),
    "heading-by-size": Example(
        '<p><span style="font-size: 30px"><b>둘째 날</b></span></p><p>글</p>',
        options=(("fake_headings", True),),
    ),
    "header-row": Example(
        "<table><tr><td><b>도시</b></td><td><b>날씨</b></td></tr><tr><td>제주</td><td>맑음</td></tr></table>",
    ),
    "unsaid-visibility": Example(
        "---\ntitle: 글\nvisibility: private\n---\n\n글\n",
        reader="markdown",
        writer="jsonl",
        options=(("columns", ("id", "text")),),
    ),
    "front-matter": Example("---\ntitle: 제주: 첫째 날\n---\n\n글\n", reader="markdown"),
    "unescaped": Example(_backup(content="첫 줄<br>둘째 줄"), reader="ttxml"),
    "markdown-image": Example("---\ntitle: 바다\n---\n![바다](sea.jpg)\n<p>글</p>"),
    "open-code": Example('<pre data-ke-type="codeblock"><code>a = 1<p data-ke-size="size16">글</p>'),
    "lone-surrogate": Example('---\ntitle: "바다 \\ud83c"\n---\n\n글\n', reader="markdown"),
    "rendered-math": Example("<p>식 <math><mi>x</mi><mo>=</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>이다</p>"),
    "shortcode-delimiter": Example("<pre>{{&lt; 닫히지 않은 것</pre>", writer="hugo"),
    "heading-gap": Example("## 여행\n\n#### 숙소\n", reader="markdown", options=(("headings", "close"),)),
    "style": Example('<p><span style="color: red">빨간 글자</span></p>'),
    "alignment": Example('<p style="text-align: center">가운데</p>'),
    "underline": Example("<p><u>밑줄</u> 친 글</p>"),
    "highlight": Example("<p><mark>형광펜</mark></p>"),
    "script-position": Example("<p>m<sup>둘</sup></p>", writer="hugo"),
    "image-size": Example('<p><img src="icon.png" width="24" height="24"> 아이콘</p>', writer="hugo"),
    "keyboard": Example("<p><kbd>Ctrl</kbd>+<kbd>C</kbd></p>", writer="hugo"),
    "ruby": Example("<p><ruby>漢字<rt>한자</rt></ruby></p>"),
    "caption": Example('<figure><img src="sea.jpg" alt="바다"><figcaption>협재 바다</figcaption></figure>'),
    "caption-title": Example(
        '<figure><img src="sea.jpg" alt="바다"><figcaption>협재 바다</figcaption></figure>',
        options=(("captions", "title"),),
    ),
    "gallery": Example(
        '<figure class="imageslideblock"><div class="image-container"><span class="image-wrap"><img src='
        '"a.jpg" alt="첫 장"></span><span class="image-wrap"><img src="b.jpg" alt="둘째 장"></span></div></fi'
        "gure>",
    ),
    "category-levels": Example("---\ntitle: 글\ncategory: 개발/파이썬\n---\n\n글\n", reader="markdown", writer="ghost"),
    "tag": Example('---\ntitle: 언어\ntags: ["C#"]\n---\n\n글\n', reader="markdown", writer="obsidian"),
    "unfit-file": Example('<p><img src="https://e.example.org/a.svg"></p>', writer="wordpress"),
    "embed": Example('<iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ"></iframe>'),
    "link-card": Example(
        '<figure data-ke-type="opengraph" data-og-title="바다 날씨" data-og-url="https://example.com/"><a hr'
        'ef="https://example.com/"><p>바다 날씨</p></a></figure>',
    ),
    "attachment": Example('<p>[##_File|kage@dZ1/btsC1/k1/tfile.zip|filename="측정 자료.zip" size="0.35MB"|_##]</p>'),
    "fold": Example(
        "<blockquote><details><summary>더보기</summary><p>접은 글</p></details></blockquote>",
        writer="hugo",
    ),
    "definition-list": Example("<dl><dt>오름</dt><dd>작은 화산</dd></dl>"),
    "complex-table": Example('<table><tr><th>도시</th><th>날씨</th></tr><tr><td colspan="2">제주</td></tr></table>'),
    "list-number": Example('<ol type="a"><li>바다</li><li>산</li></ol>'),
    "list-as-text": Example('<ol start="-1"><li>지하</li><li>입구</li></ol>'),
    "list-indent": Example('<ol><li style="list-style-type: none;"><ol><li>하나</li><li>둘</li></ol></li></ol>'),
    "cell-block": Example("<table><tr><th>준비물</th></tr><tr><td><p>물</p><p>모자</p></td></tr></table>"),
    "row-header": Example("<table><tr><th>도시</th><th>날씨</th></tr><tr><th>제주</th><td>맑음</td></tr></table>"),
    "table-as-html": Example(
        '<table><tr><th>도시</th><th>날씨</th></tr><tr><td colspan="2">제주</td></tr></table>',
        options=(("complex_tables", "html"),),
    ),
    "table-as-list": Example(
        '<table><tr><th>도시</th><th>날씨</th></tr><tr><td colspan="2">제주</td></tr></table>',
        options=(("complex_tables", "list"),),
    ),
    "heading-level": Example("###### 숙소\n", reader="markdown", options=(("heading_shift", 2),)),
    "emphasis-edge": Example('<p><b>"바다"</b>는 파랗다.</p>', options=(("emphasis", "move"),)),
    "shortcode": Example('글\n\n{{< map place="제주" >}}\n', reader="markdown"),
    "replacer": Example("<p>방문자 수는 [##_count_total_##] 이다.</p>"),
    "too-deep": Example("> " * 130 + "글\n", reader="markdown"),
    "callout": Example("> [!NOTE]\n> 물을 챙기자.\n", reader="markdown", writer="tistory"),
    "math": Example("$$\nE = mc^2\n$$\n", reader="markdown", writer="tistory"),
    "footnote": Example("바다[^1]\n\n[^1]: 협재\n", reader="markdown", writer="tistory"),
    "form": Example("<p>글</p><form><button>구독</button></form>"),
    "attributes": Example("## 바다 {.blue}\n", reader="markdown"),
    "code-attributes": Example("```python {hl_lines=[2]}\na = 1\n```\n", reader="markdown"),
    "editor-fields": Example("---\ntitle: 제주\ntags: [여행]\n---\n\n글\n", reader="markdown", writer="tistory"),
    "raw-format": Example(
        '{"id": "1", "title": "바다", "document": "{\\"type\\":\\"Document\\",\\"meta\\":{},\\"children\\":'
        '[{\\"type\\":\\"RawBlock\\",\\"format\\":\\"latex\\",\\"value\\":\\"x^2\\"}]}"}',
        reader="jsonl",
        writer="tistory",
    ),
    "raw-html-kept": Example(
        '<p>글</p><svg width="9" height="9"><circle cx="5" cy="5" r="4"/><text>원</text></svg>',
    ),
    "raw-html-converted": Example(
        '<p>글</p><svg width="9" height="9"><circle cx="5" cy="5" r="4"/><text>원</text></svg>',
        options=(("raw_html", "markdown"),),
    ),
    "scheme": Example('<p><a href="kakaotalk://open">열기</a></p>'),
    "cut-value": Example(f"---\ntitle: {'바다 ' * 90}\n---\n\n글\n", reader="markdown", writer="ghost"),
    "unsaid-metadata": Example("---\ntitle: 바다\nauthor: 하늘\n---\n\n글\n", reader="markdown", writer="ghost"),
    "raw-html-dropped": Example(
        '<p>글</p><svg width="9" height="9"><circle cx="5" cy="5" r="4"/><text>원</text></svg>',
        options=(("raw_html", "drop"),),
    ),
    "link-in-code": Example('<pre>자세히는 <a href="https://example.com/doc">문서</a>를 본다.</pre>'),
    "anchor": Example('<p><a href="#sea">바다로</a></p><p id="sea">바다 이야기</p>', writer="hugo"),
    "shortcode-in-code": Example("<pre>{{&lt; 닫히지 않은 것</pre>", writer="hugo", options=(("front_matter", False),)),
    "broken-embed": Example("<p>글</p><iframe></iframe>"),
    "orphan-comment": Example(
        "<feed><entry><thr:in-reply-to/></entry><entry><title>글</title></entry></feed>",
        reader="blogger",
    ),
    "partial-post": Example(
        "<rss><channel><item><title>바다</title><description>바다에 갔다. 파도가 [&#8230;]</description></item></channel></rss>",
        reader="rss",
    ),
    "unknown-date": Example("---\ntitle: 언젠가\ndate: 지난 여름\n---\n\n글\n", reader="markdown"),
    "broken-image": Example('<p>글 <img alt="바다"></p>'),
    "missing-file": Example(_export('<p>글</p>\n<!-- wp:block {"ref":7} /-->'), reader="wordpress"),
    "plugin-block": Example(_export('<p>글</p>\n<!-- wp:plugin/map {"address":"제주시 한림읍"} /-->'), reader="wordpress"),
    "broken-attachment": Example(
        _backup("\n<attachment><name>a.zip</name><label>표.zip</label><content>!!</content></attachment>"), reader="ttxml"
    ),
    "damaged-part": Example(_backup(setting="<setting></id><name>bada</name></setting>"), reader="ttxml"),
    "empty-fold": Example(
        '<p>글</p><div data-ke-type="moreLess"><a class="btn-toggle-moreless">더보기</a><div class="moreless'
        '-content"></div></div>',
    ),
}
"""By kind."""
