"""Numbers of lists: those of neighbours that begin elsewhere, of zero, and those Markdown has not."""

import re

import pytest
from renderers import by_comrak, by_hugo, by_markdown_it

import convert
from convert.model import BlockQuote, BulletList, Document, Figure, ListItem, Meta, OrderedList, Paragraph, Text
from convert.notices import Collected, ignore
from convert.proof.fidelity import with_misread_blocks_in_safe_form
from convert.readers.markdown import read_blocks
from convert.sources.source import Source
from convert.writers import hugo, obsidian
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.target import GFM


def numbered(start, *texts):
    return OrderedList(tuple(ListItem((Paragraph((Text(text),)),)) for text in texts), start)


NEIGHBOURS = {
    "another start": (numbered(1, "하나"), numbered(10, "열", "열하나")),
    "three in a row": (numbered(1, "가"), numbered(5, "나"), numbered(3, "다")),
    "the same start": (numbered(1, "가"), numbered(1, "나")),
    "zero": (numbered(0, "영", "하나"), numbered(7, "일곱")),
    "in a figure": (numbered(1, "가"), Figure((numbered(4, "나"),)), numbered(9, "다")),
    "the last number": (numbered(999_999_999, "가", "나", "다"), numbered(999_999_998, "라", "마", "바")),
    "bullets between": (numbered(1, "가"), BulletList((ListItem((Paragraph((Text("나"),)),)),)), numbered(2, "다")),
}
LIST_OF_PICTURE = '<ol start="5"><li><img src="//ex.kr/a.png" alt="마"></ol>'
NESTED = (BlockQuote(NEIGHBOURS["another start"]), numbered(3, "가"), BulletList((ListItem(NEIGHBOURS["three in a row"]),)))
ALL = {**NEIGHBOURS, "nested": NESTED}


def starts(html):
    return [int(start or 1) for start in re.findall(r'<ol(?: start="(\d+)")?>', html)]


def wanted(children):
    return [node.start for node in convert.model.walk.walk(children) if isinstance(node, OrderedList)]


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("target", [GFM, hugo.target(hugo.Options()), obsidian.target(obsidian.Options())])
def test_neighbours_keep_their_numbers(name, target):
    text = markdown_body(ALL[name], target, {})
    assert with_misread_blocks_in_safe_form(ALL[name], text, target, ignore) is ALL[name]
    assert starts(by_markdown_it(text)) == starts(by_comrak(text)) == wanted(ALL[name])
    assert wanted(read_blocks(text, ignore)) == wanted(ALL[name])


def test_the_pages_of_hugo_have_them(tmp_path):
    pages = by_hugo(tmp_path, [convert.dumps(Document(Meta(title="글"), children), "hugo") for children in ALL.values()])
    assert [starts(page) for page in pages] == [wanted(children) for children in ALL.values()]


def test_the_delimiter_alternates():
    assert markdown_body(NEIGHBOURS["another start"], GFM, {}) == "1. 하나\n\n10) 열\n11) 열하나"


@pytest.mark.parametrize("to", ["markdown", "hugo", "obsidian"])
def test_numbers_below_zero_are_text(to):
    said = Collected()
    children = (numbered(-1, "가", "나", "다"), BulletList((ListItem((Paragraph((Text("밖"),)), numbered(-2, "안"))),)))
    text = convert.dumps(Document(Meta(), children), to, report=said, **({} if to == "obsidian" else {"front_matter": False}))
    assert text == "-1. 가\n\n0\\. 나\n\n1\\. 다\n\n- 밖\n\n  -2. 안\n"
    assert {notice.kind for notice in said.notices()} == {"list-as-text"}


def test_tasks_below_zero_keep_their_boxes():
    tasks = OrderedList((ListItem((Paragraph((Text("가"),)),), True), ListItem((), False)), -2)
    assert markdown_body((tasks,), GFM, {}) == "-2. ☑ 가\n\n-1. ☐"


@pytest.mark.parametrize("to", ["markdown", "hugo", "jekyll", "pelican", "mkdocs", "obsidian"])
@pytest.mark.parametrize("start", [-(1 << 31), -1, 0, 999_999_999, 1_000_000_000, (1 << 31) - 1])
def test_whatever_the_number_nothing_is_lost(to, start, tmp_path):
    html = f'<ol start="{start}"><li>가<li><p>나<p><img src="//ex.kr/a.png" alt="다"><li>{LIST_OF_PICTURE}</ol><p>라'
    result = convert.convert(Source("글", html.encode()), to=to, from_="tistory", output=f"{tmp_path}/out/")
    kinds = {notice.kind for _, notices in result.notices for notice in notices} - {"title", "undated", "alt"}
    assert kinds == (set() if 0 <= start <= 999_999_999 else {"list-as-text"})


def test_a_number_of_more_than_32_bits_is_none():
    (first, second) = convert.loads('<ol start="2147483648"><li>가</ol><ol start="99999999999"><li>가</ol>', "tistory").children
    assert (first.start, second.start) == (1, 1)


@pytest.mark.parametrize("target", [GFM, hugo.target(hugo.Options())])
def test_numbers_below_zero_are_proved(target):
    children = (OrderedList((ListItem(()), ListItem((numbered(-5, "가"),)), *numbered(1, "나").items), -2),)
    assert with_misread_blocks_in_safe_form(children, markdown_body(children, target, {}), target, ignore) is children
