"""Feeds: which field says what, what is damaged in feeds as people have them, and what no feed may do."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

import convert
from convert.errors import DamagedError, FormatError
from convert.formats import guess_reader
from convert.model import Attachment, Embed, Figure, Heading, Image, Link, Paragraph, Text
from convert.model.walk import plain_text, walk
from convert.notices import Collected, Notice, ignore
from convert.readers.rss import encoding
from convert.sources.source import Source

FEEDS = Path(__file__).parent.parent / "fixtures" / "feeds"
KST = timezone(timedelta(hours=9))


def read(feed, report=ignore, **options):
    data = feed if isinstance(feed, bytes) else feed.encode()
    return list(convert.read(Source("feed.xml", data, "feed.xml"), "rss", report=report, **options))


def documents_until_the_error(feed):
    """The documents before the error, and the error."""
    documents, raised = [], None
    try:
        for document in convert.read(Source("feed.xml", feed if isinstance(feed, bytes) else feed.encode()), "rss"):
            documents.append(document)
    except convert.ConvertError as error:
        raised = error
    return documents, raised


def until_the_error(feed):
    """The texts before the error, and the error."""
    documents, raised = documents_until_the_error(feed)
    return [plain_text(document.children) for document in documents], raised


def feed_of(*items, channel="", declaration=""):
    return f'{declaration}<rss version="2.0"><channel>{channel}{"".join(items)}</channel></rss>'


def item(body, more=""):
    return f"<item><title>글</title>{more}<description>&lt;p&gt;{body}&lt;/p&gt;</description></item>\n"


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
        assert guess_reader(Source("이름", data, "이름.html")).reader == "rss"


@pytest.mark.parametrize("text", ["<rss-reader>", "<p><rss>", "<feed><cow/></feed>", "<rdf:RDF xmlns:rdf='x'>", "<?" * 50_000])
def test_nothing_else_is(text):
    found = guess_reader(Source("x.xml", text.encode(), "x.xml"))
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


# Damage


def test_a_fault_costs_only_its_entry_and_is_named():
    feed = feed_of(item("하나"), "<item><title>a & b</title></item>\n", item("셋"), "<item><b></item>\n", item("다섯"))
    texts, error = until_the_error(feed)
    assert texts == ["하나", "셋", "다섯"]
    assert isinstance(error, FormatError)
    assert error.source == "feed.xml"
    assert [part.located_message for part in error.parts] == [
        "line 2: not well-formed (invalid token); what stands there is left out",
        "line 4: mismatched tag; what stands there is left out",
    ]


def test_a_fault_in_a_later_chunk_is_named_by_its_line():
    items = [item("가" * 3000) for _ in range(40)]
    items[30] = "<item>\n<title>a & b</title></item>\n"
    texts, error = until_the_error("\n\n" + feed_of(*items))
    assert len(texts) == 39
    assert error.place == "line 34"


def test_a_feed_that_ends_too_early_gives_what_is_whole():
    whole = feed_of(item("하나"), item("둘"))
    texts, error = until_the_error(whole[: whole.index("둘")])
    assert texts == ["하나"]
    assert error.place == "line 2"


def test_a_fault_in_the_head_of_a_feed_costs_no_entry_and_is_told():
    report = Collected()
    feed = feed_of(item("하나"), item("둘"), channel="\n<title>a & b</title>")
    assert [plain_text(document.children) for document in read(feed, report)] == ["하나", "둘"]
    assert report.notices() == (Notice("damaged-part", "not well-formed (invalid token)", place="line 2"),)


def test_two_feeds_in_a_file_are_read_both():
    report = Collected()
    texts = [plain_text(document.children) for document in read(feed_of(item("하나")) + feed_of(item("둘")), report)]
    assert texts == ["하나", "둘"]
    assert [notice.detail for notice in report.notices()] == ["junk after document element"]


@pytest.mark.parametrize("size", [1 << 16, 7])
def test_an_entry_whose_beginning_is_broken_is_an_entry_that_failed(monkeypatch, size):
    monkeypatch.setattr(encoding, "_CHUNK", size)
    texts, error = until_the_error(feed_of(item("하나"), item("둘").replace("<item>", "<itxm>"), item("셋")))
    assert texts == ["하나", "셋"]
    assert isinstance(error, FormatError)
    assert error.place == "line 2"


def test_no_number_of_faults_ends_it_and_each_is_named():
    texts, error = until_the_error(feed_of(*["<item>&</item>\n"] * 2500, item("끝")))
    assert texts == ["끝"]
    assert [part.place for part in error.parts] == [f"line {number}" for number in range(1, 2501)]


def test_what_stands_before_or_behind_a_feed_is_no_fault():
    declaration = '<?xml version="1.0"?>'
    assert until_the_error("\n \n" + feed_of(item("하나"), declaration=declaration) + "</div>") == (["하나"], None)


def test_entities_of_html_are_their_characters():
    (document,) = read(feed_of("<item><description>&lt;p&gt;가&middot;나 &nosuch; &amp;copy;&lt;/p&gt;</description></item>"))
    assert plain_text(document.children) == "가·나 &nosuch; ©"


def test_declared_entities_are_refused():
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{levels}]>{feed_of(item("&a19;"))}'
    texts, error = until_the_error(bomb)
    assert (texts, type(error), error.source) == ([], FormatError, "feed.xml")


def test_no_file_is_read_for_an_external_entity(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("비밀")
    outside = f'<!DOCTYPE rss SYSTEM "{secret.as_uri()}">{feed_of(item("&lt;b&gt;가&lt;/b&gt;&other;"))}'
    assert until_the_error(outside) == (["가&other;"], None)


def test_a_wrong_label_is_put_right():
    feed = feed_of(item("한글"), declaration='<?xml version="1.0" encoding="{}"?>')
    for label, truth, expected in (
        ("euc-kr", "utf-8", ["encoding"]),
        ("utf-8", "cp949", ["encoding"]),
        ("euc-kr", "cp949", []),
        ("utf-8", "utf-8", []),
        ("utf-16", "utf-8", ["encoding"]),
    ):
        report = Collected()
        (document,) = read(feed.format(label).encode(truth), report)
        assert plain_text(document.children) == "한글"
        assert [notice.kind for notice in report.notices()] == expected


def test_a_byte_order_mark_decides():
    (document,) = read("\ufeff".encode("utf-16-le") + feed_of(item("한글")).encode("utf-16-le"))
    assert plain_text(document.children) == "한글"


@pytest.mark.parametrize(("encoded", "label"), [("utf-8", "utf-8"), ("cp949", "euc-kr"), ("cp949", "utf-8")])
def test_bytes_that_are_no_text_cost_themselves_and_are_named(monkeypatch, encoded, label):
    monkeypatch.setattr(encoding, "_CHUNK", 7)
    data = feed_of(item("하나"), item("둘"), item("셋"), declaration=f'<?xml version="1.0" encoding="{label}"?>').encode(encoded)
    at = data.index("둘".encode(encoded))
    texts, error = until_the_error(data[:at] + b"\xff" + data[at:])
    assert texts == ["하나", "\ufffd둘", "셋"]
    assert isinstance(error, DamagedError)
    assert str(error).startswith("feed.xml: post 2: bytes that are no text, each now U+FFFD; ")


def test_bytes_that_are_no_text_in_an_address_or_the_feed():
    entry = '<item><link>https://e.com/1</link><enclosure type="image/png" url="https://e.com/?.png"/><description>글</description></item>'
    feed = feed_of(entry).encode().replace(b"?", b"\xff")
    (document,), error = documents_until_the_error(feed)
    assert (document.meta.cover, type(error)) == ("https://e.com/\ufffd.png", DamagedError)
    (document,), error = documents_until_the_error(
        feed_of(item("글"), channel="<language>k!</language>").encode().replace(b"!", b"\xff")
    )
    assert (document.meta.lang, error) == ("k\ufffd", None)


def test_control_characters_are_taken_out():
    report = Collected()
    (document,) = read(feed_of(item("가\x08나")), report)
    assert plain_text(document.children) == "가나"
    assert [notice.kind for notice in report.notices()] == ["control-character"]


def test_markup_that_nobody_escaped_is_a_body_all_the_same():
    (document,) = read(feed_of("<item><description><p>가 <b>나</b><br/>1 &lt; 2</p></description></item>"))
    assert plain_text(document.children) == "가 나\n1 < 2"


def test_a_text_of_a_feed_is_one_for_loads():
    document = convert.loads(feed_of(item("가"), declaration='<?xml version="1.0" encoding="euc-kr"?>'), "rss")
    assert plain_text(document.children) == "가"


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


# Relative addresses


BODY = '<a href="../b/">가</a> <a href="#x">나</a> <img src="img/x.png"> <img src="/y.png"> <a href="//c.example.com/z">다</a>'
PLAYERS = (
    '<video src="v.mp4"></video><iframe src="/embed/1"></iframe><p><a href="mailto:a@b.example">라</a> <a href="?q=1">마</a></p>'
)


def addresses(document):
    return [node.url for node in walk(document.children) if isinstance(node, Link | Image | Embed | Attachment)]


def rss_at(home, link, body=BODY):
    return feed_of(f"<item>{link}<description><![CDATA[{body}]]></description></item>", channel=home)


def test_what_is_relative_in_rss_is_at_the_address_of_the_item():
    (document,) = read(rss_at("<link>https://a.example.com/blog/</link>", "<link>/blog/a/</link>", BODY + PLAYERS))
    assert document.meta.url == "https://a.example.com/blog/a/"
    assert addresses(document) == [
        "https://a.example.com/blog/b/",
        "#x",
        "https://a.example.com/blog/a/img/x.png",
        "https://a.example.com/y.png",
        "https://c.example.com/z",
        "https://a.example.com/blog/a/v.mp4",
        "https://a.example.com/embed/1",
        "mailto:a@b.example",
        "https://a.example.com/blog/a/?q=1",
    ]


@pytest.mark.parametrize(
    ("home", "link", "first"),
    [
        ("<link>https://a.example.com/blog/</link>", "", "https://a.example.com/b/"),
        (
            "<atom:link rel='self' href='https://a.example.com/blog/feed.xml'/>",
            "<link>c/d</link>",
            "https://a.example.com/blog/b/",
        ),
        ("", "<link>https://a.example.com/c/d</link>", "https://a.example.com/b/"),
        ("", "<guid>https://a.example.com/c/d/e</guid>", "https://a.example.com/c/b/"),
        ("<link>/blog/</link>", "<link>/c/</link>", "../b/"),
        ("<link>http://[x</link>", "", "../b/"),
    ],
)
def test_a_base_is_what_the_feed_says_of_itself(home, link, first):
    root = '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">'
    (document,) = read(rss_at(home, link).replace('<rss version="2.0">', root))
    assert addresses(document)[0] == first


def atom_at(feed, entry, content, more=""):
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{feed}><link href="https://a.example.com/blog/"/><entry{entry}>'
        f'<title>글</title>{more}<content type="html"{content}>&lt;img src="x.png"&gt;</content></entry></feed>'
    )


@pytest.mark.parametrize(
    ("feed", "entry", "content", "expected"),
    [
        ("", "", "", "https://a.example.com/blog/post/x.png"),
        (' xml:base="https://b.example.com/"', "", "", "https://b.example.com/x.png"),
        (' xml:base="https://b.example.com/c/"', ' xml:base="d/"', "", "https://b.example.com/c/d/x.png"),
        (' xml:base="https://b.example.com/c/"', ' xml:base="d/"', ' xml:base="e/"', "https://b.example.com/c/d/e/x.png"),
        (' xml:base="https://b.example.com/c/"', ' xml:base="/d/"', ' xml:base="../e/"', "https://b.example.com/e/x.png"),
        ("", ' xml:base="d/"', "", "https://a.example.com/blog/d/x.png"),
        ("", "", ' xml:base="https://e.example.com/"', "https://e.example.com/x.png"),
        ("", ' xml:base=""', "", "https://a.example.com/blog/x.png"),
    ],
)
def test_xml_base_is_taken_from_what_is_around(feed, entry, content, expected):
    (document,) = read(atom_at(feed, entry, content, '<link href="https://a.example.com/blog/post/"/>'))
    assert addresses(document) == [expected]


def test_an_entry_s_own_addresses_are_at_the_base_too():
    more = '<link href="post/"/><link rel="enclosure" type="image/png" href="a.png"/><link rel="related" href="/r"/>'
    (document,) = read(atom_at("", ' xml:base="d/"', "", more))
    assert document.meta.url == "https://a.example.com/blog/d/post/"
    assert document.meta.cover == "https://a.example.com/blog/d/a.png"
    assert document.meta.extra == {"link:related": "https://a.example.com/r"}


def test_xml_base_within_markup_is_of_what_is_in_its_element():
    markup = (
        '<div xmlns="http://www.w3.org/1999/xhtml" xml:base="c/"><img src="1.png"/><p xml:base="d/"><img src="2.png"/></p>'
        '<p xml:base="https://b.example.com/"><img src="3.png"/></p><img src="4.png"/></div>'
    )
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example.com/"/><entry><content type="xhtml">{markup}</content></entry></feed>'
    (document,) = read(feed)
    assert addresses(document) == [
        "https://a.example.com/c/1.png",
        "https://a.example.com/c/d/2.png",
        "https://b.example.com/3.png",
        "https://a.example.com/c/4.png",
    ]


def test_bases_in_each_other_cost_what_their_size_costs():
    deep = 20_000
    markup = '<p xml:base="abcdefghij/">' * deep + "가" + "</p>" * deep
    (document,) = read(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml">{markup}</content></entry></feed>'
    )
    assert plain_text(document.children) == "가"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("image/png", Paragraph((Image("https://a.example.com/blog/t"),))),
        ("video/mp4", Embed("video", "https://a.example.com/blog/t")),
        ("text/html", Paragraph((Link((Text("https://a.example.com/blog/t"),), "https://a.example.com/blog/t"),))),
    ],
)
def test_a_text_that_is_elsewhere_is_named(kind, expected):
    report = Collected()
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example.com/blog/"/><entry><content type="{kind}" src="t"/></entry></feed>'
    (document,) = read(feed, report)
    assert document.children == (expected,)
    assert [notice.kind for notice in report.notices()] == ["partial-post"]


def test_a_text_that_is_elsewhere_runs_nothing():
    (document,) = read('<feed xmlns="http://www.w3.org/2005/Atom"><entry><content src="javascript:x()"/></entry></feed>')
    assert document.children == ()


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
    assert guess_reader(Source("feed.xml", feed.encode(), "feed.xml")).reader == "rss"


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
