"""Schemes of addresses: an allow-list, and whatever else there is becomes text under a notice, in every format."""

import json

import pytest
from msgspec.structs import replace
from option_values import TEXT_WRITERS

import convert
from convert.cli import run
from convert.errors import UsageError
from convert.model import Attachment, Comment, Document, Embed, Image, Link, LinkCard, Meta, Paragraph, RawBlock, RawInline, Text
from convert.model.url import is_allowed, is_safe
from convert.notices import Collected, Notice

STRANGE = (
    "kakaotalk://open",
    "ftp://h/x",
    "file:///etc/passwd",
    "intent://x#Intent;end",
    "app:x",
    "JAVA\tSCRIPT:x",
    "\x01data:text/html,x",
)
ALLOWED = (
    "https://h/x",
    "HTTP://h",
    "mailto:a@b.kr",
    "tel:+82-2-1",
    "//h/x",
    "/x",
    "x.html",
    "./x:y",
    "#x",
    "?a=b:c",
    "",
    "localhost:80/x",
)
RASTER = (
    "data:image/png;base64,AA",
    "DATA:image/JPEG,x",
    "data:image/webp;base64,AA",
    "data:image/gif,x",
    "data:image/avif;base64,A",
)
NO_RASTER = (
    "data:image/svg+xml,x",
    "data:image/svg+xml;base64,AA",
    "data:image/x;base64,AA",
    "data:text/html,x",
    "data:,",
    "data:image/pngx,a",
)


@pytest.mark.parametrize("url", ALLOWED)
def test_what_is_allowed(url):
    assert is_allowed(url)
    assert is_safe(url)


@pytest.mark.parametrize("url", STRANGE)
def test_what_is_not(url):
    assert not is_allowed(url)
    assert not is_allowed(url, image=True)


def test_pictures_of_pixels_are_allowed_and_nothing_else_in_an_address():
    assert [(is_allowed(url, image=True), is_safe(url, image=True), is_allowed(url)) for url in RASTER] == [
        (True, True, False)
    ] * 5
    assert [(is_allowed(url, image=True), is_safe(url, image=True)) for url in NO_RASTER] == [(False, False)] * len(NO_RASTER)


def of_everything(url):
    """A post in which each place that has an address has this one."""
    said = Paragraph((Link((Text("링크"),), url), Text(" "), Image(url, "그림")))
    media = (LinkCard(url, "카드", image=url), Embed("other", url, "영상"), Attachment(url, "파일.zip"))
    comment = Comment("손님", (Paragraph((Link((Text("덧글"),), url),)),), homepage=url)
    return Document(
        Meta(title="글", url=url, cover=url, aliases=(url,)), (said, *media), comments=(replace(comment, replies=(comment,)),)
    )


@pytest.mark.parametrize("to", TEXT_WRITERS)
@pytest.mark.parametrize("url", ["kakaotalk://open/나", "file:///etc/passwd", "vbscript:x"])
def test_no_writer_writes_another_scheme(to, url):
    report = Collected()
    scheme = url.partition(":")[0]
    text = convert.dumps(of_everything(url), to, report=report)
    lines = [json.loads(text) | {"notices": []}] if to in ("jsonl", "parquet") else [text]
    assert f"{scheme}:" not in json.dumps(lines)
    if to not in ("comments", "jsonl", "parquet"):
        assert [word for word in ("링크", "그림", "카드", "파일.zip") if word not in text] == []
    assert Notice("scheme", url, 13) in report.notices()


@pytest.mark.parametrize("to", TEXT_WRITERS)
def test_every_writer_writes_what_somebody_has_allowed(to):
    report = Collected()
    text = convert.dumps(of_everything("kakaotalk://open"), to, report=report, schemes="ftp, kakaotalk")
    assert "scheme" not in {notice.kind for notice in report.notices()}
    assert "kakaotalk:" in text or to == "comments"


@pytest.mark.parametrize("schemes", ["javascript", "ftp,data", "VBScript:", "1a", "a b"])
def test_nobody_can_allow_what_runs(schemes):
    with pytest.raises(UsageError):
        convert.dumps(of_everything("x"), "markdown", schemes=schemes)


SOURCES = {
    "a.html": '<p><a href="{0}">링크</a> <img src="{0}" alt="그림"></p>',
    "a.md": "---\ntitle: 글\ncover: '{0}'\naliases: ['{0}']\n---\n[링크]({0}) ![그림]({0})\n",
    "a.xml": '<rss><channel><item><title>글</title><link>{0}</link><description>&lt;a href="{0}"&gt;링크&lt;/a&gt; 그림</description></item></channel></rss>',
    "a.jsonl": '{{"title": "글", "url": "{0}", "html": "<a href=\'{0}\'>링크</a> <img src=\'{0}\' alt=\'그림\'>"}}',
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("to", ["markdown", "hugo", "html"])
def test_from_the_command_line_in_every_reader(name, to, tmp_path, capsys):
    (tmp_path / name).write_text(SOURCES[name].format("kakaotalk://open"))
    assert run(["convert", str(tmp_path / name), "-t", to, "-o", f"{tmp_path}/out/", "--notices", str(tmp_path / "n.jsonl")]) == 0
    (text,) = (path.read_text() for path in (tmp_path / "out").rglob("*.*") if path.suffix in (".md", ".html"))
    assert "kakaotalk" not in text
    assert "링크" in text
    assert "그림" in text
    rows = [json.loads(line) for line in (tmp_path / "n.jsonl").read_text().splitlines()]
    assert {row["detail"] for row in rows if row["kind"] == "scheme"} == {"kakaotalk://open"}
    assert "missing" not in {row["kind"] for row in rows}
    assert run(["convert", str(tmp_path / name), "-t", to, "-o", f"{tmp_path}/all/", "--schemes", "kakaotalk", "-q"]) == 0
    assert any(
        "kakaotalk://open" in path.read_text() for path in (tmp_path / "all").rglob("*.*") if path.suffix in (".md", ".html")
    )


# HTML that is kept


def kept(html, **options):
    report = Collected()
    document = Document(Meta(), (RawBlock("html", html), Paragraph((RawInline("html", "<span>"), Text("글")))))
    return convert.dumps(document, "markdown", report=report, front_matter=False, **options), {
        one.kind for one in report.notices()
    }


@pytest.mark.parametrize(
    "html",
    [
        '<svg viewBox="0 0 9 9"><linearGradient id="a"><stop offset="1"/></linearGradient><path d="M0 0h1" fill="url(#a)"/></svg>',
        '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="#a"/><image xlink:href="data:image/png;base64,A"/></svg>',
        "<form action=/s><input name=a disabled></form>",
        '<svg viewBox="0 0 9 9"><metadata></metadata><title>글</title><text>글</text></svg>',
        '<div class="a b" id=x data-a="1" aria-label="가">글<!-- 말 --></div>',
        "<table><tr><td rowspan=2>칸</table>",
        '<video controls poster="a.png"><source src="a.mp4"></video>',
        "<math><mfrac><mi>x</mi><mn>2</mn></mfrac></math>",
        "<div>반쪽",
        "</div>",
    ],
)
def test_harmless_html_is_kept_byte_for_byte(html):
    text, kinds = kept(html)
    assert html in text
    assert "sanitised" not in kinds


@pytest.mark.parametrize(
    ("html", "gone"),
    [
        ("<div onclick=a()>글</div>", "onclick"),
        ("<div style='position:fixed'>글</div>", "style"),
        ("<div x:onclick='' onclick=a()>글</div>", "onclick"),
        ("<p>글<script>a()</script></p>", "script"),
        ("<p>글<iframe src=//h></iframe></p>", "iframe"),
        ("<p>글<object data=//h></object></p>", "object"),
        ("<p>글<a href=kakaotalk:x>나</a></p>", "kakaotalk"),
        ("<form action=javascript:x>글</form>", "javascript"),
        ("<p>글<button formaction=file:x>나</button></p>", "file:"),
        ("<svg><text>글</text><a xlink:href=intent:x><text>나</text></a></svg>", "intent"),
        ("<svg><text>글</text><animate attributeName=href to=x></animate></svg>", "animate"),
        ("<p>글<base href=//h><link rel=stylesheet href=//h><meta http-equiv=refresh content=0></p>", "//h"),
        ("<math><mtext>글<table><mglyph><img src=x onerror=a()></mglyph></table></mtext></math>", "onerror"),
    ],
)
def test_what_could_run_is_not(html, gone):
    text, kinds = kept(html)
    assert gone not in text
    assert "글" in text
    assert "sanitised" in kinds


@pytest.mark.parametrize("body", [(), (RawBlock("html", "<div>글</div>"),)])
def test_html_of_a_comment_is_sanitised_whatever_the_post_holds(body):
    answer = Comment("손님", (RawBlock("html", "<div onclick=a()>답</div>"),))
    document = Document(Meta(title="글"), body, comments=(Comment("손님", (), replies=(answer,)),))
    text = convert.dumps(document, "jsonl")
    assert "답" in text
    assert "onclick" not in text


def test_no_word_goes_with_what_does_not_stay():
    """In a drawing nh3 drops what it does not know with all that is in it."""
    for html in ("<svg><unknown>글 &lt;b</unknown><text>나</text></svg>", "<math><unknown>글 &lt;b</unknown><mi>나</mi></math>"):
        text, kinds = kept(html)
        assert text.startswith("글 &lt;b 나\n")
        assert "sanitised" in kinds


def test_an_address_somebody_has_allowed_stays_in_html():
    assert kept("<p>글<a href=kakaotalk:x>나</a></p>", schemes="kakaotalk")[0].startswith("<p>글<a href=kakaotalk:x>나</a></p>")


def test_what_lies_too_deep_is_not_parsed_again():
    """Our own guard, just above its limit: parsers are quadratic in depth."""
    for levels, is_seen in ((200, True), (201, False)):
        html = "<b>" * levels + "<i foo:bar=1 target=_top>글</i>" + "</b>" * levels
        assert (
            "target" not in kept("<i target=_top>글</i>".join(("<b>" * (levels - 1), "</b>" * (levels - 1))))[0]
        ) == is_seen, html[:9]


@pytest.mark.parametrize(
    "html",
    [
        '<p>가</p><video src="ttps://ex.kr/a.mp4"></video>',
        '<p>가</p><iframe src="kakaotalk://ex.kr/a"></iframe>',
        '<p>가 <a href="app:x">나</a></p><img src="app:y.png">',
    ],
    ids=["a film", "a frame", "a link and a picture"],
)
def test_the_notice_says_enough_for_the_proof(html, tmp_path, capsys):
    (tmp_path / "a.html").write_text(f"{html}<p>끝</p>", encoding="utf-8")
    assert run(["check", str(tmp_path / "a.html")]) == 0
    assert "missing" not in capsys.readouterr().out
