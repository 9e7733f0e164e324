"""Whether a reader was the right one: the right one is never doubted, and what a wrong one changes is noticed."""

import pytest
from guessed_sources import BLOGGER, FRAME, OLD_BLOGGER, PAGES, SOURCES, WXR
from mutations import ReadPost, read_with_testimony
from wrong_readers import result_of_reading, results_of_wrong_readers

import convert
from convert.proof.witness.markdown import render_source_markdown
from convert.proof.witness.syntax import is_html_without_markdown, looks_like_markdown
from convert.proof.witness.wrong_reader import why_wrong_reader
from convert.sources.evidence import Original
from convert.sources.source import Source

POSTS = [
    *[(name, text.encode(), reader) for name, text, reader in SOURCES if reader],
    *[(path.name, path.read_bytes(), "page") for path in PAGES],
]

FAINT = {
    "첫 줄<br>\n둘째 줄<br>\n\n- 셋\n": "one item",
    "1\\. 하나와 \\*별\\*\n": "escapes alone",
    "글\n{: .notice}\n": "attributes alone",
    "가 \\_나\\_ <sub>다</sub>\n": "escapes alone",
    "<h2>가</h2>\n\n글\n\n글\n": "two paragraphs",
    '{{< figure src="a.png" >}}\n\n<p data-ke-size="size16">가</p>\n': "a picture alone",
    '---\ntitle: 가\n---\n\n<p data-ke-size="size16">나</p>\n\n![](a.jpg)\n*설명*\n\n<p data-ke-size="size16">다</p>\n': "one emphasis",
    "글<br />\n# 글<br />\n<br />\n- 글<br />\n": "HTML without blocks",
    "<p>가</p>\n\n글\n\n글\n\n<p>나</p>\n": "two paragraphs",
}
"""Sources that are a few words long, of which only their names say whether they are HTML or Markdown, and what speaks for either."""


def _is_faint(text):
    return text in FAINT or text.endswith("\n\n가나다\n\n라마바\n")


@pytest.mark.parametrize(("name", "data", "reader"), POSTS)
def test_the_right_reader_is_not_doubted(name, data, reader):
    source = Source(name, data, name)
    assert [
        why for _, testimony in _found(source, reader) if (why := why_wrong_reader(source.head, reader, testimony.original))
    ] == []


@pytest.mark.parametrize(("name", "data", "reader"), POSTS)
def test_what_a_wrong_reader_changes_is_noticed(name, data, reader):
    source = Source(name, data, name)
    post = ReadPost(source, reader, tuple(document for document, _ in _found(source, reader)))
    unnoticed = [wrong for _, wrong, result in results_of_wrong_readers([post]) if result == "unnoticed"]
    assert bool(unnoticed) is _is_faint(data.decode())
    assert set(unnoticed) <= {"tistory", "markdown"}


PICTURES_ALONE = [data for _, data, _ in POSTS if data.startswith("![표지]".encode()) or b"![](a.jpg)![](b.jpg)" in data]


@pytest.mark.parametrize("data", PICTURES_ALONE)
@pytest.mark.parametrize(("name", "result"), [("a.md", "same document"), ("a.html", "unnoticed")])
def test_lines_of_pictures_are_the_same_to_both_readers_in_files_called_markdown(data, name, result):
    source = Source(name, data, name)
    post = ReadPost(source, "tistory", tuple(document for document, _ in _found(source, "tistory")))
    assert result_of_reading(post, "markdown") == result


def _found(source, reader):
    """Its posts, if it is one that is whole: some in the table are only as long as it takes to know them."""
    try:
        return list(read_with_testimony(source, reader))
    except convert.ConvertError:
        return []


BODY = "<div class='contents_style'><p>글</p></div>"


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("<?xml version='1.0'?>\n<!-- a -->" + WXR, "wordpress"),
        ('<rss version="2.0"><channel><wp:wxr_version>1.1</wp:wxr_version>', "wordpress"),
        ('<rss version="2.0"><channel><generator>https://wordpress.org/?v=6</generator>', "rss"),
        (BLOGGER, "blogger"),
        (OLD_BLOGGER, "blogger"),
        (
            "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2008'><entry/></feed>",
            "rss",
        ),
        ("<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'/>", "rss"),
        ("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "rss"),
        (FRAME, "backup"),
        (FRAME.replace("./../style.css", "x.css"), "backup"),
        (FRAME.replace("./../style.css", "x.css").replace("tt-body-page", "body"), "backup page"),
        (FRAME.replace("<title>", "<meta name=viewport content=x><title>"), "page"),
        (f"<!-- saved from url=(0024)https://example.com/1 -->{FRAME}", "page"),
        (f"---\ntitle: 가\n---\n\n{FRAME}", "backup"),
        (f"+++\ntitle = '가'\n+++\n<!doctype html>{BODY}", "page"),
        (f"<html><head><title>글</title></head><body>{BODY}</body></html>", "page"),
        (f'<meta property="og:title" content="글">{BODY}', "page"),
        (f"<meta charset='utf-8'>{BODY}", "tistory markdown"),
        (f"<title>글</title><style>p > a {{}}</style>{BODY}", "tistory markdown"),
        (f"<link rel=x href=y><script>if (a < b) c</script><html>{BODY}", "page"),
        ('{\n  "title": "a"\n}\n<p>b', "tistory markdown"),
        ('{"title": "a"}\n<p>b', "tistory markdown"),
        ('{"title": "a"}\n{{< youtube x >}}', "tistory markdown"),
        ('{"title": "a", "text": "b"}', "jsonl"),
        ('{"title": "a"}\n{"title": "b"}\n', "jsonl"),
        ('{ "title": "a", "text": "b', "jsonl"),
    ],
)
def test_what_a_source_begins_with_says_for_whom_it_is(text, likely):
    readers = "backup blogger jsonl markdown mhtml page rss tistory ttxml wordpress".split()
    for head in (text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        assert [reader for reader in readers if not why_wrong_reader(head, reader, None)] == sorted(likely.split())


def test_of_readers_of_other_packages_nothing_is_known():
    assert why_wrong_reader(b"<rss>", "theirs", Original("# 글", "markdown")) == ""


# Markdown or HTML

P = "<p>글이다.</p>\n"


@pytest.mark.parametrize(
    ("text", "is_markdown", "is_html"),
    [
        ("", False, False),
        ("글", False, False),
        ("글\n둘째 줄", False, False),
        ("글\n\n글", True, False),
        ("<b>글</b>", False, False),
        ("# 글", True, False),
        ("**글**", True, False),
        ("`글`", True, False),
        (P * 5, False, True),
        (f"{P}\n{P}\n\n<ul>\n<li>글</li>\n\n</ul>", False, True),
        ("<p># 글</p>\n<p>**글** [글](a)</p>\n<p>- 글</p>", False, True),
        (f"{P}<pre>a\n\n# b\n\n**c**\n\n```\n\n## d</pre>\n{P}", False, True),
        (f"{P}<!-- a\n\n# b -->\n{P}", False, True),
        (f"{P}\n    <p>글</p>\n", False, True),
        (f"<!--[if mso]><xml><w:View>x</w:View></xml><![endif]-->\n<xml><w:View>x</w:View></xml>\n{P}<o:p></o:p>", False, True),
        (f"# 글\n{P}", True, False),
        (f"{P}\n## 글\n", True, False),
        (f"{P}\n글 **글**\n", True, False),
        (f"{P}\n글 [글](a)\n", True, False),
        (f"{P}\n| 가 |\n| --- |\n| 나 |\n", True, False),
        (f"{P}\n```python\n글\n```\n", True, False),
        (f"{P}\n글\n\n글\n\n글\n", True, False),
        (f"{P}\n![](a.png)\n", False, False),
        (f"{P}\n글\n", False, False),
        ("글<br>\n# 글<br>\n- 글<br>\n", False, False),
    ],
)
def test_a_text_looks_like_markdown_or_html(text, is_markdown, is_html):
    assert (looks_like_markdown(text), is_html_without_markdown(text)) == (is_markdown, is_html)


def test_html_throughout_is_not_rendered(monkeypatch):
    """Most posts are, and a renderer would take as long as a reader."""
    monkeypatch.setattr("convert.proof.witness.syntax.render_source_markdown", pytest.fail)
    text = f"{P}\n{P}<pre>a\n\n**b**</pre>\n<!--\n\n# c\n\n-->\n<table>\n\n<tr><td>글</td></tr></table>\n"
    assert is_html_without_markdown(text)
    assert not looks_like_markdown(text)
    assert "<strong>" not in render_source_markdown(text)
