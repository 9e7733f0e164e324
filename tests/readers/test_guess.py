"""Which reader a source is for: a table of small sources, every mixture and page, and laws that no source may break."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert import formats
from convert.formats import guess_reader
from convert.readers._guess import Guess, guess
from convert.readers._guess.table import TABLE
from convert.sources.source import Source

PAGES = sorted((Path(__file__).parent.parent / "fixtures" / "pages").glob("*.html"))
P = '<p data-ke-size="size16">{}</p>\n'
EDITOR = P.format("가") + "<pre><code># a\n\n- b\n**c**\n# d</code></pre>\n<h2 data-ke-size='size26'>나</h2>\n" + P.format("다")
FRAME = (
    '\n<meta charset="utf-8">\n<html lang="ko">\n<head>\n    <link rel="stylesheet" type="text/css" href="./../style.css" />\n'
    '    <title>글</title>\n</head>\n<body id="tt-body-page" class="">\n<div class="article-header"><h2 class="title-article">글</h2></div>'
    '\n<div class="article-view"><div class="contents_style"><p>본문</p></div></div>\n<div class="tags">#가</div>\n</body>\n</html>\n'
)

# Each: name of the file, the text, the reader.
MARKDOWN = [
    # nothing but Markdown
    ("a.md", "# 제목\n\n글이다.\n"),
    ("a.md", "글이다.\n\n또 글이다.\n"),
    ("a.md", "글\n"),
    ("a.MARKDOWN", "글\n"),
    ("a.txt", "첫 줄\n둘째 줄\n"),
    ("", "글\n\n글\n"),
    ("a.txt", "- 하나\n- 둘\n"),
    ("a.md", "제목\n===\n\n글\n"),
    ("a.md", "> 인용\n\n글\n"),
    ("a.md", "| 가 | 나 |\n| --- | --- |\n| 1 | 2 |\n"),
    ("a.md", "```html\n<div>\n<p>\n<h2>\n```\n"),
    ("a.md", "~~~\n<!doctype html>\n~~~\n"),
    ("a.md", "[링크](https://example.com)\n"),
    ("a.md", "글[^1]\n\n[^1]: 각주\n"),
    ("a.md", "첫 줄<br>\n둘째 줄<br>\n\n- 셋\n"),
    ("a.md", "**첫 줄**<br>\n둘째 **줄**\n"),
    ("a.md", "1\\. 하나와 \\*별\\*\n"),
    ("a.md", '["따옴표"](https://example.com)\n'),
    ("a.md", "![가](a.png)\n"),
    # Markdown with the addresses and marks of a blog (H1, H3)
    ("a.md", "가 나.\n\n**다** [라](https://example.com)\n\n![](https://blog.kakaocdn.net/dn/a/b/c/img.png)\n\n- 마\n- 바\n"),
    ("a.md", '가 나.\n\n<h4 data-ke-size="size20">다</h4>\n\n라 **마**.\n'),
    ("a.md", "# contents_style\n\ntt_article_useless_p_margin imageblock\n"),
    # HTML blocks in Markdown
    ("a.md", "# 가\n\n<details>\n<summary>접기</summary>\n\n" + P.format("긴 글") * 30 + "\n</details>\n"),
    ("a.md", "글\n\n<table>\n" + "<tr>\n<td>칸</td>\n</tr>\n" * 40 + "</table>\n\n글\n\n글\n"),
    ("a.md", "글\n\n글\n\n<!-- 메모\n\n# 아님 -->\n"),
    ("a.md", '글\n\n글\n\n<iframe src="https://example.com"></iframe>\n\n글\n'),
    ("a.md", "<div align='center'>\n\n**가운데**\n\n</div>\n"),
    ("a.md", "<details><summary>접기</summary>\n\n```python\na = 1\n```\n\n</details>\n"),
    ("a.md", "<h2>가</h2>\n\n글\n\n글\n"),
    ("a.md", '<img src="a.png" width="300">\n\n## 소개\n\n<div>\n  <b>나</b>\n</div>\n'),
    ("a.html", "---\nlayout: post\n---\n\n## 소제목\n\n글 [링크](https://example.com)\n"),
    ("a.html", "첫 문단이다.\n\n둘째 문단이다.\n"),
    # a head in Markdown above HTML (H2)
    (
        "a.md",
        "# 제목\n\n*발행: 2025-01-02*\n\n[원문](https://example.com/1)\n\n---\n\n<div class='contents_style'>"
        + EDITOR
        + "</div>\n",
    ),
    ("a.md", "> Source: [글](https://example.com/1)\n\n" + EDITOR),
    ("a.md", "# 제목\n" + EDITOR),
    # a tail in Markdown below HTML
    ("a.md", EDITOR + "\n---\n\n*[원문](https://example.com)에서 옮김*\n"),
    ("a.md", EDITOR + "\n## 태그\n\n`가` `나`\n"),
    ("a.md", EDITOR + "\n가나다\n\n라마바\n"),
    ("a.md", "---\ntitle: 가\n---\n\n" + P.format("나") + "\n![](a.jpg)\n*설명*\n\n" + P.format("다")),
    # calls of a site's engine
    ("a.md", '{{< figure src="a.png" >}}\n\n' + P.format("가")),
    ("a.md", "{% raw %}\n글\n{% endraw %}\n\n- 가\n"),
    ("a.md", "글\n{: .notice}\n"),
    # as others export it
    ("a.md", "# 노션 글\n\n작성일: 2024년 7월 22일\n\n<aside>\n💡 메모\n\n</aside>\n\n- [ ]  할 일\n"),
    ("a.md", "---\ntitle: '벨로그'\n---\n## 들어가며\n글\n<br/>\n\n![](https://velog.velcdn.com/images/a/b.png)\n"),
    ("a.md", "[##_1C|cfile1.uf.000000.png|width='1'|_##]\n"),
    ("a.md", "가 \\_나\\_ <sub>다</sub>\n"),
]
HTML = [
    ("a.html", EDITOR),
    ("a.md", EDITOR),
    ("a.txt", EDITOR),
    ("", EDITOR),
    ("a.md", "---\ntitle: x\nlist:\n- a\n- b\n---\n\n" + EDITOR),
    ("a.md", "+++\ntitle = 'x'\n+++\n" + EDITOR),
    ("a.md", "".join(P.format(f"**{word}**") for word in "가나다")),
    ("a.md", P.format("# 우물\n- 정\n```\nfence\n```")),
    ("a.md", "<p>*별* _밑줄_ [대괄호](괄호)</p><p># 글</p>"),
    ("a.md", "<p>한 줄로</p><p>이어진</p><p>본문</p>"),
    ("a.md", "글<br />\n# 글<br />\n<br />\n- 글<br />\n"),
    ("a.md", "<div>\n    <p>가</p>\n\n    <p># 나</p>\n\n        <p>- 다</p>\n</div>\n"),
    ("a.md", "<ul>\n\n    <li>가</li>\n\n    <li>* 나</li>\n\n</ul>\n"),
    ("a.md", "<div class='code'><table><tr><td><pre>\n# a\n\n- b\n\n**c**\n</pre></td></tr></table></div>\n"),
    ("a.html", "<pre>x\n</pre><p>가 <b>나</b></p><pre>```\n# y\n\n```</pre><p>다</p>\n"),
    ("a.md", "<p><pre><code>x\n\n# y\n\n<pre>z\n\n# z</pre>\n\n- w</code></pre></p>\n"),
    ("a.md", "<div><script>\nlet a = 1;\n\n// **b**\n# c\n</script></div>\n" + P.format("가")),
    ("a.md", "<div><!-- \n\n# 메모\n\n- 메모 --></div>\n"),
    ("a.md", '<figure data-og-description="첫 줄\n\n# 둘째 줄\n\n- 셋째" data-ke-type="opengraph"><a href="#">가</a></figure>\n'),
    ("a.md", "![표지](cover.png)\n\n" + EDITOR),
    ("a.md", P.format("나") + "\n![](a.jpg)![](b.jpg)\n\n" + P.format("다")),
    ("a.md", EDITOR + "\n#가 #나 #다\n"),
    ("a.md", EDITOR + "새 소식, <a href='https://example.com'>example.com</a>\n"),
    ("a.md", EDITOR + "\n{% include ad.html %}\n\n" + EDITOR),
    ("a.md", "<p>가</p>\n\n글\n\n<p>나</p>\n"),
    ("a.html", "<p>가</p>\n\n글\n\n글\n\n<p>나</p>\n"),
    ("a.html", "글\n"),
    ("a.html", """ <span style="color:#f00">가</span> <b>나</b>"""),
    ("", "가<br>나<br>"),
    ("a.html", "<meta charset='utf-8'><p>붙여 넣은 글</p>"),
    ("a.html", "<title>글</title><p>본문</p>"),
    ("a.html", "<script>광고()</script>" + P.format("가")),
    ("a.html", "<style>p { color: red }</style>\n\n" + P.format("가")),
    ("a.md", "<div>\n2 * 3 * 4 = 24, a_b_c, 3 > 2\n</div>\n"),
]
WHOLE = [
    ("a.html", "<!doctype html><html><head><title>가</title></head><body><p>나</p></body></html>"),
    ("a.html", "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'x'>\n<html xmlns='y'><body>" + EDITOR + "</body></html>"),
    ("a.html", "<html><body>" + EDITOR + "</body></html>"),
    ("a.html", "<HTML LANG=ko><BODY><P>가</BODY></HTML>"),
    ("a.html", "<head><title>가</title></head><p>나</p>"),
    ("a.html", "<!-- saved from url=(0024)https://example.com/1 -->\n<!doctype html><html><body>가</body></html>"),
    (
        "a.html",
        "<!doctype html> <html><!--\n Page saved with SingleFile \n url: https://example.com --><body id=tt-body-page><div class=tags>",
    ),
    ("a.html", "<?xml version='1.0' encoding='utf-8'?>\n<!doctype html>\n<html><body>가</body></html>"),
    ("a.html", '<%@ page language="java" %>\n<!DOCTYPE html>\n<html><body>가</body></html>'),
    ("a.html", "<meta charset='utf-8'><meta property='og:title' content='가'><div>나</div>"),
    ("a.html", "<meta name=article:published_time content=2024-07-22><p>나</p>"),
    ("a.html", "<link rel='x' href='y'><style>a{}</style><script>b</script><html><body>가</body></html>"),
    ("a.md", "<!doctype html><html><body># 가</body></html>"),
    ("a.txt", "<!doctype html><html><body>가</body></html>"),
    ("", "\n\n<html><body>가</body></html>"),
    ("12", "<!doctype html><html><body>가</body></html>"),
    ("a.php", "<!doctype html><html><body>가</body></html>"),
]
OTHERS = [
    ("12.html", FRAME, "backup"),
    ("a.md", "---\ntitle: 위의 제목\n---\n" + FRAME, "backup"),
    ("a.html", FRAME.replace('href="./../style.css"', "href=./../style.css"), "backup"),
    ("a.html", FRAME.replace('    <link rel="stylesheet" type="text/css" href="./../style.css" />\n', ""), "backup"),
    ("a.html", FRAME.replace("<title>", "<meta name=viewport content=x><title>").replace("./../style.css", "x.css"), "page"),
    ("a.html", FRAME.replace("<title>", "<script>x</script><title>").replace("./../style.css", "x.css"), "page"),
    ("a.html", "<!-- saved from url=(0024)https://example.com/1 -->" + FRAME.replace("./../style.css", "x.css"), "page"),
    ("a.mht", 'MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary="x"\n\n--x\n\n' + FRAME, "mhtml"),
    ("a.xml", '<?xml version="1.0"?><blog type="tattertools/1.1"><post/></blog>', "ttxml"),
    ("a.xml", '<!DOCTYPE blog [<!ENTITY a "b">]>\n<blog type="tattertools/1.0">', "ttxml"),
    ("a.xml", '<rss version="2.0"><channel>', "rss"),
    ("a.xml", '<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>', "rss"),
    ("a.jsonl", '{"title": "x"}', "jsonl"),
    ("a.txt", '{"schema_version": 1, "title": "x"}', "jsonl"),
    ("a.md", "```xml\n<blog type='tattertools/1.1'>\n<rss version='2.0'>\n```\n", "markdown"),
    ("a.xml", "<catalog><post/></catalog>", None),
    ("a.txt", '{"a": 1}', None),
    ("a.md", '{"a": 1,\n\n "b": {"c": 2}\n\n}\n', None),
    ("a.md", '{"title": "글",,}\n\n글\n', "markdown"),
    ("a.md", '{\n "title": "글"\n "b": 1\n}\n\n글\n', "markdown"),
    ("a.mdx", "# 글", None),
    ("a.md", "", None),
]
SOURCES = [
    *((*row, "markdown") for row in MARKDOWN),
    *((*row, "tistory") for row in HTML),
    *((*row, "page") for row in WHOLE),
    *OTHERS,
]
BODIES = [(name, text) for name, text in (*MARKDOWN, *HTML) if not text.startswith(("---\n", "+++"))]


def reader_of(name: str, text: str | bytes) -> str | None:
    data = text.encode() if isinstance(text, str) else text
    found = guess_reader(Source(name, data, name))
    return found.reader if found else None


@pytest.mark.parametrize(("name", "text", "reader"), SOURCES)
def test_the_reader_of_a_source(name, text, reader):
    assert reader_of(name, text) == reader


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("글\n\n글\n", "paragraphs parted by blank lines, no HTML around them"),
        ("# 글\n", "marks of Markdown, no HTML around them: a heading"),
        ("# 글\n\n" + EDITOR, "Markdown above a body of HTML: a heading"),
        (EDITOR + "\n**글**\n", "Markdown between blocks of HTML: bold text"),
        (EDITOR, "HTML from the first line to the last"),
        ("<!DOCTYPE html>\n<html>", "a whole page, which begins with <!doctype html>"),
        ("<html><body>", "a whole page, which begins with <html>"),
    ],
)
def test_the_evidence_in_words(text, evidence):
    assert guess_reader(Source("a.md", text.encode(), "a.md")).evidence == evidence


# Laws


@pytest.mark.parametrize(("name", "text", "reader"), SOURCES)
def test_line_ends_and_byte_order_marks_change_nothing(name, text, reader):
    assert reader_of(name, text.replace("\n", "\r\n")) == reader
    if name.endswith(".mht"):
        return  # mail ends its lines with a line feed, and has no mark of its byte order
    assert reader_of(name, text.replace("\n", "\r")) == reader
    if text:
        assert reader_of(name, "\ufeff" + text) == reader
        if not name.endswith(".jsonl") and not text.startswith("{"):
            assert reader_of(name, ("\ufeff" + text).encode("utf-16-le")) == reader
            assert reader_of(name, ("\ufeff" + text).encode("utf-16-be")) == reader


@pytest.mark.parametrize(("name", "text", "reader"), SOURCES)
def test_cp949_changes_nothing(name, text, reader):
    if text.replace("💡", "").isascii() or name.endswith(".jsonl"):
        return
    assert reader_of(name, text.encode("cp949", "replace")) == reader


@pytest.mark.parametrize(("name", "text"), BODIES)
def test_front_matter_above_a_body_changes_nothing(name, text):
    reader = reader_of(name, text)
    for front in (
        "---\ntitle: 가\ntags: [나]\n---\n",
        "---\ntitle: 가\nsummary: |\n  # 나\n---\n\n",
        "+++\ntitle = '가'\n+++\n",
        '{"title": "가"}\n\n',
    ):
        assert reader_of(name, front + text) == reader


ADDRESSES = (
    "https://blog.kakaocdn.net/dn/a/b/c/img.png",
    "https://t1.daumcdn.net/cfile/tistory/000000",
    "https://ondal.tistory.com/42",
    "data-ke-size imageblock contents_style tt_article_useless_p_margin",
)


@pytest.mark.parametrize(("name", "text"), MARKDOWN)
@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_of_a_blog_make_no_markdown_html(name, text, address):
    assert reader_of(name, f"{text}\n\n{address}\n") == "markdown"
    assert reader_of(name, f"{text}\n\n![]({address.split()[0]})\n") == "markdown"


@pytest.mark.parametrize(("name", "text"), BODIES)
def test_an_element_of_an_editor_is_one_like_any_other(name, text):
    plain = reader_of(name, f"{text}\n\n<p>라</p>\n")
    assert reader_of(name, f'{text}\n\n<p data-ke-size="size16">라</p>\n') == plain
    assert reader_of(name, f'{text}\n\n<p class="tt_article_useless_p_margin contents_style">라</p>\n') == plain


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_one_however_its_attributes_are_quoted(path):
    page = path.read_text(encoding="utf-8")
    unquoted = re.sub(r"""=(["'])([^\s"'=<>`]+)\1""", r"=\2", page)
    bare = re.sub(r"<script\b.*?</script>|<!--.*?-->", "", unquoted, flags=re.DOTALL)
    assert unquoted != page
    assert {reader_of("a.html", text) for text in (page, unquoted, bare, bare.replace("<!doctype html>", ""))} == {"page"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_saved_as_mail_is_mail(path):
    head = b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="x"\r\n\r\n--x\r\n'
    assert reader_of("a.mhtml", head + path.read_bytes()) == "mhtml"
    assert reader_of("a.html", head + path.read_bytes()) == "mhtml"


PIECES = (
    "<div>\n",
    "</div>\n",
    "<pre>",
    "</pre>\n",
    "\n",
    "# 가\n",
    "- 나\n",
    "글\n",
    "    들여쓴 글\n",
    "<!--",
    "-->\n",
    '<a b="',
    '">\n',
    "<p>다</p>\n",
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_text_has_a_reader(text):
    assert reader_of("a.md", text) in (("markdown", "tistory", "page") if text else (None,))


@pytest.mark.parametrize(
    "unit",
    [
        "<div>\n\n",
        "<div><pre>\n\n",
        '<a b="\n\n',
        "<!--\n\n",
        "![",
        "**",
        "[a",
        "`",
        "<",
        "<?",
        "<%",
        "- \n\n",
        "> ",
        "<p>\n\n<td>\n",
        "---\n",
        "*a ",
        "_a ",
    ],
)
def test_a_guess_is_about_linear(unit):
    """Twice the text must not take four times the steps; counted, since clocks lie."""
    steps = [_steps(unit * count) for count in (400, 1600)]
    assert steps[1] < 8 * steps[0] + 1000


def _steps(text: str) -> int:
    import sys

    count = 0

    def trace(frame, event, argument):
        nonlocal count
        count += 1
        return trace

    source = Source("a.md", text.encode(), "a.md")
    sys.settrace(trace)
    try:
        guess(source, {"markdown", "tistory", "page"})
    finally:
        sys.settrace(None)
    return count


# The table, and readers of others


def test_every_row_has_words_and_every_reader_of_ours_a_row():
    assert set(formats._own_format_names("readers")) <= {row.reader for row in TABLE}
    assert len({(row.reader, row.evidence) for row in TABLE}) == len(TABLE)


WXR = (
    '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version></channel></rss>'
)
KIND = "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>"
OLD_BLOGGER = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{KIND}</entry></feed>"
BLOGGER = "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'><entry/></feed>"


@pytest.mark.parametrize(
    ("text", "reader"),
    [
        (WXR, "wordpress"),
        (f"<!-- generator='WordPress/6' -->\n<?xml version='1.0'?>\n{WXR}", "wordpress"),
        ('<rss version="2.0"><channel><wp:wxr_version>1.1</wp:wxr_version>', "wordpress"),
        ('<rss version="2.0"><channel><generator>https://wordpress.org/?v=6</generator>', "rss"),
        (BLOGGER, "blogger"),
        (OLD_BLOGGER, "blogger"),
        (
            '<feed xmlns="http://www.w3.org/2005/Atom"><entry><content>Blogger tag:blogger.com,1999:</content></entry></feed>',
            "rss",
        ),
    ],
)
def test_an_export_is_known_by_its_root_and_read_as_a_feed_without_its_reader(text, reader):
    source = Source("a.xml", text.encode(), "a.xml")
    assert guess(source, {"rss", "wordpress", "blogger"}).reader == reader
    assert guess(source, {"rss"}).reader == "rss"


@pytest.mark.parametrize(
    ("sure", "reader"), [(90, "theirs"), (51, "theirs"), (50, "markdown"), (0, "markdown"), (None, "markdown")]
)
def test_a_reader_of_another_package_says_how_sure_it_is(monkeypatch, sure, reader):
    module = SimpleNamespace() if sure is None else SimpleNamespace(guess=lambda source: sure)
    monkeypatch.setattr(formats, "_foreign_entry_points", lambda kind: {"theirs": SimpleNamespace(load=lambda: module)})
    monkeypatch.setattr(formats, "_load_format_module", lambda kind, name: module)
    assert guess_reader(Source("a.md", b"# x", "a.md")).reader == reader
    unknown = guess_reader(Source("a.xyz", b"x", "a.xyz"))
    assert unknown == (Guess("theirs", f"it is {sure} of 100 sure of it") if sure else None)
