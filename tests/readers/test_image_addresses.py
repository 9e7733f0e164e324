"""Addresses of images that are not what they seem: thumbnails of others, and such as stop working."""

from datetime import datetime, timedelta, timezone
from urllib.parse import urlsplit

import pytest

import convert
from convert.cli.remote_images import failed_fetch_lines_by_reason, remote_images_line_or_empty
from convert.model import Attachment, Document, Gallery, Image, Meta, Paragraph
from convert.model.gathered_nodes import GatheredNodes
from convert.model.url import unwrap_thumbnail
from convert.notices import Notice, ignore
from convert.resources.expiry import Expiry, expiry_moments_with_counts_of
from convert.sources.source import Source

NOVEMBER, DECEMBER = 1796050799, 1798729199  # the last seconds of the months in Seoul, 2026
SIGNED = "https://blog.kakaocdn.net/dna/{}/img.png?credential=a%2Bb&expires={}&allow_ip=&signature=x%2By%2Fz%3D"


def moment(second):
    return datetime.fromtimestamp(second, timezone(timedelta(hours=9), "KST"))


@pytest.mark.parametrize(
    ("wrapped", "original"),
    [
        ("https://img1.daumcdn.net/thumb/R1280x0/?scode=mtistory2&fname=https%3A%2F%2Fa.kr%2Fb.png", "https://a.kr/b.png"),
        ("//img1.daumcdn.net/thumb/C428x428.fwebp.q85/?fname=http%3A%2F%2Fa.kr%2Fb.png&x=1", "http://a.kr/b.png"),
        ("https://i1.daumcdn.net/thumb/C148x148/?fname=https://a.kr/b.png&x=1", "https://a.kr/b.png"),
        ("https://i1.daumcdn.net/thumb/C148x148/?fname=https://a.kr/b.png?c=1&d=2", "https://a.kr/b.png?c=1&d=2"),
        ("https://t1.daumcdn.net/thumb/x/?fname=https%253A%252F%252Fa.kr%252Fb.png", "https://a.kr/b.png"),
        (
            "https://img1.daumcdn.net/thumb/R1/?fname=https%3A%2F%2Fimg1.daumcdn.net%2Fthumb%2FR2%2F%3Ffname%3Dhttps%253A%252F%252Fa.kr%252Fb.png",
            "https://a.kr/b.png",
        ),
        (
            "https://img1.daumcdn.net/thumb/R1/?fname=" + SIGNED.format("k", 1).replace("%", "%25").replace("&", "%26"),
            SIGNED.format("k", 1).replace("%", "%25").replace("&", "%26"),
        ),
        (
            "https://img1.daumcdn.net/thumb/R1/?fname=https%3A%2F%2Fa.kr%2Fb.png%3Fsignature%3Dx%252By%252Fz%253D",
            "https://a.kr/b.png?signature=x%2By%2Fz%3D",
        ),
    ],
)
def test_a_thumbnail_is_the_image_it_is_made_of(wrapped, original):
    assert unwrap_thumbnail(wrapped) == original
    assert unwrap_thumbnail(original) == original


@pytest.mark.parametrize(
    "url",
    [
        "https://img1.daumcdn.net/thumb/R1280x0/?fname=javascript%3Aalert(1)",
        "https://img1.daumcdn.net/thumb/R1280x0/?fname=",
        "https://img1.daumcdn.net/other/?fname=https%3A%2F%2Fa.kr%2Fb.png",
        "https://daumcdn.net.example.com/thumb/R1/?fname=https%3A%2F%2Fa.kr%2Fb.png",
        "./img/daumcdn.png",
    ],
)
def test_anything_else_stays(url):
    assert unwrap_thumbnail(url) == url


def test_covers_and_cards_are_unwrapped_too():
    wrapped = "https://img1.daumcdn.net/thumb/R1280x0/?fname=https%3A%2F%2Fa.kr%2Fb.png"
    card = f'<figure data-ke-type="opengraph" data-og-image="{wrapped}" data-og-title="글"><a href="https://a.kr"></a></figure>'
    (document,) = convert.read(Source("a.md", f'---\nimage: "{wrapped}"\n---\n{card}'.encode(), "a.md"), "tistory")
    assert (document.meta.cover, document.children[0].image) == ("https://a.kr/b.png", "https://a.kr/b.png")


def test_a_signature_is_written_as_it_was():
    url = SIGNED.format("k", NOVEMBER)
    document = convert.loads(f'<p><img src="{url.replace("&", "&amp;")}"></p>', "tistory")
    assert convert.dumps(document, "markdown") == f"![]({url})\n"


def test_images_covers_and_files_expire_each_address_once():
    image = Image(SIGNED.format("a", NOVEMBER))
    children = (
        Paragraph((image, image)),
        Gallery((Image(SIGNED.format("b", DECEMBER)), Image("https://a.kr/x.png?expires=1798729199"))),
        Attachment(SIGNED.format("c", NOVEMBER), "표.xlsx"),
    )
    document = Document(Meta(cover=SIGNED.format("d", NOVEMBER)), children)
    assert expiry_moments_with_counts_of(GatheredNodes(document)) == (
        Expiry(moment(NOVEMBER), images=2, files=1),
        Expiry(moment(DECEMBER), images=1),
    )


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        ([NOVEMBER] * 212, "212 images are on other servers: HOST 212; 212 images stop working on 2026-11-30 23:59:59 KST"),
        (
            [DECEMBER, NOVEMBER],
            "2 images are on other servers: HOST 2; 2 images stop working, the first on 2026-11-30 23:59:59 KST",
        ),
        ([NOVEMBER], "1 image is on other servers: HOST 1; 1 image stops working on 2026-11-30 23:59:59 KST"),
    ],
)
def test_one_line_says_where_images_are_and_when_they_stop_working(seconds, said, tmp_path):
    images = "".join(f'<p><img src="{SIGNED.format(n, second)}"></p>' for n, second in enumerate(seconds))
    page = Source("a.html", images.encode(), "a.html")
    result = convert.convert(page, to="markdown", output=tmp_path / "a.md", report=ignore)
    host = urlsplit(SIGNED).hostname
    assert remote_images_line_or_empty(result, may_fetch=False) == said.replace("HOST", host)
    assert (
        remote_images_line_or_empty(result, may_fetch=True)
        == f"{said.replace('HOST', host)}; take them along with --fetch-images"
    )
    assert result.first_expiry == moment(NOVEMBER).date()
    assert sum(expiry.images for expiry in result.expiries) == len(seconds)
    assert [notice.detail for _, notices in result.notices for notice in notices if notice.kind == "expiring-address"] == [
        "2026-11-30 23:59:59 KST"
    ]


def test_so_it_does_for_files(tmp_path):
    file = f'<figure class="fileblock"><a href="{SIGNED.format("a", NOVEMBER)}"><span class="name">표.xlsx</span></a></figure>'
    result = convert.convert(Source("a.html", file.encode(), "a.html"), to="markdown", output=tmp_path / "a.md")
    assert remote_images_line_or_empty(result, may_fetch=False) == "1 file stops working on 2026-11-30 23:59:59 KST"


def test_hosts_are_counted_once_an_address_and_only_the_first_are_named(tmp_path):
    urls = [f"https://{'abcdef'[number % 6]}.kr/{number}.png" for number in range(20)]
    urls += [urls[0], "//A.kr:80/x.png", "https://me@b.kr/y.png", "local.png", "data:image/gif;base64,R0lG"]
    page = Source("a.html", "".join(f'<p><img src="{url}"></p>' for url in urls).encode(), "a.html")
    result = convert.convert(page, to="markdown", output=tmp_path / "a.md")
    assert result.remote_hosts == (("a.kr", 5), ("b.kr", 5), ("c.kr", 3), ("d.kr", 3), ("e.kr", 3), ("f.kr", 3))
    assert remote_images_line_or_empty(result, may_fetch=False) == (
        "22 images are on other servers: a.kr 5, b.kr 5, c.kr 3, d.kr 3, 2 others"
    )


def test_no_line_is_said_of_nothing(tmp_path):
    result = convert.convert(Source("a.html", b"<p>a</p>", "a.html"), to="markdown", output=tmp_path / "a.md")
    assert remote_images_line_or_empty(result, may_fetch=True) == ""


def test_what_could_not_be_fetched_is_a_line_for_each_reason():
    details = ["https://a.kr/1: no host", "https://a.kr/2: no host", "https://b.kr/3: the server answers 404"]
    assert list(failed_fetch_lines_by_reason([Notice("resource", detail) for detail in details], "LIST")) == [
        "--fetch-images: 2 images or attachments that could not be taken along: no host, first https://a.kr/1; every one of them: LIST",
        "--fetch-images: image or attachment that could not be taken along: https://b.kr/3: the server answers 404",
    ]


NO_PICTURES = ("data:,", "data:image/gif;base64,R0lGODlhAQABAAAAACw=", "about:blank", "//:0", "#", "")


@pytest.mark.parametrize("src", NO_PICTURES)
@pytest.mark.parametrize(
    "around",
    [
        '<a href="https://e.kr/a.png"><img src="{}" alt="강"></a>',
        '<a href="https://e.kr/a.png">\n<img alt="강" src="{}"></a>',
        '<img src="{}" data-original="https://e.kr/a.png" alt="강">',
        '<img src="{}" data-srcset="https://e.kr/a.png 2x" alt="강">',
        '<img src="{}" alt="강"><noscript><img src="https://e.kr/a.png" alt="강"></noscript>',
    ],
)
def test_what_stands_for_an_address_gives_way_to_the_one_beside_it(around, src):
    text = convert.dumps(*convert.read(Source("글", f"<p>{around.format(src)}</p>".encode()), "tistory"), "markdown")
    assert text.count("![강](https://e.kr/a.png)") == 1


def test_a_link_to_a_page_is_no_address_of_a_picture():
    html = '<p>글 <a href="https://e.kr/a"><img src="data:,"></a><a href="https://e.kr/b.png"><img src="c.png"></a></p>'
    text = convert.dumps(*convert.read(Source("글", html.encode()), "tistory"), "markdown")
    assert "https://e.kr/a)" not in text
    assert "[![](c.png)](https://e.kr/b.png)" in text
