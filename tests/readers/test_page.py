"""Saved pages: the post is found in any skin, with what is known of it, and what is no post says so."""

import re
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from pages import BODY, SKINS, page

import convert
from convert.errors import FormatError, NoPostError
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone
from convert.model import FootnoteDefinition, FootnoteReference, Image, Link, Math, Paragraph, Resource, Text
from convert.model.walk import plain_text, walk
from convert.notices import Collected, Notice
from convert.sources.source import Source

COMMENTING = ("area-2014", "old-2010", "poster")


def read(html, name="42.html", **options):
    report = Collected()
    data = html if isinstance(html, bytes) else html.encode()
    (document,) = convert.read(Source(name, data, name), "page", report=report, **options)
    return document, report.notices()


@cache
def shown(skin):
    return read(page(skin))


@pytest.fixture(params=SKINS)
def skin(request):
    return request.param


def test_there_are_six_skins():
    assert len(SKINS) == 6


def test_a_skin_is_known_for_a_page_of_tistory(skin):
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("42.html", page(skin).encode(), "42.html")).reader == "page"


def test_every_skin_gives_the_same_post(skin):
    meta = shown(skin)[0].meta
    assert meta.title == "맑은 국 - 무를 넣은"
    assert meta.date.value == datetime.fromisoformat("2021-03-14T16:05:00+09:00")
    assert meta.categories == (("사는 이야기", "부엌"),)
    assert meta.tags == ("국", "겨울 음식")
    assert meta.entry_id == "42"
    assert (meta.visibility, meta.lang, meta.summary) == ("public", "ko", "")


_ONLY_FILES = ("replacer", "front-matter", "malformed", "old-tags", "empty")
"""Cases of what no page has: replacers and front matter are not sent to readers, and tags nobody closed are closed by the server."""


def bodies():
    for case in sorted((Path(__file__).parent.parent / "cases" / "tistory").iterdir()):
        source = case / "in.html"
        if source.exists() and not case.name.startswith(_ONLY_FILES):
            text = source.read_bytes().decode(errors="ignore").removeprefix("\ufeff")
            if not re.search("<head|<body|^---|^[+]{3}", text):
                yield pytest.param(text, id=case.name)


@pytest.mark.parametrize("body", list(bodies()))
def test_a_page_says_what_its_body_says(body):
    around = '<html lang="ko"><title>집</title><body><h1>글</h1><div class="tt_article_useless_p_margin contents_style">'
    (alone,) = convert.read(Source("a", body.encode()), "tistory")
    assert read(f"<!doctype html>{around}{body}</div></body></html>")[0].children == alone.children


def test_every_skin_gives_the_body_alone(skin):
    (alone,) = convert.read(Source("a", BODY.encode()), "tistory")
    document = shown(skin)[0]
    base = "https://ondal.tistory.com/41" if document.meta.url else "/41"
    assert [node.url for node in walk(document.children) if isinstance(node, Link)] == [base]
    assert plain_text(document.children) == plain_text(alone.children)
    assert [type(block) for block in document.children] == [type(block) for block in alone.children]


@pytest.mark.parametrize("skin", sorted({*SKINS} - {"old-2010"}))
def test_a_page_that_knows_its_address_says_it(skin):
    assert shown(skin)[0].meta.url == "https://ondal.tistory.com/42"


def test_author_and_cover():
    for skin in ("book-club", "odyssey", "poster"):
        meta = shown(skin)[0].meta
        assert (meta.author, meta.cover) == ("온달", "https://blog.kakaocdn.net/dn/bAbc12/btqXyz/img.png")


def test_the_first_rules_say_nothing_and_fallbacks_say_so():
    assert not [notice for notice in shown("book-club")[1] if notice.kind == "found-by"]
    assert Notice("found-by", "date: date of the skin") in shown("old-2010")[1]
    assert Notice("found-by", "title: heading in <title>") in shown("old-2010")[1]


@pytest.mark.parametrize("skin", COMMENTING)
def test_comments_of_old_skins(skin):
    first, second = shown(skin)[0].comments
    assert (first.author, plain_text(first.children)) == ("보리", "국물이 정말 맑네요.\n저도 해 볼게요.")
    assert first.date.value == datetime.fromisoformat("2021-03-14T20:11:00+09:00")
    (reply,) = first.replies
    assert (reply.author, plain_text(reply.children), reply.secret) == ("온달", "무를 먼저 넣으세요.", False)
    assert (second.author, second.secret) == ("지나가는 이", True)
    assert "example.com" not in convert.dumps(shown(skin)[0], "jsonl")


def test_pages_without_comments_have_none():
    for skin in {*SKINS} - {*COMMENTING}:
        assert shown(skin)[0].comments == ()


# Addresses


def test_an_address_of_words_is_a_slug_and_known_by_its_number_too():
    url = "https://ondal.tistory.com/entry/%EB%A7%91%EC%9D%80-%EA%B5%AD"
    meta = read(page("book-club", url=url))[0].meta
    assert (meta.url, meta.slug) == (url, "맑은-국")
    assert set(meta.aliases) == {
        "https://ondal.tistory.com/42",
        "https://ondal.tistory.com/m/42",
        "https://ondal.tistory.com/entry/맑은-국",
    }


def test_the_mobile_page_has_the_address_of_the_post():
    meta = shown("mobile")[0].meta
    assert (meta.url, meta.aliases) == ("https://ondal.tistory.com/42", ("https://ondal.tistory.com/m/42",))


NOTES = {
    "browser": "<!-- saved from url=(0028)https://ondal.tistory.com/42 -->\n",
    "singlefile": "<!--\n Page saved with SingleFile \n url: https://ondal.tistory.com/42 \n saved date: Sun Mar 14 2021\n-->\n",
    "httrack": "<!-- Mirrored from ondal.tistory.com/42 by HTTrack Website Copier/3.x [XR&CO'2014], Sun, 14 Mar 2021 -->\n",
}


@pytest.mark.parametrize("by", NOTES)
def test_whoever_saved_a_page_noted_its_address(by):
    document, notices = read(NOTES[by] + page("old-2010"))
    assert document.meta.url.endswith("://ondal.tistory.com/42")
    assert Notice("found-by", "url: note of whoever saved the page") in notices


def test_links_of_a_mirror_lead_to_the_blog_and_its_pictures_to_files():
    body = (
        '<p><a href="41.html">지난 글</a> <a href="entry/%EB%AC%B4.html#a">무</a> <a href="#b">아래</a> <a href="javascript:x">x</a></p>'
        '<p><img src="page_files/%EA%B5%AD%201.png?x=1"><img src="/image/a.png"><img src="data:image/png;base64,AAAA"></p>'
    )
    document, _ = read(page("old-2010", body=body).replace("<html", NOTES["httrack"] + "<html", 1))
    links = [node.url for node in walk(document.children) if isinstance(node, Link)]
    assert links == ["http://ondal.tistory.com/41", "http://ondal.tistory.com/entry/%EB%AC%B4#a", "#b"]
    images = [node.url for node in walk(document.children) if isinstance(node, Image)]
    assert images == ["page_files/%EA%B5%AD%201.png?x=1", "http://ondal.tistory.com/image/a.png", "data:image/png;base64,AAAA"]
    assert document.resources == (Resource("page_files/%EA%B5%AD%201.png?x=1", "page_files/국 1.png", name="국 1.png"),)


# The body


def test_a_document_in_the_post_says_nothing_of_the_page():
    inner = (
        '<!DOCTYPE html><html lang="en"><head><title>속 제목</title><meta property="og:title" content="속 제목">'
        "<style>p {}</style><script>window.T.entryInfo = null;</script></head><body><p>속 글</p></body></html>"
    )
    document, _ = read(page("odyssey", body=inner))
    assert (document.meta.title, document.meta.lang) == ("맑은 국 - 무를 넣은", "ko")
    assert plain_text(document.children) == "속 글"


@pytest.mark.parametrize("skin", ["book-club", "odyssey", "poster"])
@pytest.mark.parametrize("body", ["<div><p>앞</p></div></div></div><p>뒤</p>", "<div><div><p>앞</p><div><p>뒤</p>"])
def test_a_stray_or_missing_end_tag_moves_nothing_in_or_out_of_the_post(skin, body):
    document, _ = read(page(skin, body=body))
    assert plain_text(document.children).split() == ["앞", "뒤"]
    assert document.meta.tags == ("국", "겨울 음식")


def test_the_densest_text_is_the_last_resort():
    html = (
        "<!doctype html><html><head><title>글</title></head><body><nav><a href=/>처음</a> <a href=/a>가나다라마바사</a></nav>"
        "<div><div class=x><p>"
        + "본문이 길게 이어진다. " * 20
        + "</p><p>끝 문단</p></div><div class=y>옆 글</div></div></body></html>"
    )
    document, notices = read(html)
    assert plain_text(document.children).endswith("끝 문단")
    assert Notice("found-by", "body: densest text") in notices


def test_a_page_of_another_platform():
    html = (
        '<!doctype html><html lang="ko"><head><meta property="og:title" content="새 글"><meta property="og:site_name" content="블로그">'
        "<title>새 글 | 블로그</title></head><body><nav>메뉴</nav><article><header><h1>새 글</h1>"
        '<time datetime="2024-05-06T07:08:09Z">어제</time></header><h1>새 글</h1><p>본문</p></article><footer>© 2026. 1. 1.</footer></body></html>'
    )
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("a.html", html.encode(), "a.html")).reader == "page"
    document, _ = read(html)
    assert (document.meta.title, plain_text(document.children)) == ("새 글", "본문")
    assert document.meta.date.value.isoformat() == "2024-05-06T07:08:09+00:00"


def test_a_description_of_its_own_is_a_summary():
    assert read(page("book-club", beginning="부엌에서 배운 것"))[0].meta.summary == "부엌에서 배운 것"


@pytest.mark.parametrize(
    ("word", "visibility", "named"),
    [
        *(("private", "private", []), ("PROTECTED", "protected", []), ("15", "protected", []), ("", "public", [])),
        *(("friends", "private", ["friends"]), ("비밀", "private", ["비밀"])),
    ],
)
def test_visibility(word, visibility, named):
    html = page("book-club").replace('data-entry-visibility="public"', f'data-entry-visibility="{word}"')
    document, notices = read(html)
    assert document.meta.visibility == visibility
    assert [notice.detail for notice in notices if notice.kind == "unknown-visibility"] == named


def test_a_category_the_blog_does_not_name_is_none():
    html = page("book-club").replace('"categoryLabel":"사는 이야기/부엌"', '"categoryLabel":null')
    assert read(html)[0].meta.categories == ()


# What is no post


def without_entry(html):
    start = html.index("window.T.entryInfo = ")
    return html[:start] + "window.T.entryInfo = null;" + html[html.index(";", start) + 1 :]


@pytest.mark.parametrize("address", ["/notice/7", "/m/notice/7", "/pages/ABOUT"])
def test_a_notice_or_page_is_no_list(address):
    html = without_entry(page("book-club")).replace("https://ondal.tistory.com/42", f"https://ondal.tistory.com{address}")
    document, _ = read(html)
    assert plain_text(document.children) == plain_text(shown("book-club")[0].children)
    assert document.meta.url == f"https://ondal.tistory.com{address.removeprefix('/m')}"
    assert document.meta.kind == ("page" if "pages" in address else "notice")


def test_a_list_of_posts_is_an_error_and_skipped_in_a_folder(tmp_path):
    html = without_entry(page("book-club"))
    with pytest.raises(NoPostError, match="a list of posts"):
        read(html)
    source = tmp_path / "blog"
    source.mkdir()
    (source / "index.html").write_text(html, encoding="utf-8")
    (source / "42.html").write_text(page("book-club"), encoding="utf-8")
    result = convert.convert([source], to="markdown", output=tmp_path / "out")
    assert (result.skipped, result.written) == (1, 1)


def test_the_home_of_an_old_blog_is_a_list():
    with pytest.raises(NoPostError):
        read(page("old-2010").replace("tt-body-page", "tt-body-index"))


def test_a_protected_post_is_an_error():
    form = '<div class="entry-protected"><p>보호되어 있는 글입니다.</p><input type="password" id="entry42password" name="entry42password"></div>'
    html = page("book-club").replace('<div class="tt_article_useless_p_margin contents_style">' + BODY + "</div>", form)
    with pytest.raises(FormatError, match="protected"):
        read(html)


# Encodings, and pages that are broken


@pytest.mark.parametrize("label", ["euc-kr", "utf-8", "ks_c_5601-1987"])
def test_old_pages_in_cp949_whatever_they_say(label):
    html = page("old-2010").replace("charset=utf-8", f"charset={label}")
    document, _ = read(html.encode("cp949"))
    assert document.meta.title == "맑은 국 - 무를 넣은"


def test_a_page_that_was_saved_in_utf_8_and_still_says_euc_kr():
    document, notices = read(page("old-2010").replace("charset=utf-8", "charset=euc-kr"))
    assert document.meta.title == "맑은 국 - 무를 넣은"
    assert "encoding" in {notice.kind for notice in notices}


def test_text_that_is_decoded_already():
    html = page("old-2010").replace("charset=utf-8", "charset=euc-kr")
    assert convert.loads(html, "page").meta.title == "맑은 국 - 무를 넣은"


def attempt(data):
    try:
        return list(convert.read(Source("a.html", data, "a.html"), "page"))
    except convert.ConvertError:
        return []


def test_a_page_cut_anywhere_gives_a_post_or_an_error(skin):
    data = page(skin).encode()
    for end in range(0, len(data), 61):
        attempt(data[:end])


def test_a_page_with_a_hole_or_rubbish_anywhere_gives_a_post_or_an_error(skin):
    data = page(skin).encode()
    for start in range(0, len(data), 97):
        attempt(data[:start] + data[start + 50 :])
        attempt(data[:start] + b'\x00</div><!--\xff{["' + data[start:])


def test_footnotes_and_formulas_of_a_page():
    html = (
        '<html><head><script src="https://cdn.example.com/mathjax.js"></script></head><body><div class="contents_style">'
        '<p>값 $x$<sup><a href="#n1" id="m1">1</a></sup></p><ol><li id="n1">주석 <a href="#m1">↩</a></li></ol></div></body></html>'
    )
    assert read(html)[0].children == (
        Paragraph((Text("값 "), Math("x"), FootnoteReference("1"))),
        FootnoteDefinition("1", (Paragraph((Text("주석"),)),)),
    )


ESCAPED = """<html><head><link rel=canonical href="https://a.tistory.com/entry/x%00%0Ay"><script type="application/ld+json">
{"@type": "BlogPosting", "headline": "첫\\u0000 글\\ud800", "author": {"name": "느\\u0007린"}}</script>
<script>T.entryInfo = {"entryId": 3, "categoryLabel": "여행/섬\\u0000"}</script></head>
<body id=tt-body-page><div class=contents_style><p>글</p></div></body></html>"""


def test_escapes_bring_in_no_character_that_a_format_cannot_carry():
    document, notices = read(ESCAPED)
    meta = document.meta
    assert (meta.title, meta.author, meta.categories) == ("첫 글\ufffd", "느린", (("여행", "섬"),))
    assert (meta.slug, meta.aliases) == ("x%00%0Ay", ("https://a.tistory.com/3",))
    assert {"control-character", "lone-surrogate"} <= {notice.kind for notice in notices}
    assert convert.loads(convert.dumps(document, "jsonl"), "jsonl") == document


COMMENTED = """<html><head><script>T.config = {}</script></head><body id=tt-body-page><div class=contents_style><p>글</p></div>
<ul>%s</ul></body></html>"""


def said(items):
    document, notices = read(COMMENTED % items)
    told = [
        (comment.author, plain_text(comment.children), [plain_text(reply.children) for reply in comment.replies])
        for comment in document.comments
    ]
    return told, notices


def test_a_reply_in_a_comment_leaves_the_comment_its_text():
    reply = '<ul><li id="comment2"><span class="nickname">주인</span><p class="txt_reply">아이</p></li></ul>'
    for text in ('<p class="txt_reply">어버이</p>', "<p>어버이</p>"):
        assert said(f'<li id="comment1"><b class="nickname">손님</b>{text}{reply}</li>')[0] == [("손님", "어버이", ["아이"])]
    round_both = f'<div class="reply_text"><p>어</p><p>버이</p>{reply}</div>'
    assert said(f'<li id="comment1"><b class="nickname">손님</b>{round_both}</li>')[0] == [("손님", "어\n\n버이", ["아이"])]


def test_a_comment_has_all_its_paragraphs_and_nothing_else():
    for kind in ("", ' class="txt_reply"'):
        text = f"<p{kind}>하나</p><p{kind}>둘</p>" + '<p class="control">삭제</p>'
        assert said(f'<li id="comment1"><b class="nickname">손님</b>{text}</li>')[0] == [("손님", "하나\n\n둘", [])]


def test_what_is_odd_in_a_comment_is_said():
    told, notices = said('<li id="comment1"><b class="nickname">손님</b><p class="txt_reply">말<script>x</script></p></li>')
    assert told == [("손님", "말", [])]
    assert "script" in {notice.kind for notice in notices}


@pytest.mark.parametrize("noted", ["http://[", "//[", "https://ondal.tistory.com/42"])
def test_addresses_nobody_can_read_cost_no_page(noted):
    html = f'<!-- Mirrored from {noted} by HTTrack --><html><body id="tt-body-page"><div class="contents_style">'
    html += '<p>글 <a href="//[">링크</a></p><p><img src="/a.png"><img src="//["></p></div></body></html>'
    (document,) = convert.read(Source("42.html", html.encode(), "42.html"), "page")
    assert plain_text(document.children).strip() == "글 링크"


def test_front_matter_above_a_page_goes_before_what_the_page_says():
    page_text = '<!doctype html><html><head><title>쪽 제목</title><meta property="og:description" content="쪽 설명"></head>'
    page_text += "<body><nav>차례</nav><article><p>본문이다.</p></article></body></html>"
    for front in ("---\ntitle: 위의 제목\nvisibility: private\n---\n", '{"title": "위의 제목", "visibility": "private"}\n'):
        source = Source("a.md", (front + page_text).encode(), "a.md")
        assert guess_own_reader_or_foreign_if_sure_or_alone(source).reader == "page"
        (document,) = convert.read(source)
        assert (document.meta.title, document.meta.visibility, document.meta.summary) == ("위의 제목", "private", "쪽 설명")
        assert plain_text(document.children).strip() == "본문이다."
