"""What goes with a part of the skin and may be the author's is named, each by its address; what is the skin's is not."""

import pytest

import convert
from convert.notices import Collected
from convert.sources.source import Source

PAGE = (
    '<html><head><title>글</title><meta property="og:url" content="https://bada.tistory.com/3"></head><body>'
    '<div class="contents_style"><p>바다를 보러 간 날의 글이다.</p><div class="tt_box_namecard">{}</div></div></body></html>'
)

CONTENT = {
    "a picture of no stated size": ('<img src="https://example.com/a.png">', "https://example.com/a.png"),
    "a large picture": ('<img src="https://example.com/a.png" width="640" height="20">', "https://example.com/a.png"),
    "a picture in a link to its file": (
        '<a href="https://bada.tistory.com/a.jpg"><img src="https://example.com/a.png"></a>',
        "https://example.com/a.png",
    ),
    "a player": ('<iframe src="https://www.youtube.com/embed/abc"></iframe>', "https://www.youtube.com/embed/abc"),
    "a picture of AMP": ('<amp-img src="https://example.com/a.png"></amp-img>', "https://example.com/a.png"),
    "a picture on Tistory's servers": (
        '<img src="https://t1.daumcdn.net/cfile/tistory/99AB">',
        "https://t1.daumcdn.net/cfile/tistory/99AB",
    ),
    "a film with sources": ('<video><source src="https://example.com/a.mp4"></video>', "https://example.com/a.mp4"),
    "a film beside the page": ('<video src="a.mp4"></video>', "a.mp4"),
    "a link elsewhere": ('<a href="https://example.com/paper">논문</a>', "https://example.com/paper"),
}

OF_SKIN = {
    "an icon": '<img src="https://example.com/a.png" width="24" height="24">',
    "a drawing in the page": '<img src="data:image/svg+xml,x">',
    "a face beside a name": '<img src="face.jpg" width="48">',
    "a face of a service": '<img src="https://secure.gravatar.com/avatar/a?s=120">',
    "an icon by its style": '<img src="https://example.com/a.png" style="width:32px;height:32px">',
    "a sign of Tistory's": '<img src="//t1.daumcdn.net/tistory_admin/static/ico/ico_spam_report.png">',
    "a sign of a licence": '<img src="https://i.creativecommons.org/l/by/4.0/88x31.png">',
    "an advertisement": '<iframe src="https://googleads.g.doubleclick.net/pagead/ads?a"></iframe>',
    "comments": '<iframe src="https://giscus.app/ko/widget?a"></iframe><iframe src="https://utteranc.es/a.html"></iframe>',
    "a frame of a script's own": '<iframe src="about:blank"></iframe><iframe src="javascript:a()"></iframe>',
    "the sign of another post": '<a href="https://www.bada.tistory.com/7"><img src="https://example.com/a.png"></a>',
    "a link on the blog": '<a href="/category/a">가</a> <a href="https://bada.tistory.com/7">다른 글</a>',
    "a button to share": '<a href="https://www.facebook.com/sharer/sharer.php?u=a">공유</a>',
    "a licence": '<a href="https://creativecommons.org/licenses/by/4.0/">저작자표시</a>',
    "a frame to like": '<iframe src="//www.facebook.com/plugins/like.php?href=a"></iframe>',
    "an address nobody can read": '<a href="https://[a">가</a>',
}


def named_in(html, page=PAGE):
    report = Collected()
    (document,) = convert.read(Source("a.html", page.format(html).encode()), "page", report=report)
    assert len(document.children) == 1
    return [notice.detail for notice in report.notices() if notice.kind == "furniture-content"]


@pytest.mark.parametrize(("html", "address"), CONTENT.values(), ids=CONTENT)
def test_what_may_be_the_authors_is_named(html, address):
    assert named_in(f"<p>{html}</p>") == [address]


@pytest.mark.parametrize("html", OF_SKIN.values(), ids=OF_SKIN)
def test_what_is_the_skins_is_not(html):
    assert named_in(f"<p>{html}</p>") == []


def test_where_nobody_says_what_blog_it_is_links_are_not_named():
    page = PAGE.replace("og:url", "a")
    html = '<a href="https://bada.kr/7">다른 글</a> <a href="https://bada.kr/8"><img src="https://example.com/a.png"></a>'
    assert named_in(html, page) == []
    assert named_in('<img src="https://example.com/a.png">', page) == ["https://example.com/a.png"]


def test_of_very_many_some_are_named():
    assert len(named_in("".join(f'<img src="{number}.png">' for number in range(500)))) == 20
