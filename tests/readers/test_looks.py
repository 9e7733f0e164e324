"""What the looks of a post may mean, when its author says so: colours of boxes, large letters."""

import pytest

import convert
from convert.model import BlockQuote, Callout, Heading, Paragraph
from convert.notices import Collected
from convert.sources.source import Source


def read(html, **options):
    report = Collected()
    (document,) = convert.read(Source("글", html.encode()), "tistory", report=report, **options)
    return document.children, report.notices()


BOX = '<p>앞</p><div style="padding: 8px; {}">상자</div>'


@pytest.mark.parametrize(
    ("style", "kind"),
    [
        ("background: #ffebee", "caution"),
        ("border-left: 4px solid #f1c40f", "warning"),
        ("background-color: rgb(232, 245, 233)", "tip"),
        ("background-color: rgb(256, 200, 200)", "caution"),
        ("border: 1px solid #1a5490", "note"),
        ("background: #f3e5f5", "important"),
    ],
)
def test_colour_of_a_box(style, kind):
    assert isinstance(read(BOX.format(style))[0][1], BlockQuote)
    box = read(BOX.format(style), callouts=True)[0][1]
    assert isinstance(box, Callout)
    assert box.kind == kind


@pytest.mark.parametrize("number", ["1" * 5000, "256" * 2, "²"])
def test_a_colour_that_is_none_says_nothing(number):
    style = f"background: rgb({number}, 0, 0)"
    assert isinstance(read(BOX.format(style), callouts=True)[0][1], BlockQuote)


def test_a_grey_box_says_nothing():
    assert isinstance(read(BOX.format("background: #eeeeee"), callouts=True)[0][1], BlockQuote)


LARGE = """<p data-ke-size="size26"><b>큰 제목</b></p><p>글</p><p><span style="font-size: 1.4em;"><b>작은 제목</b></span></p>
<p><font size="5"><b>중간 제목</b></font></p><p data-ke-size="size26">굵지 않은 글</p><p><b>작은 굵은 글</b></p>
<p data-ke-size="size26"><b>굵은</b> 부분</p>"""


def test_large_bold_paragraphs_are_headings_only_when_asked():
    assert {type(block) for block in read(LARGE)[0]} == {Paragraph}
    blocks, notices = read(LARGE, fake_headings=True)
    assert [block.level for block in blocks if isinstance(block, Heading)] == [2, 4, 3]
    assert [(notice.kind, notice.count) for notice in notices if notice.kind == "heading-by-size"] == [("heading-by-size", 3)]
