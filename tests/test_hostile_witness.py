"""What enemies and accidents write, seen by the witness: it never raises, and takes what the size takes."""

import random
import time
import tracemalloc
from functools import cache

import pytest
from html_posts import broken_posts, posts, soup
from hypothesis import given
from test_hostile import HOSTILE
from test_laws import law
from test_witness import page_of, read

from convert.alignment import aligned
from convert.evidence import LeftOut, Original, Testimony
from convert.witness import missing_in, sight, verdict_on
from convert.witness.addresses import addresses_in_set
from convert.witness.doubt import count_marks, doubt
from convert.witness.pool import Pool
from convert.witness.references import resolved
from convert.witness.stretch import Stretch


def every_other(page):
    """A page in which every other word is missing, and tags with it."""
    return " ".join(page.split(" ")[::2])


def judged(source, page, left_out=(), syntax="html"):
    return missing_in(Testimony(Original(source, syntax), tuple(left_out)), page)


def assert_linear(make, size, judge, monkeypatch):
    """Four times the size may take eight times as long: linear, with room for a busy machine. Quadratic would be sixteen.

    The HTML parser's own time is not ours to change: it has parsed each text before.
    """
    parsed = cache(sight.LexborHTMLParser)
    monkeypatch.setattr(sight, "LexborHTMLParser", parsed)
    small, large = make(max(1, size // 16)), make(max(4, size // 4))
    times = {0: [], 1: []}
    judge(small), judge(large)
    for _ in range(6):
        for number, given_ in enumerate((small, large)):
            start = time.process_time()
            judge(given_)
            times[number].append(time.process_time() - start)
        if min(times[1]) < 8 * min(times[0]) + 0.01:
            return
    pytest.fail(f"{min(times[0])} s and {min(times[1])} s")


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_a_hostile_source(name, monkeypatch):
    """Against the page of what was read, an empty page, and one with every other word missing."""
    case = HOSTILE[name]

    def made(size):
        html = case.make(size)
        document, testimony = read(html)
        page = page_of(document)
        return testimony, (page, "", every_other(page))

    def judge(given_):
        testimony, pages = given_
        for page in pages:
            missing_in(testimony, page)

    assert_linear(made, case.size, judge, monkeypatch)


def numbered(unit):
    return lambda n: "".join(unit.replace("%", str(number)) for number in range(n))


def again(unit, before="", behind=""):
    return lambda n: before + unit * n + behind


SOURCES = {
    "pictures": (numbered('<p><img src="https://e.kr/%.png"></p>'), 20_000),
    "one picture": (again('<p><img src="https://e.kr/a.png"></p>'), 20_000),
    "links": (numbered('<p><a href="https://e.kr/%">가</a></p>'), 20_000),
    "players": (numbered('<iframe src="https://e.kr/embed/video%?autoplay"></iframe>'), 20_000),
    "cells": (again("<table><tr><td>가<td>나</table>"), 10_000),
    "items": (numbered("<ul><li>가 %</ul>"), 20_000),
    "code": (numbered("<pre>a\n  %</pre>"), 20_000),
    "formulas": (numbered("<p>$x_%$ 가</p>"), 20_000),
    "drawn formulas": (again('<script type="math/tex">x^2</script>'), 20_000),
    "headings": (numbered("<h2>가 %</h2>"), 20_000),
    "lines of equal words": (again("<p>가 가 가</p>"), 20_000),
    "equal words": (again("가 ", "<p>"), 100_000),
    "two words in turn": (again("가 나 가 ", "<p>다 ", "라"), 30_000),
    "one word of many pieces": (again("<b>가</b>"), 50_000),
    "a huge word and what follows it": (lambda n: "<p>" + "가" * n + "</p>" + "<p><img src=a.png></p>" * (n // 20), 50_000),
    "quotations in quotations": (again("<q>", behind="글"), 20_000),
    "quotations of nothing": (again("<q>"), 20_000),
    "readings of nothing": (again("<ruby>가<rt></ruby>"), 10_000),
    "marks of formulas in each other": (again('<span class="katex">', behind="글"), 20_000),
    "raised links": (lambda n: "<sup>" * n + '<a href="#a">1</a><p id="a">글', 20_000),
    "code beside code in code": (lambda n: "<pre>글<pre>나</pre>" * n, 3000),
    "lists in lists with pictures": (lambda n: "<ul><li>" * n + '<img src="a.png">' * n + "가", 3000),
    "a huge word in lists in lists": (lambda n: "<ul><li>" * n + "-" * 20 * n, 3000),
    "tables in tables": (lambda n: "<table><td>가 " * n + "글", 1500),
    "pictures in one with many sources": (
        lambda n: "<picture>" + '<source srcset="a.png">' * n + '<img src="a.png">' * n,
        3000,
    ),
    "pictures in a link with many attributes": (
        lambda n: "<a " + "".join(f'data-{number}="a/{number}" ' for number in range(n)) + ">" + "<img src=a.png>" * n,
        3000,
    ),
    "a huge attribute around pictures": (lambda n: f'<p data-x="/{"a" * 20 * n}">' + "<img src=b.png>" * n, 5000),
    "sets of pictures": (again("a.png 1x, ", '<img srcset="', '">'), 20_000),
    "sets without commas": (again("a ", '<img srcset="', ' ./">'), 50_000),
    "a set of one word": (again("a", '<img srcset="/', ' b c">'), 50_000),
    "styles": (again(";display :x", '<p style="', '">글'), 20_000),
    "spaces in a style": (again(" ", '<p style="display', '">글'), 100_000),
    "dollars": (again("$"), 100_000),
    "dollars apart": (again("$$ a "), 30_000),
    "dollars that end nothing": (again("a $1 \\$"), 30_000),
    "opening brackets of TeX": (again("\\[ "), 50_000),
    "opening parentheses of TeX": (again("\\( x"), 50_000),
    "replacers left open": (again("[##_Image|a"), 20_000),
    "replacers in a row": (again("[##_Image|kage@a/b/img.png|CDM|_##]"), 5000),
    "replacers that name nothing": (again("[##_a", behind="##]"), 20_000),
    "a caption left open": (lambda n: '[##_Image|"caption":"' + '\\"caption\\":\\"' * n + "|_##]", 5000),
    "attributes in a replacer": (again('a="b" ', "[##_Image|x|", "c|_##]"), 5000),
    "folds left open": (again("[#M_"), 30_000),
    "folds half open": (again("[#M_a|"), 30_000),
    "pictures of Markdown left open": (again("![]("), 30_000),
    "pictures of Markdown": (again("![a](b.png) "), 10_000),
    "tags left open": (again("<p"), 50_000),
    "pictures left open": (again("<img src "), 20_000),
    "tags in a tag": (again("<h1 ", behind="></h1>"), 20_000),
    "pictures in a tag": (again("<img ", behind=">"), 20_000),
    "signs of tags": (again("<", behind=">"), 100_000),
    "code left open": (again("<pre>", behind="</pre"), 20_000),
    "code in a tag": (again("<pre", behind="</pre>"), 20_000),
    "headings of white space": (again("<h1> &nbsp; <br>", behind="</h1>"), 10_000),
    "comments": (again("<!--[endif]-->가"), 20_000),
    "unordered marks": (again("\u0301\u0323", "e"), 10_000),
    "unordered marks in an address": (again("\u0301\u0323", '<img src="/e', '">'), 10_000),
    "long references": (lambda n: "<p>가</p>" + f"&#{'1' * n};", 50_000),
    "an address of many words": (lambda n: f'<a href="//e.kr/{"abc/" * n}">가</a>' + '<embed src="//f.kr/abc">' * n, 3000),
}  # fmt: skip
"""How to make a source of size n, and the largest n."""


@pytest.mark.parametrize("name", SOURCES)
def test_time_grows_with_what_is_missing(name, monkeypatch):
    make, size = SOURCES[name]

    def judge(html):
        for page in ("", "<p>가 나</p>", every_other(html), html.replace("https:", "").replace("가", "나")):
            judged(html, page)

    assert_linear(make, size, judge, monkeypatch)


TEXTS = {
    "backticks": (again("`"), 50_000),
    "backticks of all lengths": (lambda n: " ".join("`" * number for number in range(1, n)), 200),
    "code left open": (again("`a ``b ", "{"), 20_000),
    "a tag of Liquid left open": (again(" ", "{% highlight"), 50_000),
    "a long language": (again("a", "{% highlight "), 50_000),
    "a shortcode left open": (again("a", "{{< highlight "), 50_000),
    "players left open": (again("{{< youtube abcde "), 10_000),
    "pictures of Hugo left open": (again("{{< figure src='a' "), 10_000),
    "spaces in a heading": (again(" ", "# {a} a", "{"), 50_000),
    "formulas left open": (again("\\[ \\( "), 20_000),
    "attributes": (again("){"), 30_000),
    "marks of quotations": (again(">", "[! ", "[!a"), 50_000),
    "tildes": (again("~ "), 30_000),
    "hidden words": (again("replacer0markabcreplacer0mark [##_Image|a|_##]"), 1000),
    "replacers left open": (again("[##_Image|a"), 10_000),
    "elements and blank lines": (again("<div>\n\n  <p "), 10_000),
    "sets of attributes": (again('<div a="b" c=\' '), 10_000),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_time_grows_with_markdown(name, monkeypatch):
    make, size = TEXTS[name]
    assert_linear(make, size, lambda text: judged(text, "<p>가</p>", syntax="markdown"), monkeypatch)


LEFT_OUT = {
    "equal words": (lambda n: ["가 " * 3] * n, 10_000),
    "one text of equal words": (lambda n: ["가 " * n + "나"], 50_000),
    "texts of all lengths": (lambda n: ["가 " * number for number in range(n)], 150),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_time_grows_with_what_is_left_out(name, monkeypatch):
    make, size = LEFT_OUT[name]

    def made(n):
        return "<p>" + "가 " * len(" ".join(make(n)).split()) + "</p>", [
            LeftOut("furniture", f"<p>{text}</p>") for text in make(n)
        ]

    assert_linear(made, size, lambda given_: judged(given_[0], "<p>다</p>", given_[1]), monkeypatch)


# Steps


def test_the_search_for_common_parts_is_bounded():
    """Every part of both texts is given once and in order, also where the search was given up."""
    chosen = random.Random(1)
    for size in (0, 1, 5, 40, 700, 3000):
        for letters in ("가", "가나", "가나다라마바사"):
            a, b = ([chosen.choice(letters) for _ in range(size)] for _ in range(2))
            here = there = 0
            for same, x, y in aligned(a, b):
                assert (x.start, y.start) == (here, there)
                assert not same or a[x] == b[y]
                here, there = x.stop, y.stop
            assert (here, there) == (len(a), len(b))


def test_what_is_taken_of_a_pool_is_there_no_more():
    pool = Pool([["가"]] * 1000)
    assert all(pool.take(["가"]) for _ in range(1000))
    assert not pool.take(["가"])


def test_a_long_text_is_searched_from_where_the_last_search_ended():
    stretch = Stretch("".join(f"{number};" for number in range(20_000)))
    assert all(stretch.has(f"{number};") for number in range(20_000))
    assert stretch.has("0;1;")
    assert not stretch.has("x")


# Nothing is raised


@given(posts() | broken_posts() | soup)
@law(200)
def test_any_html_can_be_judged(html):
    document, testimony = read(html)
    page = page_of(document)
    for shown in (page, "", every_other(page), html):
        verdict_on(testimony, shown)
        missing_in(testimony, shown)
    judged(html, page, [LeftOut("furniture", html), LeftOut("furniture", page)])


@given(posts() | broken_posts() | soup)
@law(100)
def test_any_markdown_can_be_judged(text):
    judged(text, text, syntax="markdown")
    count_marks(text)


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
    assert resolved("a&amp;b&#44032;&#xac00") == "a&b가가"
    assert resolved("&#" + "9" * 9999 + ";") == "\ufffd"


def test_sets_of_pictures_are_read_as_browsers_do():
    assert addresses_in_set("a.png 1x, b,c.png 2x,d.png") == ["a.png", "b,c.png", "d.png"]
    assert addresses_in_set("data:image/png;base64,AA== 100w, /b 2x") == ["data:image/png;base64,AA==", "/b"]
    assert addresses_in_set(" , a.png,, b.png") == ["a.png", "b.png"]


@pytest.mark.parametrize("unit", [b"<!---->", b"<!-- -->\n", b"<?x?>", b"<% %>", b"\n", b"<!doctype x>", b"A: b\n c\n"])
def test_what_stands_before_a_source_is_looked_at_once(unit):
    """In every way it would be looked at as often as there are subsets of it, and never end."""
    for number in (1, 200):
        assert isinstance(doubt(unit * number + b"x", "rss", None), str)


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
