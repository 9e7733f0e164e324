"""WordPress exports: nothing that was not public becomes it, everything that was written is there, and no setting is a post."""

import json
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree

import pytest
from shapes.wordpress import WORDPRESS
from steps import assert_linear

import convert
from convert import model
from convert.errors import DamagedError, FormatError, SourceError
from convert.formats import guess_reader
from convert.model import walk
from convert.model.walk import plain_text
from convert.notices import Collected, ignore
from convert.readers.wordpress.content import Content, read_content
from convert.readers.wordpress.library import Attachment, MediaLibrary
from convert.readers.wordpress.shortcodes import read_attributes
from convert.sources.source import Source

EXPORTS = Path(__file__).parent.parent / "fixtures" / "wordpress"
KST = timezone(timedelta(hours=9))
WP = "{http://wordpress.org/export/1.2/}"
UPLOADS = "https://books.example.com/wp-content/uploads/2024/02/"
HEAD = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>"""


def read(name, report=ignore, **options):
    return list(convert.read(EXPORTS / f"{name}.xml", report=report, **options))


def export_of(*items, head=HEAD):
    return f"{head}{''.join(items)}</channel></rss>"


def item(title="글", status="publish", content="<p>글</p>", more="", *, kind="post", number=1):
    return (
        f"<item><title>{title}</title><content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>\n"
    )


def loads(export, report=ignore, **options):
    data = export if isinstance(export, bytes) else export.encode()
    return list(convert.read(Source("export.xml", data, "export.xml"), "wordpress", report=report, **options))


def until_the_error(export):
    documents, raised = [], None
    try:
        for document in convert.read(Source("export.xml", export if isinstance(export, bytes) else export.encode()), "wordpress"):
            documents.append(document)
    except convert.ConvertError as error:
        raised = error
    return documents, raised


def markdown(content, report=ignore, **text):
    return written(read_content(Content(content, **text), report).blocks)


def written(blocks):
    document = model.Document(model.Meta(), blocks)
    return convert.dumps(document, "markdown", front_matter=False).strip()


def notices(*names):
    report = Collected()
    for name in names:
        read(name, report)
    return {(notice.kind, notice.detail): notice.count for notice in report.notices()}


# Who may read what


def test_every_status():
    found = {document.meta.entry_id: (document.meta.visibility, document.meta.draft) for document in read("blog")}
    assert found == {
        "11": ("public", False),
        "40": ("private", False),
        "41": ("public", True),
        "42": ("public", True),
        "43": ("protected", False),
        "44": ("private", False),
        "46": ("public", True),
        "47": ("private", False),
        "48": ("private", False),
        "49": ("private", False),
        "50": ("protected", True),
        "51": ("private", False),
        "52": ("private", False),
        "60": ("public", True),
        "61": ("private", False),
        "62": ("public", False),
        "63": ("public", False),
        "65": ("public", False),
        "66": ("private", False),
    }
    told = notices("blog")
    assert {detail for kind, detail in told if kind == "unknown-visibility"} == {
        "archived",
        "",
        "inherit",
        "wc-hidden",
        "Publish",
        "PRIVATE",
    }


def _may_be_shown(element):
    said = (element.findtext(f"{WP}status") or "").strip()
    return said == "publish" and not element.findtext(f"{WP}post_password")


@pytest.mark.parametrize("to", ["jsonl", "hugo", "markdown", "html", "jekyll", "hexo", "astro", "obsidian"])
def test_no_writer_makes_anything_public_that_was_not(to):
    items = ElementTree.parse(EXPORTS / "blog.xml").getroot().iter("item")
    may = {element.findtext(f"{WP}post_id"): _may_be_shown(element) for element in items}
    marks = {
        "jsonl": r'"visibility": ?"(?:private|protected)"|"draft": ?true',
        "html": '<meta name="robots" content="noindex">',
        "jekyll": "published: false",
        "hexo": "published: false|draft: true",
    }
    mark = marks.get(to, "draft: true|visibility: (?:private|protected)")
    documents = read("blog")
    assert {may[document.meta.entry_id] for document in documents} == {True, False}
    for document in documents:
        text = convert.dumps(document, to)
        assert (re.search(mark, text) is None) == may[document.meta.entry_id], (document.meta.title, text)
        assert "열려라" not in text


def test_a_password_is_looked_at_and_never_told():
    for document in read("blog"):
        assert "열려라" not in repr(document)


@pytest.mark.parametrize("status", ["", "<wp:status/>", "<wp:status>  </wp:status>", "<wp:status>pubilsh</wp:status>"])
def test_what_says_no_known_status_is_private(status):
    report = Collected()
    (document,) = loads(export_of(f"<item><title>가</title><wp:post_type>post</wp:post_type>{status}</item>"), report)
    assert (document.meta.visibility, document.meta.draft) == ("private", False)
    assert "unknown-visibility" in [notice.kind for notice in report.notices()]


# Which reader


@pytest.mark.parametrize(
    "head",
    [
        HEAD,
        HEAD.replace("1.2", "1.0"),
        HEAD.replace("http://w", "https://w"),
        f'<?xml version="1.0"?>\n<!-- generator="WordPress/6.1" -->\n{HEAD}',
        '<rss version="2.0"><channel><wp:wxr_version>1.1</wp:wxr_version>',
        "\ufeff" + HEAD,
    ],
)
def test_an_export_is_known_by_its_root(head):
    assert guess_reader(Source("a.xml", export_of(item(), head=head).encode(), "a.xml")).reader == "wordpress"


@pytest.mark.parametrize(
    "feed",
    [
        '<rss version="2.0"><channel><generator>https://wordpress.org/?v=6.1</generator><item><title>가</title></item></channel></rss>',
        '<rss version="2.0"><channel><item><description>&lt;wp:wxr_version> 는 내보낸 것의 판</description></item></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:wp="http://wordpress.org/export/1.2/"></feed>',
        "<p>xmlns:wp=wordpress.org/export</p>",
    ],
)
def test_a_feed_of_wordpress_is_none(feed):
    found = guess_reader(Source("a.xml", feed.encode(), "a.xml"))
    assert found is None or found.reader != "wordpress"


# What is said of a post


def test_what_is_known_of_a_post():
    meta = read("blog")[0].meta
    assert (meta.title, meta.slug, meta.entry_id, meta.author, meta.lang) == ("공개 글", "공개", "11", "늘봄", "ko-KR")
    assert meta.date == model.Timestamp(datetime(2024, 2, 3, 10, 20, 30, tzinfo=KST))
    assert meta.lastmod == model.Timestamp(datetime(2024, 2, 4, 9, 0, tzinfo=KST))
    assert meta.url == "https://books.example.com/%ea%b3%b5%ea%b0%9c"
    assert meta.aliases == ("https://books.example.com/?p=11", "https://books.example.com/old-name")
    assert (meta.summary, meta.cover) == ("짧은 소개", f"{UPLOADS}cover.jpg")
    assert meta.categories == (("책 & 글", "소설"),)
    assert meta.tags == ("산책", "R&D")
    assert {key: value for key, value in meta.extra.items() if key != "trackbacks"} == {
        "post_format": "quote",
        "sticky": True,
        "taxonomies": {"genre": ["픽션/과학 소설"]},
        "custom_fields": {"별점": ["다섯", "넷"]},
    }
    assert [resource.url for resource in read("blog")[0].resources] == [f"{UPLOADS}cover.jpg"]


def test_pages_and_types_of_plugins():
    found = {document.meta.entry_id: document for document in read("blog")}
    assert [found[number].meta.kind for number in ("11", "61", "62", "63", "65")] == ["post", "page", "page", "page", "post"]
    assert found["63"].meta.extra == {"parent": "62"}
    assert found["65"].meta.extra == {"post_type": "portfolio"}
    assert found["62"].origin.member == "page 62"


def test_what_is_no_post_is_counted_by_kind():
    told = {detail: count for (kind, detail), count in notices("blog").items() if kind == "no-post"}
    items = list(ElementTree.parse(EXPORTS / "blog.xml").getroot().iter("item"))
    assert sum(told.values()) + len(read("blog")) == len(items)
    assert told["nav_menu_item"] == told["attachment"] == 2
    assert {"trash", "auto-draft", "revision", "shop_order", "popup_setting", "wp_template_part"} <= told.keys()


@pytest.mark.parametrize("name", ["blog", "classic", "blocks"])
def test_counts_are_those_of_an_xml_parser(name):
    posts = {document.meta.entry_id: document for document in read(name)}
    for element in ElementTree.parse(EXPORTS / f"{name}.xml").getroot().iter("item"):
        document = posts.get(element.findtext(f"{WP}post_id"))
        if document is None:
            continue
        shown = [one for one in element.iter(f"{WP}comment") if one.findtext(f"{WP}comment_approved") == "1"]
        told = [one for one in shown if one.findtext(f"{WP}comment_type") == "pingback"]
        assert len(list(_all(document.comments))) == len(shown) - len(told)
        assert len(document.meta.extra.get("trackbacks", [])) == len(told)
        assert document.meta.title == " ".join(element.findtext("title").split())


@pytest.mark.parametrize(
    ("local", "gmt", "expected"),
    [
        ("2024-02-03 10:20:30", "2024-02-03 01:20:30", model.Timestamp(datetime(2024, 2, 3, 10, 20, 30, tzinfo=KST))),
        ("2024-02-03 10:20:30", "2024-02-03 04:50:30", model.Timestamp(datetime(2024, 2, 3, 10, 20, 30, tzinfo=timezone(timedelta(hours=5.5))))),
        ("2024-02-03 10:20:30", "2024-02-03 10:20:30", model.Timestamp(datetime(2024, 2, 3, 10, 20, 30, tzinfo=UTC))),
        ("2024-02-03 10:20:30", "0000-00-00 00:00:00", model.Timestamp(datetime(2024, 2, 3, 10, 20, 30, tzinfo=KST), assumed=True)),
        ("2024-02-03 10:20:30", "", model.Timestamp(datetime(2024, 2, 3, 10, 20, 30, tzinfo=KST), assumed=True)),
        ("0000-00-00 00:00:00", "2024-02-03 01:20:30", model.Timestamp(datetime(2024, 2, 3, 10, 20, 30, tzinfo=KST))),
        ("2024-02-03 10:20:30", "2023-01-01 00:00:00", model.Timestamp(datetime(2023, 1, 1, 9, 0, tzinfo=KST))),
        ("0000-00-00 00:00:00", "0000-00-00 00:00:00", None),
        ("", "", None),
        ("2024-02-30 10:00:00", "", None),
    ],
)  # fmt: skip
def test_dates(local, gmt, expected):
    more = f"<wp:post_date>{local}</wp:post_date><wp:post_date_gmt>{gmt}</wp:post_date_gmt>"
    (document,) = loads(export_of(item(more=more)))
    assert document.meta.date == expected
    assert ("wp:post_date" in document.meta.extra) == (local == "2024-02-30 10:00:00")


def test_without_a_date_the_one_of_the_feed_counts_unless_it_is_none():
    made = [
        item(more=f"<pubDate>{date}</pubDate>")
        for date in ("Mon, 01 May 2023 00:00:00 +0000", "Mon, 30 Nov -0001 00:00:00 +0000")
    ]
    assert [document.meta.date and document.meta.date.value.year for document in loads(export_of(*made))] == [2023, None]


def test_a_draft_has_the_offset_of_its_last_change():
    draft = next(document for document in read("blog", timezone="UTC") if document.meta.entry_id == "41")
    assert draft.meta.date == model.Timestamp(datetime(2024, 2, 3, 10, 20, 30, tzinfo=KST), assumed=True)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("novel", ("책 & 글", "소설")),
        ("ring-a", ("고리 둘", "고리 하나")),
        ("lost-child", ("부모 없는 갈래",)),
        ("unheard-of", ("이름뿐",)),
    ],
)
def test_categories_survive_rings_and_missing_parents(slug, expected):
    head, _, _ = (EXPORTS / "blog.xml").read_text(encoding="utf-8").partition("\t<item>")
    category = f'<category domain="category" nicename="{slug}"><![CDATA[{expected[-1]}]]></category>'
    (document,) = loads(export_of(item(more=category), head=head))
    assert document.meta.categories == (expected,)


def test_old_exports_name_parents_and_repeat_categories():
    head = f"{HEAD}<wp:category><wp:cat_name>위</wp:cat_name></wp:category><wp:category><wp:cat_name>밑</wp:cat_name><wp:category_parent>위</wp:category_parent></wp:category>"
    more = (
        '<category>밑</category><category domain="category" nicename="below">밑</category><category domain="tag">꼬리</category>'
    )
    (document,) = loads(export_of(item(more=more), head=head))
    assert (document.meta.categories, document.meta.tags) == ((("위", "밑"),), ("꼬리",))
    (alone,) = loads(export_of(item(more="<category>밑</category>"), head=head))
    assert alone.meta.categories == (("위", "밑"),)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("<![CDATA[R&amp;D <em>소식</em>]]>", "R&D 소식"),
        ("List&lt;String&gt; 쓰기", "List<String> 쓰기"),
        ("<![CDATA[List<String> 쓰기]]>", "List<String> 쓰기"),
        ("글 &amp;#8217;따옴&amp;#8217;", "글 ’따옴’"),
        ("<![CDATA[두\n줄]]>", "두 줄"),
        ("<![CDATA[두<br/>줄]]>", "두 줄"),
        ("", ""),
    ],
)
def test_titles(title, expected):
    assert loads(export_of(item(title=title)))[0].meta.title == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"_yoast_wpseo_metadesc": "검색 설명"}, "검색 설명"),
        ({"rank_math_description": "%excerpt%"}, ""),
        ({"_yoast_wpseo_metadesc": "%%title%% 글", "rank_math_description": "둘째 설명"}, "둘째 설명"),
    ],
)
def test_a_description_for_search_engines_stands_for_an_excerpt(fields, expected):
    more = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
        for key, value in fields.items()
    )
    assert loads(export_of(item(more=more)))[0].meta.summary == expected


# Comments


def _all(comments):
    for comment in comments:
        yield comment
        yield from _all(comment.replies)


def _shape(comments):
    return [(plain_text(comment.children), _shape(comment.replies)) for comment in comments]


def test_threads():
    comments = read("blog")[0].comments
    assert _shape(comments) == [
        ("좋은 글\n정말로", [("고맙습니다", [("답의 답", [("깊은 답", [])])])]),
        ("숨은 말에 한 답", []),
        ("주소를 이름으로 쓴 손님", []),
        ("고리 답", [("고리 답 둘", [])]),
    ]
    first = comments[0]
    assert (first.author, first.homepage, first.date.value) == (
        "첫손님",
        "https://guest.example.org",
        datetime(2024, 2, 5, 12, tzinfo=KST),
    )
    assert [type(node) for node in first.children[0].children] == [model.Text, model.HardBreak, model.Strong, model.Text]


def test_nobody_can_be_found_by_a_comment():
    told = json.dumps([json.loads(convert.dumps(document, "jsonl")) for document in read("blog")], ensure_ascii=False)
    assert re.findall(r"[\w.]+@[\w.]+|203\.0\.113\.\d+", told) == []


def test_comments_that_were_not_shown_are_counted():
    told = notices("blog")
    assert {detail: count for (kind, detail), count in told.items() if kind == "unapproved-comment"} == {
        "waiting for approval": 1,
        "spam": 1,
        "in the trash": 1,
    }
    assert told["trackback", ""] == 1
    trackback = read("blog")[0].meta.extra["trackbacks"]
    assert trackback == [
        {
            "url": "https://neighbour.example.org/9",
            "site": "이웃 블로그",
            "excerpt": "[…] 소개 […]",
            "received": "2024-02-05T12:00:00+09:00",
        }
    ]


def comment(number, parent=0, text="말"):
    return (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_parent>{parent}</wp:comment_parent>"
        f"<wp:comment_approved>1</wp:comment_approved><wp:comment_content>{text}</wp:comment_content></wp:comment>"
    )


@pytest.mark.parametrize(
    "parent_of", [lambda n: n - 1, lambda n: n + 1, lambda n: n, lambda n: 0, lambda n: n % 7, lambda n: 500 - n]
)
def test_no_comment_is_lost_in_any_thread(parent_of):
    made = "".join(comment(number, parent_of(number), f"말 {number}") for number in range(1, 400))
    (document,) = loads(export_of(item(more=made)))
    found = [plain_text(one.children) for one in _all(document.comments)]
    assert sorted(found) == sorted(f"말 {number}" for number in range(1, 400))
    assert _depth(document.comments) <= 10
    assert loads(export_of(item(more=made)))[0] == document


def _depth(comments):
    return max((1 + _depth(one.replies) for one in comments), default=0)


def test_comments_without_numbers_or_with_the_same_are_all_there():
    made = [comment("", 0, "하나"), comment("", 0, "둘"), comment(3, 0, "셋"), comment(3, 3, "넷")]
    (document,) = loads(export_of(item(more="".join(made))))
    assert sorted(plain_text(one.children) for one in _all(document.comments)) == ["넷", "둘", "셋", "하나"]


# Content


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
    blocks = read_content(Content(content), ignore).blocks
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
        ('[caption caption="<b>가</b> \'나\'"]<img src="/a.png">[/caption]', "![](/a.png)\n\n**가** '나'"),
        ('[caption]<img src="/a.png"> 가 [latex]x[/latex][/caption]', "![](/a.png)\n\n가 $x$"),
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
    read_content(Content("[vc_row][unknown a=1][caption]<img src='/a.png'> [other b=2][/caption][/vc_row] [gallery]"), report)
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
        made = markdown(text, notes=notes)
        assert "각주" in made
        assert "표시 없는 각주" in made
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
    read_one = read_content(Content(f'<img src="{url}">', library=library), ignore)
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


# Bad input


def test_a_broken_item_stops_no_other():
    broken = "<item><title>깨진</title><content:encoded><![CDATA[읽힌 글]]></content:encoded><wp:status>publish</wp:stat></item>"
    documents, error = until_the_error(export_of(item("첫째"), broken, item("셋째", number=3)))
    assert [document.meta.title for document in documents] == ["첫째", "깨진", "셋째"]
    assert plain_text(documents[1].children) == "읽힌 글"
    assert isinstance(error, FormatError)
    assert error.member.startswith("item at byte")


def test_an_item_that_is_broken_before_it_says_what_it_is_is_no_post_for_that():
    """Its type stands behind the place where reading ended."""
    broken = item("둘째", kind="attachment", number=2).replace("</title>", "</tit>")
    report = Collected()
    documents = loads(export_of(item("첫째"), broken, item("셋째", number=3)), report)
    assert [document.meta.title for document in documents] == ["첫째", "셋째"]
    (notice,) = [notice for notice in report.notices() if notice.kind == "damaged-part"]
    assert notice.detail.endswith(": mismatched tag, line 1 of it")
    documents, error = until_the_error(export_of(broken.replace("attachment", "post")))
    assert ([document.meta.visibility for document in documents], type(error)) == (["private"], DamagedError)


@pytest.mark.parametrize("cut", range(40, 100, 7))
def test_a_file_that_ends_early_is_said_to_and_makes_nothing_public(cut):
    whole = export_of(item("첫째"), item("둘째", "private", number=2))
    data = whole.encode()[: len(whole.encode()) * cut // 100]
    if b"<channel>" not in data:
        return
    documents, error = until_the_error(data)
    assert isinstance(error, FormatError)
    second = [document for document in documents if document.meta.title == "둘째"]
    assert [document.meta.visibility for document in second] in ([], ["private"])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("가 ]]]]><![CDATA[> 나", "가 ]]> 나"),
        ("가 ]]> &lt;b&gt;나&lt;/b&gt;<![CDATA[ 다", "가 **나** 다"),
        ("가\x0b\x00나", "가나"),
        ("가 &nbsp; 나 &copy;", "가 나 ©"),
    ],
)
def test_text_in_an_export_as_people_have_them(content, expected):
    (document,) = loads(export_of(item(content=content)))
    assert written(document.children) == expected


def test_entities_outside_of_cdata_that_xml_does_not_know():
    (document,) = loads(export_of(item(title="가&nbsp;&hellip; 나 & 다")))
    assert document.meta.title == "가 … 나 & 다"


def test_declared_entities_are_refused():
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n' + export_of(item(content="&b;"))
    assert guess_reader(Source("a.xml", bomb.encode(), "a.xml")).reader == "wordpress"
    with pytest.raises(FormatError, match="entities"):
        loads(bomb)


def test_wide_encodings_are_refused_with_what_to_do():
    data = export_of(item()).encode("utf-16")
    assert guess_reader(Source("a.xml", data, "a.xml")).reader == "wordpress"
    with pytest.raises(SourceError, match="UTF-16"):
        loads(data)


def test_old_encodings_and_renamed_prefixes():
    (document,) = loads(export_of(item(title="옛 글")).encode("cp949"))
    assert document.meta.title == "옛 글"
    root = ElementTree.fromstring(export_of(item("다시 쓴 글", "private")))
    data = ElementTree.tostring(root)
    assert b"ns1:status" in data or b"ns0:status" in data
    assert guess_reader(Source("a.xml", data, "a.xml")).reader == "wordpress"
    (again,) = loads(data)
    assert (again.meta.title, again.meta.visibility, plain_text(again.children)) == ("다시 쓴 글", "private", "글")


def test_an_export_without_posts_is_read_and_has_none():
    assert loads(export_of(item(kind="nav_menu_item"))) == []
    assert loads(export_of()) == []


@pytest.mark.parametrize("name", WORDPRESS)
def test_content_meant_to_be_slow_is_not(name):
    assert_linear(lambda content: read_content(Content(content), ignore), WORDPRESS[name])


def test_reusable_blocks_that_show_each_other_do_not_grow_without_end():
    many = "".join(f'<!-- wp:block {{"ref":{number}}} /-->' for number in range(1, 9))
    report = Collected()
    read_content(Content(many, reusable={str(number): f"<!-- wp:x -->글{many}<!-- /wp:x -->" for number in range(1, 9)}), report)
    assert "missing-file" in [notice.kind for notice in report.notices()]


def test_memory_stays_flat(tmp_path):
    import tracemalloc

    export = tmp_path / "large.xml"
    with export.open("w", encoding="utf-8") as file:
        file.write(HEAD)
        for number in range(1000):
            file.write(item(content=f"<p>{'글' * 2000}</p>", number=number))
        file.write("</channel></rss>")
    tracemalloc.start()
    count = sum(1 for _ in convert.read(export, "wordpress"))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1000
    assert export.stat().st_size > 5_000_000
    assert most < 4_000_000
