"""The witness: what a source shows is found in an output or named as left out."""

import pytest
from html_posts import plain_posts
from hypothesis import given
from strategies import law
from witnessed import HERE, HUGO, SAMPLES, page_of, read, shown

import convert
from convert.batch.check import WITH
from convert.formats import reader_and_options_or_raise
from convert.model.walk import plain_text
from convert.proof.alignment import _split_at_runs_unique_in_b, align_texts
from convert.proof.fidelity.reference_parser import render_markdown_for_target
from convert.proof.witness import missing_from_page
from convert.proof.witness.verdict import verdict_on
from convert.sources.evidence import (
    Evidence,
    LeftOut,
    Original,
    Testimony,
    hand_over_left_out,
    hand_over_moved_address,
    hand_over_original_or_check_its_size,
)
from convert.sources.source import Source
from convert.writers import _html
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.target import GFM

CASES = sorted((HERE / "cases").glob("*/*/in.*"))


KNOWN: dict[str, str] = {
    "replacer-text": "a mark of Tistory's editor that is broken, so that nobody can say what it shows",
    "tex-in-text": "dollars and brackets of which only a person can tell the formulas",
}
"""Cases made to be read in two ways, in which the witness reads another."""


# Nothing is missing of what is read


@pytest.mark.parametrize("path", [path for path in CASES if path.parent.name not in KNOWN], ids=lambda path: path.parent.name)
@pytest.mark.parametrize("target", [GFM, HUGO], ids=["markdown", "hugo"])
def test_nothing_is_missing_of_a_case(path, target):
    source = Source(str(path), path.read_bytes(), path.name)
    module, options = reader_and_options_or_raise(path.parent.parent.name)
    evidence = Evidence()
    for document in module.read(source, options, evidence):
        assert missing_from_page(evidence.testimony, _html.blocks(document.children)) == ()
        if target is GFM:
            page = render_markdown_for_target(markdown_body(document.children, target, {}, evidence), target)
            assert missing_from_page(evidence.testimony, page) == ()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("with_", WITH)
def test_nothing_is_missing_of_a_sample(path, with_):
    (post,) = convert.check(path, with_=with_).posts
    assert post.source.missing == ()
    assert post.source.counts["text"].kept > 100


@given(plain_posts())
@law(150)
def test_nothing_is_missing_of_a_post(html):
    document, testimony = read(html)
    assert missing_from_page(testimony, page_of(document)) == ()


CAPTIONS = {
    r"설명 \"따옴표\" 뒤": '설명 "따옴표" 뒤',
    "가 &amp; 나": "가 & 나",
    r"길 \/ 강 \\ 산": r"길 / 강 \ 산",
    r"둘\u00b7셋": "둘·셋",
}


@pytest.mark.parametrize("name", ["Image|kage@a/b/c/img.png|CDM|1.3", "ImageGrid|kage@a/1.png,kage@a/2.png"])
@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_in_a_replacer_says_what_its_json_does(caption, name):
    document, testimony = read(f'<p>[##_{name}|{{"style":"alignCenter","caption":"{caption}"}}_##]</p>')
    (block,) = document.children
    assert plain_text(block.caption) == CAPTIONS[caption]
    assert missing_from_page(testimony, page_of(document)) == ()


# What a notice names


def test_a_notice_excuses_the_words_and_addresses_it_names():
    furniture = LeftOut("furniture", "<div>공유하기 <a href='https://e.kr/s'>링크</a></div>")
    source = "<p>가</p><div>공유하기 <a href='https://e.kr/s'>링크</a></div><p>나</p>"
    assert shown(source, "<p>가</p><p>나</p>", furniture) == []
    verdict = verdict_on(Testimony(Original(source), (furniture,)), "<p>가</p><p>나</p>")
    assert verdict.excused == {"furniture": 3}
    assert (verdict.counts["text"].kept, verdict.counts["text"].excused) == (2, 2)


def test_a_notice_excuses_nothing_else():
    furniture = LeftOut("furniture", "<div>공유하기</div>")
    source = "<p>가</p><div>공유하기</div><p>나 다</p><p>공유하기</p>"
    assert shown(source, "<p>가</p>", furniture) == [("text", "나 다"), ("text", "공유하기")]


HIDDEN = LeftOut("hidden", "<span class='sr-only'>(새 창 열림)</span>")
COPY = LeftOut("furniture", "<a class='anchor-link' href='https://e.kr/#r'>복사</a>")
IN_WORDS = {
    "at the end of a word": ("<p>더 보기{}</p>", "<p>더 보기</p>"),
    "at the beginning of a word": ("<p>더 {}보기</p>", "<p>더 보기</p>"),
    "in the midst of a word": ("<p>더 보{}기를</p>", "<p>더 보기를</p>"),
    "at the end of a heading": ("<h2>설치{}</h2><p>가</p>", "<h2>설치</h2><p>가</p>"),
    "at the beginning of an item": ("<ul><li>{}하나 둘<li>셋</ul>", "<ul><li>하나 둘<li>셋</ul>"),
    "in a cell": ("<table><tr><td>가{}<td>나</table>", "<table><tr><td>가<td>나</table>"),
    "where a button stood between two words": ("<p>하나<button>{}</button>둘</p>", "<p>하나둘</p>"),
}


@pytest.mark.parametrize("part", [HIDDEN, COPY], ids=lambda part: part.kind)
@pytest.mark.parametrize("place", IN_WORDS)
def test_a_notice_excuses_a_part_that_is_one_word_with_what_is_beside_it(place, part):
    source, page = IN_WORDS[place]
    assert shown(source.format(part.html), page, part) == []
    assert shown(source.format(part.html), page) != []


@pytest.mark.parametrize("part", [HIDDEN, COPY], ids=lambda part: part.kind)
def test_a_part_in_a_word_excuses_nothing_beside_it(part):
    source = f"<p>더 보기{part.html} 다음</p><p>또 보기{part.html}</p>"
    assert shown(source, "<p>더 다음</p><p>또 보기</p>", part, part) != []
    assert shown(source, "<p>더 보기 다음</p><p>또</p>", part, part) != []
    assert shown(source, "<p>더 보기 다음</p><p>또 보기</p>", part) != []  # named once, gone twice
    assert shown(source, "<p>더 보기 다음</p><p>또 보기</p>", part, part) == []


BUTTON = LeftOut("furniture", "<button>copy</button>")
JOINED = {
    "between spaces": ("<p>foo <button>copy</button> bar</p>", "<p>foobar</p>"),
    "behind a space": ("<p>foo <button>copy</button>bar</p>", "<p>foobar</p>"),
    "before a space": ("<p>foo<button>copy</button> bar</p>", "<p>foobar</p>"),
    "between lines": ("<p>foo</p><button>copy</button><p>bar</p>", "<p>foobar</p>"),
    "behind a line": ("<p>foo</p><button>copy</button>bar", "<p>foobar</p>"),
    "in a number": ("<p>Call 02 <button>copy</button> 1234</p>", "<p>Call 021234</p>"),
    "beside other words": ("<p>foo<button>copy</button>bar baz bat</p>", "<p>foobarbazbat</p>"),
    "before it and not behind it": ("<p>foo bar<button>copy</button>baz</p>", "<p>foobar baz</p>"),
}
"""Where white space is lost near a part that was left out."""


@pytest.mark.parametrize("is_alone", [False, True])
@pytest.mark.parametrize("place", JOINED)
def test_a_part_that_was_left_out_excuses_no_lost_white_space(place, is_alone):
    source, page = JOINED[place]
    assert missing_from_page(Testimony(Original(source), (BUTTON,)), page, is_alone=is_alone) != ()


def test_an_element_that_is_something_else_keeps_its_words():
    read_otherwise = LeftOut("gallery", "<table><tr><td>가<td>나</table>", words_remain=True)
    source = "<table><tr><td>가<td>나</table>"
    assert shown(source, "<p>가</p><p>나</p>", read_otherwise) == []
    assert shown(source, "<p>가</p>", read_otherwise) == [("text", "나")]


def test_an_address_that_moved_is_known_by_its_new_one():
    source = "<p><a href='https://e.tistory.com/1'>가</a></p>"
    assert shown(source, "<a href='/posts/a/'>가</a>", moved=(("https://e.tistory.com/1", "/posts/a/"),)) == []
    assert shown(source, "<a href='/posts/b/'>가</a>", moved=(("https://e.tistory.com/1", "/posts/a/"),)) != []


def test_reports_that_are_no_keepers_are_handed_nothing():
    notices = []
    hand_over_original_or_check_its_size(notices.append, "<p>가</p>")
    hand_over_left_out(notices.append, "furniture", "<p>가</p>")
    hand_over_moved_address(notices.append, "a", "b")
    assert notices == []


# Markdown, and marks of the blog's software


@pytest.mark.parametrize(
    ("markdown", "page", "missing"),
    [
        ("가 **나** [다](https://e.kr)", "<p>가 나 <a href='https://e.kr'>다</a></p>", []),
        ("가 **나**", "<p>가 **나**</p>", [("text", "나")]),
        ("<p>가</p>\n\n나\n", "<p>가</p>", [("text", "나")]),
        ("<p>가</p>\n<pre># a\n\n- b</pre>", "<p>가</p><pre># a\n- b</pre>", []),
        ("<p>가</p>\n<pre>a\n\n```python\nb\n```</pre>\n<h2>나</h2>", "<p>가</p><pre>a\n```python\nb\n```</pre><h2>나</h2>", []),
        ("`<pre>` 가\n\n```\na\n\nb\n```\n\n`</pre>` 나", "<p>&lt;pre> 가</p><pre>a\n\nb</pre><p>&lt;/pre> 나</p>", []),
        ("[##_Image|kage@a/b/img.png|CDM|1.3|{\"caption\":\"설명\"}_##]", "<p>가</p>", [("text", "설명"), ("image", "//blog.kakaocdn.net/dn/a/b/img.png")]),
        ("```\n[##_Image|kage@a/b/img.png|_##]\n```", "<pre>[##_Image|kage@a/b/img.png|_##]</pre>", []),
        ("\\[\\#\\#\\_Image|kage@a/b/i.png|CDM||설명\\_\\#\\#\\]", "<img src='https://blog.kakaocdn.net/dn/a/b/i.png'><p>설명</p>", []),
        ('[가]({{< ref "b.md" >}}) [나]({{< relref b.md >}})', "<p><a href='b.md'>가</a> <a href='b.md'>나</a></p>", []),
        ("\\[##\\_||설명##\\]", "<p>[##_||설명##]</p>", []),
        ('[가]({{< ref "b.md" >}})', "<p>가</p>", [("link", "b.md")]),
        ("\\[##\\_Image|kage@a/b/i.png|CDM||\\_##\\]", "<p>가</p>", [("image", "//blog.kakaocdn.net/dn/a/b/i.png")]),
    ],
)  # fmt: skip
def test_markdown_is_rendered_by_somebody_else(markdown, page, missing):
    assert sorted(shown(markdown, page, syntax="markdown")) == sorted(missing)


ESCAPED = (
    "\\[공지\\] 글 \\(주\\) 회사 \\[1\\] 값 \\[a\\_1\\] arr\\[i\\] f\\(x\\) \\[x\\]",
    "\\[Spring\\] \\[^1\\] \\[a^2\\](주소) \\(a\n=1\\)",
    "\\[E=mc^2\\] \\(x\\) \\\\(\\alpha\\\\) 와 \\[공지\\] \\(f(x)=\\text{가}\\)",
    "\\[\nx = 1\n\\]\n\n\\[끝\\]",
)
"""Brackets that a tool escaped, as most that make Markdown of HTML do, beside those of formulas."""


@pytest.mark.parametrize("markdown", ESCAPED)
def test_escaped_brackets_are_text_unless_tex_is_in_them(markdown):
    document, testimony = read(markdown, "markdown")
    assert missing_from_page(testimony, page_of(document)) == ()
    assert missing_from_page(testimony, page_of(document).replace("[", "")) != ()


# Cost


def test_long_texts_are_aligned_without_comparing_every_pair():
    a = [f"{number % 7} {number}" for number in range(5000)]
    b = [word for number, word in enumerate(a) if number % 100]
    parts = list(_split_at_runs_unique_in_b(a, b))
    assert [word for same, here, _ in parts if same for word in a[here]] == [
        word for number, word in enumerate(a) if number % 100
    ]
    assert list(align_texts(a, a)) == [(True, slice(0, 5000), slice(0, 5000))]


def test_a_fault_of_the_reader_is_reported(tmp_path):
    from convert.readers._html import flow

    source = tmp_path / "a.html"
    source.write_text("<p>가</p><p>나 <img src='https://e.kr/a.png'></p>", encoding="utf-8")
    enter = flow.Walk.enter_element
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flow.Walk, "enter_element", lambda self, node, tag: None if tag == "img" else enter(self, node, tag))
        result = convert.convert(source, to="markdown", output=tmp_path / "a.md")
        (post,) = convert.check(source).posts
    ((_, notices),) = result.notices
    assert [notice.detail for notice in notices if notice.kind == "missing"] == ["image “//e.kr/a.png”, after “가 나”"]
    assert [(missing.kind, missing.after) for missing in post.source.missing] == [("image", "가 나")]
    assert not post.is_same_without_problems
