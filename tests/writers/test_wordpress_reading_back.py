"""The way back: a file for WordPress is read as the posts it was made of, and written the same again.

What comes back otherwise is in `wordpress_said`, and in docs/wordpress.md.
"""

from pathlib import Path
from urllib.parse import quote

import pytest
from documents import document
from html_posts import broken_posts, posts
from hypothesis import given
from marks import difference
from msgspec.structs import replace
from normal_documents import normal
from strategies import law
from wordpress_files import day, post
from wordpress_said import as_it_comes_back, without_what_is_read_otherwise

import convert
from convert.model import (
    Attachment,
    Cell,
    CodeBlock,
    Comment,
    Document,
    Embed,
    Heading,
    Image,
    Link,
    Meta,
    Paragraph,
    Row,
    Table,
    Text,
    walk,
)
from convert.notices import ignore
from convert.sources.source import Source
from convert.writers import html

SAMPLES = sorted(path for path in (Path(__file__).parent.parent.parent / "samples" / "posts").rglob("*") if path.is_file())


def read_back(text):
    (found,) = convert.read(Source("export.xml", text.encode()))
    return found


def written(found):
    return convert.dumps(found, "wordpress")


def page(found):
    return html.text(replace(found, children=normal(found.children)), html.Options(standalone=False), ignore)


@pytest.mark.parametrize("start", range(0, 300, 30))
def test_a_document_of_every_node_says_the_same_when_it_is_read_back(start):
    for seed in range(start, start + 30):
        made = without_what_is_read_otherwise(document(seed))
        made = replace(made, children=normal(made.children))
        found = difference(page(as_it_comes_back(made)), page(read_back(written(made))))
        assert not found, f"document {seed}: {found}"


@pytest.mark.parametrize("start", range(0, 300, 30))
def test_what_was_read_back_is_written_the_same(start):
    for seed in range(start, start + 30):
        once = written(read_back(written(document(seed))))
        assert written(read_back(once)) == once, seed


NAMED = {
    "thumbnail": (
        Image(f"https://img1.daumcdn.net/thumb/R800x0/?fname={quote('https://x.example/a.png', '')}"),
        "https://x.example/a.png",
    ),
    "player": (Embed("navermap", "https://map.example/1"), "https://map.example/1"),
}


@pytest.mark.parametrize("name", NAMED)
def test_what_the_documentation_names_comes_back_as_it_says(name):
    """A thumbnail as the picture it was made of; a player WordPress has none for, here in a cell, as a link."""
    node, address = NAMED[name]
    child = Paragraph((node,)) if isinstance(node, Image) else node
    made = Document(Meta(title="글"), (Table((Row((Cell((child,)), Cell((Paragraph((Text("가"),)),)))),)),))
    back = read_back(written(made))
    assert [found.url for found in walk.walk(back.children) if isinstance(found, Image | Link)] == [address]
    assert written(read_back(written(back))) == written(back)


SAYING_SO = {
    "markdown": "---\ntitle: 글\ndate: 2999-01-01\nstatus: future\n---\n\n글\n",
    "tistory": "---\ntitle: 글\ndate: 2999-01-01\nvisibility: 예약\n---\n<p>글</p>",
}


@pytest.mark.parametrize("name", SAYING_SO)
def test_a_post_that_waits_for_its_day_waits_on_and_comes_back(name):
    """It was a draft, which nothing publishes."""
    text = convert.dumps(convert.loads(SAYING_SO[name], name), "wordpress")
    assert "<wp:status><![CDATA[future]]></wp:status>" in text
    back = convert.loads(text, "wordpress")
    assert (back.meta.draft, back.meta.extra) == (True, {"scheduled": True})
    assert convert.dumps(back, "wordpress") == text


@given(posts() | broken_posts())
@law(60)
def test_a_post_of_tistory_read_back_is_written_the_same(html):
    once = written(read_back(written(convert.loads(html, "tistory"))))
    assert written(read_back(once)) == once


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_are_written_the_same(path):
    (found,) = convert.read(path)
    once = written(found)
    again = written(read_back(once))
    assert again == once
    assert again.count("<!-- wp:") > 3


def test_what_is_known_of_a_post_comes_back():
    told = Comment(
        "가", (Paragraph((Text("말 <b>"),)),), date=day(2), replies=(Comment("나", (), date=day(3)),), homepage="https://e.org/"
    )
    made = post(
        url="https://name.tistory.com/7", lastmod=day(2), entry_id="7", categories=(("개발", "C & C++"),), tags=("C#", "<T>"),
        author="글쓴이", summary="줄인 <글>", lang="ko", cover="https://e.org/a.png", comments=(told,),
    )  # fmt: skip
    back = read_back(written(made))
    assert replace(back.meta, extra={}) == made.meta
    assert back.comments == made.comments
    assert [resource.url for resource in back.resources] == ["https://e.org/a.png"]


@pytest.mark.parametrize(
    ("visibility", "draft", "expected"),
    [
        ("public", False, ("public", False)),
        ("public", True, ("public", True)),
        ("private", False, ("private", False)),
        ("unknown", False, ("public", True)),
        ("protected", False, ("private", False)),
    ],
)
def test_nobody_may_read_more_than_before(visibility, draft, expected):
    back = read_back(written(post(visibility=visibility, draft=draft)))
    assert (back.meta.visibility, back.meta.draft) == expected


@pytest.mark.parametrize(
    "node",
    [
        Paragraph((Text("가"),), "center"),
        Paragraph((Text("가"),), "justify"),
        Heading(3, (Text("가"),), align="right"),
        Table((Row((Cell((Paragraph((Text("가"),)),), "right"), Cell((), "center"))),)),
        Attachment("https://e.org/a.pdf", "이름.pdf", "0.34MB"),
        Attachment("https://e.org/a.pdf", "이름.pdf"),
        CodeBlock("\n\n[gallery]\nhttps://e.org/\nhttps://e.org/b", "c++"),
        Paragraph((Text("[gallery ids=1] [/python] $latex x$"),)),
        Paragraph((Text("https://youtu.be/abcDEF12345"),)),
        Paragraph((Text("[속보] a[0] [1]"),)),
    ],
    ids=lambda node: type(node).__name__,
)
def test_a_block_comes_back(node):
    assert read_back(written(post(node))).children == (node,)


def test_sizes_of_pictures_come_back():
    (figure,) = read_back(written(post(Paragraph((Image("https://e.org/a.png", "가", "나", width=640, height=480),))))).children
    assert figure.children[0].children == (Image("https://e.org/a.png", "가", "나", width=640, height=480),)
