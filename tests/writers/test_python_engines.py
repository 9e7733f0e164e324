"""Pelican, MkDocs and Nikola: what Python-Markdown would take for something else, their metadata, and what goes where."""

import re
from datetime import datetime, timedelta, timezone

import pytest
from captions import as_written
from engine_docs import files_in_docs
from floors import ROOT
from html_posts import plain_posts, posts
from hypothesis import given
from laws import judge_in_python_markdown
from marks import difference
from msgspec.structs import replace
from nasty_posts import NASTY_POSTS
from renderers import by_python_markdown
from strategies import law

import convert
from convert.cli import run
from convert.formats import markdown_target_of, writer_and_options_or_raise
from convert.model import (
    BulletList,
    Code,
    CodeBlock,
    Document,
    Emphasis,
    Figure,
    HardBreak,
    Image,
    Link,
    ListItem,
    MathBlock,
    Meta,
    OrderedList,
    Paragraph,
    Text,
    Timestamp,
)
from convert.notices import ignore
from convert.options import freeze_options_or_raise
from convert.proof.fidelity import with_misread_blocks_in_safe_form, without_front_matter
from convert.proof.fidelity.python_markdown import render_python_markdown_or_empty
from convert.writers._site import Move

ENGINES = ("pelican", "mkdocs", "nikola")
KST = timezone(timedelta(hours=9))
BODY = (Paragraph((Text("글"),)),)
DATE = Timestamp(datetime(2024, 1, 5, 0, 30, tzinfo=KST))


def body_of(html, to="mkdocs"):
    return without_front_matter(convert.dumps(convert.loads(html, "tistory"), to)).strip("\n")


def files(document, to, place="제주/이름", report=ignore, **options):
    module, settings = writer_and_options_or_raise(to, freeze_options_or_raise(options))
    return {file.path: file.data.decode() for file in module.write(document, place, settings, report)}


SPELLINGS = {
    "<p>가<br>나</p>": ("가  \n나", "a backslash breaks no line"),
    "<p>#태그</p>": ("\\#태그", "a heading needs no space"),
    "<h2>C#</h2>": ("## C\\#", "hashes at the end are dropped without a space, too"),
    "<p>{#id} {{ x }}</p>": ("\\{#id} \\{\\{ x }}", "attributes of what stands before"),
    "<p>a &lt;b&gt; &lt; 3</p>": ("a &lt;b> < 3", "a backslash escapes no angle"),
    "<p>!!! note 글</p>": ("\\!!! note 글", "an admonition"),
    "<p>[TOC]</p>": ("\\[TOC]", "a table of contents"),
    "<p>*[가]: 나</p>": ("\\*[가]: 나", "an abbreviation"),
    "<p>2*3, 4* 5*</p>": ("2\\*3, 4\\* 5\\*", "an asterisk counts whatever is beside it"),
    "<p><b>\"단어\"</b>는</p>": ('**"단어"**<!-- -->는', "the comment does no harm, and pymdownx.betterem needs it"),
    "<p><i><b>가</b>나</i></p>": ("<em>**가**나</em>", "three signs end otherwise"),
    "<p><del>가</del> ~~나~~</p>": ("<del>가</del> &#x7E;&#x7E;나&#x7E;&#x7E;", "nothing is struck, but in Nikola"),
    "<p>US$5와 $x$</p>": ("US$5와 $x$", "a dollar is only a dollar"),
    "<p>https://ex.kr/a_b_c</p>": ("https://ex.kr/a_b_c", "a bare address is no link"),
    "<ul><li>가<ul><li>나</li></ul></li></ul>": ("- 가\n    - 나", "what is in an item is indented by four"),
    "<ol start='3'><li>가</li></ol>": (
        '<ol start="3" markdown="1">\n<li markdown="block">\n\n가\n\n</li>\n</ol>',
        "the number of the first item is dropped",
    ),
    "<ul><li><p>가</p><pre><code class='language-c'>x</code></pre></li></ul>": (
        '<ul markdown="1">\n<li markdown="block">\n\n가\n\n```c\nx\n```\n\n</li>\n</ul>',
        "fences count at the margin alone",
    ),
    "<blockquote><p>가</p><pre>x</pre></blockquote>": (
        '<blockquote markdown="1">\n\n가\n\n```\nx\n```\n\n</blockquote>',
        "fences count at the margin alone",
    ),
    "<ul><li>가</li></ul><ol><li>나</li></ol>": ("- 가\n\n<!-- -->\n\n1. 나", "numbers go on with a list of bullets"),
    "<blockquote><p>가</p></blockquote><blockquote><p>나</p></blockquote>": ("> 가\n\n<!-- -->\n\n> 나", "one would go on"),
    "<blockquote><pre>가</pre></blockquote><blockquote><p>나</p></blockquote>": (
        '<blockquote markdown="1">\n\n```\n가\n```\n\n</blockquote>\n\n<!-- -->\n\n> 나',
        "one would go on, in tags as well",
    ),
    "<ul><li></li><li>나</li></ul>": ("- &nbsp;\n- 나", "a marker alone is text"),
    "<pre>\ta</pre>": ("<pre><code>&#9;a</code></pre>", "tabs become spaces"),
    "<pre>#!/bin/sh\nls</pre>": ("<pre><code>#!/bin/sh\nls</code></pre>", "codehilite drops a first line that names a language"),
    "<table><tr><th>가</th></tr><tr><td><code>a|b</code> c|d</td></tr></table>": (
        "| 가 |\n| --- |\n| <code>a&#124;b</code> c\\|d |",
        "a backslash before a bar in code stays",
    ),
    "<details><summary>요약</summary><p>가</p></details>": (
        '<details markdown="1">\n<summary>요약</summary>\n\n가\n\n</details>',
        "what is between tags is HTML unless they say so",
    ),
    "<ul><li><input type='checkbox' checked>가</li></ul>": ('- <input type="checkbox" checked disabled> 가', "there are no tasks"),
    "<dl><dt>말</dt><dd>뜻</dd></dl>": ("말\n: 뜻", "as in PHP Markdown Extra"),
}  # fmt: skip


@pytest.mark.parametrize("html", SPELLINGS)
def test_python_markdown_is_written_to(html):
    spelling, reason = SPELLINGS[html]
    assert body_of(html) == spelling, reason


def test_code_that_begins_with_a_space_is_html():
    assert (
        without_front_matter(convert.dumps(Document(Meta(), (Paragraph((Code(" a"),)),)), "mkdocs")).strip() == "<code> a</code>"
    )


def test_a_line_of_a_formula_is_no_heading():
    document = Document(Meta(), (MathBlock("#1"), MathBlock("x")))
    assert without_front_matter(convert.dumps(document, "mkdocs")).strip("\n") == "```math\n#1\n```\n\n$$\nx\n$$"


def test_a_footnote_with_code_is_an_item_of_a_list_in_tags():
    """A fence in the text of a footnote would be text."""
    document = convert.loads("글[^1]\n\n[^1]: 주석\n\n    ```sh\n    ls\n    ```\n", "markdown")
    assert sound(document, "pelican")
    assert "\n```sh\nls\n```\n" in convert.dumps(document, "pelican")


IN_NIKOLA = {
    "<p><code>{{% x %}}</code></p>": "<code>{&#123;% x %}}</code>",
    "<pre>{{% x %}}</pre>": "<pre><code>{&#123;% x %}}</code></pre>",
    "<p><a href='https://ex.kr/' title='{{% x'>가</a></p>": '[가](https://ex.kr/ "{&#123;% x")',
    "<p>{{% x %}}</p>": "\\{\\{% x %}}",
    "<p><img src='https://ex.kr/a.png'> <img src='https://ex.kr/b.png'></p>": (
        "![](https://ex.kr/a.png)<span></span> ![](https://ex.kr/b.png)"
    ),
}


@pytest.mark.parametrize("html", IN_NIKOLA)
def test_nikola_runs_no_shortcode_and_drops_no_blank(html):
    assert body_of(html, "nikola") == IN_NIKOLA[html]
    assert "{{%" not in body_of(html, "nikola")


def sound(document, to):
    body = without_front_matter(convert.dumps(document, to)).lstrip("\n")
    target = markdown_target_of(*writer_and_options_or_raise(to))
    return with_misread_blocks_in_safe_form(document.children, body, target, ignore) is document.children


@pytest.mark.parametrize("to", ENGINES)
@pytest.mark.parametrize("name", NASTY_POSTS)
def test_hard_posts_read_back_the_same(name, to):
    assert sound(convert.loads(NASTY_POSTS[name], "tistory"), to)


@given(html=posts())
@law(100)
def test_most_posts_read_back_the_same_or_are_mended(html):
    document = convert.loads(html, "tistory")
    body = without_front_matter(convert.dumps(document, "pelican")).lstrip("\n")
    said = []
    with_misread_blocks_in_safe_form(
        document.children, body, markdown_target_of(*writer_and_options_or_raise("pelican")), said.append
    )
    assert "unverified" not in [notice.kind for notice in said]


@given(html=plain_posts())
@law(100)
def test_marks_and_structure_are_kept(html):
    """By the parser alone: nothing here asks the proof, nor is mended by it."""
    rendered = by_python_markdown(body_of(html))
    assert not difference(as_written(html), rendered)


@pytest.mark.parametrize("title", ["[", "]", "[제주] 사진", "a`b|c\\d"])
def test_a_title_of_a_picture_in_a_link_ends_no_link(title):
    document = Document(Meta(), (Paragraph((Link((Image("https://ex.kr/a.png", "가", title),), "/12"),)),))
    assert not judge_in_python_markdown([document])[0]


@pytest.mark.parametrize("caption", ["[", "]", "[제주] 사진", "\ufeff"])
def test_a_caption_that_describes_a_small_picture_in_a_link_ends_no_link(caption):
    picture = Paragraph((Link((Image("https://ex.kr/a.png", width=1),), "/12"),))
    assert not judge_in_python_markdown([Document(Meta(), (Figure((picture,), (Text(caption),)),))])[0]


UNENDED = "a&#35 b&#x23 c&#1b &#x1G &#35"


@pytest.mark.parametrize(
    "inline",
    [
        Text(UNENDED),
        Code(UNENDED),
        Link((Text("가"),), "/12?a=&#35", UNENDED),
        Image("https://ex.kr/a&#35", UNENDED, UNENDED),
        Image("https://ex.kr/a&#35", UNENDED, UNENDED, width=1),
    ],
    ids=["text", "code", "link", "image", "small image"],
)
def test_a_number_of_a_character_without_its_semicolon_is_text(inline):
    assert not judge_in_python_markdown([Document(Meta(), (Paragraph((inline,)),))])[0]


_EMPHASISED = Emphasis((Link((Text("가"),), "/12"),))
LIKE_ABBREVIATIONS = {
    "title": (Emphasis((Link((Text("가"),), "/12", "]: 나"),)),),
    "address": (Emphasis((Link((Text("가"),), "/12]:a"),)),),
    "text": (_EMPHASISED, Text(" [나] : 다")),
    "emphasised text": (Emphasis((Link((Text("가"),), "/12"), Text(" 나]: 다"))),),
    "code": (_EMPHASISED, Code("]: 나")),
    "second line": (Text("가"), HardBreak(), _EMPHASISED, Text(" [나]: 다")),
}


@pytest.mark.parametrize("place", LIKE_ABBREVIATIONS)
def test_a_link_in_emphasis_begins_no_abbreviation(place):
    assert not judge_in_python_markdown([Document(Meta(), (Paragraph(LIKE_ABBREVIATIONS[place]),))])[0]


def test_footnotes_are_numbered_by_their_marks():
    document = convert.loads("가[^b] 나[^a]\n\n[^a]: 하나\n\n[^b]: 둘\n", "markdown")
    assert sound(document, "mkdocs")
    assert not judge_in_python_markdown([document])[0]


def test_nesting_too_deep_for_the_parser_is_no_error():
    assert render_python_markdown_or_empty("> " * 2000 + "가") is not None


# Metadata

FULL = Meta(
    title="<제목> & &lt;", date=DATE, lastmod=replace(DATE), slug="이름", url="https://blog.example.com/12",
    aliases=("/entry/%EA%B8%80",), entry_id="12", categories=(("개발", "파이썬"), ("기타",)), tags=("C++", "a; b", "c, d"),
    summary="요약 *별*", cover="{static}/images/a.png", author="가은",
    extra={"status": "old", "별점": 5, "timezone": "x", "list": [1, 2], "lines": "하나\n둘"},
)  # fmt: skip


def test_metadata_of_pelican():
    said = []
    [(path, text)] = files(Document(FULL, BODY), "pelican", report=said.append).items()
    assert path == "content/posts/제주/이름.md"
    assert text == (
        "---\ntitle: &lt;제목&gt; &amp; &amp;lt;\ndate: 2024-01-05 00:30:00+09:00\nmodified: 2024-01-05 00:30:00+09:00\n"
        "url: posts/제주/이름/\nsave_as: posts/제주/이름/index.html\nslug: posts/제주/이름\ncategory: 개발/파이썬\n"
        'categories: ["개발/파이썬", "기타"]\ntags: C++; a, b; c, d\nsummary: 요약 \\*별\\*\ncover: images/a.png\naliases: /entry/글\n'
        "author: 가은\nsource_url: https://blog.example.com/12\nentry_id: 12\noriginal_status: old\noriginal_timezone: x\n"
        'list: [1, 2]\nlines: "하나\\n둘"\noriginal: {"별점": 5}\n---\n\n글\n'
    )
    assert [notice.detail for notice in said] == ["a; b is now a, b"]


def test_metadata_of_nikola():
    said = []
    [(path, text)] = files(Document(FULL, BODY), "nikola", report=said.append).items()
    assert path == "posts/제주/이름.md"
    assert text.startswith(
        "<!--\n.. title: <제목> & &lt;\n.. slug: 이름\n.. date: 2024-01-05 00:30:00+09:00\n.. updated: 2024-01-05 00:30:00+09:00\n"
        ".. tags: C++, a; b, c d\n.. category: 개발/파이썬\n"
    )
    assert "\n\n" not in text.partition("-->")[0]
    assert without_front_matter(text).strip() == "글"
    assert [notice.detail for notice in said] == ["c, d is now c d"]


def test_a_lone_tag_with_a_comma_is_one():
    [text] = files(Document(Meta(tags=("a, b",)), BODY), "pelican").values()
    assert "\ntags: a, b;\n" in text


HIDDEN = [{"draft": True}, {"visibility": "private"}, {"visibility": "unknown"}]


@pytest.mark.parametrize("state", [*HIDDEN, {"date": None}])
def test_what_is_not_shown_is_where_or_says_so(state):
    document = Document(replace(Meta(title="가", date=DATE), **state), BODY)
    [text] = files(document, "pelican").values()
    assert "\nstatus: skip\n" in text
    [path] = files(document, "nikola")
    assert path == "_unpublished/posts/제주/이름.md"
    [(path, text)] = files(document, "mkdocs").items()
    assert path.startswith("_unpublished/") is ("date" in state)
    assert ("\ndraft: true\n" in text) is ("date" not in state)


@pytest.mark.parametrize(
    ("to", "place", "address"), [("mkdocs", "가/index", "/blog/가/post-index/"), ("nikola", "Index", "/posts/post-Index/")]
)
def test_no_post_takes_the_place_of_its_folder(to, place, address):
    module, settings = writer_and_options_or_raise(to)
    assert module.address(Document(Meta(), BODY), place, settings) == address


# Tags, old addresses, and the site

PAGES = {
    "C": "c",
    "c": "c",
    "C++": "c-plus-plus",
    "C#": "c-sharp",
    ".NET": "dot-net",
    "개발/파이썬": "개발-파이썬",
    "제주 여행": "제주-여행",
}


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("to", ["pelican", "mkdocs"])
def test_tags_have_the_page_their_settings_make(to, name):
    module, _ = writer_and_options_or_raise(to)
    assert module.term_page_path_and_name_in_engine(name) == (PAGES[name], name)


def test_tags_that_would_stop_nikola_become_one_with_a_notice(tmp_path, capsys):
    for number, tag in enumerate(["Python", "Python", "python", "C#", "C++", "c"]):
        text = f"---\ntitle: 글 {number}\ndate: 2024-01-0{number + 1}\ntags: ['{tag}']\n---\n\n글\n"
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    assert run(["convert", str(tmp_path), "--to", "nikola", "--output", str(tmp_path / "site"), "--verbose"]) == 0
    tags = [
        re.search("tags: (.*)", post.read_text(encoding="utf-8"))[1] for post in sorted((tmp_path / "site/posts").glob("*.md"))
    ]
    assert sorted(tags) == ["C#", "C++", "Python", "Python", "Python", "c"]
    assert "python is now Python" in capsys.readouterr().err


@pytest.mark.parametrize(("to", "folder"), [("pelican", "content/moved"), ("mkdocs", "docs"), ("nikola", "files")])
def test_an_old_address_is_a_page_that_leads_on(to, folder):
    module, settings = writer_and_options_or_raise(to, freeze_options_or_raise({"redirects": ("netlify",)}))
    made = {file.path: file.data.decode() for file in module.finish([Move("/entry/옛 글", "/posts/새 글/")], settings)}
    assert set(made) == {f"{folder}/entry/옛 글/index.html", f"{folder}/_redirects", "netlify.toml"}
    assert 'content="0; url=/posts/%EC%83%88%20%EA%B8%80/"' in made[f"{folder}/entry/옛 글/index.html"]


@pytest.mark.parametrize(("to", "name"), [("pelican", "pelicanconf.py"), ("mkdocs", "mkdocs.yml"), ("nikola", "conf.py")])
def test_a_site_is_written_if_asked_for(to, name):
    module, settings = writer_and_options_or_raise(to, freeze_options_or_raise({"site": True}))
    made = {file.path: file for file in module.finish([], settings)}
    assert made[name].keep
    assert not list(module.finish([], writer_and_options_or_raise(to)[1]))


def test_code_that_a_fence_would_change_is_html():
    document = Document(Meta(), (CodeBlock("a\n  \nb\n", "sh"), CodeBlock("a\n\nb", "sh")))
    assert without_front_matter(convert.dumps(document, "mkdocs")).strip("\n") == (
        '<pre><code class="language-sh">a\n&#32;&#32;\nb\n</code></pre>\n\n```sh\na\n\nb\n```'
    )


SETTINGS = ("_pelican/site/pelicanconf.py", "_mkdocs/site/mkdocs.yml", "_mkdocs/site/slugs.py", "_nikola/site/conf.py")


@pytest.mark.parametrize("name", SETTINGS)
def test_the_settings_in_the_documentation_are_those_that_are_written(name):
    """`make engines` builds with the latter."""
    path = ROOT / "convert" / "writers" / name
    said = files_in_docs({"_pelican": "Pelican", "_mkdocs": "MkDocs", "_nikola": "Nikola"}[name.partition("/")[0]])
    assert said[path.name] == path.read_text(encoding="utf-8").split('"""\n\n', 1)[-1]


def test_a_list_of_nothing_is_nothing():
    """An empty one in tags, and a list behind it, is what Python-Markdown raises an error of its own at."""
    lists = (OrderedList((), 9), BulletList((ListItem((Paragraph((Text("글"),)),)),)))
    assert without_front_matter(convert.dumps(Document(Meta(), lists), "mkdocs")).strip("\n") == "- 글"
