"""Addresses of images that are not what they seem: thumbnails of others, and such as stop working."""

from datetime import datetime, timedelta, timezone

import pytest

import convert
from convert.cli.messages import closing_line
from convert.model import Attachment, Document, Gallery, Image, Meta, Paragraph
from convert.model.gathered_nodes import GatheredNodes
from convert.model.url import unwrap_thumbnail
from convert.notices import ignore
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
    ("seconds", "line"),
    [
        ([NOVEMBER] * 212, "212 images stop working on 2026-11-30 23:59:59 KST"),
        ([DECEMBER, NOVEMBER], "1 image stops working on 2026-11-30 23:59:59 KST, 1 more later until 2026-12-31 23:59:59 KST"),
    ],
)
def test_the_closing_line_says_when_images_stop_working(seconds, line, tmp_path):
    images = "".join(f'<p><img src="{SIGNED.format(n, second)}"></p>' for n, second in enumerate(seconds))
    page = Source("a.html", images.encode(), "a.html")
    result = convert.convert(page, to="markdown", output=tmp_path / "a.md", report=ignore)
    assert line in closing_line(result).split("; ")
    assert result.first_expiry == moment(NOVEMBER).date()
    assert sum(expiry.images for expiry in result.expiries) == len(seconds)
    assert [notice.detail for _, notices in result.notices for notice in notices if notice.kind == "expiring-address"] == [
        "2026-11-30 23:59:59 KST"
    ]


def test_so_it_does_for_files(tmp_path):
    file = f'<figure class="fileblock"><a href="{SIGNED.format("a", NOVEMBER)}"><span class="name">표.xlsx</span></a></figure>'
    result = convert.convert(Source("a.html", file.encode(), "a.html"), to="markdown", output=tmp_path / "a.md")
    assert "1 file stops working on 2026-11-30 23:59:59 KST" in closing_line(result).split("; ")
