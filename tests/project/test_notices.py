"""Notices: every kind there is really happens, each says how grave it is, and equal ones are one."""

import ast
from pathlib import Path

import pytest
from backups import page
from notice_makers import (
    POST,
    a_head_of_stack_that_hides_nothing,
    a_line_for_nobody_that_is_too_long,
    a_link_in_a_folder,
    a_page_read_as_a_post,
    a_picture_the_backup_lacks,
    a_post_that_lost_a_word,
    a_private_page_that_is_called_otherwise,
    a_private_page_that_was_changed,
    a_site_of_another_theme,
    a_site_of_hugo_with,
    a_site_that_is_made_again,
    a_table_with_a_row_too_many,
    a_theme_that_comes_later,
    a_theme_that_is_only_named,
    an_address_that_expires,
    an_export_of_wordpress,
    an_output_that_was_in_shards,
    backup,
    batch,
    for_ghost,
    for_the_editor,
    front_matter,
    large_letters,
    misread,
    never_the_same,
    outputs_their_owner_changed,
    packed,
    posts_that_link_to_each_other,
    reading,
    records_that_cannot_be,
    tagged_for_obsidian,
    two_posts_of_one_name,
    with_a_long_comment,
    with_a_secret_comment,
    without_comments,
    writing,
)
from words_in_code import is_worded, text_of_expression

import convert
from convert import model
from convert.notices import KINDS, LEVELS, Collected, Notice
from convert.report.words import in_words, set_language_from_name_or_environment

CASES = Path(__file__).parent.parent / "cases"
PACKAGE = Path(convert.__file__).parent


NOTICES_OF_CASES = [
    (kind, detail)
    for path in CASES.glob("*/*/notices.txt")
    for line in path.read_text(encoding="utf-8").splitlines()
    for _origin, _level, kind, _count, detail in [[*line.split(" ", 4), ""][:5]]
]
IN_CASES = {kind for kind, _detail in NOTICES_OF_CASES}


ALIKE = {f"{number}.html": f"<p>늘 같은 머리말</p><p>{number}번째 글이다.</p><p>끝</p>" for number in range(8)}


TWO = {
    "1.md": POST.format(1, "", '<a href="https://bada.tistory.com/99">다른 글</a>'),
    "2.md": POST.format(2, "aliases: [/posts/1/]\n", ""),
}


ELSEWHERE = {
    "boilerplate": batch(ALIKE, boilerplate="drop"),
    "duplicate-cover": batch(
        {"a.md": '---\ntitle: 글\ncover: a.png\n---\n<p><img src="a.png"></p><p>글</p>'}, duplicate_cover="drop"
    ),
    "heading-gap": batch({"a.html": "<h2>하나</h2><h4>둘</h4><p>글</p>"}, headings="close"),
    "post-link": batch(TWO, post_links="path"),
    "old-address": batch(TWO, to="hugo", keep_urls="alias"),
    "unfit-name": batch({"a.html": f"---\nslug: {'가' * 120}\n---\n<p>글</p>"}, to="hugo"),
    "unfit-term": batch({"a.html": f"---\ntags: [{'가' * 120}]\n---\n<p>글</p>"}, to="hugo"),
    "unfit-address": batch({"a.html": f"---\naliases: [/entry/{'가' * 120}]\n---\n<p>글</p>"}, to="hugo"),
    "resource": a_picture_the_backup_lacks,
    "pathless-address": batch({"a.html": "---\naliases: [/board/view.php?no=3]\n---\n<p>글</p>"}, to="hugo"),
    "unmapped-address": batch(
        {"a.html": "---\naliases: [/q:id/:x0]\n---\n<p>글</p>"}, to="hugo", keep_urls="alias", redirects=("netlify",)
    ),
    "unread-redirect": batch(
        {"a.html": f"---\naliases: {[f'/{number}' for number in range(1001)]}\n---\n<p>글</p>"},
        to="hugo",
        redirects=("cloudflare",),
    ),
    "missing-file": packed({"1/1.html": page(body='<img src="./img/a.png">')}),
    "skipped-file": packed({"a.txt": '<?xml version="1.0"?>', "1/1.html": page()}),
    "unmatched-row": a_table_with_a_row_too_many,
    "other-theme": a_site_of_another_theme,
    "other-modules": a_site_of_hugo_with("[[module.imports]]\npath = 'github.com/a/icons'\n", theme="stack"),
    "removed-layout": a_theme_that_comes_later,
    "missing-theme": a_theme_that_is_only_named,
    "cover-twice": a_head_of_stack_that_hides_nothing,
    "kept-setting": a_site_of_hugo_with("title = 'a'\n", title="b"),
    "scheduled-post": batch({"a.md": "---\ntitle: 글\ndate: 2099-01-05\nvisibility: appointed\n---\n\n글\n"}, to="hugo"),
    "unknown-visibility": backup("<visibility>syndicated<", "<visibility>?<"),
    **dict.fromkeys(("broken-attachment", "personal-data", "spam"), backup("쉽니다", "쉽니다")),
    "unescaped": backup("쉽니다", "쉽니다<br>"),
    "damaged": backup("<title>", "<title></id>"),
    "damaged-part": backup("<setting>", "<setting></id>"),
    "callout": for_the_editor(model.Callout("note", (), ())),
    "editor-fields": for_the_editor(),
    "footnote": for_the_editor(model.FootnoteDefinition("1", ())),
    "emphasis-edge": writing("<b>“단어”</b>는", "markdown", emphasis="move"),
    "caption-title": writing("<figure><img src=a.png><figcaption>글</figcaption></figure>", "markdown", captions="title"),
    "heading-level": writing("<h1>제목</h1>", "markdown", heading_shift=-1),
    "table-as-html": writing("<table><tr><td colspan=2>칸</td></tr></table>", "markdown", complex_tables="html"),
    "table-as-list": writing("<table><tr><td colspan=2>칸</td></tr></table>", "hugo", complex_tables="list"),
    "front-matter-key": front_matter({"표지": b"\xff"}),
    "lone-surrogate": reading("<p>반쪽 \ud83d</p>"),
    "math": for_the_editor(model.MathBlock("x")),
    **dict.fromkeys(("name-collision", "shared-term"), two_posts_of_one_name),
    "partial-post": reading("<rss><item><title>글</title></item></rss>", "rss"),
    "no-post": reading("<feed><entry><id>b.layout</id></entry><entry><title>글</title></entry></feed>", "blogger"),
    "orphan-comment": reading("<feed><entry><thr:in-reply-to/></entry><entry><title>글</title></entry></feed>", "blogger"),
    **dict.fromkeys(("unapproved-comment", "trackback"), an_export_of_wordpress("blog")),
    **dict.fromkeys(("dynamic-block", "plugin-block"), an_export_of_wordpress("blocks")),
    "raw-format": for_the_editor(model.RawBlock("latex", "x")),
    **dict.fromkeys(("edited-file", "vanished-post", "removed-file", "visibility"), a_site_that_is_made_again),
    **dict.fromkeys(("foreign-file", "overwritten-file", "kept-original"), outputs_their_owner_changed),
    **dict.fromkeys(("unreadable-record", "unrecorded"), records_that_cannot_be),
    **dict.fromkeys(("inferred-host", "post-link"), posts_that_link_to_each_other),
    **dict.fromkeys(("exposed-post", "unpublished-link"), a_private_page_that_was_changed),
    **dict.fromkeys(("long-line", "unsaid-visibility"), a_line_for_nobody_that_is_too_long),
    "earlier-output": an_output_that_was_in_shards,
    "symbolic-link": a_link_in_a_folder,
    "sanitised": writing("<svg><a xlink:href=app:x><text>글</text></a></svg>", "markdown"),
    "withdrawn-file": a_private_page_that_is_called_otherwise,
    "expiring-address": an_address_that_expires,
    "secret-comment": with_a_secret_comment,
    "cut-text": with_a_long_comment,
    "unfit-file": writing('<p><img src="https://e.example.org/a.svg"></p>', "wordpress"),
    "shortcode": reading("{{< notice >}}", "markdown"),
    "tag": tagged_for_obsidian,
    "attributes": reading("글\n{: .lead}", "markdown"),
    "code-attributes": reading("```python {linenos=table}\nx\n```", "markdown"),
    "template-tag": reading("{% raw %}\n글\n{% endraw %}", "markdown"),
    "shortcode-in-code": writing("<pre>{{&lt;</pre>", "hugo", front_matter=False),
    "respelled": misread("markdown", without_comments),
    "simplified": misread("hugo", without_comments),
    "heading-by-size": large_letters,
    "doubtful-reader": a_page_read_as_a_post,
    "missing": a_post_that_lost_a_word,
    "unverified": misread("markdown", never_the_same),
    "category-levels": for_ghost(model.Meta(categories=(("개발", "파이썬"),))),
    "comments-beside": for_ghost(comments=(model.Comment("손님", ()),)),
    "cut-value": for_ghost(model.Meta(title="가" * 256)),
    "unsaid-metadata": for_ghost(model.Meta(author="글쓴이")),
    "untaken-file": for_ghost(children=(model.Attachment("__GHOST_URL__/content/files/1/a.hwp", "a.hwp"),)),
    "too-deep": reading("<blockquote>" * 200 + "깊은 글"),
}
"""What no case below `cases/` says, because it needs an option, many posts or a post too large for a file to read."""


@pytest.mark.parametrize("kind", ELSEWHERE)
def test_what_is_said_elsewhere(kind, tmp_path):
    report = Collected()
    ELSEWHERE[kind](tmp_path, report)
    assert kind in {notice.kind for notice in report.notices()}
    assert [notice for notice in report.notices() if has_words_nobody_translates(notice.kind, notice.detail)] == []


WORDS_OF_OTHERS = {
    "editor-fields": "the names of fields, as front matter has them",
    "furniture": "what the page called a title",
}
"""Kinds whose details look like words of ours and are not."""


def has_words_nobody_translates(kind, detail):
    """Whether a detail is a text of our catalogue, of a kind whose details are said to be words of the post."""
    set_language_from_name_or_environment("ko")
    try:
        return not KINDS[kind].is_worded_by_us and kind not in WORDS_OF_OTHERS and in_words(detail) != detail
    finally:
        set_language_from_name_or_environment("en")


def test_details_we_word_are_said_to_be_worded_by_us():
    assert len(NOTICES_OF_CASES) > 300
    assert [notice for notice in NOTICES_OF_CASES if has_words_nobody_translates(*notice)] == []
    assert has_words_nobody_translates("style", "the disk is full")


def test_details_the_code_words_are_said_to_be_worded_by_us():
    worded = {kind for path in PACKAGE.rglob("*.py") for kind in kinds_with_worded_details(path)}
    assert len(worded) > 15
    assert {kind for kind in worded if not KINDS[kind].is_worded_by_us} == set()


def kinds_with_worded_details(path):
    """The kinds of notices a module makes with a text for a detail."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match call:
            case ast.Call(ast.Name("Notice"), [ast.Constant(str(kind)), *details], keywords):
                details += [keyword.value for keyword in keywords if keyword.arg == "detail"]
                if any(is_worded(text_of_expression(detail)) for detail in details):
                    yield kind


def test_every_kind_happens():
    assert set(KINDS) - IN_CASES - set(ELSEWHERE) == set()


def test_no_kind_is_unknown():
    assert set(KINDS) >= IN_CASES | set(ELSEWHERE)


def test_nothing_is_elsewhere_that_is_in_a_case():
    assert IN_CASES & set(ELSEWHERE) == set()


def test_levels_go_from_harmless_to_grave():
    assert LEVELS == ("cleaned", "assumed", "repaired", "approximated", "lost")
    levels = [LEVELS.index(kind.level) for kind in KINDS.values()]
    assert levels == sorted(levels)
    assert set(levels) == set(range(len(LEVELS)))


def test_a_kind_is_told_in_a_few_words():
    for name, kind in KINDS.items():
        assert name == name.lower()
        assert kind.text
        assert "\n" not in kind.text
        assert not kind.text.endswith(".")


def test_a_notice_for_a_person():
    assert Notice("spacer").level == "cleaned"
    assert Notice("spacer").text == "empty paragraph left out"
    assert Notice("spacer", count=2).text == "empty paragraph left out (2 times)"
    assert Notice("broken-image", "a.png", 2).text == "image without an address left out (2 times): a.png"


def test_collected_adds_up():
    report = Collected()
    for notice in (
        Notice("style", count=2),
        Notice("spacer"),
        Notice("style"),
        Notice("style", "붉은색"),
        Notice("spacer", count=0),
    ):
        report(notice)
    assert report.notices() == (Notice("style", "", 3), Notice("spacer", "", 1), Notice("style", "붉은색", 1))
    assert Collected().notices() == ()
