"""WordPress exports: nothing that was not public becomes it, everything that is said of a post is there, and no setting is a post."""

import re
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest
from wordpress_exports import EXPORTS, HEAD, KST, UPLOADS, all_comments, export_of, item, loads, notices, read

import convert
from convert import model
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone
from convert.notices import Collected
from convert.sources.source import Source

WP = "{http://wordpress.org/export/1.2/}"


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


@pytest.mark.parametrize("to", ["jsonl", "hugo", "markdown", "html", "jekyll", "hexo", "astro", "mkdocs", "obsidian", "ghost"])
def test_no_writer_makes_anything_public_that_was_not(to):
    items = ElementTree.parse(EXPORTS / "blog.xml").getroot().iter("item")
    may = {element.findtext(f"{WP}post_id"): _may_be_shown(element) for element in items}
    marks = {
        "jsonl": r'"visibility": ?"(?:private|protected)"|"draft": ?true',
        "html": '<meta name="robots" content="noindex">',
        "jekyll": "published: false",
        "hexo": "published: false|draft: true",
        "ghost": '"status": ?"draft"|"status": ?"scheduled".*"published_at": ?"2099-',  # a post that waits is not shown before its day
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
    assert (
        guess_own_reader_or_foreign_if_sure_or_alone(Source("a.xml", export_of(item(), head=head).encode(), "a.xml")).reader
        == "wordpress"
    )


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
    found = guess_own_reader_or_foreign_if_sure_or_alone(Source("a.xml", feed.encode(), "a.xml"))
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
        assert len(list(all_comments(document.comments))) == len(shown) - len(told)
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
