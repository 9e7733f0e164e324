"""Pages of any theme and platform: the post and nothing else, wherever it stands on its page."""

import re

import pytest

import convert
from convert.errors import NoPostError
from convert.model.walk import plain_text
from convert.notices import Collected
from convert.readers import mhtml
from convert.readers.page import Options, left_out
from convert.readers.page.remnants import OUTSIDE
from convert.sources.source import Source

FIRST = "첫 문단은 충분히 길어서 여러 문장을 적는다. 둘째 문장도 적는다. 셋째 문장이다."
LAST = "다음 문단에는 다른 이야기를 적는다. 그리고 끝난다."
TEXT = f"<p>{FIRST}</p><p>{LAST}</p>"
BOTH = f"{FIRST}\n\n{LAST}"


def read(html, **options):
    report = Collected()
    (document,) = convert.read(Source("a.html", html.encode(), "a.html"), "page", report=report, **options)
    return document, report.notices()


def whole(body, head="<title>가을 | 산책 일기</title>"):
    return f'<!doctype html><html lang="ko"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def said(html):
    return plain_text(read(html)[0].children)


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
    "Medium's line about the post": '<div class="speechify-ignore"><img src="me.jpg"><a href="/@ondal">온달</a><span>3 min read</span></div>',
    "docusaurus": '<div class="theme-doc-footer"><a href="/edit">고치기</a></div>',
}


@pytest.mark.parametrize("kind", FURNITURE)
@pytest.mark.parametrize("around", ['<div class="post-content">{}</div>', "<article><h1>가을</h1>{}</article>"])
def test_furniture_of_themes_is_left_out_with_a_notice(kind, around):
    document, notices = read(whole("<nav>메뉴</nav>" + around.format(TEXT + FURNITURE[kind])))
    assert plain_text(document.children) == BOTH
    assert "furniture" in {notice.kind for notice in notices}


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


# Platforms

NAVER = """<meta property="og:title" content="가을"><meta property="naverblog:nickname" content="온달">
<meta property="og:url" content="https://blog.naver.com/ondal/123456789012"><title>가을 : 네이버 블로그</title>"""
NAVER_ABOUT = (
    '<div id="_post_property" style="display:none" addDate="1745647500000"></div><div class="blog_category"><a '
    'href="/PostList.naver?blogId=ondal&categoryNo=18&categoryName=-+Daily">- 산책</a></div>'
)
PLATFORMS = {
    "Naver, SmartEditor ONE": (
        NAVER,
        f'{NAVER_ABOUT}<div class="se-documentTitle"><div class="se-title-text">가을</div></div><div class="se-main-container">{TEXT}</div>'
        '<div class="post_footer_contents">공감한 사람 보러가기</div>',
    ),
    "Naver, SmartEditor 3": (
        NAVER,
        f'{NAVER_ABOUT}<div class="se_component_wrap"><h3 class="se_textarea">가을</h3></div><div class="se_component_wrap sect_dsc">{TEXT}</div>',
    ),
    "Naver, SmartEditor 2": (
        NAVER,
        f'{NAVER_ABOUT}<h3 class="tit_h3">가을</h3><div class="post_ct" id="viewTypeSelector">{TEXT}</div>',
    ),
    "Velog": (
        '<title>가을</title><meta property="og:title" content="가을"><meta property="og:url" content="https://velog.io/@ondal/autumn">',
        '<div class="sc-a head-wrapper"><h1>가을</h1><div class="sc-b"><div class="information"><span class="username"><a '
        'href="/@ondal">온달</a></span><span class="separator">·</span><span>2025년 4월 26일</span></div></div><div class="sc-c"><a '
        f'class="sc-d" href="/tags/산책">산책</a></div></div><div class="sc-e"><div class="sc-f atom-one">{TEXT}</div></div>'
        '<div class="sc-g"><a class="sc-h"><div class="description">이전 포스트</div><h3>여름</h3></a></div>'
        '<script>window.__APOLLO_STATE__={"Post:1":{"title":"여름","released_at":"2020-01-01T00:00:00.000Z"},'
        '"Post:2":{"title":"가을","released_at":"2025-04-26T06:05:00.000Z"}}</script>',
    ),
    "Brunch": (
        '<title>가을</title><meta property="og:title" content="가을"><meta property="og:site_name" content="브런치">'
        '<meta property="article:published_time" content="2025-04-26T15:05:00+09:00"><link rel="canonical" href="https://brunch.co.kr/@ondal/1">',
        '<div class="wrap_cover"><h1 class="cover_title">가을</h1><p class="cover_sub_title">걷는 계절</p></div><div class="wrap_body_frame">'
        f'<div class="wrap_body">{TEXT}</div></div><div class="wrap_keyword"><ul class="list_keyword"><li><a class="link_keyword" '
        'href="/keyword/산책">산책</a></li></ul></div><p class="txt_by">온달</p>',
    ),
    "WordPress": (
        '<title>가을 | 산책 일기</title><meta property="og:title" content="가을"><meta property="og:site_name" content="산책 일기">'
        '<link rel="canonical" href="https://ondal.example.com/autumn/">',
        '<article class="post type-post category-walk tag-sanchaek"><header class="entry-header"><h1 class="entry-title">가을</h1>'
        '<time class="entry-date published" datetime="2025-04-26T15:05:00+09:00">2025년 4월 26일</time><span class="byline"><a '
        f'class="fn" href="/author/o">온달</a></span></header><div class="entry-content">{TEXT}<div class="sharedaddy sd-sharing-enabled">'
        '<h3>공유</h3></div><div id="jp-relatedposts" class="jp-relatedposts"><p>겨울에 쓴 글입니다.</p></div></div><footer class="entry-footer">'
        '<a href="/category/walk/" rel="category tag">산책</a> <a href="/tag/a/" rel="tag">산책</a></footer></article>',
    ),
    "WordPress, block theme": (
        '<title>가을 – 산책 일기</title><meta property="og:site_name" content="산책 일기"><link rel="canonical" href="https://o.example.com/1/">',
        '<main class="wp-block-group"><h1 class="wp-block-post-title">가을</h1><div class="wp-block-post-date"><time '
        f'datetime="2025-04-26T15:05:00+09:00">4월</time></div><div class="wp-block-post-content">{TEXT}</div><div class="taxonomy-category '
        'wp-block-post-terms"><a href="/c/w/" rel="category tag">산책</a></div><a href="/tag/a/" rel="tag">산책</a></main>',
    ),
    "Blogger": (
        '<title>산책 일기: 가을</title><meta property="og:title" content="가을"><link rel="canonical" href="https://o.blogspot.example/1.html">',
        f'<div class="post hentry"><h3 class="post-title entry-title">가을</h3><div class="post-body entry-content">{TEXT}</div><div '
        'class="post-footer"><span class="fn">온달</span><a class="timestamp-link" href="/1.html"><abbr class="published" '
        'title="2025-04-26T15:05:00+09:00">3:05 PM</abbr></a><span class="post-labels"><a href="/search/label/a" rel="tag">산책</a></span></div></div>',
    ),
    "Hexo": (
        '<title>가을 | 산책 일기</title><meta property="og:title" content="가을"><meta property="og:site_name" content="산책 일기">'
        '<meta property="article:published_time" content="2025-04-26T06:05:00.000Z"><link rel="canonical" href="https://o.example.com/">',
        f'<article class="article article-type-post"><header class="article-header"><h1>가을</h1></header><div class="article-entry">{TEXT}</div>'
        '<footer class="article-footer"><a class="article-category-link" href="/categories/walk/">산책</a><a class="article-tag-list-link" '
        'href="/tags/a/" rel="tag">산책</a></footer></article>',
    ),
    "Docusaurus": (
        '<title>가을 | 산책 일기</title><meta property="og:title" content="가을 | 산책 일기"><meta property="og:site_name" content="산책 일기">'
        '<link rel="canonical" href="https://o.example.com/blog/1">',
        f'<nav>메뉴</nav><main><article itemprop="blogPost"><header><h1>가을</h1><time datetime="2025-04-26T06:05:00.000Z">4월</time> · 1 min read</header>'
        f'<div id="__blog-post-container" class="markdown" itemprop="articleBody">{TEXT}</div><footer><b>Tags:</b><ul><li><a rel="tag" '
        'href="/blog/tags/a">산책</a></li></ul></footer></article></main><div class="theme-doc-toc-desktop"><a href="#a">차례</a></div>',
    ),
}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_page_of_another_platform(platform):
    head, body = PLATFORMS[platform]
    document, _ = read(whole(body, head))
    meta = document.meta
    assert plain_text(document.children) == BOTH
    assert meta.title == "가을"
    assert meta.date.value.timestamp() == 1745647500
    assert meta.url.startswith("https://")
    assert "산책" in (*meta.tags, *(name for path in meta.categories for name in path))


def test_what_a_platform_says_of_a_post():
    naver, velog = (read(whole(*reversed(PLATFORMS[name])))[0].meta for name in ("Naver, SmartEditor ONE", "Velog"))
    assert (naver.author, naver.categories, naver.date.value.isoformat()) == ("온달", (("산책",),), "2025-04-26T15:05:00+09:00")
    assert (velog.author, velog.tags) == ("온달", ("산책",))
    press = read(whole(*reversed(PLATFORMS["WordPress"])))[0].meta
    assert (press.author, press.tags, press.categories) == ("온달", ("산책",), (("산책",),))
    assert read(whole(*reversed(PLATFORMS["Brunch"])))[0].meta.summary == "걷는 계절"


BLOG_NAMES = ('<p class="site-title"><a href="/">아주 긴 산책 일기</a></p>', '<h1 id="blog-name">아주 긴 산책 일기</h1>')


@pytest.mark.parametrize("name", BLOG_NAMES)
def test_the_name_of_a_blog_is_no_title(name):
    head = "<title>가을 &#8211; 아주 긴 산책 일기</title>"
    html = whole(
        f'<header>{name}</header><article><h1 class="entry-title">가을</h1><div class="entry-content">{TEXT}</div></article>',
        head,
    )
    assert read(html)[0].meta.title == "가을"


@pytest.mark.parametrize("name", ["popup img-link shimmer", "modal-image", "share-popup"])
def test_a_picture_that_opens_large_is_the_posts(name):
    picture = f'<p><a href="/img/a.jpg?w=1" class="{name}"><img src="/img/a.jpg" alt="강"></a></p>'
    html = whole(f"<nav>메뉴</nav><article><h1>가을</h1>{TEXT}{picture}</article>")
    assert "![강](/img/a.jpg)" in convert.dumps(read(html)[0], "markdown")


def test_the_text_of_chirpy_is_found_between_what_it_says_of_the_post():
    html = whole(
        f'<article><header><h1>가을</h1><span>게시 <time>2025/04/26</time></span></header><div id="toc-bar"></div><div class="content">{TEXT}</div>'
        '<div class="post-tail-wrapper">이 기사는 저작권자의 <a href="https://cc.example/">CC BY 4.0</a> 라이센스를 따릅니다.</div></article>'
    )
    assert said(html) == BOTH


def test_the_text_of_minimal_mistakes_is_found_between_what_it_says_of_the_post():
    html = whole(
        '<article class="page"><div class="page__inner-wrap"><header><h1 class="page__title">가을</h1></header><section class="page__content">'
        f'<aside class="sidebar__right"><nav class="toc"><h4>목차</h4></nav></aside>{TEXT}</section><section class="page__share">'
        '<h4>공유하기</h4><a href="https://x.com/share">X</a></section></div><div class="page__comments"><h4>댓글남기기</h4></div></article>'
    )
    assert said(html) == BOTH


CARDS = (
    '<figure><a href="https://e.kr/b" class="bookmark source"><div class="bookmark-info"><div class="bookmark-title">모임</div></div></a></figure>',
    '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://e.kr/b"><div class="kg-bookmark-title">모임</div></a></figure>',
)


@pytest.mark.parametrize("card", CARDS)
def test_the_card_of_a_bookmark_is_the_posts(card):
    html = whole(f'<nav>메뉴</nav><article><h1>가을</h1>{TEXT}{card}</article><div class="bookmark-button">담기</div>')
    assert convert.dumps(read(html)[0], "markdown").endswith("[모임](https://e.kr/b)\n")


NAVER_TAGS = (
    '<div class="post_tag"><a href="#">#강릉</a><a href="#">#기차 여행</a></div>',
    '<div id="tagList_22"><a href="#"><span class="ell">#강릉</span></a> <a href="#"><span class="ell">#기차 여행</span></a></div>',
    '<div class="wrap_tag"><a href="/PostListByTagName.naver?blogId=o&encodedTagName=1"><span>#강릉</span></a>'
    '<a href="/PostListByTagName.naver?blogId=o&encodedTagName=2"><span>#기차 여행</span></a></div>',
)


@pytest.mark.parametrize("tags", NAVER_TAGS)
def test_tags_and_category_of_naver(tags):
    subject = '<span class="pcol1">가을</span><span class="cate pcol2">&nbsp;|&nbsp;<a href="/PostList.nhn?blogId=o&categoryNo=3">산책</a></span>'
    meta = read(whole(f'{subject}<div id="postViewArea">{TEXT}</div>{tags}', "<title>가을 : 네이버 블로그</title>"))[0].meta
    assert (meta.title, meta.categories, meta.tags) == ("가을", (("산책",),), ("강릉", "기차 여행"))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta property="og:article:author" content="온달">', ""),
        ("", '<span class="f_l text_author">온달</span>'),
        ("", '<a class="link_author" href="/@ondal">온달</a>'),
    ],
)
def test_the_author_of_a_page_of_brunch(head, body):
    assert read(whole(f'{body}<div class="wrap_body">{TEXT}</div>', f"<title>가을</title>{head}"))[0].meta.author == "온달"


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
