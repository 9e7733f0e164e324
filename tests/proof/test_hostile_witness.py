"""What enemies and accidents write, seen by the witness: it never raises, and takes what the size takes."""

import random
import tracemalloc

import pytest
from html_posts import broken_posts, posts, soup
from hypothesis import given
from shapes.html import HTML
from shapes.originals import IN_HTML, IN_MARKDOWN, LEFT_OUT
from steps import assert_linear
from strategies import law
from witnessed import page_of, read

from convert.proof.alignment import align_texts
from convert.proof.witness import missing_from_page
from convert.proof.witness.addresses import addresses_in_srcset
from convert.proof.witness.character_references import resolve_character_references
from convert.proof.witness.pool import WordPool
from convert.proof.witness.sequential_search import SequentialSearch
from convert.proof.witness.syntax import is_html_without_markdown, looks_like_markdown
from convert.proof.witness.verdict import verdict_on
from convert.proof.witness.wrong_reader import why_wrong_reader
from convert.sources.evidence import LeftOut, Original, Testimony


def every_other(page):
    """A page in which every other word is missing, and tags with it."""
    return " ".join(page.split(" ")[::2])


def judged(source, page, left_out=(), syntax="html"):
    return missing_from_page(Testimony(Original(source, syntax), tuple(left_out)), page)


@pytest.mark.parametrize("name", HTML)
def test_steps_grow_with_a_hostile_source(name):
    """Against the page of what was read, an empty page, and one with every other word missing, where it has several."""

    def made(html):
        document, testimony = read(html)
        page = page_of(document)
        return testimony, list(dict.fromkeys((page, "", every_other(page))))

    def judge(given_):
        testimony, pages = given_
        for page in pages:
            missing_from_page(testimony, page)

    assert_linear(judge, HTML[name], made)


@pytest.mark.parametrize("name", IN_HTML)
def test_steps_grow_with_what_is_missing(name):
    def judge(html):
        for page in ("", "<p>가 나</p>", every_other(html), html.replace("https:", "").replace("가", "나")):
            judged(html, page)

    assert_linear(judge, IN_HTML[name])


@pytest.mark.parametrize("name", IN_MARKDOWN)
def test_steps_grow_with_markdown(name):
    def judge(text):
        judged(text, "<p>가</p>", syntax="markdown")
        looks_like_markdown(text)
        is_html_without_markdown(text)

    assert_linear(judge, IN_MARKDOWN[name])


@pytest.mark.parametrize("name", LEFT_OUT)
def test_steps_grow_with_what_is_left_out(name):
    def made(text):
        return "<p>" + "가 " * len(text.split()) + "</p>", [LeftOut("furniture", f"<p>{line}</p>") for line in text.split("\n")]

    assert_linear(lambda given_: judged(given_[0], "<p>다</p>", given_[1]), LEFT_OUT[name], made)


# Steps


def test_the_search_for_common_parts_is_bounded():
    """Every part of both texts is given once and in order, also where the search was given up."""
    chosen = random.Random(1)
    for size in (0, 1, 5, 40, 700, 3000):
        for letters in ("가", "가나", "가나다라마바사"):
            a, b = ([chosen.choice(letters) for _ in range(size)] for _ in range(2))
            here = there = 0
            for same, x, y in align_texts(a, b):
                assert (x.start, y.start) == (here, there)
                assert not same or a[x] == b[y]
                here, there = x.stop, y.stop
            assert (here, there) == (len(a), len(b))


def test_what_is_taken_of_a_pool_is_there_no_more():
    pool = WordPool([["가"]] * 1000)
    assert all(pool.take_run_of_words(["가"]) for _ in range(1000))
    assert not pool.take_run_of_words(["가"])


def test_a_long_text_is_searched_from_where_the_last_search_ended():
    stretch = SequentialSearch("".join(f"{number};" for number in range(20_000)))
    assert all(stretch.is_anywhere_unless_budget_spent(f"{number};") for number in range(20_000))
    assert stretch.is_anywhere_unless_budget_spent("0;1;")
    assert not stretch.is_anywhere_unless_budget_spent("x")


# Nothing is raised


@given(posts() | broken_posts() | soup)
@law(200)
def test_any_html_can_be_judged(html):
    document, testimony = read(html)
    page = page_of(document)
    for shown in (page, "", every_other(page), html):
        verdict_on(testimony, shown)
        missing_from_page(testimony, shown)
    judged(html, page, [LeftOut("furniture", html), LeftOut("furniture", page)])


@given(posts() | broken_posts() | soup)
@law(100)
def test_any_markdown_can_be_judged(text):
    judged(text, text, syntax="markdown")
    looks_like_markdown(text)
    is_html_without_markdown(text)


ODD = ["", "\0", "\ud800", "&#" + "1" * 5000 + ";", "&#x" + "f" * 5000 + ";", "<body", "<frameset>", "<p style=':;;:'>", "<img srcset=',,,'>",
       "<img srcset='a '>", "<iframe src='//['></iframe>", "replacer0mark0replacer0mark", "replacer0markffreplacer0mark", "[##_Image|_##]",
       "![]()", "$$", "$$$", "$$$$$", "\\(\\)", "\\(a\\)", "<ol start=٣><li>가", f"<ol start={'9' * 5000}><li>가", "<a href='http://[x'>가</a>",
       "</table></td></pre></q></a>", "<td>가</td>", "<li>가", "<q></p></q>", "<svg><q><rt>", "<!doctype html><html><body hidden>가"]  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_texts_can_be_judged(odd):
    for syntax in ("html", "markdown"):
        for page in ("", "<p>가</p>", odd):
            judged(odd, page, [LeftOut("furniture", odd)], syntax)
            judged(f"<p>가 나</p>{odd}", page, syntax=syntax)


def test_references_are_characters():
    assert resolve_character_references("a&amp;b&#44032;&#xac00") == "a&b가가"
    assert resolve_character_references("&#" + "9" * 9999 + ";") == "\ufffd"


def test_sets_of_pictures_are_read_as_browsers_do():
    assert addresses_in_srcset("a.png 1x, b,c.png 2x,d.png") == ["a.png", "b,c.png", "d.png"]
    assert addresses_in_srcset("data:image/png;base64,AA== 100w, /b 2x") == ["data:image/png;base64,AA==", "/b"]
    assert addresses_in_srcset(" , a.png,, b.png") == ["a.png", "b.png"]


@pytest.mark.parametrize(
    "unit",
    [
        b"<!---->",
        b"<!-- -->\n",
        b"<?x?>",
        b"<% %>",
        b"\n",
        b"<!doctype x>",
        b"A: b\n c\n",
        b"<meta>",
        b"<meta ",
        b"<title>a</title>",
        b"<script>",
        b"---\n",
        b"<!doctype x [",
    ],
)
def test_what_stands_before_a_source_is_looked_at_once(unit):
    """In every way it would be looked at as often as there are subsets of it, and never end."""
    for number in (1, 200):
        assert isinstance(why_wrong_reader(unit * number + b"x", "rss", None), str)


def test_styles_are_not_kept():
    judged("<p>가</p>", "")
    tracemalloc.start()
    try:
        for number in range(8):
            judged(f'<p style="{"a" * 500_000}:{number}">가</p>', "")
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 1_000_000
