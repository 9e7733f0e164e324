"""Which reader a source is for: a table of small sources, every mixture and page, and laws that no source may break."""

import re
from types import SimpleNamespace

import pytest
from guessed_sources import BLOGGER, EDITOR, HTML, MARKDOWN, OLD_BLOGGER, PAGES, SOURCES, WXR
from hypothesis import given, settings
from hypothesis import strategies as st

from convert import formats
from convert.formats import guess_own_reader_or_foreign_if_sure_or_alone
from convert.readers._guess import Guess, guess
from convert.readers._guess.table import TABLE
from convert.sources.source import Source

BODIES = [(name, text) for name, text in (*MARKDOWN, *HTML) if not text.startswith(("---\n", "+++"))]


def reader_of(name: str, text: str | bytes) -> str | None:
    data = text.encode() if isinstance(text, str) else text
    found = guess_own_reader_or_foreign_if_sure_or_alone(Source(name, data, name))
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
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("a.md", text.encode(), "a.md")).evidence == evidence


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
    monkeypatch.setattr(formats, "_load_format_module_or_raise", lambda kind, name: module)
    assert guess_own_reader_or_foreign_if_sure_or_alone(Source("a.md", b"# x", "a.md")).reader == reader
    unknown = guess_own_reader_or_foreign_if_sure_or_alone(Source("a.xyz", b"x", "a.xyz"))
    assert unknown == (Guess("theirs", f"it is {sure} of 100 sure of it") if sure else None)
