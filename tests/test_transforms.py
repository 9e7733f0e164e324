"""Transforms that are asked for: what each changes, and what it leaves."""

import pytest

import convert
from convert.model import Document, Figure, Heading, Image, Meta, Paragraph, Text
from convert.source import Source


def document(*blocks, **meta):
    return Document(Meta(**meta), blocks)


def text(value):
    return Paragraph((Text(value),))


COVER = Image("https://ex.kr/c.png")


@pytest.mark.parametrize(
    ("first", "goes"),
    [
        (Paragraph((COVER,)), True),
        (Figure((Paragraph((COVER,)),)), True),
        (Figure((Paragraph((COVER,)),), (Text("설명"),)), False),
        (Paragraph((COVER, Text("글"))), False),
        (Paragraph((Image("https://ex.kr/other.png"),)), False),
    ],
)
def test_a_cover_shown_twice(first, goes):
    found = convert.Collected()
    post = document(first, text("글"), cover=COVER.url)
    short = convert.dumps(post, "markdown", front_matter=False, duplicate_cover="drop", report=found)
    assert (short == "글\n") == goes
    assert any(notice.kind == "duplicate-cover" for notice in found.notices()) == goes
    assert convert.dumps(post, "markdown", front_matter=False) != "글\n"


@pytest.mark.parametrize(
    ("levels", "closed"),
    [((2, 4, 4, 2), (2, 3, 3, 2)), ((1, 2, 3), (1, 2, 3)), ((4, 2, 5, 6, 5), (4, 2, 3, 4, 3)), ((3, 3, 6), (3, 3, 4))],
)
def test_headings_without_gaps(levels, closed):
    post = document(*(Heading(level, (Text("가"),)) for level in levels))
    lines = convert.dumps(post, "markdown", front_matter=False, headings="close").split("\n\n")
    assert tuple(line.strip().index(" ") for line in lines) == closed


FOOTER = "<p>구독과 좋아요를 부탁드립니다</p><p>다음 글도 기대해 주세요</p>"


def posts(count, footer=FOOTER, head=""):
    return [Source(f"{number}.html", f"{head}<p>글 {number}</p>{footer}".encode(), f"{number}.html") for number in range(count)]


def written(folder, sources, **options):
    convert.convert(sources, to="markdown", output=folder, front_matter=False, **options)
    return {path.stem: path.read_text() for path in folder.glob("*.md")}


def test_what_many_posts_end_with_goes_when_asked(tmp_path):
    texts = written(tmp_path / "a", [*posts(4), Source("own.html", b"<p>1</p><p>2</p>", "own.html")], boilerplate="drop")
    assert texts == {**{str(number): f"글 {number}\n" for number in range(4)}, "own": "1\n\n2\n"}
    kept = written(tmp_path / "b", posts(4))
    assert all("구독" in text for text in kept.values())


def test_what_few_posts_end_with_stays(tmp_path):
    assert all("구독" in text for text in written(tmp_path, posts(2), boilerplate="drop").values())


def test_a_post_is_never_left_empty(tmp_path):
    same = [Source(f"{number}.html", "<p>같은 글</p>".encode(), f"{number}.html") for number in range(5)]
    assert set(written(tmp_path, same, boilerplate="drop").values()) == {"같은 글\n"}


def test_both_ends_at_once(tmp_path):
    texts = written(tmp_path, posts(5, head="<p>안녕하세요</p>"), boilerplate="drop")
    assert texts == {str(number): f"글 {number}\n" for number in range(5)}


def shout(post):
    return document(text("덧붙임"), *post.children)


def forget(post):
    return None


def test_a_function_of_the_users_own():
    assert convert.dumps(document(text("글")), "markdown", front_matter=False, filter=f"{__name__}:shout") == "덧붙임\n\n글\n"


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nowhere:x", "nowhere"),
        (f"{__name__}:nothing", "nothing"),
        (f"{__name__}:COVER", "no function"),
        (f"{__name__}:forget", "NoneType"),
    ],
)
def test_a_function_that_is_none(name, problem):
    with pytest.raises(convert.UsageError, match=problem):
        convert.dumps(document(text("글")), "markdown", filter=name)
