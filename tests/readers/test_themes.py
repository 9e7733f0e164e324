"""Pages of any theme and platform: the post and nothing else, wherever it stands on its page."""

import re

import pytest
from theme_pages import BOTH, FIRST, LAST, TEXT, read, said, whole

import convert
from convert.errors import NoPostError
from convert.model.walk import plain_text
from convert.notices import Collected
from convert.readers import mhtml
from convert.readers.page import Options, left_out
from convert.readers.page.remnants import OUTSIDE
from convert.sources.source import Source

# Where the post is

PLACES = {
    "a class, with title and date beside it": f'<nav><a href="/">홈</a></nav><h1>가을</h1><p class="date">2025-04-26</p><div class="post-content">{TEXT}</div>',
    "bare paragraphs": f"<h1>가을</h1><p>2025. 4. 26.</p>{TEXT}",
    "bare paragraphs under a menu": f'<a href="/">홈</a> | <a href="/a">소개</a><hr><h1>가을</h1><p>2025-04-26 · 5분</p>{TEXT}<p>© 2025 나</p>',
    "a div without a name": f'<div><a href="/">홈</a></div><div><h1>가을</h1><div>2025-04-26</div>{TEXT}</div><div>© 나</div>',
    "a cell of a table": f'<table><tr><td colspan=2><a href="/">홈</a> <a href="/b">글</a></td></tr><tr><td><a href="1">하나</a><br><a href="2">둘</a></td>'
    f"<td><h2>가을</h2>2025.04.26{TEXT}</td></tr><tr><td colspan=2>Copyright 2025</td></tr></table>",
    "siblings of one class": f'<header><h1>가을</h1><time datetime="2025-04-26"></time></header><div><div class="post-content"><p>{FIRST}</p></div><div class="post-content"><p>{LAST}</p></div></div>',
    "sections of a main": f'<h1>가을</h1><time datetime="2025-04-26"></time><main><section><p>{FIRST}</p></section><section><p>{LAST}</p></section></main><footer>끝</footer>',
    "an article beside articles of others": f'<main><article><h1>가을</h1><time datetime="2025-04-26">어제</time>{TEXT}</article><section><h3>관련 글</h3>'
    '<article><a href="1"><h3>겨울</h3><p>짧은 글</p></a></article><article><a href="2"><h3>봄</h3><p>요약 글</p></a></article></section></main>',
    "microdata": f'<div class="w"><h1>가을</h1><meta itemprop="datePublished" content="2025-04-26"><div itemprop="articleBody">{TEXT}</div></div><div class="x">옆</div>',
    "a class that shares a name with a button": f'<article><h1>가을</h1><p class="date">2025-04-26</p><div class="entry share">{TEXT}</div></article>',
}


@pytest.mark.parametrize("place", PLACES)
def test_the_post_is_found(place):
    document, _ = read(whole(PLACES[place]))
    assert plain_text(document.children) == BOTH
    assert document.meta.title == "가을"
    assert document.meta.date.value.date().isoformat() == "2025-04-26"


def test_loose_paragraphs_beside_a_box_are_kept():
    assert (
        said(whole(f"<nav>메뉴</nav><p>안녕하세요. 짧은 인사입니다.</p><div>{TEXT}</div>"))
        == f"안녕하세요. 짧은 인사입니다.\n\n{BOTH}"
    )


@pytest.mark.parametrize("cell", ["{}", "<table><tr><td>{}</td><td>{}</td></tr></table>"])
def test_a_table_of_which_no_cell_holds_the_post_is_read_whole(cell):
    menu = '<tr><td><a href="/1">하나</a></td><td><a href="/2">둘</a></td></tr>'
    html = whole(f"<table>{menu}<tr><td>{cell.format(TEXT, TEXT)}</td><td>{cell.format(TEXT, TEXT)}</td></tr></table>")
    document, _ = read(html)
    assert convert.dumps(document, "markdown").count(FIRST) == html.count(FIRST)


def test_comments_longer_than_the_post_are_not_the_post():
    comments = '<div class="comments">' + "<p>아주 긴 댓글이 달렸다. 정말 길다.</p>" * 9 + "</div>"
    assert said(whole(f"<article><h1>가을</h1><p>{FIRST}</p></article>{comments}")) == FIRST


def test_names_are_not_believed_where_they_leave_nothing():
    boxes = "".join(f'<div class="{name}"><p>{FIRST}</p></div>' for name in ("widget", "banner", "promo"))
    assert said(whole(boxes)) == "\n\n".join([FIRST] * 3)


ALONE = (
    f'<p data-ke-size="size16">{FIRST}</p><div data-ke-type="moreLess"><a class="btn-toggle-moreless">더보기</a>'
    f'<div class="moreless-content"><p>{FIRST * 5}</p></div></div><p>끝.</p>',
    f'<div><blockquote data-ke-style="style1">{FIRST}</blockquote></div>',
    f'<table style="border:1px solid"><tr><td>{TEXT}</td></tr></table><p>꼬리.</p>',
    f'<p class="author">{FIRST}</p><p><a href="/1">하나</a>와 글</p><ul><li>가</li></ul>',
)


@pytest.mark.parametrize("body", ALONE)
def test_a_document_round_a_post_alone_changes_nothing_of_it(body):
    (alone,) = convert.read(Source("a", body.encode()), "tistory")
    assert read(f"<html><body>{body}</body></html>")[0].children == alone.children


def test_a_list_of_posts_of_any_theme_is_no_post():
    item = f'<article><h2><a href="/1">가을</a></h2>{TEXT}</article>'
    with pytest.raises(NoPostError):
        read(whole(f"<main>{item * 3}</main>"))


# Furniture

FURNITURE = {
    "share buttons": '<div class="sharedaddy"><p>공유하기</p></div>',
    "related posts": '<div class="related-posts"><h3>관련 글</h3><p><a href="/1">겨울</a></p></div>',
    "author box": '<div class="author-box"><p>글쓴이 소개입니다.</p></div>',
    "table of contents": '<nav class="toc"><ul><li><a href="#a">차례</a></li></ul></nav>',
    "tags": '<div class="post-tags"><a href="/tags/a" rel="tag">가</a></div>',
    "comment form": '<div id="comments-area" class="comments-area"><form><textarea></textarea></form></div>',
    "copy button": '<button class="copy-btn">복사</button>',
    "docusaurus": '<div class="theme-doc-footer"><a href="/edit">고치기</a></div>',
}


@pytest.mark.parametrize("kind", FURNITURE)
@pytest.mark.parametrize("around", ['<div class="post-content">{}</div>', "<article><h1>가을</h1>{}</article>"])
def test_furniture_of_themes_is_left_out_with_a_notice(kind, around):
    document, notices = read(whole("<nav>메뉴</nav>" + around.format(TEXT + FURNITURE[kind])))
    assert plain_text(document.children) == BOTH
    assert "furniture" in {notice.kind for notice in notices}


def test_what_is_not_read_aloud_is_the_posts():
    document, _ = read(
        whole(f'<nav>메뉴</nav><article><h1>가을</h1>{TEXT}<p class="speechify-ignore">소리로는 안 읽을 글이다.</p></article>')
    )
    assert plain_text(document.children) == f"{BOTH}\n\n소리로는 안 읽을 글이다."


def test_lines_about_the_post_go_and_are_named():
    html = whole(
        f'<nav>메뉴</nav><article><h1>가을</h1><p>2025년 4월 26일 오후 3:05 · 5분</p>{TEXT}<p><a href="/1">이전 글</a> <a href="/2">다음 글</a></p></article>'
    )
    document, notices = read(html)
    assert plain_text(document.children) == BOTH
    assert {notice.detail for notice in notices if notice.kind == "furniture"} >= {
        "title",
        "2025년 4월 26일 오후 3:05 · 5분",
        "이전 글 다음 글",
    }


@pytest.mark.parametrize(
    "line",
    [
        "<p>2025년 4월 26일, 비가 왔다.</p>",
        "<p>5분 읽고 잤다.</p>",
        '<p><a href="/1">지난 산책</a>에 이어서 쓴다.</p>',
        '<p><a href="/1">지난 산책</a></p>',
        "<h2>가을</h2><p>다시.</p>",
        "<aside><p>💡 알아 둘 것</p></aside>",
        "<header><p>머리글이라 해도 이렇게 길고 뜻이 있는 첫 문단이라면 글쓴이가 쓴 글이 틀림없으니 남겨 두어야 한다. 그렇지 않으면 글을 잃는다.</p></header>",
    ],
)
def test_what_an_author_wrote_stays(line):
    text = re.sub("<[^>]+>", "", line)
    html = whole(f'<nav>메뉴</nav><article><h1>가을</h1><p class="meta">2025-04-26</p>{line}{TEXT}{line}</article>')
    assert plain_text(read(html)[0].children).replace("\n", "").count(text) == 2


def test_dates_inside_a_known_box_are_the_authors():
    assert said(whole(f'<nav>x</nav><div class="post-content"><p>2025. 4. 26.</p>{TEXT}</div>')) == f"2025. 4. 26.\n\n{BOTH}"


# Marks of headings, and text nobody sees

MARKS = (
    '<a class="headerlink" href="#s" title="Permalink">¶</a>',
    '<a class="hash-link" href="#s" aria-label="Direct link">\u200b</a>',
    '<a class="header-anchor" href="#s" aria-hidden="true">#</a> ',
    '<a class="anchor-link" href="#s"><svg viewBox="0 0 1 1"><path d="M0 0"></path></svg></a>',
    '<a class="heading-anchor" href="#s">🔗</a>',
    '<a class="anchorjs-link" href="#s" data-anchorjs-icon="x"></a>',
    '<a class="td-heading-self-link" href="#s">Link to this heading</a>',
    '<a href="#s">§</a>',
)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("reader", ["tistory", "page"])
def test_a_mark_that_leads_to_its_own_heading_goes(mark, reader):
    body = f'<h2 id="s">소제목{mark}</h2><p>글</p>'
    html = body if reader == "tistory" else whole(f'<div class="post-content">{body}</div>')
    (document,) = convert.read(Source("a", html.encode()), reader)
    assert convert.dumps(document, "markdown", front_matter=False).startswith("## 소제목\n")


@pytest.mark.parametrize(
    "html", ['<h2 id="s"><a class="header-anchor" href="#s"><span>소제목</span></a></h2>', "<h2>소제목</h2>"]
)
def test_a_heading_that_is_a_link_to_itself_is_a_heading(html):
    (document,) = convert.read(Source("a", html.encode()), "tistory")
    assert convert.dumps(document, "markdown", front_matter=False).strip() == "## 소제목"


@pytest.mark.parametrize(
    "link", ['<a href="#s">다른 절</a>', '<a class="anchor" href="#s">C# 이야기</a>', '<a class="permalink" href="/1#s">#</a>']
)
def test_other_links_stay(link):
    (document,) = convert.read(Source("a", f'<p id="s">{link} 글</p>'.encode()), "tistory")
    assert "](" in convert.dumps(document, "markdown", front_matter=False)


SIGNS = {
    "no more": '<a href="https://e.kr/"><span class="sr-only">모임</span></a>',
    "a drawing": '<a href="https://e.kr/"><svg viewBox="0 0 1 1"><path d="M0 0"></path></svg><span class="screen-reader-text">모임</span></a>',
    "an icon of a font": '<a href="https://e.kr/"><i class="fa fa-home"></i><span class="u"><span class="visually-hidden">모임</span></span></a>',
}


@pytest.mark.parametrize("sign", SIGNS)
def test_text_for_screen_readers_that_is_all_a_link_says_is_its_text(sign):
    (document,) = convert.read(Source("a", f"<ul><li>{SIGNS[sign]}</li></ul>".encode()), "tistory")
    assert convert.dumps(document, "markdown", front_matter=False) == "- [모임](https://e.kr/)\n"


@pytest.mark.parametrize(
    "link",
    [
        '<a href="https://e.kr/">글<span class="sr-only">(새 창)</span></a>',
        '<a href="https://e.kr/"><img src="a.png" alt="글"><span class="sr-only">(새 창)</span></a>',
        '<a href="#s"><span class="sr-only">이 절로</span></a><i id="s"></i>글',
        '<a class="sr-only" href="https://e.kr/">건너뛰기</a>글',
    ],
)
def test_text_for_screen_readers_beside_what_a_link_shows_goes(link):
    assert "새 창" not in (text := convert.dumps(*convert.read(Source("a", f"<p>{link}</p>".encode()), "tistory"), "markdown"))
    assert ("이 절로" in text, "글" in text) == (False, True)


@pytest.mark.parametrize("name", ["sr-only", "visually-hidden", "screen-reader-text", "blind", "screen_out"])
def test_text_for_screen_readers_alone_goes_with_a_notice(name):
    report = Collected()
    html = f'<p>가<span class="{name}">새 창</span></p><h2 class="{name}">Footnotes</h2><p class="not-{name}">나</p>'
    (document,) = convert.read(Source("a", html.encode()), "tistory", report=report)
    assert plain_text(document.children) == "가\n\n나"
    assert [notice.count for notice in report.notices() if notice.kind == "hidden"] == [2]


# What is left out


def test_what_is_not_in_the_post_can_be_asked_for():
    html = whole(
        f'<nav><a href="/">홈</a> 메뉴</nav><h1>가을</h1><div class="post-content">{TEXT}<div class="sharedaddy">공유 <img src="s.png"></div></div>'
        '<p hidden>숨은 글</p><script>x</script><p>아래 <b>글</b></p><img src="b.png">'
    )
    found = [(item.said, item.why) for item in left_out(Source("a", html.encode()), Options())]
    assert found == [
        ("홈 메뉴", OUTSIDE),
        ("가을", OUTSIDE),
        ("공유", "furniture: div.sharedaddy"),
        ("s.png", "furniture: div.sharedaddy"),
        ("아래 글", OUTSIDE),
        ("b.png", OUTSIDE),
    ]


def test_the_same_of_a_page_in_a_single_file():
    html = whole(f'<nav>메뉴</nav><div class="post-content">{TEXT}</div>')
    lines = [
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="b"',
        "",
        "--b",
        "Content-Type: text/html",
    ]
    data = "\r\n".join([*lines, "Content-Location: https://o.example.com/1", "", html, "--b--", ""]).encode()
    found = mhtml.left_out(Source("a.mhtml", data), mhtml.Options())
    assert [(item.said, item.why) for item in found] == [("메뉴", OUTSIDE)]
    (document,) = convert.read(Source("a.mhtml", data), "mhtml")
    assert plain_text(document.children) == BOTH


def test_nothing_is_left_out_of_a_bare_document():
    assert left_out(Source("a", f"<html><body>{TEXT}</body></html>".encode()), Options()) == ()
