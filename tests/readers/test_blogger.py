"""Blogger's exports: every kind of entry, what is known of a post, bodies, and damage."""

import tracemalloc
import xml.etree.ElementTree as ET
from collections import Counter

import pytest
from blogger_exports import ARCHIVE, LIVE, TAKEOUT, comment, kinds, plain_tree, post, read, takeout, tree
from option_values import TEXT_WRITERS

import convert
from convert.errors import FormatError
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone
from convert.model import Figure, Image, Link
from convert.model.walk import plain_text, walk
from convert.notices import Collected
from convert.readers import blogger
from convert.readers.blogger import comments
from convert.sources.source import Source

ATOM = "{http://www.w3.org/2005/Atom}"


BLOGGER = "{http://schemas.google.com/blogger/2018}"


# What it is


@pytest.mark.parametrize("path", [ARCHIVE, TAKEOUT])
def test_an_export_is_no_feed(path):
    source = Source(path.name, path.read_bytes(), path.name)
    assert guess_own_reader_or_foreign_if_sure_or_alone(source).reader == "blogger"


@pytest.mark.parametrize(
    "text",
    [
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>글</title></entry></feed>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><generator uri='http://www.blogger.com'>Blogger</generator></feed>",
        "<rss><item>http://schemas.google.com/blogger/2008/kind#post</item></rss>",
        "<p>http://schemas.google.com/blogger/2008/kind#post</p>",
        "",
    ],
)
def test_nothing_else_is_one(text):
    found = guess_own_reader_or_foreign_if_sure_or_alone(Source("x.xml", text.encode(), "x.xml"))
    assert found is None or found.reader != "blogger"


def kind_in(entry):
    term = next((one.get("term") for one in entry.iter(f"{ATOM}category") if one.get("scheme", "").endswith("#kind")), "")
    return term.rpartition("#")[2] or (entry.findtext(f"{BLOGGER}type") or "").lower()


@pytest.mark.parametrize("path", [ARCHIVE, TAKEOUT])
def test_what_is_there_is_what_an_independent_parser_counts(path):
    entries = list(ET.parse(path).iter(f"{ATOM}entry"))
    counted = Counter(map(kind_in, entries))
    documents, notices = read(path)
    said = Counter({notice.detail: notice.count for notice in notices if notice.kind == "no-post"})
    assert Counter(document.meta.kind for document in documents) == {kind: counted[kind] for kind in ("post", "page")}
    assert said == {kind: count for kind, count in counted.items() if kind not in ("post", "page", "comment")}
    under = sum(len(plain_tree(document.comments)) for document in documents)
    assert under + kinds(notices)["orphan-comment"] + kinds(notices)["spam"] == counted["comment"]
    titles = [entry.findtext(f"{ATOM}title") for entry in entries if kind_in(entry) in ("post", "page")]
    assert [document.meta.title for document in documents] == titles


# What is known


def test_meta_of_an_archive():
    first = read(ARCHIVE)[0][0]
    meta = first.meta
    assert (meta.title, meta.kind, meta.author, meta.lang) == ('첫 나루 & "둘째" 나루', "post", "물가지기", "ko")
    assert (meta.url, meta.slug, meta.entry_id) == ("https://mulga.example.com/2023/05/first.html", "first", "2001")
    assert (meta.date.value.isoformat(), meta.date.assumed) == ("2023-05-02T09:30:00+09:00", False)
    assert meta.lastmod.value.isoformat() == "2023-05-03T08:00:00.001000+09:00"
    assert (meta.categories, meta.tags) == ((), ("나루 & 배", "봄"))
    assert meta.extra == {
        "link:enclosure": "https://files.example.com/naru.mp3",
        "georss:featurename": "나루터",
        "georss:point": "37.5 127.0",
    }
    assert first.origin.member == "4"


def test_meta_of_takeout():
    meta = read(TAKEOUT)[0][0].meta
    assert (meta.title, meta.summary, meta.tags) == ("산마루에서", "산마루의 바람", ("산", "R&B"))
    assert (meta.url, meta.aliases, meta.slug) == ("", ("/2024/02/maru.html",), "maru")
    assert meta.extra == {
        "blogger:created": "2024-01-31T10:00:00.123Z",
        "blogger:location/blogger:name": "마루",
        "blogger:location/blogger:latitude": "37.1",
    }


def test_an_address_of_the_blog_makes_the_addresses_of_takeout_whole():
    documents, _ = read(TAKEOUT, blog_url="https://san.example.com/")
    assert documents[0].meta.url == "https://san.example.com/2024/02/maru.html"
    assert documents[-1].meta.url == "https://san.example.com/p/contact.html"


def test_the_blog_s_own_domain_makes_them_whole_too():
    setting = (
        "<entry><id>tag:blogger.com,1999:blog-1.settings.{0}</id><content type='text'>{1}</content><category "
        "scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#settings'/></entry>"
    )
    named = post(LIVE + "<blogger:filename>/2024/02/a.html</blogger:filename>")
    (document,), _ = read(takeout(named, setting.format("BLOG_SUBDOMAIN", "san")))
    assert document.meta.url == "https://san.blogspot.com/2024/02/a.html"
    (document,), _ = read(takeout(setting.format("BLOG_CUSTOM_DOMAIN", "san.example.com"), named))
    assert document.meta.url == "https://san.example.com/2024/02/a.html"


def test_no_mail_address_or_account_of_anybody_is_told():
    for path in (ARCHIVE, TAKEOUT):
        documents, notices = read(path)
        for writer in TEXT_WRITERS:
            text = "".join(convert.dumps(document, writer) for document in documents)
            assert not [told for told in ("mail.example", "noreply", "/profile/", "pid-") if told in text], writer
        assert kinds(notices)["personal-data"]


# Bodies


def test_a_body_is_paragraphs_pictures_and_figures():
    first = read(ARCHIVE)[0][0]
    assert plain_text(first.children[:2]) == "물이 맑다.\n\n다음 날도 맑다.\n바람은 없다."
    images = [node.url for node in walk(first.children) if isinstance(node, Image)]
    assert images == [
        "https://1.bp.blogspot.com/-k1/A/AAA/s1600/naru.jpg",
        "https://blogger.googleusercontent.com/img/a/AVv7=s1600",
    ]
    (figure,) = [node for node in first.children if isinstance(node, Figure)]
    assert (plain_text(figure.caption), figure.align) == ("나루의 저녁", "center")
    assert "https://mulga.example.com/2023/05/second.html" in [
        node.url for node in walk(first.children) if isinstance(node, Link)
    ]


@pytest.mark.parametrize(
    ("shown", "linked", "expected"),
    [
        (
            "https://1.bp.blogspot.com/-a/s320/x.jpg",
            "https://1.bp.blogspot.com/-a/s1600/x.jpg",
            "https://1.bp.blogspot.com/-a/s1600/x.jpg",
        ),
        (
            "https://1.bp.blogspot.com/-a/s320/x.jpg",
            "https://3.bp.blogspot.com/-a/s1600-h/x.jpg",
            "https://3.bp.blogspot.com/-a/s1600/x.jpg",
        ),
        (
            "https://blogger.googleusercontent.com/img/b/R/A/w640-h480/x.jpg",
            "https://blogger.googleusercontent.com/img/b/R/A/s4032/x.jpg",
            "https://blogger.googleusercontent.com/img/b/R/A/s4032/x.jpg",
        ),
        (
            "https://lh3.googleusercontent.com/A=w320-h200-c",
            "https://lh5.googleusercontent.com/A=s0",
            "https://lh5.googleusercontent.com/A=s0",
        ),
        (
            "https://lh4.ggpht.com/_a/b/s288/x.jpg",
            "https://lh4.ggpht.com/_a/b/s800/x.jpg",
            "https://lh4.ggpht.com/_a/b/s800/x.jpg",
        ),
        # Not the same picture, and not Google's.
        ("https://1.bp.blogspot.com/-a/s320/x.jpg", "https://1.bp.blogspot.com/-a/s1600/y.jpg", ""),
        ("https://1.bp.blogspot.com/-a/s320/x.jpg", "https://a.example.com/2024/01/post.html", ""),
        ("https://a.example.com/s320/x.jpg", "https://a.example.com/s1600/x.jpg", ""),
        ("https://bp.blogspot.com.example.com/s320/x.jpg", "https://bp.blogspot.com.example.com/s1600/x.jpg", ""),
    ],
)
def test_a_thumbnail_is_the_picture_its_link_leads_to(shown, linked, expected):
    (document,), _ = read(takeout(post(LIVE, body=f"&lt;a href='{linked}'&gt;&lt;img src='{shown}'&gt;&lt;/a&gt;")))
    assert [node.url for node in walk(document.children) if isinstance(node, Image)] == [expected or shown]


@pytest.mark.parametrize(
    ("rows", "is_figure"),
    [
        ("<tr><td><img src='a.png'></td></tr><tr><td class='tr-caption'>설명</td></tr>", True),
        ("<tr><td><img src='a.png'><img src='b.png'></td></tr><tr><td class='tr-caption'>설명</td></tr>", True),
        ("<tr><td><img src='a.png'></td></tr>", False),
        ("<tr><td><img src='a.png'></td><td>설명</td></tr>", False),
        ("<tr><td>설명</td></tr><tr><td><img src='a.png'></td></tr>", False),
        ("<tr><td><img src='a.png'></td></tr><tr><td class='tr-caption'><ul><li>하나</li></ul></td></tr>", False),
    ],
)
def test_a_table_is_a_figure_where_it_is_a_picture_over_its_caption(rows, is_figure):
    html = f"<table class='tr-caption-container' style='float: right'>{rows}</table>".replace("<", "&lt;")
    (document,), _ = read(takeout(post(LIVE, body=html)))
    figures = [node for node in walk(document.children) if isinstance(node, Figure)]
    assert bool(figures) is is_figure
    assert all((plain_text(figure.caption), figure.align) == ("설명", "right") for figure in figures)
    assert sum(isinstance(node, Image) for node in walk(document.children)) == rows.count("<img")
    assert "설명" not in rows or "설명" in plain_text(document.children)


def test_the_pixel_of_a_feed_is_left_out_and_a_footer_is_not():
    pixel = "<div class='blogger-post-footer'><img width='1' height='1' src='https://a.example/t' alt=''/></div>".replace(
        "<", "&lt;"
    )
    (document,), notices = read(takeout(post(LIVE, body=f"가{pixel}")))
    assert (plain_text(document.children), kinds(notices)["furniture"]) == ("가", 1)
    (document,), _ = read(takeout(post(LIVE, body="가&lt;div class='blogger-post-footer'&gt;물가의 집&lt;/div&gt;")))
    assert plain_text(document.children) == "가\n\n물가의 집"


# Damage and size


def test_a_fault_costs_only_its_entry():
    broken = takeout(post(LIVE, 1), "<entry><title>a & b</title></entry>\n", post(LIVE, 3), comment(4, under=3))
    documents, raised = [], None
    try:
        for document in convert.read(Source("feed.atom", broken.encode()), "blogger"):
            documents.append(document)
    except FormatError as error:
        raised = error
    assert [document.meta.entry_id for document in documents] == ["1", "3"]
    assert tree(documents[1].comments) == [("4", [])]
    assert raised.place == "line 1"


def test_declared_entities_are_refused():
    with pytest.raises(FormatError, match="declares entities"):
        read(f'<!DOCTYPE feed [<!ENTITY a "ha">]>{takeout(post(LIVE))}')


@pytest.mark.parametrize("text", ["<feed/>", takeout(), takeout("<entry/>"), takeout(post(LIVE, 7), comment(2))])
def test_an_export_with_next_to_nothing_in_it(text):
    documents, notices = read(text)
    assert len(documents) == text.count("<entry/>") + text.count(">POST<")
    assert kinds(notices)["orphan-comment"] == text.count("COMMENT")


def test_a_feed_of_comments_alone_is_no_export():
    with pytest.raises(FormatError, match="holds comments and none of the posts"):
        read(takeout(comment(2), comment(3)))


def test_many_comments_wait_on_the_disk(monkeypatch):
    monkeypatch.setattr(comments, "_IN_MEMORY", 1000)
    many = [comment(number, under=1 + number % 3, body="말" * 200) for number in range(10, 400)]
    documents, _ = read(takeout(*many, *(post(LIVE, number) for number in (1, 2, 3))))
    assert [len(document.comments) for document in documents] == [130, 130, 130]


def test_memory_is_that_of_an_entry(monkeypatch):
    monkeypatch.setattr(comments, "_IN_MEMORY", 1 << 16)
    body = "가" * 20_000

    def peak(posts):
        data = takeout(*(post(LIVE, number, body) + comment(10_000 + number, under=number, body=body) for number in range(posts)))
        source = Source("feed.atom", data.encode(), "feed.atom")
        tracemalloc.start()
        for _ in blogger.read(source, blogger.Options(), Collected()):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(80) < peak(20) * 1.5


@pytest.mark.parametrize("path", [ARCHIVE, TAKEOUT])
@pytest.mark.parametrize("writer", ["markdown", "hugo"])
def test_nothing_the_export_shows_is_missing(path, writer, tmp_path):
    result = convert.convert([path], to=writer, output=tmp_path / "out")
    assert not [notice for _, notices in result.notices for notice in notices if notice.kind == "missing"]
    assert not result.errors
