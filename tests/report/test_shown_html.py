"""What a frame shows of a post: all of its words, and nothing that runs, leads anywhere or asks for anything."""

import re

import pytest
from html_posts import plain_posts
from hypothesis import given
from hypothesis import strategies as st
from report_pages import TRIES
from strategies import law

from convert.notices import Notice
from convert.proof.witness.addresses import normalise_address
from convert.proof.witness.missing import Missing
from convert.proof.witness.things import KINDS
from convert.report import comparison
from convert.report.comparison import Marks, mark_differences
from convert.report.html_pieces import clean_and_cut_html
from convert.report.marked_html import ShownPicture, marked_html
from convert.report.safe_html import BOX, END, MIDDLE
from convert.sources.evidence import LeftOut
from convert.sources.html_tree import parse_html

NONE = ShownPicture(why="없다")
ADDRESSES = frozenset("href src srcset action formaction data poster background cite xlink:href ping srcdoc".split())
FORBIDDEN = (
    "script style iframe object embed form button textarea select option svg math link meta base video audio source template "
    "noscript frame frameset applet portal dialog slot"
).split()
PIECES = st.sampled_from(
    (
        *TRIES.values(),
        *(
            f"<{tag}>"
            for tag in (
                "p",
                "b",
                "table",
                "td",
                "svg",
                "math",
                "mtext",
                "style",
                "noscript",
                "xmp",
                "textarea",
                "title",
                "iframe",
            )
        ),
        *(f"</{tag}>" for tag in ("p", "b", "table", "svg", "math", "style", "noscript", "xmp", "textarea", "title", "iframe")),
        *("<!--", "-->", "<![CDATA[", "]]>", '"', "'", ">", "<", "&lt;script&gt;", "&nbsp;", " ", "글", BOX, MIDDLE, END),
        *(
            '<img src="picture:abc">',
            '<a href="data:text/html,x">',
            '<p style="background: url(//x)" onclick="x">',
            '<mark id="bc-1">',
        ),
    )
)


def shown(original, output="", missing=(), left_out=(), notices=()):
    """Both sides of a post as frames show them."""
    pieces = [clean_and_cut_html(html) for html in (original, output)]
    differences = mark_differences(*pieces, missing, left_out, notices)
    sides = zip(pieces, (differences.original, differences.output), strict=True)
    return [marked_html(those, marks, lambda address: NONE) for those, marks in sides]


def dangers_in(html):
    """Everything in a fragment that no frame may have."""
    for node in parse_html(f"<body>{html}").body.css("*"):
        if node.tag in FORBIDDEN:
            yield node.tag
        for name, value in node.attributes.items():
            is_picture = node.tag == "img" and name == "src" and re.match("picture:[0-9a-f]+$|data:image/", value or "")
            if name.startswith("on") or (name in ADDRESSES and not is_picture) or "url(" in (value or ""):
                yield f"{node.tag} {name}={value}"


@pytest.mark.parametrize("name", TRIES)
def test_nothing_is_left_of_what_could_run(name):
    for html in shown(TRIES[name], TRIES[name]):
        assert list(dangers_in(html)) == []


@law(300)
@given(st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=12).map("".join))
def test_nothing_in_a_frame_runs_leads_or_asks(original, output):
    for html in shown(original, output, [Missing("text", "글", "")], [LeftOut("advertising", original)]):
        assert list(dangers_in(html)) == []


@law(300)
@given(
    plain_posts(),
    plain_posts(),
    st.lists(st.builds(Missing, st.sampled_from(KINDS), st.text(max_size=5), st.text(max_size=5)), max_size=4),
)
def test_marks_take_no_word_away(original, output, missing):
    """With the numbers that marks add taken away again, a frame shows the words of its post."""
    for html, marked in zip((original, output), shown(original, output, missing), strict=True):
        page = parse_html(f"<body>{marked}").body
        for node in page.css(".bc-place"):
            node.decompose()
        bare = marked_html(
            clean_and_cut_html(html),
            mark_differences(clean_and_cut_html(html), clean_and_cut_html(html), (), (), ()).original,
            lambda address: NONE,
        )
        assert "".join(page.text().split()) == "".join(parse_html(f"<body>{bare}").body.text().split())


def test_words_that_are_the_same_have_no_mark():
    original, output = shown("<p>앞<br>뒤 <b>굵</b>게 &nbsp;끝&amp;</p>", "<p>앞</p><p>뒤 굵게 끝&amp;</p>")
    assert "<mark" not in original + output


def test_words_elsewhere_are_marked_faintly():
    original, output = shown("<p>가 나 다</p>", "<p>가 라 다</p>")
    assert original == '<p>가 <mark class="bc-moved">나</mark> 다</p>'
    assert output == '<p>가 <mark class="bc-moved">라</mark> 다</p>'


def test_what_was_left_out_under_a_notice_is_marked_as_that():
    original, output = shown(
        "<p>가</p><p>광고 글</p><p>나</p>", "<p>가</p><p>나</p>", left_out=[LeftOut("advertising", "<p>광고 글</p>")]
    )
    assert '<mark class="bc-left-out" id="bc-1">광고 글</mark>' in original
    assert output == '<p>가<mark class="bc-place bc-left-out" id="bc-1">1</mark></p><p>나</p>'


@pytest.mark.parametrize(
    ("detail", "marked"),
    [
        ("굵은 제목", '<p><mark class="bc-noticed" id="bc-1">굵은 제목</mark></p>'),
        ("https://example.org/a", '<p>굵은 제목</p><p><mark class="bc-place bc-noticed" id="bc-1">1</mark><a>곳</a>'),
        ("./img/a.png: no such file", '<mark class="bc-place bc-noticed" id="bc-1">1</mark><span class="bc-box">'),
    ],
)
def test_what_a_notice_quotes_is_marked(detail, marked):
    html = '<p>굵은 제목</p><p><a href="https://example.org/a">곳</a> <img src="./img/a.png"></p>'
    assert marked in shown(html, html, notices=[Notice("link-card", detail)])[0]


def test_players_drawings_and_formulas_are_boxes():
    html = '<iframe src="https://example.org/v"></iframe><svg><path/></svg><math><mi>x</mi></math><video src="a.mp4"></video>'
    boxes = re.findall("<b>(.*?)</b>([^<]*)", shown(html)[0])
    assert boxes == [("player", " https://example.org/v"), ("drawing", " "), ("formula", " "), ("player", " a.mp4")]


@pytest.mark.parametrize("name", ["bc-missing", "bc-place bc-noticed", "BC-moved", "a bc-box"])
def test_a_post_marks_nothing_itself(name):
    shown = marked_html(
        clean_and_cut_html(f'<mark class="{name}" id="bc-1">글</mark><p class="note" id="there">글</p>'), Marks(), lambda _: NONE
    )
    assert "bc-" not in shown.lower()
    assert '<p class="note" id="there">' in shown


@pytest.mark.parametrize("letter", [BOX, END, MIDDLE, f"{BOX}{MIDDLE}", "<"])
def test_letters_of_boxes_cost_what_others_cost(letter):
    """A box that never ends was looked for from each beginning to the end of the text, which took an hour for these."""
    pieces = clean_and_cut_html(f"<p>{letter * 300_000}</p>").pieces
    assert "".join(pieces).count(letter) == 300_000 or letter == "<"


def test_an_address_is_looked_at_once_however_many_are_missing(monkeypatch):
    looked_at = []
    monkeypatch.setattr(comparison, "normalise_address", lambda url: looked_at.append(url) or normalise_address(url))
    count = 300
    urls = [f"https://a.example/{number}.png" for number in range(count)]
    original = clean_and_cut_html("".join(f'<p>글{number}<img src="{url}"></p>' for number, url in enumerate(urls)))
    output = clean_and_cut_html("".join(f"<p>글{number}</p>" for number in range(count)))
    found = mark_differences(
        original, output, [Missing("image", url, "") for url in urls], (), [Notice("resource", f"{url}: x") for url in urls]
    )
    assert len(looked_at) == 2 * count  # of each thing, and of each notice
    assert len(found.numbers_of_missing) == len(set(found.numbers_of_missing)) == count
