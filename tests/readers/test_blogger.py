"""Blogger's exports: every kind and state of an entry, threads of comments, what must never be seen, and damage."""

import json
import tracemalloc
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import convert
from convert.errors import FormatError
from convert.formats import guess_reader, writer_names
from convert.model import Figure, Image, Link, Text
from convert.model.walk import plain_text, walk
from convert.notices import Collected
from convert.readers import blogger
from convert.readers.blogger import comments
from convert.sources.source import Source

FIXTURES = Path(__file__).parent.parent / "fixtures" / "blogger"
ARCHIVE, TAKEOUT = FIXTURES / "archive.xml", FIXTURES / "feed.atom"
SECRET = "비밀"
"""In every text of the fixtures that nobody may see."""

ATOM = "{http://www.w3.org/2005/Atom}"
BLOGGER = "{http://schemas.google.com/blogger/2018}"


def read(data, **options):
    report = Collected()
    data = data.read_bytes() if isinstance(data, Path) else data.encode()
    return list(convert.read(Source("feed.atom", data, "feed.atom"), "blogger", report=report, **options)), report.notices()


def kinds(notices):
    return Counter({notice.kind: notice.count for notice in notices})


def takeout(*entries):
    return f"<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>{''.join(entries)}</feed>"


def post(more="", number=1, body="가"):
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><blogger:type>POST</blogger:type>"
        f"<title>글</title><content type='html'>{body}</content>{more}</entry>"
    )


def comment(number, answers="", under=1, more="", body="말"):
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><blogger:type>COMMENT</blogger:type>"
        f"<blogger:parent>tag:blogger.com,1999:blog-1.post-{under}</blogger:parent><author><name>{number}</name></author>"
        f"<blogger:inReplyTo>{answers and f'tag:blogger.com,1999:blog-1.post-{answers}'}</blogger:inReplyTo>"
        f"<content type='html'>{body}</content>{more}</entry>"
    )


LIVE = "<blogger:status>LIVE</blogger:status>"


def tree(found):
    return [(one.author, tree(one.replies)) for one in found]


# What it is


@pytest.mark.parametrize("path", [ARCHIVE, TAKEOUT])
def test_an_export_is_no_feed(path):
    source = Source(path.name, path.read_bytes(), path.name)
    assert guess_reader(source).reader == "blogger"


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
    found = guess_reader(Source("x.xml", text.encode(), "x.xml"))
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


def plain_tree(found):
    return [one for top in found for one in (top, *plain_tree(top.replies))]


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
        for writer in writer_names():
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


# Who may see it


def is_hidden(meta):
    return meta.draft or meta.visibility != "public"


@pytest.mark.parametrize("path", [ARCHIVE, TAKEOUT])
def test_what_is_secret_is_public_nowhere(path):
    documents, _ = read(path)
    secret = [document for document in documents if SECRET in plain_text(document.children)]
    assert [document for document in documents if is_hidden(document.meta)] == secret
    for document in secret:
        for writer in writer_names():
            text = convert.dumps(document, writer)
            says = any(f"{key}\n" in text for key in ("draft: true", "published: false"))
            has_front_matter = text.startswith("---\n")
            assert says or not has_front_matter, writer
        line = json.loads(convert.dumps(document, "jsonl"))
        assert line["draft"] or line["visibility"] != "public"


@pytest.mark.parametrize("path", [ARCHIVE, TAKEOUT])
def test_a_comment_nobody_could_see_is_written_nowhere(path, tmp_path):
    for writer in writer_names():
        if writer != "jsonl":
            convert.convert([path], to=writer, output=tmp_path / writer)
    for file in tmp_path.rglob("*"):
        if file.is_file():
            text = file.read_text(encoding="utf-8")
            assert "비밀대기" not in text, file
            assert "비밀광고" not in text, file


@pytest.mark.parametrize(
    ("more", "visibility", "draft", "status"),
    [
        (LIVE, "public", False, None),
        ("<blogger:status> live </blogger:status>", "public", False, None),
        ("<blogger:status>DRAFT</blogger:status>", "public", True, "DRAFT"),
        ("<blogger:status>SCHEDULED</blogger:status>", "public", True, "SCHEDULED"),
        ("<blogger:status>SOFT_TRASHED</blogger:status>", "private", True, "SOFT_TRASHED"),
        (LIVE + "<blogger:trashed>2024-01-01T00:00:00Z</blogger:trashed>", "private", True, "SOFT_TRASHED"),
        (LIVE + "<blogger:trashed/>", "public", False, None),
        (LIVE + "<app:control><app:draft>yes</app:draft></app:control>", "public", True, None),
        ("<blogger:status>NEW_WORD</blogger:status>", "private", True, "NEW_WORD"),
        ("<blogger:status/>", "private", True, None),
        ("", "private", True, None),
    ],
)
def test_every_state(more, visibility, draft, status):
    (document,), notices = read(takeout(post(more)))
    assert (document.meta.visibility, document.meta.draft, document.meta.extra.get("status")) == (visibility, draft, status)
    is_known = status != "NEW_WORD" and "status" in more and "<blogger:status/>" not in more
    assert ("unknown-visibility" in kinds(notices)) is not is_known


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126, exclude_characters="<>&"), min_size=1))
@settings(max_examples=60, deadline=None)
def test_no_other_word_is_public(word):
    (document,), _ = read(takeout(post(f"<blogger:status>{word}</blogger:status>")))
    assert is_hidden(document.meta) or word.upper() == "LIVE"


def test_a_post_from_after_the_export_waits_for_its_day():
    text = ARCHIVE.read_text(encoding="utf-8")
    later = text.replace("<updated>2023-05-20T10:00:00.000+09:00</updated>", "<updated>2023-07-01T00:00:00Z</updated>", 1)
    (hidden,) = [one for one in read(text)[0] if one.meta.slug == "june"]
    (shown,) = [one for one in read(later)[0] if one.meta.slug == "june"]
    assert (is_hidden(hidden.meta), is_hidden(shown.meta)) == (True, False)


def test_of_a_blog_not_everybody_may_read_nothing_is_public():
    documents, _ = read(ARCHIVE.read_text(encoding="utf-8").replace(">PUBLIC<", ">PRIVATE<"))
    assert {document.meta.visibility for document in documents} == {"private"}


# Comments


def test_threads_of_an_archive():
    first, *others = read(ARCHIVE)[0]
    assert tree(first.comments) == [("나그네", [("물가지기", [("솔바람", [])])]), ("나그네", [])]
    top, removed = first.comments
    assert plain_text(top.children) == "물이 참 좋아요 <3"
    assert plain_text(top.replies[0].children) == "고맙습니다.\n\n또 오세요."
    assert (top.replies[0].homepage, top.replies[0].replies[0].homepage) == ("", "https://sol.example.com/")
    assert top.date.value.isoformat() == "2023-05-02T10:00:00+09:00"
    assert plain_text(removed.children) == "작성자가 댓글을 삭제했습니다."
    assert not any(document.comments for document in others)


def test_threads_of_takeout():
    first = read(TAKEOUT)[0][0]
    assert tree(first.comments) == [("길손", [("산지기", [])]), ("길손", [])]
    assert [one.secret for one in first.comments] == [False, True]
    assert first.comments[1].extra == {"status": "PENDING"}


def test_a_comment_that_names_its_post_otherwise_is_under_it():
    kind = "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{}'/>"
    by_link = f"<entry><id>c.post-9</id>{kind.format('comment')}<link rel='self' href='http://www.blogger.com/feeds/1/7/comments/default/9'/></entry>"
    by_source = f"<entry><id>c.post-8</id>{kind.format('comment')}<thr:in-reply-to source='http://www.blogger.com/feeds/1/posts/default/7'/></entry>"
    by_id = f"<entry><id>post-7.comment-3</id>{kind.format('comment')}</entry>"
    (document,), notices = read(takeout(f"<entry><id>post-7</id>{kind.format('post')}</entry>", by_link, by_source, by_id))
    assert (len(document.comments), kinds(notices)["orphan-comment"]) == (3, 0)


def test_comments_that_answer_each_other_in_a_ring_are_all_there():
    (document,), _ = read(takeout(post(LIVE), comment(2, 3), comment(3, 4), comment(4, 2), comment(5, 5), comment(6, 99)))
    assert (
        tree(document.comments) == [("6", []), ("2", [("4", [("3", [])])]), ("5", [])] or len(plain_tree(document.comments)) == 5
    )
    assert sorted(one.author for one in plain_tree(document.comments)) == ["2", "3", "4", "5", "6"]


def test_a_long_chain_of_answers_is_no_deeper_than_a_document_may_be():
    chain = [comment(number, number - 1 if number > 2 else "") for number in range(2, 3000)]
    (document,), _ = read(takeout(post(LIVE), *chain))
    assert len(plain_tree(document.comments)) == len(chain)
    depth, level = 0, document.comments
    while level:
        depth, level = depth + 1, tuple(reply for one in level for reply in one.replies)
    assert depth == 10
    assert convert.loads(convert.dumps(document, "jsonl"), "jsonl").comments == document.comments


@given(st.lists(st.tuples(st.integers(2, 12), st.integers(2, 12)), max_size=12, unique_by=lambda pair: pair[0]))
@settings(max_examples=60, deadline=None)
def test_no_comment_is_lost_or_told_twice(pairs):
    (document,), _ = read(takeout(post(LIVE), *(comment(number, answers) for number, answers in pairs)))
    assert sorted(one.author for one in plain_tree(document.comments)) == sorted(str(number) for number, _ in pairs)


def test_what_runs_in_a_comment_is_left_out():
    body = "&lt;script&gt;x()&lt;/script&gt;&lt;a href='javascript:x()'&gt;가&lt;/a&gt;"
    (document,), _ = read(takeout(post(LIVE), comment(2, body=body)))
    (paragraph,) = document.comments[0].children
    assert paragraph.children == (Text("가"),)


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
