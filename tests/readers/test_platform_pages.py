"""Pages of platforms and themes by name: what each says of a post, and where the post is."""

import pytest
from theme_pages import BOTH, TEXT, read, said, whole

import convert
from convert.model.walk import plain_text

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


CALLED_AS_BLOGS = (
    ("<title>가을 산책 | 일기</title>", '<h1 class="blog-title">가을 산책</h1>', "가을 산책"),
    ("<title>가을 산책 | 일기</title>", '<header class="blog-title"><h1>가을 산책</h1></header><h2>산책</h2>', "가을 산책"),
    ("<title>가을 산책 | 일기</title>", '<h2 class="title">일기</h2><h1 class="blog-title">가을 산책</h1>', "가을 산책"),
    ("<title>일기</title>", '<div class="site-title"><h1>가을 산책</h1></div>', "가을 산책"),
    (
        "<title>고양이를 적는 일기 | 고양이</title>",
        '<div class="page-blog-title"><article><h1>고양이</h1></article></div>',
        "고양이",
    ),
)


@pytest.mark.parametrize(("head", "heading", "title"), CALLED_AS_BLOGS)
def test_the_title_of_a_post_that_is_called_as_the_names_of_blogs_are_is_kept(head, heading, title):
    assert read(whole(f'{heading}<div class="entry-content">{TEXT}</div>', head))[0].meta.title == title


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


PHOTOS = '<section class="photos"><h2>사진</h2><p>사진을 찍으며 생각한 것.</p><img src="a.jpg" alt="강"></section>'
PARTS = (
    f'<header><h1>가을</h1></header><div class="content">{TEXT}</div>{PHOTOS}',
    f'<h1>가을</h1><div class="page__content">{TEXT}</div>{PHOTOS}',
    f'<header><h1>가을</h1></header><div class="content">{TEXT}</div>{PHOTOS}<div class="content">{TEXT}</div>',
)


@pytest.mark.parametrize("parts", PARTS)
def test_what_stands_beside_a_part_named_as_themes_name_the_post_is_kept(parts):
    written = convert.dumps(read(whole(f"<nav>메뉴</nav><article>{parts}</article>"))[0], "markdown")
    assert "## 사진\n\n사진을 찍으며 생각한 것." in written
    assert "![강](a.jpg)" in written


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
