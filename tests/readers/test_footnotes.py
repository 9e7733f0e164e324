"""Footnotes whose labels are not 1, 2, 3 in the order of their marks: kept with everything round them, and proved so."""

import pytest

import convert
from convert.batch.check import WITH, check
from convert.notices import Collected, ignore
from convert.proof.fidelity import with_misread_blocks_in_safe_form
from convert.proof.witness import missing_from_page
from convert.proof.witness.pages import page_of_output
from convert.sources.evidence import Original, Testimony
from convert.sources.source import Source
from convert.writers._markdown.body import markdown_body
from convert.writers._markdown.target import GFM

POSTS = {
    "letters": "가[^a]\n\n#### 나[^b]\n\n[^a]: 하나\n[^b]: 둘\n",
    "texts in another order": "가[^z] 나[^a]\n\n[^a]: 하나\n[^z]: 둘\n",
    "several marks of one text": "가[^a] 나[^a] 다[^b] 라[^a]\n\n[^a]: 하나\n[^b]: 둘\n",
    "text before its mark": "[^주]: 하나\n\n가[^주]\n\n나[^2]\n\n[^2]: 둘 [^주]\n",
    "mark in a text between": "가[^a]\n\n[^a]: 글 [^b]\n\n나[^c]\n\n다[^b]\n\n[^b]: 비\n[^c]: 씨\n",
    "unused text": "가[^x]\n\n[^x]: 하나\n[^y]: **안** 쓴 글\n",
    "mark without a text": "가[^없음] 나[^1]\n\n[^1]: 둘\n",
    "everywhere": (
        "# 가[^1a]\n\n- 나[^2b]\n  - 다[^c]\n\n> 라[^d]\n\n| a[^e] | b |\n|---|---|\n| c[^f] | **d**[^g] |\n\n"
        "[^g]: 지\n[^f]: 에프\n[^e]: 이\n[^d]: 디\n[^c]: 씨\n[^2b]: 비\n[^1a]: 에이\n"
    ),
    "blocks in a text": "**가[^a]** *나[^b]*\n\n[^b]: 비\n[^a]: 에이\n\n    더\n\n    - 목록\n",
    "numbers of two digits": "".join([f"가[^k{n}]\n\n" for n in range(12, 0, -1)] + [f"[^k{n}]: 주 {n}\n" for n in range(1, 13)]),
    "a key and a link hold none": (
        "<kbd>가[^a]</kbd> 나[^b] <a href='https://e.com'>라[^b]</a> 다[^a]\n\n[^a]: 하나\n[^b]: 둘\n"
    ),
}


def sources():
    return [Source(f"{number}.md", post.encode(), f"{number}.md") for number, post in enumerate(POSTS.values())]


@pytest.mark.parametrize("renderer", WITH)
def test_every_renderer_shows_them(renderer):
    proof = check(sources(), with_=renderer, from_="markdown")
    assert {name: found for name, post in zip(POSTS, proof.posts, strict=True) if (found := post.comparison.differences)} == {}


@pytest.mark.parametrize("name", POSTS)
def test_nothing_is_simplified(name):
    children = convert.loads(POSTS[name], "markdown").children
    notices = Collected()
    assert with_misread_blocks_in_safe_form(children, markdown_body(children, GFM, {}), GFM, notices) is children
    assert notices.notices() == ()


def test_labels_stay():
    written = convert.dumps(convert.loads(POSTS["texts in another order"], "markdown"), "markdown", front_matter=False)
    assert written == "가[^z] 나[^a]\n\n[^a]: 하나\n\n[^z]: 둘\n"


def test_a_mark_that_leads_to_another_text_is_seen(tmp_path):
    (tmp_path / "a.md").write_text(POSTS["letters"])
    wrong = tmp_path / "out.md"
    wrong.write_text("가[^b]\n\n#### 나[^a]\n\n[^a]: 하나\n[^b]: 둘\n")
    (post,) = check(tmp_path / "a.md", from_="markdown", against=str(wrong)).posts
    assert not post.is_same_without_problems


@pytest.mark.parametrize(
    "name", [name for name in POSTS if name not in ("unused text", "a key and a link hold none", "everywhere")]
)
def test_a_page_with_footnotes_is_one_text_with_what_is_expected(name, monkeypatch):
    """Nobody has to take it apart to know."""
    children = convert.loads(POSTS[name], "markdown").children
    monkeypatch.setattr("convert.proof.fidelity.visible_items.visible_items_of", None)
    assert with_misread_blocks_in_safe_form(children, markdown_body(children, GFM, {}), GFM, ignore) is children


def test_a_page_is_not_far_longer_than_the_marks_on_it():
    post = "가" + " [^a]" * 2000 + "\n\n[^a]: 주\n"
    page = page_of_output(post, "markdown", ())
    assert len(page) < 110 * 2000
    assert missing_from_page(Testimony(Original(post, "markdown")), page) == ()


BRACKETS = ("[{}]", "({})", "{}")


@pytest.mark.parametrize("brackets", BRACKETS)
@pytest.mark.parametrize("back", ["&#8617;", "back", "1"])
def test_brackets_around_what_leads_back_go_with_it(brackets, back):
    link = brackets.format(f'<a href="#identifier_0_1" class="footnote-back-link">{back}</a>')
    html = (
        '<p>가<sup class="footnote"><a href="#footnote_0_1" id="identifier_0_1" title="주석">1</a></sup></p>'
        f'<ol class="footnotes"><li id="footnote_0_1" class="footnote">주석 (괄호) [글] {link}</li></ol>'
    )
    source = Source("a.html", html.encode(), "a.html")
    (document,) = convert.read(source, "tistory")
    assert convert.dumps(document, "markdown", front_matter=False) == "가[^1]\n\n[^1]: 주석 (괄호) [글]\n"
    (post,) = check([source], with_="commonmark").posts
    assert post.source.missing == ()
