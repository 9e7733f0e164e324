"""Feeds: which field says what of a post, and who is told of."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from feeds import BODY, PLAYERS, feed_of, item, read, rss_at

import convert
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone
from convert.model import Figure, Heading, Paragraph
from convert.model.walk import plain_text
from convert.notices import Collected
from convert.sources.source import Source

FEEDS = Path(__file__).parent.parent / "fixtures" / "feeds"


KST = timezone(timedelta(hours=9))


def kinds(feed):
    report = Collected()
    read(feed, report)
    return [notice.kind for notice in report.notices()]


def test_tistory():
    first, second = convert.read(FEEDS / "tistory.xml")
    meta = first.meta
    assert meta.title == "된장찌개 <겨울편>"
    assert meta.url == "https://slow-kitchen.tistory.com/entry/%EB%90%9C%EC%9E%A5%EC%B0%8C%EA%B0%9C"
    assert meta.aliases == ("https://slow-kitchen.tistory.com/27",)
    assert (meta.entry_id, meta.slug) == ("27", "된장찌개")
    assert (meta.categories, meta.tags) == ((("요리", "찌개"),), ("된장", "겨울 음식"))
    assert (meta.date.value, meta.date.assumed, meta.lastmod) == (datetime(2022, 12, 4, 15, 3, 12, tzinfo=KST), False, None)
    assert (meta.author, meta.lang, meta.cover, meta.summary) == ("부엌지기", "ko", "", "")
    assert meta.extra == {"comments": f"{meta.url}#entry27Comment"}
    assert isinstance(first.children[0], Figure)
    assert plain_text(first.children).endswith("된장을 두 숟가락 풀고 15분~20분 끓인다. AT&T")
    assert (second.meta.url, second.meta.aliases, second.meta.entry_id) == ("https://slow-kitchen.tistory.com/26", (), "26")
    assert [document.origin.member for document in (first, second)] == ["1", "2"]
    assert first.origin.sha256 == second.origin.sha256 != ""


def test_a_tistory_feed_of_a_domain_of_its_own_is_known_by_its_generator():
    entry = item("가", "<link>https://kitchen.example.com/7</link><category>가/나</category><category>다</category>")
    (own,) = read(feed_of(entry, channel="<generator>TISTORY</generator>"))
    assert (own.meta.entry_id, own.meta.categories, own.meta.tags) == ("7", (("가", "나"),), ("다",))
    (other,) = read(feed_of(entry))
    assert (other.meta.entry_id, other.meta.categories, other.meta.tags) == ("", (("가", "나"), ("다",)), ())


def test_the_number_of_a_tistory_post_may_be_known_from_its_comments_alone():
    more = "<link>https://a.tistory.com/entry/x</link><comments>https://a.tistory.com/entry/x#entry9Comment</comments>"
    (document,) = read(feed_of(item("가", more)))
    assert (document.meta.entry_id, document.meta.aliases) == ("9", ("https://a.tistory.com/9",))


def test_whole_texts_in_cdata_with_a_summary_beside_them():
    first, second = convert.read(FEEDS / "cdata.xml", "rss")
    assert (first.meta.title, first.meta.author, first.meta.summary) == ("북촌 & 서촌", "걷는이", "골목을 걷다 […]")
    assert (first.meta.categories, first.meta.tags) == ((("여행", "서울"),), ("한옥",))
    assert first.meta.cover == "https://walk.example.com/wall.jpg"
    assert first.meta.extra == {
        "guid": "https://walk.example.com/?p=88",
        "slash:comments": "3",
        "enclosure": "https://walk.example.com/walk.mp3",
    }
    assert first.meta.aliases == ()
    assert [type(block) for block in first.children] == [Heading, Paragraph]
    assert (second.meta.date, second.meta.extra) == (None, {"pubDate": "어느 여름날"})


def test_atom():
    report = Collected()
    first, second, third = convert.read(FEEDS / "atom.xml", report=report)
    assert (first.meta.title, first.meta.summary, first.meta.lang) == ("겨울 별자리", "겨울 하늘의 안내서", "ko")
    assert first.meta.date.value == datetime(2024, 1, 31, 21, tzinfo=KST)
    assert first.meta.lastmod.value == datetime(2024, 2, 1, tzinfo=KST)
    assert (first.meta.categories, first.meta.author) == ((("오리온",),), "별지기")
    assert first.meta.extra["link:replies"] == "https://stars.example.com/winter#comments"
    assert plain_text(first.children) == "오리온은 밝다.\n1 < 2 & 3".replace("&", "&amp;")
    assert second.meta.date == second.meta.lastmod
    assert second.meta.date.value == datetime(2024, 3, 1, 20, tzinfo=UTC)
    assert (second.meta.author, second.meta.url) == ("손님", "https://stars.example.com/spring")
    assert plain_text(second.children) == "a <b> c"
    assert [notice.kind for notice in report.notices()] == ["partial-post"]
    assert plain_text(third.children) == "은하수를 찾아서"


def test_rss_1():
    (document,) = convert.read(FEEDS / "rdf.xml")
    assert (document.meta.title, document.meta.url, document.meta.lang) == ("첫 글", "https://old.example.com/1", "ko")
    assert document.meta.categories == (("일기",),)
    assert document.meta.date.value == datetime(2006, 5, 4, 3, 2, 1, tzinfo=KST)
    assert len(document.children) == 2


@pytest.mark.parametrize(
    "text",
    [
        '\ufeff<?xml version="1.0"?>\n<!-- 글 -- - ->\n<rss version="2.0"><channel>',
        '<!DOCTYPE rss PUBLIC "-//N//DTD" "http://example.com/x.dtd"><rss version="0.91"><channel>',
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom">',
    ],
)
def test_a_feed_is_guessed_by_its_root(text):
    text = text.replace("-- - -", "- - --")
    for data in (text.encode(), ("\ufeff" + text.removeprefix("\ufeff")).encode("utf-16-le")):
        assert guess_own_reader_or_foreign_if_sure_or_alone(Source("이름", data, "이름.html")).reader == "rss"


@pytest.mark.parametrize("text", ["<rss-reader>", "<p><rss>", "<feed><cow/></feed>", "<rdf:RDF xmlns:rdf='x'>", "<?" * 50_000])
def test_nothing_else_is(text):
    found = guess_own_reader_or_foreign_if_sure_or_alone(Source("x.xml", text.encode(), "x.xml"))
    assert found is None or found.reader != "rss"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("&lt;p&gt;글이 여기서 끊어…&lt;/p&gt;", True),
        ("글이 여기서 끊어...", True),
        ("글 [&amp;#8230;] &lt;a href='/x'&gt;더 읽기&lt;/a&gt;", True),
        ("", True),
        ("끝까지 다 쓴 한 문장.", False),
        ("&lt;p&gt;첫 문단.&lt;/p&gt;&lt;p&gt;그리고 여운이...&lt;/p&gt;", False),
        ("&lt;h2&gt;제목&lt;/h2&gt;여운이...", False),
        ("가" * 2001 + "...", False),
    ],
)
def test_a_text_that_is_evidently_cut_is_reported(body, expected):
    feed = feed_of(f"<item><link>https://example.com/1</link><description>{body}</description></item>")
    assert ("partial-post" in kinds(feed)) is expected


@pytest.mark.parametrize("author", ["a@example.com (홍 길동)", "홍 길동", "홍\n길동"])
def test_an_author_is_a_name(author):
    (document,) = read(feed_of(item("가", f"<author>{author}</author>")))
    assert document.meta.author == "홍 길동"


PEOPLE = """<author>gildong@example.com (홍 길동)</author><managingEditor>editor@example.com</managingEditor>
<dc:publisher>배움터 &lt;books@example.com&gt;</dc:publisher>"""


ATOM_PEOPLE = """<author><name>홍 길동</name><email>gildong@example.com</email></author>
<contributor><name>나래</name><email>narae@example.com</email></contributor>"""


@pytest.mark.parametrize(
    ("feed", "left_out", "kept"),
    [
        (feed_of(item("가", PEOPLE)), 3, {"dc:publisher": "배움터"}),
        (
            f'<feed xmlns="http://www.w3.org/2005/Atom"><entry>{ATOM_PEOPLE}<content>가</content></entry></feed>',
            2,
            {"contributor/name": "나래"},
        ),
    ],
)
def test_mail_addresses_are_left_out(feed, left_out, kept):
    report = Collected()
    (document,) = read(feed, report)
    assert (document.meta.author, document.meta.extra) == ("홍 길동", kept)
    assert [notice.count for notice in report.notices() if notice.kind == "personal-data"] == [left_out]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("나래 (narae@example.com)", "나래"),
        ("나래(narae@example.com)", "나래"),
        ("나래 [narae@example.com]", "나래"),
        ("나래 <narae@example.com>, 온달 <ondal@example.com>", "나래, 온달"),
        ("narae@example.com (나래), ondal@example.com (온달)", "나래, 온달"),
        ("나래; narae@example.com; 온달", "나래; 온달"),
        ("나래,narae@example.com", "나래"),
        ("narae@example.com,나래", "나래"),
        ("이름:narae@example.com", "이름"),
        ("나래 <mailto:narae@example.com>", "나래"),
        ("나래 narae@example.com 온달", "나래 온달"),
        (f"a@example.com ({'나' * 184}) 온달", f"{'나' * 184} 온달"),
    ],
)
def test_beside_mail_addresses_names_are_left(text, left):
    (document,) = read(feed_of(item("가", f"<managingEditor><![CDATA[{text}]]></managingEditor>")))
    assert document.meta.extra == {"managingEditor": left}


@pytest.mark.parametrize(
    "text", ["<narae@example.com>", "(narae@example.com)", "a@example.com, b@example.com", "mailto:a@example.com"]
)
def test_of_mail_addresses_alone_nothing_is_left(text):
    (document,) = read(feed_of(item("가", f"<managingEditor><![CDATA[{text}]]></managingEditor>")))
    assert document.meta.extra == {}


@pytest.mark.parametrize(
    "text", ["a" * 400_000, "<@" * 200_000, "@" * 400_000, "a@b" * 130_000, "," * 400_000, "(a@" * 130_000, ",(" * 200_000]
)
def test_a_long_word_of_somebody_is_looked_through_once(text):
    (document,) = read(feed_of(item("가", f"<managingEditor><![CDATA[{text}]]></managingEditor>")))
    assert document.meta.extra == {"managingEditor": text}


def test_of_a_mail_address_that_is_all_there_is_of_an_author_the_name_is_left():
    feed = feed_of(item("가", "<author>gildong@example.com</author>"))
    (document,) = read(feed)
    assert (document.meta.author, document.meta.extra) == ("gildong", {})


def test_categories_of_blogger_are_tags():
    entry = (
        '<entry><title>a</title><content type="html">a</content><category scheme="http://www.blogger.com/atom/ns#" term="커피"/>'
        '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#post"/></entry>'
    )
    (document,) = read(f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>')
    assert (document.meta.categories, document.meta.tags) == ((), ("커피",))


def test_an_address_nobody_can_read_costs_no_post():
    link = "<link>http://[x</link><guid>https://a.tistory.com/entry/x%00%0Ay</guid><comments>https://a.tistory.com/3#entry3Comment</comments>"
    documents = read(feed_of(item("하나", link), item("둘"), channel="<generator>TISTORY</generator>"))
    assert [plain_text(document.children) for document in documents] == ["하나", "둘"]
    assert (documents[0].meta.slug, documents[0].meta.entry_id) == ("x%00%0Ay", "3")
    assert "https://a.tistory.com/3" in documents[0].meta.aliases


# Drafts


@pytest.mark.parametrize(
    ("markup", "is_draft"),
    [
        ('<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>yes</app:draft></app:control>', True),
        ('<a:control xmlns:a="http://purl.org/atom/app#"><a:draft> YES </a:draft></a:control>', True),
        ('<control xmlns="http://www.w3.org/2007/app"><draft xmlns="http://purl.org/atom/app#">yes</draft></control>', True),
        ("<app:control><app:draft>maybe</app:draft></app:control>", True),
        ('<app:control xmlns:app="http://www.w3.org/2007/app"><app:draft>no</app:draft></app:control>', False),
        ("<app:control/>", False),
        ("", False),
    ],
)
def test_an_entry_that_says_so_is_a_draft(markup, is_draft):
    (document,) = read(f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>가</content>{markup}</entry></feed>')
    assert (document.meta.draft, document.meta.extra) == (is_draft, {})


def test_a_feed_of_wordpress_that_is_no_export_is_a_feed():
    root = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"'
        ' xmlns:slash="http://purl.org/rss/1.0/modules/slash/">'
    )
    feed = feed_of(item("가"), channel="<generator>https://wordpress.org/?v=6.5</generator>").replace('<rss version="2.0">', root)
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("feed.xml", feed.encode(), "feed.xml")).reader == "rss"


# Titles


@pytest.mark.parametrize(
    ("element", "shown"),
    [
        ("<title>Tom &amp;amp; Jerry&amp;#8217;s</title>", "Tom & Jerry’s"),
        ("<title>Tom &amp; Jerry</title>", "Tom & Jerry"),
        ("<title><![CDATA[Tom &amp; Jerry]]></title>", "Tom & Jerry"),
        ("<title>&amp;amp;amp; 쓰는 법</title>", "&amp; 쓰는 법"),
        ("<title>&amp;amp;란</title>", "&amp;란"),
        ("<title>Q&amp;A: &amp;amp;</title>", "Q&A: &amp;"),
        ("<title type='html'>&lt;b&gt;Tom&lt;/b&gt; &amp;amp;amp;</title>", "Tom &amp;"),
    ],
)
def test_a_title_is_unescaped_once(element, shown):
    (document,) = read(feed_of(f"<item>{element}<description>가</description></item>"))
    assert document.meta.title == shown


@pytest.mark.parametrize("writer", ["markdown", "hugo"])
def test_an_address_made_whole_is_not_missing(writer, tmp_path):
    feed = rss_at("<link>https://a.example.com/blog/</link>", "<link>/blog/a/</link>", BODY + PLAYERS)
    result = convert.convert([Source("feed.xml", feed.encode(), "feed.xml")], to=writer, output=tmp_path / "out")
    assert not [notice for _, notices in result.notices for notice in notices if notice.kind == "missing"]
