"""Front matter, addresses and the site of the hugo writer, judged by the real Hugo."""

import json
import re
import subprocess
from datetime import datetime, timedelta, timezone
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from renderers import build
from visible import letters, visible_text

import convert
from convert.errors import UsageError
from convert.formats import writer, writer_and_options_or_raise
from convert.model import Callout, Cell, Comment, Document, Image, Math, MathBlock, Meta, Paragraph, Row, Table, Text, Timestamp
from convert.notices import ignore
from convert.plan.places import ResourcePlace
from convert.proof.fidelity import without_front_matter
from convert.writers import hugo

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "posts"
KST = timezone(timedelta(hours=9))
BODY = (Paragraph((Text("글"),)),)


def post(**fields):
    return Document(Meta(**fields), BODY)


def options(**values):
    return writer_and_options_or_raise("hugo", tuple(values.items()))[1]


def written(site, document, place, **values):
    for file in hugo.write(document, place, options(**values), ignore):
        path = site / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)


# Addresses

PLACES = (
    "Yobi-SW개발", "①번-글½", "①", "여행/제주도-1일", "C++", "a.b.c", "İstanbul", "e\u0301clair", "__x", "Straße-ẞ", "１２３", "v1.2", "ⅷ장", "ＡＢＣ", "ǅ",
    "tag.en", "글.ko", "x²", "𝒜bc", "ก็", "Ω-ΑΣ",
)  # fmt: skip
SLUGS = (
    "Yobi-SW개발", "①번½", "C++-#1", "a b", "a--b", "x²", "100%25", "한글(설명), 둘", "İx", "a.b", "Ω-ΑΣ", "a/b", "..", "-a-", "a_", "가—나", "😀x", "node.js",
    "tag.en", "x.html", "①", "()", "A  B", "a - b", "a -b", "a: b", "a ( b", "a\u200bb", "a:b", "a@b~c+d", "e\u0301",
)  # fmt: skip


def test_an_address_is_the_one_hugo_gives(tmp_path):
    posts = {f"place {place}": (post(title=f"place {place}"), place, f"s{number}") for number, place in enumerate(PLACES)}
    posts |= {f"slug {slug}": (post(title=f"slug {slug}", slug=slug), "이름", f"t{number}") for number, slug in enumerate(SLUGS)}
    for document, place, section in posts.values():
        written(tmp_path, document, place, section=section)
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\ndisableKinds = ["section", "taxonomy", "term", "rss"]\n'
    )
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "home.html").write_text(
        "{{ range site.RegularPages }}<p>{{ .RelPermalink }}\n{{ .Title }}</p>{{ end }}"
    )
    (tmp_path / "layouts" / "page.html").write_text("글")
    subprocess.run(["hugo", "--quiet", "--panicOnWarning", "--printPathWarnings", "--source", tmp_path], check=True)
    home = (tmp_path / "public" / "index.html").read_text()
    pages = {unescape(title): unquote(unescape(path)) for path, title in re.findall("<p>(.*)\n(.*)</p>", home)}
    expected = {
        title: hugo.address(document, place, options(section=section)) for title, (document, place, section) in posts.items()
    }
    assert pages == expected
    assert all((tmp_path / "public" / path[1:] / "index.html").exists() for path in pages.values())


TERMS = ("İx", "ΑΣ", "ẞ", "Yobi SW", "C#", "R&D", "여행/İ-1", "ǅ", "①번")


def test_the_page_of_a_term_is_the_one_hugo_gives(tmp_path):
    for number, name in enumerate(TERMS):
        written(tmp_path, post(tags=(name,)), f"p{number}")
    pages = build(tmp_path, '{{ range .GetTerms "tags" }}{{ .RelPermalink }}{{ end }}')
    shown = {unquote(unescape(page)).strip() for page in pages.values()}
    assert shown == {f"/tags/{hugo.term_page_path_and_name_in_engine(name)[0]}/" for name in TERMS}


def test_a_post_goes_below_its_category_when_asked():
    document = post(categories=(("개발 일지", "C#/.NET"), ("기타",)))
    [file] = hugo.write(document, "이름", options(section_by="category"), ignore)
    assert file.path == "content/posts/개발-일지/C-.NET/이름/index.md"
    assert hugo.address(document, "이름", options(section_by="category")) == "/posts/개발-일지/c-.net/이름/"


def test_without_front_matter_a_slug_says_nothing():
    assert hugo.address(post(slug="가"), "나", options(front_matter=False)) == "/posts/나/"


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("bundle", ResourcePlace("content/posts/가", "")),
        ("static", ResourcePlace("static/posts/가", "/posts/가/")),
        ("files/old", ResourcePlace("static/files/old/posts/가", "/files/old/posts/가/")),
    ],
)
def test_files_of_a_post_have_a_place(where, place):
    found = hugo.resource_place(post(), "가", options(resources=where))
    assert (found.folder, found.url) == (place.folder, place.url)


# Front matter

FULL = Meta(
    title="on",
    date=Timestamp(datetime(2024, 7, 22, 9, 30, tzinfo=KST)),
    lastmod=Timestamp(datetime(2024, 7, 23, tzinfo=KST)),
    slug="6.0",
    aliases=("/entry/%ED%95%9C%EA%B8%80", "/entry/한글/", "/12", "/m/12", "/posts/6.0/", "/", "https://old.example.com/3", "/?p=3", "/a%23b"),
    categories=(("개발", "Java"), (" ",)),
    tags=("6.0", "0o7", "yes", " ", "..."),
    summary="12:30:45",
    cover="표지.png",
    visibility="protected",
    author="~",
    extra={"type": "x", "layout": "y", "url": "/z/", "weight": "많이", "aliases": 1, "draft": "yes", "밑": {"가": [1, "on", True]}},
)  # fmt: skip

PRINT = """{{ dict "title" .Title "date" (.Date.Format "2006-01-02T15:04:05Z07:00") "lastmod" (.Lastmod.Format "2006-01-02T15:04:05Z07:00")
"slug" .Slug "aliases" .Aliases "categories" .Params.categories "tags" .Params.tags "description" .Description "images" .Params.images
"draft" .Draft "params" .Params "type" .Type "layout" .Layout "weight" .Weight "path" .RelPermalink | jsonify }}"""


@pytest.mark.parametrize("format", ["yaml", "toml", "json"])
def test_hugo_reads_every_field_in_every_format(tmp_path, format):
    written(tmp_path, Document(FULL, BODY), "이름", front_matter_format=format)
    [html] = build(tmp_path, PRINT).values()
    front = json.loads(html)
    params = front.pop("params")
    assert front == {
        "title": "on",
        "date": "2024-07-22T09:30:00+09:00",
        "lastmod": "2024-07-23T00:00:00+09:00",
        "slug": "6.0",
        "aliases": ["/entry/한글", "/12", "/m/12", "/a#b"],
        "categories": ["개발/Java"],
        "tags": ["6.0", "0o7", "yes"],
        "description": "12:30:45",
        "images": ["표지.png"],
        "draft": True,
        "type": "posts",
        "layout": "",
        "weight": 0,
        "path": "/posts/6.0/",
    }
    assert (params["author"], params["visibility"], params["type"], params["밑"]) == (
        "~",
        "protected",
        "x",
        {"가": [1, "on", True]},
    )
    for alias in ("entry/한글", "12", "m/12", "a#b"):
        assert "/posts/6.0/" in (tmp_path / "public" / alias / "index.html").read_text()


@pytest.mark.parametrize("format", ["yaml", "toml", "json"])
@pytest.mark.parametrize(
    ("weight", "shown"), [(7, 7), (-7, -7), (2**31 - 1, 2**31 - 1), (2**31, 0), (0, 0), (True, 0), (7.5, 0), ("7", 0)]
)
def test_a_weight_stays_one_for_hugo(tmp_path, weight, shown, format):
    document = Document(Meta(title="글", extra={"weight": weight}), BODY)
    written(tmp_path, document, "이름", front_matter_format=format)
    [html] = build(tmp_path, '{{ dict "weight" .Weight "params" .Params.weight | jsonify }}').values()
    assert json.loads(html)["weight"] == shown
    text = convert.dumps(document, "hugo", front_matter_format=format)
    assert convert.loads(text, "markdown").meta.extra == {"weight": weight}


@pytest.mark.parametrize("to", ["markdown", "hugo"])
@pytest.mark.parametrize("format", ["yaml", "toml", "json"])
def test_front_matter_of_every_format_is_cut_off_and_read_again(to, format):
    text = convert.dumps(Document(FULL, BODY), to, front_matter_format=format)
    assert without_front_matter(text).strip() == "글"
    again = convert.loads(text, "markdown")
    assert (again.meta.title, again.meta.date, again.meta.tags[:3], again.children) == (
        "on",
        FULL.date,
        ("6.0", "0o7", "yes"),
        BODY,
    )


def test_keys_get_other_names_in_their_order():
    text = convert.dumps(
        post(title="가", tags=("나",), summary="다"), "markdown", front_matter_map="summary=description, tags=, x=y"
    )
    assert text == "---\ntitle: 가\ndescription: 다\n---\n\n글\n"


@pytest.mark.parametrize(
    ("to", "names"),
    [
        ("markdown", "title"),
        ("markdown", "=x"),
        ("hugo", "a=b,a=c"),
        ("hugo", "params="),
        ("hugo", "entry_id=slug"),
        ("astro", "slug="),
    ],
)
def test_a_map_that_is_none_is_refused(to, names):
    with pytest.raises(UsageError):
        convert.dumps(post(), to, front_matter_map=names)


# The whole site


def test_the_site_of_ours_builds_and_shows_everything(tmp_path):
    assert not convert.convert(SAMPLES, to="hugo", output=tmp_path, theme="papermod").failed
    said = Comment("가은", (Paragraph((Text("<b>{{< x >}}"),)),), Timestamp(datetime(2024, 7, 22, 9, 30, tzinfo=KST)),
                   replies=(Comment("나", BODY), Comment("숨은", BODY, secret=True)))  # fmt: skip
    secret = Comment("비밀", BODY, secret=True)
    written(tmp_path, Document(Meta(title="댓글 있는 글"), BODY, comments=(said, secret)), "여행/V1.2-글")
    noted = Callout("warning", (Text("조심"),), BODY)
    written(tmp_path, Document(Meta(title="비밀 댓글뿐"), (*BODY, noted), comments=(secret,)), "여행/둘")
    for file in hugo.finish((), options(site=True)):
        assert file.keep
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    command = ["hugo", "--panicOnWarning", "--printPathWarnings", "--buildDrafts", "--source", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout + done.stderr
    page = (tmp_path / "public" / "posts" / "여행" / "v1.2-글" / "index.html").read_text()
    assert "&lt;b&gt;{{&lt; x &gt;}}" in page
    assert page.count("<strong>") == 2
    assert "비밀" not in page
    assert "숨은" not in page
    assert "댓글</h2>" not in (tmp_path / "public" / "posts" / "여행" / "둘" / "index.html").read_text()
    everything = "".join(path.read_text() for path in (tmp_path / "public").rglob("index.html"))
    for construct in ('class="alert ', "<details", "<table>", "<pre", "<img ", "<iframe", 'class="tags"', "<blockquote"):
        assert construct in everything
    assert (tmp_path / "public" / "index.xml").exists()


PRICES = {
    "prices": "<p>$5와 $6, $7 와 8$</p>",
    "prices with bold": "<p>US$ <b>굵게</b> HK$</p>",
    "price in a link": '<p>$5 <a href="/a$b">x$</a></p>',
    "prices in cells": "<table><tr><th>가</th></tr><tr><td>$5와 $6</td></tr></table>",
    "prices in code": "<p>$5와 <code>$HOME:$PATH</code></p>",
    "one price": "<p>$5</p>",
    "price before code": "<p>US$<code>a</code>와 HK$<code>b$</code>, <code>$</code>와 <code>c$</code></p>",
    "in a description": '<p>$1 <img src="https://x.example/a.png" alt="$5와 $6"></p>',
    "display": "<p>$$ 두 번 $$</p>",
}


def shown_by_our_site(folder, documents):
    """The page of each document in the site of ours, by name."""
    for name, document in documents.items():
        written(folder, document, name)
    for file in hugo.finish((), options(site=True)):
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.data)
    subprocess.run(["hugo", "--quiet", "--panicOnWarning", "--source", folder], check=True)
    pages = {path.parent.name: path.read_text() for path in (folder / "public" / "posts").glob("*/index.html")}
    return {name: pages[name].partition('<div class="body">')[2].partition("</article>")[0] for name in documents}


def test_the_site_of_ours_heeds_the_day_a_post_is_to_be_shown_from(tmp_path):
    """A public post that is dated ahead is shown all the same: blogs date so what is to stand on top."""
    ahead = Timestamp(datetime(2999, 1, 5, tzinfo=KST))
    posts = {"ahead": post(title="앞날", date=ahead), "waiting": post(title="기다림", extra={"publishDate": "2999-01-05"})}
    for name, document in posts.items():
        written(tmp_path, document, name)
    for file in hugo.finish((), options(site=True)):
        (tmp_path / file.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file.path).write_bytes(file.data)
    subprocess.run(["hugo", "--quiet", "--panicOnWarning", "--source", tmp_path], check=True)
    assert {path.parent.name for path in (tmp_path / "public" / "posts").glob("*/index.html")} == {"ahead"}


def test_only_formulas_are_formulas_in_the_site_of_ours(tmp_path):
    formulas = (Paragraph((Text("식 "), Math("x^2"), Text(", $5, "), Math("a_1*b*"))), MathBlock("y"), MathBlock("*z*"))
    prices = {name.replace(" ", "-"): html for name, html in PRICES.items()}
    posts = {name: convert.loads(html, "tistory") for name, html in prices.items()}
    pages = shown_by_our_site(tmp_path, {**posts, "formulas": Document(Meta(), formulas)})
    assert [name for name in prices if "<math" in pages[name]] == []
    for name, html in prices.items():
        assert letters(visible_text(html)) == letters(visible_text(pages[name]))
    assert re.findall('application/x-tex">(.*?)<', pages["formulas"]) == ["x^2", "a_1*b*", "y", "*z*"]
    assert "katex-error" not in pages["formulas"]


def test_formulas_with_hangul_are_drawn_in_the_site_of_ours(tmp_path):
    tex = r"속력 = \frac{거리}{시간}"
    document = Document(Meta(), (Paragraph((Math(tex),)), MathBlock(tex), MathBlock(f"{tex}\n*거리*")))
    page = shown_by_our_site(tmp_path, {"hangul": document})["hangul"]
    assert page.count("<math") == 3
    assert "katex-error" not in page


def formulas_of(page):
    return [unescape(tex) for tex in re.findall('application/x-tex">(.*?)<', re.sub("<template>.*?</template>", "", page))]


def test_a_formula_keeps_its_bars_in_a_table_of_the_site_of_ours(tmp_path):
    bars = ("P(A|B)", "a_b*c*|d", r"\|x\|", r"\|y|")
    rows = tuple(Row((Cell((Paragraph((Math(tex),)),)),)) for tex in bars)
    document = Document(Meta(), (Table(rows), Paragraph((Math(bars[0]), Text("와 "), Math(bars[2]))), MathBlock(bars[2])))
    page = shown_by_our_site(tmp_path, {"bars": document})["bars"]
    assert formulas_of(page) == [*bars, bars[0], bars[2], bars[2]]


@pytest.mark.parametrize("tex", [r"x = \$5", r"\text{$x$}", r"a`b + \$5"])
def test_a_formula_keeps_its_dollars_in_the_site_of_ours(tmp_path, tex):
    document = Document(Meta(), (Paragraph((Text("값 "), Math(tex), Text("은 "), Math("y"), Text(" 끝"))), MathBlock(tex)))
    page = shown_by_our_site(tmp_path, {"dollars": document})["dollars"]
    assert formulas_of(page) == [tex, "y", tex]
    assert "</span>은 <span" in page


def test_descriptions_show_no_backslash_in_the_site_of_ours(tmp_path):
    document = Document(Meta(), (Paragraph((Text("글 "), Image("https://x.example/a.png", "가격 $5, a_b*c* <d> & [e]"))),))
    page = shown_by_our_site(tmp_path, {"image": document})["image"]
    assert unescape(re.findall('alt="(.*?)"', page)[0]) == "가격 $5, a_b*c* <d> & [e]"


def test_a_file_for_where_there_is_none_leaves_what_is_there(tmp_path):
    from convert.batch.output import OutputFolder
    from convert.sources.source import File

    (tmp_path / "hugo.toml").write_text("mine")
    with OutputFolder(str(tmp_path)) as folder:
        assert folder.put_files([File("hugo.toml", b"ours", keep=True)]) == "unchanged"
        assert folder.put_files([File("other.toml", b"ours", keep=True)]) == "written"
    assert (tmp_path / "hugo.toml").read_text() == "mine"


def test_the_protocol_of_sites_is_whole():
    for name in ("hugo",):
        module = writer(name)
        assert all(hasattr(module, function) for function in ("address", "resource_place", "finish"))
